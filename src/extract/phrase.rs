//! Words and phrases of a table, found where words begin: a few bytes tell most words of a page apart from them, so that a
//! text is walked once and hardly anything is compared.
//!
//! What is found is the longest phrase at a place, in any case of ASCII letters, and nothing overlaps. A place is the
//! beginning of a word, any letter of a script without spaces, and the middle of a long word for phrases that may be the
//! end of a compound (`Elektrogroßhandel`). Whether a word ends with the phrase is for the caller to ask.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::fold_char;

/// A phrase of so many bytes may end a compound.
const COMPOUND: usize = 8;
/// Bits of a filter.
const BITS: usize = 1 << 15;
/// Bytes that a filter looks at.
const HEAD: usize = 4;
/// Letters of a word's beginning.
const LETTERS: usize = 3;

/// A set of numbers that may say yes for one that is not in it.
struct Filter(Box<[u64]>);

impl Filter {
    fn of(keys: impl Iterator<Item = u32>) -> Self {
        let mut bits = vec![0; BITS / 64].into_boxed_slice();
        for key in keys {
            let at = place(key);
            bits[at / 64] |= 1 << (at % 64);
        }
        Self(bits)
    }

    fn has(&self, key: u32) -> bool {
        let at = place(key);
        self.0[at / 64] & (1 << (at % 64)) != 0
    }
}

fn place(key: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B1) >> 17) as usize % BITS
}

/// The first bytes of a text, ASCII letters small, as a number.
fn key(bytes: &[u8]) -> u32 {
    let head = match bytes {
        [a, b, c, d, ..] => [*a, *b, *c, *d],
        [a, b, c] => [*a, *b, *c, 0],
        [a, b] => [*a, *b, 0, 0],
        [a] => [*a, 0, 0, 0],
        [] => [0; HEAD],
    };
    u32::from_le_bytes(head) | 0x2020_2020
}

fn short_key(bytes: &[u8]) -> u32 {
    key(&bytes[..bytes.len().min(2)])
}

/// Phrases, built once.
pub(super) struct Phrases {
    spellings: Vec<Box<str>>,
    /// Where the numbers of the phrases that share their first bytes stand in `order`, longest first.
    heads: FxHashMap<u32, Range<u32>>,
    order: Vec<u32>,
    /// Phrases of fewer bytes than a filter looks at, longest first.
    short: FxHashMap<u32, Vec<u32>>,
    begins: Filter,
    begins_short: Filter,
    ends_compound: Filter,
    /// Bytes of a phrase that may end a compound.
    compound: usize,
}

/// Words, asked for often.
pub(super) type Words = FxHashSet<String>;

/// How folded words begin: most texts that are none of them are told apart by their first letters, without being folded.
pub(super) struct Beginnings(Filter);

impl Beginnings {
    /// Of words, folded.
    pub(super) fn new<'a>(folded: impl IntoIterator<Item = &'a str>) -> Self {
        let keys = folded.into_iter().filter_map(beginning);
        Self(Filter::of(keys))
    }

    /// May a text, its words parted by single spaces, be one of the words as a whole? No is sure.
    pub(super) fn may_have(&self, text: &str) -> bool {
        beginning(text).is_none_or(|key| self.0.has(key))
    }
}

/// The first letters of a text, folded, as a number; `None` where a letter does not fold to one.
fn beginning(text: &str) -> Option<u32> {
    let letters = text.trim_start().chars().take(LETTERS);
    letters.map(fold_char).try_fold(0, |key: u32, c| {
        Some(key.wrapping_mul(0x0100_0193) ^ u32::from(c?))
    })
}

/// A phrase in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// Its number, in the order in which the phrases were given.
    pub(super) phrase: usize,
    /// Its bytes in the text.
    pub(super) start: usize,
    /// The byte behind it.
    pub(super) end: usize,
}

impl Phrases {
    /// Phrases by their spellings; of two that are one the first is kept.
    pub(super) fn new<S: AsRef<str>>(spellings: impl IntoIterator<Item = S>) -> Self {
        Self::in_words(spellings, COMPOUND)
    }

