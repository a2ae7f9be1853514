//! A rule: one thing that holds or does not, the points it gives, and the sentence that says it.

use super::facts::Facts;
use crate::market::country;

/// What a rule saw: the values its sentence names and the page that shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// Values of `{0}`, `{1}` …
    pub values: Vec<String>,
    /// Page that shows it.
    pub url: Option<String>,
}

/// One rule.
pub struct Rule {
    /// Id, stable: it stands in exports.
    pub id: &'static str,
    /// Points it gives; negative takes.
    pub points: i32,
    /// What it says, English; `{0}` is the first value.
    pub en: &'static str,
    /// What it says, Chinese.
    pub zh: &'static str,
    /// The company is no buyer at all where it holds.
    pub unfit: bool,
    pub(super) test: fn(&Facts) -> Option<Held>,
}

/// It holds; nothing is to be named.
pub(super) fn held(when: bool) -> Option<Held> {
    when.then(Held::default)
}

/// It holds, with a value and the page that shows it.
pub(super) fn shown(value: impl Into<String>, url: Option<String>) -> Held {
    Held {
        values: vec![value.into()],
        url,
    }
}

/// The sentence of a rule in a language.
pub(super) fn say(rule: &Rule, values: &[String], lang: &str) -> String {
    let zh = lang == "zh";
    let named = |code: &String| {
        country(code).map_or_else(
            || code.clone(),
            |c| if zh { c.zh.clone() } else { c.name.clone() },
        )
    };
    let values = values.iter().map(|v| {
        if rule.id.ends_with("_country") {
            named(v)
        } else {
            v.clone()
        }
    });
    let sentence = if zh { rule.zh } else { rule.en };
    values
        .enumerate()
        .fold(sentence.to_owned(), |text, (at, value)| {
            text.replace(&format!("{{{at}}}"), &value)
        })
}
