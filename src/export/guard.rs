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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_guarded_cell_starts_like_a_formula(text in "[=+@\\-\t\r ]{0,2}\\PC{0,8}") {
            let guarded = guard_formula(&text);
            prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert_eq!(guarded.strip_prefix('\'').filter(|t| *t == text).unwrap_or(&guarded), text.as_str());
        }
    }
}
