//! A rule: one thing that holds or does not, the points it gives, and the sentence that says it.

use super::facts::Facts;

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

/// The sentence of a rule by its id, with values, in a language; `None` for an id no rule has.
pub fn sentence(id: &str, values: &[String], lang: &str) -> Option<String> {
    let rule = super::rules::RULES
        .iter()
        .flat_map(|r| r.iter())
        .find(|r| r.id == id)?;
    Some(fill(if lang == "zh" { rule.zh } else { rule.en }, values))
}

pub(super) fn fill(sentence: &str, values: &[String]) -> String {
    values
        .iter()
        .enumerate()
        .fold(sentence.to_owned(), |text, (at, value)| {
            text.replace(&format!("{{{at}}}"), value)
        })
}
