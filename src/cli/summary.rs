//! The summary on one screen: what every source answered, what became of the sites, what is new.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::tongue::{count, is_chinese, say};
use crate::run::{LeadCount, SiteCount, SourceCount, Summary};
use crate::text::{printable, shorten};

/// Reasons shown of one source or of the sites.
const MOST_REASONS: usize = 4;
/// Characters of a reason: enough for what to do about it.
const LONGEST_REASON: usize = 180;

/// The summary as lines for a person.
pub fn screen(summary: &Summary) -> String {
    let mut out = String::new();
    for line in sources(summary).lines() {
        let _ = writeln!(out, "{line}");
    }
    let _ = writeln!(out, "{} {}", label("sites"), sites(&summary.sites));
    reasons(&mut out, &summary.sites.why);
    if !summary.sites.dropped.is_empty() {
        let dropped = dropped(&summary.sites.dropped);
        let _ = writeln!(out, "{:10} {}", "", say("not visited: {0}", &[&dropped]));
    }
    let _ = writeln!(
        out,
        "{} {}{}",
        label("pages"),
        summary.pages,
        closed(summary)
    );
    let _ = write!(out, "{} {}", label("leads"), leads(&summary.leads));
    if let Some(stopped) = &summary.stopped {
        let stopped = say(stopped_by(stopped), &[]);
        let goes_on = say(
            "{0}; the same command goes on where this one stopped",
            &[&stopped],
        );
        let _ = write!(out, "\n{} {goes_on}", label("stopped"));
    }
    out
}

fn stopped_by(id: &str) -> &str {
    match id {
        "deadline" => "the deadline ran out",
        other => other,
    }
}

/// The line that says where the list is.
pub fn list_line(file: &str) -> String {
    format!("{} {file}", label("list"))
}

/// What stands before a line, in ten columns.
fn label(english: &str) -> String {
    let text = say(english, &[]);
    let width: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    format!("{text}{}", " ".repeat(10usize.saturating_sub(width)))
}

/// What the sources answered, a line each with the reasons below.
pub fn sources(summary: &Summary) -> String {
    let mut out = String::new();
    for (engine, count) in &summary.sources {
        let _ = writeln!(out, "{:10} {}", printable(engine), source(count));
        reasons(&mut out, &count.why);
    }
    out.trim_end().to_owned()
}

/// The summary on one line, for cron.
pub fn line(summary: &Summary) -> String {
    let leads = &summary.leads;
    let file = summary.file.as_ref();
    let file = file.map(|f| say(" in {0}", &[f])).unwrap_or_default();
    say(
        "{0} of {1}{2}; {3}, {4}",
        &[
            &count(leads.new, "new lead"),
            &leads.fit,
            &file,
            &count(summary.sites.visited, "site"),
            &count(summary.pages, "page"),
        ],
    )
}

fn source(answers: &SourceCount) -> String {
    let mut parts = Vec::new();
    if answers.asked > 0 || answers.offline + answers.unasked == 0 {
        parts.push(count(answers.asked, "request"));
    }
    parts.extend(not_nought(&[
        ("{0} ok", answers.ok),
        ("{0} empty", answers.empty),
        ("{0} blocked", answers.blocked),
        ("{0} rate-limited", answers.rate_limited),
        ("{0} unreachable", answers.unreachable),
        ("{0} not recorded", answers.not_recorded),
        ("{0} failed", answers.failed),
    ]));
    for (many, sentence) in [
        (answers.offline, "{0} not asked (offline)"),
        (answers.unasked, "{0} not asked"),
    ] {
        if many > 0 {
            parts.push(say(sentence, &[&count(many, "query")]));
        }
    }
    parts.join(" · ")
}

fn sites(count: &SiteCount) -> String {
    let mut parts = vec![say("{0} found", &[&count.found])];
    parts.extend(not_nought(&[
        ("{0} visited", count.visited),
        ("{0} ok", count.ok),
        ("{0} refused", count.refused),
        ("{0} closed by robots.txt", count.robots),
        ("{0} unreachable", count.unreachable),
        ("{0} not recorded", count.not_recorded),
        ("{0} not asked (offline)", count.offline),
        ("{0} moved", count.moved),
        ("{0} out of time", count.deadline),
        ("{0} failed", count.failed),
    ]));
    parts.join(" · ")
}

fn leads(count: &LeadCount) -> String {
    let mut parts = vec![match count.new {
        0 => say("nothing new", &[]),
        new => say("{0} new", &[&new]),
    }];
    parts.extend(not_nought(&[
        ("{0} in all", count.fit),
        ("{0} with a contact", count.with_contact),
        (
            "{0} of your customers or suppressed left out",
            count.suppressed,
        ),
    ]));
    let mut out = parts.join(" · ");
    if !count.unfit.is_empty() {
        let unfit = say("no buyers: {0}", &[&kinds(&count.unfit)]);
        let _ = write!(out, "\n{:10} {unfit}", "");
    }
    if !count.tiers.is_empty() {
        let told = crate::grade::TIERS.iter().filter_map(|tier| {
            let many = count.tiers.get(*tier).filter(|many| **many > 0)?;
            Some(format!("{many} {}", say(tier, &[])))
        });
        let told = told.collect::<Vec<_>>().join(" · ");
        let _ = write!(out, "\n{:10} {told}", "");
        let lang = if is_chinese() { "zh" } else { "en" };
        let meaning = crate::grade::tiers_explained(crate::grade::Tiers::default(), lang);
        let _ = write!(out, "\n{:10}   {meaning}", "");
    }
    out
}

