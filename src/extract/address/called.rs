//! Addresses without a code and without a word for a street, behind the label of an address: `Adresa: Ilica 75, Zagreb`.

use super::draft::Draft;
use super::parts::Parts;
use super::piece::Sheet;
use super::postal::has_shape;
use super::state::is_region;
use super::street::is_sentence;
use super::town::{bare_town, country_in, country_of_city, is_city_of, is_short_name};
use super::words::{is_label, marks};
use crate::market::Country;

/// A longer line tells more than an address.
const LONGEST: usize = 100;
/// Words of the longest name of a street or a town.
const LONGEST_NAME: usize = 4;

/// The address of a line whose label, on it or alone on the line above, says that it is one. `home` is the country the
/// page speaks for.
pub(super) fn read(sheet: &Sheet<'_>, at: usize, home: Option<&'static Country>) -> Option<Draft> {
    numbered(sheet, at, home).or_else(|| placed(sheet, at, home))
}

/// `Adresa: Ilica 75, Zagreb`
fn numbered(sheet: &Sheet<'_>, at: usize, home: Option<&'static Country>) -> Option<Draft> {
    let lines = sheet.lines();
    let text = lines[at].text;
    if !lines[at].has_digit || text.len() > LONGEST {
        return None;
    }
    let labelled = text
        .split_once([':', '：'])
        .filter(|(label, _)| is_called(label));
    let above = || {
        let above = lines[at.checked_sub(1)?]
            .text
            .trim_end_matches([':', '：', ' ']);
        is_called(above).then_some(text)
    };
    let text = labelled.map(|(_, text)| text).or_else(above)?;
    let mut parts = text.split([',', '،']).map(str::trim);
    let street = parts.next()?;
    let below = || town_below(sheet, at).filter(|_| labelled.is_some());
    let town = parts.next().or_else(below)?;
    // `Corral-Los Ríos`
    let town = match town.split_once('-') {
        Some((town, region)) if home.is_some_and(|home| is_region(region, &home.code)) => town,
        _ => town,
    };
    let rest: Vec<&str> = parts.collect();
    let named = rest.iter().find_map(|part| country_in(part));
    let home = home.filter(|home| country_of_city(town).is_none() || is_city_of(town, &home.code));
    let country = named.or(home).or_else(|| country_of_city(town))?;
    let can_follow = |part: &&str| is_short_name(part, LONGEST_NAME);
    (is_house(street) && can_be_town(town) && rest.len() < 3 && rest.iter().all(can_follow)).then(
        || Draft {
            parts: Parts {
                street: Some(street.to_owned()),
                city: Some(bare_town(town).to_owned()),
                region: None,
                postal_code: None,
                country: Some(country.code.clone()),
            },
            lines: (at, at),
            end: (at, 0),
        },
    )
}

/// `Ciudad: Córdoba` on one of the lines below.
fn town_below<'a>(sheet: &Sheet<'a>, at: usize) -> Option<&'a str> {
    const TOWNS: [&str; 14] = [
        "city",
        "town",
        "ciudad",
        "localidad",
        "municipio",
        "cidade",
        "ville",
        "stadt",
        "ort",
        "città",
        "comune",
        "miasto",
        "şehir",
        "город",
    ];
    let below = sheet.lines().iter().skip(at + 1).take(4);
    below
        .filter_map(|line| line.text.split_once([':', '：']))
        .find(|(label, _)| TOWNS.contains(&label.trim().to_lowercase().as_str()))
        .map(|(_, town)| town.trim())
        .filter(|town| !town.is_empty())
}

/// A longer line with a label tells a story.
const LONGEST_PLACED: usize = 170;
/// Places of one address, its country among them.
const PLACES: usize = 8;

