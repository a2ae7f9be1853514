//! Tactics: how a campaign becomes queries. A query is engine-neutral; a dialect renders it later.
//!
//! To add a tactic, write a `const` [`Tactic`] in the file of its family and name it in [`ALL`]; help, listing,
//! plan and tests follow from that slice.

mod address;
mod chosen;
mod firm;
mod ground;
mod pack;
mod paper;
mod phrase;
mod place;
mod platform;
mod query;
mod regional;
mod role;
mod shop;
mod template;
mod title;
mod trade;

pub use chosen::{Chosen, Made, chosen, queries, tactic};
pub use ground::{Ground, is_chinese};
pub use pack::{Pack, packs, word_in_title};
pub use query::Query;
pub use template::PLACEHOLDERS;

/// A way of looking for buyers that export salespeople teach each other.
#[derive(Debug, Clone, Copy)]
pub struct Tactic {
    /// Stable name, as in exports and reports.
    pub id: &'static str,
    /// One line of help.
    pub help: &'static str,
    /// What it finds, and why.
    pub explanation: &'static str,
    /// When it works.
    pub works: &'static str,
    /// What it needs in the campaign beyond product and countries; empty: nothing.
    pub needs: &'static str,
    /// Exclusion packs it switches off, because it looks on such sites.
    pub packs_off: &'static [&'static str],
    /// How much a query of it is expected to bring, 1 to 100, until its yield has been measured.
    pub promise: u32,
    /// Its queries in one country and language.
    pub make: fn(&Ground<'_>) -> Vec<Query>,
}

/// Every tactic, in the order of listings.
pub const ALL: &[Tactic] = &[
    role::IMPORTERS,
    role::QUOTED,
    role::DISTRIBUTOR,
    role::ROLES,
    shop::PRICE,
    shop::BUY,
    place::COUNTRY,
    place::LANGUAGES,
    title::TITLE,
    shop::RELATED,
    firm::KNOWN_BUYER,
    firm::COMPETITOR,
    address::CITES,
    address::IN_URL,
    trade::MARKET_RESEARCH,
    trade::EXHIBITION,
    trade::EMAIL_HUNT,
    address::LINKS_TO,
    paper::LABEL,
    paper::DOCUMENTS,
    paper::BUYING_LEADS,
    paper::ASSOCIATIONS,
    paper::ADS,
    platform::DIRECTORIES,
    platform::B2B,
    platform::CUSTOMS,
    platform::SOCIAL,
    platform::FIND_PLATFORMS,
    firm::COMPANY_NAME,
    firm::LOOK_ALIKE,
];
