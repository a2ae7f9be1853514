//! The order of a plan: the most promising queries first, every country in turn.

use std::collections::BTreeMap;

use super::{Planned, Yields};
use crate::tactic::tactic;

/// Sorts queries so that a budget cuts the least promising ones.
///
/// Each tactic gives its queries in its own order, the best first, and each further one is worth less; so a query's
/// place is its number within its tactic, country, language and engine, divided by what the tactic promises or has yielded.
/// Countries and engines take turns.
pub fn order(queries: Vec<Planned>, yields: &Yields) -> Vec<Planned> {
    let mut counts: BTreeMap<(String, Option<String>, Option<String>, String), f64> =
        BTreeMap::new();
    let mut seats: BTreeMap<Option<String>, usize> = BTreeMap::new();
    let mut placed: Vec<(f64, usize, Planned)> = Vec::with_capacity(queries.len());
    for planned in queries {
        let query = &planned.query;
        let seat = seats.len();
        let country = *seats.entry(query.country.clone()).or_insert(seat);
        let count = counts
            .entry((
                query.tactic.clone(),
                query.country.clone(),
                query.language.clone(),
                planned.engine.clone(),
            ))
            .or_default();
        *count += 1.0;
        placed.push((*count / promise(&query.tactic, yields), country, planned));
    }
    // The sort keeps the order of equals: tactics as listed, then countries as the campaign names them.
    placed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    placed.into_iter().map(|(_, _, planned)| planned).collect()
}

fn promise(id: &str, yields: &Yields) -> f64 {
    let listed = tactic(id).map_or(1, |t| t.promise);
    yields
        .get(id)
        .copied()
        .unwrap_or_else(|| f64::from(listed))
        .max(0.5)
}
