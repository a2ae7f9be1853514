//! The campaign's own tactics: a line with placeholders becomes queries, as the built-in ones make them.
//!
//! Read are `"a phrase"`, `(a OR b)`, `site:`, `intitle:`, `allintitle:`, `inurl:`, `filetype:`, `-word` and plain words.

use super::ground::plain_words;
use super::{Ground, Query};
use crate::campaign::{Campaign, CampaignError, Firm, OwnTactic, nearest};
use crate::market::{countries, languages};

/// Queries of one line in one country and language at most.
const MOST: usize = 60;

/// Placeholders beside the ids of the trade's words, each with what it stands for.
pub const PLACEHOLDERS: &[(&str, &str)] = &[
    ("product", "each name of the product in the language"),
    ("related", "each related product"),
    ("hs", "the customs codes"),
    ("country", "the country's name in the language"),
    ("city", "each of its big cities"),
    ("tld", "its domain, without the dot"),
    ("buyer", "each name of each known buyer"),
    ("competitor", "each name of each competitor"),
    ("site", "the site of each known buyer and competitor"),
    ("name", "each company known by name only"),
    ("word", "each word that the best customers share"),
];

/// The queries of a tactic on a ground.
pub fn make(own: &OwnTactic, ground: &Ground<'_>) -> Vec<Query> {
    let here = |list: &[String], code: &str| list.is_empty() || list.iter().any(|c| c == code);
    let country = ground.country.map_or("", |c| c.code.as_str());
    if !here(&own.languages, ground.language) || !here(&own.countries, country) {
        return Vec::new();
    }
    own.query
        .iter()
        .flat_map(|line| lines(line, ground))
        .map(|line| parse(&line, ground))
        .collect()
}

/// A line with every placeholder filled in, in all ways.
fn lines(template: &str, ground: &Ground<'_>) -> Vec<String> {
    let mut all = vec![template.to_owned()];
    while let Some(name) = all.first().and_then(|line| placeholder(line)) {
        let written = format!("{{{name}}}");
        let values = values(&name, ground);
        all = all
            .iter()
            .flat_map(|line| values.iter().map(|v| line.replacen(&written, v, 1)))
            .take(MOST)
            .collect();
    }
    all
}

fn placeholder(line: &str) -> Option<String> {
    let open = line.find('{')?;
    let close = open + line[open..].find('}')?;
    Some(line[open + 1..close].to_owned())
}

fn values(name: &str, ground: &Ground<'_>) -> Vec<String> {
    let campaign = ground.campaign;
    let owned = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect();
    match name {
        "product" => ground.products(),
        "related" => plain(&campaign.product.related),
        "hs" => plain(&campaign.product.hs),
        "country" => owned(ground.country_name().into_iter().collect()),
        "city" => owned(ground.cities()),
        "tld" => ground
            .country
            .and_then(|c| c.tlds.first().cloned())
            .into_iter()
            .collect(),
        "buyer" => campaign.known.buyers.iter().flat_map(names).collect(),
        "competitor" => campaign.known.competitors.iter().flat_map(names).collect(),
        "name" => campaign.known.names.iter().flat_map(names).collect(),
        "word" => plain(&campaign.known.words),
        "site" => {
            let firms = campaign.known.buyers.iter();
            let firms = firms.chain(&campaign.known.competitors);
            firms.filter_map(|firm| firm.site.clone()).collect()
        }
        id => owned(ground.roles(id)),
    }
}

fn plain(list: &[String]) -> Vec<String> {
    let words = list.iter().map(|w| plain_words(w));
    words.filter(|w| !w.is_empty()).collect()
}

fn names(firm: &Firm) -> Vec<String> {
    plain(&[std::slice::from_ref(&firm.name), &firm.also].concat())
}

