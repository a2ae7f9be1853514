//! The number behind a label: its pieces put together, as far as they make one.

use super::check::{fits, has_prefix, holds, is_vat};
use super::table::{Form, Number};

/// Words between a label and its number.
const FILLERS: &[&str] = &[
    "nr",
    "no",
    "number",
    "nummer",
    "n",
    "id",
    "idnr",
    "reg",
    "gem",
    "gemass",
    "gemaess",
    "ustg",
    "§27a",
    "§",
    "a",
    "27",
    "27a",
    "umsatzsteuergesetz",
    "is",
    "code",
    "num",
    "numero",
    "eu",
    "ue",
    "identification",
    "intracommunautaire",
    "nro",
    "numarasi",
    "de",
    "paris",
    "lyon",
    "b",
    "art",
    "ident",
    "nº",
    "no.",
    "kodas",
    "kod",
    "kodas.",
    "numurs",
    "mva",
    "so",
];
/// Words and letters behind a label that are looked at.
const WORDS: usize = 8;
const REACH: usize = 90;
/// Letters that may stand before the digits in all.
const LETTERS: usize = 5;
/// What ends a number.
const STOPS: &[char] = &[',', ';', '|', '·', '•', '(', ')', '<', '>', '"', '+', '='];
/// What parts its pieces.
const GAPS: &[char] = &[' ', ':', '#', '\u{a0}', '\u{2009}', '\u{202f}'];

/// The value behind a label, if it is one of that scheme; `country` is the page's.
pub(super) fn value_behind(
    number: &Number,
    label: &str,
    rest: &str,
    country: Option<&str>,
) -> Option<String> {
    let pieces = pieces(number, rest);
    let first = pieces.iter().position(|p| p.digits > 0)?;
    // The longest that is one, with the letters before it or without.
    let starts = (first.saturating_sub(2)..=first).filter(|at| {
        let letters: usize = pieces[*at..first].iter().map(|p| p.text.len()).sum();
        letters <= LETTERS && (*at == first || number.form != Form::Digits)
    });
    for start in starts {
        for end in (first + 1..=pieces.len()).rev() {
            let window = &pieces[start..end];
            let digits = window.iter().map(|p| p.digits).sum();
            if !may_join(number, window) {
                continue;
            }
            let text: String = window.iter().map(|p| p.text.as_str()).collect();
            let value = named(number, label, text.to_uppercase());
            if valid(number, &value, digits, country) {
                return Some(value);
            }
        }
    }
    None
}

/// The second number of `ИНН/КПП 7728168971/772801001`: nine digits behind those of the first.
pub(super) fn second_behind(label: &str, rest: &str) -> Option<String> {
    if !(label.contains("инн") && label.ends_with("кпп")) {
        return None;
    }
    let rest = rest.trim_start_matches([':', ' ', '-']);
    let first = rest.bytes().take_while(u8::is_ascii_digit).count();
    let rest = rest[first..].trim_start_matches([' ', '/', ',', '\\']);
    let second = rest.bytes().take_while(u8::is_ascii_digit).count();
    (matches!(first, 10 | 12) && second == 9).then(|| rest[..second].to_owned())
}

/// With the letters that belong to it.
fn named(number: &Number, label: &str, value: String) -> String {
    let name = match (&number.named, number.form) {
        (Some(name), _) => name.clone(),
        (None, Form::Labelled) => label.trim_end_matches('-').to_uppercase(),
        (None, _) => return value,
    };
    match value.strip_prefix(name.as_str()) {
        Some(_) => value,
        None => format!("{name}{value}"),
    }
}

/// A piece of a number: letters and digits that nothing parts.
#[derive(Debug)]
struct Piece {
    text: String,
    digits: usize,
    /// A space stands before it.
    apart: bool,
}

/// Numbers of any length that nothing checks are written in one: what follows apart is something else.
fn may_join(number: &Number, window: &[Piece]) -> bool {
    let free = number.check.is_none();
    let numeric = window.iter().skip_while(|p| p.digits == 0).skip(1);
    let any_length = free && number.digits.0 != number.digits.1;
    !(any_length && numeric.into_iter().any(|p| p.apart))
}

