//! The words around brands (`data/brands.toml`).

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::extract::phrase::{Beginnings, Phrases};
use crate::text::{fold, fold_with};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    heading: Vec<String>,
    before: Vec<String>,
    sign: Vec<String>,
    small: Vec<String>,
    joins: Vec<String>,
    none: Vec<String>,
    common: Vec<String>,
    not: Vec<String>,
}

/// The table, ready to be asked.
pub(super) struct Table {
    headings: FxHashSet<String>,
    heading_begins: Beginnings,
    /// What stands right before names in running text.
    pub(super) before: Phrases,
    signs: AhoCorasick,
    small: FxHashSet<String>,
    joins: FxHashSet<String>,
    none: FxHashSet<String>,
    common: FxHashSet<String>,
    not: FxHashSet<String>,
}

/// The table, read on first use.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../data/brands.toml")).expect("a test reads the table");
    let set = |words: &[String]| -> FxHashSet<String> { words.iter().map(|w| fold(w)).collect() };
    let headings = set(&file.heading);
    Table {
        heading_begins: Beginnings::new(headings.iter().map(String::as_str)),
        headings,
        before: Phrases::new(file.before.iter().map(|p| fold(p))),
        signs: AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(&file.sign)
            .expect("the table is small"),
        small: set(&file.small),
        joins: set(&file.joins),
        none: set(&file.none),
        common: set(&file.common),
        not: set(&file.not),
    }
});

/// Longest heading, bytes.
const LONGEST: usize = 80;

impl Table {
    /// Does a line say that brands follow?
    pub(super) fn is_heading(&self, line: &str) -> bool {
        let line = line.trim().trim_end_matches([':', '：', ' ']);
        line.len() <= LONGEST
            && self.heading_begins.may_have(line)
            && fold_with(line, |folded| self.headings.contains(folded))
    }

    /// May a text have one of the phrases before names? No is sure.
    pub(super) fn may_tell(&self, text: &str) -> bool {
        self.signs.is_match(text)
    }

    /// Is it one of the small words between a phrase and a name?
    pub(super) fn is_small(&self, word: &str) -> bool {
        fold_with(word, |folded| self.small.contains(folded))
    }

    /// Does it join two names?
    pub(super) fn joins(&self, word: &str) -> bool {
        fold_with(word, |folded| self.joins.contains(folded))
    }

    /// Does it stand in the place of a name and is none?
    pub(super) fn is_none(&self, text: &str) -> bool {
        fold_with(text, |folded| self.none.contains(folded)) || self.is_heading(text)
    }

    /// Has an entry a word that lists stand below: `Brands for both`, `Alle Marken`?
    pub(super) fn speaks_of_brands(&self, text: &str) -> bool {
        let mut words = text.split_whitespace();
        words.clone().count() > 1 && words.any(|word| self.is_heading(word))
    }

    /// Does a text end with such words: `distributor for leading manufacturers`?
    pub(super) fn ends_with_heading(&self, text: &str) -> bool {
        let text = text.trim();
        let begins = text.match_indices(' ').map(|(at, _)| at + 1);
        begins.rev().take(3).any(|at| self.is_heading(&text[at..]))
    }

    /// Does a word say that what follows is not so?
    pub(super) fn denies(&self, word: &str) -> bool {
        fold_with(word, |folded| self.not.contains(folded))
    }

    /// Is it a word of goods or of praise?
    pub(super) fn is_common(&self, word: &str) -> bool {
        fold_with(word, |folded| self.common.contains(folded))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_a_sign() {
        let file: File = toml::from_str(include_str!("../data/brands.toml")).unwrap();
        for phrase in &file.before {
            assert!(TABLE.may_tell(phrase), "{phrase}");
        }
    }
}
