//! Addresses without a code and without a word for a street, behind the label of an address: `Adresa: Ilica 75, Zagreb`.

use super::draft::Draft;
use super::parts::Parts;
use super::piece::Sheet;
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
    let (street, town) = (parts.next()?, parts.next()?);
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

/// A longer line with a label tells a story.
const LONGEST_PLACED: usize = 170;
/// Places of one address, its country among them.
const PLACES: usize = 8;

/// `Address: Ground Floor, Muster Towers, Al Reem Island, Abu Dhabi, UAE`: places behind a label that says address, the last
/// of them a town that everybody knows, of the country that is named or the page's own. Egypt and the Gulf have no codes.
fn placed(sheet: &Sheet<'_>, at: usize, home: Option<&'static Country>) -> Option<Draft> {
    let text = sheet.lines()[at].text;
    if text.len() > LONGEST_PLACED {
        return None;
    }
    let (label, rest) = text.split_once([':', '：'])?;
    if !says_address(label) {
        return None;
    }
    let places: Vec<&str> = rest
        .split([',', '،', '|', ';', '•'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" – "))
        .flat_map(|part| part.split(" -"))
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
    let town = (1..end)
        .rev()
        .find(|nth| is_city_of(places[*nth], &country.code))?;
    let street = &places[..town];
    let is_part = |part: &&str| {
        part.starts_with(|c: char| {
            c.is_numeric() || c == '#' || c.is_alphabetic() && !c.is_lowercase()
        }) && part.split(' ').count() <= 9
            && !is_sentence(part)
            && country_in(part).is_none()
    };
    let addressy = street.iter().any(|part| marks(part).is_addressy());
    // Nothing but the names of districts says too little where the country is not named.
    let enough = addressy || named.is_some() && street.len() > 1;
    (enough && town + 2 >= end && street.iter().all(is_part)).then(|| Draft {
        parts: Parts {
            street: Some(street.join(", ")),
            city: Some(bare_town(places[town]).to_owned()),
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
    let numbered = number.len() <= 6
        && number.starts_with(|c: char| c.is_ascii_digit())
        && is_short_name(name, LONGEST_NAME);
    let marks = marks(text);
    !marks.stop && (marks.is_street() || numbered)
}

fn can_be_town(text: &str) -> bool {
    is_short_name(text, LONGEST_NAME) && !marks(text).stop && country_in(text).is_none()
}
