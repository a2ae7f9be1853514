//! The country a page speaks for: by its addresses, its domain, its own claims.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::finding::Address;
use crate::market::{Country, country, country_of_host};

/// The country before anything was read: the domain's, else the one the user named, else the claimed language's
/// region, else the only country of a language that one country speaks.
pub(super) fn home(document: &Document, region: Option<&str>) -> Option<&'static Country> {
    let by_host = document.url().host_str().and_then(country_of_host);
    by_host.or_else(|| region.and_then(country)).or_else(|| claimed(document)).or_else(|| only_speaker(document))
}

/// `pt-BR`, `og:locale`.
fn claimed(document: &Document) -> Option<&'static Country> {
    let of = |tag: &str| tag.split(['-', '_']).skip(1).find(|part| part.len() == 2).and_then(country);
    // `en-US` is what editors write by themselves.
    let usual = |tag: &&str| !tag.eq_ignore_ascii_case("en-us") && !tag.eq_ignore_ascii_case("en_us");
    Some(document.claimed_language()).filter(usual).and_then(of).or_else(|| document.meta("og:locale").filter(usual).and_then(of))
}

/// Languages that one country speaks.
const SPOKEN_AT: &[(&str, &str)] = &[
    ("ja", "JP"), ("ko", "KR"), ("pl", "PL"), ("cs", "CZ"), ("sk", "SK"), ("hu", "HU"), ("fi", "FI"), ("sv", "SE"), ("da", "DK"), ("nb", "NO"), ("no", "NO"), ("tr", "TR"),
    ("vi", "VN"), ("th", "TH"), ("id", "ID"), ("el", "GR"), ("bg", "BG"), ("uk", "UA"), ("he", "IL"), ("it", "IT"), ("et", "EE"), ("lv", "LV"), ("lt", "LT"), ("sl", "SI"),
    ("hr", "HR"), ("sr", "RS"), ("ro", "RO"), ("de", "DE"), ("ru", "RU"), ("zh", "CN"), ("nl", "NL"), ("hi", "IN"), ("ka", "GE"), ("az", "AZ"), ("kk", "KZ"), ("fa", "IR"),
];

fn only_speaker(document: &Document) -> Option<&'static Country> {
    let language = document.language()?;
    SPOKEN_AT.iter().find(|(l, _)| *l == language).and_then(|(_, c)| country(c))
}

/// The country the page speaks for, with its addresses read: where most of them agree, that one; a domain's own
/// country wins where any address lies in it.
pub(super) fn country_of(document: &Document, addresses: &[Address], region: Option<&str>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for found in addresses.iter().filter_map(|a| a.country.as_deref()) {
        *counts.entry(found).or_default() += 1;
    }
    let by_host = document.url().host_str().and_then(country_of_host).map(|c| c.code.as_str());
    if let Some(host) = by_host
        && (counts.is_empty() || counts.contains_key(host))
    {
        return Some(host.to_owned());
    }
    let most = counts.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(c, _)| (*c).to_owned());
    most.or_else(|| by_host.map(str::to_owned)).or_else(|| region.map(str::to_owned)).or_else(|| home(document, None).map(|c| c.code.clone()))
}