    /// Phrases that are also found inside words, those of so many bytes and more.
    pub(super) fn in_words<S: AsRef<str>>(
        spellings: impl IntoIterator<Item = S>,
        compound: usize,
    ) -> Self {
        let spellings: Vec<Box<str>> = spellings.into_iter().map(|s| s.as_ref().into()).collect();
        let bytes = |at: u32| spellings[at as usize].as_bytes();
        let numbers = 0..u32::try_from(spellings.len()).expect("a table is small");
        let numbers = numbers.filter(|at| !bytes(*at).is_empty());
        let (mut shorter, mut order): (Vec<u32>, Vec<u32>) =
            numbers.partition(|at| bytes(*at).len() < HEAD);
        let longest_first = |at: &u32| std::cmp::Reverse(bytes(*at).len());
        shorter.sort_by_key(longest_first);
        order.sort_by_key(|at| (key(bytes(*at)), longest_first(at)));
        let mut heads: FxHashMap<u32, Range<u32>> = FxHashMap::default();
        for (place, at) in (0..).zip(&order) {
            let range = heads.entry(key(bytes(*at))).or_insert(place..place);
            range.end = place + 1;
        }
        let mut short: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for at in shorter {
            short.entry(short_key(bytes(at))).or_default().push(at);
        }
        let long = order.iter().filter(|at| bytes(**at).len() >= compound);
        Self {
            begins: Filter::of(heads.keys().copied()),
            begins_short: Filter::of(short.keys().copied()),
            ends_compound: Filter::of(long.map(|at| key(bytes(*at)))),
            heads,
            order,
            short,
            spellings,
            compound,
        }
    }

    /// How many they are.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.spellings.len()
    }

    /// Those of a text, from left to right.
    pub(super) fn find_in<'p, 't>(
        &'p self,
        text: &'t str,
    ) -> impl Iterator<Item = Hit> + use<'p, 't> {
        let mut walk = Walk {
            phrases: self,
            text,
            at: 0,
            word_end: 0,
        };
        std::iter::from_fn(move || walk.next())
    }

    /// The longest that stands right at the beginning of a text, and its bytes.
    pub(super) fn at_start(&self, text: &str) -> Option<(usize, usize)> {
        self.at(text.as_bytes())
    }

    fn at(&self, bytes: &[u8]) -> Option<(usize, usize)> {
        let (head, short) = (key(bytes), short_key(bytes));
        let long = || self.begins.has(head).then(|| self.heads.get(&head))?;
        let long = long().and_then(|range| {
            let numbers = &self.order[range.start as usize..range.end as usize];
            self.first_of(numbers, bytes)
        });
        long.or_else(|| {
            let may = self.begins_short.has(short);
            self.first_of(may.then(|| self.short.get(&short))??, bytes)
        })
    }

    /// The first of the phrases with these numbers that a text begins with, and its bytes.
    fn first_of(&self, numbers: &[u32], bytes: &[u8]) -> Option<(usize, usize)> {
        numbers.iter().find_map(|at| {
            let phrase = self.spellings[*at as usize].as_bytes();
            let head = bytes.get(..phrase.len())?;
            let same = head.eq_ignore_ascii_case(phrase);
            same.then_some((*at as usize, phrase.len()))
        })
    }
}

/// A walk over a text.
struct Walk<'p, 't> {
    phrases: &'p Phrases,
    text: &'t str,
    at: usize,
    /// The end of the word that `at` stands in; not behind `at` where it stands in none.
    word_end: usize,
}

impl Walk<'_, '_> {
    fn next(&mut self) -> Option<Hit> {
        let bytes = self.text.as_bytes();
        loop {
            if self.at < self.word_end {
                if let Some(hit) = self.in_compound() {
                    return Some(hit);
                }
                self.at = self.word_end;
            }
            let byte = *bytes.get(self.at)?;
            if byte.is_ascii() && !IN_WORD[usize::from(byte)] {
                self.at += 1;
                continue;
            }
            let start = self.at;
            self.enter(byte);
            if let Some((phrase, length)) = self.phrases.at(&bytes[start..]) {
                return Some(self.hit(phrase, start, length));
            }
        }
    }

    /// Steps behind the first letter of a word, or over what is none, and finds the word's end.
    fn enter(&mut self, byte: u8) {
        if byte.is_ascii() {
            self.at += 1;
        } else {
            let letter = self.text[self.at..].chars().next().unwrap_or(' ');
            self.at += letter.len_utf8();
            if is_wide(letter) || !letter.is_alphanumeric() {
                return;
            }
        }
        self.word_end = end_of_word(self.text, self.at);
    }

    /// A phrase in the rest of a word.
    fn in_compound(&mut self) -> Option<Hit> {
        let bytes = self.text.as_bytes();
        let compound = self.phrases.compound;
        while self.at + compound <= self.word_end {
            let at = self.at;
            let may = self.phrases.ends_compound.has(key(&bytes[at..]));
            if may
                && self.text.is_char_boundary(at)
                && let Some((phrase, length)) = self.phrases.at(&bytes[at..])
                && length >= compound
            {
                return Some(self.hit(phrase, at, length));
            }
            self.at += 1;
        }
        None
    }

