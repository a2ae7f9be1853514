//! The customer's words: phrases that companies write in the titles of their pages, by how many of them do.

use std::collections::{BTreeMap, BTreeSet};

use crate::campaign::Campaign;
use crate::lead::Lead;
use crate::market::{QUERY_IDS, countries, languages};
use crate::text::{fold, words};

/// Longest phrase, in words.
const MOST_WORDS: usize = 4;
/// Letters of the shortest phrase in a script of letters; one of signs says more with fewer.
const LEAST_LETTERS: usize = 4;

/// A phrase and how many companies use it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// As most of them write it.
    pub text: String,
    /// Language of most of their pages, ISO 639-1.
    pub language: Option<String>,
    /// Companies that use it.
    pub companies: usize,
}

/// Phrases that fitting companies use in titles and that the campaign has not, commonest first.
pub fn missing_phrases(leads: &[Lead], campaign: &Campaign, most: usize) -> Vec<Phrase> {
    let product = &campaign.product;
    let names = product.buyer_words.iter().chain([&product.name]);
    let names = names
        .chain(product.names.values().flatten())
        .chain(&product.related);
    let known: BTreeSet<String> = names.map(|name| fold(name)).collect();
    let stems: BTreeSet<String> = known
        .iter()
        .flat_map(|name| words(name))
        .filter(|w| w.len() > 2)
        .collect();
    let mut all = shared_phrases(leads.iter().filter(|l| l.fit), 2);
    all.retain(|phrase| {
        let folded = fold(&phrase.text);
        !known.contains(&folded) && (related(&folded, &stems) || is_strange(phrase, campaign))
    });
    all.truncate(most);
    all
}

/// Does a phrase share a word, or the beginning of one, with the product's names?
fn related(folded: &str, stems: &BTreeSet<String>) -> bool {
    words(folded).iter().any(|word| {
        let begins =
            |stem: &String| word.starts_with(stem.as_str()) || stem.starts_with(word.as_str());
        let within = |stem: &String| stem.chars().count() > 4 && word.contains(stem.as_str());
        stems.iter().any(|stem| begins(stem) || within(stem))
    })
}

/// Is it of a language in which the campaign has no name of the product to hold it against?
fn is_strange(phrase: &Phrase, campaign: &Campaign) -> bool {
    let language = phrase.language.as_deref();
    language.is_some_and(|l| l != "en" && !campaign.product.names.contains_key(l))
}

/// Phrases in the titles of companies that at least so many of them use, commonest first.
pub fn shared_phrases<'a>(leads: impl Iterator<Item = &'a Lead>, least: usize) -> Vec<Phrase> {
    let common = trade_words();
    let mut uses: BTreeMap<String, Uses> = BTreeMap::new();
    for lead in leads {
        let company = lead.findings.company.as_ref().map(|c| fold(&c.value));
        let mut of_lead: BTreeMap<String, String> = BTreeMap::new();
        for title in &lead.titles {
            for text in segments(title) {
                let folded = fold(&text);
                if is_phrase(&folded, &common) && !is_name(&folded, company.as_deref()) {
                    of_lead.entry(folded).or_insert(text);
                }
            }
        }
        for (folded, text) in of_lead {
            let uses = uses.entry(folded).or_default();
            *uses.spellings.entry(text).or_default() += 1;
            for language in lead.languages.iter().take(1) {
                *uses.languages.entry(language.clone()).or_default() += 1;
            }
            uses.companies += 1;
        }
    }
    let mut out: Vec<Phrase> = uses
        .into_values()
        .filter(|uses| uses.companies >= least)
        .map(Uses::phrase)
        .collect();
    out.sort_by(|a, b| {
        b.companies
            .cmp(&a.companies)
            .then_with(|| a.text.cmp(&b.text))
    });
    out
}

#[derive(Default)]
struct Uses {
    spellings: BTreeMap<String, usize>,
    languages: BTreeMap<String, usize>,
    companies: usize,
}

impl Uses {
    fn phrase(self) -> Phrase {
        let most = |counts: BTreeMap<String, usize>| {
            let best = counts.into_iter().rev().max_by_key(|(_, n)| *n);
            best.map(|(text, _)| text)
        };
        Phrase {
            text: most(self.spellings).unwrap_or_default(),
            language: most(self.languages),
            companies: self.companies,
        }
    }
}

/// A title cut at the signs that stand between its parts.
fn segments(title: &str) -> Vec<String> {
    title
        .split([
            '|', '–', '—', '·', '•', ':', ',', ';', '/', '»', '«', '>', '<', '、', '，', '｜', '&',
            '+', '(', ')',
        ])
        .flat_map(|part| part.split(" - "))
        .map(crate::text::squeeze)
        .filter(|part| !part.is_empty())
        .collect()
}

fn is_phrase(folded: &str, common: &BTreeSet<String>) -> bool {
    let parts = words(folded);
    let letters = folded.chars().filter(|c| c.is_alphabetic()).count();
    let least = if folded.is_ascii() { LEAST_LETTERS } else { 2 };
    (1..=MOST_WORDS).contains(&parts.len())
        && letters >= least
        && !common.contains(folded)
        && !parts.iter().all(|part| common.contains(part))
}

/// Is it a company's name, or a part of it?
fn is_name(folded: &str, company: Option<&str>) -> bool {
    company.is_some_and(|name| name.contains(folded) || folded.contains(name))
}

/// Words that stand in titles of every trade, and names of countries and cities.
fn trade_words() -> BTreeSet<String> {
    let ids = [
        "home", "team", "privacy", "terms", "news", "cart", "company", "shop",
    ];
    let wanted = |id: &str| {
        let base = id
            .trim_end_matches("_plural")
            .trim_end_matches("_inflected");
        ids.contains(&base) || QUERY_IDS.contains(&base)
    };
    let lists = languages().iter().flat_map(|l| &l.words);
    let lists = lists
        .filter(|(id, _)| wanted(id))
        .flat_map(|(_, list)| list);
    let places = countries().iter().flat_map(|c| {
        let names = c.own.iter().chain([&c.name, &c.zh]);
        names.chain(&c.cities).chain(&c.cities_en)
    });
    lists.chain(places).map(|word| fold(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(titles: &[&str], language: &str) -> Lead {
        serde_json::from_value(
            serde_json::json!({"id": titles[0], "titles": titles, "languages": [language]}),
        )
        .unwrap()
    }

    #[test]
    fn phrases_that_companies_share_and_the_campaign_lacks_are_listed() {
        let campaign = Campaign::of("LED flood light", &["DE"]).unwrap();
        let leads = [
            lead(&["Hallenstrahler - Muster GmbH", "Kontakt"], "de"),
            lead(&["Lux | Hallenstrahler | Über uns"], "de"),
            lead(&["LED floodlights, LED flood light"], "en"),
            lead(&["LED floodlights – Ray Ltd"], "en"),
            lead(&["Deutschland: Kontakt"], "de"),
        ];
        let found = missing_phrases(&leads, &campaign, 20);
        let texts: Vec<&str> = found.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(texts, ["Hallenstrahler", "LED floodlights"]);
        assert_eq!(found[0].language.as_deref(), Some("de"));
    }
}
