//! Postal addresses: those the page describes for machines, then those in its text.

mod arabic;
mod aside;
mod behind;
mod called;
mod code_label;
mod coded;
mod continued;
mod described;
mod draft;
mod eastern;
mod free;
mod gazetteer;
mod inflected;
mod larger;
mod named;
mod number;
mod open;
mod opening;
#[cfg(test)]
mod pages;
mod parts;
mod piece;
mod place;
mod postal;
mod sentence;
mod state;
mod street;
#[cfg(test)]
mod styles;
mod town;
mod wide;
mod words;

use std::collections::BTreeSet;

use super::host::is_hosts;
use super::kind::Kind;
use super::lines::Line;
use super::reading::Reading;
use crate::finding::{Address, Findings};
use crate::market::{Country, country};
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
    for parts in titled(reading.document().title(), home) {
        if seen.insert(parts.key()) {
            findings
                .addresses
                .push(address(reading, parts, reading.document().title()));
        }
    }
    let lines = reading.lines();
    for draft in free::read(lines, home) {
        if is_hosts(lines, draft.lines.0) {
            continue;
        }
        if draft.parts.is_whole() && seen.insert(draft.parts.key()) {
            let (first, last) = draft.lines;
            let words: Vec<&str> = lines[first..=last].iter().map(|l| l.text).collect();
            findings
                .addresses
                .push(address(reading, draft.parts, &words.join(", ")));
        }
    }
}

/// Small firms put their address into the title.
fn titled(title: &str, home: Option<&'static Country>) -> Vec<Parts> {
    if !title.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let drafts = free::read(&[Line::of_title(title)], home);
    drafts
        .into_iter()
        .map(|d| d.parts)
        .filter(Parts::is_whole)
        .collect()
}

fn address(reading: &Reading<'_>, parts: Parts, words: &str) -> Address {
    Address {
        value: parts.line(),
        street: parts.street,
        city: parts.city,
        region: parts.region,
        postal_code: parts.postal_code,
        country: parts.country,
        phones: Vec::new(),
        evidence: reading.evidence(words),
    }
}

#[cfg(test)]
mod tests;
