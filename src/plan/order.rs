//! The order of a plan: the most promising queries first, every country in turn.

use std::collections::{HashMap, HashSet};

use super::{Planned, Yields};
use crate::market::{Country, country, words};
use crate::tactic::{Query, tactic};
use crate::text::{fold, words as words_of};

/// How much later than the tactic's first query the first one in a city comes.
const FIRST_CITY: f64 = 1.5;

/// Sorts queries so that a budget cuts the least promising ones.
///
/// Each tactic gives its queries in its own order, the best first, and each further one is worth less; so a query's
/// place is its number within its tactic, country, language and engine, divided by what the tactic promises or has yielded.
/// Cities lose less: other cities have other firms, so their place grows with the root of their number.
/// Countries take turns, then their languages.
pub fn order(queries: Vec<Planned>, yields: &Yields) -> Vec<Planned> {
    let mut counts: HashMap<(Cell<'_>, bool), f64> = HashMap::new();
    let mut countries = Seats::default();
    let mut languages: HashMap<Option<&str>, Seats<'_>> = HashMap::new();
    let mut known = Known::default();
    let mut placed: Vec<Placed> = Vec::with_capacity(queries.len());
    for (at, planned) in queries.iter().enumerate() {
        let query = &planned.query;
        let of_country = query.country.as_deref();
        let country = countries.of(of_country);
        let spoken = languages.entry(of_country).or_default();
        let language = spoken.of(query.language.as_deref());
        let in_city = known.names_city(query);
        let count = counts.entry((cell(planned), in_city)).or_default();
        *count += 1.0;
        let number = if in_city {
            FIRST_CITY * count.sqrt()
        } else {
            *count
        };
        placed.push(Placed {
            place: number / promise(&query.tactic, yields),
            turn: (language, country),
            at,
        });
    }
    sort(&mut placed);
    // Singular, plural, phrase and title of the same words bring much the same pages, and so do words that stand on every
    // company's site: each further form waits longer.
    let mut forms: HashMap<Bag<'_>, f64> = HashMap::new();
    for one in &mut placed {
        let before = forms.entry(known.bag(&queries[one.at])).or_default();
        one.place *= 1.0 + *before;
        *before += 1.0;
    }
    sort(&mut placed);
    let mut queries: Vec<Option<Planned>> = queries.into_iter().map(Some).collect();
    let in_order = placed.into_iter().filter_map(|one| queries[one.at].take());
    in_order.collect()
}

/// Where a query stands.
struct Placed {
    place: f64,
    /// Its language's and its country's.
    turn: (usize, usize),
    /// Its number before sorting.
    at: usize,
}

/// Equals keep their order: tactics as listed.
fn sort(placed: &mut [Placed]) {
    placed.sort_by(|a, b| a.place.total_cmp(&b.place).then(a.turn.cmp(&b.turn)));
}

/// Country, engine, and the beginnings of the words by their numbers.
type Bag<'a> = (Option<&'a str>, &'a str, Vec<usize>);

/// Letters by which the forms of a word are one.
const STEM: usize = 6;

/// What has been looked up of words, languages and countries: a plan repeats them thousands of times.
#[derive(Default)]
struct Known<'a> {
    /// The beginnings of the words of a part, by their numbers.
    stems: HashMap<&'a str, Vec<usize>>,
    numbers: HashMap<String, usize>,
    /// Folded names of pages that every company's site has, by language.
    everywhere: HashMap<&'a str, HashSet<String>>,
    cities: HashMap<&'a str, HashSet<&'static str>>,
}

impl<'a> Known<'a> {
    fn bag(&mut self, planned: &'a Planned) -> Bag<'a> {
        let query = &planned.query;
        let mut stems = Vec::new();
        for part in query.terms.iter().filter(|term| *term != "email") {
            stems.extend(self.stems(part));
        }
        let language = query.language.as_deref().unwrap_or("en");
        for part in query.in_title.iter().chain(&query.phrase) {
            if !self.is_everywhere(part, language) {
                stems.extend(self.stems(part));
            }
        }
        let sites = query.site.iter().filter(|s| !s.starts_with('-'));
        let others = query.any.iter().flatten().chain(&query.filetype);
        for whole in sites.chain(others).chain(&query.in_url) {
            stems.push(self.number(whole));
        }
        stems.sort_unstable();
        stems.dedup();
        (query.country.as_deref(), &planned.engine, stems)
    }

    fn stems(&mut self, part: &'a str) -> Vec<usize> {
        if let Some(known) = self.stems.get(part) {
            return known.clone();
        }
        let words = words_of(part).into_iter();
        let stem = |word: String| word.chars().take(STEM).collect::<String>();
        let stems: Vec<usize> = words.map(|word| self.number(&stem(word))).collect();
        self.stems.insert(part, stems.clone());
        stems
    }

    fn number(&mut self, word: &str) -> usize {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let next = self.numbers.len();
        self.numbers.insert(word.to_owned(), next);
        next
    }

    /// Does every company's site have a page of this name: contact, about, imprint?
    fn is_everywhere(&mut self, part: &str, language: &'a str) -> bool {
        let names = self.everywhere.entry(language).or_insert_with(|| {
            let ids = ["contact", "about", "imprint"].into_iter();
            let named = ids.flat_map(|id| words(language, id));
            named.map(|name| fold(name)).collect()
        });
        names.contains(&fold(part))
    }

    /// Is one of its words a city of its country?
    fn names_city(&mut self, query: &'a Query) -> bool {
        let Some(code) = query.country.as_deref() else {
            return false;
        };
        let cities = self.cities.entry(code).or_insert_with(|| {
            let of = |country: &'static Country| country.cities.iter().chain(&country.cities_en);
            let named = country(code).into_iter().flat_map(of);
            named.map(String::as_str).collect()
        });
        query
            .terms
            .iter()
            .any(|term| cities.contains(term.as_str()))
    }
}

/// Tactic, country, language, engine.
type Cell<'a> = (&'a str, Option<&'a str>, Option<&'a str>, &'a str);

fn cell(planned: &Planned) -> Cell<'_> {
    let query = &planned.query;
    (
        &query.tactic,
        query.country.as_deref(),
        query.language.as_deref(),
        &planned.engine,
    )
}

/// Numbers by first appearance: whoever is named first takes the first turn.
#[derive(Default)]
struct Seats<'a>(HashMap<Option<&'a str>, usize>);

impl<'a> Seats<'a> {
    fn of(&mut self, who: Option<&'a str>) -> usize {
        let next = self.0.len();
        *self.0.entry(who).or_insert(next)
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
