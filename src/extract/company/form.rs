//! The table of legal forms (`data/legal_forms.toml`) and the words of a line that are one.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::text::{fold, fold_char};

/// Where a form stands by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Place {
    After,
    Before,
    Either,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    place: Place,
    #[serde(default)]
    case: bool,
    #[serde(default)]
    joined: bool,
    names: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    form: Vec<Group>,
}

/// The forms, by how they are matched.
pub(super) struct Table {
    /// Normal form of a spaced form (`sp z o o`) → where it stands.
    spaced: FxHashMap<String, Place>,
    /// Short forms that count only as written.
    cased: FxHashMap<String, Place>,
    /// First words of all spaced forms, normal form.
    firsts: FxHashSet<String>,
    /// First letters of the first words of all spaced forms, and which lengths they have in letters, a bit each.
    letters: FxHashMap<char, u32>,
    /// First two letters of the first words of all spaced forms, and of all cased ones.
    first_shapes: Shapes,
    cased_shapes: Shapes,
    longest: usize,
    /// Bytes of the longest of [`Table::cased`].
    longest_cased: usize,
    pub(super) joined: AhoCorasick,
    pub(super) joined_places: Vec<Place>,
}

/// The table, read on first use.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../data/legal_forms.toml")).expect("a test reads the table");
    let mut table = Table {
        spaced: FxHashMap::default(),
        cased: FxHashMap::default(),
        firsts: FxHashSet::default(),
        letters: FxHashMap::default(),
        first_shapes: Shapes::default(),
        cased_shapes: Shapes::default(),
        longest: 1,
        longest_cased: 0,
        joined: AhoCorasick::new::<_, &str>([]).expect("an empty automaton is small"),
        joined_places: Vec::new(),
    };
    let mut joined = Vec::new();
    for group in &file.form {
        for name in &group.names {
            if group.joined {
                joined.push(name.clone());
                table.joined_places.push(group.place);
            } else if group.case {
                table.longest_cased = table.longest_cased.max(name.len());
                table.cased_shapes.add(name);
                put(&mut table.cased, name.clone(), group.place);
            } else {
                let words: Vec<String> = name
                    .split_whitespace()
                    .map(normal)
                    .filter(|w| !w.is_empty())
                    .collect();
                table.longest = table.longest.max(words.len());
                let first = words[0].chars().next().unwrap_or_default();
                *table.letters.entry(first).or_default() |= length_bit(words[0].chars().count());
                table.first_shapes.add(&words[0]);
                table.firsts.insert(words[0].clone());
                put(&mut table.spaced, words.join(" "), group.place);
            }
        }
    }
    table.joined = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&joined)
        .expect("the table is small");
    table
});

fn length_bit(length: usize) -> u32 {
    1 << length.min(31)
}

/// Which lengths the words have that begin with two ASCII letters, a bit each: most words of a page have another.
struct Shapes(Vec<u32>);

impl Default for Shapes {
    fn default() -> Self {
        Self(vec![0; 27 * 27])
    }
}

impl Shapes {
    /// The place of two bytes; whatever is no letter has one place.
    fn place(first: u8, second: u8) -> usize {
        let letter = |byte: u8| {
            let at = usize::from(byte.to_ascii_lowercase().wrapping_sub(b'a'));
            at.min(26)
        };
        letter(first) * 27 + letter(second)
    }

    fn add(&mut self, word: &str) {
        if let [first, rest @ ..] = word.as_bytes() {
            let second = rest.first().copied().unwrap_or_default();
            self.0[Self::place(*first, second)] |= length_bit(word.len());
        }
    }

    /// May there be a word with these first bytes and of this length?
    fn has(&self, first: u8, second: u8, length: usize) -> bool {
        self.0[Self::place(first, second)] & length_bit(length) != 0
    }
}

/// A form that is in the table for both sides may stand on either.
fn put(forms: &mut FxHashMap<String, Place>, name: String, place: Place) {
    forms
        .entry(name)
        .and_modify(|known| {
            if *known != place {
                *known = Place::Either;
            }
        })
        .or_insert(place);
}

/// A word without dots, commas and case: `S.r.l.,` → `srl`.
fn normal(word: &str) -> String {
    fold(word).chars().filter(|c| is_kept(*c)).collect()
}

fn is_kept(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '&' | '/' | '(' | ')')
}

/// Can the word be the first of a form, as far as its first letters and its length say?
fn can_begin(word: &str) -> bool {
    if word.is_ascii() {
        let mut kept = word.bytes().filter(|b| is_kept(char::from(*b)));
        let Some(first) = kept.next() else {
            return false;
        };
        let second = kept.next();
        let length = 1 + usize::from(second.is_some()) + kept.count();
        return TABLE
            .first_shapes
            .has(first, second.unwrap_or_default(), length);
    }
    // Whatever does not fold to one letter may be anything.
    let mut kept = word
        .chars()
        .map(fold_char)
        .filter(|c| c.is_none_or(is_kept));
    let Some(first) = kept.next() else {
        return false;
    };
    let Some(lengths) = first.map(|first| TABLE.letters.get(&first)) else {
        return true;
    };
    let mut length = 1;
    lengths.is_some_and(|lengths| {
        kept.any(|c| {
            length += 1;
            c.is_none()
        }) || lengths & length_bit(length) != 0
    })
}

