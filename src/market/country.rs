//! Countries by ISO 3166: names, domains, calling codes, languages, cities.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::text::{fold, fold_with};

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
    /// First one name for each of `languages`, in their order; then names in further official languages.
    #[serde(default)]
    pub own: Vec<String>,
    /// Other names people write (`UK`, `Holland`), the alpha-3 code among them.
    #[serde(default)]
    pub also: Vec<String>,
    /// Country-code top-level domains, without the dot, in ASCII; the usual one first.
    #[serde(default)]
    pub tlds: Vec<String>,
    /// Top-level domains of its cities and regions (`berlin`, `bzh`).
    #[serde(default)]
    pub regional_tlds: Vec<String>,
    /// Country calling code, without `+`.
    pub calling: String,
    /// Languages of business, ISO 639-1, most used first; the first one has a file in `data/languages`.
    pub languages: Vec<String>,
    /// Place among the countries that import most goods, 1 for the first; none for those behind.
    #[serde(default)]
    pub import_rank: Option<u8>,
    /// IANA time zones, that of most people first.
    #[serde(default)]
    pub time_zones: Vec<String>,
    /// Days without office hours, `mon` to `sun`.
    #[serde(default = "usual_weekend")]
    pub weekend: Vec<String>,
    /// The search engine most people there use.
    #[serde(default = "usual_engine")]
    pub engine: String,
    /// Largest cities for trade, as they are written there; empty for small markets.
    #[serde(default)]
    pub cities: Vec<String>,
    /// The same cities in English, in the same order; empty where nothing differs.
    #[serde(default)]
    pub cities_en: Vec<String>,
    /// Hosts of free and providers' mailboxes of its own that firms there use, most usual first; those used everywhere are
    /// in [`mail_hosts`].
    #[serde(default)]
    pub mail_hosts: Vec<String>,
}

fn usual_weekend() -> Vec<String> {
    vec!["sat".to_owned(), "sun".to_owned()]
}

fn usual_engine() -> String {
    "google".to_owned()
}

impl Country {
    /// The region of search engines, as language and country: `de-DE`; the first language of business counts.
    pub fn search_region(&self) -> String {
        let language = self.languages.first().map_or("en", String::as_str);
        format!("{language}-{}", self.code)
    }

    /// The country's name in a language: English, Chinese, or one of its languages of business; English otherwise.
    pub fn name_in(&self, language: &str) -> &str {
        match language {
            "en" => &self.name,
            "zh" => &self.zh,
            _ => self
                .languages
                .iter()
                .position(|l| l == language)
                .and_then(|at| self.own.get(at))
                .unwrap_or(&self.name),
        }
    }

    /// Its cities as a text in English names them.
    pub fn cities_in_english(&self) -> &[String] {
        if self.cities_en.is_empty() {
            &self.cities
        } else {
            &self.cities_en
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    generic_use: HashSet<String>,
    mail_hosts: Vec<String>,
    country: Vec<Country>,
}

struct Table {
    countries: Vec<Country>,
    by_name: FxHashMap<String, usize>,
    by_tld: HashMap<String, usize>,
    generic_use: HashSet<String>,
    mail_hosts: Vec<String>,
    by_code: Vec<Option<u16>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("data/countries.toml")).expect("a test reads the table");
    Table {
        by_name: by_name(&file.country),
        by_tld: by_tld(&file.country),
        by_code: by_code(&file.country),
        generic_use: file.generic_use,
        mail_hosts: file.mail_hosts,
        countries: file.country,
    }
});

/// Codes go in first, so that no name of another country hides one.
fn by_name(countries: &[Country]) -> FxHashMap<String, usize> {
    let mut names: FxHashMap<String, usize> = countries
        .iter()
        .enumerate()
        .map(|(at, c)| (name_key(&c.code), at))
        .collect();
    for (at, c) in countries.iter().enumerate() {
        for name in [&c.name, &c.zh].into_iter().chain(&c.own).chain(&c.also) {
            names.entry(name_key(name)).or_insert(at);
        }
    }
    names
}