/// The pieces behind a label up to what ends the number.
fn pieces(number: &Number, rest: &str) -> Vec<Piece> {
    let reach = rest
        .char_indices()
        .nth(REACH)
        .map_or(rest.len(), |(at, _)| at);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut digits = 0;
    let mut skipped = 0;
    let tokens: Vec<&str> = rest[..reach]
        .split_inclusive(STOPS)
        .flat_map(|t| t.split(GAPS))
        .filter(|t| !t.is_empty())
        .collect();
    for (at, token) in tokens.iter().enumerate() {
        let begun = digits > 0;
        let stops = token.ends_with(STOPS);
        let word = token.trim_end_matches(STOPS);
        let next = tokens.get(at + 1).copied().unwrap_or_default();
        let counts = begun || !is_filler(word, next, number);
        if !word.is_empty() && counts {
            let parts = parts_of(word, number, begun);
            if parts.is_empty() {
                skipped += 1;
                if begun || skipped > WORDS {
                    break;
                }
                // What stands between says nothing of the number behind it.
                pieces.clear();
            }
            for (i, mut part) in parts.into_iter().enumerate() {
                part.apart = i == 0;
                digits += part.digits;
                pieces.push(part);
            }
        }
        if digits > number.digits.1 || stops && digits > 0 {
            break;
        }
        if word.is_empty() && digits > 0 {
            break;
        }
    }
    pieces
}

fn is_filler(word: &str, next: &str, number: &Number) -> bool {
    let bare = word.trim_matches(['.', '-', '/', 'º', '°']);
    if bare.is_empty() {
        return true;
    }
    // `NO 923456789`, `DE 123456788`: the letters of a country.
    let country = number.check.as_deref() == Some("vat")
        && bare.len() == 2
        && has_prefix(&bare.to_uppercase())
        && next.starts_with(|c: char| c.is_ascii_digit());
    !country && FILLERS.contains(&bare)
}

/// The parts of a word that may belong to the number: cut before letters behind digits, and at strokes.
fn parts_of(word: &str, number: &Number, begun: bool) -> Vec<Piece> {
    let word = word.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let word = match number_sign(word) {
        Some(rest) => rest,
        None => word,
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/' | '\'');
    let end = word.find(|c: char| !plain(c)).unwrap_or(word.len());
    let (word, cut) = (&word[..end], end < word.len());
    let mut parts = Vec::new();
    for stretch in word.split('/') {
        let bare: String = stretch
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let mut from = 0;
        for (at, pair) in bare.as_bytes().windows(2).enumerate() {
            if pair[0].is_ascii_digit() && pair[1].is_ascii_alphabetic() {
                parts.push(piece(&bare[from..=at]));
                from = at + 1;
            }
        }
        if from < bare.len() {
            parts.push(piece(&bare[from..]));
        }
    }
    let digits: usize = parts.iter().map(|p| p.digits).sum();
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let fits = digits > 0
        || !cut && !begun && (1..=3).contains(&letters) && number.form != Form::Digits
        || !cut && begun && letters == 1 && number.form == Form::Mixed;
    if fits { parts } else { Vec::new() }
}

/// Behind `no`, `nr` that no space parts from the number.
fn number_sign(word: &str) -> Option<&str> {
    let rest = ["no", "nr", "n"]
        .iter()
        .find_map(|w| word.strip_prefix(w))?;
    let rest = rest.trim_start_matches(['.', 'º', '°', ':']);
    rest.starts_with(|c: char| c.is_ascii_digit())
        .then_some(rest)
}

fn piece(text: &str) -> Piece {
    Piece {
        text: text.to_owned(),
        digits: text.bytes().filter(u8::is_ascii_digit).count(),
        apart: false,
    }
}

/// Is it a number of that scheme as it stands?
pub(super) fn is_one(number: &Number, value: &str, country: Option<&str>) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    valid(number, value, digits, country)
}

fn valid(number: &Number, value: &str, digits: usize, country: Option<&str>) -> bool {
    let (least, most) = number.digits;
    let long = (least..=most).contains(&digits) && number.length.is_none_or(|l| value.len() == l);
    let formed = number.forms.is_empty() || number.forms.iter().any(|f| fits(f, value));
    let letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    let plain = match number.form {
        Form::Digits => letters == 0,
        Form::Prefixed => {
            letters <= 3 && value.bytes().rev().take(digits).all(|b| b.is_ascii_digit())
        }
        Form::Mixed | Form::Labelled => true,
    };
    let checked = || match number.check.as_deref() {
        Some("vat") => is_vat(value, country),
        Some(rule) => holds(rule, value),
        None => !is_placeholder(value),
    };
    long && formed && plain && checked()
}

/// `00000000`, `12345678`: what stands in for a number.
fn is_placeholder(value: &str) -> bool {
    let digits: Vec<u8> = value.bytes().filter(u8::is_ascii_digit).collect();
    let same = digits.len() > 3 && digits.iter().all(|d| *d == digits[0]);
    let counted = digits.len() > 7
        && digits
            .windows(2)
            .take(8)
            .all(|pair| (pair[1] + 10 - pair[0]) % 10 == 1);
    same || counted
}
