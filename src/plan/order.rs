//! The order of a plan: the most promising queries first, every country in turn.

use std::collections::BTreeMap;

use super::{Planned, Yields};
use crate::tactic::tactic;

/// Sorts queries so that a budget cuts the least promising ones.
///
/// Each tactic gives its queries in its own order, the best first, and each further one is worth less; so a query's
/// place is its number within its tactic, country, language and engine, divided by what the tactic promises or has yielded.
/// Countries take turns, then their languages.
pub fn order(queries: Vec<Planned>, yields: &Yields) -> Vec<Planned> {
    let mut counts: BTreeMap<Cell, f64> = BTreeMap::new();
    let mut countries = Seats::default();
    let mut languages: BTreeMap<Option<String>, Seats> = BTreeMap::new();
    let mut placed: Vec<(f64, usize, usize, Planned)> = Vec::with_capacity(queries.len());
    for planned in queries {
        let query = &planned.query;
        let country = countries.of(query.country.as_ref());
        let language = languages
            .entry(query.country.clone())
            .or_default()
            .of(query.language.as_ref());
        let count = counts.entry(cell(&planned)).or_default();
        *count += 1.0;
        let place = *count / promise(&query.tactic, yields);
        placed.push((place, language, country, planned));
    }
    // The sort keeps the order of equals: tactics as listed.
    placed.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    placed.into_iter().map(|(.., planned)| planned).collect()
}

/// Tactic, country, language, engine.
type Cell = (String, Option<String>, Option<String>, String);

fn cell(planned: &Planned) -> Cell {
    let query = &planned.query;
    (
        query.tactic.clone(),
        query.country.clone(),
        query.language.clone(),
        planned.engine.clone(),
    )
}

/// Numbers by first appearance: whoever is named first takes the first turn.
#[derive(Default)]
struct Seats(BTreeMap<Option<String>, usize>);

impl Seats {
    fn of(&mut self, who: Option<&String>) -> usize {
        let next = self.0.len();
        *self.0.entry(who.cloned()).or_insert(next)
    }
}

fn promise(id: &str, yields: &Yields) -> f64 {
    let listed = tactic(id).map_or(1, |t| t.promise);
    yields
        .get(id)
        .copied()
        .unwrap_or_else(|| f64::from(listed))
        .max(0.5)
}
