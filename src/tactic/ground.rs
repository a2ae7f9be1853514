//! The ground a tactic works on: a campaign, one country, one language; and the words they give.

use crate::campaign::{Campaign, changed};
use crate::market::{Country, country, language, words_in};

use super::Query;
use super::phrase::arrange;
use super::regional::regional;

/// More names of a product than these bring repetitions rather than buyers.
const MOST_NAMES: usize = 4;
/// Synonyms of a role word used at most, singular and plural counted apart.
const MOST_SYNONYMS: usize = 2;
/// Words and letters of a product's name at most: engines stop reading there.
const MOST_WORDS: usize = 10;
const MOST_LETTERS: usize = 100;

/// A campaign seen in one country and one language.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// The country looked in, where one is named.
    pub country: Option<&'static Country>,
    /// Language of the words, ISO 639-1.
    pub language: &'static str,
    /// It is the first language of its country: queries without words of a language are made here only.
    pub first: bool,
}

impl<'a> Ground<'a> {
    /// Every country and language of a campaign, countries in its order, English first in each.
    pub fn all(campaign: &'a Campaign) -> Vec<Self> {
        let countries: Vec<Option<&'static Country>> = match campaign.market.countries.as_slice() {
            [] => vec![None],
            codes => codes.iter().filter_map(|c| country(c)).map(Some).collect(),
        };
        let on = |country: Option<&'static Country>| {
            let spoken = languages_of(campaign, country).into_iter().enumerate();
            spoken.map(move |(at, language)| Self {
                campaign,
                country,
                language,
                first: at == 0,
            })
        };
        countries.into_iter().flat_map(on).collect()
    }

    /// The product's names here, best first: the buyer's words, then those of the language, then the maker's. A name in
    /// Chinese is no name abroad; where nothing else is known there is none.
    pub fn products(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for name in self.given_names().into_iter().map(|n| plain_words(n)) {
            let there = self
                .country
                .filter(|_| self.language == "en")
                .and_then(|c| regional(&name, &c.code));
            for name in there.into_iter().chain([name]) {
                let folded = crate::text::fold(&name);
                if !name.is_empty() && !out.iter().any(|o| crate::text::fold(o) == folded) {
                    out.push(name);
                }
            }
        }
        out.truncate(MOST_NAMES);
        out
    }

    fn given_names(&self) -> Vec<&'a String> {
        let product = &self.campaign.product;
        let country = self.country.map(|c| c.code.as_str());
        let of = |language: &str| product.names_in(language, country);
        let own = of(self.language);
        let makers = std::iter::once(&product.name);
        let given: Vec<&String> = match (self.language, own.is_empty()) {
            ("en", _) => product
                .buyer_words
                .iter()
                .chain(own)
                .chain(makers)
                .collect(),
            (_, true) => product.buyer_words.iter().chain(makers).collect(),
            (_, false) => own.iter().collect(),
        };
        if self.language == "zh" || (self.language != "en" && !own.is_empty()) {
            return given;
        }
        let abroad: Vec<&String> = given.into_iter().filter(|n| !is_chinese(n)).collect();
        if abroad.is_empty() {
            of("en").iter().collect()
        } else {
            abroad
        }
    }

    /// The first of [`Self::products`]; a campaign always has one.
    pub fn product(&self) -> String {
        self.products().into_iter().next().unwrap_or_default()
    }

    /// Words of a role here, singular and plural in turn, then the inflected forms that people search with; empty where
    /// the language's table has none, or where the user switched the role off.
    pub fn roles(&self, id: &str) -> Vec<&'a str> {
        if self.campaign.packs.roles_off.iter().any(|off| off == id) {
            return Vec::new();
        }
        let plural = self.words(&format!("{id}_plural"));
        let singular = self.words(id);
        let mut out = Vec::new();
        for at in 0..MOST_SYNONYMS {
            for word in [plural.get(at), singular.get(at)].into_iter().flatten() {
                if !out.contains(word) {
                    out.push(*word);
                }
            }
        }
        for word in self.words(&format!("{id}_inflected")) {
            if !out.contains(&word) {
                out.push(word);
            }
        }
        out
    }

    /// The words of an id in the language as it is written here, with the user's own.
    pub fn words(&self, id: &str) -> Vec<&'a str> {
        let country = self.country.map(|c| c.code.as_str());
        changed(
            words_in(self.language, country, id),
            self.campaign.packs.words(self.language, id),
        )
    }

    /// The big cities of the country, with the user's own: in English for English, else as they are written there.
    pub fn cities(&self) -> Vec<&'a str> {
        let Some(country) = self.country else {
            return Vec::new();
        };
        let list = match self.language {
            "en" => country.cities_in_english(),
            _ => &country.cities,
        };
        let own = self.campaign.packs.cities.get(&country.code);
        changed(list, own.map_or(&[], Vec::as_slice))
    }

    /// The first word of an id in the language here.
    pub fn word(&self, id: &str) -> Option<&'a str> {
        self.words(id).first().copied()
    }

    /// Names of the country for this language: the English one for English, the country's own otherwise.
    pub fn country_name(&self) -> Option<&'static str> {
        let country = self.country?;
        if self.language == "en" {
            return Some(&country.name);
        }
        let at = country.languages.iter().position(|l| l == self.language)?;
        country
            .own
            .get(at)
            .or(country.own.first())
            .map(String::as_str)
    }

    /// A query of this ground, still without words.
    pub fn query(&self) -> Query {
        Query {
            country: self.country.map(|c| c.code.clone()),
            language: Some(self.language.to_owned()),
            ..Query::default()
        }
    }

    /// Product and role as a phrase, in the order of the language.
    pub fn phrases(&self, product: &str, role: &str) -> Vec<String> {
        arrange(self.language, product, role)
    }
}

