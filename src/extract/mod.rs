//! Extraction: a document becomes findings. Never fails: a page that cannot be read gives less.
//!
//! One file a kind, one entry in [`KINDS`]. A kind reads the [`Document`] through a [`Reading`] (which makes the
//! evidence) and adds to the [`Findings`]; kinds run in the order of the slice and may look at what those before them
//! found. To add one, write its file and add its line here.

mod address;
mod brand;
mod company;
mod context;
mod country;
mod email;
mod form;
mod host;
mod kind;
mod lines;
mod linked;
mod messenger;
mod network;
mod notice;
mod office;
mod parked;
mod person;
mod phone;
mod phrase;
mod qr;
mod reading;
mod registration;
mod role;
mod social;
#[cfg(test)]
mod testing;

use crate::document::Document;
use crate::finding::{Findings, Page};

pub use context::{Context, Deobfuscate};
pub use kind::Kind;
pub use reading::Reading;

/// All kinds, in the order in which they run.
pub const KINDS: &[Kind] = &[
    email::KIND,
    address::KIND,
    phone::KIND,
    form::KIND,
    company::KIND,
    role::KIND,
    brand::KIND,
    social::KIND,
    messenger::KIND,
    person::KIND,
    registration::KIND,
    notice::KIND,
];

/// Reads everything that can be found on a page; on a parked one, that it is parked.
pub fn extract(document: &Document, context: &Context<'_>) -> Page {
    let mut reading = Reading::new(document, context);
    let mut findings = Findings::default();
    if let Some(notice) = parked::notice(&reading) {
        findings.notices.push(notice);
    } else {
        for kind in KINDS {
            (kind.read)(&reading, &mut findings);
            reading.learn(&findings);
        }
        office::assign(&reading, &mut findings);
    }
    Page {
        source: context.source.to_owned(),
        url: document.url().to_string(),
        fetched_at: context.fetched_at,
        status: context.status,
        title: document.title().to_owned(),
        language: document.language().map(str::to_owned),
        country: country::spoken_for(document, &findings, reading.country()),
        origins: Vec::new(),
        findings,
    }
}
