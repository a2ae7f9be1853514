//! A page no layout fits: results are blocks of one kind that repeat, each with a heading, a link that leads away and
//! some words.
//!
//! Nothing here knows an engine: what counts is where links lead, what stands in headings, what is marked as paid.

mod advert;
mod block;
mod candidate;
mod next;

use block::Block;
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
    /// Headings that lead away, or many links with long texts, in blocks of one kind.
    Sure,
    /// A few links of one kind.
    Likely,
}

/// What looks like results, if anything does.
pub fn read(unknown: Unknown<'_>) -> Option<(Found, Sureness)> {
    let links = candidate::all(unknown);
    let (chosen, sureness) = match candidate::headed(&links) {
        Some(chosen) => (chosen, Sureness::Sure),
        None => candidate::alike(&links)?,
    };
    let (ads, results): (Vec<Block>, Vec<Block>) = block::blocks(&chosen)
        .into_iter()
        .partition(|block| advert::is_one(unknown.engine, block));
    let mut found = Found {
        hits: block::of_one_look(results).iter().map(hit).collect(),
        ads: ads.iter().map(hit).collect(),
        next: next_page(unknown.page, unknown.base),
    };
    number(&mut found);
    (!found.hits.is_empty()).then_some((found, sureness))
}

/// Advertisements that stand beside the results a layout found, none of which they are.
pub fn ads_beside(unknown: Unknown<'_>, hits: &[PageHit]) -> Vec<PageHit> {
    let mut found = read(unknown).map(|(found, _)| found).unwrap_or_default();
    found
        .ads
        .retain(|ad| hits.iter().all(|hit| hit.url != ad.url));
    number(&mut found);
    found.ads
}

fn hit(block: &Block<'_>) -> PageHit {
    PageHit {
        url: block.candidate.url.clone().into(),
        title: block.candidate.title.clone(),
        snippet: block.snippet(),
        rank: 0,
    }
}
