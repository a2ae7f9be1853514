//! Addresses that a page describes for machines: linked data and microdata.

use std::collections::BTreeMap;

use super::parts::Parts;
use super::town::{country_in, split_region};
use crate::document::Document;
use crate::extract::linked::{Thing, text, types};
use crate::market::{Country, country};

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
    let city = clean(get("addressLocality")).or(clean(get("locality")));
    let (city, code, land) = in_one(city, code, land);
    Parts {
        street: clean(get("streetAddress"))
            .or(clean(get("street-address")))
            .or(boxed),
        city,
        region: clean(get("addressRegion"))
            .or(clean(get("region")))
            .or(state),
        postal_code: code,
        country: land.map(|c| c.code.clone()),
    }
}

/// `4510-698 Fânzeres - Portugal`, `Trujillo, Perú`: code, town and country in the field of the town.
fn in_one(
    city: Option<String>,
    code: Option<String>,
    land: Option<&'static Country>,
) -> (Option<String>, Option<String>, Option<&'static Country>) {
    let Some(whole) = city else {
        return (None, code, land);
    };
    let mut town = whole.as_str();
    let mut named = land;
    if let Some((left, last)) = town.rsplit_once([',', '-', '–'])
        && let Some(country) = country_in(last)
        && land.is_none_or(|land| land.code == country.code)
        && !left.trim().is_empty()
    {
        town = left.trim_end_matches([',', ' ', '-', '–']);
        named = Some(country);
    }
    let mut own = code;
    if own.is_none()
        && let Some((first, rest)) = town.split_once(' ')
        && first.len() >= 4
        && first.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        && rest.starts_with(char::is_alphabetic)
    {
        own = Some(first.to_owned());
        town = rest;
    }
    (Some(town.to_owned()), own, named)
}

#[cfg(test)]
mod tests {
    use super::in_one;
    use crate::market::country;

    #[test]
    fn code_and_country_leave_the_field_of_the_town() {
        let read = |town: &str, land: Option<&str>| {
            let (town, code, land) = in_one(Some(town.to_owned()), None, land.and_then(country));
            (town.unwrap(), code, land.map(|c| c.code.clone()))
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            read("4510-698 Fânzeres - Portugal", None),
            ("Fânzeres".to_owned(), some("4510-698"), some("PT"))
        );
        assert_eq!(
            read("Trujillo, Perú", None),
            ("Trujillo".to_owned(), None, some("PE"))
        );
        assert_eq!(
            read("Baden-Baden", Some("DE")),
            ("Baden-Baden".to_owned(), None, some("DE"))
        );
        assert_eq!(
            read("Mexico, MO", Some("US")),
            ("Mexico, MO".to_owned(), None, some("US"))
        );
    }
}
