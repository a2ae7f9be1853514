//! Signs of code that assembles an address or a number.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// What code that assembles an address or a number has in it.
const SIGNS: &[&str] = &[
    "@",
    "mailto",
    "lto:",
    "tel:",
    "'te'",
    "\"te\"",
    "fromCharCode",
    "atob",
    "&#64",
    "%40",
    "\\x40",
    "\\u0040",
    "rot13",
    "unescape(",
    "charCodeAt",
];

static AUTOMATON: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(SIGNS).expect("a short fixed list of words"));

/// May this code assemble an address or a number?
pub(super) fn may_assemble(code: &str) -> bool {
    AUTOMATON.is_match(code)
}
