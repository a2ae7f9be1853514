//! The country named in the lines before a number: on a page with offices in many countries each has its own.

use rlibphonenumber::Region;

use crate::market;

use super::super::reading::Reading;
use super::number;

/// How many parts of the text before a number are looked at.
const PARTS: usize = 14;
/// Countries whose names are more often those of a state, an island's big sister, or a person.
const AMBIGUOUS: &[&str] = &["GE", "JE", "JO", "TD"];

/// The country named nearest before a place in a block, in it or in the two blocks before.
pub(super) fn country(reading: &Reading<'_>, block: usize, before: &str) -> Option<Region> {
    let blocks = reading.document().blocks();
    let earlier = blocks
        .get(block.saturating_sub(2)..block)
        .unwrap_or_default()
        .iter()
        .rev()
        .map(|b| b.text.as_str());
    let texts = std::iter::once(before).chain(earlier.filter(|t| t.len() < 160));
    texts
        .flat_map(|t| t.rsplit([',', '\n', '|', '(', ')', '/', ':', ';', '·', '–']))
        .filter(|p| !p.trim().is_empty())
        .take(PARTS)
        .find_map(named)
}

fn named(part: &str) -> Option<Region> {
    // A country in a sentence is one that is spoken of.
    if part.split_whitespace().count() > 5 || part.trim_end().ends_with('.') {
        return None;
    }
    let part = part.trim_matches(|c: char| !c.is_alphabetic());
    let last = part.rsplit(char::is_whitespace).next().unwrap_or_default();
    [part, last]
        .into_iter()
        .filter(|name| is_name(name))
        .find_map(|name| {
            let country = market::country_named(name)?;
            if AMBIGUOUS.contains(&country.code.as_str()) {
                None
            } else {
                number::region(&country.code)
            }
        })
}

/// Codes of two letters are words in too many languages.
fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    let capital = name.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase());
    capital
        && name.len() < 40
        && (length > 3
            || (length >= 2 && !name.is_ascii())
            || matches!(name, "USA" | "UAE" | "UK" | "PRC"))
}
