//! Tactics that look on sites which list buyers: trade boards, directories, customs records, social networks.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Ground, Query, Tactic};

/// `site:PLATFORM P buyer`.
pub const B2B: Tactic = Tactic {
    id: "b2b",
    help: "site:PLATFORM PRODUCT buyer, over the big B2B boards",
    explanation: "Buyers register on boards and post what they want. The pages name firms that are then looked up.",
    promise: 20,
    make: b2b,
};

/// `site:DIRECTORY P`.
pub const DIRECTORIES: Tactic = Tactic {
    id: "directories",
    help: "site:DIRECTORY PRODUCT, over the yellow pages and company directories of the country",
    explanation: "Directories list the firms of a trade in a place, with address and telephone.",
    promise: 30,
    make: directories,
};

/// Customs-record sites.
pub const CUSTOMS: Tactic = Tactic {
    id: "customs",
    help: "site:CUSTOMS-SITE PRODUCT importer, or the customs code",
    explanation: "Titles of public customs-record pages name the importer. Takes `[product] hs` where it is given.",
    promise: 25,
    make: customs,
};

/// Social networks.
pub const SOCIAL: Tactic = Tactic {
    id: "social",
    help: "site:linkedin.com/company PRODUCT importer",
    explanation: "Only the result's title and words are used: the social site itself is not read.",
    promise: 25,
    make: social,
};

/// `P b2b marketplace X`.
pub const FIND_PLATFORMS: Tactic = Tactic {
    id: "find-platforms",
    help: "PRODUCT b2b marketplace COUNTRY, PRODUCT buyers guide",
    explanation: "Finds the boards, guides and directories of this trade in this country, which are then read as lists.",
    promise: 20,
    make: find_platforms,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Platforms {
    b2b: Vec<String>,
    customs: Vec<String>,
    social: Vec<String>,
    directories: Vec<String>,
    by_country: BTreeMap<String, Vec<String>>,
}

static PLATFORMS: LazyLock<Platforms> = LazyLock::new(|| {
    toml::from_str(include_str!("data/platforms.toml")).expect("a test reads the table")
});

fn b2b(ground: &Ground<'_>) -> Vec<Query> {
    if ground.language != "en" {
        return Vec::new();
    }
    let product = ground.product();
    let on = |site: &String| named(ground, ground.query().term(&product).term("buyer")).site(site);
    PLATFORMS.b2b.iter().map(on).collect()
}

fn directories(ground: &Ground<'_>) -> Vec<Query> {
    let own = ground
        .country
        .and_then(|c| PLATFORMS.by_country.get(&c.code));
    let product = ground.product();
    let mut out = Vec::new();
    for site in own.into_iter().flatten() {
        out.push(ground.query().term(&product).site(site));
        out.extend(
            ground
                .word("wholesaler")
                .map(|role| ground.query().term(&product).term(role).site(site)),
        );
    }
    if ground.first {
        let on = |site: &String| named(ground, ground.query().term(&product)).site(site);
        out.extend(PLATFORMS.directories.iter().map(on));
    }
    out
}

fn customs(ground: &Ground<'_>) -> Vec<Query> {
    if !ground.first {
        return Vec::new();
    }
    let product = ground.product();
    let codes = &ground.campaign.product.hs;
    let mut out = Vec::new();
    for site in &PLATFORMS.customs {
        out.push(named(ground, ground.query().term(&product).term("importer")).site(site));
        let with =
            |code: &String| named(ground, ground.query().term(&format!("HS {code}"))).site(site);
        out.extend(codes.iter().take(1).map(with));
    }
    out
}

fn social(ground: &Ground<'_>) -> Vec<Query> {
    let Some(role) = ground.word("importer") else {
        return Vec::new();
    };
    let product = ground.product();
    let on = |site: &String| named(ground, ground.query().term(&product).term(role)).site(site);
    PLATFORMS.social.iter().map(on).collect()
}

fn find_platforms(ground: &Ground<'_>) -> Vec<Query> {
    if ground.language != "en" {
        return Vec::new();
    }
    let product = ground.product();
    ["b2b marketplace", "buyers guide", "trade directory"]
        .iter()
        .map(|kind| named(ground, ground.query().term(&product).term(kind)))
        .collect()
}

/// The query with the country's name, where there is one.
pub fn named(ground: &Ground<'_>, query: Query) -> Query {
    match ground.country_name() {
        Some(name) => query.term(name),
        None => query,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_platform_is_a_site_and_every_country_exists() {
        let all = [
            &PLATFORMS.b2b,
            &PLATFORMS.customs,
            &PLATFORMS.social,
            &PLATFORMS.directories,
        ];
        for site in all
            .into_iter()
            .chain(PLATFORMS.by_country.values())
            .flatten()
        {
            assert!(crate::web::parse_given(site).is_some(), "{site}");
        }
        for code in PLATFORMS.by_country.keys() {
            assert!(crate::market::country(code).is_some(), "{code}");
        }
    }
}
