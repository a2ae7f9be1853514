//! Countries by ISO 3166: names, domains, calling codes, languages, cities.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::fold;

/// A country as the trade sees it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// ISO 3166-1 alpha-2 code, upper case.
    pub code: String,
    /// English name.
    pub name: String,
    /// Chinese name.
    pub zh: String,
    /// Name in its own languages, in the order of `languages`.
    #[serde(default)]
    pub own: Vec<String>,
    /// Other names people write (`UK`, `Holland`).
    #[serde(default)]
    pub also: Vec<String>,
    /// Country-code top-level domains, without the dot.
    #[serde(default)]
    pub tlds: Vec<String>,
    /// Country calling code, without `+`.
    pub calling: String,
    /// Languages of business, ISO 639-1, most used first.
    pub languages: Vec<String>,
    /// Largest cities, in the country's main language.
    #[serde(default)]
    pub cities: Vec<String>,
    /// Mail hosts that firms there use.
    #[serde(default)]
    pub mail_hosts: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    country: Vec<Country>,
}

static TABLE: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("data/countries.toml")).expect("a test reads the table");
    file.country
});

static BY_NAME: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for (at, c) in TABLE.iter().enumerate() {
        let all = [&c.code, &c.name, &c.zh]
            .into_iter()
            .chain(&c.own)
            .chain(&c.also);
        for name in all {
            names.entry(fold(name)).or_insert(at);
        }
    }
    names
});

/// Country-code domains that the whole world uses as generic ones.
const GENERIC_USE: &[&str] = &[
    "co", "io", "me", "tv", "ai", "cc", "ws", "fm", "ly", "to", "gg", "biz", "app", "eu", "sh",
    "st", "la",
];

/// All countries, by code.
pub fn countries() -> &'static [Country] {
    &TABLE
}

/// The country of an alpha-2 code, in any case.
pub fn country(code: &str) -> Option<&'static Country> {
    TABLE.iter().find(|c| c.code.eq_ignore_ascii_case(code))
}

/// The country a person names: by code, in English, Chinese or its own language.
pub fn country_named(name: &str) -> Option<&'static Country> {
    BY_NAME.get(&fold(name)).map(|at| &TABLE[*at])
}

/// The country whose domain a host stands under; none for generic domains and for those used as such.
pub fn country_of_host(host: &str) -> Option<&'static Country> {
    let tld = host
        .trim_end_matches('.')
        .rsplit('.')
        .next()?
        .to_ascii_lowercase();
    if GENERIC_USE.contains(&tld.as_str()) {
        return None;
    }
    TABLE.iter().find(|c| c.tlds.contains(&tld))
}
