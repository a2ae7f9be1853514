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

use super::kind::Kind;
use super::reading::Reading;
use crate::finding::{Address, Findings};
use crate::market::country;
use parts::Parts;

/// Postal addresses.
pub(super) const KIND: Kind = Kind {
    id: "addresses",
    about: "postal addresses with street, town, postal code and country",
    read,
};

/// The addresses of a page: each once, described ones first, then in the order of the text.
fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for parts in described::read(reading.document(), reading.things()) {
        if seen.insert(parts.key()) {
            let words = parts.line();
            findings.addresses.push(address(reading, parts, &words));
        }
    }
    let home = reading.country().and_then(country);
    let lines = reading.lines();
    for draft in free::read(lines, home) {
        if draft.parts.is_whole() && seen.insert(draft.parts.key()) {
            let (first, last) = draft.lines;
            let words: Vec<&str> = lines[first..=last].iter().map(|l| l.text).collect();
            findings.addresses.push(address(reading, draft.parts, &words.join(", ")));
        }
    }
}

fn address(reading: &Reading<'_>, parts: Parts, words: &str) -> Address {
    Address {
        value: parts.line(),
        street: parts.street,
        city: parts.city,
        region: parts.region,
        postal_code: parts.postal_code,
        country: parts.country,
        evidence: reading.evidence(words),
    }
}
