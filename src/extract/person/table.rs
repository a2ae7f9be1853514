//! The words about people: functions, departments, family names, what no person is called (`data/functions.toml`,
//! `data/names.toml`).

use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use crate::market;
use crate::text::fold;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Functions {
    function: Vec<String>,
    before: Vec<String>,
    rank: Vec<String>,
    desk: Vec<String>,
    heads: Vec<String>,
    no_name: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    chinese: String,
    korean: String,
    double: Vec<String>,
    japanese: HashSet<String>,
    no_name: Vec<String>,
    around: Vec<String>,
    others: Vec<String>,
}

/// The tables, folded.
pub(super) struct Table {
    /// Whole functions, then those that only stand before a name.
    pub(super) functions: AhoCorasick,
    /// The functions from this pattern on stand only before a name.
    pub(super) before_from: usize,
    /// Beginnings of words of functions, then of departments.
    pub(super) stems: AhoCorasick,
    /// The stems from this pattern on are of departments.
    pub(super) desks_from: usize,
    /// Heads of columns of functions.
    pub(super) heads: HashSet<String>,
    /// Words no person is called.
    pub(super) no_name: HashSet<String>,
    /// The same of scripts without capitals, as they stand.
    pub(super) no_wide_name: Vec<String>,
    /// Cities and countries, which head offices, and what every site's pages and links are called.
    pub(super) headings: HashSet<String>,
    /// Headings and addresses of pages of people.
    pub(super) teams: HashSet<String>,
    pub(super) chinese: HashSet<char>,
    pub(super) korean: HashSet<char>,
    pub(super) double: Vec<String>,
    pub(super) japanese: HashSet<String>,
    /// Class names around the company's people.
    pub(super) around: Vec<String>,
    /// Class names around other people.
    pub(super) others: Vec<String>,
}

/// The tables, read on first use.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let said: Functions =
        toml::from_str(include_str!("../data/functions.toml")).expect("a test reads the table");
    let names: Names =
        toml::from_str(include_str!("../data/names.toml")).expect("a test reads the table");
    let desks_from = said.rank.len();
    let (functions, before) = (spelled(&said.function), spelled(&said.before));
    let before_from = functions.len();
    Table {
        functions: automaton(functions.iter().chain(&before)),
        before_from,
        stems: automaton(said.rank.iter().chain(&said.desk)),
        desks_from,
        heads: said.heads.iter().map(|w| fold(w)).collect(),
        no_name: said.no_name.iter().map(|w| fold(w)).collect(),
        no_wide_name: names.no_name,
        headings: places().chain(phrases()).collect(),
        teams: teams(),
        chinese: names.chinese.chars().collect(),
        korean: names.korean.chars().collect(),
        double: names.double,
        japanese: names.japanese,
        around: names.around,
        others: names.others,
    }
});

/// The words, and those with umlauts also as they are spelled without.
fn spelled(words: &[String]) -> Vec<String> {
    let plain = |w: &String| {
        let without = w.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
        (without != *w).then_some(without)
    };
    words
        .iter()
        .cloned()
        .chain(words.iter().filter_map(plain))
        .collect()
}

fn automaton<'a>(words: impl Iterator<Item = &'a String>) -> AhoCorasick {
    let folded: Vec<String> = words.map(|w| folded_stem(w)).collect();
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&folded)
        .expect("the table is small")
}

/// Folded, with the space at its end that asks for a whole word.
fn folded_stem(word: &str) -> String {
    let mut folded = fold(word);
    if word.ends_with(' ') {
        folded.push(' ');
    }
    folded
}

fn places() -> impl Iterator<Item = String> {
    market::countries().iter().flat_map(|c| {
        let own = c.languages.iter().map(|l| c.name_in(l));
        let cities = c.cities.iter().chain(c.cities_in_english());
        let all = cities
            .map(String::as_str)
            .chain(own)
            .chain([c.name_in("en")]);
        all.map(fold).collect::<Vec<_>>()
    })
}

/// The language tables' phrases of several words, all of them.
fn phrases() -> impl Iterator<Item = String> {
    let lists = market::languages().iter().flat_map(|l| l.words.values());
    lists.flatten().filter(|w| w.contains(' ')).map(|w| fold(w))
}

fn teams() -> HashSet<String> {
    let said = market::languages()
        .iter()
        .flat_map(|l| market::words(&l.code, "team"));
    said.map(|w| fold(w)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_read_and_every_automaton_has_its_words() {
        let table = &*TABLE;
        assert!(table.functions.patterns_len() > table.before_from);
        assert!(table.stems.patterns_len() > table.desks_from);
        assert!(table.headings.contains("hamburg"));
        assert!(table.headings.contains("yasal uyarı") || table.headings.contains("yasal uyari"));
        assert!(table.teams.contains("unser team"));
        assert!(table.chinese.len() > 200 && table.korean.len() > 60);
    }
}
