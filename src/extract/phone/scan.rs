//! Runs of digits in a text that may be telephone numbers.

use std::borrow::Cow;
use std::ops::Range;

/// The fewest digits of a number.
const FEWEST: usize = 6;
/// The most: fifteen by E.164, and room for `00`, a trunk zero and an extension.
const MOST: usize = 22;

/// A text with the digits and signs of other scripts made ASCII; the text itself where there are none.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if has_operator_marks(text) {
        // Brazil: (0xx11) stands for a zero and whichever operator's code.
        return Cow::Owned(plain(&text.replace("0xx", "0").replace("0XX", "0")).into_owned());
    }
    if text.is_ascii() || !text.chars().any(|c| ascii_of(c).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| ascii_of(c).unwrap_or(c)).collect())
}

fn has_operator_marks(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'0', bytes)
        .any(|at| matches!(bytes.get(at + 1..at + 3), Some(b"xx" | b"XX")))
}

fn ascii_of(c: char) -> Option<char> {
    // Latin, Greek and Cyrillic letters.
    if (c as u32) < 0x0660 && c != '·' {
        return None;
    }
    let digit = |zero: u32| {
        u8::try_from(c as u32 - zero)
            .ok()
            .map(|d| char::from(b'0' + d))
    };
    match c as u32 {
        0x0660..=0x0669 => digit(0x0660),
        0x06F0..=0x06F9 => digit(0x06F0),
        0x0966..=0x096F => digit(0x0966),
        0x09E6..=0x09EF => digit(0x09E6),
        0x0E50..=0x0E59 => digit(0x0E50),
        0xFF10..=0xFF19 => digit(0xFF10),
        0xFF0B => Some('+'),
        0xFF08 => Some('('),
        0xFF09 => Some(')'),
        0x2010..=0x2015 | 0x2212 | 0xFF0D | 0x30FC | 0x2043 => Some('-'),
        0xFF0F | 0x2044 => Some('/'),
        0xFF0E | 0x00B7 | 0x2022 | 0x2219 => Some('.'),
        0x3000 => Some(' '),
        0xFF1A => Some(':'),
        _ => None,
    }
}

/// The runs of digits and punctuation with enough digits, in order. `text` is [`plain`].
pub(super) fn runs(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !(bytes[at].is_ascii_digit() || bytes[at] == b'+' || bytes[at] == b'(') {
            at += 1;
            continue;
        }
        let end = run_end(bytes, at);
        let trimmed = trim(bytes, at..end);
        let digits = bytes[trimmed.clone()]
            .iter()
            .filter(|b| b.is_ascii_digit())
            .count();
        if digits >= FEWEST && bytes[trimmed.start..].first().is_some_and(|b| *b != b')') {
            out.push(trimmed);
        }
        at = end.max(at + 1);
    }
    out
}

/// A run goes on over digits and the punctuation of numbers; not over two different strong marks.
fn run_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    let mut gap = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'0'..=b'9' => gap = 0,
            b' ' | b'-' | b'.' | b'/' | b'(' | b')' => gap += 1,
            b'+' if at == start || gap > 0 => gap += 1,
            _ => break,
        }
        if gap > 4 {
            break;
        }
        at += 1;
    }
    at
}

fn trim(bytes: &[u8], range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start, range.end);
    while end > start && !bytes[end - 1].is_ascii_digit() {
        end -= 1;
    }
    // An opening bracket that nothing closes belongs to the text before it.
    while start < end && bytes[start] == b'(' && !bytes[start..end].contains(&b')') {
        start += 1;
    }
    // Nor does one within: a postal code in brackets behind a house number.
    if let Some(open) = bytes[start..end]
        .iter()
        .rposition(|b| *b == b'(')
        .filter(|at| *at > 0)
        && !bytes[start + open..end].contains(&b')')
    {
        end = start + open;
        while end > start && !bytes[end - 1].is_ascii_digit() {
            end -= 1;
        }
    }
    start..end
}

/// The ways to cut a run into numbers, likeliest first; each is a list of parts.
pub(super) fn cuts(text: &str, run: &Range<usize>) -> Vec<Vec<Range<usize>>> {
    let mut out = Vec::new();
    let whole = split_at(text, run, |bytes, at| at > 0 && bytes[at] == b'+');
    if digits(&text[run.clone()]) <= MOST || whole.len() > 1 {
        out.push(whole);
    }
    for mark in [" / ", " - ", " . ", "/ ", " /", "/", "  ", ") (", " ("] {
        if text[run.clone()].contains(mark) {
            out.push(split_by(text, run, mark));
        }
    }
    // `0571-88001234 88001235`
    let apart = split_by(text, run, " ");
    if apart.len() > 1 && apart.iter().all(|part| digits(&text[part.clone()]) >= 7) {
        out.push(apart);
    }
    out
}

