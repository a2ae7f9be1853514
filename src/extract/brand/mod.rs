//! The brands a firm carries: what its page describes for machines, lists below a heading that says so, and what it calls
//! itself the distributor of.

mod list;
mod name;
mod table;

use std::collections::BTreeSet;

use super::kind::Kind;
use super::linked::{text, texts, types};
use super::reading::Reading;
use crate::finding::{Brand, Findings};
use crate::text::{fold, shorten};
use name::{listed, told};
use table::TABLE;

/// Brands that the company carries.
pub(super) const KIND: Kind = Kind {
    id: "brands",
    about: "brands that the company carries",
    read,
};

/// A page that names more brands lists what a trade has, not what a firm carries.
const MOST: usize = 80;
/// Words before the last one of a phrase that may deny it.
const DENIED: usize = 5;
/// A longer line is no sentence about brands.
const LONGEST: usize = 2000;

/// A brand, and the words that say so.
struct Found {
    name: String,
    words: String,
}

impl Found {
    fn new(name: &str, words: &str) -> Self {
        Self {
            name: name.to_owned(),
            words: shorten(words, 160),
        }
    }
}

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let own = findings.company.as_ref().map(|c| fold(&c.value));
    let mut seen = BTreeSet::new();
    let found = described(reading)
        .into_iter()
        .chain(list::below_headings(reading))
        .chain(in_text(reading));
    let new = found.filter(|f| {
        let folded = fold(&f.name);
        own.as_ref() != Some(&folded) && seen.insert(folded)
    });
    findings.brands.extend(new.take(MOST).map(|f| Brand {
        value: f.name,
        evidence: reading.evidence(&f.words),
    }));
}

/// What the page describes for machines: the brands of its goods and of the firm.
fn described(reading: &Reading<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let goods = |kinds: &[&str]| {
        kinds.iter().any(|kind| {
            matches!(
                *kind,
                "Product" | "Organization" | "LocalBusiness" | "Store"
            )
        })
    };
    for thing in reading.things() {
        if types(thing).contains(&"Brand") {
            let name = text(thing, "name");
            found.extend(
                name.iter()
                    .filter_map(|name| listed(name))
                    .map(|name| Found::new(name, name)),
            );
        } else if goods(&types(thing)) {
            let names = texts(thing.get("brand")).into_iter().filter_map(listed);
            found.extend(names.map(|name| Found::new(name, name)));
        }
    }
    let properties = reading.document().properties().iter();
    let named = properties
        .filter(|p| p.name == "brand")
        .filter_map(|p| listed(&p.value));
    found.extend(named.map(|name| Found::new(name, name)));
    found
}

/// `Authorised distributor of Bosch and Makita`, `Marken wie Bosch, Makita`
fn in_text(reading: &Reading<'_>) -> Vec<Found> {
    let document = reading.document();
    let title = std::iter::once(document.title());
    let about = document.meta("description").into_iter();
    let lines = reading.lines().iter().map(|line| line.text);
    let mut found = Vec::new();
    for text in title.chain(about).chain(lines) {
        if text.len() > LONGEST || !TABLE.may_tell(text) {
            continue;
        }
        if text.is_ascii() {
            found.extend(told_in(text, text));
        } else if let Some(folded) = letter_by_letter(text) {
            found.extend(told_in(text, &folded));
        }
    }
    found
}

/// The brands behind the phrases of a text; `folded` has the same letters at the same places.
fn told_in<'t>(text: &'t str, folded: &'t str) -> impl Iterator<Item = Found> + 't {
    TABLE.before.find_in(folded).flat_map(move |hit| {
        let whole = folded[hit.end..].starts_with([' ', ':', '\u{a0}']);
        let at = if text.len() == folded.len() {
            hit.end
        } else {
            let letters = folded[..hit.end].chars().count();
            text.char_indices()
                .nth(letters)
                .map_or(text.len(), |(at, _)| at)
        };
        // In a line in capitals or in title case every word looks like a name.
        let phrase = &text[..at];
        let last = phrase.rsplit(' ').next().unwrap_or_default();
        let is_title = last.len() <= 3 && last.starts_with(char::is_uppercase);
        let shouts = !phrase.contains(char::is_lowercase);
        let before = text[..at].split_whitespace().rev().skip(1).take(DENIED);
        let is_denied = before.clone().any(|word| TABLE.denies(word));
        let names = if whole && !is_title && !shouts && !is_denied {
            told(text[at..].trim_start_matches([':', ' ', '\u{a0}']))
        } else {
            Vec::new()
        };
        let from = at.saturating_sub(60);
        let from = (from..=at)
            .find(|i| text.is_char_boundary(*i))
            .unwrap_or(at);
        names
            .into_iter()
            .map(move |name| Found::new(name, &text[from..]))
    })
}

/// The folded form of a text, where it has as many letters.
fn letter_by_letter(text: &str) -> Option<String> {
    let folded = fold(text);
    (folded.chars().count() == text.chars().count()).then_some(folded)
}

#[cfg(test)]
mod tests;
