//! Addresses without a code that open with their town: `г. Барнаул, ул. Новая, 2`, `Москва, ул. Новая, д. 20`.

use super::code_label::is_code_label;
use super::draft::Draft;
use super::gazetteer::countries_of;
use super::inflected::town_in;
use super::parts::Parts;
use super::piece::Piece;
use super::street;
use super::town::{bare_town, country_in, is_short_name};
use super::words::{is_area, is_label};
use crate::extract::company::legal::has_form;
use crate::market::Country;

/// Pieces of a street behind its town.
const MOST: usize = 5;

/// The address that a line's pieces give, town first. `home` is the country the page speaks for.
pub(super) fn read(pieces: &[Piece<'_>], home: Option<&'static Country>) -> Option<Draft> {
    let at = pieces
        .iter()
        .take(5)
        .position(|piece| !is_area(unlabelled(piece.text)) && country_in(piece.text).is_none())?;
    let piece = pieces[at];
    if let Some(draft) = said(pieces, at, home) {
        return Some(draft);
    }
    // `Sediu: Cristian, Str. XIII, Nr. 113`
    let label = piece.text.rsplit_once([':', '：']).map(|(label, _)| label);
    let is_labelled = home.is_some() && label.is_some_and(is_label);
    let (text, code) = split_code(unlabelled(piece.text));
    let town = without_quarter(bare_town(text));
    let street = street(&pieces[at + 1..])?;
    let named = pieces[..at].iter().find_map(|p| country_in(p.text));
    let country = named.or_else(|| country_of(town, home));
    // A word for town, a town that everybody knows, or a script that writes towns first.
    let is_called = town != text || country.is_some() && !countries_of(town).is_empty();
    let is_cyrillic = |c: char| matches!(c as u32, 0x400..=0x4FF);
    let is_slavic = town.starts_with(is_cyrillic) && street.text.starts_with(is_cyrillic);
    let opens_street = pieces[at + 1].marks.street;
    if !(is_called || (is_slavic || is_labelled) && opens_street)
        || !can_be_town(town)
        || piece.marks.stop
    {
        return None;
    }
    let area = pieces[..at].iter().find(|p| is_area(unlabelled(p.text)));
    Some(Draft {
        parts: Parts {
            street: Some(street.text),
            city: Some(town.to_owned()),
            region: area.map(|p| unlabelled(p.text).to_owned()),
            postal_code: code.or(street.code),
            country: country.or(home).map(|c| c.code.clone()),
        },
        lines: (piece.line, piece.line),
        end: (piece.line, 0),
    })
}

/// `Наш офис находится в Москве, ул. Новая, 5`, `z siedzibą w Poznaniu przy ul. Nowej 8`
fn said(pieces: &[Piece<'_>], at: usize, home: Option<&'static Country>) -> Option<Draft> {
    let piece = pieces[at];
    let home = home.filter(|_| !piece.text.is_ascii() || piece.text.contains(" w "))?;
    let (town, rest) = town_in(piece.text, home)?;
    let street = if rest.is_empty() {
        street(&pieces[at + 1..])?
    } else {
        let own = piece.with(rest);
        let rooms = pieces[at + 1..].iter().take(2).copied();
        let rooms = rooms.take_while(|p| p.line == piece.line && p.marks.unit && !p.marks.street);
        let all: Vec<Piece<'_>> = std::iter::once(own).chain(rooms).collect();
        street(&all)?
    };
    Some(Draft {
        parts: Parts {
            street: Some(street.text),
            city: Some(town.to_owned()),
            region: None,
            postal_code: street.code,
            country: Some(home.code.clone()),
        },
        lines: (piece.line, piece.line),
        end: (piece.line, 0),
    })
}

struct Street {
    text: String,
    /// The postal code behind it.
    code: Option<String>,
}

/// `гр. София 1592`
fn split_code(text: &str) -> (&str, Option<String>) {
    match text.rsplit_once(' ') {
        Some((town, code))
            if (4..=6).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit()) =>
        {
            (town, Some(code.to_owned()))
        }
        _ => (text, None),
    }
}

/// A piece that is a postal code and nothing else, with or without the label.
fn code_of(text: &str) -> Option<&str> {
    let code = match text.split_once(' ') {
        Some((label, code)) if is_code_label(label) => code,
        _ => text,
    };
    let digits = code.chars().filter(|c| c.is_numeric()).count();
    let bare = code.chars().all(|c| c.is_numeric() || c == '-');
    (bare && (matches!(digits, 5 | 6) || digits == 10 && code.len() < text.len())).then_some(code)
}

/// The pieces behind the town up to the next thing that is no part of a street; a word for a street and a number must be
/// among them.
fn street(pieces: &[Piece<'_>]) -> Option<Street> {
    let taken: Vec<&Piece<'_>> = pieces
        .iter()
        .take(MOST)
        .take_while(|p| !p.marks.stop && country_in(p.text).is_none() && !has_form(p.text))
        .take_while(|p| !street::is_sentence(p.text))
        .enumerate()
        .take_while(|(nth, p)| {
            p.marks.is_addressy() || code_of(p.text).is_some() || *nth == 0 && is_district(p.text)
        })
        .map(|(_, p)| p)
        .collect();
    let first = taken.first()?;
    // `Tripoli, Gargaresh Road, Dream Tower, Libya`: a country behind it all is as good as a number.
    let ended = pieces
        .get(taken.len())
        .is_some_and(|p| country_in(p.text).is_some());
    let numbered = taken.iter().any(|p| p.marks.digit) || ended && taken.len() > 1;
    // `شهرک صنعتی` and `Мирабадский район` before their street.
    let second = || taken.get(1).is_some_and(|p| p.marks.street);
    let begins = first.marks.street || first.marks.is_street() || second();
    let mut texts: Vec<&str> = taken.iter().map(|p| p.text).collect();
    let code = texts.pop_if(|last| code_of(last).is_some());
    (begins && numbered && !first.marks.boxed).then(|| Street {
        text: texts.join(", "),
        code: code.and_then(code_of).map(str::to_owned),
    })
}

/// `Мирабадский район`
fn is_district(text: &str) -> bool {
    text.split(' ').count() <= 3
        && [
            " район",
            " р-н",
            " мкр",
            " ауданы",
            " tumani",
            " rayonu",
            " r-nu",
            " Sub City",
        ]
        .iter()
        .any(|end| text.ends_with(end))
}

fn country_of(town: &str, home: Option<&'static Country>) -> Option<&'static Country> {
    let countries = countries_of(town);
    home.filter(|home| countries.iter().any(|c| c.code == home.code))
        .or_else(|| countries.first().copied())
}

/// `Budapest XI. kerület`: the town alone.
fn without_quarter(town: &str) -> &str {
    let is_quarter = |rest: &str| {
        ["kerület", "ker.", "district"]
            .iter()
            .any(|w| rest.ends_with(w))
    };
    match town.split_once(' ') {
        Some((name, rest)) if is_quarter(rest) && !countries_of(name).is_empty() => name,
        _ => town,
    }
}

/// What stands behind the last colon.
fn unlabelled(text: &str) -> &str {
    text.rsplit([':', '：']).next().unwrap_or_default().trim()
}

fn can_be_town(town: &str) -> bool {
    // `10th of Ramadan City`
    let is_known = || town.split(' ').count() <= 4 && !countries_of(town).is_empty();
    (is_short_name(town, 3) || is_known()) && !street::opens_with_label(town)
}
