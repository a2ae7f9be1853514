//! Pictures that stand for a sign: that of an at sign between a name and a domain.

use super::element::Attributes;

/// What the alternative text of an at sign's picture says; folded, without brackets.
const SAID: &[&str] = &[
    "@",
    "at",
    "at-sign",
    "at sign",
    "atsign",
    "at mark",
    "atmark",
    "arroba",
    "arobase",
    "chiocciola",
    "klammeraffe",
    "apenstaartje",
    "snabel-a",
    "zavinac",
    "malpa",
    "kukac",
    "собака",
    "アットマーク",
    "アット",
    "あっと",
    "골뱅이",
    "艾特",
];
/// What its file is called, without the ending.
const CALLED: &[&str] = &[
    "at",
    "at-sign",
    "at_sign",
    "atsign",
    "atmark",
    "at-mark",
    "at_mark",
    "arroba",
    "arobase",
    "chiocciola",
    "klammeraffe",
    "apenstaartje",
];
/// Longer texts say more than one sign, bytes.
const LONGEST: usize = 24;

/// Is it the picture of an at sign?
pub(super) fn is_at_sign(seen: &Attributes<'_>) -> bool {
    let Some(source) = seen.src else {
        return false;
    };
    let alt = seen.alt.trim();
    if alt.len() > LONGEST {
        return false;
    }
    if !alt.is_empty() {
        let bare = alt.trim_matches(|c: char| "()[]{}<>（） ".contains(c));
        return bare.len() <= 2 && bare.contains('@') || is_one_of(bare, SAID);
    }
    let file = source.rsplit('/').next().unwrap_or_default();
    file.starts_with(['a', 'A', 'c', 'C', 'k', 'K'])
        && is_one_of(file.split(['.', '?']).next().unwrap_or_default(), CALLED)
}

fn is_one_of(text: &str, all: &[&str]) -> bool {
    let first = text.bytes().next().map(|b| b.to_ascii_lowercase());
    all.iter()
        .any(|one| one.bytes().next() == first && text.eq_ignore_ascii_case(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(src: &'static str, alt: &'static str) -> bool {
        is_at_sign(&Attributes {
            src: Some(src),
            alt,
            ..Attributes::default()
        })
    }

    #[test]
    fn an_at_sign_is_told_by_its_text_else_by_its_file() {
        assert!(is("/i.gif", "@") && is("/i.gif", "(at)") && is("/i.gif", "アットマーク"));
        assert!(is("/img/at.gif?1", "") && is("arroba.png", " "));
        assert!(!is("/at.gif", "Österreich") && !is("/cat.gif", "") && !is("/i.gif", "at home"));
        assert!(!is("/i.gif", "a@b.de"));
    }
}
