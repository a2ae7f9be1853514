//! Addresses without a postal code: a street or box with a well-known town or a country after it.

use super::aside::{is_below_a_bank, is_of_a_bank, is_year};
use super::called;
use super::continued::opens_street;
use super::draft::Draft;
use super::opening;
use super::parts::Parts;
use super::piece::{Piece, Sheet};
use super::state::{is_region, is_state};
use super::street;
use super::town::{bare_town, country_in, is_city_of, is_link, is_name, split_city, split_country};
use super::words::{is_area, is_box, is_label, is_unit, marks};
use crate::extract::company::legal::has_form;
use crate::extract::lines::Line;
use crate::market::Country;

/// Lines of an address without a code.
const LINES: usize = 6;
/// A longer line is running text.
const LONGEST: usize = 200;

/// The addresses in lines that no other address takes up.
pub(super) fn read(
    sheet: &Sheet<'_>,
    taken: &[Draft],
    home: Option<&'static Country>,
) -> Vec<Draft> {
    let lines = sheet.lines();
    let mut found: Vec<Draft> = Vec::new();
    let mut free_from = 0;
    for (at, line) in lines.iter().enumerate() {
        if at < free_from || line.text.len() > LONGEST || is_taken(taken, at) {
            continue;
        }
        let by_word = marks_street(line);
        let by_house = !by_word && line.has_digit && opens_with_house(line.text);
        let by_town = || {
            let pieces: Vec<Piece<'_>> = sheet.pieces(at).collect();
            opening::read(&pieces, home)
        };
        let above = |at: usize| {
            let from = at.checked_sub(1).filter(|from| *from >= free_from)?;
            let opens = by_word && !is_taken(taken, from) && opens_street(lines, from);
            let found = opens.then(|| starting_at(sheet, from, taken, home, true));
            found.flatten().filter(|draft| draft.lines.0 == from)
        };
        let found_here = (by_word || by_house)
            .then(|| above(at).or_else(|| starting_at(sheet, at, taken, home, by_word)))
            .flatten()
            .or_else(|| by_word.then(by_town).flatten())
            .or_else(|| (!by_word).then(|| named_street(sheet, at, home)).flatten())
            .or_else(|| {
                by_word
                    .then(|| below_town(sheet, at, taken, home))
                    .flatten()
            })
            .or_else(|| called::read(sheet, at, home));
        let is_a_banks = || is_of_a_bank(line.text) || is_below_a_bank(lines, at);
        if let Some(draft) = found_here.filter(|_| !is_a_banks()) {
            free_from = draft.lines.1 + 1;
            found.push(draft);
        }
    }
    found
}

/// `Karatay/Konya`, `No:70/12 Lüleburgaz / KIRKLARELİ`: Turkey writes the district before its province.
fn in_province<'a>(sheet: &Sheet<'a>, place: Place<'a>, before: &mut Vec<Piece<'a>>) -> Place<'a> {
    let is_turkish = place.country.is_some_and(|c| c.code == "TR") && place.left.is_empty();
    let (Some(city), true, Some(&district)) = (place.city, is_turkish, before.first()) else {
        return place;
    };
    let line = sheet.lines()[place.last_line].text;
    let by_stroke = district.line == place.last_line
        && line
            .rfind(city)
            .is_some_and(|at| line[..at].trim_end().ends_with('/'));
    if !by_stroke {
        return place;
    }
    // `No:70/12 Lüleburgaz`: the district stands behind the last number.
    let numbered = district.text.rfind(|c: char| c.is_ascii_digit());
    let cut = numbered.and_then(|at| Some(at + district.text[at..].find(' ')?));
    let (left, town) = match cut {
        Some(at) => (district.text[..at].trim(), district.text[at..].trim()),
        None => ("", district.text),
    };
    if !is_plain(town) {
        return place;
    }
    before.remove(0);
    if !left.is_empty() {
        before.insert(0, district.with(left));
    }
    Place {
        city: Some(town),
        region: Some(city),
        ..place
    }
}

