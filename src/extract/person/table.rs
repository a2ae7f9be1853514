//! The words about people: functions, departments, family names, what no person is called (`data/functions.toml`,
//! `data/names.toml`).

use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use crate::extract::phrase::{Phrases, Words};
use crate::market;
use crate::text::fold;

/// Stems of this many letters count inside words too.
pub(super) const LONG: usize = 6;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Functions {
    function: Vec<String>,
    before: Vec<String>,
    rank: Vec<String>,
    desk: Vec<String>,
    heads: Vec<String>,
    name_heads: Vec<String>,
    own: Vec<String>,
    to_be: Vec<String>,
    turn_to: Vec<String>,
    reached_by: Vec<String>,
    unspaced: Vec<String>,
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
    titles: Vec<String>,
    sayings: Vec<String>,
    around: Vec<String>,
    others: Vec<String>,
}

/// The tables, folded.
pub(super) struct Table {
    /// Whole functions, then those that only stand before a name.
    pub(super) functions: Phrases,
    /// The functions from this pattern on stand only before a name.
    pub(super) before_from: usize,
    /// Beginnings of words of functions, then of departments.
    pub(super) stems: AhoCorasick,
    /// The same, of ASCII letters, without the space that asks for a whole word.
    pub(super) ascii_stems: Phrases,
    /// Of each of those, whether it is a whole word and whether it is of a function.
    pub(super) ascii_stem: Vec<(bool, bool)>,
    /// The stems from this pattern on are of departments.
    pub(super) desks_from: usize,
    /// Heads of columns of functions.
    pub(super) heads: Words,
    /// Labels and heads of columns of names.
    pub(super) name_heads: Words,
    /// Words that make who is named behind them the firm's or the reader's own, as written.
    pub(super) own: Words,
    /// Verbs that say who somebody is.
    pub(super) to_be: Words,
    /// Words for whom to turn to, without saying what that one does.
    pub(super) turn_to: Words,
    /// Words between a name and the address behind it.
    pub(super) reached_by: Words,
    /// Functions of scripts without spaces, the longest first.
    pub(super) wide_functions: Vec<String>,
    /// Words no person is called.
    pub(super) no_name: Words,
    /// Titles before names.
    pub(super) titles: Words,
    /// The same of scripts without capitals, as they stand.
    pub(super) no_wide_name: Vec<String>,
    /// Cities and countries, which head offices, and what every site's pages and links are called.
    pub(super) headings: Words,
    /// Headings and addresses of pages of people.
    pub(super) teams: HashSet<String>,
    pub(super) chinese: HashSet<char>,
    pub(super) korean: HashSet<char>,
    pub(super) double: Vec<String>,
    pub(super) japanese: HashSet<String>,
    /// What headings above the words of customers say, folded.
    pub(super) sayings: Phrases,
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
    let stems = said.rank.iter().chain(&said.desk).map(|w| folded_stem(w));
    let ascii: Vec<(usize, String)> = stems
        .enumerate()
        .filter(|(_, stem)| stem.is_ascii())
        .collect();
    let set = |list: &[String]| -> Words { list.iter().map(|w| fold(w)).collect() };
    let mut wide_functions = said.unspaced;
    wide_functions.sort_by_key(|w| std::cmp::Reverse(w.len()));
    let (functions, before) = (spelled(&said.function), spelled(&said.before));
    let before_from = functions.len();
    Table {
        functions: Phrases::new(functions.iter().chain(&before).map(|w| fold(w))),
        before_from,
        stems: automaton(said.rank.iter().chain(&said.desk)),
        desks_from,
        ascii_stems: Phrases::in_words(ascii.iter().map(|(_, stem)| stem.trim_end()), LONG),
        ascii_stem: ascii
            .iter()
            .map(|(at, stem)| (stem.ends_with(' '), *at < desks_from))
            .collect(),
        heads: set(&said.heads),
        name_heads: set(&said.name_heads),
        own: said.own.into_iter().collect(),
        to_be: set(&said.to_be),
        turn_to: set(&said.turn_to),
        reached_by: set(&said.reached_by),
        wide_functions,
        no_name: set(&said.no_name),
        titles: set(&names.titles),
        no_wide_name: names.no_name,
        headings: places().chain(phrases()).collect(),
        teams: teams(),
        chinese: names.chinese.chars().collect(),
        korean: names.korean.chars().collect(),
        double: names.double,
        japanese: names.japanese,
        sayings: Phrases::new(names.sayings.iter().map(|w| fold(w))),
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
        assert!(table.functions.len() > table.before_from);
        assert!(table.stems.patterns_len() > table.desks_from);
        assert!(table.headings.contains("hamburg"));
        assert!(table.headings.contains("yasal uyarı") || table.headings.contains("yasal uyari"));
        assert!(table.teams.contains("unser team"));
        assert!(table.chinese.len() > 200 && table.korean.len() > 60);
    }
}
