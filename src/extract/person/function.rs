//! What people do in a firm: functions a table knows, and short lines that can be nothing else.

use super::name::{at_colon, is_wide};
use super::table::{LONG, TABLE};
use crate::text::{fold, shorten};

/// A function a table knows, as a byte range of its line.
pub(super) struct Function {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) only_before: bool,
}

/// How surely a short line is a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Worth {
    /// It names a department.
    Desk,
    /// It names a rank.
    Rank,
}

/// A function's line is shorter, bytes and words.
const LONGEST: usize = 90;
const MOST_WORDS: usize = 8;
/// Letters of one in a script without spaces.
const LONGEST_WIDE: usize = 24;

/// The functions in a line that are words of their own.
pub(super) fn functions_in(line: &str) -> Vec<Function> {
    if line.is_ascii() {
        return spotted(line).collect();
    }
    let folded = fold(line);
    // Folding may change lengths; the range is found again by counting letters.
    let same = folded.len() == line.len();
    let place = |f: Function| {
        let (start, end) = if same {
            (f.start, f.end)
        } else {
            by_letters(line, &folded, f.start, f.end)?
        };
        let whole = line.is_char_boundary(start) && line.is_char_boundary(end);
        whole.then_some(Function { start, end, ..f })
    };
    spotted(&folded).filter_map(place).collect()
}

/// The functions of a text, in any case.
fn spotted(text: &str) -> impl Iterator<Item = Function> {
    TABLE.functions.find_in(text).filter_map(|hit| {
        let before = text[..hit.start].chars().next_back();
        let after = text[hit.end..].chars().next();
        let begins = before.is_none_or(|c| !c.is_alphanumeric());
        let ends = after.is_none_or(|c| !c.is_alphanumeric() || is_wide(c));
        (begins && ends).then_some(Function {
            start: hit.start,
            end: hit.end,
            only_before: hit.phrase >= TABLE.before_from,
        })
    })
}

/// Is a whole line a function a table knows, but for an article before it?
pub(super) fn is_whole(line: &str) -> bool {
    if line.is_ascii() {
        return is_bare(line);
    }
    is_bare(&fold(line))
}

fn is_bare(line: &str) -> bool {
    let line = line.trim();
    let article = |a: &&&str| {
        let head = line.get(..a.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(a))
    };
    let skipped = ARTICLES.iter().find(article).map_or(0, |a| a.len());
    let bare = &line[skipped..];
    let said = TABLE.functions.at_start(bare);
    said.is_some_and(|(at, length)| length == bare.len() && at < TABLE.before_from)
}

const ARTICLES: &[&str] = &[
    "the ", "le ", "la ", "el ", "der ", "die ", "il ", "o ", "a ",
];

fn by_letters(line: &str, folded: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    if folded.chars().count() != line.chars().count() {
        return None;
    }
    let place = |byte: usize| {
        line.char_indices()
            .nth(folded[..byte].chars().count())
            .map_or(line.len(), |(at, _)| at)
    };
    Some((place(start), place(end)))
}

/// What a whole short line is worth as a function; `None` for sentences, numbers, addresses and what has no such word.
pub(super) fn worth_of(line: &str) -> Option<Worth> {
    let line = line.trim();
    let plain = !line
        .chars()
        .any(|c| c.is_ascii_digit() || matches!(c, '@' | '?' | '!' | '。' | ':' | '：' | '…'));
    if !plain || !can_be(line) || line.ends_with('.') && line.split(' ').count() > 4 {
        return None;
    }
    worths(line, Strict::No).into_iter().max()
}

/// Is it a function beyond doubt: by a whole word, or a long beginning of one? (`Satish` is a name.)
pub(super) fn is_function(line: &str) -> bool {
    !worths(line, Strict::Yes).is_empty()
}

/// Is it a rank beyond doubt?
pub(super) fn is_rank(line: &str) -> bool {
    can_be(line) && worths(line, Strict::Yes).contains(&Worth::Rank)
}

/// Do only whole words and long beginnings count?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strict {
    Yes,
    No,
}

/// What the stems in a line are worth.
fn worths(line: &str, strict: Strict) -> Vec<Worth> {
    if line.is_ascii() {
        ascii_stems_of(line, strict).collect()
    } else {
        stems_of(line, strict).collect()
    }
}

