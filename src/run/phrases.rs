//! The customer's words: phrases that companies write in the titles of their pages, by how many of them do.

use std::collections::{BTreeMap, BTreeSet};

use crate::campaign::Campaign;
use crate::lead::Lead;
use crate::market::{QUERY_IDS, countries, languages};
use crate::tactic::Ground;
use crate::text::{fold, words};

use super::goods::Goods;

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

/// Phrases that fitting companies use in titles and that the campaign has not, commonest first: in a language of its
/// markets, and for the same goods as the product's names.
pub fn missing_phrases(leads: &[Lead], campaign: &Campaign, most: usize) -> Vec<Phrase> {
    let goods = Goods::of(campaign);
    let mut all = unknown_phrases(leads, campaign);
    all.retain(|phrase| goods.include(&phrase.text));
    all.truncate(most);
    all
}

/// The same in languages of the markets for which the campaign has no name to hold them against: they may be names of the
/// product, or of anything else these companies sell.
pub fn strange_phrases(leads: &[Lead], campaign: &Campaign, most: usize) -> Vec<Phrase> {
    let goods = Goods::of(campaign);
    let mut all = unknown_phrases(leads, campaign);
    let product = &campaign.product;
    let is_strange = |phrase: &Phrase| {
        let language = phrase.language.as_deref();
        language.is_some_and(|l| l != "en" && product.names_in(l, None).is_empty())
    };
    all.retain(|phrase| is_strange(phrase) && !goods.include(&phrase.text));
    all.truncate(most);
    all
}

/// What at least two fitting companies write in a language of the markets and the campaign has not.
fn unknown_phrases(leads: &[Lead], campaign: &Campaign) -> Vec<Phrase> {
    let product = &campaign.product;
    let names = product.buyer_words.iter().chain([&product.name]);
    let names = names
        .chain(product.names.values().flatten())
        .chain(&product.related);
    let known: BTreeSet<String> = names.map(|name| fold(name)).collect();
    let spoken: BTreeSet<&str> = Ground::all(campaign).iter().map(|g| g.language).collect();
    let is_spoken = |phrase: &Phrase| {
        let language = phrase.language.as_deref();
        language.is_none_or(|l| spoken.contains(l))
    };
    let mut all = shared_phrases(leads.iter().filter(|l| l.fit), 2);
    all.retain(|phrase| is_spoken(phrase) && !known.contains(&fold(&phrase.text)));
    all
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

    fn texts(phrases: &[Phrase]) -> Vec<&str> {
        phrases.iter().map(|p| p.text.as_str()).collect()
    }

    #[test]
    fn phrases_that_companies_share_and_the_campaign_lacks_are_listed() {
        let mut campaign = Campaign::of("LED flood light", &["DE"]).unwrap();
        let leads = [
            lead(&["Hallenstrahler - Muster GmbH", "Kontakt"], "de"),
            lead(&["Lux | Hallenstrahler | Über uns"], "de"),
            lead(&["LED floodlights, LED flood light"], "en"),
            lead(&["LED floodlights – Ray Ltd"], "en"),
            lead(&["Deutschland: Kontakt"], "de"),
        ];
        assert_eq!(
            texts(&missing_phrases(&leads, &campaign, 20)),
            ["LED floodlights"]
        );
        let strange = strange_phrases(&leads, &campaign, 20);
        assert_eq!(texts(&strange), ["Hallenstrahler"]);
        assert_eq!(strange[0].language.as_deref(), Some("de"));
        // Once there is a German name, it is held against that.
        let names = vec!["LED-Strahler".to_owned()];
        campaign.product.names.insert("de".to_owned(), names);
        assert_eq!(
            texts(&missing_phrases(&leads, &campaign, 20)),
            ["Hallenstrahler", "LED floodlights"]
        );
        assert!(strange_phrases(&leads, &campaign, 20).is_empty());
    }

    #[test]
    fn other_languages_and_other_goods_are_not_offered() {
        let campaign = Campaign::of("LED flood light", &["DE"]).unwrap();
        let two = |title: &str, language: &str| {
            let other = format!("{title} | B");
            [lead(&[title], language), lead(&[&other], language)]
        };
        let leads: Vec<Lead> = [
            two("Garden furniture", "en"),
            two("LED strips", "en"),
            two("LED light bars", "en"),
            two("Stadium lights", "en"),
            two("lights d'extérieur", "fr"),
        ]
        .into_iter()
        .flatten()
        .collect();
        let found = missing_phrases(&leads, &campaign, 20);
        assert_eq!(texts(&found), ["LED light bars", "Stadium lights"]);
    }
}
