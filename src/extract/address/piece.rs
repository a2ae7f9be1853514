//! Lines cut into pieces at commas and the like, read forwards or backwards from a place.

use super::words;
use crate::extract::lines::Line;

/// A part of a line between two separators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// Its text, ends trimmed, never empty.
    pub(super) text: &'a str,
    /// Number of its line.
    pub(super) line: usize,
    /// A label (`Head office:`) stands right before it: nothing before belongs to the address.
    pub(super) opens: bool,
}

/// Lines that may lie above the postal code, and below it.
const LINES_BACK: usize = 6;
const LINES_ON: usize = 2;
/// A longer line is running text; only its end is looked at.
const WINDOW: usize = 240;

/// A place on the page: a line and a byte in it.
pub(super) type Spot = (usize, usize);

/// The pieces before a place, nearest first, not past `floor`.
pub(super) fn before<'a>(lines: &[Line<'a>], at: Spot, floor: Spot) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for line in (at.0.saturating_sub(LINES_BACK).max(floor.0)..=at.0).rev() {
        let text = lines[line].text;
        let from = if line == floor.0 { floor.1.min(text.len()) } else { 0 };
        let to = if line == at.0 { at.1 } else { text.len() };
        let text = text.get(from..to).map_or("", |t| tail(t, WINDOW));
        let mut found = cut(text, line);
        found.reverse();
        for piece in found {
            let (piece, opened) = unlabel(piece);
            pieces.extend(piece);
            if opened {
                return pieces;
            }
        }
    }
    pieces
}

/// The pieces after a place, in order.
pub(super) fn after<'a>(lines: &[Line<'a>], at: Spot) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for line in at.0..(at.0 + 1 + LINES_ON).min(lines.len()) {
        let text = if line == at.0 { &lines[line].text[at.1..] } else { lines[line].text };
        pieces.extend(cut(head(text, 100), line));
    }
    pieces
}

/// The last `most` bytes of a text, at a letter's border.
fn tail(text: &str, most: usize) -> &str {
    let from = text.len().saturating_sub(most);
    (from..=text.len()).find_map(|at| text.get(at..)).unwrap_or_default()
}

/// The first `most` bytes of a text, at a letter's border.
fn head(text: &str, most: usize) -> &str {
    let to = text.len().min(most);
    (0..=to).rev().find_map(|at| text.get(..at)).unwrap_or_default()
}

/// Takes a label off a piece; says whether there was one.
fn unlabel(piece: Piece<'_>) -> (Option<Piece<'_>>, bool) {
    let Some(at) = piece.text.rfind([':', '：']) else {
        return (Some(piece), words::is_label(piece.text));
    };
    let last = piece.text[..at].rsplit([' ', ',']).next().unwrap_or_default();
    if words::is_unit(last) || words::marks(&format!("{last} 1")).boxed {
        return (Some(piece), false);
    }
    let rest = piece.text[at..].trim_start_matches([':', '：']).trim();
    ((!rest.is_empty()).then_some(Piece { text: rest, opens: true, ..piece }), true)
}

/// Cuts a text at its separators.
pub(super) fn cut(text: &str, line: usize) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let width = separator(text, at, c);
        if width > 0 {
            push(&mut pieces, &text[start..at], line);
            start = at + width;
        }
    }
    push(&mut pieces, &text[start..], line);
    pieces
}

fn push<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a str, line: usize) {
    let text = text.trim().trim_matches(['-', '–', '—', '.', '"', '\u{201c}', '\u{201d}', '*', '[', ']', '>', '<']).trim();
    if !text.is_empty() {
        pieces.push(Piece { text, line, opens: false });
    }
}

/// Bytes of the separator at a place; none where there is none.
fn separator(text: &str, at: usize, c: char) -> usize {
    match c {
        ',' | ';' | '|' | '•' | '·' | '¦' | '●' | '▪' | '，' | '、' | '،' | '؛' | '\t' | '(' | ')' | '（' | '）' | '»' | '◆' | '■' | '。' => c.len_utf8(),
        '-' | '–' | '—' | '/' | '~' if text[..at].ends_with(' ') && text[at + c.len_utf8()..].starts_with(' ') && !between_digits(text, at, c) => c.len_utf8(),
        '.' if ends_sentence(text, at) => 1,
        _ => 0,
    }
}

/// `1 – 6 Yarmouth Place`
fn between_digits(text: &str, at: usize, c: char) -> bool {
    text[..at].trim_end().ends_with(|c: char| c.is_ascii_digit()) && text[at + c.len_utf8()..].trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// A full stop after a whole word, not after an abbreviation.
fn ends_sentence(text: &str, at: usize) -> bool {
    let rest = &text[at + 1..];
    let word = text[..at].rsplit(' ').next().unwrap_or_default();
    rest.starts_with(' ')
        && word.chars().count() >= 4
        && word.chars().all(|c| c.is_alphabetic())
        && !words::ends_street(word)
        && !words::is_unit(word)
        && !words::is_street_lead(word)
}
