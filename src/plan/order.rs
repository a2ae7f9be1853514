//! The order of a plan: the most promising queries first, every country in turn.

use std::collections::BTreeMap;

use super::{Planned, Yields};
use crate::market::{country, words};
use crate::tactic::{Query, tactic};
use crate::text::fold;

/// How much later than the tactic's first query the first one in a city comes.
const FIRST_CITY: f64 = 1.5;

/// Sorts queries so that a budget cuts the least promising ones.
///
/// Each tactic gives its queries in its own order, the best first, and each further one is worth less; so a query's
/// place is its number within its tactic, country, language and engine, divided by what the tactic promises or has yielded.
/// Cities lose less: other cities have other firms, so their place grows with the root of their number.
/// Countries take turns, then their languages.
pub fn order(queries: Vec<Planned>, yields: &Yields) -> Vec<Planned> {
    let mut counts: BTreeMap<(Cell, bool), f64> = BTreeMap::new();
    let mut countries = Seats::default();
    let mut languages: BTreeMap<Option<String>, Seats> = BTreeMap::new();
    let mut placed: Vec<Placed> = Vec::with_capacity(queries.len());
    for planned in queries {
        let query = &planned.query;
        let country = countries.of(query.country.as_ref());
        let language = languages
            .entry(query.country.clone())
            .or_default()
            .of(query.language.as_ref());
        let in_city = names_city(query);
        let count = counts.entry((cell(&planned), in_city)).or_default();
        *count += 1.0;
        let number = if in_city {
            FIRST_CITY * count.sqrt()
        } else {
            *count
        };
        let place = number / promise(&query.tactic, yields);
        placed.push((place, language, country, Box::new(planned)));
    }
    sort(&mut placed);
    // Singular, plural, phrase and title of the same words bring much the same pages, and so do words that stand on every
    // company's site: each further form waits longer.
    let mut forms: BTreeMap<Bag, f64> = BTreeMap::new();
    for (place, .., planned) in &mut placed {
        let before = forms.entry(bag(planned)).or_default();
        *place *= 1.0 + *before;
        *before += 1.0;
    }
    sort(&mut placed);
    placed.into_iter().map(|(.., planned)| *planned).collect()
}

/// A query with its place, language's and country's turn; boxed, as sorting moves it many times.
type Placed = (f64, usize, usize, Box<Planned>);

/// The sort keeps the order of equals: tactics as listed.
fn sort(placed: &mut [Placed]) {
    placed.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
}

/// Country, engine, and the beginnings of the words.
type Bag = (Option<String>, String, Vec<String>);

/// Letters by which the forms of a word are one.
const STEM: usize = 6;

fn bag(planned: &Planned) -> Bag {
    let query = &planned.query;
    let titles = query.in_title.iter().chain(&query.phrase);
    let titles = titles.filter(|part| !is_everywhere(part, query.language.as_deref()));
    let terms = query.terms.iter().filter(|term| *term != "email");
    let words = terms
        .chain(titles)
        .flat_map(|part| crate::text::words(part));
    let mut stems: Vec<String> = words.map(|w| w.chars().take(STEM).collect()).collect();
    stems.extend(query.site.iter().filter(|s| !s.starts_with('-')).cloned());
    let others = query.any.iter().flatten().chain(&query.filetype);
    stems.extend(others.chain(&query.in_url).cloned());
    stems.sort();
    stems.dedup();
    (query.country.clone(), planned.engine.clone(), stems)
}

/// Does every company's site have a page of this name: contact, about, imprint?
fn is_everywhere(part: &str, language: Option<&str>) -> bool {
    let folded = fold(part);
    ["contact", "about", "imprint"]
        .iter()
        .flat_map(|id| words(language.unwrap_or("en"), id))
        .any(|word| fold(word) == folded)
}

/// Is one of its words a city of its country?
fn names_city(query: &Query) -> bool {
    let Some(country) = query.country.as_deref().and_then(country) else {
        return false;
    };
    let cities = country.cities.iter().chain(&country.cities_en);
    cities.into_iter().any(|city| query.terms.contains(city))
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
