//! What a company's name says of its kind: "Muster Dachziegelwerke", "Baltic Bakery Supply", "上海蓝天国际贸易有限公司".

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lists::{Lists, by_words};
use crate::text::fold;

struct Table {
    /// Kinds by words, folded.
    kinds: HashMap<String, &'static str>,
    /// The longest of them, in letters.
    longest: usize,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let kinds = by_words(&file(), folded);
    Table {
        longest: kinds.keys().map(|k| k.chars().count()).max().unwrap_or(0),
        kinds,
    }
});

fn file() -> Lists {
    toml::from_str(include_str!("../data/company_kinds.toml")).expect("a test reads the table")
}

/// A word of a name, folded; the mark of an ending stays.
fn folded(word: &str) -> String {
    match word.strip_prefix('-') {
        Some(ending) => format!("-{}", fold(ending)),
        None => fold(word),
    }
}

/// The kind that a company's name says, by the last of its words that says one: a "Bakery Supply" supplies.
pub(super) fn called(company: &str) -> Option<&'static str> {
    let folded = fold(company);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    (0..words.len()).rev().find_map(|at| {
        let two = words.get(at..at + 2).map(|two| two.join(" "));
        two.and_then(|two| TABLE.kinds.get(two.as_str()))
            .or_else(|| TABLE.kinds.get(words[at]))
            .copied()
            .or_else(|| ending(words[at]))
            .or_else(|| within(words[at]))
    })
}

/// The kind that the end of a longer word says ("Dachziegelwerke").
fn ending(word: &str) -> Option<&'static str> {
    let starts = word.char_indices().skip(2).map(|(at, _)| at);
    let mut endings = starts.map(|at| format!("-{}", &word[at..]));
    endings.find_map(|ending| TABLE.kinds.get(&ending).copied())
}

/// The kind that a part of a name says in scripts without spaces.
fn within(word: &str) -> Option<&'static str> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    if !letters.iter().any(|(_, c)| is_wide(*c)) {
        return None;
    }
    (0..letters.len()).rev().find_map(|from| {
        let most = TABLE.longest.min(letters.len() - from);
        (2..=most).rev().find_map(|len| {
            let start = letters[from].0;
            let end = letters.get(from + len).map_or(word.len(), |(at, _)| *at);
            let part = &word[start..end];
            let kind = TABLE.kinds.get(part)?;
            part.starts_with(is_wide).then_some(*kind)
        })
    })
}

/// Letters of scripts that put no spaces between words.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0EFF | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xAC00..=0xD7AF)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::extract::role::lists::known;

    #[test]
    fn a_companys_name_may_say_what_it_is() {
        for (name, kind) in [
            ("Flow Valve Manufacturing Inc.", Some("manufacturer")),
            ("Muster Dachziegelwerke GmbH", Some("manufacturer")),
            ("下村精工株式会社", Some("manufacturer")),
            ("Hans Muster Maschinenbau GmbH", Some("manufacturer")),
            ("Muster Paper Mills Ltd", Some("manufacturer")),
            ("河北蓝天丝网制品有限公司", Some("manufacturer")),
            ("Muster Kereskedelmi Kft.", None),
            ("Baltic Bakery Supply Ltd", Some("distributor")),
            ("上海蓝天国际贸易有限公司", Some("importer")),
            ("Muster Industries Ltd", Some("manufacturer")),
            ("Azienda Agricola Muster", Some("manufacturer")),
            ("Muster İthalat A.Ş.", Some("importer")),
            ("Muster Vertriebs GmbH", Some("distributor")),
            ("Ferretería Muster", Some("retailer")),
            ("Аптека Мустер", Some("retailer")),
            ("Muster Mimarlık Ltd. Şti.", Some("service")),
            ("Stadtwerke Muster", Some("service")),
            ("Lindner Rechtsanwälte", Some("service")),
            ("Muster Bank for Real Estate", Some("service")),
            ("Hurtownia Muster Sp. z o.o.", Some("wholesaler")),
            ("شرکت بازرگانی موستر", Some("wholesaler")),
            ("Muster Impex SRL", Some("importer")),
            ("Muster Federācija un biedrība", Some("association")),
            ("Suministros para la Industria S.L.", None),
            ("Muster Shopping AB", None),
        ] {
            assert_eq!(called(name), kind, "{name}");
        }
    }

    #[test]
    fn a_word_of_a_name_says_one_kind() {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for (kind, words) in file() {
            assert!(known(&kind).is_some(), "{kind}");
            for word in words {
                let before = seen.insert(folded(&word), kind.clone());
                assert_eq!(before, None, "{word}");
            }
        }
    }
}
