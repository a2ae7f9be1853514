//! Of two towns in a row the larger one: a town and a quarter of it, or a town and the province that is called like one.

use super::piece::Piece;
use super::town::{is_city_of, split_country};
use crate::market::Country;

/// `Kwai Chung, Hong Kong`: of two towns in a row the second is the larger, and so is the one that rooms and floors part from
/// the first (`Dokki, 6th floor, Cairo`). A town that the page's country has not is a quarter of the next one, which it has.
pub(super) fn widened<'a>(
    pieces: &[Piece<'a>],
    home: Option<&'static Country>,
    at: usize,
    (left, city, country): (&'a str, &'a str, &'static Country),
) -> (&'static Country, &'a str, &'a str, usize) {
    let line = pieces[at].line;
    let next = pieces.get(at + 1);
    let at_home = home.filter(|home| home.code != country.code);
    let elsewhere = at_home.and_then(|home| {
        let next = next.filter(|next| at > 0 && left.is_empty() && next.line == line)?;
        is_city_of(next.text, &home.code).then_some((home, "", next.text, at + 1))
    });
    if let Some(found) = elsewhere {
        return found;
    }
    let is_larger = |next: &&Piece<'a>| {
        next.text != "Metro Manila"
            && is_city_of(next.text, &country.code)
            && !is_province(city, next.text, country)
    };
    // `Jr. Dante 966 Surquillo,` above `Lima, Perú`
    let may_follow = |next: &&Piece<'a>| {
        at > 0 && (left.is_empty() || next.line == line)
            || at == 0 && !left.is_empty() && next.line <= line + 1
    };
    let follows = next.filter(may_follow).filter(is_larger);
    if let Some(next) = follows {
        return (country, "", next.text, at + 1);
    }
    let rooms = pieces.iter().skip(at + 1).take(3);
    let rooms = rooms
        .take_while(|p| p.marks.unit && !p.marks.stop && !p.marks.boxed)
        .count();
    let behind = pieces.get(at + 1 + rooms).filter(|next| {
        at > 0 && rooms > 0 && left.is_empty() && next.line <= pieces[at + rooms].line + 1
    });
    match behind.filter(is_larger) {
        Some(next) => (country, "", next.text, at + 1 + rooms),
        None => (country, left, city, at),
    }
}

/// Does the larger of two towns only lend its name to a province, or to the country: `Lanús, Buenos Aires`, `Colón, Panamá`,
/// `TP. Biên Hòa, Tỉnh Đồng Nai`?
pub(super) fn is_province(town: &str, next: &str, country: &Country) -> bool {
    let called = ["Tỉnh ", "tỉnh ", "Provinsi ", "Pcia. ", "Prov. "]
        .iter()
        .any(|word| next.starts_with(word))
        || next.ends_with(" Province")
        || next.ends_with(" Governorate");
    called
        || country.code == "AR" && next == "Buenos Aires" && town != next
        || matches!(country.code.as_str(), "PA" | "GT")
            && crate::text::fold(next) == crate::text::fold(&country.name)
}

/// Does a town of the country stand alone further on in the line? `Av. Corrientes 1234, Piso 5, Buenos Aires`
pub(super) fn names_again(further: &[Piece<'_>], line: usize, country: &Country) -> bool {
    further
        .iter()
        .take(5)
        .take_while(|p| p.line == line)
        .any(|p| {
            let town = split_country(p.text).map_or(p.text, |(town, _)| town);
            is_city_of(town, &country.code)
        })
}

/// The country whose towns end so.
pub(super) fn ending_in_town(text: &str) -> Option<&'static str> {
    let (name, kind) = text.rsplit_once('-')?;
    let is_one = name.len() > 2 && name.starts_with(char::is_uppercase) && !name.contains(' ');
    match kind {
        "si" | "Si" if is_one => Some("KR"),
        "shi" | "Shi" if is_one => Some("JP"),
        _ => None,
    }
}
