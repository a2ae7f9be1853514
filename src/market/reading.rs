//! The second reading of the word lists: which words that queries are made of are doubtful, and why.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::language::{Language, languages};

/// Ids of the words that queries are made of; `_plural` and `_inflected` forms belong to them.
pub const QUERY_IDS: &[&str] = &[
    "importer",
    "imported_by",
    "distributor",
    "wholesaler",
    "retailer",
    "dealer",
    "agent",
    "supplier",
    "buyer",
    "buy",
    "price",
    "price_list",
    "wholesale",
    "brand",
    "contact",
    "imprint",
    "about",
    "products",
    "where_to_buy",
    "trade_fair",
    "exhibitor_list",
    "association",
    "chamber_of_commerce",
    "market_research",
    "catalogue",
];

/// A word that the second reader doubts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doubt {
    /// Id of its list.
    pub id: String,
    /// The word.
    pub word: String,
    /// What speaks against it.
    pub why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Marks {
    doubtful: Vec<Doubt>,
}

static REVIEW: LazyLock<BTreeMap<String, Marks>> =
    LazyLock::new(|| toml::from_str(include_str!("data/review.toml")).expect("a test reads it"));

/// What the second reader doubts in a language; `None` where nobody has read it twice.
pub fn doubts(language: &str) -> Option<&'static [Doubt]> {
    Some(REVIEW.get(language)?.doubtful.as_slice())
}

/// The words of a language that queries are made of, with their ids.
pub fn query_words(language: &Language) -> impl Iterator<Item = (&str, &str)> {
    let lists = language.words.iter();
    let lists = lists.filter(|(id, _)| is_for_queries(language, id));
    lists.flat_map(|(id, list)| list.iter().map(move |word| (id.as_str(), word.as_str())))
}

fn is_for_queries(language: &Language, id: &str) -> bool {
    let mut endings = language.variants.keys();
    let plain = endings.find_map(|e| id.strip_suffix(e.as_str())?.strip_suffix('_'));
    let base = plain
        .unwrap_or(id)
        .trim_end_matches("_plural")
        .trim_end_matches("_inflected");
    QUERY_IDS.contains(&base)
}

/// Does a language have every id that queries are made of?
pub fn is_complete(language: &Language) -> bool {
    QUERY_IDS.iter().all(|id| language.words.contains_key(*id))
}

/// How many languages have been read twice.
pub fn read_twice() -> usize {
    languages()
        .iter()
        .filter(|l| doubts(&l.code).is_some())
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_was_read_twice_and_every_doubt_is_about_a_word_of_it() {
        assert_eq!(read_twice(), languages().len());
        assert_eq!(REVIEW.len(), languages().len());
        for language in languages() {
            for doubt in doubts(&language.code).unwrap() {
                let known = query_words(language).any(|w| w == (&doubt.id, &doubt.word));
                assert!(known, "{} {} {}", language.code, doubt.id, doubt.word);
                assert!(!doubt.why.is_empty());
            }
        }
    }

    #[test]
    fn the_twenty_languages_of_trade_have_every_word_that_queries_need() {
        let trade = [
            "en", "zh", "es", "de", "fr", "ar", "ru", "pt", "ja", "ko", "it", "nl", "tr", "pl",
            "vi", "th", "id", "sv", "cs", "hi",
        ];
        for code in trade {
            let language = crate::market::language(code).unwrap();
            let missing: Vec<_> = QUERY_IDS
                .iter()
                .filter(|id| !language.words.contains_key(**id))
                .collect();
            assert!(missing.is_empty(), "{code} {missing:?}");
        }
        assert!(languages().len() >= 40);
    }
}
