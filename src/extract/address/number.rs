//! What a number with the shape of a postal code may be else: by what stands right before and behind it.

use super::aside::{is_day, is_year};
use super::code_label::is_code_label;
use super::state::can_end_region;
use super::town::{country_of_city, is_link, split_city};
use super::words::{is_measure, is_month, marks};
use crate::text::end_of;

/// What tells what a number is stands no farther before it, bytes.
const NEAR: usize = 120;

/// Units and counters of scripts that put no space behind a number.
const COUNTERS: [char; 20] = [
    '瓦', '伏', '元', '円', '个', '個', '件', '片', '年', '月', '點', '点', '時', '时', '種', '种',
    '款', '倍', '秒', '次',
];

/// A price or a measure, a part of a longer number, the number of a box or of a telephone. `before` and `rest` are what
/// stands around the number in its line.
pub(super) fn is_other(before: &str, number: &str, rest: &str) -> bool {
    let before = end_of(before, NEAR);
    let next = rest.strip_prefix([' ', '\u{a0}']).unwrap_or_default();
    let word = next.split([' ', '\u{a0}', ',', '/', ')']).next();
    if is_dated(before, number, next) || is_of_measure(number) {
        return true;
    }
    // A code in parts (`061-0500`) counts nothing: the town may be called 月形.
    let counts = number.bytes().all(|b| b.is_ascii_digit());
    if is_measure(word.unwrap_or_default())
        || is_numbered_street(word.unwrap_or_default())
        || counts && (next.starts_with(COUNTERS) || rest.starts_with(COUNTERS))
    {
        return true;
    }
    if rest.starts_with(['%', '€', '$', '£', '+', '@', '/', '_'])
        || before.trim_end_matches(' ').ends_with(['$', '€', '£'])
        || before.ends_with(['$', '€', '£', '+', '#', '/', '_', '@', '.'])
            && !is_code_label(before.rsplit([' ', ',']).next().unwrap_or_default())
    {
        return true;
    }
    let label = before.trim_end_matches([' ', ':', '.', '-', '#']);
    let last = label
        .rsplit([' ', ',', '.', '|', '('])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    // `Traumstraße 5 in 50667 Köln`
    let is_told_place = last == "in"
        && number.len() == 5
        && label[..label.len() - 2]
            .trim_end()
            .ends_with(|c: char| c.is_ascii_digit());
    if is_told_place {
        return false;
    }
    matches!(
        last.as_str(),
        "box"
            | "no"
            | "tel"
            | "fax"
            | "phone"
            | "telefax"
            | "bag"
            | "postfach"
            | "bp"
            | "suite"
            | "ln"
            | "lane"
            | "aly"
            | "alley"
            | "sec"
            | "unit"
            | "apartado"
            | "since"
            | "in"
            | "©"
            | "copyright"
            | "abn"
            | "acn"
            | "hrb"
            | "vat"
            | "iso"
            | "ral"
            | "art"
            | "article"
            | "artikel"
            | "sku"
            | "ean"
            | "gtin"
            | "isbn"
            | "ref"
            | "item"
            | "арт"
            | "артикул"
    )
}

/// `Dec 04, 2015`, `2014 September`: the year of a date.
fn is_dated(before: &str, number: &str, next: &str) -> bool {
    let mut ahead = before.split([' ', ',']).rev().filter(|w| !w.is_empty());
    is_year(number)
        && (next.split(' ').next().is_some_and(is_month)
            || ahead.next().is_some_and(|last| {
                is_month(last) || is_day(last) && ahead.next().is_some_and(is_month)
            }))
}

/// `4096MB`: letters of a measure that touch their number.
fn is_of_measure(number: &str) -> bool {
    let letters = number.trim_start_matches(|c: char| c.is_ascii_digit());
    !letters.is_empty() && letters.len() < number.len() && is_measure(letters)
}

/// `10003 Sok. No:5`: Turkish streets are called by numbers.
fn is_numbered_street(word: &str) -> bool {
    let bare = word.trim_end_matches('.').to_lowercase();
    matches!(
        bare.as_str(),
        "sok" | "sokak" | "sk" | "cad" | "cadde" | "caddesi" | "sokağı"
    )
}

