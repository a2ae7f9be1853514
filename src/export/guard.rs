//! The guard against formulas: a spreadsheet runs a cell that starts like one, whoever wrote it.

use std::borrow::Cow;

/// The text with an apostrophe in front where a spreadsheet would take it for a formula: where it starts with
/// `=`, `+`, `-`, `@`, a tab or a carriage return (the list of OWASP's note on CSV injection), full-width forms included.
pub fn guard_formula(text: &str) -> Cow<'_, str> {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => {
            Cow::Owned(format!("'{text}"))
        }
        _ => Cow::Borrowed(text),
    }
}

/// As [`guard_formula`] for a file that a program imports: only where a spreadsheet that opens it all the same could run
/// something. A formula calls by `(`, and asks another program by `|` or `!`; a telephone number (`+49…`) does neither.
pub fn guard_calls(text: &str) -> Cow<'_, str> {
    if text.contains(['(', '|', '!', '（', '｜', '！']) && !is_number(text) {
        guard_formula(text)
    } else {
        Cow::Borrowed(text)
    }
}

/// `+49 (30) 123`: nothing but digits and what parts them.
fn is_number(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | ' ' | '.' | '/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_import_keeps_numbers_as_they_are_and_runs_nothing() {
        for kept in [
            "+498999998140",
            "+49 (89) 9999",
            "-5 %",
            "@home GmbH",
            "=",
            "Lux (Kassel)",
        ] {
            assert_eq!(guard_calls(kept), kept);
        }
        for guarded in [
            "=HYPERLINK(\"http://x\")",
            "+cmd|' /C calc'!A0",
            "@SUM(A1)",
            "-1+cmd|x",
        ] {
            assert!(guard_calls(guarded).starts_with('\''), "{guarded}");
        }
    }

    proptest! {
        #[test]
        fn no_guarded_cell_starts_like_a_formula(text in "[=+@\\-\t\r ]{0,2}\\PC{0,8}") {
            let guarded = guard_formula(&text);
            prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert_eq!(guarded.strip_prefix('\'').filter(|t| *t == text).unwrap_or(&guarded), text.as_str());
        }
    }
}
