//! Registration numbers: VAT, company registers and tax numbers, behind their labels. In `data/registrations.toml`.
//!
//! A number is one only where its check digits fit, of those schemes that have some. Numbers of whoever made or hosts
//! the site are not the company's.

mod behind;
mod check;
mod table;

use std::collections::BTreeSet;

use super::kind::Kind;
use super::lines::Line;
use super::reading::Reading;
use crate::document::BlockKind;
use crate::finding::{Findings, Registration};
use crate::text::shorten;
use behind::{is_one, second_behind, value_behind};
use check::{holds, is_vat};
use table::{Label, TABLE, begins_a_makers_part, labels_in};
pub(super) use table::{begins_a_hosts_part, is_of_a_maker};

/// VAT and register numbers.
pub(super) const KIND: Kind = Kind {
    id: "registrations",
    about: "VAT and register numbers",
    read,
};

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let found = find(reading).into_iter();
    findings.registrations.extend(found.map(|f| Registration {
        value: f.value,
        kind: f.kind.to_owned(),
        evidence: reading.evidence(&f.words),
    }));
}

/// A number found.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    value: String,
    kind: &'static str,
    words: String,
}

/// A longer line is running text: its numbers are about something else.
const LONGEST: usize = 500;
/// A label above its number is shorter, and so is a number alone.
const LABEL: usize = 110;
const ALONE: usize = 48;
/// A line of fewer digits has no number.
const LEAST: usize = 4;
/// Letters before a label that are kept with it.
const BEFORE: usize = 30;
/// A heading is shorter.
const HEADING: usize = 70;
/// Lines of the part about who made or hosts the site.
const PART: usize = 14;

/// The registration numbers of a page, each once, in order.
fn find(reading: &Reading<'_>) -> Vec<Found> {
    let mut found = described(reading);
    let country = reading.country();
    let lines = reading.lines();
    // Lines that the part about who made the site has at most from here on, and where it stands.
    let mut others = 0;
    for (at, line) in lines.iter().enumerate() {
        let above = at.checked_sub(1).map(|i| &lines[i]);
        let is_heading = matches!(line.kind, BlockKind::Heading(_));
        if begins_part(line) {
            others = PART;
        } else if is_heading || above.is_some_and(|a| a.region != line.region) {
            others = 0;
        }
        others = others.saturating_sub(1);
        let digits = line.text.bytes().filter(u8::is_ascii_digit).count();
        if others > 0 || digits < LEAST || line.text.len() > LONGEST {
            continue;
        }
        let folded = reading.folded(at);
        found.extend(in_line(line.text, folded, country));
        found.extend(
            above
                .into_iter()
                .filter_map(|above| {
                    let is_short = above.text.len() <= LABEL && line.text.len() <= ALONE;
                    let above = is_short.then(|| (above.text, reading.folded(at - 1)))?;
                    Some(below(above, (line.text, folded), country))
                })
                .flatten(),
        );
    }
    // An Italian firm's tax code is mostly its VAT number once more.
    let vat: Vec<String> = found
        .iter()
        .filter(|f| f.kind == "vat")
        .map(|f| f.value.clone())
        .collect();
    let is_again =
        |f: &Found| f.kind == "codice_fiscale" && vat.iter().any(|v| v.ends_with(&f.value));
    found.retain(|f| !is_again(f));
    let mut seen = BTreeSet::new();
    found.retain(|f| seen.insert((f.kind, f.value.clone())));
    found
}

/// Does the part about who made or hosts the site begin there: with a heading, or a short line in the place of one?
fn begins_part(line: &Line<'_>) -> bool {
    let short = line.text.len() < HEADING && !line.has_digit;
    (matches!(line.kind, BlockKind::Heading(_)) || short) && begins_a_makers_part(line.text)
}

/// What the page tells machines.
fn described(reading: &Reading<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for thing in reading.things() {
        for key in ["vatID", "taxID", "leiCode", "duns"] {
            let Some(value) = super::linked::text(thing, key) else {
                continue;
            };
            let compact = compact(&value);
            let kind = match key {
                "leiCode" => holds("lei", &compact).then_some("lei"),
                "duns" => (compact.len() == 9 && compact.bytes().all(|b| b.is_ascii_digit()))
                    .then_some("duns"),
                _ if is_vat(&compact, reading.country()) => Some("vat"),
                _ => kind_of(&compact, reading.country()),
            };
            found.extend(kind.map(|kind| Found {
                value: compact,
                kind,
                words: format!("{key}: {value}"),
            }));
        }
    }
    found
}

