//! A tactic of the campaign's own: a template with the placeholders that the built-in ones fill in.

use serde::{Deserialize, Serialize};

use super::lenient::one_or_many;

/// A tactic of the campaign's own, under `[[tactic]]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OwnTactic {
    /// Its name, as it stands under `[search] tactics`, in exports and in reports.
    pub id: String,
    /// One line on what it finds.
    pub help: String,
    /// What is typed, with placeholders in braces.
    #[serde(deserialize_with = "one_or_many")]
    pub query: Vec<String>,
    /// Languages it is made in; empty: all of the country.
    #[serde(deserialize_with = "one_or_many")]
    pub languages: Vec<String>,
    /// Countries it is made in, alpha-2; empty: all.
    #[serde(deserialize_with = "one_or_many")]
    pub countries: Vec<String>,
    /// Exclusion packs it switches off, because it looks on such sites.
    #[serde(deserialize_with = "one_or_many")]
    pub packs_off: Vec<String>,
    /// How much a query of it is expected to bring, 1 to 100.
    pub promise: u32,
}

impl Default for OwnTactic {
    fn default() -> Self {
        Self {
            id: String::new(),
            help: String::new(),
            query: Vec::new(),
            languages: Vec::new(),
            countries: Vec::new(),
            packs_off: Vec::new(),
            promise: 60,
        }
    }
}
