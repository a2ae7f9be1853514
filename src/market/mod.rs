//! Countries, languages, trade words and classes of sites: data tables and the one reader that opens them.
//!
//! To add a country or a site, edit a file of `data/`; for a language see `language`.

mod country;
mod language;
mod sites;

pub use country::{Country, countries, country, country_named, country_of_host};
pub use language::{Language, language, languages, words};
pub use sites::{SiteClass, site_class};

#[cfg(test)]
mod tests {
    use std::time::Instant;

    /// No limit is asserted, since a busy machine would break it: `cargo test --release -- --nocapture` shows the cost.
    #[test]
    #[expect(clippy::print_stderr, reason = "a measurement for who asks with --nocapture")]
    fn every_table_opens() {
        let start = Instant::now();
        assert!(super::country("DE").is_some());
        let countries = start.elapsed();
        assert!(!super::words("de", "contact").is_empty());
        let languages = start.elapsed() - countries;
        assert!(super::site_class(&crate::web::Site::of_host("alibaba.com").unwrap()).is_some());
        let sites = start.elapsed() - countries - languages;
        eprintln!("countries {countries:?}, languages {languages:?}, sites {sites:?}");
    }
}
