//! The country a page speaks for: by its addresses, its domain, its own claims.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::finding::Findings;
use crate::market::{Country, country, country_of_host};

use super::context::Context;

/// Alpha-2 code, before anything is found: the domain's, else the one the caller knows, else the region of the claimed
/// language, else the only country of a language that one country speaks.
pub(super) fn country_of(document: &Document, context: &Context<'_>) -> Option<String> {
    let by_host = document.url().host_str().and_then(country_of_host);
    let known = by_host
        .map(|c| c.code.clone())
        .or_else(|| context.region.map(str::to_ascii_uppercase));
    known.or_else(|| {
        claimed(document)
            .or_else(|| only_speaker(document))
            .map(|c| c.code.clone())
    })
}

/// Does the domain or the caller tell the country?
pub(super) fn is_known(document: &Document, context: &Context<'_>) -> bool {
    let by_host = || document.url().host_str().and_then(country_of_host);
    context.region.is_some() || by_host().is_some()
}

/// The country that most addresses lie in, else the one whose domain most mail addresses have. Two of the same number
/// tell nothing.
pub(super) fn told_by(findings: &Findings) -> Option<String> {
    let lie_in = findings.addresses.iter().filter_map(|a| a.country.clone());
    let domains = findings.emails.iter().filter_map(|e| {
        let (_, host) = e.value.rsplit_once('@')?;
        country_of_host(host).map(|c| c.code.clone())
    });
    most(lie_in).or_else(|| most(domains))
}

/// The one that comes most often, if it is one.
fn most(codes: impl Iterator<Item = String>) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for code in codes {
        *counts.entry(code).or_default() += 1;
    }
    let top = counts.values().copied().max()?;
    let mut first = counts.into_iter().filter(|(_, n)| *n == top);
    first
        .next()
        .filter(|_| first.next().is_none())
        .map(|(code, _)| code)
}

/// `pt-BR`, `og:locale`.
fn claimed(document: &Document) -> Option<&'static Country> {
    let of = |tag: &str| {
        tag.split(['-', '_'])
            .skip(1)
            .find(|part| part.len() == 2)
            .and_then(country)
    };
    // `en-US` is what editors write by themselves.
    let usual =
        |tag: &&str| !tag.eq_ignore_ascii_case("en-us") && !tag.eq_ignore_ascii_case("en_us");
    Some(document.claimed_language())
        .filter(usual)
        .and_then(of)
        .or_else(|| document.meta("og:locale").filter(usual).and_then(of))
}

/// Languages that one country speaks.
const SPOKEN_AT: &[(&str, &str)] = &[
    ("ja", "JP"),
    ("ko", "KR"),
    ("pl", "PL"),
    ("cs", "CZ"),
    ("sk", "SK"),
    ("hu", "HU"),
    ("fi", "FI"),
    ("sv", "SE"),
    ("da", "DK"),
    ("nb", "NO"),
    ("no", "NO"),
    ("tr", "TR"),
    ("vi", "VN"),
    ("th", "TH"),
    ("id", "ID"),
    ("el", "GR"),
    ("bg", "BG"),
    ("uk", "UA"),
    ("he", "IL"),
    ("it", "IT"),
    ("et", "EE"),
    ("lv", "LV"),
    ("lt", "LT"),
    ("sl", "SI"),
    ("hr", "HR"),
    ("sr", "RS"),
    ("ro", "RO"),
    ("de", "DE"),
    ("ru", "RU"),
    ("zh", "CN"),
    ("nl", "NL"),
    ("hi", "IN"),
    ("ka", "GE"),
    ("az", "AZ"),
    ("kk", "KZ"),
    ("fa", "IR"),
];

fn only_speaker(document: &Document) -> Option<&'static Country> {
    let language = document.language()?;
    SPOKEN_AT
        .iter()
        .find(|(l, _)| *l == language)
        .and_then(|(_, c)| country(c))
}

/// The country the page speaks for once its addresses are known: the domain's own where an address lies in it or there
/// is none, else the one most addresses lie in, else what could be said before.
pub(super) fn spoken_for(
    document: &Document,
    findings: &Findings,
    known: Option<&str>,
) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for found in findings
        .addresses
        .iter()
        .filter_map(|a| a.country.as_deref())
    {
        *counts.entry(found).or_default() += 1;
    }
    let by_host = document
        .url()
        .host_str()
        .and_then(country_of_host)
        .map(|c| c.code.as_str());
    if let Some(host) = by_host.filter(|host| counts.is_empty() || counts.contains_key(host)) {
        return Some(host.to_owned());
    }
    let most = counts
        .iter()
        .max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)))
        .map(|(code, _)| (*code).to_owned());
    most.or_else(|| known.map(str::to_owned))
}
