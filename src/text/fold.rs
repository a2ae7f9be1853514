//! Folding: two spellings of one word become one form to compare by. Never for showing.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The form two spellings are compared by: compatibility-normalised (NFKD: full-width letters become plain
/// ones), without marks on Latin, Greek and Cyrillic letters, lower-cased, white space collapsed.
///
/// Scripts are kept: nothing is transliterated here.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        out.extend(text.chars().map(|c| c.to_ascii_lowercase()));
    } else {
        for c in text
            .nfkd()
            .filter(|c| !is_combining_mark(*c) || kept_mark(*c))
        {
            fold_letter(c, &mut out);
        }
        out = out.nfc().collect();
    }
    squeeze(&out)
}

/// Marks that make another letter rather than an accented one (kana voicing, Indic and Thai vowels).
fn kept_mark(c: char) -> bool {
    !matches!(c as u32, 0x0300..=0x036F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F
        | 0x0483..=0x0489 | 0x0591..=0x05C7 | 0x0610..=0x061A | 0x064B..=0x065F | 0x0670)
}

fn fold_letter(c: char, out: &mut String) {
    match c {
        'ß' | 'ẞ' => out.push_str("ss"),
        'ı' | 'İ' => out.push('i'),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' => out.push('d'),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'ς' => out.push('σ'),
        '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{00AD}' => {}
        '’' | '‘' | '`' | '´' => out.push('\''),
        _ => out.extend(c.to_lowercase()),
    }
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

/// The folded words of a text: runs of letters and digits.
pub fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
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
        assert_eq!(fold("  Müller\u{a0}GROSSHANDEL "), "muller grosshandel");
        assert_eq!(fold("Ｌｕｘ　Straße"), "lux strasse");
        assert_eq!(fold("İSTANBUL ışık"), "istanbul isik");
        assert_eq!(fold("ガス"), "ガス");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
