//! Phrases looked for in the words of a text: by their first or their last word, so that most words cost one look.

use rustc_hash::FxHashMap;

use crate::text::fold;

/// A word of a text with its place and its folded form.
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    folded: String,
}

/// The words of a text, in order. Full stops, ampersands and apostrophes within a word are parts of it.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric()
            || matches!(c, '\'' | '’' | '.' | '&') && start.is_some()
            || is_mark(c);
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let end = from + text[from..at].trim_end_matches(['.', '\'', '’']).len();
                words.push(Word {
                    start: from,
                    end,
                    folded: fold(&text[from..end]).replace(['.', '\''], ""),
                });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Vowel signs of Indic scripts and Thai are no letters to the standard library.
fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x0900..=0x0E7F)
}

/// A list of phrases, as their folded words.
#[derive(Default)]
pub(super) struct Phrases {
    by_first: FxHashMap<String, Vec<Vec<String>>>,
    by_last: FxHashMap<String, Vec<Vec<String>>>,
}

impl Phrases {
    /// The phrases of a list.
    pub(super) fn of(list: &[String]) -> Self {
        let mut phrases: Vec<Vec<String>> = list.iter().map(|p| crate::text::words(p)).collect();
        phrases.sort_by_key(|p| std::cmp::Reverse(p.len()));
        let mut all = Self::default();
        for phrase in phrases {
            if let [first, ..] = phrase.as_slice()
                && let [.., last] = phrase.as_slice()
            {
                let with_last = all.by_last.entry(last.clone()).or_default();
                with_last.push(phrase.clone());
                let with_first = all.by_first.entry(first.clone()).or_default();
                with_first.push(phrase);
            }
        }
        all
    }

    /// How many words the phrases have that begin the words, longest first.
    pub(super) fn starting(&self, words: &[Word]) -> impl Iterator<Item = usize> {
        let first = words
            .first()
            .and_then(|word| self.by_first.get(&word.folded));
        let lengths = first.into_iter().flatten().map(move |phrase| {
            let begins = words.len() >= phrase.len()
                && words.iter().zip(phrase).all(|(w, p)| w.folded == *p);
            begins.then_some(phrase.len())
        });
        lengths.flatten()
    }

    /// How many words the phrases have that end the words, longest first.
    pub(super) fn ending(&self, words: &[Word]) -> impl Iterator<Item = usize> {
        let last = words.last().and_then(|word| self.by_last.get(&word.folded));
        let lengths = last.into_iter().flatten().map(move |phrase| {
            let ends = words.len() >= phrase.len()
                && words
                    .iter()
                    .rev()
                    .zip(phrase.iter().rev())
                    .all(|(w, p)| w.folded == *p);
            ends.then_some(phrase.len())
        });
        lengths.flatten()
    }

    /// Are these folded words one of the phrases?
    pub(super) fn has(&self, words: &[String]) -> bool {
        let first = words.first().and_then(|word| self.by_first.get(word));
        first.is_some_and(|phrases| phrases.iter().any(|phrase| phrase == words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_begin_and_end_a_text_with_whole_words_only() {
        let list = ["welcome to", "welcome", "web design by"].map(str::to_owned);
        let phrases = Phrases::of(&list);
        let starting = |text: &str| phrases.starting(&words(text)).collect::<Vec<_>>();
        let ending = |text: &str| phrases.ending(&words(text)).collect::<Vec<_>>();
        assert_eq!(starting("Welcome to Muster"), [2, 1]);
        assert_eq!(starting("Welcomes"), [0; 0]);
        assert_eq!(ending("Muster: web design by"), [3]);
        assert!(phrases.has(&["welcome".to_owned()]) && !phrases.has(&["to".to_owned()]));
    }
}
