//! Lines cut into pieces at commas and the like, read forwards or backwards from a place.

use std::cell::{OnceCell, RefCell};

use rustc_hash::FxHashMap;

use super::words::{self, Marks};
use crate::extract::lines::Line;

/// A part of a line between two separators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// Its text, ends trimmed, never empty.
    pub(super) text: &'a str,
    /// What its words say.
    pub(super) marks: Marks,
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
/// Bytes of a line that are looked at behind a code.
const HEAD: usize = 100;

/// A place on the page: a line and a byte in it.
pub(super) type Spot = (usize, usize);

impl<'a> Piece<'a> {
    /// A part of the piece, with marks of its own.
    pub(super) fn with(self, text: &'a str) -> Self {
        if text.len() == self.text.len() {
            return self;
        }
        Self {
            text,
            marks: words::marks(text),
            ..self
        }
    }
}

/// The lines of a page, each cut into its pieces once, when it is first looked at.
pub(super) struct Sheet<'a> {
    lines: &'a [Line<'a>],
    cuts: Vec<OnceCell<Cut<'a>>>,
    /// The marks of pieces by their place in memory: around every code of a line most pieces are the same again.
    marks: RefCell<FxHashMap<(usize, usize), Marks>>,
}

/// A whole line in pieces: as it runs, and as it is read backwards.
#[derive(Default)]
struct Cut<'a> {
    forwards: Vec<Piece<'a>>,
    backwards: Backwards<'a>,
}

/// Pieces read backwards until a label opens them.
#[derive(Default)]
struct Backwards<'a> {
    pieces: Vec<Piece<'a>>,
    opened: bool,
}

impl<'a> Sheet<'a> {
    /// Nothing is cut yet.
    pub(super) fn new(lines: &'a [Line<'a>]) -> Self {
        Self {
            lines,
            cuts: lines.iter().map(|_| OnceCell::new()).collect(),
            marks: RefCell::default(),
        }
    }

    /// The lines.
    pub(super) fn lines(&self) -> &'a [Line<'a>] {
        self.lines
    }

    fn cut(&self, line: usize) -> &Cut<'a> {
        self.cuts[line].get_or_init(|| {
            let forwards = self.cut_text(tail(self.lines[line].text, WINDOW), line);
            let backwards = backwards(&forwards);
            Cut {
                forwards,
                backwards,
            }
        })
    }

    /// Cuts a text of a line at its separators.
    fn cut_text(&self, text: &'a str, line: usize) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        let mut start = 0;
        for (at, c) in text.char_indices() {
            let width = separator(text, at, c);
            if width > 0 {
                pieces.extend(self.piece(&text[start..at], line));
                start = at + width;
            }
        }
        pieces.extend(self.piece(&text[start..], line));
        pieces
    }

    fn piece(&self, text: &'a str, line: usize) -> Option<Piece<'a>> {
        let text = bare(text)?;
        let marks = *self
            .marks
            .borrow_mut()
            .entry((text.as_ptr() as usize, text.len()))
            .or_insert_with(|| words::marks(text));
        Some(Piece {
            text,
            marks,
            line,
            opens: false,
        })
    }

    /// The pieces of a line that is not longer than [`WINDOW`], in order.
    pub(super) fn pieces(&self, line: usize) -> &[Piece<'a>] {
        &self.cut(line).forwards
    }

    /// The pieces before a place, nearest first, not past `floor`.
    pub(super) fn before(&self, at: Spot, floor: Spot) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        for line in (at.0.saturating_sub(LINES_BACK).max(floor.0)..=at.0).rev() {
            let text = self.lines[line].text;
            let from = if line == floor.0 { floor.1 } else { 0 };
            let opened = if line < at.0 && from == 0 {
                let known = &self.cut(line).backwards;
                pieces.extend_from_slice(&known.pieces);
                known.opened
            } else {
                let to = if line == at.0 { at.1 } else { text.len() };
                let part = text.get(from.min(text.len())..to).unwrap_or_default();
                let part = backwards(&self.cut_text(tail(part, WINDOW), line));
                pieces.extend(part.pieces);
                part.opened
            };
            if opened {
                break;
            }
        }
        pieces
    }

    /// The pieces after a place, in order.
    pub(super) fn after(&self, at: Spot) -> Vec<Piece<'a>> {
        let mut pieces = self.cut_text(head(&self.lines[at.0].text[at.1..], HEAD), at.0);
        for (line, found) in self.lines.iter().enumerate().skip(at.0 + 1).take(LINES_ON) {
            if found.text.len() <= HEAD {
                pieces.extend_from_slice(self.pieces(line));
            } else {
                pieces.extend(self.cut_text(head(found.text, HEAD), line));
            }
        }
        pieces
    }
}

