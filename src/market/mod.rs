//! Countries, languages, trade words and classes of sites: data tables and the one reader that opens them.
//!
//! To add a country, a language or a site, edit a file of `data/`; nothing else needs to change.

mod country;
mod language;
mod sites;

pub use country::{Country, countries, country, country_named, country_of_host};
pub use language::{Language, language, languages, words};
pub use sites::{SiteClass, site_class};