/// `м. Київ,` above `вул. Сумська, 36`
fn below_town(
    sheet: &Sheet<'_>,
    at: usize,
    taken: &[Draft],
    home: Option<&'static Country>,
) -> Option<Draft> {
    let above = at.checked_sub(1).filter(|above| !is_taken(taken, *above))?;
    let text = sheet.lines()[above].text;
    let is_open = text.ends_with(',') || bare_town(text) != text;
    if !is_open || text.len() > 60 || sheet.lines()[above].has_digit {
        return None;
    }
    let pieces: Vec<Piece<'_>> = sheet.pieces(above).chain(sheet.pieces(at)).collect();
    let draft = opening::read(&pieces, home)?;
    Some(Draft {
        lines: (above, at),
        end: (at, 0),
        ..draft
    })
}

fn marks_street(line: &Line<'_>) -> bool {
    let may = line.has_digit
        || !line.text.is_ascii() && line.text.chars().any(|c| !c.is_ascii() && c.is_numeric());
    may && {
        let marks = marks(line.text);
        marks.boxed || marks.digit && (marks.street || marks.unit) && !marks.stop
    }
}

/// `Hamra Street, Beirut, Lebanon`: a street without a number is one where the rest of its line is a town that everybody knows
/// and its country, and nothing else. `San Martín 2450, Buenos Aires`: one without a word for street, in the page's country.
fn named_street(sheet: &Sheet<'_>, at: usize, home: Option<&'static Country>) -> Option<Draft> {
    let text = sheet.lines()[at].text;
    if text.len() > 90 || !text.contains([',', '،']) {
        return None;
    }
    let parts = sheet.parts(at);
    let (nth, country) = parts
        .iter()
        .enumerate()
        .take(5)
        .skip(1)
        .find_map(|(nth, part)| known_town(part.text, home).map(|country| (nth, country)))?;
    let pieces: Vec<Piece<'_>> = parts.iter().map(|part| sheet.piece(*part)).collect();
    let behind = &pieces[nth + 1..];
    let only_country = behind.iter().all(|p| {
        country_in(p.text).is_some_and(|c| c.code == country.code)
            || known_town(p.text, home).is_some()
    });
    let named = behind.iter().any(|p| country_in(p.text).is_some());
    let at_home = home.is_some_and(|home| home.code == country.code);
    let before = &pieces[..nth];
    let first = before.first()?;
    let is_name = |p: &Piece<'_>| {
        !p.marks.stop
            && p.text.split(' ').count() <= 5
            && p.text
                .starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
            && is_name(p.text)
            && !has_form(p.text)
    };
    let is_house = || ends_in_house(first.text) && nth >= 2 && named && at_home;
    let is_street = first.marks.street && (named || at_home) || is_house() || {
        let (name, number) = first.text.rsplit_once(' ').unwrap_or_default();
        let house = (2..=5).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        at_home
            && nth == 1
            && house
            && !name.bytes().any(|b| b.is_ascii_digit())
            && OMITS_WORD.contains(&country.code.as_str())
    };
    (only_country && is_street && before.iter().all(is_name)).then(|| Draft {
        parts: Parts {
            street: Some(before.iter().map(|p| p.text).collect::<Vec<_>>().join(", ")),
            city: Some(bare_town(pieces[nth].text).to_owned()),
            region: None,
            postal_code: None,
            country: Some(country.code.clone()),
        },
        lines: (at, at),
        end: (at, 0),
    })
}

/// `Dream Tower, Business Bay, Dubai, United Arab Emirates`: a house by its name.
fn ends_in_house(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    text.contains(' ')
        && matches!(
            last,
            "Tower" | "Towers" | "Building" | "Bldg" | "House" | "Plaza" | "Centre" | "Center"
        )
}

/// Countries that write streets by their name alone.
const OMITS_WORD: [&str; 6] = ["AR", "UY", "PY", "CL", "BO", "PE"];