/// Words of a line as byte ranges, cut at spaces, quotes and separators.
pub(super) fn words(line: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices() {
        match (cuts(c), start) {
            (true, Some(from)) => {
                words.push((from, at));
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    words.extend(start.map(|from| (from, line.len())));
    words
}

fn cuts(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_whitespace() || matches!(c, '|' | '"' | ';' | '!' | '?' | '\u{b}')
    } else {
        c.is_whitespace() || matches!(c, '•' | '·' | '«' | '»' | '„' | '“' | '”' | '©')
    }
}

/// No first word of a legal form is longer, bytes.
const SHORT: usize = 64;

/// [`normal`] without a copy for plain words; `None` for words too long to be a form.
fn short_form<'a>(word: &str, buffer: &'a mut [u8; SHORT]) -> Option<&'a str> {
    let mut length = 0;
    if word.is_ascii() {
        for byte in word.bytes() {
            if is_kept(char::from(byte)) {
                *buffer.get_mut(length)? = byte.to_ascii_lowercase();
                length += 1;
            }
        }
    } else if word.len() > 2 * SHORT {
        // Running text of a script without spaces.
        return None;
    } else {
        let normal = normal(word);
        length = normal.len();
        buffer.get_mut(..length)?.copy_from_slice(normal.as_bytes());
    }
    std::str::from_utf8(&buffer[..length]).ok()
}

/// May a word be a form, or the first word of one? No is sure; what has more than letters and one sign behind them may.
fn may_be_form(word: &str) -> bool {
    let bytes = word.as_bytes();
    let letters = match bytes.split_last() {
        Some((b',' | b'.' | b':' | b';', letters)) => letters,
        _ => bytes,
    };
    let [first, rest @ ..] = letters else {
        return false;
    };
    if !letters
        .iter()
        .fold(true, |all, b| all & b.is_ascii_alphanumeric())
    {
        return true;
    }
    let second = rest.first().copied().unwrap_or_default();
    let is_cased = |length| TABLE.cased_shapes.has(*first, second, length);
    TABLE.first_shapes.has(*first, second, letters.len())
        || !first.is_ascii_lowercase() && (is_cased(letters.len()) || is_cased(bytes.len()))
}

/// The longest legal form that begins at a word: how many words, and its place.
pub(super) fn form_at(line: &str, words: &[(usize, usize)], at: usize) -> Option<(usize, Place)> {
    let table = &*TABLE;
    let raw = &line[words[at].0..words[at].1];
    if !may_be_form(raw) {
        return None;
    }
    let mut buffer = [0_u8; SHORT];
    let first = can_begin(raw)
        .then(|| short_form(raw, &mut buffer))
        .flatten();
    if let Some(first) = first.filter(|f| table.firsts.contains(*f)) {
        let mut key = String::new();
        let mut best = None;
        for (more, &(from, to)) in words[at..].iter().take(table.longest).enumerate() {
            if more > 0 {
                key.push(' ');
            }
            key.push_str(&normal(&line[from..to]));
            // `SARL au capital` is no `SARL AU`.
            let is_small = key.ends_with(" au") && line[from..to].starts_with('a');
            if let Some(place) = table.spaced.get(&key).filter(|_| !is_small) {
                best = Some((more + 1, *place));
            }
        }
        if best.is_some_and(|(length, _)| length > 1 || spelt(raw, first)) {
            return best;
        }
    }
    let bare = raw.trim_matches([',', ':', ')', '(', ';']);
    // All of them begin with a capital; a dot more may stand behind.
    if bare.len() > table.longest_cased + 1 || bare.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let cased = |bare: &str| {
        let (first, rest) = bare.as_bytes().split_first()?;
        let second = rest.first().copied().unwrap_or_default();
        let may_be = table.cased_shapes.has(*first, second, bare.len());
        may_be.then(|| table.cased.get(bare)).flatten()
    };
    cased(bare)
        .or_else(|| cased(bare.trim_end_matches('.')))
        .map(|place| (1, *place))
}

/// One-word forms that are also common words need a capital or dots.
fn spelt(raw: &str, first: &str) -> bool {
    let capital = raw.chars().any(char::is_uppercase);
    match first {
        "me" | "as" | "sa" | "ad" | "est" | "sc" | "ca" | "ae" | "oe" | "ee" | "sp" | "is"
        | "ks" | "vos" | "rt" | "bt" | "dd" | "pc" | "pcl" => raw.contains(['.', '/']),
        "company" | "corporation" | "limited" | "asc" | "ky" | "cic" | "gie" | "scop" | "epp"
        | "mei" | "eg" | "asa" | "sas" | "sia" => capital,
        // Words for shall, salt and baths.
        "doo" | "hf" | "ska" | "sal" | "spa" | "psa" | "sci" => capital || raw.contains('.'),
        _ => first.chars().count() > 1,
    }
}
