//! Languages and the trade's words in each.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

/// A language of business with the words that trade and its web pages use.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// ISO 639-1 code.
    pub code: String,
    /// English name.
    pub name: String,
    /// Chinese name.
    pub zh: String,
    /// Name in the language itself.
    pub own: String,
    /// ISO 15924 code of its script (`Latn`, `Cyrl`, `Hans` …).
    pub script: String,
    /// Word lists by id (`importer`, `contact`, `imprint` …), most usual first; singular forms under the id, plural
    /// ones under the id with `_plural`.
    pub words: BTreeMap<String, Vec<String>>,
}

/// One file a language; the file's name is its code.
static FILES: &[&str] = &[
    include_str!("data/languages/en.toml"),
    include_str!("data/languages/de.toml"),
];

static TABLE: LazyLock<Vec<Language>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|text| toml::from_str(text).expect("a test reads the table"))
        .collect()
});

static BY_CODE: LazyLock<HashMap<&'static str, &'static Language>> =
    LazyLock::new(|| TABLE.iter().map(|l| (l.code.as_str(), l)).collect());

/// All languages.
pub fn languages() -> &'static [Language] {
    &TABLE
}

/// The language of a code; a region (`pt-BR`) is ignored.
pub fn language(code: &str) -> Option<&'static Language> {
    let base = code.split(['-', '_']).next()?.to_ascii_lowercase();
    BY_CODE.get(base.as_str()).copied()
}

/// The words of one id in a language; empty where the language has none.
pub fn words(code: &str, id: &str) -> &'static [String] {
    language(code)
        .and_then(|l| l.words.get(id))
        .map_or(&[], Vec::as_slice)
}
