//! Words by which pages of unknown layout are read: what a next link says, what marks an advertisement.

use std::sync::LazyLock;

use serde::Deserialize;

/// Words of many languages, in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// What the link to the next page says.
    pub next: Vec<String>,
    /// What stands on an advertisement, by itself.
    pub ad: Vec<String>,
    /// Pieces of classes and ids of advertisements.
    pub ad_names: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("data/shared/words.toml")).expect("a test reads the table")
});

/// The words.
pub fn words() -> &'static Words {
    &WORDS
}

/// Is the text one of the words, whatever its case?
pub fn is_one(words: &[String], text: &str) -> bool {
    let text = text.trim().trim_matches(['.', ':', '·', '\u{a0}']).trim();
    !text.is_empty() && text.len() < 60 && {
        let text = text.to_lowercase();
        words.contains(&text)
    }
}
