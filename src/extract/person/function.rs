//! What people do in a firm: functions a table knows, and short lines that can be nothing else.

use super::name::is_wide;
use super::table::TABLE;
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
/// Stems of this many letters count inside words too.
const LONG: usize = 6;

/// The first function in a line, as a byte range of the line.
pub(super) fn function_in(line: &str, folded: &str) -> Option<Function> {
    functions_in(line, folded).next()
}

/// The functions in a line that are words of their own; `folded` is the line, folded.
pub(super) fn functions_in(line: &str, folded: &str) -> impl Iterator<Item = Function> {
    let words = TABLE.functions.find_iter(folded).filter(|m| {
        let before = folded[..m.start()]
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric());
        let after = folded[m.end()..].chars().next().is_none_or(|c| {
            !c.is_alphanumeric() || !c.is_ascii() && !folded.is_ascii() && is_wide(c)
        });
        before && after
    });
    words.filter_map(|found| {
        // Folding may change lengths; the range is found again by counting letters.
        let (start, end) = if folded.len() == line.len() {
            (found.start(), found.end())
        } else {
            by_letters(line, folded, found.start(), found.end())?
        };
        line.is_char_boundary(start).then_some(())?;
        line.is_char_boundary(end).then_some(Function {
            start,
            end,
            only_before: found.pattern().as_usize() >= TABLE.before_from,
        })
    })
}

/// Is a whole line a function a table knows, but for an article before it?
pub(super) fn is_whole(line: &str) -> bool {
    let folded = fold(line);
    let bare = [
        "the ", "le ", "la ", "el ", "der ", "die ", "il ", "o ", "a ",
    ]
    .iter()
    .find_map(|a| folded.strip_prefix(a))
    .unwrap_or(&folded);
    let said = |m: aho_corasick::Match| {
        m.start() == 0 && m.end() == bare.len() && m.pattern().as_usize() < TABLE.before_from
    };
    TABLE.functions.find(bare).is_some_and(said)
}

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
    stems_of(line, Strict::No).max()
}

/// Is it a function beyond doubt: by a whole word, or a long beginning of one? (`Satish` is a name.)
pub(super) fn is_function(line: &str) -> bool {
    stems_of(line, Strict::Yes).next().is_some()
}

/// Is it a rank beyond doubt?
pub(super) fn is_rank(line: &str) -> bool {
    can_be(line) && stems_of(line, Strict::Yes).max() == Some(Worth::Rank)
}

/// Do only whole words and long beginnings count?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strict {
    Yes,
    No,
}

/// What the stems in a line are worth.
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
    let most = if wide { 14 } else { LONGEST };
    (2..=LONGEST).contains(&line.len())
        && words <= MOST_WORDS
        && (!wide || line.chars().count() <= most)
        && line.chars().next().is_some_and(char::is_alphabetic)
}

/// Does a heading of a column say that functions stand below?
pub(super) fn is_head(line: &str) -> bool {
    line.len() < 40 && TABLE.heads.contains(&fold(line.trim_end_matches(':')))
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
