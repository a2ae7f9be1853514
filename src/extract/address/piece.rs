//! Lines cut into pieces at commas and the like, read forwards or backwards from a place.

use std::cell::{OnceCell, RefCell};

use rustc_hash::FxHashMap;

use super::aside::is_aside;
use super::code_label;
use super::state::can_end_region;
use super::town::{country_in, country_of_city, split_country};
use super::words::{self, Marks};
use crate::extract::lines::Line;
use crate::market::Country;

/// A part of a line between two separators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<'a> {
    /// Its text, ends trimmed, never empty.
    pub(super) text: &'a str,
    /// Number of its line.
    pub(super) line: usize,
    /// A label (`Head office:`) stands right before it: nothing before belongs to the address.
    opens: bool,
}

/// A part whose words were looked up.
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
const HEAD: usize = 180;

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
            marks: marks_of(text),
            ..self
        }
    }
}

/// The lines of a page, each cut into its parts once, when it is first looked at.
pub(super) struct Sheet<'a> {
    lines: &'a [Line<'a>],
    cuts: Vec<OnceCell<Vec<Part<'a>>>>,
    /// What is known of parts, by their place in memory: around every code of a line most of them are the same again.
    known: RefCell<FxHashMap<(usize, usize), Known>>,
}

/// What was looked up of a part.
#[derive(Debug, Default)]
struct Known {
    marks: OnceCell<Marks>,
    country: OnceCell<Option<&'static Country>>,
    country_at_end: OnceCell<Option<&'static Country>>,
    label: OnceCell<bool>,
}

