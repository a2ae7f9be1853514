//! Addresses that a page describes for machines: linked data and microdata.

use std::collections::BTreeMap;

use super::parts::Parts;
use super::town::{country_in, split_region};
use crate::document::Document;
use crate::extract::linked::{Thing, text, types};
use crate::market::country;

/// The addresses of the linked data and the microdata.
pub(super) fn read(document: &Document, things: &[&Thing]) -> Vec<Parts> {
    let linked = things
        .iter()
        .filter(|t| is_address(t))
        .map(|t| of(|key| text(t, key)));
    let mut items: BTreeMap<u32, BTreeMap<&str, &str>> = BTreeMap::new();
    for property in document.properties() {
        let value = property.value.trim();
        if property.item_number > 0 && !value.is_empty() {
            items
                .entry(property.item_number)
                .or_default()
                .entry(property.name.as_str())
                .or_insert(value);
        }
    }
    let marked = items
        .values()
        .filter(|i| i.contains_key("streetAddress") || i.contains_key("street-address"));
    let marked = marked.map(|item| of(|key| item.get(key).map(|v| crate::text::squeeze(v))));
    linked.chain(marked).filter(Parts::is_whole).collect()
}

fn is_address(thing: &Thing) -> bool {
    types(thing).contains(&"PostalAddress") || thing.contains_key("streetAddress")
}

fn of(get: impl Fn(&str) -> Option<String>) -> Parts {
    let clean = |value: Option<String>| {
        value
            .map(|v| v.trim_matches([',', ' ']).to_owned())
            .filter(|v| !v.is_empty() && v.len() < 200)
    };
    let boxed = clean(get("postOfficeBoxNumber"));
    let land = clean(get("addressCountry"));
    let land = land.and_then(|l| country(&l).or_else(|| country_in(&l)));
    let code = clean(get("postalCode")).or(clean(get("postal-code")));
    let (state, code) = match code.as_deref().zip(land) {
        // `CA 90086`: the state before the ZIP code.
        Some((whole, land)) if land.code == "US" => match whole.rsplit_once(' ') {
            Some((state, zip))
                if split_region(state, "US").is_some_and(|(left, _)| left.is_empty()) =>
            {
                (Some(state.to_owned()), Some(zip.to_owned()))
            }
            _ => (None, code),
        },
        _ => (None, code),
    };
    Parts {
        street: clean(get("streetAddress"))
            .or(clean(get("street-address")))
            .or(boxed),
        city: clean(get("addressLocality")).or(clean(get("locality"))),
        region: clean(get("addressRegion"))
            .or(clean(get("region")))
            .or(state),
        postal_code: code,
        country: land.map(|c| c.code.clone()),
    }
}
