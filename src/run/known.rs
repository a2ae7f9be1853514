//! What is known before a run begins: customers, suppressed contacts, the seller's own site, competitors.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Timestamp;
use thiserror::Error;

use super::conclude::Rules;
use super::targets::Unwanted;
use crate::campaign::Campaign;
use crate::engine::Hit;
use crate::finding::Page;
use crate::grade::{GradeContext, Tiers};
use crate::market::{self, SiteClass};
use crate::source::{ListContext, SourceError, read_list};
use crate::suppress::Suppressions;
use crate::tactic::{packs, tactic, word_in_title};
use crate::web::{Site, parse_given};

/// Why what is known could not be read.
#[derive(Debug, Error)]
#[error("the list of customers cannot be read: {why}")]
pub struct CustomersUnread {
    /// The file.
    pub path: PathBuf,
    /// Why.
    #[source]
    pub why: SourceError,
}

/// The customers of a campaign, ready to match. Empty where it names no list.
///
/// # Errors
/// The list cannot be read: a customer who is not known would be written to as a stranger.
pub fn customers(campaign: &Campaign, at: Timestamp) -> Result<Suppressions, CustomersUnread> {
    Ok(Suppressions::from_pages(&customer_rows(campaign, at)?))
}

/// The rows of a campaign's list of customers. None where it names no list.
///
/// # Errors
/// As [`customers`].
pub fn customer_rows(campaign: &Campaign, at: Timestamp) -> Result<Vec<Page>, CustomersUnread> {
    let Some(file) = &campaign.known.customers else {
        return Ok(Vec::new());
    };
    let path = campaign.path(file);
    let context = ListContext {
        region: campaign.seller.country.clone(),
        at,
        id_column: None,
    };
    let list = read_list(&path, &context).map_err(|why| CustomersUnread { path, why })?;
    Ok(list.rows.into_iter().map(|row| row.page).collect())
}

/// Does a row of a list tell a customer: by an address, a website, a number or a name?
pub fn tells_a_customer(row: &Page) -> bool {
    !Suppressions::from_pages(std::slice::from_ref(row)).is_empty()
}

/// What leads of a campaign are judged by.
pub fn rules(campaign: &Campaign, suppressions: Suppressions, lang: &str) -> Rules {
    let product = &campaign.product;
    let mut words = vec![product.name.clone()];
    words.extend(product.buyer_words.iter().chain(&product.related).cloned());
    words.extend(product.names.values().flatten().cloned());
    let grade = GradeContext {
        product_words: words,
        countries: campaign.market.countries.clone(),
        seller_country: campaign.seller.country.clone(),
        competitors: campaign
            .known
            .competitors
            .iter()
            .filter_map(|firm| firm.site.clone())
            .collect(),
        lang: lang.to_owned(),
        tiers: Tiers::default(),
    };
    Rules {
        grade,
        suppressions,
    }
}

/// Sites that are not visited for a campaign.
pub struct Avoided<'a> {
    own: BTreeMap<Site, String>,
    packs_off: Vec<String>,
    own_tld: Option<String>,
    words: Vec<String>,
    suppressions: &'a Suppressions,
}

impl<'a> Avoided<'a> {
    /// The seller's own site, competitors, excluded sites, customers and suppressed ones.
    pub fn new(campaign: &Campaign, suppressions: &'a Suppressions) -> Self {
        let mut own = BTreeMap::new();
        let mut add = |given: Option<&String>, why: &str| {
            if let Some(site) = given.and_then(|g| Site::of(&parse_given(g)?)) {
                own.entry(site).or_insert_with(|| why.to_owned());
            }
        };
        add(campaign.seller.site.as_ref(), "own site");
        campaign
            .known
            .competitors
            .iter()
            .for_each(|firm| add(firm.site.as_ref(), "competitor"));
        campaign
            .search
            .exclude_sites
            .iter()
            .for_each(|site| add(Some(site), "excluded"));
        let packs = &campaign.packs;
        let added = packs.exclude_sites.iter().filter(|s| !s.starts_with('-'));
        added.for_each(|site| add(Some(site), "excluded"));
        let words = campaign.search.exclude.iter();
        let words = words.chain(packs.exclude.values().flatten());
        Self {
            own,
            packs_off: packs.off.clone(),
            own_tld: own_tld(campaign),
            words: words
                .filter(|w| !w.starts_with('-'))
                .map(|w| crate::text::fold(w))
                .collect(),
            suppressions,
        }
    }

