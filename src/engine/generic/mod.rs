//! A page no layout fits: results are blocks of one kind that repeat, each with a heading, a link that leads away and
//! some words.
//!
//! Nothing here knows an engine: what counts is where links lead, what stands in headings, what is marked as paid.

mod advert;
mod block;
mod candidate;
mod next;

use url::Url;

use super::description::Engine;
use super::html::{Found, number};
use super::page::PageHit;
use crate::document::Document;

pub use next::next_page;

/// A page to be read without a layout.
#[derive(Clone, Copy)]
pub struct Unknown<'a> {
    /// Whose page it is.
    pub engine: &'a Engine,
    /// The page.
    pub page: &'a Document,
    /// Its own address.
    pub base: &'a Url,
}

/// How sure it is that what was found are results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sureness {
    /// Headings that lead away, in blocks of one kind.
    Headings,
    /// Links of one kind, without headings.
    Links,
}

/// What looks like results, if anything does.
pub fn read(unknown: Unknown<'_>) -> Option<(Found, Sureness)> {
    let links = candidate::all(unknown);
    let (chosen, sureness) = match candidate::headed(&links) {
        Some(chosen) => (chosen, Sureness::Headings),
        None => (candidate::alike(&links)?, Sureness::Links),
    };
    let mut found = Found::default();
    for block in block::blocks(&chosen) {
        let candidate = &block.candidate;
        let hit = PageHit {
            url: candidate.url.clone().into(),
            title: candidate.title.clone(),
            snippet: block.snippet(),
            rank: 0,
        };
        if advert::is_one(unknown.engine, &block) {
            found.ads.push(hit);
        } else {
            found.hits.push(hit);
        }
    }
    number(&mut found);
    found.next = next_page(unknown.page, unknown.base);
    (!found.hits.is_empty()).then_some((found, sureness))
}
