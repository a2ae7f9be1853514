//! The evidence of a value: where it stands, when it was read there, and the words around it.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};

/// Where and when a value was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    url: Arc<str>,
    at: Timestamp,
    words: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<Arc<str>>,
}

#[derive(Deserialize)]
struct Raw {
    url: Arc<str>,
    at: Timestamp,
    #[serde(default)]
    words: String,
    #[serde(default)]
    licence: Option<Arc<str>>,
}

impl<'de> Deserialize<'de> for Evidence {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = Raw::deserialize(from)?;
        let mut evidence = Self::new(raw.url, raw.at, raw.words)
            .ok_or_else(|| serde::de::Error::custom("an evidence needs its source in `url`"))?;
        evidence.licence = raw.licence;
        Ok(evidence)
    }
}

impl Evidence {
    /// The evidence of a value seen at `url` (a page's address, or `FILE#ROW` of a list) at a time; `words` are the
    /// words around it. `None` where the source is empty.
    pub fn new(url: Arc<str>, at: Timestamp, words: String) -> Option<Self> {
        (!url.trim().is_empty()).then_some(Self {
            url,
            at,
            words,
            licence: None,
        })
    }

    /// The same evidence, with the licence of the dataset it was taken from.
    #[must_use]
    pub fn under_licence(mut self, licence: Arc<str>) -> Self {
        self.licence = Some(licence);
        self
    }

    /// The page's address, or file and row.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// When it was seen.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// The words around the value.
    pub fn words(&self) -> &str {
        &self.words
    }
}