fn closed(summary: &Summary) -> String {
    not_nought(&[
        ("{0} closed by robots.txt", summary.robots_disallowed),
        ("{0} on a private network, not asked", summary.guarded),
        ("{0} lost to a fault of this program", summary.lost),
    ])
    .iter()
    .fold(String::new(), |out, part| out + " · " + part)
}

fn not_nought(parts: &[(&str, usize)]) -> Vec<String> {
    let shown = parts.iter().filter(|(_, many)| *many > 0);
    shown.map(|(what, many)| say(what, &[many])).collect()
}

/// Sites left out before a visit: by what they are, by a word of the title, by the own country.
fn dropped(counts: &BTreeMap<String, usize>) -> String {
    joined(counts, |why, many| match why.split_once(": ") {
        Some(("own-country", tld)) => say("{0} of your own country ({1})", &[&many, &tld]),
        Some((_, word)) => say("{0} with “{1}” in the title", &[&many, &word]),
        None => kind(why, many),
    })
}

/// Kinds of companies or sites with how many of each.
pub fn kinds(counts: &BTreeMap<String, usize>) -> String {
    joined(counts, kind)
}

fn joined(counts: &BTreeMap<String, usize>, one: impl Fn(&str, usize) -> String) -> String {
    let mut all: Vec<(&String, &usize)> = counts.iter().collect();
    all.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    all.into_iter()
        .map(|(what, many)| one(&printable(what), *many))
        .collect::<Vec<_>>()
        .join(" · ")
}

/// A number of sites or companies of a kind, by the kind's id.
fn kind(id: &str, many: usize) -> String {
    match KINDS.iter().find(|(known, _)| *known == id) {
        Some((_, noun)) => count(many, noun),
        None => format!("{many} {}", id.replace('_', " ")),
    }
}

/// Kinds by id, and what one of them is called.
const KINDS: &[(&str, &str)] = &[
    ("marketplace", "marketplace"),
    ("directory", "directory"),
    ("news", "news site"),
    ("social", "social network"),
    ("government", "authority"),
    ("education", "school"),
    ("reference", "reference site"),
    ("search", "search engine"),
    ("forum", "forum"),
    ("jobs", "job board"),
    ("research", "seller of market reports"),
    ("customs", "site of customs records"),
    ("customer", "customer"),
    ("competitor", "competitor"),
    ("own site", "site of your own"),
    ("excluded", "excluded site"),
    ("maker", "maker"),
    ("media", "media site"),
    ("association", "association"),
    ("parked", "parked site"),
    ("own_country", "company of your own country"),
    ("name_not_stated", "site without the name looked for"),
];

fn reasons(out: &mut String, why: &BTreeMap<String, usize>) {
    // The sentence that ends a source repeats its last reason with what to do about it.
    let is_told = |reason: &str| {
        let mut rests = why.keys().filter_map(|other| other.strip_prefix(reason));
        rests.any(|rest| rest.starts_with(" ("))
    };
    let told = why.iter().filter(|(reason, _)| !is_told(reason));
    let mut all: Vec<(&String, &usize)> = told.collect();
    all.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    for (reason, many) in all.iter().take(MOST_REASONS) {
        let reason = say(&printable(reason), &[]);
        let _ = writeln!(
            out,
            "{:10}   {many}× {}",
            "",
            shorten(&reason, LONGEST_REASON)
        );
    }
    if all.len() > MOST_REASONS {
        let rest = say("and {0} other reasons", &[&(all.len() - MOST_REASONS)]);
        let _ = writeln!(out, "{:10}   {rest}", "");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_said_in_words() {
        let counts: BTreeMap<String, usize> = [
            ("marketplace", 7),
            ("own-country: .cn", 3),
            ("forums: forum", 1),
            ("directory", 2),
            ("government", 1),
        ]
        .map(|(why, many)| (why.to_owned(), many))
        .into();
        assert_eq!(
            dropped(&counts),
            "7 marketplaces · 3 of your own country (.cn) · 2 directories · 1 with “forum” in the title · 1 authority"
        );
    }

    #[test]
    fn a_source_that_was_not_asked_has_no_requests() {
        let answers = SourceCount {
            offline: 300,
            ..SourceCount::default()
        };
        assert_eq!(source(&answers), "300 queries not asked (offline)");
        assert_eq!(source(&SourceCount::default()), "0 requests");
        assert!(answers.gave_nothing() && answers.is_incomplete());
    }

    #[test]
    fn requests_are_no_queries_and_offline_is_no_unreachable_site() {
        let answers = SourceCount {
            asked: 129,
            ok: 120,
            unasked: 1,
            ..SourceCount::default()
        };
        assert_eq!(
            source(&answers),
            "129 requests · 120 ok · 1 query not asked"
        );
        let count = SiteCount {
            found: 2,
            offline: 1,
            not_recorded: 1,
            ..SiteCount::default()
        };
        assert_eq!(
            sites(&count),
            "2 found · 1 not recorded · 1 not asked (offline)"
        );
    }
}
