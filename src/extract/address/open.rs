//! Addresses without a postal code: a street or box with a well-known town or a country after it.

use super::aside::{is_below_a_bank, is_of_a_bank, is_year};
use super::called;
use super::code_label::code_behind;
use super::continued::{self, opens_street};
use super::draft::Draft;
use super::larger::{ending_in_town, names_again, widened};
use super::named::{self, opens_with_house};
use super::opening;
use super::parts::Parts;
use super::piece::{Piece, Sheet};
use super::postal::has_shape;
use super::state::{is_region, is_state};
use super::street;
use super::town::{bare_town, country_in, is_city_of, is_link, is_name, split_city, split_country};
use super::words::{calls_name, is_area, is_box, is_label, is_unit, marks};
use crate::extract::company::legal::{has_form, is_landmark};
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
        let by_word = marks_street(line) || marks_street_before_stop(sheet, at);
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
            .or_else(|| named::read(sheet, at, home))
            .or_else(|| {
                by_word
                    .then(|| below_town(sheet, at, taken, home))
                    .flatten()
            })
            .or_else(|| called::read(sheet, at, home))
            .or_else(|| {
                (!by_word && opens_with_town(sheet, at))
                    .then(by_town)
                    .flatten()
            });
        let is_a_banks = || is_of_a_bank(line.text) || is_below_a_bank(lines, at);
        if let Some(draft) = found_here.filter(|_| !is_a_banks()) {
            let draft = continued::with_room(continued::with_code(draft, sheet), lines);
            free_from = draft.lines.1 + 1;
            found.push(draft);
        }
    }
    found
}

/// `Tripoli, Gargaresh Road, Dream Tower, Libya`: a town that everybody knows at one end of a line, and its country at the other.
fn opens_with_town(sheet: &Sheet<'_>, at: usize) -> bool {
    let parts = sheet.parts(at);
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return false;
    };
    let is_town = || split_city(first.text).is_some_and(|(left, _)| left.is_empty());
    (4..=7).contains(&parts.len()) && sheet.country_in(*last).is_some() && is_town()
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

