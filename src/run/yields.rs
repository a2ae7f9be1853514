//! What each tactic has yielded in a store: leads that fit and can be reached, for a query that found anything.

use std::collections::{BTreeMap, BTreeSet};

use crate::lead::Lead;
use crate::plan::Yields;
use crate::store::Sighting;
use crate::tactic::ALL;

/// Queries that a tactic's promise counts for beside those measured: few measurements say little.
const PRIOR: f64 = 5.0;

/// The yield of each tactic, on the scale of promises: the mean of all stays, so that what was never asked keeps its place.
pub fn yields(leads: &[Lead], sightings: &[Sighting]) -> Yields {
    let mut asked: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for origin in sightings.iter().flat_map(|s| &s.origins) {
        asked
            .entry(&origin.tactic)
            .or_default()
            .insert(&origin.query);
    }
    let mut good: BTreeMap<&str, f64> = BTreeMap::new();
    for lead in leads.iter().filter(|l| l.fit && l.findings.has_contact()) {
        let tactics: BTreeSet<&str> = lead.origins.iter().map(|o| o.tactic.as_str()).collect();
        for tactic in tactics {
            *good.entry(tactic).or_default() += 1.0;
        }
    }
    let known: Vec<Measured> = ALL
        .iter()
        .filter_map(|tactic| {
            Some(Measured {
                id: tactic.id,
                promise: f64::from(tactic.promise),
                queries: number(asked.get(tactic.id)?.len()),
                good: good.get(tactic.id).copied().unwrap_or_default(),
            })
        })
        .collect();
    on_the_scale(&known)
}

struct Measured {
    id: &'static str,
    promise: f64,
    queries: f64,
    good: f64,
}

fn on_the_scale(known: &[Measured]) -> Yields {
    let queries: f64 = known.iter().map(|m| m.queries).sum();
    let good: f64 = known.iter().map(|m| m.good).sum();
    if good == 0.0 {
        return Yields::new();
    }
    let rate = good / queries;
    let promise = known.iter().map(|m| m.promise * m.queries).sum::<f64>() / queries;
    let of = |m: &Measured| {
        let expected = rate * m.promise / promise;
        let measured = (m.good + PRIOR * expected) / (m.queries + PRIOR);
        (m.id.to_owned(), measured / rate * promise)
    };
    known.iter().map(of).collect()
}

fn number(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Origin;
    use crate::web::Site;

    fn origin(tactic: &str, query: &str) -> Origin {
        Origin {
            tactic: tactic.into(),
            query: query.into(),
            ..Origin::default()
        }
    }

    fn seen(tactic: &str, queries: usize) -> Sighting {
        Sighting {
            campaign: "c".into(),
            site: Site::of_host("lux.de").unwrap(),
            url: "https://lux.de/".into(),
            title: String::new(),
            origins: (0..queries)
                .map(|n| origin(tactic, &n.to_string()))
                .collect(),
        }
    }

    #[test]
    fn a_tactic_that_brought_nothing_falls_behind_one_that_did() {
        let form = serde_json::json!([{"value": "https://lux.de/k", "action": "/", "evidence": {"url": "https://lux.de/k", "at": "2026-01-01T00:00:00Z", "words": "x"}}]);
        let lead: Lead = serde_json::from_value(serde_json::json!({
            "id": "a", "fit": true, "contact_forms": form, "origins": [origin("price", "1")]
        }))
        .unwrap();
        let sightings = [seen("importers", 40), seen("price", 10)];
        let leads: Vec<Lead> = std::iter::repeat_n(lead, 20).collect();
        let yields = yields(&leads, &sightings);
        assert!(yields["price"] > yields["importers"], "{yields:?}");
        assert!(super::yields(&[], &sightings).is_empty());
    }
}
