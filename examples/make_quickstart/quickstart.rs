//! The invented web of the quickstart: an archive of it, and what a reader should find there.
//!
//! No clock, no chance but a seeded one: the same bytes on every run and every machine.

mod chance;
mod company;
mod gold;
mod html;
mod ink;
mod sheet;
mod site;
mod template;
mod tongue;
mod warc;

use company::companies;

/// The files the generator makes.
pub struct Made {
    /// `web.warc.gz`.
    pub archive: Vec<u8>,
    /// `gold.ndjson`.
    pub gold: String,
}

/// Makes the archive and the gold.
pub fn make() -> Made {
    let exchanges = companies().iter().flat_map(site::exchanges).collect::<Vec<_>>();
    Made { archive: warc::archive(&exchanges), gold: gold::lines(companies()) }
}
