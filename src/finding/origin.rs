//! The origin of a hit, a page or a lead: the tactic, query, engine and rank that led there.

use serde::{Deserialize, Serialize};

/// How something came to be known.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Origin {
    /// Id of the tactic; empty where the user gave the address.
    pub tactic: String,
    /// The query as a person would type it.
    pub query: String,
    /// Id of the engine, or of the list.
    pub engine: String,
    /// Place among the organic results of the query, from 1, over its pages.
    pub rank: Option<u32>,
    /// Result page, from 1.
    pub page: Option<u32>,
    /// Country the query looked in, alpha-2.
    pub country: Option<String>,
    /// The hit was an advertisement.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ad: bool,
}
