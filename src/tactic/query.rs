//! The query, in parts that no engine's operators have touched yet.

use serde::{Deserialize, Serialize};

use crate::finding::Record;

/// One thing to ask, in engine-neutral parts. `text` is for people; the parts are what a dialect renders.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    /// The query as a person would type it into a large engine.
    pub text: String,
    /// Id of the tactic that made it.
    pub tactic: String,
    /// Country it looks in, alpha-2.
    pub country: Option<String>,
    /// Language of its words, ISO 639-1.
    pub language: Option<String>,
    /// Engine it was rendered for, where it was.
    pub engine: Option<String>,
    /// Words that must all occur, anywhere.
    pub terms: Vec<String>,
    /// Words that must occur in this order.
    pub phrase: Option<String>,
    /// Of each group at least one.
    pub any: Vec<Vec<String>>,
    /// Words or phrases that must not occur.
    pub not: Vec<String>,
    /// Words that must occur in the title.
    pub in_title: Vec<String>,
    /// Words that must occur in the address.
    pub in_url: Vec<String>,
    /// Sites to look on (any of them); with `-` in front: sites to leave out.
    pub site: Vec<String>,
    /// File types (any of them).
    pub filetype: Vec<String>,
    /// What a dialect did to it.
    pub notes: Vec<String>,
}

impl Record for Query {
    const TYPE: &'static str = "query";
}