/// A filled line as a query in parts.
fn parse(line: &str, ground: &Ground<'_>) -> Query {
    let mut query = ground.query();
    if let Some(title) = line.trim().strip_prefix("allintitle:") {
        return query.in_title(&plain_words(title));
    }
    let mut words = Vec::new();
    for part in parts(line) {
        let bare = |text: &str| plain_words(text);
        if let Some(group) = part.strip_prefix('(').and_then(|p| p.strip_suffix(')')) {
            let any: Vec<String> = group.split(" OR ").map(bare).collect();
            query = query.any(&any.iter().map(String::as_str).collect::<Vec<_>>());
        } else if let Some(phrase) = part.strip_prefix('"') {
            query = match query.phrase {
                None => query.phrase(bare(phrase)),
                Some(_) => query.term(&format!("\"{}\"", bare(phrase))),
            };
        } else if let Some(site) = part.strip_prefix("-site:") {
            query = query.site(&format!("-{site}"));
        } else if let Some(site) = part.strip_prefix("site:") {
            query = query.site(site);
        } else if let Some(title) = part.strip_prefix("intitle:") {
            query = query.in_title(&bare(title));
        } else if let Some(word) = part.strip_prefix("inurl:") {
            query = query.in_url(&bare(word));
        } else if let Some(kind) = part.strip_prefix("filetype:") {
            query = query.filetype(kind);
        } else if let Some(not) = part.strip_prefix('-') {
            query.not.push(bare(not));
        } else {
            words.push(bare(&part));
        }
    }
    words.retain(|w| !w.is_empty());
    if !words.is_empty() {
        query.terms.insert(0, words.join(" "));
    }
    query.phrase = query.phrase.filter(|p| !p.is_empty());
    query
}

/// A line cut at its blanks, quotes and brackets kept whole.
fn parts(line: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let (mut now, mut quoted, mut grouped) = (String::new(), false, false);
    for c in line.chars() {
        match c {
            '"' if quoted => quoted = false,
            '"' => {
                quoted = true;
                now.push(c);
            }
            c if c.is_whitespace() && !quoted && !grouped => out.push(std::mem::take(&mut now)),
            c => {
                grouped = (grouped || c == '(') && c != ')';
                now.push(c);
            }
        }
    }
    out.push(now);
    out.retain(|part| !part.is_empty());
    out
}

/// Checks the campaign's own tactics.
///
/// # Errors
/// One without name or query, of a built-in one's name, or with a placeholder, pack, country or language that is none.
pub fn check(campaign: &Campaign) -> Result<(), CampaignError> {
    for (at, own) in campaign.tactic.iter().enumerate() {
        let fault =
            |key: &str, what: String| campaign.fault_at(&["tactic", &at.to_string(), key], what);
        if own.id.is_empty() || own.query.is_empty() {
            return Err(fault("id", "a tactic needs an id and a query".to_owned())
                .with_hint("id = \"showroom\", query = ['{product} showroom {city}']"));
        }
        if super::tactic(&own.id).is_some() {
            return Err(fault("id", format!("`{}` is a built-in tactic", own.id))
                .with_hint("give it a name of its own"));
        }
        let open = own
            .query
            .iter()
            .find(|q| q.matches('{').count() != q.matches('}').count());
        if let Some(query) = open {
            return Err(fault(
                "query",
                format!("`{query}` has a brace that stands alone"),
            ));
        }
        if let Some(unknown) = own
            .query
            .iter()
            .flat_map(|q| placeholders(q))
            .find(|p| !known(p))
        {
            let names = PLACEHOLDERS.iter().map(|(name, _)| *name);
            let hint = match nearest(&unknown, names.clone()) {
                Some(near) => format!("did you mean `{{{near}}}`?"),
                None => format!(
                    "known are {} and the ids of the trade's words (importer, price …)",
                    names.collect::<Vec<_>>().join(", ")
                ),
            };
            return Err(
                fault("query", format!("unknown placeholder `{{{unknown}}}`")).with_hint(hint),
            );
        }
        check_codes(own, fault)?;
    }
    Ok(())
}

fn check_codes(
    own: &OwnTactic,
    fault: impl Fn(&str, String) -> CampaignError,
) -> Result<(), CampaignError> {
    let unknown =
        |list: &[String], known: &dyn Fn(&str) -> bool| list.iter().find(|c| !known(c)).cloned();
    let is_pack = |id: &str| super::pack::packs().any(|(pack, _)| pack == id);
    for (key, found) in [
        (
            "languages",
            unknown(&own.languages, &|c| languages().iter().any(|l| l.code == c)),
        ),
        (
            "countries",
            unknown(&own.countries, &|c| countries().iter().any(|x| x.code == c)),
        ),
        ("packs_off", unknown(&own.packs_off, &is_pack)),
    ] {
        if let Some(found) = found {
            return Err(fault(
                key,
                format!("`{found}` is none of the {key} there are"),
            ));
        }
    }
    Ok(())
}

fn placeholders(line: &str) -> Vec<String> {
    line.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_owned()))
        .collect()
}

fn known(name: &str) -> bool {
    PLACEHOLDERS.iter().any(|(known, _)| *known == name)
        || !crate::market::words("en", name).is_empty()
}
