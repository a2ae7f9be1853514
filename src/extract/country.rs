//! The country a page speaks for: by its addresses, its domain, its own claims, its telephone numbers.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::finding::Findings;
use crate::market::{Country, countries, country, country_of_host};

use super::context::Context;

/// Alpha-2 code, before anything is found: the domain's, else the one the caller knows, else the region of the claimed
/// language, else the one that most international numbers call, else the only country of a language that one country
/// speaks.
pub(super) fn country_of(document: &Document, context: &Context<'_>) -> Option<String> {
    let by_host = document.url().host_str().and_then(country_of_host);
    let known = by_host
        .map(|c| c.code.clone())
        .or_else(|| context.region.map(str::to_ascii_uppercase));
    known.or_else(|| {
        claimed(document)
            .or_else(|| called(document))
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

/// Calling codes (ITU-T E.164) of one market → the market; its territories share the code. `+1` and `+7` are several
/// markets'.
static CALLING: LazyLock<FxHashMap<&str, &Country>> = LazyLock::new(|| {
    let mut of: FxHashMap<&str, Vec<&Country>> = FxHashMap::default();
    for country in countries().iter().filter(|c| !c.cities.is_empty()) {
        of.entry(&country.calling).or_default().push(country);
    }
    let single = of.into_iter().filter(|(_, all)| all.len() == 1);
    single.map(|(code, all)| (code, all[0])).collect()
});

/// The country that most numbers of the text with a `+` lie in.
fn called(document: &Document) -> Option<&'static Country> {
    let blocks = document.blocks().iter();
    let numbers = blocks.flat_map(|block| {
        let text = block.text.as_str();
        text.match_indices('+').map(|(at, _)| &text[at + 1..])
    });
    let calls = numbers.filter_map(|rest| {
        let signs = rest
            .chars()
            .take_while(|c| c.is_ascii_digit() || " ()-./".contains(*c));
        let digits: String = signs.filter(char::is_ascii_digit).take(8).collect();
        let mut codes = (1..=3).rev().filter_map(|length| digits.get(..length));
        let country = codes.find_map(|code| CALLING.get(code))?;
        (digits.len() == 8).then(|| country.code.clone())
    });
    most(calls).as_deref().and_then(country)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn home(page: &str, url: &str) -> Option<String> {
        let document = Document::parse(page.as_bytes(), None, &url.parse().unwrap());
        let context = Context {
            source: "",
            fetched_at: jiff::Timestamp::UNIX_EPOCH,
            status: 200,
            region: None,
            deobfuscate: crate::extract::Deobfuscate::Yes,
        };
        country_of(&document, &context)
    }

    #[test]
    fn the_numbers_of_a_page_tell_its_country_where_nothing_better_does() {
        let page = "<p>Tel. (+34) 983 000 022<br>Fax +34 983 000 069<br>Lisboa +351 210 000 111";
        assert_eq!(home(page, "http://firm.example/").as_deref(), Some("ES"));
        assert_eq!(home(page, "http://firm.pt/").as_deref(), Some("PT"));
        assert_eq!(home("<p>+1 212 555 0100", "http://firm.example/"), None);
        assert_eq!(home("<p>C++ 11, 5+34", "http://firm.example/"), None);
        let two = "<p>+34 983 000 022<br>+351 210 000 111";
        assert_eq!(home(two, "http://firm.example/"), None);
    }
}