/// The same for ASCII letters, which need not be folded.
fn ascii_stems_of(line: &str, strict: Strict) -> impl Iterator<Item = Worth> {
    let strict = strict == Strict::Yes;
    let bytes = line.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    TABLE.ascii_stems.find_in(line).filter_map(move |hit| {
        let (whole, rank) = TABLE.ascii_stem[hit.phrase];
        let letters = hit.end - hit.start;
        let begins = hit.start == 0 || !letter(hit.start - 1);
        let ends = !letter(hit.end);
        let counts = if whole {
            begins && ends
        } else {
            begins && ends
                || begins && letters > 3 && !strict
                || letters >= LONG && (begins || !strict)
        };
        let worth = if rank { Worth::Rank } else { Worth::Desk };
        counts.then_some(worth)
    })
}

/// The same for all letters.
fn stems_of(line: &str, strict: Strict) -> impl Iterator<Item = Worth> {
    let folded = format!("{} ", fold(line));
    let strict = strict == Strict::Yes;
    let found: Vec<Worth> = TABLE
        .stems
        .find_iter(&folded)
        .filter(|m| {
            let stem = &folded[m.start()..m.end()];
            let first = stem.chars().next().unwrap_or(' ');
            let letters = stem.chars().count();
            if (first as u32) >= 0x0590 {
                return !strict || letters > 1;
            }
            let begins = folded[..m.start()]
                .chars()
                .next_back()
                .is_none_or(|c| !c.is_alphanumeric());
            if stem.ends_with(' ') {
                return begins;
            }
            let ends = folded[m.end()..].starts_with(|c: char| !c.is_alphanumeric());
            begins && ends
                || (begins && letters > 3 && !strict)
                || (letters >= LONG && (begins || !strict))
        })
        .map(|m| {
            if m.pattern().as_usize() < TABLE.desks_from {
                Worth::Rank
            } else {
                Worth::Desk
            }
        })
        .collect();
    found.into_iter()
}

/// Is a line short enough to be a function, and does it hold letters?
pub(super) fn can_be(line: &str) -> bool {
    let words = line.split(' ').count();
    let wide = line.chars().next().is_some_and(is_wide);
    let most = if wide { LONGEST_WIDE } else { LONGEST };
    (2..=LONGEST).contains(&line.len())
        && words <= MOST_WORDS
        && (!wide || line.chars().count() <= most)
        && line.chars().next().is_some_and(char::is_alphabetic)
}

/// Does a heading of a column say that functions stand below?
pub(super) fn is_head(line: &str) -> bool {
    line.len() < 40 && TABLE.heads.contains(&fold(line.trim_end_matches(':')))
}

/// What stands behind a label that asks for a function: `Position: Sales Manager`.
pub(super) fn behind_its_head(line: &str) -> Option<String> {
    let (label, rest) = at_colon(line)?;
    let plain = is_head(label) && can_be(rest) && !rest.bytes().any(|b| b.is_ascii_digit());
    plain.then(|| tail_of(rest))
}

/// The function as worded, without what follows it in brackets or after a separator.
pub(super) fn tail_of(text: &str) -> String {
    let end = text.find([')', '|', '•', ';']).unwrap_or(text.len());
    shorten(text[..end].trim().trim_end_matches([',', '.']), 80)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_and_departments_are_told_apart_in_many_languages() {
        for line in [
            "Head of Purchasing",
            "Import Head",
            "Leiter Beschaffung",
            "Leitung Einkauf",
            "Einkaufsleitung",
            "Responsable de importación",
            "Importansvarig",
            "Начальник відділу закупівель",
            "Υπεύθυνος εισαγωγών",
            "进口部主管",
            "購買部長",
            "구매팀장",
            "Trưởng phòng thu mua",
            "مسؤول الاستيراد",
            "ผู้จัดการฝ่ายจัดซื้อ",
            "İthalat Sorumlusu",
        ] {
            assert_eq!(worth_of(line), Some(Worth::Rank), "{line}");
        }
        for line in [
            "Buchhaltung",
            "Obchodní oddělení",
            "Księgowość",
            "Muhasebe",
            "営業部",
            "财务部",
            "ฝ่ายบัญชี",
            "المحاسبة",
            "Vânzări",
            "Comercio exterior",
        ] {
            assert_eq!(worth_of(line), Some(Worth::Desk), "{line}");
        }
    }

    #[test]
    fn sentences_numbers_and_addresses_are_no_functions() {
        for line in [
            "We import garden furniture for our customers in all of Europe",
            "sales@muster.de",
            "Tel. 030 123456",
            "Hauptstraße 5",
            "Berlin",
            "Bügel aus Edelstahl, ein Meter Anschlussleitung",
            "Bedienungsanleitung",
        ] {
            assert_eq!(worth_of(line), None, "{line}");
        }
    }
}
