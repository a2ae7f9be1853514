//! Texts of another language on pages that call themselves English.

use super::words::{Automaton, automaton};
use crate::extract::reading::Reading;
use crate::market::country;

/// What else is spoken in the country of a page that calls itself English: templates come with that word, and short texts
/// of another language do not contradict it.
pub(super) struct Foreign {
    languages: &'static [String],
}

impl Foreign {
    pub(super) fn of_page(reading: &Reading<'_>, language: Option<&str>) -> Self {
        let spoken = reading.country().and_then(country);
        let spoken = spoken.filter(|_| language == Some("en"));
        Self {
            languages: spoken.map_or(&[], |c| &c.languages),
        }
    }

    /// The words of the language a text is written in, where that is not English.
    pub(super) fn of(&self, text: &str) -> Option<&'static Automaton> {
        if self.languages.is_empty() || !is_foreign(text) {
            return None;
        }
        let others = self.languages.iter().filter(|l| *l != "en");
        let mut known = others.filter_map(|l| automaton(l));
        known.find(|a| a.words.find_in(text).next().is_some())
    }
}

/// Has a text many letters that English has not, or a small word of another language?
fn is_foreign(text: &str) -> bool {
    if !text.is_ascii() {
        let letters = text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic());
        return letters.count() * FOREIGN >= text.chars().count();
    }
    let small = |word: &str| SMALL.contains(&word);
    text.len() <= TITLE && text.split(' ').any(small)
}

/// One in so many letters is not English.
const FOREIGN: usize = 25;
/// A text of more bytes is no title.
const TITLE: usize = 200;
const SMALL: [&str; 16] = [
    "et", "des", "du", "les", "pour", "y", "del", "para", "und", "der", "mit", "van", "voor", "di",
    "per", "dan",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_another_language_is_told_from_english() {
        for text in [
            "Importateur et distributeur de pompes",
            "Výhradní distributor pro Českou republiku",
            "Официальный дистрибьютор насосов",
        ] {
            assert!(is_foreign(text), "{text}");
        }
        for text in [
            "Importer and distributor of pumps",
            "The café of the firm and more words",
        ] {
            assert!(!is_foreign(text), "{text}");
        }
    }
}
