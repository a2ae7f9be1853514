//! Templates: `{query}`, `{page}` and the others become text, escaped for where they stand.

use std::collections::BTreeMap;

use super::description::{Case, Engine, LanguageOf};
use crate::market::country;

/// A query in an engine's own words, with the market it looks in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Text that is sent.
    pub text: String,
    /// Country, alpha-2.
    pub country: Option<String>,
    /// Language of the words, ISO 639-1.
    pub language: Option<String>,
}

/// Values by name.
pub type Values = BTreeMap<&'static str, String>;

impl Engine {
    /// The values of every name but `{key}` for one page of a query.
    pub(super) fn values(&self, rendered: &Rendered, page: u32) -> Values {
        let market = &self.market;
        let (country, language) = (self.country_code(rendered), self.language_code(rendered));
        let region = match &rendered.country {
            Some(_) => market
                .region
                .replace("{country}", &country)
                .replace("{language}", &language),
            None => market.no_region.replace("{language}", &language),
        };
        let turn = page.saturating_sub(1);
        BTreeMap::from([
            ("url", self.url.trim_end_matches('/').to_owned()),
            ("query", rendered.text.clone()),
            (
                "page",
                (self.paging.first + turn * self.paging.step).to_string(),
            ),
            ("offset", (turn * self.paging.per_page).to_string()),
            ("country", country),
            ("language", language),
            ("region", region),
        ])
    }

    fn country_code(&self, rendered: &Rendered) -> String {
        let Some(code) = &rendered.country else {
            return self.market.no_country.clone();
        };
        let own = self
            .market
            .countries
            .iter()
            .find(|(iso, _)| iso.eq_ignore_ascii_case(code));
        match (own, self.market.case) {
            (Some((_, own)), _) => own.clone(),
            (None, Case::Upper) => code.to_uppercase(),
            (None, Case::Lower) => code.to_lowercase(),
        }
    }

    fn language_code(&self, rendered: &Rendered) -> String {
        let spoken = rendered
            .country
            .as_deref()
            .and_then(country)
            .map_or(&[][..], |c| c.languages.as_slice());
        // English is understood nearly everywhere; that makes it no language of the country's pages.
        let own = |query: &String| {
            spoken.contains(query) && (query != "en" || spoken.first() == Some(query))
        };
        let code = match (&rendered.language, self.market.language_of) {
            (Some(query), LanguageOf::Country) if !own(query) => spoken.first().unwrap_or(query),
            (Some(query), _) => query,
            (None, _) => match spoken.first() {
                Some(first) => first,
                None => return self.market.no_language.clone(),
            },
        };
        self.market.languages.get(code).unwrap_or(code).clone()
    }
}

/// The template with its values, each passed through `escape`.
pub fn fill(template: &str, values: &Values, escape: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let named = rest[open + 1..]
            .split_once('}')
            .and_then(|(name, after)| Some((name, values.get(name)?, after)));
        if let Some((name, value, after)) = named {
            out.push_str(&if name == "url" {
                value.clone()
            } else {
                escape(value)
            });
            rest = after;
        } else {
            out.push('{');
            rest = &rest[open + 1..];
        }
    }
    out.push_str(rest);
    out
}

/// Percent-encoding for a query parameter.
pub fn percent(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_are_filled_and_the_rest_is_left() {
        let values = Values::from([("query", "a b&c".to_owned())]);
        assert_eq!(
            fill("x={query}&y={other}", &values, percent),
            "x=a+b%26c&y={other}"
        );
        assert_eq!(fill("{query", &values, percent), "{query");
    }
}
