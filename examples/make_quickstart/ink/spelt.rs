//! Contacts spelt so that only people read them: words for signs, other digits, gaps.

use super::{Form, Piece, Writing, labelled};
use crate::quickstart::html::escape;

/// The forms of this file.
pub const FORMS: &[(&str, Form)] = &[
    ("brackets", brackets),
    ("words", words),
    ("local_words", local_words),
    ("bare_words", bare_words),
    ("spaced", spaced),
    ("zero_width", zero_width),
    ("fullwidth", fullwidth),
    ("arabic_digits", arabic_digits),
    ("digit_words", digit_words),
];

fn brackets(w: &Writing) -> Piece {
    labelled(w, w.shown().replace('@', " [at] "))
}

fn words(w: &Writing) -> Piece {
    labelled(w, w.shown().replace('@', " (at) ").replace('.', " (dot) "))
}

fn local_words(w: &Writing) -> Piece {
    let (user, domain) = w.halves();
    let (at, dot) = (w.label("at"), w.label("dot"));
    labelled(
        w,
        escape(&format!(
            "{user} [{at}] {}",
            domain.replace('.', &format!(" [{dot}] "))
        )),
    )
}

fn bare_words(w: &Writing) -> Piece {
    let (user, domain) = w.halves();
    let (at, dot) = (w.label("at"), w.label("dot"));
    labelled(
        w,
        escape(&format!(
            "{user} {at} {}",
            domain.replace('.', &format!(" {dot} "))
        )),
    )
}

fn spaced(w: &Writing) -> Piece {
    let letters: Vec<String> = w.shown().chars().map(String::from).collect();
    labelled(w, letters.join(" "))
}

fn zero_width(w: &Writing) -> Piece {
    let (user, domain) = w.halves();
    let (head, tail) = user.split_at(2);
    labelled(
        w,
        format!(
            "{head}&#8203;{tail}&#8203;@&#65279;{}",
            domain.replace('.', "&shy;.")
        ),
    )
}

fn fullwidth(w: &Writing) -> Piece {
    let widen = |c: char| {
        if c.is_ascii_graphic() {
            char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c)
        } else {
            c
        }
    };
    labelled(w, w.shown().chars().map(widen).collect())
}

fn arabic_digits(w: &Writing) -> Piece {
    let turn = |c: char| {
        c.to_digit(10)
            .and_then(|d| char::from_u32(0x0660 + d))
            .unwrap_or(c)
    };
    labelled(w, w.shown().chars().map(turn).collect())
}

fn digit_words(w: &Writing) -> Piece {
    let digits = &w.company.tongue().text.digits;
    let joint = if w.company.language == "ja" { "" } else { " " };
    let say = |c: char| match c.to_digit(10) {
        Some(digit) => digits[usize::try_from(digit).expect("one digit")].clone(),
        None => "–".to_owned(),
    };
    let said: Vec<String> = w.shown().chars().map(say).collect();
    labelled(w, escape(&said.join(joint)))
}
