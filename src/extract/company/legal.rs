//! Legal forms: where a company's name stands in a line.

use std::borrow::Cow;

use super::form::{Place, TABLE, form_at, words};
use super::joined::joined_name;
use super::named::Named;

/// Names of more words are sentences.
const LONGEST_NAME: usize = 9;

/// The names with a legal form in a line, in order.
pub(in crate::extract) fn names(line: &str) -> Vec<Named> {
    if !line.is_ascii()
        && let Some(named) = joined_name(line)
    {
        return vec![named];
    }
    let words = words(line);
    let mut found: Vec<Named> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some((length, place)) = form_at(line, &words, at) else {
            at += 1;
            continue;
        };
        if is_state(line, words[at].0, words[at + length - 1].1) {
            at += length;
            continue;
        }
        let floor = found.last().map_or(0, |n| n.end);
        let named = match place {
            Place::After => back(line, &words, (at, length), floor)
                .or_else(|| small(line, &words, (at, length)))
                .or_else(|| french(line, &words, (at, length))),
            Place::Before => forth(line, &words, (at, length)),
            Place::Either => back(line, &words, (at, length), floor)
                .or_else(|| forth(line, &words, (at, length))),
        };
        found.extend(named);
        at += length;
    }
    found
}

/// `San Dimas, CA 91773`: two capitals between a comma and a ZIP code are a state.
fn is_state(line: &str, start: usize, end: usize) -> bool {
    let form = &line[start..end];
    let rest = line[end..].trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    form.len() == 2
        && form.bytes().all(|b| b.is_ascii_uppercase())
        && line[..start].trim_end().ends_with(',')
        && digits == 5
}

/// Has the text a legal form that says so without doubt?
pub(in crate::extract) fn has_form(text: &str) -> bool {
    !names(text).is_empty()
}

/// The text without the legal form, folded, letters and digits only, in words.
pub(super) fn core(name: &str) -> Vec<String> {
    let joined: Cow<'_, str> = if name.is_ascii() {
        name.into()
    } else {
        TABLE
            .joined
            .replace_all(name, &vec![" "; TABLE.joined_places.len()])
            .into()
    };
    let words = words(&joined);
    let mut kept = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some((length, place)) = form_at(&joined, &words, at)
            && (at > 0 || place == Place::Before)
            && length < words.len()
        {
            at += length;
            continue;
        }
        kept.extend(crate::text::words(&joined[words[at].0..words[at].1]));
        at += 1;
    }
    kept
}

/// Small words inside names.
const LINKS: &[&str] = &[
    "of", "and", "&", "+", "de", "del", "la", "le", "les", "el", "y", "e", "et", "und", "for",
    "für", "fuer", "i", "do", "da", "dos", "van", "von", "der", "den", "di", "dei", "del", "della",
    "the", "ve", "og", "och", "ja", "a", "w", "en", "in", "on", "-", "–", "/", "x",
];

/// Reads a name backwards from its legal form.
fn back(line: &str, words: &[(usize, usize)], form: (usize, usize), floor: usize) -> Option<Named> {
    let mut start = form.0;
    while start > 0 && form.0 - start < LONGEST_NAME {
        let (from, to) = words[start - 1];
        let word = &line[from..to];
        let gap = &line[to..words[start].0];
        if from < floor || breaks(word, gap, start == form.0) || !belongs(word) {
            break;
        }
        start -= 1;
    }
    while start < form.0
        && LINKS.contains(&line[words[start].0..words[start].1].to_lowercase().as_str())
        && !line[words[start].0..].starts_with("The")
    {
        start += 1;
    }
    let end = words[form.0 + form.1 - 1].1;
    (start < form.0
        && line[words[start].0..words[form.0].0]
            .chars()
            .any(char::is_alphabetic))
    .then(|| Named {
        start: words[start].0,
        end: trimmed(line, words[start].0, end),
    })
}

/// `fantaso GmbH`: a name that begins small, alone on its line with a form in capitals.
fn small(line: &str, words: &[(usize, usize)], form: (usize, usize)) -> Option<Named> {
    let end = words[form.0 + form.1 - 1].1;
    let name = line[words.first()?.0..words[form.0].0].trim_end();
    let is_alone = line[end..].trim().is_empty() && form.0 <= 2 && form.0 > 0;
    let capital = line[words[form.0].0..].starts_with(|c: char| c.is_uppercase());
    let plain = name.chars().filter(|c| c.is_alphabetic()).count() > 2
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '&' | '.' | ' '));
    // `private Limited` is no name.
    let is_form =
        |word: &str| matches!(word, "private" | "public" | "our" | "the" | "a" | "company");
    (is_alone && capital && plain && !name.split(' ').any(is_form)).then(|| Named {
        start: words[0].0,
        end: trimmed(line, words[0].0, end),
    })
}

/// `SAS Fantaisie`: French firms put their form before the name as well.
fn french(line: &str, words: &[(usize, usize)], form: (usize, usize)) -> Option<Named> {
    let written = &line[words[form.0].0..words[form.0 + form.1 - 1].1];
    let is_french = matches!(written, "SAS" | "SARL" | "SASU" | "EURL" | "SNC" | "SCI");
    is_french.then(|| forth(line, words, form)).flatten()
}

