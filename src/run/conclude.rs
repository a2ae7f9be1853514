//! Conclusions: pages become companies, without customers and suppressed ones, graded, best first. Pure.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::LeadCount;
use crate::finding::Page;
use crate::grade::{GradeContext, grade};
use crate::lead::{Lead, build};
use crate::link::{ClusterId, Keys, cluster};
use crate::suppress::Suppressions;

/// What conclusions are drawn by.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// What leads are graded by.
    pub grade: GradeContext,
    /// What must not leave.
    pub suppressions: Suppressions,
}

/// The leads of a list of pages.
#[derive(Debug, Clone, Default)]
pub struct Conclusion {
    /// Best first, unfit ones last.
    pub leads: Vec<Lead>,
    /// What became of whom.
    pub count: LeadCount,
}

/// The cluster of each page, from their keys alone: the pages themselves need not be in memory.
pub fn clusters(keys: impl IntoIterator<Item = Keys>) -> Vec<ClusterId> {
    cluster(keys)
}

/// The companies of pages, each with its cluster; not graded yet.
pub fn merge(pages: impl IntoIterator<Item = (ClusterId, Page)>) -> Vec<Lead> {
    build(pages)
}

/// Takes out who must not leave, grades the rest, puts the best first.
pub fn judge(leads: Vec<Lead>, rules: &Rules) -> Conclusion {
    let mut out = Conclusion::default();
    out.count.all = leads.len();
    for mut lead in leads {
        let verdict = rules
            .suppressions
            .verdict(&lead.findings, lead.website.as_deref());
        if let Some(why) = verdict {
            out.count.suppressed += 1;
            *out.count
                .suppressed_by
                .entry(why.kind.id().to_owned())
                .or_default() += 1;
            continue;
        }
        if rules.suppressions.strip(&mut lead.findings) > 0 {
            lead.best = crate::lead::choose_best(&lead.findings);
        }
        out.leads.push(lead);
    }
    grade(&mut out.leads, &rules.grade);
    out.leads.sort_by_cached_key(|lead| {
        (
            !lead.fit,
            Reverse(lead.score),
            Reverse(ways(lead)),
            lead.id.clone(),
        )
    });
    count(&mut out);
    out
}

/// All at once, for lists that fit in memory.
pub fn conclude(pages: Vec<Page>, rules: &Rules) -> Conclusion {
    let clusters = clusters(pages.iter().map(Keys::of));
    judge(merge(clusters.into_iter().zip(pages)), rules)
}

fn ways(lead: &Lead) -> usize {
    let found = &lead.findings;
    found.emails.len() + found.phones.len() + found.contact_forms.len()
}

fn count(out: &mut Conclusion) {
    let mut tiers: BTreeMap<String, usize> = BTreeMap::new();
    for lead in &out.leads {
        if lead.fit {
            out.count.fit += 1;
            out.count.with_contact += usize::from(lead.findings.has_contact());
            *tiers
                .entry(lead.tier.clone().unwrap_or_default())
                .or_default() += 1;
        } else {
            let why = lead
                .reasons
                .first()
                .map_or_else(String::new, |r| r.id.clone());
            *out.count.unfit.entry(why).or_default() += 1;
        }
    }
    out.count.tiers = tiers;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(title: &str, tactic: &str) -> Lead {
        let origin =
            serde_json::json!({"tactic": tactic, "query": "\"Muster Handels GmbH\" Kassel"});
        let lead = serde_json::json!({"id": title, "titles": [title], "origins": [origin]});
        serde_json::from_value(lead).unwrap()
    }

    #[test]
    fn a_site_found_by_a_name_counts_only_where_it_states_the_name() {
        let leads = vec![
            lead("Muster Handels – Leuchten", "company-name"),
            lead("Branchenbuch Kassel", "company-name"),
            lead("Branchenbuch Kassel", "importers"),
        ];
        let conclusion = judge(leads, &Rules::default());
        assert_eq!(conclusion.leads.iter().filter(|l| l.fit).count(), 2);
        assert_eq!(conclusion.count.unfit["name_not_stated"], 1);
        assert_eq!(conclusion.leads.len(), 3, "and nothing is lost");
    }
}