/// The country of a piece that is a well-known town and nothing else; the page's own first.
fn known_town(text: &str, home: Option<&'static Country>) -> Option<&'static Country> {
    let (left, (_, country)) = split_city(text)?;
    left.is_empty().then(|| {
        home.filter(|home| is_city_of(text, &home.code))
            .unwrap_or(country)
    })
}

/// `Ejido 901`: a short name and the number of a house, which is no year, and no word for a street.
fn opens_with_house(text: &str) -> bool {
    let first = text.split([',', '-', '–', '|']).next().unwrap_or_default();
    let Some((name, number)) = first.trim().rsplit_once(' ') else {
        return false;
    };
    let digits = (2..=5).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    let words = name.split(' ').count();
    digits
        && !is_year
        && (1..=4).contains(&words)
        && text.len() < 80
        && name.chars().filter(|c| c.is_alphabetic()).count() > 3
        && name.starts_with(char::is_uppercase)
        && !name
            .chars()
            .any(|c| c.is_ascii_digit() || matches!(c, ':' | '+' | '(' | '/'))
        && is_name(name)
        && !marks(first).stop
        && !has_form(name)
}

fn is_taken(taken: &[Draft], at: usize) -> bool {
    taken.iter().any(|d| (d.lines.0..=d.lines.1).contains(&at))
}

fn starting_at(
    sheet: &Sheet<'_>,
    at: usize,
    taken: &[Draft],
    home: Option<&'static Country>,
    by_word: bool,
) -> Option<Draft> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for (line, found) in sheet.lines().iter().enumerate().skip(at).take(LINES) {
        if found.text.len() > LONGEST
            || line > at && (is_taken(taken, line) || marks(found.text).stop)
        {
            break;
        }
        pieces.extend(sheet.pieces(line));
    }
    let (place, end) = find_place(&pieces, home)?;
    let mut before: Vec<Piece<'_>> = pieces[..end].to_vec();
    before.reverse();
    let place = in_province(sheet, place, &mut before);
    let own = (!place.left.is_empty()).then(|| pieces[end].with(place.left));
    // Without a word for a street the town must be one of the country that the page speaks for or names.
    let certain = place.left.is_empty() && place.last_line > at && place.is_certain;
    let street = street::read(own, &unlabelled(&before))
        .filter(|s| s.line == at || by_word)
        .filter(|s| !is_loose(&s.text))
        .filter(|s| s.sure && by_word || certain)?;
    let last = place.last_line;
    let parts = Parts {
        street: Some(street.text),
        city: place.city.map(str::to_owned),
        region: place.region.map(str::to_owned),
        postal_code: None,
        country: place.country.map(|c| c.code.clone()),
    };
    parts.city.is_some().then_some(Draft {
        parts,
        lines: (street.line, last),
        end: (last, 0),
    })
}

/// `#16, Bulunmaz`, `2015 Swim Shop`: no word for a street, and no number but that of an article or of a year;
/// `35 кв.м Партер`: a room to let.
fn is_loose(street: &str) -> bool {
    let counts = |piece: &str| {
        let first = piece.split([' ', ',']).next().unwrap_or_default();
        first.starts_with('#') || is_year(first)
    };
    let is_called = |piece: &str| {
        let marks = marks(piece);
        marks.street || marks.boxed || marks.unit && !counts(piece)
    };
    let is_measure =
        |word: &str| matches!(word, "кв.м" | "кв.м." | "m²" | "м²" | "m2" | "sqm" | "sq.m");
    counts(street) && !street.split(", ").any(is_called) || street.split(' ').any(is_measure)
}

fn unlabelled<'a>(before: &[Piece<'a>]) -> Vec<Piece<'a>> {
    before
        .iter()
        .map(|p| match p.text.split_once(": ") {
            Some((label, rest))
                if !rest.is_empty()
                    && (is_label(label)
                        || !is_unit(label.rsplit(' ').next().unwrap_or_default()))
                    && !is_box(label) =>
            {
                Piece {
                    opens: true,
                    ..p.with(rest.trim())
                }
            }
            _ => *p,
        })
        .collect()
}

struct Place<'a> {
    city: Option<&'a str>,
    region: Option<&'a str>,
    country: Option<&'static Country>,
    /// What stands before the town in its piece.
    left: &'a str,
    last_line: usize,
    /// The town is known, and its country is named or the page's own.
    is_certain: bool,
}

