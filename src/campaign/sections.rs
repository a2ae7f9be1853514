//! The sections of a campaign file, key by key.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::firm::{Firm, firms};
use super::lenient::{one_or_many, one_or_many_by_language, path_or_none};
use crate::market::tags_in;

/// Who sells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Seller {
    /// Country, alpha-2 once the campaign is read.
    pub country: Option<String>,
    /// The seller's own site: never a lead.
    pub site: Option<String>,
    /// People who work there: buyers of like size are graded higher.
    pub staff: Option<u32>,
}

/// What is sold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Product {
    /// The maker's words.
    pub name: String,
    /// What the customer calls it; queries use these first.
    #[serde(deserialize_with = "one_or_many")]
    pub buyer_words: Vec<String>,
    /// Products the same buyers buy.
    #[serde(deserialize_with = "one_or_many")]
    pub related: Vec<String>,
    /// Customs codes.
    #[serde(deserialize_with = "one_or_many")]
    pub hs: Vec<String>,
    /// The product's names by language, ISO 639-1, or by language and region or variant (`pt-BR`, `zh-hant`).
    #[serde(deserialize_with = "one_or_many_by_language")]
    pub names: BTreeMap<String, Vec<String>>,
}

impl Product {
    /// Its names in a language as a country (alpha-2) has them; those of another country where there are no others.
    pub fn names_in(&self, language: &str, country: Option<&str>) -> &[String] {
        let tags = tags_in(language, country);
        let near = tags.iter().filter_map(|tag| self.names.get(tag));
        let is_it = |tag: &str| tag.split('-').next() == Some(language);
        let others = self.names.iter().filter(|(tag, _)| is_it(tag));
        near.chain(others.map(|(_, names)| names))
            .find(|names| !names.is_empty())
            .map_or(&[], Vec::as_slice)
    }
}

/// Where it is to be sold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Market {
    /// Countries, alpha-2 once the campaign is read; `"all"` and groups (`EU`, `东南亚`) stand for every one of them but
    /// the seller's.
    #[serde(deserialize_with = "one_or_many")]
    pub countries: Vec<String>,
    /// The groups that were named, each with how many countries it brought.
    #[serde(skip)]
    pub groups: Vec<(String, usize)>,
    /// Languages of the queries, ISO 639-1; empty: English and those of the countries.
    #[serde(deserialize_with = "one_or_many")]
    pub languages: Vec<String>,
}

/// What the user knows already.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Known {
    /// File of present customers: never exported as new.
    #[serde(deserialize_with = "path_or_none")]
    pub customers: Option<PathBuf>,
    /// Big buyers of the trade: their dealers and partners are looked for.
    #[serde(deserialize_with = "firms")]
    pub buyers: Vec<Firm>,
    /// Competitors: their distributors are looked for.
    #[serde(deserialize_with = "firms")]
    pub competitors: Vec<Firm>,
    /// Sites to read in any case.
    #[serde(deserialize_with = "one_or_many")]
    pub seeds: Vec<String>,
    /// Words that the best customers share; filled in from the titles of `seeds` once they have been read.
    #[serde(deserialize_with = "one_or_many")]
    pub words: Vec<String>,
    /// Companies known by name only, from a fair or a customs file: their sites are looked for.
    #[serde(deserialize_with = "firms")]
    pub names: Vec<Firm>,
}

/// How it is searched.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Search {
    /// Ids of tactics; empty: all.
    #[serde(deserialize_with = "one_or_many")]
    pub tactics: Vec<String>,
    /// Ids of engines; `[]` none; where the key is left out, those with an `[engine.…]` section.
    #[serde(deserialize_with = "one_or_many")]
    pub engines: Vec<String>,
    /// Open registers: `ID`, or `ID=FILE` where its file was fetched by hand.
    #[serde(deserialize_with = "one_or_many")]
    pub sources: Vec<String>,
    /// Queries at most.
    pub budget: u32,
    /// Result pages read for a query at most.
    pub result_pages: u32,
    /// Queries whose first page shows a smaller share of real companies of the wanted kind are not gone on with
    /// (trade practice: 0.6); `None`: every query is asked to its end.
    pub min_share: Option<f64>,
    /// Queries whose first page is looked at before, where `min_share` is set.
    pub sample: u32,
    /// Words that must not occur.
    #[serde(deserialize_with = "one_or_many")]
    pub exclude: Vec<String>,
    /// Sites that are never leads.
    #[serde(deserialize_with = "one_or_many")]
    pub exclude_sites: Vec<String>,
}

impl Default for Search {
    fn default() -> Self {
        Self {
            tactics: Vec::new(),
            engines: Vec::new(),
            sources: Vec::new(),
            budget: 300,
            result_pages: 3,
            min_share: None,
            sample: 20,
            exclude: Vec::new(),
            exclude_sites: Vec::new(),
        }
    }
}

/// How sites are read; what is not given is the program's usual.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Crawl {
    /// Pages of a site at most.
    pub pages: Option<u32>,
    /// Sites read at the same time at most.
    pub sites_at_once: Option<u32>,
    /// Seconds spent on one site at most.
    pub site_deadline: Option<u32>,
}

/// How a run is done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Run {
    /// Store, relative to the campaign's folder; `None`: the user's own.
    #[serde(deserialize_with = "path_or_none")]
    pub store: Option<PathBuf>,
    /// Archive that answers instead of the web.
    #[serde(deserialize_with = "path_or_none")]
    pub replay: Option<PathBuf>,
    /// Name under which the store remembers the campaign; `None`: its file's name and the product.
    pub memory: Option<String>,
}

/// Where leads go.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Export {
    /// File, relative to the campaign's folder; its extension is the format.
    #[serde(deserialize_with = "path_or_none")]
    pub file: Option<PathBuf>,
    /// Columns, or the name of a preset; empty: the usual ones.
    #[serde(deserialize_with = "one_or_many")]
    pub columns: Vec<String>,
}
