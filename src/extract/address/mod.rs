//! Postal addresses: those the page describes for machines, then those in its text.

mod coded;
mod described;
mod eastern;
mod free;
mod open;
mod parts;
mod piece;
mod postal;
mod street;
mod town;
mod words;

use std::collections::BTreeSet;

use super::reading::Reading;
use parts::Parts;

/// An address found on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) street: Option<String>,
    pub(super) city: Option<String>,
    pub(super) region: Option<String>,
    pub(super) postal_code: Option<String>,
    pub(super) country: Option<String>,
    /// The whole on one line.
    pub(super) line: String,
    /// The words around it.
    pub(super) words: String,
    /// First line of the page it takes up; none for described ones.
    pub(super) first_line: Option<usize>,
}

/// The addresses of a page: each once, described ones first, then in the order of the text.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Found> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for parts in described::read(reading.document, &reading.things) {
        if seen.insert(parts.key()) {
            found.push(found_of(parts, None, String::new()));
        }
    }
    for draft in free::read(&reading.lines, reading.home) {
        if draft.parts.is_whole() && seen.insert(draft.parts.key()) {
            let (first, last) = draft.lines;
            let words: Vec<&str> = reading.lines[first..=last].iter().map(|l| l.text).collect();
            found.push(found_of(draft.parts, Some(first), words.join(", ")));
        }
    }
    found
}

fn found_of(parts: Parts, first_line: Option<usize>, words: String) -> Found {
    let line = parts.line();
    let words = if words.is_empty() { line.clone() } else { crate::text::shorten(&words, 200) };
    Found { street: parts.street, city: parts.city, region: parts.region, postal_code: parts.postal_code, country: parts.country, line, words, first_line }
}
