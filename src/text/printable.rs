//! Text from strangers made safe for a terminal: no control characters, no direction overrides, one line.

use unicode_normalization::char::is_combining_mark;

/// The text on one line, with control characters, direction overrides and invisible filling taken out. The joiners
/// that Persian, Indic scripts and emoji need stay.
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                out.push(' ');
            }
            c if c.is_control() || is_deceiving(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// Direction controls and characters without a shape: they make a text look like another one.
fn is_deceiving(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// At most `most` characters of a text, with `…` (which counts) where it was cut; a letter keeps its marks or goes
/// with them.
pub fn shorten(text: &str, most: usize) -> String {
    if text.chars().nth(most).is_none() {
        return text.to_owned();
    }
    let Some(kept) = most.checked_sub(1) else {
        return String::new();
    };
    let mut end = text
        .char_indices()
        .nth(kept)
        .map_or(text.len(), |(at, _)| at);
    while end > 0 && text[end..].chars().next().is_some_and(is_combining_mark) {
        end = text.floor_char_boundary(end - 1);
    }
    format!("{}…", text[..end].trim_end())
}

/// The last bytes of a text, at most so many; whole letters.
pub fn end_of(text: &str, most: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(most))..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_text_is_whole_letters() {
        assert_eq!(end_of("Straße", 2), "e");
        assert_eq!(end_of("Straße", 3), "ße");
        assert_eq!(end_of("ab", 9), "ab");
        assert_eq!(end_of("ab", 0), "");
    }
    use proptest::prelude::*;

    #[test]
    fn escape_sequences_do_not_reach_the_terminal() {
        assert_eq!(printable("a\u{1b}[31mb\r\nc\u{202e}d"), "a[31mb  cd");
        assert_eq!(printable("a\u{9b}31m\u{2028}b\u{7f}\u{feff}"), "a31m b");
    }

    #[test]
    fn a_cut_text_says_so_and_keeps_letters_whole() {
        assert_eq!(shorten("Müller", 6), "Müller");
        assert_eq!(shorten("Müller GmbH", 8), "Müller…");
        assert_eq!(shorten("ae\u{301}x", 3), "a…");
        assert_eq!(
            (shorten("abc", 1), shorten("abc", 0), shorten("", 0)),
            ("…".into(), String::new(), String::new())
        );
    }

    proptest! {
        #[test]
        fn nothing_printable_controls_and_nothing_is_longer_than_asked(text in any::<String>(), most in 0_usize..20) {
            prop_assert!(!printable(&text).chars().any(|c| c.is_control() || is_deceiving(c)));
            prop_assert_eq!(printable(&printable(&text)), printable(&text));
            prop_assert!(shorten(&text, most).chars().count() <= most);
        }
    }
}