/// The scheme of the page's country that a number without a label fits by its check digits.
fn kind_of(value: &str, country: Option<&str>) -> Option<&'static str> {
    let here = |n: &&table::Number| n.country.as_deref() == country;
    let mut schemes = TABLE
        .numbers
        .iter()
        .filter(|n| country.is_some() && here(n));
    let number = schemes.find(|n| n.check.is_some() && is_one(n, value, country))?;
    Some(&number.kind)
}

/// The numbers of a line, each behind its label; `folded` is the line, folded.
fn in_line(line: &str, folded: &str, country: Option<&str>) -> Vec<Found> {
    let mut labels = labels_in(line, folded);
    // The label of another country's number is a word here, and ends no number.
    labels.retain(|label| label.may_be_of(country));
    let mut found = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        if is_of_a_maker(&folded[..label.start]) {
            break;
        }
        // The next label ends the number of this one; one of the same number is a part of its label.
        let next = labels[at + 1..]
            .iter()
            .find(|l| !label.shares_with(l) && !l.is_part());
        let rest = &folded[label.end..next.map_or(folded.len(), |l| l.start)];
        found.extend(first_of(label, rest, country, around(line, folded, label)));
        found.extend(second_of(label, rest, around(line, folded, label)));
    }
    found
}

/// The part of a line that a label and its number stand in.
fn around<'a>(line: &'a str, folded: &str, label: &Label) -> &'a str {
    let place = folded[..label.start].chars().count();
    let from = place.saturating_sub(BEFORE);
    let same = folded.chars().count() == line.chars().count();
    let at = line.char_indices().nth(from).map(|(at, _)| at);
    match at {
        Some(at) if same => &line[at..],
        _ => line,
    }
}

/// The number that stands alone below its label; both lines come with their folded forms.
fn below(
    (above, folded_above): (&str, &str),
    (line, folded): (&str, &str),
    country: Option<&str>,
) -> Vec<Found> {
    let labels = labels_in(above, folded_above);
    let Some(label) = labels.last() else {
        return Vec::new();
    };
    let behind = folded_above[label.end..].bytes();
    let bare = behind.filter(u8::is_ascii_digit).count() < LEAST;
    let short = above.len() < ALONE || above.ends_with([':', '：']);
    let own = labels_in(line, folded);
    // A label that is a part of its number is one (`CHE-`).
    let apart = own
        .iter()
        .all(|l| label.shares_with(l) || l.start > 0 || l.is_part());
    if !bare || !short || !apart {
        return Vec::new();
    }
    let words = format!("{above} {line}");
    let first = first_of(label, folded, country, &words);
    let second = second_of(label, folded, &words);
    first.into_iter().chain(second).collect()
}

/// The number that a label of two names behind the first.
fn second_of(label: &Label, rest: &str, words: &str) -> Option<Found> {
    second_behind(&label.text, rest).map(|value| Found {
        value,
        kind: "kpp",
        words: shorten(words, 160),
    })
}

/// The number of the first scheme of a label that it is one of; those of the page's country come first.
fn first_of(label: &Label, rest: &str, country: Option<&str>, words: &str) -> Option<Found> {
    let table = &*TABLE;
    let all = || label.numbers.iter().map(|at| &table.numbers[*at]);
    let here = |number: &&table::Number| number.country.as_deref() == country;
    let ordered = all()
        .filter(|n| here(n) && country.is_some())
        .chain(all().filter(|n| !(here(n) && country.is_some())));
    ordered
        .filter(|n| !n.home || country.is_some() && n.country.as_deref() == country)
        .filter(|n| !n.capitals || label.in_capitals)
        .find_map(|number| {
            value_behind(number, &label.text, rest, country).map(|value| Found {
                value,
                kind: &number.kind,
                words: shorten(words, 160),
            })
        })
}

fn compact(value: &str) -> String {
    value
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_uppercase()
}

#[cfg(test)]
mod tests;
