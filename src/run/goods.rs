//! The goods a product's names stand for: does a phrase name goods of the same kind?

use std::collections::BTreeSet;

use crate::campaign::Campaign;
use crate::text::{fold, words};

/// Languages in which what a thing is stands before what kind of it (`proyector LED`); elsewhere it stands last.
const HEAD_FIRST: &[&str] = &[
    "ar", "ca", "es", "fa", "fr", "he", "id", "it", "ms", "pt", "ro", "sq", "sw", "th", "vi",
];
/// Words after which a name says more about the thing and no longer what it is.
const BETWEEN: &[&str] = &[
    "for", "of", "with", "from", "fur", "mit", "von", "aus", "pour", "de", "du", "des", "avec",
    "en", "a", "para", "por", "con", "com", "di", "da", "per", "in", "voor", "van", "met", "for",
    "med", "av", "af", "till", "til", "do", "dla", "ze", "z", "pro", "s", "za", "для", "из", "с",
    "від", "з", "pentru", "cu", "din", "cho", "untuk", "dari",
];
/// Letters of the shortest word that may be a part of another one.
const LEAST: usize = 4;
/// Letters that inflection adds or changes at most.
const ENDING: usize = 3;

/// Words of a product's names: what the thing is, and what kind of it.
#[derive(Debug, Default)]
pub(super) struct Goods {
    heads: BTreeSet<String>,
    kinds: BTreeSet<String>,
}

impl Goods {
    /// Those of a campaign's product; related products are others.
    pub(super) fn of(campaign: &Campaign) -> Self {
        let product = &campaign.product;
        let mut goods = Self::default();
        for name in product.buyer_words.iter().chain([&product.name]) {
            goods.add("en", name);
        }
        for (tag, names) in &product.names {
            let language = tag.split('-').next().unwrap_or_default();
            for name in names {
                goods.add(language, name);
            }
        }
        goods
    }

    fn add(&mut self, language: &str, name: &str) {
        let parts = words(name);
        let is_between = |word: &String| BETWEEN.contains(&word.as_str());
        let until = parts.iter().skip(1).position(is_between);
        let before = &parts[..until.map_or(parts.len(), |at| at + 1)];
        let head = if HEAD_FIRST.contains(&language) {
            before.first()
        } else {
            before.last()
        };
        let says_something = |word: &&String| !is_between(word) && word.chars().count() > 1;
        self.kinds
            .extend(parts.iter().filter(says_something).cloned());
        self.heads.extend(head.filter(says_something).cloned());
    }

    /// Has a phrase what the thing is, or two of the words that say what kind?
    pub(super) fn include(&self, phrase: &str) -> bool {
        let parts = words(&fold(phrase));
        let is_of = |head: &String| parts.iter().any(|w| is_same(w, head) || ends_in(w, head));
        let kinds = self.kinds.iter();
        let shared = kinds.filter(|kind| parts.iter().any(|w| is_same(w, kind)));
        self.heads.iter().any(is_of) || shared.count() > 1
    }
}

/// One word in two forms: `light` and `lights`, `инвертор` and `инверторы`.
fn is_same(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let rest = |word: &str| word.chars().count() - common;
    a == b || (common >= LEAST && rest(a) <= ENDING && rest(b) <= ENDING)
}

/// Is one the end of the other, as in a compound: `floodlights` and `light`, `Hallenstrahler` and `Strahler`, `防水投光灯` and `投光灯`?
fn ends_in(word: &str, head: &str) -> bool {
    let (long, short) = if word.len() >= head.len() {
        (word, head)
    } else {
        (head, word)
    };
    let least = if short.is_ascii() { LEAST } else { 2 };
    let after = |at: usize| long[at + short.len()..].chars().count();
    short.chars().count() >= least
        && long
            .rfind(short)
            .is_some_and(|at| after(at) <= if is_of_signs(short) { 0 } else { ENDING })
}

/// Is it written in signs (Chinese, Japanese), which have no endings?
fn is_of_signs(word: &str) -> bool {
    word.chars()
        .any(|c| ('\u{3040}'..='\u{30FF}').contains(&c) || ('\u{3400}'..='\u{9FFF}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goods(names: &[(&str, &str)]) -> Goods {
        let mut goods = Goods::default();
        for (language, name) in names {
            goods.add(language, name);
        }
        goods
    }

    #[test]
    fn what_a_thing_is_stands_where_its_language_puts_it() {
        let names = [
            ("en", "LED flood light"),
            ("de", "LED-Fluter"),
            ("es", "proyector LED de exterior"),
            ("ru", "светодиодный прожектор"),
            ("zh", "投光灯"),
        ];
        let goods = goods(&names);
        for same in [
            "Floodlights",
            "stadium light",
            "Baufluter",
            "Proyectores solares",
            "прожекторы",
            "防水投光灯",
            "LED flood",
        ] {
            assert!(goods.include(same), "{same}");
        }
        for other in [
            "LED strips",
            "Lighthouse",
            "exterior doors",
            "светодиодные ленты",
            "台灯",
            "Garden furniture",
        ] {
            assert!(!goods.include(other), "{other}");
        }
    }

    #[test]
    fn what_follows_a_preposition_is_not_the_thing() {
        let goods = goods(&[("en", "mounting bracket for solar panels")]);
        assert!(goods.include("roof brackets"));
        assert!(!goods.include("panels"));
    }
}
