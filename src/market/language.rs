//! Languages and the trade's words in each.
//!
//! To add one: write `data/languages/CODE.toml` after the model of `en.toml` and name it in `FILES`.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

/// A language of business with the words that trade and its web pages use.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// ISO 639-1 code.
    pub code: String,
    /// English name.
    pub name: String,
    /// Chinese name.
    pub zh: String,
    /// Name in the language itself.
    pub own: String,
    /// ISO 15924 code of its script (`Latn`, `Cyrl`, `Hans` …).
    pub script: String,
    /// Word lists by id (`importer`, `contact`, `imprint` …), most usual first; singular forms under the id, plural
    /// ones under the id with `_plural` where the language has them. `label_…` holds the words that stand before a
    /// value (`Tel.`, `传真`), without colon; `…_slug` what addresses of such pages contain, percent-decoded.
    pub words: BTreeMap<String, Vec<String>>,
    /// Countries that write or say some words differently, by the ending that the ids of their lists have besides
    /// (`importer_hant`): alpha-2 codes.
    #[serde(default)]
    pub variants: BTreeMap<String, Vec<String>>,
}

macro_rules! files {
    ($($code:literal),+) => { &[$(include_str!(concat!("data/languages/", $code, ".toml"))),+] };
}

/// One file a language; the file's name is its code.
static FILES: &[&str] = files![
    "ar", "az", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he",
    "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "ko", "lt", "lv", "mk", "mn", "ms",
    "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "th", "tr", "uk", "ur",
    "uz", "vi", "zh"
];

/// Other codes for a language that has a file: old ones, and the written standards of one language.
const SAME: &[(&str, &str)] = &[
    ("nb", "no"),
    ("nn", "no"),
    ("iw", "he"),
    ("in", "id"),
    ("sh", "sr"),
    ("bs", "hr"),
    ("cmn", "zh"),
    ("yue", "zh"),
];

struct Table {
    languages: Vec<Language>,
    by_code: HashMap<String, usize>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let languages: Vec<Language> = FILES
        .iter()
        .map(|text| toml::from_str(text).expect("a test reads the table"))
        .collect();
    let mut by_code: HashMap<String, usize> = languages
        .iter()
        .enumerate()
        .map(|(at, l)| (l.code.clone(), at))
        .collect();
    for (other, code) in SAME {
        if let Some(at) = by_code.get(*code).copied() {
            by_code.insert((*other).to_owned(), at);
        }
    }
    Table { languages, by_code }
});

type ById = HashMap<&'static str, &'static [String]>;

static WORDS: LazyLock<Vec<ById>> = LazyLock::new(|| {
    let lists = |l: &'static Language| {
        l.words
            .iter()
            .map(|(id, words)| (id.as_str(), words.as_slice()))
            .collect()
    };
    TABLE.languages.iter().map(lists).collect()
});

/// All languages, by code.
pub fn languages() -> &'static [Language] {
    &TABLE.languages
}

fn place(code: &str) -> Option<usize> {
    let base = code.split(['-', '_']).next()?;
    let table = &TABLE.by_code;
    table
        .get(base)
        .or_else(|| table.get(&base.to_ascii_lowercase()))
        .copied()
}

/// The language of a code, in any case; a region or script (`pt-BR`, `zh_Hant`) is ignored, `nb` and `nn` are `no`.
pub fn language(code: &str) -> Option<&'static Language> {
    place(code).map(|at| &TABLE.languages[at])
}

/// The tag (BCP 47) that names in a language are kept under: its code, with the region where one is named (`pt-BR`), or
/// with the variant that the table knows (`zh-hant` for `zh-Hant`); other endings say nothing and go.
pub fn tag(given: &str) -> Option<String> {
    let language = language(given)?;
    let code = &language.code;
    let ending = given.split(['-', '_']).next_back().filter(|e| *e != given);
    let Some(ending) = ending else {
        return Some(code.clone());
    };
    let region = super::country(&ending.to_ascii_uppercase()).filter(|_| ending.len() == 2);
    if let Some(region) = region {
        return Some(format!("{code}-{}", region.code));
    }
    let ending = ending.to_ascii_lowercase();
    Some(match language.variants.get(&ending) {
        Some(_) => format!("{code}-{ending}"),
        None => code.clone(),
    })
}

/// The tags under which names of a language may be kept for a country (alpha-2), nearest first: the country's own, its
/// variant's, those of countries with the same variant, the language alone.
pub fn tags_in(code: &str, country: Option<&str>) -> Vec<String> {
    let mut out: Vec<String> = country.iter().map(|c| format!("{code}-{c}")).collect();
    let variants = language(code).map(|l| &l.variants);
    let has = |countries: &[String]| country.is_some_and(|c| countries.iter().any(|o| o == c));
    for (ending, countries) in variants.into_iter().flatten().filter(|(_, l)| has(l)) {
        out.push(format!("{code}-{ending}"));
        out.extend(countries.iter().map(|other| format!("{code}-{other}")));
    }
    out.push(code.to_owned());
    out
}

/// The words of one id in a language; empty where the language has none.
pub fn words(code: &str, id: &str) -> &'static [String] {
    place(code)
        .and_then(|at| WORDS[at].get(id).copied())
        .unwrap_or_default()
}

/// The words of one id in a language as a country (alpha-2) has them; those of the language where it has none of its own.
pub fn words_in(code: &str, country: Option<&str>, id: &str) -> &'static [String] {
    let variants = place(code).map(|at| &TABLE.languages[at].variants);
    let own = variants.into_iter().flatten().find(|(_, countries)| {
        country.is_some_and(|country| countries.iter().any(|c| c == country))
    });
    let list = own.map_or(&[][..], |(ending, _)| {
        words(code, &format!("{id}_{ending}"))
    });
    if list.is_empty() {
        words(code, id)
    } else {
        list
    }
}

/// An id without the ending of a country's variant.
#[cfg(test)]
fn plain_id<'a>(language: &Language, id: &'a str) -> &'a str {
    let mut endings = language.variants.keys();
    endings
        .find_map(|ending| id.strip_suffix(ending.as_str())?.strip_suffix('_'))
        .unwrap_or(id)
}

#[cfg(test)]
mod tests;