/// `Brgy. Bancal Carmona Cavite`: the Philippines write the town before its province.
fn in_larger<'a>(own: Option<Piece<'a>>, place: Place<'a>) -> (Option<Piece<'a>>, Place<'a>) {
    let is_one = place.country.is_some_and(|c| c.code == "PH") && place.region.is_none();
    let inner = own.filter(|_| is_one).and_then(|piece| {
        let (left, (town, country)) = split_city(piece.text)?;
        (country.code == "PH" && !left.is_empty()).then_some((piece.with(left), town))
    });
    match inner {
        Some((street, town)) => {
            let place = Place {
                city: Some(town),
                region: place.city,
                ..place
            };
            (Some(street), place)
        }
        None => (own, place),
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

/// `Way 12, Building 5, Seeb, Oman | Tel: … | info@muster.example`: a street stands on its line before other things.
fn marks_street_before_stop(sheet: &Sheet<'_>, at: usize) -> bool {
    let line = &sheet.lines()[at];
    if !line.has_digit || !line.text.contains([',', '|', '-']) {
        return false;
    }
    let whole = marks(line.text);
    let may = whole.stop && (whole.street || whole.unit);
    may && {
        let pieces = || sheet.pieces(at).take_while(|p| !p.marks.stop);
        pieces().any(|p| p.marks.digit) && pieces().any(|p| p.marks.is_street())
    }
}

fn marks_street(line: &Line<'_>) -> bool {
    let may = line.has_digit
        || !line.text.is_ascii() && line.text.chars().any(|c| !c.is_ascii() && c.is_numeric());
    may && {
        let marks = marks(line.text);
        marks.boxed || marks.digit && (marks.street || marks.unit) && !marks.stop
    }
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
    // A telephone behind the town on the street's own line ends the address.
    let stop = pieces.iter().position(|p| p.line == at && p.marks.stop);
    let own = stop.and_then(|stop| find_place(&pieces[..stop], home));
    let (place, end) = own.or_else(|| find_place(&pieces, home))?;
    let near = pieces.iter().take(end + 4);
    let code = near
        .filter(|p| p.line <= place.last_line + 1)
        .find_map(|p| code_behind(p.text))
        .filter(|code| place.country.is_some_and(|c| has_shape(code, &c.code)));
    let mut before: Vec<Piece<'_>> = pieces[..end].to_vec();
    before.retain(|p| code.is_none() || code_behind(p.text).is_none());
    before.reverse();
    let place = in_province(sheet, place, &mut before);
    let own = (!place.left.is_empty()).then(|| pieces[end].with(place.left));
    // Without a word for a street the town must be one of the country that the page speaks for or names.
    let certain = place.left.is_empty() && place.last_line > at && place.is_certain;
    let (own, place) = in_larger(own, place);
    let street = street::read(own, &unlabelled(&before))
        .filter(|s| s.line == at || by_word)
        .filter(|s| !is_loose(&s.text))
        .filter(|s| s.sure && by_word || certain)?;
    let last = place.last_line;
    let parts = Parts {
        street: Some(street.text),
        city: place.city.map(str::to_owned),
        region: place.region.map(str::to_owned),
        postal_code: code.map(str::to_owned),
        country: place.country.map(|c| c.code.clone()),
    };
    let is_somewhere = parts.city.is_some() || parts.postal_code.is_some();
    is_somewhere.then_some(Draft {
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

impl<'a> Place<'a> {
    /// A town of a country, on a line of its own and not certain yet.
    fn of(city: Option<&'a str>, country: Option<&'static Country>, last_line: usize) -> Self {
        Self {
            city: city.map(bare_town),
            region: None,
            country,
            left: "",
            last_line,
            is_certain: false,
        }
    }
}

/// The first town after the street, by its own fame or by the country named after it.
fn find_place<'a>(
    pieces: &[Piece<'a>],
    home: Option<&'static Country>,
) -> Option<(Place<'a>, usize)> {
    let limit = pieces.len().min(12);
    for at in 0..limit {
        let piece = pieces[at];
        if let Some(found) = by_fame(&pieces[..limit], home, at) {
            return Some(found);
        }
        if at == 0 {
            continue;
        }
        // `Yongin-si, Gyeonggi-do, Korea`: the ending says town.
        if let Some(code) = ending_in_town(piece.text) {
            let place = Place {
                city: Some(piece.text),
                ..Place::of(None, crate::market::country(code), piece.line)
            };
            return Some((place, at));
        }
        if let Some(country) = country_in(piece.text) {
            return by_country(pieces, at, country);
        }
        if let Some(home) = home
            && is_region(piece.text, &home.code)
            && !is_town(piece.text)
        {
            return region_place(pieces[at - 1], home, at);
        }
        let Some((whole, country)) = split_country(piece.text) else {
            continue;
        };
        // `S.I.T.E Karachi Pakistan`
        if let Some((left, (city, of))) = split_city(whole)
            && of.code == country.code
        {
            let place = Place {
                left,
                is_certain: true,
                ..Place::of(Some(city), Some(country), piece.line)
            };
            return Some((place, at));
        }
        if !whole.is_empty() && is_plain(whole) {
            return Some((Place::of(Some(whole), Some(country), piece.line), at));
        }
    }
    None
}

/// A town that is known by itself.
fn by_fame<'a>(
    pieces: &[Piece<'a>],
    home: Option<&'static Country>,
    at: usize,
) -> Option<(Place<'a>, usize)> {
    let piece = pieces[at];
    let (left, (city, country)) = split_city(piece.text)?;
    let last = left.rsplit(' ').next();
    let is_alone = left.is_empty();
    // `Jud. Sibiu`: a county called by its town.
    let is_county = left.ends_with('.') && is_area(left);
    let may_end = is_alone
        || marks(left).is_addressy()
        || bare_town(piece.text) != piece.text
        || at > 0 && left.split(' ').count() <= 2;
    if last.is_some_and(|last| is_link(last) || calls_name(last))
        || is_county
        || !is_alone && names_again(&pieces[at + 1..], piece.line, country)
        || at == 0 && !marks(left).is_street()
        || !may_end
    {
        return None;
    }
    let named = pieces[at..].iter().take(4).find_map(|p| country_in(p.text));
    let country = named
        .or_else(|| home.filter(|home| is_city_of(city, &home.code)))
        .unwrap_or(country);
    let (country, left, city, at) = widened(pieces, home, at, (left, city, country));
    let place = Place {
        left,
        is_certain: named.is_some() || home.is_some_and(|home| home.code == country.code),
        ..Place::of(Some(city), Some(country), pieces[at].line)
    };
    Some((place, at))
}

/// The town beside the name of its country.
fn by_country<'a>(
    pieces: &[Piece<'a>],
    at: usize,
    country: &'static Country,
) -> Option<(Place<'a>, usize)> {
    let piece = pieces[at];
    let certain = |city: Option<&'a str>| Place {
        is_certain: true,
        ..Place::of(city, Some(country), piece.line)
    };
    // `Dream Street, Kingdom of Saudi Arabia, Alkhobar`
    let behind = pieces.get(at + 1);
    let behind =
        behind.filter(|next| next.line == piece.line && is_city_of(next.text, &country.code));
    if let Some(town) = behind {
        return Some((certain(Some(town.text)), at));
    }
    // `Zhongshan City, Guangdong Province, China`
    let region = at >= 3 && is_state(pieces[at - 1].text, &country.code);
    let coded = at >= 2 && code_behind(pieces[at - 1].text).is_some();
    let nth = if region || coded { at - 2 } else { at - 1 };
    let town = pieces[nth];
    // `P.O. Box 154, P.C. 111, Sultanate of Oman`
    if coded && town.marks.boxed {
        return Some((certain(None), at));
    }
    // `12 Calle 3-45, Zona 12, Guatemala`: the capital has the name of the country.
    let capital = ["GT", "KW", "PA", "LU", "DJ"].contains(&country.code.as_str());
    if capital && pieces[at - 1].marks.digit && !region && !coded {
        let place = Place {
            city: Some(piece.text),
            ..certain(None)
        };
        return Some((place, at));
    }
    if nth == 0 || !is_plain(town.text) {
        return None;
    }
    let name = town.text.strip_suffix(" Province");
    let name = name.filter(|_| country.code == "VN").unwrap_or(town.text);
    let place = Place {
        region: region.then(|| pieces[at - 1].text),
        ..Place::of(Some(name), Some(country), piece.line)
    };
    Some((place, nth))
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
        && !is_landmark(text)
}
