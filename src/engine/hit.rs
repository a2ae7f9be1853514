//! The hit: an address an engine answered with, and every query that led to it.

use serde::{Deserialize, Serialize};

use crate::finding::{Origin, Record};

/// A result of one or more queries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hit {
    /// Final address, redirect wrappers taken off.
    pub url: String,
    /// Title.
    pub title: String,
    /// Words the engine shows of the page.
    pub snippet: String,
    /// It was an advertisement wherever it was seen.
    pub ad: bool,
    /// Every query that gave it.
    pub origins: Vec<Origin>,
}

impl Record for Hit {
    const TYPE: &'static str = "hit";
}
