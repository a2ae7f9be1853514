//! The ground a tactic works on: a campaign, one country, one language; and the words they give.

use crate::campaign::Campaign;
use crate::market::{Country, country, language, words};

use super::Query;
use super::phrase::arrange;

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

    /// The product's names here, best first: the buyer's words, then those of the language, then the maker's.
    pub fn products(&self) -> Vec<String> {
        let product = &self.campaign.product;
        let own = product
            .names
            .get(self.language)
            .map_or(&[][..], Vec::as_slice);
        let neutral = product
            .buyer_words
            .iter()
            .chain(std::iter::once(&product.name));
        let names: Vec<&String> = match (self.language, own.is_empty()) {
            ("en", _) => product
                .buyer_words
                .iter()
                .chain(own)
                .chain(std::iter::once(&product.name))
                .collect(),
            (_, true) => neutral.collect(),
            (_, false) => own.iter().collect(),
        };
        let mut out: Vec<String> = Vec::new();
        for name in names.into_iter().map(|n| plain_words(n)) {
            let folded = crate::text::fold(&name);
            if !name.is_empty() && !out.iter().any(|o| crate::text::fold(o) == folded) {
                out.push(name);
            }
        }
        out.truncate(MOST_NAMES);
        out
    }

    /// The first of [`Self::products`]; a campaign always has one.
    pub fn product(&self) -> String {
        self.products().into_iter().next().unwrap_or_default()
    }

    /// Words of a role here, singular and plural in turn; empty where the language's table has none.
    pub fn roles(&self, id: &str) -> Vec<&'static str> {
        let plural = words(self.language, &format!("{id}_plural"));
        let singular = words(self.language, id);
        let mut out = Vec::new();
        for at in 0..MOST_SYNONYMS {
            for word in [plural.get(at), singular.get(at)].into_iter().flatten() {
                if !out.contains(&word.as_str()) {
                    out.push(word);
                }
            }
        }
        out
    }

    /// The first word of an id in the language here.
    pub fn word(&self, id: &str) -> Option<&'static str> {
        words(self.language, id).first().map(String::as_str)
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
    }
}
