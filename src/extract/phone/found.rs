//! The numbers found so far, and what is left of them when all have been seen.

use std::collections::BTreeMap;

use crate::finding::{Evidence, Phone, PhoneKind};

use super::super::reading::Reading;
use super::label::Label;
use super::number::{Line, Number};

/// More numbers than this are a directory, not a company's page.
const MOST: usize = 400;

/// How sure the page makes us of what a number reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Told {
    /// Nothing says so but the number itself.
    Bare,
    /// A link or markup says it is a telephone.
    Linked,
    /// A label says what it is.
    Labelled,
}

/// A number with its place.
pub(super) struct Sighting {
    /// The number.
    pub number: Number,
    /// As the page writes it.
    pub value: String,
    /// What its label says.
    pub label: Label,
    /// How sure.
    pub told: Told,
    /// Block and byte, for the order.
    pub place: (usize, usize),
    /// Extension behind the number.
    pub extension: Option<String>,
    /// Words around it.
    pub evidence: Evidence,
}

struct Entry {
    value: String,
    kind: PhoneKind,
    told: Told,
    place: (usize, usize),
    extension: Option<String>,
    evidence: Evidence,
    /// It is labelled as fax and telephone in one.
    shared: bool,
}

/// The numbers found so far.
#[derive(Default)]
pub(super) struct Found {
    entries: BTreeMap<String, Vec<Entry>>,
}

impl Found {
    /// Was this number seen?
    pub fn has(&self, e164: &str) -> bool {
        self.entries.contains_key(e164)
    }

    /// Adds a sighting.
    pub fn offer(&mut self, sighting: Sighting) {
        if self.entries.len() >= MOST && !self.entries.contains_key(&sighting.number.e164) {
            return;
        }
        let label = sighting.label;
        let entries = self.entries.entry(sighting.number.e164).or_default();
        for kind in kinds(label, sighting.number.line) {
            let entry = Entry {
                value: sighting.value.clone(),
                kind,
                told: sighting.told,
                place: sighting.place,
                extension: sighting
                    .extension
                    .clone()
                    .or_else(|| sighting.number.extension.clone()),
                evidence: sighting.evidence.clone(),
                shared: label.fax && (label.phone || label.mobile),
            };
            match entries.iter_mut().find(|e| e.kind == kind) {
                Some(old)
                    if (old.told, std::cmp::Reverse(old.place))
                        >= (entry.told, std::cmp::Reverse(entry.place)) => {}
                Some(old) => *old = entry,
                None => entries.push(entry),
            }
        }
    }

    /// One finding per number and kind, in the order of the page.
    pub fn finish(self, reading: &Reading<'_>) -> Vec<Phone> {
        let _ = reading;
        let mut out: Vec<((usize, usize), Phone, bool)> = Vec::new();
        for (e164, entries) in self.entries {
            for entry in settled(entries) {
                let phone = Phone {
                    value: entry.value,
                    e164: e164.clone(),
                    kind: entry.kind,
                    extension: entry.extension,
                    evidence: entry.evidence,
                };
                out.push((entry.place, phone, entry.shared));
            }
        }
        // A line for fax and telephone is given as telephone too where the page has no other.
        let voiced = out
            .iter()
            .any(|(_, p, _)| !matches!(p.kind, PhoneKind::Fax | PhoneKind::Whatsapp));
        if !voiced {
            let shared: Vec<_> = out
                .iter()
                .filter(|(_, _, shared)| *shared)
                .map(|(place, p, _)| {
                    (
                        *place,
                        Phone {
                            kind: PhoneKind::Phone,
                            ..p.clone()
                        },
                        false,
                    )
                })
                .collect();
            out.extend(shared);
        }
        out.sort_by(|a, b| (a.0, &a.1.e164, a.1.kind).cmp(&(b.0, &b.1.e164, b.1.kind)));
        out.into_iter().map(|(_, phone, _)| phone).collect()
    }
}

/// What a label and a numbering plan say together.
fn kinds(label: Label, line: Line) -> Vec<PhoneKind> {
    let mut out = Vec::new();
    if label.whatsapp {
        out.push(PhoneKind::Whatsapp);
    }
    if label.fax {
        out.push(PhoneKind::Fax);
    } else if !label.whatsapp || label.phone || label.mobile {
        out.push(match line {
            Line::TollFree => PhoneKind::TollFree,
            Line::Mobile => PhoneKind::Mobile,
            Line::Fixed if label.mobile && !label.phone => PhoneKind::Mobile,
            Line::Fixed => PhoneKind::Phone,
        });
    }
    out
}

/// Of contradicting sightings the surest hold; WhatsApp contradicts none but a bare sighting.
fn settled(entries: Vec<Entry>) -> Vec<Entry> {
    let surest = entries.iter().map(|e| e.told).max().unwrap_or(Told::Bare);
    let has_mobile = entries
        .iter()
        .any(|e| e.kind == PhoneKind::Mobile && e.told == surest);
    entries
        .into_iter()
        .filter(|e| e.kind == PhoneKind::Whatsapp || e.told == surest)
        .filter(|e| !(has_mobile && e.kind == PhoneKind::Phone))
        .collect()
}
