//! Where the words of the table stand in a text: whole words, give or take what a language puts before and behind them.

use super::words::{Automaton, Number, PLAIN, SHOP};

/// A word of so many bytes is short.
const SHORT: usize = 5;

/// A word of the table in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    pub(super) kind: &'static str,
    pub(super) number: Number,
    pub(super) at: (usize, usize),
}

pub(super) fn matches(
    automaton: &Automaton,
    text: &str,
    at_edge: bool,
) -> impl Iterator<Item = Match> {
    automaton.words.find_in(text).filter_map(move |found| {
        let (kind, number) = automaton.of[found.phrase];
        let at = (found.start, found.end);
        // A cart is a short word, and others begin with it ("carta").
        let short = kind == SHOP && at.1 - at.0 <= SHORT;
        let tail = if short { 1 } else { automaton.tail };
        let idle = kind == PLAIN || at_edge && kind != SHOP;
        if idle || !is_word(text, at, tail) || short && is_other_word(&text[at.1..]) {
            return None;
        }
        let many = matches!(number, Number::One | Number::Claim) && ends_in_s(&text[at.1..]);
        let number = if many { Number::Many } else { number };
        Some(Match { kind, number, at })
    })
}

/// Does a short word go on with a letter that makes another word of it?
fn is_other_word(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphabetic() && c != 's' && c != 'S')
}

/// A plural where the list has the singular.
fn ends_in_s(rest: &str) -> bool {
    rest.starts_with('s') && !rest[1..].starts_with(char::is_alphabetic)
}

/// A whole word, give or take the ending that its language puts to it; compounds may stand before it
/// (`Elektrogroßhandel`). Scripts without spaces have no borders to look at.
pub(super) fn is_word(text: &str, (start, end): (usize, usize), longest: usize) -> bool {
    let first = text[start..].chars().next().unwrap_or(' ');
    if !first.is_ascii() && (first as u32) >= 0x0E00 {
        return true;
    }
    let before = text[..start]
        .chars()
        .next_back()
        .is_none_or(|c| !c.is_alphanumeric() && c != '@' && c != '.' && c != '/');
    if !before_is_free(text, start) && in_address(text, (start, end)) {
        return false;
    }
    // Compounds are a habit of languages with Latin letters.
    let compound = first.is_lowercase() && end - start >= 8 && (first as u32) < 0x250;
    let rest = &text[end..];
    let tail = rest.find(|c: char| !c.is_alphabetic());
    let tail = &rest[..tail.unwrap_or(rest.len())];
    (before || compound) && tail.chars().count() <= longest && !STREETS.contains(&tail)
}

/// Endings that make a street of a word (`Fabrikstr. 5`).
const STREETS: &[&str] = &["str", "weg", "hof", "gasse", "ring"];

fn before_is_free(text: &str, start: usize) -> bool {
    let before = text[..start].chars().next_back();
    before.is_none_or(char::is_whitespace)
}

/// Inside an e-mail or web address (`info@elbe-import.example`), which names and does not say.
fn in_address(text: &str, (start, end): (usize, usize)) -> bool {
    let before = text[..start].rsplit(char::is_whitespace).next();
    let after = text[end..].split(char::is_whitespace).next();
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    let ending = after.split('.').nth(1).unwrap_or_default();
    before.contains(['@', '/'])
        || before.starts_with("www.")
        || ending.starts_with(|c: char| c.is_ascii_lowercase())
}
