//! Folding: two spellings of one word become one form to compare by. Never for showing.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The form two spellings are compared by: compatibility-normalised (NFKD, then composed again: full-width letters
/// become plain ones), without the marks of Latin, Greek, Cyrillic, Hebrew and Arabic letters, lower-cased, one kind
/// of apostrophe, dash and digit, invisible and control characters taken out, white space collapsed.
///
/// Scripts are kept: nothing is transliterated here. Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    if is_orderly(text) {
        return text.trim_matches(' ').to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    // Text up to here is in `out`; what follows and stays as it is gets there in one piece.
    let mut done = 0;
    let mut space = true;
    for (at, c) in text.char_indices() {
        if is_plain(c) || stays(c) || c == ' ' && !space {
            space = c == ' ';
            continue;
        }
        out.push_str(&text[done..at]);
        done = at + c.len_utf8();
        let mut one = [0; 4];
        let folded = match c {
            '`' => "'",
            'A'..='Z' => c.to_ascii_lowercase().encode_utf8(&mut one),
            c if c.is_ascii() && c.is_whitespace() => " ",
            c if c.is_ascii() => "",
            c => match folded_alone(c) {
                Some(folded) => folded,
                None => return squeeze(&fold_together(text)),
            },
        };
        for c in folded.chars() {
            let white = c.is_whitespace();
            if !(white && space) {
                out.push(if white { ' ' } else { c });
                space = white;
            }
        }
    }
    out.push_str(&text[done..]);
    out.truncate(out.trim_end_matches(' ').len());
    out
}

/// Longest text that [`fold_with`] folds without a copy, bytes.
const SHORT: usize = 64;

/// Asks something of the folded form ([`fold`]) of a text. Short plain texts, the words of most lines, are folded where
/// they are, without a string of their own.
pub fn fold_with<T>(text: &str, ask: impl FnOnce(&str) -> T) -> T {
    let mut folded = [0; SHORT];
    match fold_short(text, &mut folded) {
        Some(short) => ask(short),
        None => ask(&fold(text)),
    }
}

fn fold_short<'a>(text: &str, folded: &'a mut [u8; SHORT]) -> Option<&'a str> {
    let folded = folded.get_mut(..text.len())?;
    if !is_orderly(text) {
        return None;
    }
    folded.copy_from_slice(text.as_bytes());
    folded.make_ascii_lowercase();
    let folded = str::from_utf8(folded).ok()?;
    Some(folded.trim_matches(' '))
}

/// Is it printed ASCII that only has to be lower-cased: words parted by single spaces, without a backtick?
fn is_orderly(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_odd = |byte: u8| !matches!(byte, b' '..=b'~') || byte == b'`';
    // Counting looks at whole blocks without a branch, which is what makes it cheap.
    let odd = |block: &[u8]| block.iter().filter(|byte| is_odd(**byte)).count();
    let next = bytes.get(1..).unwrap_or_default();
    let pairs = bytes.iter().zip(next);
    bytes.chunks(32).all(|block| odd(block) == 0)
        && pairs.filter(|(a, b)| **a == b' ' && **b == b' ').count() == 0
}

/// The folded form of a character where it is one character whatever stands beside it.
pub fn fold_char(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c.to_ascii_lowercase());
    }
    if stays(c) {
        return Some(c);
    }
    let mut folded = folded_alone(c)?.chars();
    folded.next().filter(|_| folded.next().is_none())
}

/// Signs, digits and small letters of plain English text, which fold to themselves.
fn is_plain(c: char) -> bool {
    matches!(c, '!'..='~') && !c.is_ascii_uppercase() && c != '`'
}

/// Characters whose folded form depends on no neighbour: Latin, Greek, Cyrillic, Hebrew, Arabic, the extended Latin and
/// Greek blocks, the signs of running text, letter-like symbols and the full-width forms of ASCII. Within them every mark
/// is dropped, so nothing is left that could be reordered or composed.
const ALONE: [std::ops::Range<u32>; 4] =
    [0x80..0x700, 0x1E00..0x2200, 0x3000..0x302A, 0xFF01..0xFF5F];

static ALONE_FOLDED: LazyLock<[Vec<Box<str>>; 4]> = LazyLock::new(|| {
    let folded = |at| {
        let c = char::from_u32(at).unwrap_or(' ');
        fold_together(c.encode_utf8(&mut [0; 4])).into_boxed_str()
    };
    ALONE.map(|block| block.map(folded).collect())
});

fn folded_alone(c: char) -> Option<&'static str> {
    let at = u32::from(c);
    let block = ALONE.iter().position(|block| block.contains(&at))?;
    let place = usize::try_from(at - ALONE[block].start).ok()?;
    ALONE_FOLDED[block].get(place).map(AsRef::as_ref)
}

/// Ideographs, kana and Hangul syllables that fold to themselves as long as no loose mark follows; a mark, being
/// neither this nor [`ALONE`], sends the whole text the long way.
fn stays(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | 'ー' | '\u{AC00}'..='\u{D7A3}' | '、' | '。')
}

/// The long way, without squeezing.
fn fold_together(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // An acute accent that stands alone is an apostrophe; decomposed it would become a space.
    let signs = text.chars().map(|c| {
        if matches!(c, '\u{B4}' | '\u{1FFD}') {
            '\''
        } else {
            c
        }
    });
    for c in signs
        .nfkd()
        .filter(|c| !is_combining_mark(*c) || is_kept_mark(*c))
    {
        fold_letter(c, &mut out);
    }
    out.nfc().collect()
}