fn split_at(
    text: &str,
    run: &Range<usize>,
    starts: impl Fn(&[u8], usize) -> bool,
) -> Vec<Range<usize>> {
    let bytes = &text.as_bytes()[run.clone()];
    let mut parts = Vec::new();
    let mut from = 0;
    for at in 0..bytes.len() {
        if starts(bytes, at) {
            parts.push(trim(text.as_bytes(), run.start + from..run.start + at));
            from = at;
        }
    }
    parts.push(trim(text.as_bytes(), run.start + from..run.end));
    parts
}

fn split_by(text: &str, run: &Range<usize>, mark: &str) -> Vec<Range<usize>> {
    let keeps_bracket = mark.ends_with('(');
    let mut parts = Vec::new();
    let mut from = run.start;
    for (at, _) in text[run.clone()].match_indices(mark) {
        let at = run.start + at;
        parts.push(trim(text.as_bytes(), from..at));
        from = at + mark.len() - usize::from(keeps_bracket);
    }
    parts.push(trim(text.as_bytes(), from..run.end));
    parts
}

/// How many digits a text has.
pub(super) fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Is a run a date, a time, a span of years, a decimal number, coordinates?
pub(super) fn is_of_other_kind(text: &str, range: &Range<usize>) -> bool {
    let number = &text[range.clone()];
    let (before, after) = (
        text[..range.start].chars().next_back(),
        text[range.end..].chars().next(),
    );
    let glued = |c: Option<char>| {
        c.is_some_and(|c| {
            c.is_ascii_alphanumeric()
                || matches!(
                    c,
                    '@' | '_' | '=' | '#' | '%' | '&' | '$' | '€' | '£' | '¥' | '\\'
                )
        })
    };
    let decimal = matches!(after, Some(',' | ':'))
        && text[range.end + 1..].starts_with(|c: char| c.is_ascii_digit());
    let cut_decimal = matches!(before, Some(',' | ':'))
        && text[..range.start - 1].ends_with(|c: char| c.is_ascii_digit());
    let money = matches!(after, Some('€' | '$' | '£' | '°' | '%' | '²' | '³'))
        || text[..range.start]
            .trim_end()
            .ends_with(['$', '€', '£', '¥', '#', '№', '₹', '₽']);
    glued(before)
        || after.is_some_and(|c| matches!(c, '@' | '_' | '=' | '%'))
        || decimal
        || cut_decimal
        || money
        || is_date(number)
}

/// Is it a date or a span of years?
pub(super) fn is_date(number: &str) -> bool {
    let parts: Vec<&str> = number
        .split(['.', '/', '-', ' '])
        .filter(|p| !p.is_empty())
        .collect();
    let year = |p: &str| p.len() == 4 && (p.starts_with("19") || p.starts_with("20"));
    let small =
        |p: &str, most: u32| p.len() <= 2 && p.parse::<u32>().is_ok_and(|n| n >= 1 && n <= most);
    let dated = |p: &[&str]| match p {
        [a, b, c] => {
            (year(a) && small(b, 12) && small(c, 31)) || (year(c) && small(a, 31) && small(b, 31))
        }
        _ => false,
    };
    match parts.as_slice() {
        [a, b] => year(a) && year(b),
        [_, _, _] => dated(&parts),
        [.., _, _, _, _] => {
            dated(&parts[..3]) || dated(&parts[1..4]) || (parts.iter().all(|p| year(p)))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        runs(text).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn runs_of_digits_are_found_with_their_punctuation() {
        assert_eq!(
            found("Tel. (030) 23125-417, Fax +49 (0)30 / 12 34 56."),
            ["(030) 23125-417", "+49 (0)30 / 12 34 56"]
        );
        assert_eq!(found("see (page 12) of 3"), Vec::<&str>::new());
        assert_eq!(plain("٠٤-٣٤٥-٦٧٨٩"), "04-345-6789");
    }

    #[test]
    fn dates_prices_and_years_are_of_other_kinds() {
        for text in ["12.05.2024", "2024-05-12", "1999 - 2024", "12/31/2020"] {
            assert!(is_of_other_kind(text, &(0..text.len())), "{text}");
        }
        assert!(is_of_other_kind("1.234.567,89", &(0..9)));
        assert!(is_of_other_kind("$ 1234567", &(2..9)));
        assert!(!is_of_other_kind("030 23125417", &(0..12)));
    }

    #[test]
    fn two_numbers_in_one_run_are_cut() {
        let text = "+49 30 123456 +49 30 123457";
        let cuts = cuts(text, &(0..text.len()));
        assert_eq!(
            cuts[0].iter().map(|r| &text[r.clone()]).collect::<Vec<_>>(),
            ["+49 30 123456", "+49 30 123457"]
        );
    }
}
