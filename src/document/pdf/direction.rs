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
    let info = BidiInfo::new(shown, Some(level));
    let parts = info.paragraphs.iter();
    let turned: String = parts
        .map(|part| info.reorder_line(part, part.range.clone()))
        .collect();
    letters(&turned)
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
    fn shapes_become_the_letters_they_stand_for() {
        assert_eq!(
            written("墨⽥区 ofﬁce@muster.example", false),
            "墨田区 office@muster.example"
        );
    }
}
