//! Company names in the form two spellings of one name share.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::text;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    legal: Vec<String>,
    generic: Vec<String>,
}

struct Table {
    legal: HashSet<String>,
    generic: HashSet<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("data/names.toml")).expect("a test reads the table");
    Table {
        legal: file.legal.into_iter().collect(),
        generic: file.generic.into_iter().collect(),
    }
});

/// Letters a name needs at least to tell a company from others.
const LEAST_LETTERS: usize = 5;
/// The same for scripts that write a word in one or two signs.
const LEAST_SIGNS: usize = 3;

/// The name folded, without its legal form, in one word; `None` where what is left is too short or so general that
/// another company could bear it too.
pub fn name_form(name: &str) -> Option<String> {
    let words = join_letters(&text::words(name));
    let telling: Vec<&str> = words
        .iter()
        .map(|w| bare(w))
        .filter(|w| !w.is_empty() && !TABLE.legal.contains(*w))
        .collect();
    let own = telling
        .iter()
        .any(|word| !TABLE.generic.contains(*word) && word.chars().any(char::is_alphabetic));
    let form = telling.concat();
    let signs = form
        .chars()
        .filter(|c| ('\u{2E80}'..='\u{D7AF}').contains(c))
        .count();
    (own && (form.chars().count() >= LEAST_LETTERS || signs >= LEAST_SIGNS)).then_some(form)
}

/// East Asian names are written without spaces: their legal form is taken off the ends.
fn bare(word: &str) -> &str {
    if word.is_ascii() {
        return word;
    }
    let mut word = word;
    let forms = || {
        TABLE.legal.iter().filter(|form| {
            !form.is_ascii()
                && ('\u{2E80}'..='\u{D7AF}').contains(&form.chars().next().unwrap_or(' '))
        })
    };
    while let Some(rest) = forms()
        .filter_map(|f| {
            word.strip_prefix(f.as_str())
                .or_else(|| word.strip_suffix(f.as_str()))
        })
        .min_by_key(|rest| rest.len())
    {
        word = rest;
    }
    word
}

/// Letters that stand alone are one word: `G.m.b.H.` is `gmbh`, `S. A.` is `sa`.
fn join_letters(words: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    let mut spelling = false;
    for word in words {
        let single = word.chars().count() == 1;
        match out.last_mut() {
            Some(last) if single && spelling => last.push_str(word),
            _ => out.push(word.clone()),
        }
        spelling = single;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_form() {
        for (a, b) in [
            ("Müller Leuchten G.m.b.H. & Co. KG", "MULLER LEUCHTEN"),
            ("Rexel S.A.", "Rexel"),
            ("Rexel, SA", "REXEL"),
            ("Acme-Lux Sp. z o.o.", "Acme Lux"),
            ("ООО «Светлый дом»", "СВЕТЛЫЙ ДОМ"),
            ("深圳市光明照明有限公司", "深圳市光明照明"),
            ("株式会社ヤマギワ", "ヤマギワ"),
            ("Smith and Sons Ltd", "Smith & Sons Limited"),
        ] {
            assert!(name_form(a).is_some(), "{a}");
            assert_eq!(name_form(a), name_form(b), "{a} / {b}");
        }
    }

    #[test]
    fn what_many_companies_could_be_called_is_no_name() {
        for name in [
            "",
            "GmbH",
            "General Trading LLC",
            "Import Export Company Ltd",
            "ABC",
            "Global Trade International",
            "2000 Ltd",
            "LED Lighting Co., Ltd.",
            "公司",
        ] {
            assert_eq!(name_form(name), None, "{name}");
        }
    }
}
