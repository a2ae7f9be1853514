//! Wikidata as a dictionary of products: a word's senses, and a sense's names in other languages. Requests and answers
//! only; nothing is asked here. Interface: www.wikidata.org/w/api.php (wbsearchentities, wbgetentities); its data are CC0.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use thiserror::Error;
use url::Url;

/// Its address.
pub const WIKIDATA: &str = "https://www.wikidata.org/w/api.php";

/// Senses asked for.
const SENSES: &str = "7";

/// Its codes for a language where they differ from ours; the first that has names counts.
const CODES: &[(&str, &[&str])] = &[
    ("no", &["nb", "no", "nn"]),
    ("zh", &["zh-hans", "zh-cn", "zh"]),
    ("zh-hant", &["zh-hant", "zh-tw", "zh-hk"]),
    ("zh-TW", &["zh-tw", "zh-hant"]),
    ("zh-HK", &["zh-hk", "zh-hant"]),
    ("pt-BR", &["pt-br", "pt"]),
    ("sr", &["sr-el", "sr", "sr-ec"]),
    ("pt", &["pt", "pt-br"]),
    ("en", &["en", "en-gb"]),
];

/// One meaning of a word.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sense {
    /// Its item, `Q` and a number.
    pub id: String,
    /// Its name in the language of the word.
    pub label: String,
    /// What it is.
    pub description: String,
}

/// The names of a sense by language, the usual one first.
pub type Names = BTreeMap<String, Vec<String>>;

/// An answer that is none.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum NoAnswer {
    /// There is nothing in it.
    #[error("the dictionary's answer is empty")]
    Empty,
    /// It is no JSON of the expected form.
    #[error("the dictionary's answer is not what Wikidata answers: {0}")]
    Unreadable(String),
    /// The server is too busy for the moment, and says so in its answer.
    #[error("the dictionary is too busy: {0}")]
    Busy(String),
    /// The server says what is wrong.
    #[error("the dictionary says: {0}")]
    Refused(String),
}

/// The address that gives a word's senses.
pub fn senses_url(base: &Url, word: &str, language: &str) -> Url {
    let language = codes(language)[0].replace("zh-hans", "zh");
    with(
        base,
        &[
            ("action", "wbsearchentities"),
            ("search", word),
            ("language", &language),
            ("uselang", &language),
            ("type", "item"),
            ("limit", SENSES),
        ],
    )
}

/// The address that gives a sense's names, in every language: asked once, they are known for all.
pub fn names_url(base: &Url, sense: &str) -> Url {
    with(
        base,
        &[
            ("action", "wbgetentities"),
            ("ids", sense),
            ("props", "labels|aliases"),
        ],
    )
}

fn with(base: &Url, parameters: &[(&str, &str)]) -> Url {
    let mut url = base.clone();
    url.query_pairs_mut()
        .extend_pairs(parameters)
        .extend_pairs([("format", "json"), ("maxlag", "5")]);
    url
}

fn codes(language: &str) -> Vec<&str> {
    let known = CODES.iter().find(|(code, _)| *code == language);
    let base = language.split('-').next().unwrap_or(language);
    known.map_or_else(|| vec![base], |(_, codes)| codes.to_vec())
}

#[derive(Deserialize)]
struct Found {
    #[serde(default)]
    search: Vec<Sense>,
    error: Option<Refusal>,
}

#[derive(Deserialize)]
struct Refusal {
    #[serde(default)]
    code: String,
    #[serde(default)]
    info: String,
}

impl From<Refusal> for NoAnswer {
    fn from(refusal: Refusal) -> Self {
        let Refusal { code, info } = refusal;
        match code.as_str() {
            "maxlag" | "ratelimited" | "readonly" => Self::Busy(info),
            _ => Self::Refused(info),
        }
    }
}