    fn is_off(&self, pack: &str) -> bool {
        self.packs_off.iter().any(|off| off == pack || off == "all")
    }

    /// Does every tactic that led here look on such sites?
    fn is_looked_on(hit: &Hit, pack: &str) -> bool {
        !hit.origins.is_empty()
            && hit
                .origins
                .iter()
                .all(|origin| tactic(&origin.tactic).is_some_and(|t| t.packs_off.contains(&pack)))
    }

    /// A word of an exclusion pack in the title, in the languages of the country that was looked in.
    fn word_of_pack(&self, hit: &Hit) -> Option<String> {
        let country = hit.origins.iter().find_map(|o| o.country.as_deref());
        let spoken = country.and_then(market::country).map(|c| &c.languages[..]);
        let languages = spoken.into_iter().flatten().map(String::as_str);
        std::iter::once("en").chain(languages).find_map(|language| {
            let (pack, word) = word_in_title(&hit.title, language, &self.packs_off)?;
            (!Self::is_looked_on(hit, pack)).then(|| format!("{pack}: {word}"))
        })
    }
}

/// The domain of the seller's own country, where he sells abroad only.
fn own_tld(campaign: &Campaign) -> Option<String> {
    let own = campaign.seller.country.as_deref()?;
    let tld = market::country(own)?.tlds.first()?;
    let is_market = campaign.market.countries.iter().any(|c| c == own);
    (!is_market).then(|| format!(".{tld}"))
}

impl Unwanted for Avoided<'_> {
    fn why(&self, site: &Site) -> Option<String> {
        if let Some(why) = self.own.get(site) {
            return Some(why.clone());
        }
        self.suppressions
            .verdict(&crate::finding::Findings::default(), Some(site.as_str()))
            .map(|_| "customer".to_owned())
    }

    fn why_hit(&self, hit: &Hit, site: &Site) -> Option<String> {
        let own = self.own_tld.as_ref().filter(|tld| {
            site.as_str().ends_with(tld.as_str())
                && !self.is_off("own-country")
                && !Self::is_looked_on(hit, "own-country")
        });
        if let Some(tld) = own {
            return Some(format!("own-country: {tld}"));
        }
        let title = crate::text::fold(&hit.title);
        let words = crate::text::words(&title);
        let is_in =
            |w: &&String| words.contains(w) || (w.contains(' ') && title.contains(w.as_str()));
        let excluded = self.words.iter().find(is_in);
        excluded
            .map(|word| format!("excluded: {word}"))
            .or_else(|| self.word_of_pack(hit))
    }

    fn allows(&self, class: SiteClass) -> bool {
        packs().any(|(id, pack)| pack.class == Some(class) && self.is_off(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(url: &str, title: &str, tactic: &str) -> Hit {
        let origin = crate::finding::Origin {
            tactic: tactic.into(),
            country: Some("DE".into()),
            ..Default::default()
        };
        Hit {
            url: url.into(),
            title: title.into(),
            origins: vec![origin],
            ..Hit::default()
        }
    }

    fn why(campaign: &str, hit: &Hit) -> Option<String> {
        let text = format!(
            "[seller]\ncountry = \"CN\"\n[product]\nname = \"LED light\"\n[market]\ncountries = [\"DE\"]\n{campaign}"
        );
        let campaign = Campaign::parse(&text, "c.toml", std::path::Path::new("")).unwrap();
        let nobody = Suppressions::default();
        let site = Site::of(&parse_given(&hit.url)?)?;
        Avoided::new(&campaign, &nobody).why_hit(hit, &site)
    }

    #[test]
    fn packs_pass_hits_over_with_a_reason_unless_the_tactic_looks_there_or_they_are_off() {
        let own = hit("https://lux.com.cn/", "LED", "importers");
        assert_eq!(why("", &own).as_deref(), Some("own-country: .cn"));
        let forum = |tactic| hit("https://lux.de/x", "LED Forum für Elektriker", tactic);
        assert_eq!(
            why("", &forum("importers")).as_deref(),
            Some("forums: forum")
        );
        assert_eq!(why("", &forum("buying-leads")), None);
        assert_eq!(
            why("[packs]\noff = [\"forums\"]\n", &forum("importers")),
            None
        );
        let jobs = hit("https://lux.de/", "Lux Jobs", "importers");
        assert_eq!(why("", &jobs), None);
        let excluded = "[search]\nexclude = [\"jobs\"]\n";
        assert_eq!(why(excluded, &jobs).as_deref(), Some("excluded: jobs"));
    }
}
