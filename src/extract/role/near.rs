//! The words around a place in a text, folded once and compared without being copied.

use crate::extract::phrase::Words as Set;
use crate::text::fold;

/// Words that are kept at most.
const MOST: usize = 9;

/// A few words of a text, folded, each parted from the next by one space.
pub(super) struct Near {
    text: String,
    /// Where each begins and ends.
    places: [(usize, usize); MOST],
    count: usize,
}

impl Near {
    /// The last few words of a text, within the sentence.
    pub(super) fn before(text: &str, few: usize) -> Self {
        Self::of(last_words(text, few.min(MOST)).iter().copied())
    }

    /// The two words behind a word, whose own ending comes first.
    pub(super) fn behind(rest: &str) -> Self {
        let apart = |c: char| c.is_whitespace() || matches!(c, '-' | '\'' | '’');
        let rest = if rest.starts_with(apart) {
            rest
        } else {
            let ending = rest.find(|c: char| !c.is_alphabetic());
            let rest = &rest[ending.unwrap_or(rest.len())..];
            if rest.starts_with(' ') { rest } else { "" }
        };
        let words = rest.split_whitespace().take(2);
        Self::of(words.map(|w| w.trim_matches(|c: char| !c.is_alphanumeric())))
    }

    fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut near = Self {
            text: String::new(),
            places: [(0, 0); MOST],
            count: 0,
        };
        for word in words.take(MOST) {
            if near.count > 0 {
                near.text.push(' ');
            }
            let start = near.text.len();
            if word.is_ascii() {
                near.text
                    .extend(word.chars().map(|c| c.to_ascii_lowercase()));
            } else {
                near.text.push_str(&fold(word));
            }
            near.places[near.count] = (start, near.text.len());
            near.count += 1;
        }
        near
    }

    /// The last of them, so many at most.
    pub(super) fn last(&self, few: usize) -> Words<'_> {
        Words {
            near: self,
            from: self.count.saturating_sub(few),
            to: self.count,
        }
    }

    /// Do they begin with one or two words of a list?
    pub(super) fn begin_with(&self, set: &Set) -> bool {
        let all = self.last(MOST);
        (1..=2.min(all.len())).any(|n| set.contains(all.row(0, n)))
    }
}

/// Some of these words, in a row.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    near: &'a Near,
    from: usize,
    to: usize,
}

impl<'a> Words<'a> {
    pub(super) fn len(self) -> usize {
        self.to - self.from
    }

    /// One of them.
    pub(super) fn word(self, at: usize) -> &'a str {
        self.row(at, 1)
    }

    /// Some of them with the spaces between; `count` is at least one.
    pub(super) fn row(self, at: usize, count: usize) -> &'a str {
        let (start, _) = self.near.places[self.from + at];
        let (_, end) = self.near.places[self.from + at + count - 1];
        &self.near.text[start..end]
    }

    /// All but the last few.
    pub(super) fn without_last(self, few: usize) -> Self {
        Self {
            to: self.to.saturating_sub(few).max(self.from),
            ..self
        }
    }

    /// Do they end with one or two words of a list?
    pub(super) fn end_with(self, set: &Set) -> bool {
        (1..=2.min(self.len())).any(|n| set.contains(self.row(self.len() - n, n)))
    }

    /// Does a list have one, two or three of them in a row?
    pub(super) fn have(self, set: &Set) -> bool {
        (1..=3.min(self.len()))
            .any(|n| (0..=self.len() - n).any(|at| set.contains(self.row(at, n))))
    }
}

/// The last few words of a text, within the sentence.
pub(super) fn last_words(text: &str, few: usize) -> Vec<&str> {
    let mut from = text.len().saturating_sub(160);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = &text[from..];
    let near = &near[sentence_start(near)..];
    let words: Vec<&str> = near
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
        .collect();
    words[words.len().saturating_sub(few)..].to_vec()
}

/// Where the last sentence of a text begins; the full stops of abbreviations (`U.S.`, `Co. Ltd.`) end none.
pub(super) fn sentence_start(text: &str) -> usize {
    let stops = |(at, c): (usize, char)| match c {
        '!' | '?' | '\n' | ':' | '|' => Some(at + 1),
        '.' => (!is_abbreviated(text, at)).then_some(at + 1),
        _ => None,
    };
    text.char_indices().rev().find_map(stops).unwrap_or(0)
}

/// Is a full stop inside a word, or behind a word so short that it is an abbreviation?
fn is_abbreviated(text: &str, at: usize) -> bool {
    if text[at + 1..].starts_with(|c: char| c.is_alphanumeric()) {
        return true;
    }
    let word = text[..at]
        .rsplit([' ', '\n', '.'])
        .next()
        .unwrap_or_default();
    let letters = word.chars().count();
    let short = letters == 1 && word.starts_with(char::is_alphabetic);
    short || ABBREVIATED.iter().any(|a| word.eq_ignore_ascii_case(a))
}

const ABBREVIATED: [&str; 14] = [
    "co", "corp", "inc", "ltd", "st", "dr", "mr", "mrs", "ca", "bzw", "approx", "incl", "inkl",
    "nr",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_before_a_place_are_those_of_its_sentence() {
        let near = Near::before("It is old. Muster GmbH is the U.S. Distributor-", 9);
        assert_eq!(near.text, "muster gmbh is the u.s distributor");
        let words = near.last(2);
        assert_eq!((words.len(), words.word(0)), (2, "u.s"));
        let set: Set = ["u.s distributor".to_owned()].into_iter().collect();
        assert!(words.end_with(&set) && near.last(9).have(&set));
        assert!(!words.without_last(1).end_with(&set));
    }

    #[test]
    fn the_words_behind_a_word_come_after_its_ending() {
        for (rest, words) in [
            ("s of valves", "of valves"),
            (" specialised in", "specialised in"),
            ("'s warranty", "s warranty"),
            ("ation. Next", ""),
            ("", ""),
        ] {
            assert_eq!(Near::behind(rest).text, words, "{rest}");
        }
    }
}
