//! Sites that list buyers: boards, directories, yellow pages, calendars of fairs, customs records, chambers; and the trades.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// What a site that lists buyers is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlatformKind {
    /// Boards where firms offer and ask.
    B2b,
    /// Company directories.
    Directory,
    /// Yellow pages.
    YellowPages,
    /// Calendars of fairs, and fair grounds.
    Fair,
    /// Customs records.
    Customs,
    /// Social networks.
    Social,
    /// Chambers and associations.
    Association,
}

impl PlatformKind {
    /// All kinds, with the name under which packs and listings know them.
    pub const ALL: &[(Self, &'static str)] = &[
        (Self::B2b, "b2b"),
        (Self::Directory, "directories"),
        (Self::YellowPages, "yellow_pages"),
        (Self::Fair, "fairs"),
        (Self::Customs, "customs"),
        (Self::Social, "social"),
        (Self::Association, "associations"),
    ];
}

/// A trade: its fairs, its associations, the sites where its buyers are listed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trade {
    /// Its name.
    pub name: String,
    /// Words of its products, English, lower case.
    pub words: Vec<String>,
    /// Names of its fairs.
    pub fairs: Vec<String>,
    /// Sites of its associations.
    pub associations: Vec<String>,
    /// Boards and directories of its own.
    pub sites: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sites {
    general: Vec<String>,
    #[serde(default)]
    by_country: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    b2b: Sites,
    directory: Sites,
    yellow_pages: Sites,
    fair: Sites,
    customs: Sites,
    social: Sites,
    association: Sites,
    trade: Vec<Trade>,
}

static TABLE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("data/platforms.toml")).expect("a test reads the table")
});

fn sites(kind: PlatformKind) -> &'static Sites {
    match kind {
        PlatformKind::B2b => &TABLE.b2b,
        PlatformKind::Directory => &TABLE.directory,
        PlatformKind::YellowPages => &TABLE.yellow_pages,
        PlatformKind::Fair => &TABLE.fair,
        PlatformKind::Customs => &TABLE.customs,
        PlatformKind::Social => &TABLE.social,
        PlatformKind::Association => &TABLE.association,
    }
}

/// Sites of a kind for every country.
pub fn platforms(kind: PlatformKind) -> &'static [String] {
    &sites(kind).general
}

/// A country's own sites of a kind.
pub fn platforms_of(kind: PlatformKind, country: &str) -> &'static [String] {
    let own = sites(kind).by_country.get(country);
    own.map_or(&[], Vec::as_slice)
}

/// Countries that have sites of their own of a kind, with how many.
pub fn platform_counts(kind: PlatformKind) -> impl Iterator<Item = (&'static str, usize)> {
    let own = sites(kind).by_country.iter();
    own.map(|(code, list)| (code.as_str(), list.len()))
}

/// All trades.
pub fn trades() -> &'static [Trade] {
    &TABLE.trade
}

/// The trade whose words a product's English name has; the one with most of them.
pub fn trade_of(product: &str) -> Option<&'static Trade> {
    let words = crate::text::words(&crate::text::fold(product));
    let known = |trade: &&Trade| trade.words.iter().filter(|w| words.contains(w)).count();
    let best = TABLE.trade.iter().rev().max_by_key(known)?;
    (known(&best) > 0).then_some(best)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::market::{country, site_class};
    use crate::web::{Site, parse_given};

    fn all() -> Vec<(&'static str, &'static String)> {
        let mut out = Vec::new();
        for (kind, name) in PlatformKind::ALL {
            let table = sites(*kind);
            let lists = std::iter::once(&table.general).chain(table.by_country.values());
            out.extend(lists.flatten().map(|site| (*name, site)));
        }
        let trades = trades().iter();
        out.extend(
            trades.flat_map(|t| t.sites.iter().chain(&t.associations).map(|s| ("trade", s))),
        );
        out
    }

    #[test]
    fn every_platform_is_a_site_and_every_country_exists() {
        for (kind, site) in all() {
            let host = site.split('/').next().unwrap();
            let registrable = parse_given(site).as_ref().and_then(Site::of);
            assert!(registrable.is_some(), "{kind} {site}");
            let below = host.ends_with(registrable.unwrap().as_str());
            assert!(below, "{kind} {site}");
            let suffix = psl::suffix(host.as_bytes()).unwrap();
            assert!(suffix.is_known(), "{kind} {site}");
            assert_eq!(suffix.typ(), Some(psl::Type::Icann), "{kind} {site}");
            assert_eq!(*site, site.to_lowercase(), "{kind}");
        }
        for (kind, name) in PlatformKind::ALL {
            let codes = sites(*kind).by_country.keys();
            for code in codes {
                assert!(country(code).is_some(), "{name} {code}");
            }
        }
    }

    #[test]
    fn no_list_names_a_site_twice() {
        for (kind, name) in PlatformKind::ALL {
            let table = sites(*kind);
            for list in table.by_country.values().chain([&table.general]) {
                let once: BTreeSet<_> = list.iter().collect();
                assert_eq!(once.len(), list.len(), "{name} {list:?}");
            }
        }
        let names: BTreeSet<_> = trades().iter().map(|t| &t.name).collect();
        assert_eq!(names.len(), trades().len());
    }

    #[test]
    fn the_sixty_biggest_importers_have_directories_and_chambers_of_their_own() {
        let ranked = crate::market::countries().iter();
        let big = ranked.filter(|c| c.import_rank.is_some_and(|rank| rank <= 60));
        for c in big {
            let has = |kind| !platforms_of(kind, &c.code).is_empty();
            assert!(
                has(PlatformKind::Directory) || has(PlatformKind::YellowPages),
                "{}",
                c.code
            );
            assert!(has(PlatformKind::Association), "{}", c.code);
        }
    }

    #[test]
    fn boards_and_directories_are_known_not_to_be_companies() {
        let unknown: BTreeSet<_> = all()
            .into_iter()
            .filter(|(kind, _)| !["associations", "fairs", "trade"].contains(kind))
            .filter_map(|(_, site)| parse_given(site).as_ref().and_then(Site::of))
            .filter(|site| site_class(site).is_none())
            .map(|site| site.as_str().to_owned())
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn a_product_finds_its_trade() {
        let of = |product| trade_of(product).map(|t| t.name.as_str());
        assert_eq!(of("LED flood light"), Some("lighting"));
        assert_eq!(of("solar inverter"), Some("solar and batteries"));
        assert_eq!(of("Ball bearings"), Some("machines"));
        assert_eq!(of("gizmo"), None);
    }
}
