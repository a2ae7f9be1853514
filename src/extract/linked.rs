//! The things a page describes for machines: linked data (JSON-LD) and microdata, flattened once.

use serde_json::{Map, Value};

use crate::document::Document;

/// A thing of the linked data.
pub(super) type Thing = Map<String, Value>;

/// Bounds against data made to be endless.
const DEEPEST: usize = 12;
const MOST: usize = 400;

/// All things of a page, outer ones first.
pub(super) fn things(document: &Document) -> Vec<&Thing> {
    let mut found = Vec::new();
    for value in document.json_ld() {
        collect(value, 0, &mut found);
    }
    found
}

fn collect<'a>(value: &'a Value, depth: usize, found: &mut Vec<&'a Thing>) {
    if depth > DEEPEST || found.len() >= MOST {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|v| collect(v, depth + 1, found)),
        Value::Object(thing) => {
            found.push(thing);
            thing.values().for_each(|v| collect(v, depth + 1, found));
        }
        _ => {}
    }
}

/// The thing's types, without the vocabulary's address.
pub(super) fn types(thing: &Thing) -> Vec<&str> {
    let of = |v: &'static str| thing.get(v);
    let values = of("@type").or_else(|| of("type"));
    texts(values).into_iter().map(last_part).collect()
}

/// The last part of a type's address: `Organization` of `http://schema.org/Organization`.
pub(super) fn last_part(name: &str) -> &str {
    name.rsplit(['/', '#', ':']).next().unwrap_or(name)
}

/// The non-empty texts of a value: one, or several in a list.
pub(super) fn texts(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::String(text)) if !text.trim().is_empty() => vec![text.trim()],
        Some(Value::Array(items)) => items.iter().flat_map(|v| texts(Some(v))).collect(),
        _ => Vec::new(),
    }
}

/// The first text under a key; a number counts, and the name of a thing.
pub(super) fn text(thing: &Thing, key: &str) -> Option<String> {
    match thing.get(key)? {
        Value::Number(number) => Some(number.to_string()),
        Value::Object(inner) => text(inner, "name"),
        value => texts(Some(value)).first().map(|t| crate::text::squeeze(t)),
    }
}

/// Types that are no organization though their names end like one.
const ORGANIZATION_ENDS: &[&str] = &[
    "Organization", "Business", "Store", "Corporation", "Company", "Dealer", "Service", "Contractor", "Restaurant", "Shop", "Agency", "Agent", "Hotel", "Wholesaler",
    "Attorney", "Dentist", "Physician", "Clinic", "Electrician", "Plumber", "Florist", "Bakery", "Brewery", "Winery", "Repair", "Rental", "NGO", "Salon", "Spa",
];

/// Is it the type of an organization?
pub(super) fn is_organization(kind: &str) -> bool {
    !matches!(kind, "Service" | "WebSite" | "BroadcastService" | "CreditCard" | "PaymentService") && ORGANIZATION_ENDS.iter().any(|end| kind.ends_with(end))
}