fn languages_of(campaign: &Campaign, country: Option<&'static Country>) -> Vec<&'static str> {
    let wanted: Vec<&str> = match (campaign.market.languages.as_slice(), country) {
        ([], None) => vec!["en"],
        ([], Some(country)) => std::iter::once("en")
            .chain(country.languages.iter().map(String::as_str))
            .collect(),
        (given, _) => given.iter().map(String::as_str).collect(),
    };
    let mut out = Vec::new();
    for code in wanted
        .into_iter()
        .filter_map(|code| language(code))
        .map(|l| l.code.as_str())
    {
        if !out.contains(&code) {
            out.push(code);
        }
    }
    out
}

/// A name with Chinese characters and no kana: a word that no buyer abroad writes.
pub fn is_chinese(name: &str) -> bool {
    name.chars().any(|c| ('\u{3400}'..='\u{9FFF}').contains(&c))
        && !name.chars().any(|c| ('\u{3040}'..='\u{30FF}').contains(&c))
}

/// A name as plain words: nothing in it that an engine would take for an operator, and not too long.
pub fn plain_words(name: &str) -> String {
    let mut out = String::new();
    for word in name.split(|c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '"' | '“' | '”' | '(' | ')' | '|' | '<' | '>')
    }) {
        let word = word.trim_start_matches(['-', '+', '!', '~']);
        let word = match word {
            "OR" | "AND" | "NOT" => word.to_lowercase(),
            _ => word.replace(": ", " ").trim_end_matches(':').to_owned(),
        };
        let room = MOST_LETTERS.saturating_sub(out.chars().count() + 1);
        let full = out.split(' ').filter(|w| !w.is_empty()).count() >= MOST_WORDS;
        if !word.chars().any(char::is_alphanumeric)
            || full
            || (room < word.chars().count() && !out.is_empty())
        {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().take(room));
    }
    // A long word may have been cut behind a colon.
    out.truncate(out.trim_end_matches(':').len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_no_operators() {
        assert_eq!(
            plain_words("  \"LED\" -flood OR light: (new)"),
            "LED flood or light new"
        );
        assert_eq!(plain_words("6-inch pipe & fitting"), "6-inch pipe fitting");
        assert!(plain_words(&"word ".repeat(80)).split(' ').count() <= MOST_WORDS);
        let long = format!("{}:x", "a".repeat(MOST_LETTERS - 2));
        assert_eq!(plain_words(&long), "a".repeat(MOST_LETTERS - 2));
    }
}