fn by_tld(countries: &[Country]) -> HashMap<String, usize> {
    let each = |(at, c): (usize, &Country)| {
        c.tlds
            .iter()
            .chain(&c.regional_tlds)
            .map(move |t| (t.clone(), at))
            .collect::<Vec<_>>()
    };
    countries.iter().enumerate().flat_map(each).collect()
}

/// Two letters are a place in a table of 26 × 26.
fn by_code(countries: &[Country]) -> Vec<Option<u16>> {
    let mut places = vec![None; 26 * 26];
    for (at, c) in countries.iter().enumerate() {
        if let Some(place) = code_place(&c.code) {
            places[place] = u16::try_from(at).ok();
        }
    }
    places
}

fn code_place(code: &str) -> Option<usize> {
    let letter = |b: u8| {
        b.is_ascii_alphabetic()
            .then(|| usize::from(b.to_ascii_uppercase() - b'A'))
    };
    match code.as_bytes() {
        [a, b] => Some(letter(*a)? * 26 + letter(*b)?),
        _ => None,
    }
}

/// What two spellings of a country's name share: `U.S.A.` and `USA`, `The Netherlands` and `netherlands`.
pub(super) fn name_key(name: &str) -> String {
    let folded = fold(name);
    let mut key = String::with_capacity(folded.len());
    for word in folded.split(|c: char| is_separator(c) && !matches!(c, '.' | '\'') || c == ' ') {
        let start = key.len();
        key.extend(word.chars().filter(|c| !matches!(c, '.' | '\'')));
        if key.len() > start {
            key.push(' ');
        }
    }
    key.pop();
    match key.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => key,
    }
}

fn is_separator(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '·' | '、' | '，' | '。' | '・' | '«' | '»')
}

/// All countries and territories, by code.
pub fn countries() -> &'static [Country] {
    &TABLE.countries
}

/// Hosts of free mailboxes that firms use everywhere, most usual first.
pub fn mail_hosts() -> &'static [String] {
    &TABLE.mail_hosts
}

/// The country of an alpha-2 code, in any case.
pub fn country(code: &str) -> Option<&'static Country> {
    let at = TABLE.by_code[code_place(code)?]?;
    TABLE.countries.get(usize::from(at))
}

/// The country a person names: by code (alpha-2 or alpha-3), in English, Chinese or its own languages, or as people
/// call it (`UK`, `Holland`); case, marks, width, dots and a leading article make no difference.
pub fn country_named(name: &str) -> Option<&'static Country> {
    country(name.trim()).or_else(|| {
        TABLE
            .by_name
            .get(&name_key(name))
            .map(|at| &TABLE.countries[*at])
    })
}

/// May the name of some country end in this word? Cheap, for texts of which most name none.
pub fn can_end_country(word: &str) -> bool {
    static ENDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
        let names = TABLE.by_name.keys();
        names.filter_map(|name| name.rsplit(' ').next()).collect()
    });
    if word.bytes().all(|b| b.is_ascii_alphabetic()) {
        return fold_with(word, |key| key.is_empty() || ENDS.contains(key));
    }
    let key = name_key(word);
    let last = key.rsplit(' ').next().unwrap_or_default();
    last.is_empty() || ENDS.contains(last)
}

/// The country whose domain a host stands under; none for generic domains and for country codes used as such
/// (`.io`, `.me`), unless the name stands below the country's own second level (`muster.com.co`).
pub fn country_of_host(host: &str) -> Option<&'static Country> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let (above, tld) = host.rsplit_once('.').unwrap_or(("", &host));
    let found = TABLE.by_tld.get(tld).map(|at| &TABLE.countries[*at])?;
    let says_so = || !TABLE.generic_use.contains(tld) || is_below_second_level(&host);
    (!above.is_empty() && says_so()).then_some(found)
}

fn is_below_second_level(host: &str) -> bool {
    psl::suffix(host.as_bytes())
        .is_some_and(|s| s.typ() == Some(psl::Type::Icann) && s.as_bytes().contains(&b'.'))
}

#[cfg(test)]
mod tests;
