//! Attributes that may hide an address.

use scraper::node::Element;

use super::collected::Collected;
use super::element::{hides, is_data, is_of_own_name};
use super::property::Attribute;
use super::script::note_told;

/// Attributes kept of a page.
const MOST: usize = 20_000;

/// An element by its number, and the byte of the block's text before which it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hiding {
    pub number: u32,
    pub at: usize,
}

/// Notes an element's attributes that may hide an address or a number.
pub(super) fn note_hiding(element: &Element, place: Hiding, out: &mut Collected) {
    let of_own_name = is_of_own_name(element);
    for (name, value) in &element.attrs {
        if name.local.starts_with("data-") && value.starts_with('{') {
            if is_data(value) {
                note_told(value, out);
            }
            continue;
        }
        if hides(&name.local, value, of_own_name) && out.attributes.len() < MOST {
            out.attributes.push(Attribute {
                element: place.number,
                tag: element.name().to_owned(),
                name: name.local.to_string(),
                value: value.to_string(),
                block: out.blocks.len(),
                at: place.at,
            });
        }
    }
}
