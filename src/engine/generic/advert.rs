//! Whether a block is an advertisement: by its address, its label, or the names its maker gave it.

use scraper::ElementRef;

use super::block::Block;
use crate::engine::description::Engine;
use crate::engine::words::{is_one as is_word, words};
use crate::text::squeeze;

/// Elements of a block that are looked at.
const MOST: usize = 600;
/// Attributes that carry names.
const NAMED: [&str; 6] = [
    "class",
    "id",
    "data-testid",
    "data-test-id",
    "data-type",
    "data-layout",
];

/// Is it an advertisement?
pub fn is_one(engine: &Engine, block: &Block<'_>) -> bool {
    let paid = engine
        .answer
        .ad_address
        .iter()
        .any(|piece| block.candidate.url.as_str().contains(piece.as_str()));
    let down_to_link = block
        .candidate
        .link
        .ancestors()
        .filter_map(ElementRef::wrap)
        .take_while(|e| e.id() != block.element.id());
    let mut named = std::iter::once(block.element)
        .chain(block.around.iter().copied())
        .chain(down_to_link);
    paid || named.any(says_ad)
        || std::iter::once(block.element)
            .chain(block.element.descendent_elements())
            .take(MOST)
            .any(is_labelled)
}

/// Does a name of the element say that it is one?
fn says_ad(element: ElementRef<'_>) -> bool {
    if element
        .value()
        .attrs()
        .any(|(name, _)| name == "data-text-ad")
    {
        return true;
    }
    NAMED
        .into_iter()
        .filter_map(|name| element.attr(name))
        .any(|value| pieces(value).any(|piece| words().ad_names.contains(&piece)))
}

/// `searchTopAds result--ad b_ad` → `search`, `top`, `ads`, `result`, `ad`, `b`, `ad`.
fn pieces(value: &str) -> impl Iterator<Item = String> {
    let mut out = Vec::new();
    let mut piece = String::new();
    let mut before_is_lower = false;
    for c in value.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && before_is_lower) {
            out.push(std::mem::take(&mut piece));
        }
        if c.is_alphanumeric() {
            piece.extend(c.to_lowercase());
        }
        before_is_lower = c.is_lowercase();
    }
    out.push(piece);
    out.into_iter()
}

fn is_labelled(element: ElementRef<'_>) -> bool {
    let own: String = element
        .children()
        .filter_map(|node| node.value().as_text())
        .map(|text| &**text)
        .collect();
    is_word(&words().ad, &squeeze(&own))
        || element
            .attr("aria-label")
            .is_some_and(|label| is_word(&words().ad, label))
}
