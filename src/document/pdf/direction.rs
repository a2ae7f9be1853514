//! From text as a page shows it to text as it is written: scripts that run from right to left are shown in an order of
//! their own, and faces have shapes that stand for letters.

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_normalization::UnicodeNormalization;

/// Has a text letters of a script that runs from right to left?
pub(super) fn runs_left(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_leftward)
}

fn is_leftward(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// Does the line as a whole run from right to left: by most of its letters?
pub(super) fn is_from_the_right(text: &str) -> bool {
    let leftward = text.chars().filter(|c| is_leftward(*c)).count();
    let rightward = text.chars().filter(|c| bidi_class(*c) == BidiClass::L);
    leftward > rightward.count()
}

/// What is shown from left to right, in the order in which it is written. The bidirectional algorithm (UAX #9) turns a
/// written line into a shown one; the same turns undo it.
pub(super) fn written(shown: &str, from_the_right: bool) -> String {
    if !runs_left(shown) {
        return letters(shown);
    }
    let level = if from_the_right {
        Level::rtl()
    } else {
        Level::ltr()
    };
    let shown = with_numbers_apart(shown);
    let info = BidiInfo::new(&shown, Some(level));
    let parts = info.paragraphs.iter();
    let turned: String = parts
        .map(|part| info.reorder_line(part, part.range.clone()))
        .collect();
    letters(&turned.replace([APART, END], ""))
}

/// What runs from left to right whatever stands around it, and where it ends.
const APART: char = '\u{2066}';
const END: char = '\u{2069}';
/// Digits of a number that is one although signs part it.
const LEAST: usize = 6;

/// A text whose telephone numbers are set apart from what runs the other way: the groups of one are shown in their own
/// order (`+971 2 621 7555`), or in that of the line (`7555 621 2 971+`), which their zero or their sign tells.
fn with_numbers_apart(shown: &str) -> String {
    let is_part =
        |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '.' | '(' | ')' | '/');
    let mut out = String::with_capacity(shown.len() + 8);
    let mut rest = shown;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit() || c == '+') {
        let end = rest[start..]
            .find(|c| !is_part(c))
            .map_or(rest.len(), |at| start + at);
        let run = &rest[start..end];
        let number = run.trim_end_matches(|c: char| !c.is_ascii_digit() && c != '+');
        out.push_str(&rest[..start]);
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        if digits >= LEAST && number.len() > digits {
            out.push(APART);
            out.push_str(&in_its_order(number));
            out.push(END);
        } else {
            out.push_str(number);
        }
        out.push_str(&run[number.len()..]);
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// A number whose groups are shown from the right, from its beginning.
fn in_its_order(number: &str) -> String {
    let last = number
        .rsplit([' ', '-', '.', '/'])
        .next()
        .unwrap_or_default();
    let begins = |group: &str| group.starts_with(['0', '+']);
    let is_turned = !begins(number) && (number.ends_with('+') || begins(last));
    if !is_turned {
        return number.to_owned();
    }
    let groups = number.split_inclusive([' ', '-', '.', '/']).rev();
    let mut out = String::with_capacity(number.len());
    for group in groups {
        let bare = group.trim_end_matches([' ', '-', '.', '/']);
        // The sign between two groups stands behind the left one.
        out.push_str(&group[bare.len()..]);
        match bare.strip_suffix('+') {
            Some(code) => out.extend(['+'].into_iter().chain(code.chars())),
            None => out.push_str(bare),
        }
    }
    out
}

/// The letters that shapes stand for: joined letters (`ﬁ`, `ﻼ`), forms within words, radicals in the place of ideographs.
fn letters(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_shape(c) {
            out.extend(std::iter::once(c).nfkc());
        } else {
            out.push(c);
        }
    }
    out
}

/// The blocks of shapes: radicals, and the presentation forms of Latin, Hebrew and Arabic letters.
fn is_shape(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{FB00}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shown_line_is_turned_into_the_written_one() {
        assert_eq!(written("ﺎﻨﺑ ﻞﺼﺗا", true), "اتصل بنا");
        assert_eq!(
            written("رﺎﻤﺜﺘﺳﻼﻟ ﺔﻳدﺎﺒﻟا ﺔﻋﻮﻤﺠﻣ", true),
            "مجموعة البادية للاستثمار"
        );
        assert_eq!(written("ﻲﺒﻇ ﻮﺑأ ، 32123 .ص", true), "ص. 32123 ، أبو ظبي");
        assert_eq!(written("Tel 030 ןופלט", false), "Tel 030 טלפון");
    }

    #[test]
    fn the_groups_of_a_number_keep_their_order() {
        for (shown, line) in [
            ("+971 2 621 7555 :ﻒﺗﺎﻫ", "هاتف: +971 2 621 7555"),
            ("7555 621 2 971+ :ﻒﺗﺎﻫ", "هاتف: +971 2 621 7555"),
            ("04-1234567 :ﻒﺗﺎﻫ", "هاتف: 04-1234567"),
            ("1234567-04 :ﻒﺗﺎﻫ", "هاتف: 04-1234567"),
            ("03-123-4567 :ןופלט", "טלפון: 03-123-4567"),
            ("12 ﺔﻋﺎﺳ", "ساعة 12"),
        ] {
            assert_eq!(written(shown, true), line);
        }
    }

    #[test]
    fn shapes_become_the_letters_they_stand_for() {
        assert_eq!(
            written("墨⽥区 ofﬁce@muster.example", false),
            "墨田区 office@muster.example"
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_can_stop_it(text in "[0-9+ ./()-אبa\u{2066}]{0,40}|.{0,60}", from_the_right: bool) {
            written(&text, from_the_right);
        }
    }
}