/// Marks that make another letter rather than an accented one (kana voicing, Indic and Thai vowels).
fn is_kept_mark(c: char) -> bool {
    !matches!(c as u32, 0x0300..=0x036F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F
        | 0x0483..=0x0489 | 0x0591..=0x05C7 | 0x0610..=0x061A | 0x064B..=0x065F | 0x0670 | 0x06D6..=0x06ED | 0xE0100..=0xE01EF)
}

fn fold_letter(c: char, out: &mut String) {
    match c {
        'ß' | 'ẞ' => out.push_str("ss"),
        'ı' | 'İ' => out.push('i'),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'þ' | 'Þ' => out.push_str("th"),
        'ħ' | 'Ħ' => out.push('h'),
        'ŧ' | 'Ŧ' => out.push('t'),
        'ə' | 'Ə' => out.push('e'),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'ς' => out.push('σ'),
        'ى' | 'ی' => out.push('ي'),
        'ک' => out.push('ك'),
        'ة' => out.push('ه'),
        '’' | '‘' | '‛' | '`' | 'ʼ' | 'ʹ' | '′' => out.push('\''),
        '“' | '”' | '„' | '«' | '»' => out.push('"'),
        '\u{2010}'..='\u{2015}' | '−' => out.push('-'),
        c if is_invisible(c) || (c.is_control() && !c.is_whitespace()) => {}
        c => match digit(c) {
            Some(digit) => out.push(digit),
            None => out.extend(c.to_lowercase()),
        },
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{640}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// Arabic, Persian, Devanagari, Bengali and Thai digits as the ones all scripts use.
fn digit(c: char) -> Option<char> {
    let zero = match c {
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        '০'..='৯' => '০',
        '๐'..='๙' => '๐',
        _ => return None,
    };
    char::from_digit(c as u32 - zero as u32, 10)
}

/// White space collapsed to single spaces, ends trimmed.
pub fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The folded words of a text: runs of letters and digits with the marks that belong to them.
pub fn words(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    fold(text)
        .split(|c: char| !is_part(c))
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_name_fold_to_one_form() {
        for (text, folded) in [
            ("  Müller\u{a0}GROSSHANDEL ", "muller grosshandel"),
            ("Ｌｕｘ　Straße", "lux strasse"),
            ("İSTANBUL ışık", "istanbul isik"),
            ("ガス ｶﾞｽ カ\u{3099}ス", "ガス ガス ガス"),
            ("L´Oréal L’ORÉAL L`oreal", "l'oreal l'oreal l'oreal"),
            ("Rhein\u{2011}Main – Köln", "rhein-main - koln"),
            ("أحمد إحمد مُحَمَّد", "احمد احمد محمد"),
            ("شرکة شركه", "شركه شركه"),
            ("Ёлка Київ", "елка киів"),
            ("ΑΘΉΝΑΣ Αθηνας", "αθηνασ αθηνασ"),
            ("Đà Nẵng", "da nang"),
            ("๐๒ ٠٣٠ ۰۹ ４５", "02 030 09 45"),
            ("in\u{ad}fo\u{200b}\u{0}@x", "info@x"),
            ("한국", "한국"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn words_of_scripts_with_marks_stay_whole() {
        assert_eq!(words("ผู้นำเข้า, ตัวแทน").len(), 2);
        assert_eq!(words("थोक विक्रेता"), ["थोक", "विक्रेता"]);
        assert_eq!(words("Tel.: +49 (0)30"), ["tel", "49", "0", "30"]);
    }

    #[test]
    fn every_character_folds_to_a_form_that_stays() {
        let blocks = [
            0..0x3400,
            0xA000..0xAC00,
            0xD7A0..0xD800,
            0xF900..0x1_2000,
            0x1_D100..0x1_F300,
            0x2_F800..0x2_FA20,
            0xE_0000..0xE_0200,
        ];
        for c in blocks.into_iter().flatten().filter_map(char::from_u32) {
            for text in [
                c.to_string(),
                format!("a{c}\u{3099}"),
                format!("{c}\u{301}é"),
            ] {
                let once = fold(&text);
                assert_eq!(fold(&once), once, "U+{:04X}", c as u32);
            }
        }
    }

    #[test]
    fn the_short_way_of_plain_text_gives_what_the_long_way_gives() {
        for first in 0..0x80_u8 {
            for second in 0..0x80_u8 {
                let text = String::from_utf8(vec![b'A', first, second, b'b', first]).unwrap();
                assert_eq!(fold(&text), squeeze(&fold_together(&text)), "{text:?}");
                fold_with(&text, |folded| assert_eq!(folded, fold(&text)));
            }
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn the_short_way_and_the_long_way_end_at_one_form(text in "[ a-zA-Z`´\u{80}-\u{6FF}\u{1E00}-\u{21FF}\u{3000}-\u{3029}！-～が가各中ー\u{3099}\u{11A8}ำ]{0,12}") {
            prop_assert_eq!(fold(&text), squeeze(&fold_together(&text)));
        }

        #[test]
        fn a_folded_form_is_the_same_whether_it_is_copied_or_not(text in "[ -~\t\u{a0}é中]{0,70}") {
            fold_with(&text, |folded| assert_eq!(folded, fold(&text)));
        }
    }
}
