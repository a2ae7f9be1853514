//! Whose role a word names: the company's own or somebody else's, by the words around it.

use std::collections::HashSet;

use super::words::TABLE;
use crate::text::fold;

/// Whose role it is.
pub(super) enum Owner {
    Company,
    Others,
    Unsaid,
}

const ARTICLES: &[&str] = &[
    "a", "an", "the", "der", "die", "das", "den", "dem", "ein", "eine", "einen", "un", "una",
    "une", "le", "la", "les", "el", "los", "il", "o", "um", "uma", "een", "de", "en", "et",
];

/// `is a`, `est un`: the words that make a role the company's own end in an article themselves.
fn ends_own(before: &[String]) -> bool {
    before.len() > 1 && TABLE.own.contains(&before[before.len() - 2..].join(" "))
}

/// Whose role the words around it make it.
pub(super) fn owner(text: &str, start: usize, end: usize) -> Owner {
    let mut before: Vec<String> = last_words(&text[..start]).iter().map(|w| fold(w)).collect();
    while before.len() > 1
        && before
            .last()
            .is_some_and(|w| ARTICLES.contains(&w.as_str()))
        && !ends_own(&before)
    {
        before.pop();
    }
    let after: Vec<String> = text[end..]
        .split_whitespace()
        .take(2)
        .map(|w| fold(w.trim_matches(|c: char| !c.is_alphanumeric())))
        .collect();
    let table = &*TABLE;
    let ends = |set: &HashSet<String>, most: usize| {
        (1..=most.min(before.len())).any(|n| set.contains(&before[before.len() - n..].join(" ")))
    };
    let begins = (1..=after.len()).any(|n| table.after.contains(&after[..n].join(" ")));
    if begins || ends(&table.before, 2) && !ends(&table.own, 2) {
        Owner::Others
    } else if ends(&table.own, 2)
        || before.iter().rev().take(5).any(|w| {
            matches!(
                w.as_str(),
                "we" | "wir" | "somos" | "sommes" | "siamo" | "мы" | "jestesmy"
            )
        })
    {
        Owner::Company
    } else {
        Owner::Unsaid
    }
}

/// The last few words of a text, within the sentence.
fn last_words(text: &str) -> Vec<&str> {
    let mut from = text.len().saturating_sub(60);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = text[from..]
        .rsplit(['.', '!', '?', '\n', ':', '|'])
        .next()
        .unwrap_or_default();
    let words: Vec<&str> = near.split_whitespace().collect();
    words[words.len().saturating_sub(5)..].to_vec()
}
