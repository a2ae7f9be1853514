//! Groups of countries by the words people use: regions of the world and blocs of trade.
//!
//! To add one, add an entry to `data/regions.toml`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::country::{country, name_key};

/// A group of countries.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// English name.
    pub name: String,
    /// Chinese name.
    pub zh: String,
    /// Other names people write.
    #[serde(default)]
    pub also: Vec<String>,
    /// What it is, where its name does not say it.
    #[serde(default)]
    pub of: String,
    /// Its countries, alpha-2; once read, the biggest importers first.
    pub countries: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    region: Vec<Region>,
}

struct Table {
    regions: Vec<Region>,
    by_name: HashMap<String, usize>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("data/regions.toml")).expect("a test reads the table");
    let mut regions = file.region;
    for region in &mut regions {
        region.countries.sort_by_key(|code| {
            let rank = country(code).and_then(|c| c.import_rank);
            (rank.unwrap_or(u8::MAX), code.clone())
        });
    }
    let names = regions.iter().enumerate().flat_map(|(at, region)| {
        let names = [&region.name, &region.zh].into_iter().chain(&region.also);
        names.map(move |name| (name_key(name), at))
    });
    Table {
        by_name: names.collect(),
        regions,
    }
});

/// All groups of countries.
pub fn regions() -> &'static [Region] {
    &TABLE.regions
}

/// The group of countries that a word names, in English or Chinese; case, width, dots and a leading article make no
/// difference.
pub fn region_named(name: &str) -> Option<&'static Region> {
    let at = TABLE.by_name.get(&name_key(name))?;
    TABLE.regions.get(*at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::country_named;

    #[test]
    fn every_group_has_countries_that_exist_and_no_name_of_one() {
        for region in regions() {
            assert!(region.countries.len() > 1, "{}", region.name);
            for code in &region.countries {
                assert!(country(code).is_some(), "{}: {code}", region.name);
            }
            for name in [&region.name, &region.zh].into_iter().chain(&region.also) {
                assert!(country_named(name).is_none(), "{name} is a country");
                assert_eq!(region_named(name).unwrap().name, region.name, "{name}");
            }
        }
    }

    #[test]
    fn the_words_of_the_trade_name_their_countries() {
        let of = |name: &str| region_named(name).map(|r| r.countries.len());
        assert_eq!(of("EU"), Some(27));
        assert_eq!(of("欧盟"), Some(27));
        assert_eq!(
            (of("gcc"), of("G.C.C."), of("海湾国家")),
            (Some(6), Some(6), Some(6))
        );
        for (name, code) in [
            ("Middle East", "SA"),
            ("中东", "AE"),
            ("东南亚", "VN"),
            ("Southeast Asia", "VN"),
            ("Latin America", "BR"),
            ("the Middle East", "TR"),
            ("ＥＵ", "DE"),
        ] {
            let region = region_named(name).unwrap();
            assert!(region.countries.iter().any(|c| c == code), "{name}");
        }
        assert_eq!(
            region_named("EU").unwrap().countries[0],
            "DE",
            "the biggest first"
        );
        assert!(region_named("Germany").is_none() && region_named("").is_none());
    }
}