#[derive(Deserialize)]
struct Entities {
    #[serde(default)]
    entities: BTreeMap<String, Entity>,
    error: Option<Refusal>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Entity {
    labels: BTreeMap<String, Value>,
    aliases: BTreeMap<String, Vec<Value>>,
}

#[derive(Deserialize)]
struct Value {
    value: String,
}

/// The senses in an answer.
///
/// # Errors
/// It is none.
pub fn read_senses(body: &[u8]) -> Result<Vec<Sense>, NoAnswer> {
    let found: Found = read(body)?;
    match found.error {
        Some(error) => Err(error.into()),
        None => Ok(found.search),
    }
}

/// The names in an answer, by our codes.
///
/// # Errors
/// It is none.
pub fn read_names(body: &[u8], languages: &[String]) -> Result<Names, NoAnswer> {
    let answer: Entities = read(body)?;
    if let Some(error) = answer.error {
        return Err(error.into());
    }
    let entity = answer.entities.into_values().next().unwrap_or_default();
    let of = |language: &String| {
        let names = codes(language)
            .into_iter()
            .map(|code| entity.names(code))
            .find(|names| !names.is_empty())?;
        Some((language.clone(), names))
    };
    Ok(languages.iter().filter_map(of).collect())
}

impl Entity {
    fn names(&self, code: &str) -> Vec<String> {
        let label = self.labels.get(code).into_iter();
        let aliases = self.aliases.get(code).into_iter().flatten();
        let mut out: Vec<String> = Vec::new();
        for name in label.chain(aliases).map(|v| crate::text::squeeze(&v.value)) {
            let folded = crate::text::fold(&name);
            if !name.is_empty() && !out.iter().any(|o| crate::text::fold(o) == folded) {
                out.push(name);
            }
        }
        out
    }
}

fn read<T: for<'a> Deserialize<'a>>(body: &[u8]) -> Result<T, NoAnswer> {
    if body.trim_ascii().is_empty() {
        return Err(NoAnswer::Empty);
    }
    serde_json::from_slice(body).map_err(|why| NoAnswer::Unreadable(why.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_as_the_interface_wants_them() {
        let base = Url::parse(WIKIDATA).unwrap();
        let url = senses_url(&base, "solar inverter", "en").to_string();
        assert!(
            url.contains("action=wbsearchentities&search=solar+inverter&language=en"),
            "{url}"
        );
        let url = names_url(&base, "Q1").to_string();
        assert!(
            url.contains("ids=Q1&props=labels%7Caliases&format=json"),
            "{url}"
        );
    }

    #[test]
    fn labels_come_before_aliases_and_nothing_twice() {
        let body = br#"{"entities":{"Q1":{"labels":{"de":{"language":"de","value":"Solarwechselrichter"},"nb":{"value":"solcelleomformer"}},
            "aliases":{"de":[{"value":"PV-Wechselrichter"},{"value":"solarwechselrichter"}]}}}}"#;
        let names = read_names(body, &["de".into(), "no".into(), "fr".into()]).unwrap();
        assert_eq!(names["de"], ["Solarwechselrichter", "PV-Wechselrichter"]);
        assert_eq!(names["no"], ["solcelleomformer"]);
        assert_eq!(names.len(), 2);
    }

    #[test]
    fn a_refusal_says_why() {
        let body =
            br#"{"error":{"code":"maxlag","info":"Waiting for 10.64.0.1: 6 seconds lagged"}}"#;
        assert!(matches!(read_senses(body), Err(NoAnswer::Busy(why)) if why.contains("lagged")));
        let body = br#"{"error":{"code":"badvalue","info":"Unrecognized value"}}"#;
        assert!(matches!(read_senses(body), Err(NoAnswer::Refused(why)) if why.contains("Unrec")));
        assert_eq!(read_senses(b" \n"), Err(NoAnswer::Empty));
        assert!(matches!(
            read_senses(b"<html>"),
            Err(NoAnswer::Unreadable(_))
        ));
    }
}