/// `Address: Ground Floor, Muster Towers, Al Reem Island, Abu Dhabi, UAE`: places behind a label that says address, the last
/// of them a town that everybody knows, of the country that is named or the page's own. Egypt and the Gulf have no codes.
fn placed(sheet: &Sheet<'_>, at: usize, home: Option<&'static Country>) -> Option<Draft> {
    let text = sheet.lines()[at].text;
    if text.chars().nth(LONGEST_PLACED).is_some() || !text.contains([',', '،', '|', '-', '–']) {
        return None;
    }
    let own = text
        .split_once([':', '：'])
        .filter(|(label, _)| says_address(label));
    let above = || {
        let above = sheet.lines().get(at.checked_sub(1)?)?.text;
        let label = above.trim_end_matches([' ', ':', '：']);
        (says_address(label) && !text.contains(':')).then_some(text)
    };
    let rest = own.map(|(_, rest)| rest).or_else(above)?;
    let places: Vec<&str> = rest
        .split([',', '،', '|', ';', '•'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" – "))
        .flat_map(|part| part.split(" -"))
        .flat_map(|part| part.split("- "))
        .map(|part| part.trim().trim_end_matches(['.', '-', '–']).trim())
        .filter(|part| !part.is_empty())
        .take_while(|part| !part.contains([':', '@', '：']) && !marks(part).stop)
        .take(PLACES)
        .collect();
    let named = places.iter().enumerate().skip(1).find_map(|(nth, part)| {
        let country = country_in(part)?;
        Some((nth, country))
    });
    let (end, country) = named.or_else(|| home.map(|home| (places.len(), home)))?;
    let last = (1..end)
        .rev()
        .find(|nth| is_city_of(split_code(places[*nth]).0, &country.code));
    // `Address: Amman - Gardens Street - Dream Complex No.65`
    let Some(town) = last else {
        return town_first(&places, country, named.is_some(), at);
    };
    let street = &places[..town];
    let own = split_code(places[town]).1;
    let next = || places.get(town + 1).and_then(|next| digits_of(next));
    let code = own
        .or_else(next)
        .filter(|code| has_shape(code, &country.code));
    let addressy = street.iter().any(|part| marks(part).is_addressy());
    // Nothing but the names of districts says too little where the country is not named.
    let enough = addressy || named.is_some() && street.len() > 1;
    (enough && town + 2 >= end && street.iter().all(is_part)).then(|| Draft {
        parts: Parts {
            street: Some(street.join(", ")),
            city: Some(bare_town(split_code(places[town]).0).to_owned()),
            region: None,
            postal_code: code,
            country: Some(country.code.clone()),
        },
        lines: (at, at),
        end: (at, 0),
    })
}

/// `ঢাকা-১২১৬`: the town, and the code behind its hyphen.
fn split_code(text: &str) -> (&str, Option<String>) {
    match text.rsplit_once(['-', '–', ' ']) {
        Some((town, code)) if digits_of(code).is_some() => (town.trim(), digits_of(code)),
        _ => (text, None),
    }
}

/// The digits of a code in the signs of ASCII; nothing where there is anything else.
fn digits_of(text: &str) -> Option<String> {
    let zero = |c: char| match c as u32 {
        0x966..=0x96F => 0x966,
        0x9E6..=0x9EF => 0x9E6,
        0x660..=0x669 => 0x660,
        0x6F0..=0x6F9 => 0x6F0,
        _ => 0x30,
    };
    let digits: Option<String> = text
        .trim()
        .chars()
        .map(|c| char::from_digit((c as u32).checked_sub(zero(c))?, 10))
        .collect();
    digits.filter(|digits| (4..=6).contains(&digits.len()))
}

/// May it be a place of an address, by its first letter and its length?
fn is_part(part: &&str) -> bool {
    let opens = |c: char| c.is_numeric() || c == '#' || c.is_alphabetic() && !c.is_lowercase();
    part.starts_with(opens)
        && part.split(' ').count() <= 9
        && !is_sentence(part)
        && country_in(part).is_none()
}

/// Places behind the town that the label opens with.
fn town_first(places: &[&str], country: &'static Country, named: bool, at: usize) -> Option<Draft> {
    let (town, behind) = places.split_first()?;
    let street: Vec<&str> = behind
        .iter()
        .copied()
        .filter(|part| country_in(part).is_none_or(|c| c.code != country.code))
        .collect();
    let called = street.iter().any(|part| marks(part).is_addressy());
    let enough = called || named && !street.is_empty();
    (is_city_of(town, &country.code) && enough && street.iter().all(is_part)).then(|| Draft {
        parts: Parts {
            street: Some(street.join(", ")),
            city: Some(bare_town(town).to_owned()),
            region: None,
            postal_code: None,
            country: Some(country.code.clone()),
        },
        lines: (at, at),
        end: (at, 0),
    })
}

/// The label of an address, not `Location`, which a post and a fair have as well.
fn says_address(label: &str) -> bool {
    const LOOSE: [&str; 5] = [
        "location",
        "standort",
        "visit us",
        "find us",
        "where we are",
    ];
    let label = label.trim();
    label.len() < 40 && is_label(label) && !LOOSE.contains(&label.to_lowercase().as_str())
}

/// `Adresa sedišta`, `Office address`
fn is_called(label: &str) -> bool {
    let label = label.trim();
    label.split(' ').count() <= 4
        && label.len() < 50
        && (is_label(label) || label.split(' ').any(is_label))
}

/// A name with a number behind it, or a street by its word.
fn is_house(text: &str) -> bool {
    let (name, number) = text.rsplit_once(' ').unwrap_or_default();
    let longest = if number.contains('-') { 9 } else { 6 };
    let numbered = number.len() <= longest
        && number.starts_with(|c: char| c.is_ascii_digit())
        && is_short_name(name, LONGEST_NAME);
    let marks = marks(text);
    !marks.stop && (marks.is_street() || numbered)
}

fn can_be_town(text: &str) -> bool {
    is_short_name(text, LONGEST_NAME) && !marks(text).stop && country_in(text).is_none()
}
