//! The street behind the code and the town: `61000 Харків, вул. Сумська, 5`, or on the line below them.

use super::piece::Piece;
use super::street::{self, Street, numbered};
use super::town::{bare_town, country_in, is_city_of};
use super::words::{is_area, marks};

/// The town that follows a code, and where in the pieces behind the code it stands.
pub(super) struct Found<'a> {
    /// The town's piece, from the town on.
    pub(super) text: &'a str,
    /// Number of its piece.
    pub(super) at: usize,
    /// The province between code and town: `Самарская обл., г. Тольятти`.
    pub(super) area: Option<&'a str>,
}

/// The first piece behind a code that may hold the town: countries and provinces between them are passed over.
pub(super) fn town<'a>(after: &[Piece<'a>], line: usize) -> Option<Found<'a>> {
    let mut area = None;
    for (at, piece) in after.iter().enumerate().take(4) {
        let above = after[..at].iter().all(|p| p.line == line);
        if piece.line > line + 1 || piece.line > line && !above {
            return None;
        }
        if let Some((before, text)) = split_lead(piece.text) {
            let area = area.or_else(|| is_area(before).then_some(before));
            return Some(Found { text, at, area });
        }
        let is_between = bare_town(piece.text) == piece.text
            && (is_area(piece.text) || country_in(piece.text).is_some())
            && after.get(at + 1).is_some();
        if !is_between {
            let text = piece.text;
            return Some(Found { text, at, area });
        }
        if is_area(piece.text) {
            area = area.or(Some(piece.text));
        }
    }
    None
}

/// `Республика Беларусь г. Минск`: what stands before the word for town within a piece, and the town with that word.
fn split_lead(text: &str) -> Option<(&str, &str)> {
    let starts = [" г. ", " г.", " м. ", " с. "];
    starts.iter().find_map(|lead| {
        let at = text.find(lead)?;
        let town = &text[at + 1..];
        (bare_town(town) != town).then(|| (text[..at].trim(), town))
    })
}

/// The street behind the town's piece: on its line, else all of the next line where the town ends its own.
pub(super) fn street(after: &[Piece<'_>], town: usize) -> Option<Street> {
    let line = after.get(town)?.line;
    let behind: Vec<&Piece<'_>> = after.iter().skip(town + 1).collect();
    let own: Vec<&Piece<'_>> = behind.iter().copied().filter(|p| p.line == line).collect();
    if let Some(from) = own.iter().position(|p| p.marks.street) {
        return joined(&own[from..]);
    }
    if let Some(first) = own.first() {
        // `44-119 Gliwice, Wschodnia 40`
        let is_house = numbered(first.text) || first.marks.is_street();
        // `Введенська 1, оф "А"`
        let is_room = |p: &&Piece<'_>| p.marks.unit && !p.marks.stop && !p.marks.street;
        let rooms = own.len() <= 3 && own[1..].iter().all(is_room);
        let texts: Vec<&str> = own.iter().map(|p| p.text).collect();
        return (rooms && is_house && !first.marks.stop && !first.marks.boxed).then(|| Street {
            text: texts.join(", "),
            line,
            sure: false,
        });
    }
    let next: Vec<&Piece<'_>> = behind.into_iter().filter(|p| p.line == line + 1).collect();
    let first = next.first()?;
    // `ул. Новая, дом 12`: the number may be a piece of its own.
    let is_street = |p: &&Piece<'_>| (p.marks.street || p.marks.is_street()) && !p.marks.boxed;
    let from = next.iter().take(2).position(is_street)?;
    let opens = !street::opens_with_label(first.text);
    let named = next[from].marks.is_street();
    let street = opens.then(|| joined(&next[from..])).flatten()?;
    (named || street.sure).then_some(street)
}

/// `проспект 60-летия Мечты` with `210` behind the comma.
pub(super) fn with_number(street: &str, after: &[Piece<'_>], town: usize) -> String {
    let next = after.get(town + 1).filter(|p| p.line == after[town].line);
    match next {
        Some(number)
            if street::is_house_number(number.text)
                && !street.ends_with(|c: char| c.is_ascii_digit()) =>
        {
            format!("{street}, {}", number.text)
        }
        _ => street.to_owned(),
    }
}

/// The street behind a code whose town stands before it: on its line, else on the next.
pub(super) fn right_behind(after: &[Piece<'_>], line: usize) -> Option<Street> {
    let first = after.first().filter(|p| p.line <= line + 1)?;
    let own: Vec<&Piece<'_>> = after.iter().filter(|p| p.line == first.line).collect();
    let from = own.iter().take(2).position(|p| p.marks.street)?;
    joined(&own[from..]).filter(|street| street.sure)
}

fn joined(pieces: &[&Piece<'_>]) -> Option<Street> {
    let text: Vec<&&Piece<'_>> = pieces
        .iter()
        .take(4)
        .take_while(|p| !p.marks.stop && country_in(p.text).is_none())
        .take_while(|p| !street::is_sentence(p.text))
        .collect();
    let first = text.first()?;
    Some(Street {
        text: text.iter().map(|p| p.text).collect::<Vec<_>>().join(", "),
        line: first.line,
        sure: text.iter().any(|p| p.marks.digit),
    })
}

/// `Miskolc Füzes utca 36`: a town of the country that everybody knows with its street right behind it.
pub(super) fn split_street<'a>(text: &'a str, country: &str) -> Option<(&'a str, &'a str)> {
    let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).take(3).collect();
    spaces.into_iter().rev().find_map(|at| {
        let (town, rest) = (&text[..at], text[at..].trim_start());
        (is_city_of(town, country) && marks(rest).is_street() && marks(rest).street)
            .then_some((town, rest))
    })
}