/// Does a sentence run on over the number: `conta oltre 120 articoli`, `Depomuzda 48 çeşit ürün`? Words in small letters stand
/// on both sides of it, or three behind it, in a line that has capitals as well; streets and known towns make no sentence.
pub(super) fn is_in_sentence(before: &str, rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix(' ') else {
        return false;
    };
    let mut behind = rest.split(' ');
    let mut next = || behind.next().filter(|word| is_small(word));
    let Some(first) = next() else {
        return false;
    };
    let mut ahead = before.strip_suffix(' ').unwrap_or_default().rsplit(' ');
    let mut last = || {
        ahead
            .next()
            .filter(|word| is_small(word) && !says_street(word))
    };
    let follows = last().is_some() && (first.ends_with('.') || last().is_some());
    let runs_on = follows || next().is_some() && next().is_some();
    runs_on
        && !says_street(first)
        && before.contains(char::is_uppercase)
        && country_of_city(first.trim_end_matches(['.', ','])).is_none()
}

/// At least two letters, all of them small; a sign of the sentence may stand behind.
fn is_small(word: &str) -> bool {
    let bare = word.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    bare.chars().nth(1).is_some() && bare.chars().all(char::is_lowercase)
}

fn says_street(word: &str) -> bool {
    let marks = marks(word);
    marks.street || marks.unit || marks.boxed || is_code_label(word)
}

/// Do four digits follow a word in small letters that is neither a street nor a small word of names: `działa od 1998`? `before`
/// is what stands before them in their line.
pub(super) fn is_counted(before: &str) -> bool {
    let said = before.trim_end_matches(['-', ' ']);
    let said = said.rsplit([',', ';', '|', '/', '·', '(', ':']).next();
    let said = said.unwrap_or_default().trim_start();
    let word = said.rsplit(' ').next().unwrap_or_default();
    word.chars().nth(3).is_some()
        && word.chars().all(char::is_lowercase)
        && !is_link(word)
        && !says_street(word)
        && !is_code_label(said)
}

/// Do the words that four digits follow at once make a count or a year of them? `Über 3000`, `ist seit 2012`; not those of a
/// street, a label, a state or a town.
pub(super) fn is_told(before: &str) -> bool {
    let last = before
        .rsplit([',', ';', '|', '/', '·', '•', '–', '(', ':', '\n'])
        .next();
    let last = last.unwrap_or_default();
    let said = last.rsplit(". ").next().unwrap_or_default().trim();
    let words = said.trim_end_matches(['-', ' ']);
    let is_place = || can_end_region(words.rsplit(' ').next().unwrap_or_default());
    !words.is_empty()
        && !is_code_label(words)
        && !marks(words).is_addressy()
        && !is_place()
        && split_city(words).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_measures_and_labelled_numbers_are_no_codes() {
        for (before, number, rest) in [
            ("", "21775", " mm"),
            ("", "10115", " EUR"),
            ("€ ", "10115", ""),
            ("P.O. Box ", "32123", ", Dubai"),
            ("", "200", " 瓦的常備型號"),
            ("", "1998", "年成立"),
            ("Organize Sanayi ", "10003", " Sok. No:5"),
        ] {
            assert!(is_other(before, number, rest), "{before}{number}{rest}");
        }
        for (before, rest) in [
            ("Il nostro magazzino conta oltre ", " articoli pronti"),
            ("Wir. Depomuzda ", " çeşit ürün bulunmaktadır."),
            ("Envíos a toda la República en ", " horas. Atendemos"),
        ] {
            assert!(is_in_sentence(before, rest), "{before}#{rest}");
        }
        for (before, rest) in [
            ("Weg 9, ", " Wanna"),
            ("kota bandung ", " jawa barat"),
            ("Calle de la rosa, calle mayor ", " madrid"),
            ("Muster, ulica długa ", " kraków"),
        ] {
            assert!(!is_in_sentence(before, rest), "{before}#{rest}");
        }
        for (before, number, rest) in [
            ("Weg 9, ", "21775", " Wanna"),
            ("〒", "061-0500", " 月形町"),
            ("", "100", "臺北市"),
        ] {
            assert!(!is_other(before, number, rest), "{before}{number}{rest}");
        }
    }
}
