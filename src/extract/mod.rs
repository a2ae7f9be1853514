//! Extraction: a document becomes findings. Never fails: a page that cannot be read gives less.
//!
//! One file a kind, one entry in [`KINDS`]. A kind reads the [`Document`] through a [`Reading`] (which makes the
//! evidence) and adds to the [`Findings`]; kinds run in the order of the slice and may look at what those before them
//! found. To add one, write its file and add its line here.

mod address;
mod company;
mod country;
mod email;
mod form;
mod lines;
mod linked;
mod messenger;
mod network;
mod notice;
mod person;
mod phone;
mod reading;
mod registration;
mod role;
mod social;

use jiff::Timestamp;

use crate::document::Document;
use crate::finding::{Findings, Page};

pub use reading::Reading;

/// Is an address that the page hides from machines read too?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Deobfuscate {
    /// Yes; it is marked as obfuscated.
    #[default]
    Yes,
    /// No: only what stands there openly.
    No,
}

/// What is known of a page besides its bytes.
#[derive(Debug, Clone)]
pub struct Context<'a> {
    /// File or address as it was given.
    pub source: &'a str,
    /// When its bytes came from the server.
    pub fetched_at: Timestamp,
    /// HTTP status; 200 for a file.
    pub status: u16,
    /// Country whose numbers are written without a code, alpha-2, where somebody knows it (`--region`, the market).
    pub region: Option<&'a str>,
    /// Are hidden addresses read?
    pub deobfuscate: Deobfuscate,
}

/// A kind of value that is looked for.
pub struct Kind {
    /// Its id, as the record calls its list.
    pub id: &'static str,
    /// What it finds, in one line.
    pub about: &'static str,
    /// Finds it.
    pub read: fn(&Reading<'_>, &mut Findings),
}

/// All kinds, in the order in which they run.
pub const KINDS: &[Kind] = &[
    email::KIND,
    phone::KIND,
    form::KIND,
    address::KIND,
    company::KIND,
    role::KIND,
    social::KIND,
    messenger::KIND,
    person::KIND,
    registration::KIND,
    notice::KIND,
];

/// Reads everything that can be found on a page.
pub fn extract(document: &Document, context: &Context<'_>) -> Page {
    let reading = Reading::new(document, context);
    let mut findings = Findings::default();
    for kind in KINDS {
        (kind.read)(&reading, &mut findings);
    }
    Page {
        source: context.source.to_owned(),
        url: document.url().to_string(),
        fetched_at: context.fetched_at,
        status: context.status,
        title: document.title().to_owned(),
        language: document.language().map(str::to_owned),
        country: country::spoken_for(&reading, &findings),
        origins: Vec::new(),
        findings,
    }
}
