//! The company's name: candidates from many places, weighed by place, by their agreement with each other and with the domain.
//!
//! Never `Home`, `Contact us`, who made the site, or the platform it runs on.

mod candidate;
mod cleaning;
mod domain;
pub(super) mod legal;

use std::collections::BTreeMap;

use candidate::{Candidate, Place};

use super::kind::Kind;
use super::reading::Reading;
use crate::finding::{Company, Findings};

/// The company's name.
pub(super) const KIND: Kind = Kind {
    id: "company",
    about: "the legal or trading name of the company",
    read,
};

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let above = address_lines(reading, findings);
    findings.company = find(reading, &above).map(|best| Company { evidence: reading.evidence(&best.words), value: best.name });
}

/// The lines in which the addresses of the text begin.
fn address_lines(reading: &Reading<'_>, findings: &Findings) -> Vec<usize> {
    let starts = findings.addresses.iter().take(8).filter_map(|a| a.street.as_deref()?.split(", ").next().filter(|s| s.len() > 3));
    starts.filter_map(|street| reading.lines().iter().position(|l| l.text.contains(street))).collect()
}

/// Candidates that agree in everything but legal form and spelling.
#[derive(Debug, Default)]
struct Group {
    /// Folded words without legal form.
    core: Vec<String>,
    members: Vec<Candidate>,
    score: i32,
}

/// A name that scores less than this is a guess nobody should read.
const LEAST: i32 = 3;

/// The name of the company whose page this is. `above` are the first lines of the page's addresses.
fn find(reading: &Reading<'_>, above: &[usize]) -> Option<Candidate> {
    let label = domain::label(reading.document());
    let mut groups = group(candidate::candidates(reading, &label, above));
    for group in &mut groups {
        group.score = own_score(group, &label);
    }
    support_each_other(&mut groups);
    let mut best: Option<&Group> = None;
    for group in &groups {
        if group.score >= LEAST && best.is_none_or(|b| group.score > b.score) {
            best = Some(group);
        }
    }
    best.map(|best| spoken(fuller(&groups, best)))
}

/// The registered name that begins with the best one, where it is nearly as well supported: `Muster` is what people
/// say, `Muster Handels GmbH` who it is.
fn fuller<'a>(groups: &'a [Group], best: &'a Group) -> &'a Group {
    let formed = |g: &Group| g.members.iter().any(|m| legal::has_form(&m.name));
    if formed(best) {
        return best;
    }
    let longer = groups.iter().filter(|g| g.core.len() > best.core.len() && g.core.len() <= 5 && g.core.starts_with(&best.core) && formed(g));
    longer.filter(|g| g.score * 2 >= best.score).max_by_key(|g| g.score).unwrap_or(best)
}

/// Groups in the order in which their first member stands on the page.
fn group(candidates: Vec<Candidate>) -> Vec<Group> {
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for candidate in candidates {
        let core = legal::core(&candidate.name);
        let key = core.concat();
        if key.is_empty() {
            continue;
        }
        let place = *at.entry(key).or_insert_with(|| {
            groups.push(Group { core, ..Group::default() });
            groups.len() - 1
        });
        groups[place].members.push(candidate);
    }
    groups
}

/// The weight of each place once, a little for repetition, the domain's agreement, less for length.
fn own_score(group: &Group, label: &str) -> i32 {
    let mut places: Vec<Place> = group.members.iter().map(|m| m.place).collect();
    let repeats = i32::try_from(places.len()).unwrap_or(i32::MAX).min(6);
    places.sort_unstable();
    places.dedup();
    let weight: i32 = places.iter().map(|p| p.weight()).sum();
    let agreement = domain::agreement(&group.core, label);
    let length = i32::try_from(group.core.len()).unwrap_or(i32::MAX);
    let long = (length - 5).max(0) * 2;
    let formed = if group.members.iter().any(|m| legal::has_form(&m.name)) { 2 } else { 0 };
    weight + repeats / 2 + agreement + formed - long
}

/// A name that is part of another one, or has it as a part, gains from it.
fn support_each_other(groups: &mut [Group]) {
    let own: Vec<i32> = groups.iter().map(|g| g.score).collect();
    for at in 0..groups.len().min(60) {
        let mut gained = 0;
        for other in 0..groups.len().min(60) {
            if at != other && contains(&groups[other].core, &groups[at].core) {
                gained += (own[other] / 3).clamp(0, 3);
            }
        }
        groups[at].score += gained.min(6);
    }
}

fn contains(long: &[String], short: &[String]) -> bool {
    short.len() < long.len() && short.iter().map(String::len).sum::<usize>() >= 4 && long.windows(short.len()).any(|w| w == short)
}

/// The fullest spelling: with its legal form, from the best place.
fn spoken(group: &Group) -> Candidate {
    group
        .members
        .iter()
        .enumerate()
        .max_by_key(|(at, m)| (legal::has_form(&m.name), m.place.weight(), m.name.contains(' '), std::cmp::Reverse(*at)))
        .map(|(_, m)| m.clone())
        .expect("a group has a member")
}
