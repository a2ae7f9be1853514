//! The invented web of the quickstart: an archive of it, and what a reader should find there.
//!
//! No clock, no chance but a seeded one: the same bytes on every run and every machine.

mod bazaar;
mod chance;
mod company;
mod content;
mod famous;
mod gold;
mod html;
mod ink;
mod place;
mod results;
mod sheet;
mod site;
mod template;
mod tongue;
mod warc;

use std::path::Path;

use company::companies;

/// The files the generator makes.
pub struct Made {
    /// `web.warc.gz`.
    pub archive: Vec<u8>,
    /// `gold.ndjson`.
    pub gold: String,
}

/// Makes the archive and the gold for the campaign in a folder: what its plan asks is answered.
pub fn make(folder: &Path) -> Made {
    let mut exchanges = bazaar::exchanges(folder);
    exchanges.extend(companies().iter().flat_map(site::exchanges));
    Made {
        archive: warc::archive(&exchanges),
        gold: gold::lines(companies()),
    }
}
