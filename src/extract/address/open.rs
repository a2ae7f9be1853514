//! Addresses without a postal code: a street or box with a well-known town or a country after it.

use super::draft::Draft;
use super::parts::Parts;
use super::piece::{Piece, Sheet};
use super::street;
use super::town::{bare_town, country_in, is_city_of, is_link, is_name, split_city, split_country};
use super::words::{is_box, is_code_label, is_region, is_unit, marks};
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
        let found_here = if marks_street(line) {
            starting_at(sheet, at, taken, home).or_else(|| place_first(sheet, at, home))
        } else {
            named_street(sheet, at, home)
        };
        if let Some(draft) = found_here {
            free_from = draft.lines.1 + 1;
            found.push(draft);
        }
    }
    found
}

fn marks_street(line: &Line<'_>) -> bool {
    let may = line.has_digit
        || !line.text.is_ascii() && line.text.chars().any(|c| !c.is_ascii() && c.is_numeric());
    may && {
        let marks = marks(line.text);
        marks.boxed || marks.digit && (marks.street || marks.unit) && !marks.stop
    }
}

/// `г. Тверь, ул. Примерная, 5`: where one writes from the large to the small, the street follows the town.
fn place_first(sheet: &Sheet<'_>, at: usize, home: Option<&'static Country>) -> Option<Draft> {
    const LARGE_FIRST: [&str; 15] = [
        "RU", "UA", "BY", "KZ", "UZ", "KG", "TJ", "TM", "MD", "AM", "AZ", "GE", "IR", "MN", "BG",
    ];
    let pieces: Vec<Piece<'_>> = unlabelled(&sheet.pieces(at).collect::<Vec<_>>());
    let writes_so = |country: &Country| LARGE_FIRST.contains(&country.code.as_str());
    let (town, city, country) = pieces.iter().enumerate().find_map(|(nth, piece)| {
        let (text, _) = split_code(piece.text);
        let city = bare_town(text);
        let known = known_town(text, home);
        let labelled = city.len() < text.len() && is_plain(city);
        let country = known.or(home.filter(|_| labelled))?;
        writes_so(country).then_some((nth, city, country))
    })?;
    let behind: Vec<&Piece<'_>> = pieces[town + 1..]
        .iter()
        .skip_while(|p| !p.marks.street && !p.marks.stop && !p.marks.digit)
        .take_while(|p| {
            p.marks.is_addressy() && !street::is_sentence(p.text) && p.text.split(' ').count() <= 6
        })
        .take(5)
        .collect();
    behind.first().filter(|p| p.marks.street)?;
    let numbered = behind.iter().any(|p| p.marks.digit);
    let mut texts: Vec<&str> = behind.iter().map(|p| p.text).collect();
    let code = texts
        .pop_if(|last| code_of(last).is_some())
        .and_then(code_of)
        .or(split_code(pieces[town].text).1);
    numbered.then(|| Draft {
        parts: Parts {
            street: Some(texts.join(", ")),
            city: Some(city.to_owned()),
            region: None,
            postal_code: code.map(str::to_owned),
            country: Some(country.code.clone()),
        },
        lines: (at, at),
        end: (at, 0),
    })
}

/// `гр. София 1592`
fn split_code(text: &str) -> (&str, Option<&str>) {
    match text.rsplit_once(' ') {
        Some((town, code))
            if (4..=6).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit()) =>
        {
            (town, Some(code))
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
    let is_street = first.marks.street && (named || at_home) || {
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

/// Countries that write streets by their name alone.
const OMITS_WORD: [&str; 6] = ["AR", "UY", "PY", "CL", "BO", "PE"];

/// The country of a piece that is a well-known town and nothing else; the page's own first.
fn known_town(text: &str, home: Option<&'static Country>) -> Option<&'static Country> {
    let (left, (_, country)) = split_city(text)?;
    left.is_empty().then(|| {
        home.filter(|home| is_city_of(text, home))
            .unwrap_or(country)
    })
}

fn is_taken(taken: &[Draft], at: usize) -> bool {
    taken.iter().any(|d| (d.lines.0..=d.lines.1).contains(&at))
}

fn starting_at(
    sheet: &Sheet<'_>,
    at: usize,
    taken: &[Draft],
    home: Option<&'static Country>,
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
    let own = (!place.left.is_empty()).then(|| pieces[end].with(place.left));
    let street = street::read(own, &unlabelled(&before)).filter(|s| s.sure)?;
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

fn unlabelled<'a>(before: &[Piece<'a>]) -> Vec<Piece<'a>> {
    before
        .iter()
        .map(|p| match p.text.split_once(": ") {
            Some((label, rest))
                if !rest.is_empty()
                    && !is_unit(label.rsplit(' ').next().unwrap_or_default())
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
}

/// The first town after the street, by its own fame or by the country named after it.
fn find_place<'a>(
    pieces: &[Piece<'a>],
    home: Option<&'static Country>,
) -> Option<(Place<'a>, usize)> {
    let limit = pieces.len().min(9);
    for at in 0..limit {
        let piece = pieces[at];
        if let Some((left, (city, country))) = split_city(piece.text)
            && !left.rsplit(' ').next().is_some_and(is_link)
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
            let country = named.unwrap_or_else(|| {
                let own = home.filter(|home| is_city_of(city, home));
                own.unwrap_or(country)
            });
            // `Ikeja, Lagos`: the larger town stands behind its part.
            let larger = pieces[at + 1..limit]
                .first()
                .filter(|next| next.line == piece.line)
                .filter(|next| is_city_of(next.text, country) && country_in(next.text).is_none());
            let (left, city, nth) = larger.map_or((left, city, at), |next| ("", next.text, at + 1));
            return Some((
                Place {
                    city: Some(bare_town(city)),
                    region: None,
                    country: Some(country),
                    left,
                    last_line: piece.line,
                },
                nth,
            ));
        }
        if at > 0
            && let Some(country) = country_in(piece.text)
        {
            // `Zhongshan City, Guangdong Province, China`
            let region = at >= 3 && is_state(pieces[at - 1].text, country);
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
                },
                at,
            ));
        }
    }
    None
}

/// A state or province of the country, with or without the word for it.
fn is_state(text: &str, country: &Country) -> bool {
    let name = [" Province", " Prov", " Prov.", " Prefecture", " State"]
        .iter()
        .find_map(|end| text.strip_suffix(end))
        .unwrap_or(text);
    is_region(name, &country.code)
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