    fn hit(&mut self, phrase: usize, start: usize, length: usize) -> Hit {
        let end = start + length;
        self.at = end;
        let inside = self.text[..end]
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() && !is_wide(c));
        self.word_end = if inside {
            end_of_word(self.text, end)
        } else {
            end
        };
        Hit { phrase, start, end }
    }
}

fn end_of_word(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        if IN_WORD[usize::from(*byte)] {
            at += 1;
        } else if byte.is_ascii() {
            break;
        } else {
            let letter = text[at..].chars().next().unwrap_or(' ');
            if is_wide(letter) || !letter.is_alphanumeric() {
                break;
            }
            at += letter.len_utf8();
        }
    }
    at
}

/// The ASCII letters and digits.
const IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0_u8;
    while at < 128 {
        table[at as usize] = at.is_ascii_alphanumeric();
        at += 1;
    }
    table
};

/// Letters of scripts that put no spaces between words; a word may begin at any of them.
fn is_wide(letter: char) -> bool {
    u32::from(letter) >= 0x0E00 && !matches!(u32::from(letter), 0x1E00..=0x1FFF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;
    use proptest::prelude::*;

    fn found<'a>(phrases: &[&str], text: &'a str) -> Vec<&'a str> {
        let phrases = Phrases::new(phrases);
        let hits = phrases.find_in(text);
        hits.map(|h| &text[h.start..h.end]).collect()
    }

    #[test]
    fn the_longest_phrase_is_found_where_a_word_begins() {
        let list = ["import", "importer", "we import", "vd", "опт"];
        assert_eq!(found(&list, "An Importer of tiles"), ["Importer"]);
        assert_eq!(found(&list, "Here WE IMPORT: VD"), ["WE IMPORT", "VD"]);
        assert_eq!(found(&list, "reimport, important"), ["import"]);
        assert_eq!(found(&list, "опт и розница"), ["опт"]);
    }

    #[test]
    fn a_compound_ends_with_a_long_phrase_and_scripts_without_spaces_have_one_anywhere() {
        let list = ["großhandel", "handel", "批发", "代理店"];
        assert_eq!(found(&list, "Ihr Elektrogroßhandel"), ["großhandel"]);
        assert_eq!(found(&list, "Buchhandel"), Vec::<&str>::new());
        assert_eq!(found(&list, "办公用品批发和LED批发"), ["批发", "批发"]);
        assert_eq!(found(&list, "正規代理店"), ["代理店"]);
    }

    #[test]
    fn of_two_spellings_of_one_the_first_is_kept() {
        let phrases = Phrases::new(["Owner", "owner", "own"]);
        let hit = phrases.find_in("the OWNER").next().unwrap();
        assert_eq!((hit.phrase, hit.start, hit.end), (0, 4, 9));
        assert_eq!(phrases.len(), 3);
        assert_eq!(phrases.at_start("own goal"), Some((2, 3)));
    }

    #[test]
    fn a_text_that_begins_like_no_word_is_none() {
        let list = Beginnings::new(["kontakt", "uber uns", "pr"]);
        for text in ["Kontakt", "Über uns", "KONTAKTE", "ß", "PR"] {
            assert!(list.may_have(text), "{text}");
        }
        for text in ["Impressum", "Über", "Presse", "联系我们"] {
            assert_eq!(list.may_have(text), text == "Über", "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_folds_to_a_word_may_be_it(text in "[A-Za-zÄÖÜäöüßéı]{1,4}( [A-Za-zÄÖß]{1,4}){0,2}") {
            let folded = fold(&text);
            prop_assert!(Beginnings::new([folded.as_str()]).may_have(&text));
        }

        #[test]
        fn hits_are_phrases_and_do_not_overlap(text in "[ab ßд批A-]{0,40}") {
            let list = ["a", "ab", "aba", "abab", "abababab", "ßa", "д", "批a", "a b"];
            let phrases = Phrases::new(list);
            let mut last = 0;
            for hit in phrases.find_in(&text) {
                prop_assert!(hit.start >= last && hit.end > hit.start);
                prop_assert!(text[hit.start..hit.end].eq_ignore_ascii_case(list[hit.phrase]));
                last = hit.end;
            }
        }
    }
}
