//! The words of a company's name that tell it from others: folded, in Latin letters, without its legal form.

use std::collections::HashSet;
use std::sync::LazyLock;

use deunicode::deunicode;
use serde::Deserialize;

use crate::text::fold;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    legal: Vec<String>,
    page: Vec<String>,
}

static NOISE: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("data/names.toml")).expect("a test reads the table");
    file.legal.into_iter().chain(file.page).collect()
});

/// The telling words of a name, in their order. A name that is all legal form keeps its words.
pub fn name_words(name: &str) -> Vec<String> {
    let latin = deunicode(&fold(name))
        .to_lowercase()
        .replace(['\'', '`'], "");
    let words = join_letters(
        latin
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty()),
    );
    let telling: Vec<String> = words
        .iter()
        .filter(|w| !NOISE.contains(w.as_str()))
        .cloned()
        .collect();
    if telling.is_empty() { words } else { telling }
}

/// Two spellings of one name have one key: the telling words, sorted.
pub fn name_key(name: &str) -> String {
    let mut words = name_words(name);
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// `g m b h` and `G.m.b.H.` are one word.
fn join_letters<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut spelled = false;
    for word in words {
        let single = word.len() == 1;
        match out.last_mut() {
            Some(last) if single && spelled => last.push_str(word),
            _ => out.push(word.to_owned()),
        }
        spelled = single;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        assert_eq!(
            name_key("Müller Lichttechnik G.m.b.H. & Co. KG"),
            "lichttechnik muller"
        );
        assert_eq!(name_key("MULLER LICHTTECHNIK"), "lichttechnik muller");
        assert_eq!(name_key("ООО «Свет»"), name_key("Svet OOO"));
        assert_eq!(name_key("Wrocław Light Sp. z o.o."), "light wroclaw");
    }

    #[test]
    fn a_name_that_is_all_legal_form_keeps_its_words() {
        assert_eq!(name_words("Company Limited"), ["company", "limited"]);
    }
}
