//! Countries, languages, trade words and classes of sites: data tables and the one reader that opens them.
//!
//! To add a country or a site, edit a file of `data/`; for a language see `language`.

mod country;
mod language;
mod platform;
mod reading;
mod region;
mod sites;

pub use country::{
    Country, can_end_country, countries, country, country_named, country_of_host, mail_hosts,
};
pub use language::{Language, language, languages, tag, tags_in, words, words_in};
pub use platform::{
    PlatformKind, Trade, platform_counts, platforms, platforms_of, trade_of, trades,
};
pub use reading::{Doubt, QUERY_IDS, doubts, is_complete, query_words, read_twice};
pub use region::{Region, region_named, regions};
pub use sites::{SiteClass, site_class};

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    fn time(open: impl FnOnce() -> bool) -> Duration {
        let start = Instant::now();
        assert!(open());
        start.elapsed()
    }

    /// No limit is asserted, since a busy machine would break it: `-- --nocapture --test-threads 1 every_table` shows the cost.
    #[test]
    #[expect(
        clippy::print_stderr,
        reason = "a measurement for who asks with --nocapture"
    )]
    fn every_table_opens() {
        let site = crate::web::Site::of_host("alibaba.com").unwrap();
        let countries = time(|| super::country("DE").is_some());
        let languages = time(|| !super::words("de", "contact").is_empty());
        let sites = time(|| super::site_class(&site).is_some());
        eprintln!("countries {countries:?}, languages {languages:?}, sites {sites:?}");
    }
}
