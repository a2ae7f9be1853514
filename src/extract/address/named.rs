//! Addresses without a code and without the number of a house: a street, a house or an estate by its name, with a town that
//! everybody knows behind it or below it.

use super::draft::Draft;
use super::larger::is_province;
use super::parts::Parts;
use super::piece::{Piece, Sheet};
use super::state::is_state;
use super::street::is_sentence;
use super::town::{bare_town, country_in, is_city_of, is_name, split_city};
use super::words::{calls_name, ends_street, is_estate, is_label, is_site, marks};
use crate::extract::company::legal::{has_form, is_landmark};
use crate::market::Country;

/// A longer line is running text.
const LONGEST: usize = 200;
/// Bytes of the longest address of this kind.
const LONGEST_ADDRESS: usize = 150;

/// `Hamra Street, Beirut, Lebanon`: a street without a number is one where the rest of its line is a town that everybody knows
/// and its country, and nothing else. `San Martín 2450, Buenos Aires`: one without a word for street, in the page's country.
pub(super) fn read(sheet: &Sheet<'_>, at: usize, home: Option<&'static Country>) -> Option<Draft> {
    on_one_line(sheet, at, home).or_else(|| above_town(sheet, at, home))
}

fn on_one_line(sheet: &Sheet<'_>, at: usize, home: Option<&'static Country>) -> Option<Draft> {
    let text = sheet.lines()[at].text;
    let parted = text.contains([',', '،']) || text.contains(" – ") || text.contains(" - ");
    if text.len() > LONGEST || !parted {
        return None;
    }
    let parts = sheet.parts(at);
    let mut towns = parts.iter().take(MOST).skip(1);
    if !towns.any(|part| known_town(unlabelled(part.text), home).is_some()) {
        return None;
    }
    // What stands behind the address on its line: a telephone, a mail address.
    let stop = parts.iter().position(|part| sheet.piece(*part).marks.stop);
    let parts = &parts[..stop.unwrap_or(parts.len())];
    if parts.iter().map(|part| part.text.len() + 2).sum::<usize>() > LONGEST_ADDRESS {
        return None;
    }
    let pieces: Vec<Piece<'_>> = parts
        .iter()
        .map(|part| behind_label(sheet.piece(*part)))
        .collect();
    let (nth, country) = pieces
        .iter()
        .enumerate()
        .take(MOST)
        .skip(1)
        .find_map(|(nth, piece)| known_town(piece.text, home).map(|country| (nth, country)))?;
    let behind = &pieces[nth + 1..];
    let only_country = behind.iter().all(|p| {
        country_in(p.text).is_some_and(|c| c.code == country.code)
            || known_town(p.text, home).is_some()
            || is_state(p.text, &country.code)
    });
    // Of towns in a row the last is the largest, as long as it is no province.
    let larger = behind
        .iter()
        .take_while(|p| is_city_of(p.text, &country.code))
        .count();
    let lends_its_name = |next: &Piece<'_>| is_province(pieces[nth].text, next.text, country);
    let larger = if behind.first().is_some_and(lends_its_name) {
        0
    } else {
        larger
    };
    let nth = nth + larger;
    let named = pieces[nth..].iter().any(|p| country_in(p.text).is_some());
    let at_home = home.is_some_and(|home| home.code == country.code);
    let before = &pieces[..nth];
    let first = before.first()?;
    let is_house = || ends_in_house(first.text) && nth >= 2 && named && at_home;
    let is_bare = || {
        let (name, number) = first.text.rsplit_once(' ').unwrap_or_default();
        let least = if country.code == "IL" { 1 } else { 2 };
        let house =
            (least..=5).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        at_home
            && nth <= 1 + larger
            && house
            && is_part(first)
            && !name.bytes().any(|b| b.is_ascii_digit())
            && OMITS_WORD.contains(&country.code.as_str())
    };
    // `06 Mơ Ước, Hải Châu, Đà Nẵng`: Vietnam leaves the word for a street out.
    let is_vietnamese = || {
        let (number, name) = first.text.split_once(' ').unwrap_or_default();
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        country.code == "VN"
            && at_home
            && before.len() > 1
            && number.starts_with(|c: char| c.is_ascii_digit())
            && (1..=7).contains(&digits)
            && (1..=5).contains(&name.split(' ').count())
            && is_name(name)
            && !name.bytes().any(|b| b.is_ascii_digit())
    };
    let is_called = is_vietnamese()
        || calls_way(first) && (named || at_home)
        || is_house()
        || is_bare()
        || calls_places(before) && (named || at_home && before.len() > 1);
    let before = without_lead(before);
    (only_country && is_called && !before.is_empty() && before.iter().all(is_part)).then(|| Draft {
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

/// Pieces of the longest address of this kind before its town.
const MOST: usize = 9;

/// `Factory: Dream Industrial Area` → `Dream Industrial Area`
fn behind_label(piece: Piece<'_>) -> Piece<'_> {
    let text = unlabelled(piece.text);
    if text.len() == piece.text.len() {
        piece
    } else {
        piece.with(text)
    }
}

fn unlabelled(text: &str) -> &str {
    match text.split_once(": ") {
        Some((label, rest)) if is_label(label) || is_site(label) => rest.trim(),
        _ => text,
    }
}

/// May a piece be a part of an address that names its places?
fn is_part(p: &Piece<'_>) -> bool {
    let opens = |c: char| c.is_ascii_digit() || c == '#' || c.is_alphabetic() && !c.is_lowercase();
    let longest = if p.marks.is_addressy() || is_way(p.text) {
        8
    } else {
        5
    };
    !p.marks.stop
        && p.text.split(' ').count() <= longest
        && (p.text.starts_with(opens) || p.marks.unit)
        && (is_name(p.text) || is_way(p.text) || p.marks.digit && p.marks.street)
        && (is_way(p.text) || !is_sentence(p.text))
        && !has_form(p.text)
}

/// Does one of the pieces say street, estate, house or the place beside it?
fn calls_places(pieces: &[Piece<'_>]) -> bool {
    pieces.iter().any(|p| {
        calls_way(p)
            || p.marks.unit && p.marks.digit
            || p.marks.unit && is_landmark(p.text)
            || calls_estate(p)
            || is_way(p.text)
    })
}

/// Does the word for a street stand at one end of its name (`Dream Street`, `Rue du Rêve`), not within (`Penny Lane Bar`)?
fn calls_way(piece: &Piece<'_>) -> bool {
    let (first, last) = (piece.text.split(' ').next(), piece.text.rsplit(' ').next());
    piece.marks.street
        && piece.text.contains(' ')
        && (piece.marks.digit
            || last.is_some_and(|last| ends_street(last) || marks(last).street)
            || first.is_some_and(calls_name))
}

/// `200 metros norte de la Iglesia`, `Frente al Parque Central`: Central America tells the way.
fn is_way(text: &str) -> bool {
    let mut words = text.split(' ');
    let (first, second) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let number = first.bytes().all(|b| b.is_ascii_digit()) && !first.is_empty();
    number && matches!(second, "metros" | "mts" | "mts." | "m" | "varas")
        || matches!(first, "Frente" | "Contiguo" | "Costado" | "Diagonal")
            && text.split(' ').count() > 2
}

/// The pieces without names before the first that is a place by its word; the name of a quarter in one word stays.
fn without_lead<'p, 'a>(pieces: &'p [Piece<'a>]) -> &'p [Piece<'a>] {
    let says = |p: &Piece<'_>| p.marks.is_addressy() || is_way(p.text) || ends_in_house(p.text);
    let first = pieces.iter().position(says).unwrap_or_default();
    let is_quarter = |p: &Piece<'_>| {
        !p.text.contains(' ') || p.text.starts_with("Al ") && p.text.split(' ').count() == 2
    };
    let kept = first > 0 && is_quarter(&pieces[first - 1]);
    &pieces[first - usize::from(kept)..]
}

/// `Dilovası Organize Sanayi Bölgesi` above `Kocaeli, Türkiye`: an estate or a street that stands alone on its line, with its
/// town and country, and nothing else, on the next one of the block.
fn above_town(sheet: &Sheet<'_>, at: usize, home: Option<&'static Country>) -> Option<Draft> {
    let lines = sheet.lines();
    let (line, next) = (&lines[at], lines.get(at + 1)?);
    if line.has_digit || line.block != next.block || line.text.len() > LONGEST_ADDRESS {
        return None;
    }
    let street: Vec<Piece<'_>> = sheet.pieces(at).collect();
    let first = street.first().filter(|_| street.len() <= 4)?;
    let is_part = |p: &Piece<'_>| is_part(p) && !p.text.contains(':');
    let place: Vec<Piece<'_>> = sheet.pieces(at + 1).collect();
    let (nth, country) = place
        .iter()
        .enumerate()
        .take(2)
        .find_map(|(nth, p)| known_town(p.text, home).map(|country| (nth, country)))?;
    let town = place[nth];
    let behind = &place[nth + 1..];
    let named = behind
        .iter()
        .any(|p| country_in(p.text).is_some_and(|c| c.code == country.code));
    let at_home = home.is_some_and(|home| home.code == country.code);
    let only_place = behind.iter().all(|p| {
        country_in(p.text).is_some()
            || is_state(p.text, &country.code)
            || is_city_of(p.text, &country.code)
    });
    let district = nth == 0 || place[0].text.split(' ').count() <= 2 && is_part(&place[0]);
    let called = street.iter().any(calls_estate);
    let enough = called && (named || at_home && first.text.split(' ').count() > 1);
    (enough && only_place && district && street.iter().all(is_part)).then(|| Draft {
        parts: Parts {
            street: Some(street.iter().map(|p| p.text).collect::<Vec<_>>().join(", ")),
            city: Some(bare_town(town.text).to_owned()),
            region: None,
            postal_code: None,
            country: Some(country.code.clone()),
        },
        lines: (at, at + 1),
        end: (at + 1, 0),
    })
}

/// Is a piece called a street or an estate, by a word that does not stand alone?
fn calls_estate(piece: &Piece<'_>) -> bool {
    let words = piece.text.split(' ').count();
    (2..=7).contains(&words)
        && !piece.marks.stop
        && piece
            .text
            .starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        && (calls_way(piece) || is_estate(piece.text) || ends_in_estate(piece.text))
}

/// `Jebel Ali Free Zone`, `Sahab Industrial City`
fn ends_in_estate(text: &str) -> bool {
    const ENDS: [&str; 19] = [
        " sanayi bölgesi",
        " serbest bölgesi",
        " serbest bölge",
        " sanayi sitesi",
        " osb",
        " industrial estate",
        " industrial area",
        " industrial park",
        " industrial zone",
        " industrial city",
        " business park",
        " business bay",
        " office park",
        " free zone",
        " freezone",
        " trade centre",
        " science park",
        " technology park",
        " it park",
    ];
    let lower = text.to_lowercase();
    let lower = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    ENDS.iter().any(|end| lower.ends_with(end))
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
const OMITS_WORD: [&str; 7] = ["AR", "UY", "PY", "CL", "BO", "PE", "IL"];

/// The country of a piece that is a well-known town and nothing else; the page's own first.
fn known_town(text: &str, home: Option<&'static Country>) -> Option<&'static Country> {
    // `Dongguan City`
    let bare = text
        .strip_suffix(" City")
        .filter(|bare| split_city(bare).is_some());
    let (left, (_, country)) = split_city(text).or_else(|| split_city(bare?))?;
    left.is_empty().then(|| {
        home.filter(|home| is_city_of(text, &home.code))
            .unwrap_or(country)
    })
}

/// `Ejido 901`: a short name and the number of a house, which is no year, and no word for a street.
pub(super) fn opens_with_house(text: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::super::tests::of;

    #[test]
    fn an_estate_may_be_all_the_street_there_is() {
        for (home, text, read) in [
            (
                "TR",
                "Hayal Organize Sanayi Bölgesi\nKocaeli, Türkiye",
                "Hayal Organize Sanayi Bölgesi, Kocaeli, TR",
            ),
            (
                "AE",
                "Dream Free Zone\nDubai, United Arab Emirates",
                "Dream Free Zone, Dubai, AE",
            ),
            (
                "ID",
                "Kawasan Industri Mimpi – Desa Khayal – Kabupaten Kupang – Nusa Tenggara Timur - Indonesia",
                "Kawasan Industri Mimpi, Desa Khayal, Kupang, ID",
            ),
            (
                "NG",
                "Suite 12, Dream Plaza, Opposite Fantasy Market, Alaba International, Ojo, Lagos, Nigeria",
                "Suite 12, Dream Plaza, Opposite Fantasy Market, Alaba International, Ojo, Lagos, NG",
            ),
            (
                "PK",
                "Opp. Dream Cinema, G.T. Road, Gujranwala, Pakistan",
                "Opp. Dream Cinema, G.T. Road, Gujranwala, PK",
            ),
            (
                "AE",
                "Deira, Naif Road, Near Dream Hotel\nDubai, United Arab Emirates",
                "Deira, Naif Road, Near Dream Hotel, Dubai, AE",
            ),
            (
                "CR",
                "200 metros norte de la Iglesia Fantasía, San José, Costa Rica",
                "200 metros norte de la Iglesia Fantasía, San José, CR",
            ),
            (
                "AR",
                "Sueño 5180, Caseros, Buenos Aires - Tel: 54 11 5555 4391",
                "Sueño 5180, Caseros, AR",
            ),
        ] {
            assert_eq!(of(text, home), [read], "{text}");
        }
        for text in [
            "Unsere Gewerbeparks\nBerlin",
            "Business Park\nDubai",
            "We work in an industrial area\nDubai, United Arab Emirates",
            "Dream Lane Bar, Dubai, United Arab Emirates",
            "Offices in Dubai, Sharjah, United Arab Emirates",
            "Hotels near the beach, Dubai, United Arab Emirates",
        ] {
            assert!(of(text, "AE").is_empty(), "{text}");
        }
    }
}