impl<'a> Sheet<'a> {
    /// Nothing is cut yet.
    pub(super) fn new(lines: &'a [Line<'a>]) -> Self {
        Self {
            lines,
            cuts: lines.iter().map(|_| OnceCell::new()).collect(),
            known: RefCell::default(),
        }
    }

    /// The lines.
    pub(super) fn lines(&self) -> &'a [Line<'a>] {
        self.lines
    }

    fn cut(&self, line: usize) -> &[Part<'a>] {
        self.cuts[line].get_or_init(|| cut_text(self.lines[line].text, line))
    }

    /// The parts of a stretch of a line, those at its ends cut where it ends.
    fn stretch(
        &self,
        line: usize,
        from: usize,
        to: usize,
    ) -> impl DoubleEndedIterator<Item = Part<'a>> + '_ {
        let text = self.lines[line].text;
        let start = |part: &Part<'_>| part.text.as_ptr() as usize - text.as_ptr() as usize;
        let end = move |part: &Part<'_>| start(part) + part.text.len();
        let parts = self.cut(line);
        let first = parts.partition_point(|part| end(part) <= from);
        let past = parts.partition_point(|part| start(part) < to).max(first);
        parts[first..past].iter().filter_map(move |part| {
            if start(part) >= from && end(part) <= to {
                return Some(*part);
            }
            let inside = text.get(start(part).max(from)..end(part).min(to))?;
            bare(inside).map(|text| Part { text, ..*part })
        })
    }

    /// The answer to a question about a part, asked once.
    fn know<T: Copy>(
        &self,
        part: Part<'a>,
        field: fn(&Known) -> &OnceCell<T>,
        ask: fn(&str) -> T,
    ) -> T {
        let mut all = self.known.borrow_mut();
        let known = all
            .entry((part.text.as_ptr() as usize, part.text.len()))
            .or_default();
        *field(known).get_or_init(|| ask(part.text))
    }

    /// The piece of a part.
    pub(super) fn piece(&self, part: Part<'a>) -> Piece<'a> {
        let Part { text, line, opens } = part;
        Piece {
            text,
            marks: self.know(part, |k| &k.marks, marks_of),
            line,
            opens,
        }
    }

    /// The country a part names ([`country_in`]).
    pub(super) fn country_in(&self, part: Part<'a>) -> Option<&'static Country> {
        self.know(part, |k| &k.country, country_in)
    }

    /// The country at the end of a part ([`split_country`]).
    pub(super) fn country_at_end(&self, part: Part<'a>) -> Option<&'static Country> {
        self.know(
            part,
            |k| &k.country_at_end,
            |text| split_country(text).map(|(_, country)| country),
        )
    }

    /// The parts of a line, in order.
    pub(super) fn parts(&self, line: usize) -> &[Part<'a>] {
        self.cut(line)
    }

    /// The pieces of a line, in order.
    pub(super) fn pieces(&self, line: usize) -> impl Iterator<Item = Piece<'a>> + '_ {
        self.cut(line).iter().map(|part| self.piece(*part))
    }

    /// The parts before a place, nearest first, not past `floor` and not past a label; a line is cut when its parts are
    /// asked for.
    pub(super) fn before(&self, at: Spot, floor: Spot) -> impl Iterator<Item = Part<'a>> + '_ {
        let lines = (at.0.saturating_sub(LINES_BACK).max(floor.0)..=at.0).rev();
        let parts = lines.flat_map(move |line| {
            let text = self.lines[line].text;
            let from = if line == floor.0 { floor.1 } else { 0 };
            let to = if line == at.0 { at.1 } else { text.len() };
            let before = text.get(from.min(to)..to).unwrap_or_default();
            let most = if before.is_ascii() {
                WINDOW
            } else {
                2 * WINDOW
            };
            let window = tail(before, most);
            let parts = self.stretch(line, to - window.len(), to).rev();
            parts.enumerate().filter_map(move |(nth, part)| {
                if nth > 0 || line != at.0 {
                    return Some(part);
                }
                let text = code_label::without_code_label(part.text);
                (!code_label::is_code_label(text)).then_some(Part { text, ..part })
            })
        });
        parts
            .scan(false, move |opened, part| {
                if *opened {
                    return None;
                }
                let (part, labelled) = self.unlabel(part);
                *opened = labelled;
                Some(part)
            })
            .flatten()
    }

    /// Takes a label off a part; says whether there was one.
    fn unlabel(&self, part: Part<'a>) -> (Option<Part<'a>>, bool) {
        if code_label::is_code_label(part.text) {
            return (None, false);
        }
        let Some(at) = rfind_colon(part.text) else {
            return (Some(part), self.know(part, |k| &k.label, words::is_label));
        };
        let label = &part.text[..at];
        let last = label.rsplit([' ', ',']).next().unwrap_or_default();
        // `Warehouse: 12 Muster Road`
        let opens = words::is_label(label)
            || words::is_site(label) && words::marks(&part.text[at + 1..]).street;
        // `No: 5`, `P.O. Box: 12`
        let inside =
            || words::is_unit(last) || words::is_unit(&format!("{last}:")) || words::is_box(last);
        if !opens && inside() {
            return (Some(part), false);
        }
        let text = part.text[at..].trim_start_matches([':', '：']).trim();
        if words::is_field(label.trim()) {
            let field = Part { text, ..part };
            return ((!text.is_empty()).then_some(field), false);
        }
        let opened = Part {
            text,
            opens: true,
            ..part
        };
        ((!text.is_empty()).then_some(opened), true)
    }

    /// The parts after a place, in order; a line is cut when its parts are asked for.
    pub(super) fn after(&self, at: Spot) -> impl Iterator<Item = Part<'a>> + '_ {
        let lines = self.lines.iter().enumerate().skip(at.0).take(LINES_ON + 1);
        lines.flat_map(move |(line, found)| {
            let from = if line == at.0 { at.1 } else { 0 };
            let rest = &found.text[from..];
            let most = if rest.is_ascii() { HEAD } else { 2 * HEAD };
            let rest = head(rest, most);
            self.stretch(line, from, from + rest.len())
        })
    }
}

/// The marks of a piece that stands alone: what it is besides an address stops the reading there.
fn marks_of(text: &str) -> Marks {
    let mut marks = words::marks(text);
    marks.stop |= is_aside(text);
    marks
}

/// The last colon that is none of a time of day (`17:45`).
fn rfind_colon(text: &str) -> Option<usize> {
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let mut colons = text.rmatch_indices([':', '：']);
    colons
        .find(|(at, _)| {
            !(is_digit(at.checked_sub(1).and_then(|at| bytes.get(at)))
                && is_digit(bytes.get(at + 1)))
        })
        .map(|(at, _)| at)
}

/// Cuts a text of a line at its separators.
fn cut_text(text: &str, line: usize) -> Vec<Part<'_>> {
    let part = |text| {
        bare(text).map(|text| Part {
            text,
            line,
            opens: false,
        })
    };
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let width = separator(text, at, c);
        if width > 0 {
            parts.extend(part(&text[start..at]));
            start = at + width;
        }
    }
    parts.extend(part(&text[start..]));
    parts
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

/// A text without the signs around it; nothing where nothing is left, or only a link to a map.
fn bare(text: &str) -> Option<&str> {
    let whole = text.trim_start_matches(|c: char| c.is_whitespace() || is_pictogram(c));
    let text = whole
        .trim()
        .trim_matches([
            '-', '–', '—', '.', '"', '\u{201c}', '\u{201d}', '*', '[', ']', '>', '<',
        ])
        .trim();
    // `Каширское ш.`: a word of one letter is a cut one.
    let start = text.as_ptr() as usize - whole.as_ptr() as usize;
    let is_cut = text.rsplit_once(' ').is_some_and(|(_, last)| {
        last.chars().count() == 1 && last.chars().all(char::is_alphabetic)
    });
    let text = match whole.get(start..=start + text.len()) {
        Some(stopped) if is_cut && stopped.ends_with('.') => stopped,
        _ => text,
    };
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

fn ends_in_time(text: &str) -> bool {
    let last = text.as_bytes().last_chunk::<4>();
    last.is_some_and(|w| matches!(w, [b'0'..=b'9', b':', b'0'..=b'5', b'0'..=b'9']))
}

/// Arrows, dingbats, emoji and the letters of icon fonts.
fn is_pictogram(c: char) -> bool {
    matches!(c as u32, 0x200B..=0x200D | 0x2190..=0x2BFF | 0xE000..=0xF8FF | 0xFE0F | 0xFFFC | 0x1F000..=0x1FAFF)
}

/// Bytes of the separator at a place; none where there is none.
fn separator(text: &str, at: usize, c: char) -> usize {
    match c {
        // `8:00 - 17:45 Av. Muster`
        ' ' if ends_in_time(&text[..at]) && text[at + 1..].starts_with(char::is_uppercase) => 1,
        // `Km 4,5 Boulevard du Rêve`
        ',' if is_decimal(text, at) => 0,
        // `Торговый центр «Сордон»`
        '»' if text[..at].contains('«') => 0,
        ',' | ';' | '|' | '•' | '·' | '¦' | '●' | '▪' | '，' | '、' | '،' | '؛' | '\t' | '('
        | ')' | '（' | '）' | '»' | '◆' | '■' | '。' => c.len_utf8(),
        '-' | '–' | '—' | '/' | '~'
            if text[..at].ends_with(' ')
                && text[at + c.len_utf8()..].starts_with(' ')
                && !between_digits(text, at, c) =>
        {
            c.len_utf8()
        }
        '/' if parts_places(text, at) => 1,
        '-' if parts_country(text, at) || parts_town(text, at) => 1,
        '.' if ends_sentence(text, at) => 1,
        _ => 0,
    }
}

/// `São Paulo/SP`, `Nilüfer/BURSA`: a stroke between a town and its province.
fn parts_places(text: &str, at: usize) -> bool {
    let town = text[..at]
        .rsplit([' ', ',', '/'])
        .next()
        .unwrap_or_default();
    let rest = &text[at + 1..];
    let end = rest
        .find([',', ' ', '-', ')', '/', '|', '.'])
        .unwrap_or(rest.len());
    let place = &rest[..end];
    town.chars().count() >= 3
        && town.chars().all(char::is_alphabetic)
        && place.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        && place.chars().all(char::is_alphabetic)
        && (can_end_region(place) || country_of_city(place).is_some())
}

/// `Accra-Ghana`: a hyphen between a town and its country.
fn parts_country(text: &str, at: usize) -> bool {
    let rest = &text[at + 1..];
    let end = rest
        .find([',', '-', ')', '/', '|', '.'])
        .unwrap_or(rest.len());
    text[..at].ends_with(char::is_alphabetic)
        && end > 3
        && rest.starts_with(char::is_uppercase)
        && split_country(&rest[..end]).is_some_and(|(left, _)| left.is_empty())
}

/// `LOT EL RÊVE N°12-TANGER- MAROC`: a hyphen between the number of a house and a town that everybody knows, or before a space.
fn parts_town(text: &str, at: usize) -> bool {
    let rest = &text[at + 1..];
    let end = rest
        .find([',', '-', ')', '/', '|', '.'])
        .unwrap_or(rest.len());
    let town = rest[..end].trim();
    let behind_number = text[..at].ends_with(|c: char| c.is_ascii_digit())
        && town.chars().count() > 3
        && town.starts_with(char::is_uppercase)
        && country_of_city(town).is_some();
    let before_space = rest.starts_with(' ')
        && text[..at].ends_with(char::is_alphabetic)
        && split_country(town).is_some_and(|(left, _)| left.is_empty());
    behind_number || before_space
}

/// One digit behind a comma between two, and no more.
fn is_decimal(text: &str, at: usize) -> bool {
    let before = text[..at].bytes().next_back();
    let mut behind = text[at + 1..].bytes();
    before.is_some_and(|b| b.is_ascii_digit())
        && behind.next().is_some_and(|b| b.is_ascii_digit())
        && behind.next() == Some(b' ')
        && text[..at].to_ascii_lowercase().contains("km")
}

/// `1 – 6 Yarmouth Place`, `Calle 17 # 68D - 52`
fn between_digits(text: &str, at: usize, c: char) -> bool {
    let before = text[..at].trim_end();
    let lettered = before.ends_with(|c: char| c.is_ascii_uppercase())
        && before[..before.len() - 1].ends_with(|c: char| c.is_ascii_digit())
        && before.contains('#');
    (lettered || before.ends_with(|c: char| c.is_ascii_digit()))
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
    // `Bahnhofstr. 12`, `Edificio 9 Depto. 7`: a cut word before its number.
    let lead = text[..at - word.len()].trim_end();
    let is_cut = word.starts_with(char::is_uppercase)
        && text[at + 2..].starts_with(|c: char| c.is_ascii_digit())
        && (lead.is_empty() || lead.ends_with(|c: char| c == ',' || c.is_ascii_digit()));
    if is_cut {
        return false;
    }
    let named = || {
        let before = text[..at - word.len()].trim_end();
        let lead = before.rsplit(' ').next().unwrap_or_default();
        lead.ends_with('.') && words::marks(lead).street
    };
    // `Jl. Jend. Sudirman`: a title within the name of a street.
    word.chars().count() >= 4
        && word.chars().all(char::is_alphabetic)
        && !words::is_abbreviable(word)
        && !named()
}
