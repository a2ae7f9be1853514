//! Lists of words by the kind that they say, as the tables of `data` give them.

use std::collections::{BTreeMap, HashMap};

use super::words::{OTHERS, ROLES, SHOP};

pub(super) type Lists = BTreeMap<String, Vec<String>>;

/// Kinds by the words that say them.
pub(super) fn by_words(
    lists: &Lists,
    form: impl Fn(&str) -> String,
) -> HashMap<String, &'static str> {
    let kinds = lists
        .iter()
        .filter_map(|(kind, words)| Some((known(kind)?, words)));
    kinds
        .flat_map(|(kind, words)| words.iter().map(move |word| (word, kind)))
        .map(|(word, kind)| (form(word), kind))
        .collect()
}

/// The kind of the first list with a word that is so.
pub(super) fn named(table: &'static Lists, is: impl Fn(&str) -> bool) -> Option<&'static str> {
    let (kind, _) = table
        .iter()
        .find(|(_, names)| names.iter().any(|n| is(n)))?;
    known(kind)
}

/// A kind by its name.
pub(super) fn known(kind: &str) -> Option<&'static str> {
    let kinds = ROLES.iter().chain(OTHERS).chain(&[SHOP]);
    kinds.copied().find(|k| *k == kind)
}
