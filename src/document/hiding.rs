//! Attributes that may hide an address.

use scraper::node::Element;

use super::collected::Collected;
use super::element::hides;
use super::property::Attribute;

/// Attributes kept of a page.
const MOST: usize = 20_000;

/// Notes an element's attributes that may hide an address, under the element's number.
pub(super) fn note_hiding(element: &Element, number: u32, out: &mut Collected) {
    for (name, value) in &element.attrs {
        if hides(&name.local, value) && out.attributes.len() < MOST {
            out.attributes.push(Attribute {
                element: number,
                tag: element.name().to_owned(),
                name: name.local.to_string(),
                value: value.to_string(),
                block: out.blocks.len(),
            });
        }
    }
}