fn backwards<'a>(forwards: &[Piece<'a>]) -> Backwards<'a> {
    let mut found = Backwards::default();
    for &piece in forwards.iter().rev() {
        let (piece, opened) = unlabel(piece);
        found.pieces.extend(piece);
        if opened {
            found.opened = true;
            break;
        }
    }
    found
}

/// The last `most` bytes of a text, at a letter's border.
fn tail(text: &str, most: usize) -> &str {
    let from = text.len().saturating_sub(most);
    (from..=text.len())
        .find_map(|at| text.get(at..))
        .unwrap_or_default()
}

/// The first `most` bytes of a text, at a letter's border.
fn head(text: &str, most: usize) -> &str {
    let to = text.len().min(most);
    (0..=to)
        .rev()
        .find_map(|at| text.get(..at))
        .unwrap_or_default()
}

/// Takes a label off a piece; says whether there was one.
fn unlabel(piece: Piece<'_>) -> (Option<Piece<'_>>, bool) {
    let Some(at) = piece.text.rfind([':', '：']) else {
        return (Some(piece), words::is_label(piece.text));
    };
    let last = piece.text[..at]
        .rsplit([' ', ','])
        .next()
        .unwrap_or_default();
    if words::is_unit(last) || words::is_box(last) {
        return (Some(piece), false);
    }
    let rest = piece.text[at..].trim_start_matches([':', '：']).trim();
    (
        (!rest.is_empty()).then(|| Piece {
            opens: true,
            ..piece.with(rest)
        }),
        true,
    )
}

/// A text without the signs around it; nothing where nothing is left, or only a link to a map.
fn bare(text: &str) -> Option<&str> {
    let text = text
        .trim()
        .trim_matches([
            '-', '–', '—', '.', '"', '\u{201c}', '\u{201d}', '*', '[', ']', '>', '<',
        ])
        .trim();
    let is_map = matches!(
        text,
        "MAP"
            | "Map"
            | "map"
            | "View map"
            | "View Map"
            | "Google Maps"
            | "Google Map"
            | "地图"
            | "地図"
            | "Directions"
    );
    (!text.is_empty() && !is_map).then_some(text)
}

/// Bytes of the separator at a place; none where there is none.
fn separator(text: &str, at: usize, c: char) -> usize {
    match c {
        ',' | ';' | '|' | '•' | '·' | '¦' | '●' | '▪' | '，' | '、' | '،' | '؛' | '\t' | '('
        | ')' | '（' | '）' | '»' | '◆' | '■' | '。' => c.len_utf8(),
        '-' | '–' | '—' | '/' | '~'
            if text[..at].ends_with(' ')
                && text[at + c.len_utf8()..].starts_with(' ')
                && !between_digits(text, at, c) =>
        {
            c.len_utf8()
        }
        '.' if ends_sentence(text, at) => 1,
        _ => 0,
    }
}

/// `1 – 6 Yarmouth Place`
fn between_digits(text: &str, at: usize, c: char) -> bool {
    text[..at]
        .trim_end()
        .ends_with(|c: char| c.is_ascii_digit())
        && text[at + c.len_utf8()..]
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit())
}

/// A full stop after a whole word, not after an abbreviation.
fn ends_sentence(text: &str, at: usize) -> bool {
    if !text[at + 1..].starts_with(' ') {
        return false;
    }
    let word = text[..at].rsplit(' ').next().unwrap_or_default();
    word.chars().count() >= 4
        && word.chars().all(char::is_alphabetic)
        && !words::ends_street(word)
        && !words::is_unit(word)
        && !words::is_street_lead(word)
}
