//! Exclusion packs: kinds of sites that a search for companies leaves out. A data file, one reader.
//!
//! A pack is written in the query's language behind everything else, so that it yields first where an engine's limit
//! bites; whatever did not fit is applied to the hits.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::campaign::{Campaign, changed};
use crate::market::SiteClass;

use super::Query;

/// Kinds of sites left out.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// What it leaves out.
    pub help: String,
    /// Class of sites, applied to the hits.
    pub class: Option<SiteClass>,
    /// Words by language.
    #[serde(default)]
    pub words: BTreeMap<String, Vec<String>>,
    /// Sites left out everywhere.
    #[serde(default)]
    pub sites: Vec<String>,
    /// Sites left out in one country.
    #[serde(default)]
    pub by_country: BTreeMap<String, Vec<String>>,
}

static PACKS: LazyLock<BTreeMap<String, Pack>> = LazyLock::new(|| {
    toml::from_str(include_str!("data/packs.toml")).expect("a test reads the table")
});

/// Order in which packs are written: the last one yields first.
const ORDER: &[&str] = &[
    "own-country",
    "marketplaces",
    "forums",
    "news",
    "education",
    "government",
];

/// The packs with their ids, in the order in which they are written.
pub fn packs() -> impl Iterator<Item = (&'static str, &'static Pack)> {
    ORDER.iter().map(|id| (*id, &PACKS[*id]))
}

/// What a query leaves out beyond its own exclusions, best first: words as they are, sites with `-` in front.
pub fn exclusions(campaign: &Campaign, switched_off: &[String], query: &Query) -> Vec<String> {
    let language = query.language.as_deref().unwrap_or("en");
    let user = &campaign.packs;
    let mut out: Vec<String> = Vec::new();
    for (id, pack) in packs() {
        if user.is_off(id) || switched_off.iter().any(|off| off == id) {
            continue;
        }
        if id == "own-country" {
            out.extend(own_domain(campaign, query));
        }
        let local = query.country.as_ref().and_then(|c| pack.by_country.get(c));
        let sites = pack.sites.iter().chain(local.into_iter().flatten());
        out.extend(sites.map(|site| format!("-{site}")));
        out.extend(pack.words.get(language).into_iter().flatten().cloned());
    }
    for key in [language, "all"] {
        let own = user.exclude.get(key).map_or(&[][..], Vec::as_slice);
        out.splice(0..0, changed(&[], own).into_iter().map(str::to_owned));
        out.retain(|word| !own.iter().any(|o| o.strip_prefix('-') == Some(word)));
    }
    let sites = &user.exclude_sites;
    // A site the user takes out is written as the exclusion itself is: `-alibaba.com`.
    out.retain(|exclusion| !sites.contains(exclusion));
    let added = changed(&[], sites).into_iter();
    out.splice(0..0, added.map(|site| format!("-{site}")));
    out
}

/// The seller's own domain, unless the query looks there.
fn own_domain(campaign: &Campaign, query: &Query) -> Option<String> {
    let own = campaign.seller.country.as_deref()?;
    let tld = crate::market::country(own)?.tlds.first()?;
    (query.country.as_deref() != Some(own)).then(|| format!("-.{tld}"))
}

/// Why a hit with this title falls to a pack in its query's language: the pack and the word.
pub fn word_in_title(
    title: &str,
    language: &str,
    off: &[String],
) -> Option<(&'static str, String)> {
    let words = crate::text::words(&crate::text::fold(title));
    packs()
        .filter(|(id, _)| !off.iter().any(|o| o == id || o == "all"))
        .find_map(|(id, pack)| {
            let list = pack.words.get(language)?;
            let found = list
                .iter()
                .find(|w| words.contains(&crate::text::fold(w)))?;
            Some((id, found.clone()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::{country, language};

    #[test]
    fn every_pack_is_in_the_order_and_its_keys_exist() {
        assert_eq!(ORDER.len(), PACKS.len());
        for (id, pack) in packs() {
            assert!(!pack.help.is_empty(), "{id}");
            assert!(pack.words.keys().all(|l| language(l).is_some()), "{id}");
            assert!(pack.by_country.keys().all(|c| country(c).is_some()), "{id}");
            for site in pack.sites.iter().chain(pack.by_country.values().flatten()) {
                let itself = crate::web::Site::of_host(site);
                assert!(itself.is_some_and(|s| s.as_str() == site), "{site}");
            }
            let one_word = |w: &String| !w.is_empty() && w.trim() == w;
            assert!(pack.words.values().flatten().all(one_word), "{id}");
        }
    }

    #[test]
    fn the_languages_of_trade_have_every_pack_with_words() {
        for (id, pack) in packs().filter(|(_, pack)| !pack.words.is_empty()) {
            assert!(pack.words.len() >= 20, "{id}");
        }
    }
}
