//! The record of a page: what it is and what was found on it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Findings, Origin};

/// A page that was read, with its findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// File or address as the user or the crawl gave it.
    pub source: String,
    /// Address of the page after redirects.
    pub url: String,
    /// When its bytes came from the server.
    pub fetched_at: Timestamp,
    /// HTTP status; 200 for a file.
    pub status: u16,
    /// Title.
    #[serde(default)]
    pub title: String,
    /// Language, ISO 639-1.
    #[serde(default)]
    pub language: Option<String>,
    /// Country the page speaks for, alpha-2.
    #[serde(default)]
    pub country: Option<String>,
    /// How its site came to be known.
    #[serde(default)]
    pub origins: Vec<Origin>,
    /// What was found.
    #[serde(flatten)]
    pub findings: Findings,
}