/// Reads a name forwards from its legal form: a name in quotes, or capitalised words.
fn forth(line: &str, words: &[(usize, usize)], form: (usize, usize)) -> Option<Named> {
    let from = words[form.0].0;
    let behind = words[form.0 + form.1 - 1].1;
    let rest = line[behind..].trim_start();
    let open = line.len() - rest.len();
    let close = rest.chars().next().and_then(|c| match c {
        '"' => Some('"'),
        '«' => Some('»'),
        '“' | '„' => Some('”'),
        _ => None,
    });
    if let Some(close) = close {
        let inner = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| *c == close || close == '”' && matches!(c, '“' | '"'))?;
        return (inner.0 < 80).then_some(Named {
            start: from,
            end: open + inner.0 + inner.1.len_utf8(),
        });
    }
    let mut end = None;
    for &(start, to) in words.iter().skip(form.0 + form.1).take(LONGEST_NAME) {
        let word = &line[start..to];
        if !belongs(word)
            || LINKS.contains(&word) && end.is_none()
            || !line[behind..start]
                .chars()
                .all(|c| !matches!(c, '|' | '•' | ';' | '·'))
        {
            break;
        }
        end = Some(to);
        if word.ends_with([',', ':', ';']) {
            break;
        }
    }
    end.map(|end| Named {
        start: from,
        end: trimmed(line, from, end),
    })
}

fn trimmed(line: &str, start: usize, end: usize) -> usize {
    start
        + line[start..end]
            .trim_end_matches([',', ':', ';', ' ', '-', '–'])
            .len()
}

/// Does the name end before this word, going backwards?
fn breaks(word: &str, gap: &str, next_is_form: bool) -> bool {
    let ends = word.ends_with([':', ';', '!', '?', '：'])
        || word.ends_with(',') && !next_is_form
        || ends_sentence(word) && !next_is_form;
    ends || gap.contains(['|', '•', '·', '©', ';'])
        || matches!(
            word,
            "-" | "–" | "—" | "|" | "/" | "»" | ">" | "(c)" | "(C)"
        )
}

fn ends_sentence(word: &str) -> bool {
    word.ends_with('.')
        && word.chars().filter(|c| c.is_alphabetic()).count() > 4
        && !word[..word.len() - 1].contains('.')
}

/// Capitalised words, numbers that are no years, and small words.
fn belongs(word: &str) -> bool {
    let first = word.chars().find(|c| c.is_alphanumeric());
    if is_year(word) || word.contains('@') || word.contains("://") {
        return false;
    }
    first.map_or(word == "&" || word == "+", |c| !c.is_lowercase())
        || LINKS.contains(&word.to_lowercase().as_str())
        || word.chars().skip(1).any(char::is_uppercase)
}

fn is_year(word: &str) -> bool {
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    digits.len() >= 4
        && digits.len().is_multiple_of(4)
        && (digits.starts_with("19") || digits.starts_with("20"))
        && !word.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Vec<&str> {
        names(line)
            .into_iter()
            .map(|n| &line[n.start..n.end])
            .collect()
    }

    #[test]
    fn a_state_before_its_zip_code_is_no_legal_form() {
        for line in [
            "San Dimas, CA 91773",
            "Denver, CO 80202",
            "New Orleans, LA 70112-1234",
        ] {
            assert!(names(line).is_empty(), "{line}");
        }
        for line in ["Lampara Azul, C.A. 2013", "Muster AG 2013", "Lux, SA Paris"] {
            assert_eq!(names(line).len(), 1, "{line}");
        }
    }

    #[test]
    fn names_are_found_by_their_legal_forms() {
        assert_eq!(
            found("© 2013 Muster Handels GmbH & Co. KG, Alle Rechte"),
            vec!["Muster Handels GmbH & Co. KG"]
        );
        assert_eq!(
            found("Welcome to Visionera AB in Stockholm"),
            vec!["Visionera AB"]
        );
        assert_eq!(
            found("The company Alan Telekomunikacja Sp. z o.o. was founded"),
            vec!["Alan Telekomunikacja Sp. z o.o."]
        );
        assert_eq!(found("ООО «Ромашка», Москва"), vec!["ООО «Ромашка»"]);
        assert_eq!(
            found("PT. Aksesindo Buana Perkasa"),
            vec!["PT. Aksesindo Buana Perkasa"]
        );
        assert_eq!(
            found("Aslı Endüstri Metal Teknik Makina SAN. ve TİC. LTD. ŞTİ."),
            vec!["Aslı Endüstri Metal Teknik Makina SAN. ve TİC. LTD. ŞTİ."]
        );
        assert_eq!(
            found("SHIMOMURA TOKUSHU SEIKO Co.,Ltd."),
            vec!["SHIMOMURA TOKUSHU SEIKO Co.,Ltd."]
        );
        assert_eq!(
            found("Copyright (C) 株式会社東京製版 All Rights"),
            vec!["株式会社東京製版"]
        );
        assert_eq!(found("신원스틸(주)"), vec!["신원스틸(주)"]);
        assert_eq!(found("© 2024 (주) 보기 무역"), vec!["(주) 보기 무역"]);
        assert_eq!(found("(주) 보기 대표: 김보기"), vec!["(주) 보기"]);
        assert_eq!(
            found("주식회사 보기 대표이사 김보기"),
            vec!["주식회사 보기"]
        );
    }

    #[test]
    fn words_that_only_look_like_forms_make_no_names() {
        assert!(found("we sell as much as we can").is_empty());
        assert!(found("limited offer for our company").is_empty());
        assert!(found("Det ska gå fort att betala").is_empty());
    }

    #[test]
    fn the_core_of_a_name_has_no_legal_form() {
        assert_eq!(core("Muster Handels GmbH"), vec!["muster", "handels"]);
        assert_eq!(core("三和システム株式会社"), vec!["三和システム"]);
    }

    proptest::proptest! {
        #[test]
        fn no_line_can_stop_it(line in "(\\PC|GmbH|Co\\.|, |ООО «|»|株式会社|\\(주\\)|Ltd ){0,30}") {
            for named in names(&line) {
                proptest::prop_assert!(!line[named.start..named.end].is_empty());
            }
            let _ = core(&line);
        }
    }
}
