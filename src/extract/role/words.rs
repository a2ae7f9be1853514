//! The words that say a role, per language: those of `data/roles.toml` and of the language tables, in the spellings that pages use.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{LazyLock, OnceLock};

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use crate::market;
use crate::text::fold;

/// The roles, in the order in which they are given.
pub(super) const ROLES: &[&str] = &[
    "importer",
    "distributor",
    "wholesaler",
    "retailer",
    "manufacturer",
    "agent",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Others {
    before: Vec<String>,
    after: Vec<String>,
    own: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    #[serde(rename = "_others")]
    others: Others,
    #[serde(flatten)]
    languages: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

/// The table with its automata, built when first asked for.
pub(super) struct Table {
    pub(super) languages: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    pub(super) before: HashSet<String>,
    pub(super) after: HashSet<String>,
    pub(super) own: HashSet<String>,
    automata: HashMap<String, OnceLock<Automaton>>,
}

/// The table, read on first use.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../data/roles.toml")).expect("a test reads the table");
    let set = |list: &[String]| list.iter().map(|w| fold(w)).collect();
    let spoken = market::languages().iter().map(|l| l.code.clone());
    let automata = file
        .languages
        .keys()
        .cloned()
        .chain(spoken)
        .map(|code| (code, OnceLock::new()))
        .collect();
    Table {
        before: set(&file.others.before),
        after: set(&file.others.after),
        own: set(&file.others.own),
        languages: file.languages,
        automata,
    }
});

/// The words of a language in the spellings that pages use.
pub(super) struct Automaton {
    pub(super) words: AhoCorasick,
    /// The role of each pattern, and whether it is a plural.
    pub(super) of: Vec<(&'static str, Number)>,
}

/// One of them, or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    One,
    Many,
}

/// The automaton of a language; `None` for a language without words.
pub(super) fn automaton(language: &str) -> Option<&'static Automaton> {
    let table = &*TABLE;
    table
        .automata
        .get(language)
        .map(|cell| cell.get_or_init(|| build(language)))
}

fn build(language: &str) -> Automaton {
    let mut patterns = Vec::new();
    let mut of = Vec::new();
    let mut seen = BTreeSet::new();
    for &role in ROLES {
        let own = TABLE
            .languages
            .get(language)
            .and_then(|l| l.get(role))
            .into_iter()
            .flatten()
            .map(|w| (w, number_of(w, language)));
        let one = market::words(language, role)
            .iter()
            .map(|w| (w, Number::One));
        let plural = format!("{role}_plural");
        let many = market::words(language, &plural)
            .iter()
            .map(|w| (w, Number::Many));
        for (word, number) in many.chain(own).chain(one) {
            for spelling in spellings(word) {
                if seen.insert(spelling.clone()) {
                    patterns.push(spelling);
                    of.push((role, number));
                }
            }
        }
    }
    let words = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&patterns)
        .expect("the table is small");
    Automaton { words, of }
}

/// English plurals in our own list; elsewhere endings say too little.
fn number_of(word: &str, language: &str) -> Number {
    if language == "en" && word.ends_with('s') && !word.contains(' ') {
        Number::Many
    } else {
        Number::One
    }
}

/// As given, lower, upper and title case, each also without accents.
fn spellings(word: &str) -> BTreeSet<String> {
    let lower = word.to_lowercase();
    let mut letters = lower.chars();
    let title: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect();
    let folded = fold(word);
    let mut first = folded.chars();
    let plain_title: String = first
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(first)
        .collect();
    let each_title = lower.split(' ').map(|w| {
        w.chars()
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(w.chars().skip(1))
            .collect::<String>()
    });
    let all_title = each_title.collect::<Vec<_>>().join(" ");
    [
        word.to_owned(),
        word.to_uppercase(),
        lower.clone(),
        title,
        all_title,
        folded.to_uppercase(),
        folded,
        plain_title,
    ]
    .into_iter()
    .filter(|s| s.chars().count() > 1)
    .collect()
}
