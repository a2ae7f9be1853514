//! What is known before a run begins: customers, suppressed contacts, the seller's own site, competitors.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Timestamp;
use thiserror::Error;

use super::conclude::Rules;
use super::targets::Unwanted;
use crate::campaign::Campaign;
use crate::grade::{GradeContext, Tiers};
use crate::source::{ListContext, SourceError, read_list};
use crate::suppress::Suppressions;
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
    let Some(file) = &campaign.known.customers else {
        return Ok(Suppressions::default());
    };
    let path = campaign.path(file);
    let context = ListContext {
        region: campaign.seller.country.clone(),
        at,
        id_column: None,
    };
    let list = read_list(&path, &context).map_err(|why| CustomersUnread { path, why })?;
    let pages: Vec<_> = list.rows.into_iter().map(|row| row.page).collect();
    Ok(Suppressions::from_pages(&pages))
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
        Self { own, suppressions }
    }
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
}