/// The first town after the street, by its own fame or by the country named after it.
fn find_place<'a>(
    pieces: &[Piece<'a>],
    home: Option<&'static Country>,
) -> Option<(Place<'a>, usize)> {
    let limit = pieces.len().min(12);
    for at in 0..limit {
        let piece = pieces[at];
        if let Some((left, (city, country))) = split_city(piece.text)
            && !left.rsplit(' ').next().is_some_and(is_link)
            // `Jud. Sibiu`: a county called by its town.
            && !(left.ends_with('.') && is_area(left))
            && (left.is_empty() || !names_again(&pieces[at + 1..limit], piece.line, country))
            && (at > 0 || marks(left).is_street())
            && (left.is_empty()
                || marks(left).is_addressy()
                || bare_town(piece.text) != piece.text
                || at > 0 && left.split(' ').count() <= 2)
        {
            let named = pieces[at..limit]
                .iter()
                .take(4)
                .find_map(|p| country_in(p.text));
            let country = named
                .or_else(|| home.filter(|home| is_city_of(city, &home.code)))
                .unwrap_or(country);
            // `Kwai Chung, Hong Kong`: of two towns in a row the second is the larger.
            let larger = pieces
                .get(at + 1)
                .filter(|next| at > 0 && (left.is_empty() || next.line == piece.line))
                .filter(|next| next.text != "Metro Manila" && is_city_of(next.text, &country.code));
            let (left, city, at) = larger.map_or((left, city, at), |next| ("", next.text, at + 1));
            return Some((
                Place {
                    city: Some(bare_town(city)),
                    region: None,
                    country: Some(country),
                    left,
                    last_line: pieces[at].line,
                    is_certain: named.is_some()
                        || home.is_some_and(|home| home.code == country.code),
                },
                at,
            ));
        }
        // `Yongin-si, Gyeonggi-do, Korea`: the ending says town.
        if at > 0
            && let Some(country) = ending_in_town(piece.text)
        {
            return Some((
                Place {
                    city: Some(piece.text),
                    region: None,
                    country: crate::market::country(country),
                    left: "",
                    last_line: piece.line,
                    is_certain: false,
                },
                at,
            ));
        }
        if at > 0
            && let Some(country) = country_in(piece.text)
        {
            // `Zhongshan City, Guangdong Province, China`
            let region = at >= 3 && is_state(pieces[at - 1].text, &country.code);
            let nth = if region { at - 2 } else { at - 1 };
            let town = pieces[nth];
            if nth >= 1 && is_plain(town.text) {
                return Some((
                    Place {
                        city: Some(bare_town(town.text)),
                        region: region.then(|| pieces[at - 1].text),
                        country: Some(country),
                        left: "",
                        last_line: piece.line,
                        is_certain: false,
                    },
                    nth,
                ));
            }
            return None;
        }
        if at > 0
            && let Some(home) = home
            && is_region(piece.text, &home.code)
            && !is_town(piece.text)
        {
            let town = pieces[at - 1];
            return region_place(town, home, at);
        }
        if at > 0
            && let Some((left, country)) =
                split_country(piece.text).filter(|(left, _)| !left.is_empty() && is_plain(left))
        {
            return Some((
                Place {
                    city: Some(bare_town(left)),
                    region: None,
                    country: Some(country),
                    left: "",
                    last_line: piece.line,
                    is_certain: false,
                },
                at,
            ));
        }
    }
    None
}

/// Does a town of the country stand alone further on in the line? `Av. Corrientes 1234, Piso 5, Buenos Aires`
fn names_again(further: &[Piece<'_>], line: usize, country: &Country) -> bool {
    further
        .iter()
        .take(5)
        .take_while(|p| p.line == line)
        .any(|p| is_city_of(p.text, &country.code))
}

/// The country whose towns end so.
fn ending_in_town(text: &str) -> Option<&'static str> {
    let (name, kind) = text.rsplit_once('-')?;
    let is_one = name.len() > 2 && name.starts_with(char::is_uppercase) && !name.contains(' ');
    match kind {
        "si" | "Si" if is_one => Some("KR"),
        "shi" | "Shi" if is_one => Some("JP"),
        _ => None,
    }
}

fn is_town(text: &str) -> bool {
    split_city(text).is_some_and(|(left, _)| left.is_empty())
}

/// `1235 Washington Avenue, Miami Beach, FL`, `No:92 İzmit / KOCAELİ`
fn region_place<'a>(
    town: Piece<'a>,
    home: &'static Country,
    at: usize,
) -> Option<(Place<'a>, usize)> {
    let place = |city: &'a str, left: &'a str| Place {
        city: Some(bare_town(city)),
        region: None,
        country: Some(home),
        left,
        last_line: town.line,
        is_certain: false,
    };
    if is_plain(town.text) && at >= 2 {
        return Some((place(town.text, ""), at - 1));
    }
    let (left, city) = street::split_town(town.text)?;
    is_plain(city).then(|| (place(city, left), at - 1))
}

fn is_plain(text: &str) -> bool {
    let marks = marks(text);
    !marks.digit
        && !marks.stop
        && !marks.boxed
        && text.split(' ').count() <= 4
        && text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        && is_name(text)
        && !has_form(text)
}
