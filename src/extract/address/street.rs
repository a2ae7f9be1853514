//! The street: the pieces above or before the town that belong to the address.

use super::piece::Piece;
use super::sentence::trim_sentence;
use super::town::{bare_town, country_in, country_of_city, is_link};
use super::words::{ends_street, is_estate, is_label, is_quarter, is_site, is_unit, marks};
use crate::extract::company::legal::{has_form, is_landmark, names};

/// What was read backwards from the town.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Street {
    /// Street, number, building and box, in the order of the page.
    pub(super) text: String,
    /// First line it takes up.
    pub(super) line: usize,
    /// It has a word for a street, a building or a box and a number; else it only might be one.
    pub(super) sure: bool,
}

/// Pieces that one address may have before its town.
const MOST: usize = 9;

/// Reads the street from the pieces before the town, nearest first. `first` is what stands before the town in its own piece.
pub(super) fn read(first: Option<Piece<'_>>, before: &[Piece<'_>]) -> Option<Street> {
    let mut taken: Vec<Piece<'_>> = Vec::new();
    let pieces: Vec<Piece<'_>> = first.into_iter().chain(before.iter().copied()).collect();
    for (at, &piece) in pieces.iter().enumerate() {
        // `via Nuova 8, Italia - 35014 Fontaniva`
        if taken.is_empty() && pieces.len() > 1 && country_in(piece.text).is_some() {
            continue;
        }
        // `Traumstraße 5 in 50667 Köln`
        let text = piece.text.strip_suffix(" in").unwrap_or(piece.text);
        let trimmed = behind_firm(trim_sentence(behind_stop(text)));
        let shorter = trimmed.len() < text.len();
        if shorter && is_sentence(trimmed) || !shorter && is_sentence(text) {
            break;
        }
        if !belongs(&pieces, at, &taken) || is_firm_above(piece, &taken) || is_place(piece.text) {
            break;
        }
        taken.push(piece.with(trimmed));
        if piece.opens || shorter || taken.len() >= MOST {
            break;
        }
    }
    drop_loose_end(&mut taken);
    assemble(&taken)
}

/// What stands behind the last full stop that ends a sentence: `Wir sind seit 2012 da. Hauptstraße 5`. Short words before a
/// stop are cut words (`ul.`, `Str.`).
fn behind_stop(text: &str) -> &str {
    let ends = text.match_indices(". ").filter(|(at, _)| {
        let word = text[..*at].rsplit(' ').next().unwrap_or_default();
        let next = text[at + 2..].split(' ').next().unwrap_or_default();
        let is_year = word.len() == 4
            && word
                .parse::<u16>()
                .is_ok_and(|year| (1800..2100).contains(&year))
            && !marks(next).street;
        let is_long = word.chars().count() >= 5 && word.chars().all(char::is_lowercase);
        is_year || is_long && !marks(word).street && !is_unit(word)
    });
    ends.last()
        .map_or(text, |(at, _)| text[at + 2..].trim_start())
}

/// `Muster Inc. 346 Millway Ave.` → `346 Millway Ave.`: what stands behind a firm's name.
fn behind_firm(text: &str) -> &str {
    let firms = names(text);
    let rest = firms
        .last()
        .map(|firm| text[firm.end..].trim_start_matches([' ', ',', ':', '-']));
    rest.filter(|rest| rest.bytes().any(|b| b.is_ascii_digit()))
        .unwrap_or(text)
}

/// Is it said in a sentence? `250 produktů skladem` counts something, and many small words in a row tell something.
pub(super) fn is_sentence(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').filter(|w| !w.is_empty()).collect();
    let is_small = |word: &str| {
        word.starts_with(char::is_lowercase)
            && word.chars().all(char::is_alphabetic)
            && word.chars().count() > 2
            && !is_link(word)
    };
    let is_plain = |word: &str| is_small(word) && !is_unit(word) && !marks(word).street;
    let counts = match words[..] {
        [number, what, ..] => {
            number.bytes().all(|b| b.is_ascii_digit() || b == b'.')
                && number.starts_with(|c: char| c.is_ascii_digit())
                && is_plain(what)
                && !matches!(what, "bis" | "ter" | "quater")
                && !words[1..]
                    .iter()
                    .any(|word| marks(word).street || is_unit(word))
        }
        _ => false,
    };
    let most = if text.bytes().any(|b| b.is_ascii_digit()) {
        2
    } else {
        1
    };
    counts
        || words.len() > 14
        || words.len() > 5 && words.iter().filter(|w| is_plain(w)).count() > most
}

/// The firm that stands above its street, by its legal form: `Muster s.r.o.`.
fn is_firm_above(piece: Piece<'_>, taken: &[Piece<'_>]) -> bool {
    // `Near Muster Steels Ltd.` says where the street is.
    if is_landmark(piece.text) {
        return false;
    }
    // The stop of a cut word at the end was trimmed.
    // `All4Fantasy Pty Ltd`, `4BID S.r.l.`: a number inside a word counts no house.
    let counts = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.chars().filter(|c| c.is_alphabetic()).count() < 2
    };
    taken.iter().any(|p| p.marks.is_addressy())
        && !(piece.marks.digit && piece.text.split(' ').any(counts))
        && (has_form(piece.text) || has_form(&format!("{}.", piece.text)))
}

/// Is it the town of another address: a code and a town that everybody knows, or an office called by its town?
fn is_place(text: &str) -> bool {
    let calls = |word: &str| is_label(word) || is_site(word);
    let before = text.split_once(' ').is_some_and(|(first, town)| {
        let is_code = first.len() >= 4 && first.bytes().all(|b| b.is_ascii_digit());
        (is_code || calls(first)) && country_of_city(bare_town(town)).is_some()
    });
    let behind = || {
        text.rsplit_once(' ')
            .is_some_and(|(town, last)| calls(last) && country_of_city(town).is_some())
    };
    before || behind()
}

/// A house or estate that is all the street there is, right above the town: `Alexandra Business Park`.
pub(super) fn house(before: &[Piece<'_>]) -> Option<Street> {
    let piece = before
        .first()
        .filter(|p| p.text.split(' ').count() <= 5 && starts_capital(p.text))?;
    (piece.marks.unit && !piece.marks.stop).then(|| Street {
        text: piece.text.to_owned(),
        line: piece.line,
        sure: false,
    })
}

fn belongs(pieces: &[Piece<'_>], at: usize, taken: &[Piece<'_>]) -> bool {
    let piece = pieces[at];
    let marks = piece.marks;
    if marks.stop {
        return false;
    }
    if taken.iter().any(|p| p.marks.is_street())
        && new_block_line(piece, taken)
        && !marks.is_addressy()
        && !stands_in_street(pieces, at)
    {
        return false;
    }
    if marks.is_addressy() {
        return fits(piece, taken);
    }
    // A district or the name of a house between two pieces that are certain.
    let short = piece.text.split(' ').count() <= 5 && starts_capital(piece.text);
    if short
        && taken
            .last()
            .is_some_and(|p| p.line == piece.line && is_house_number(p.text))
    {
        return true;
    }
    let last_line = taken.last().map_or(piece.line, |p| p.line);
    let certain = |p: &Piece<'_>| {
        p.marks.is_addressy()
            && (p.marks.digit || (p.marks.street || p.marks.unit) && p.line == piece.line)
            && p.line + 1 >= last_line
            && p.text.chars().nth(79).is_none()
    };
    short
        && pieces.iter().skip(at + 1).take(3).any(certain)
        && taken.iter().filter(|p| is_loose(p)).count() < 2
}

/// Neither a word nor a number of an address, nor the name of a quarter.
fn is_loose(piece: &Piece<'_>) -> bool {
    // `Malad (W)`, `Andheri (East)`
    let is_side =
        piece.text.len() <= 2 || matches!(piece.text, "East" | "West" | "North" | "South");
    !piece.marks.is_addressy() && !is_quarter(piece.text) && !is_side
}

/// `Tower-A, Dream City,` above `Phase 3`: a part of the street stands before it on its line.
fn stands_in_street(pieces: &[Piece<'_>], at: usize) -> bool {
    let before = pieces.get(at + 1).filter(|p| p.line == pieces[at].line);
    before.is_some_and(|p| p.marks.is_addressy() && (p.marks.unit || p.marks.street))
}

/// `Cais Inventado, 9`: the number behind the comma leaves its street before it.
pub(super) fn is_house_number(text: &str) -> bool {
    text.len() <= 5 && text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(' ')
        || is_plot(text)
}

/// `M-6`, `B12`, `A-14/2`, `E-3/A`: a plot of an estate.
fn is_plot(text: &str) -> bool {
    let rest = text.strip_prefix(|c: char| c.is_ascii_uppercase());
    rest.map(|rest| rest.trim_start_matches('-'))
        .is_some_and(|d| {
            let (number, letter) = d.rsplit_once(['/', '-']).unwrap_or((d, ""));
            let is_letter = letter.len() == 1 && letter.bytes().all(|b| b.is_ascii_uppercase());
            let digits = if is_letter { number } else { d };
            d.len() <= 6
                && d.starts_with(|c: char| c.is_ascii_digit())
                && digits
                    .bytes()
                    .all(|b| b.is_ascii_digit() || b == b'/' || b == b'-')
        })
}

fn new_block_line(piece: Piece<'_>, taken: &[Piece<'_>]) -> bool {
    taken.last().is_some_and(|p| p.line != piece.line)
}

/// A piece with a bare number must be short; one far above must be certain.
fn fits(piece: Piece<'_>, taken: &[Piece<'_>]) -> bool {
    let marks = piece.marks;
    let words = piece.text.split(' ').count();
    if new_block_line(piece, taken)
        && taken.iter().any(|p| p.marks.is_street() && p.marks.street)
        && !(marks.digit || words <= 5)
    {
        return false;
    }
    if words > 14 && !marks.street {
        return false;
    }
    marks.is_street() || words <= 8
}

fn starts_capital(text: &str) -> bool {
    text.chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(|c| !c.is_lowercase())
}

/// The names above the street with no number and no word of a street go, and a firm behind the label of its address.
fn drop_loose_end(taken: &mut Vec<Piece<'_>>) {
    while let Some((last, nearer)) = taken.split_last() {
        let has_street = nearer
            .iter()
            .any(|p| p.marks.is_street() || is_house_number(p.text));
        let of_number = nearer.last().is_some_and(|p| is_house_number(p.text));
        let is_loose = !last.marks.is_addressy() && !of_number || has_street && is_label(last.text);
        let is_firm = has_street && !last.marks.is_street() && opens_with_label(last.text);
        // `Shop` above `Andrianou 114`, `Corp. Office` above `225 US Complex`: what stands there, no part of it.
        let is_heading = !nearer.is_empty()
            && nearer.iter().all(|p| p.line > last.line)
            && !last.marks.digit
            && last.text.split(' ').count() <= 4
            && is_site(last.text.rsplit(' ').next().unwrap_or_default());
        // `Laboratoire 2A2E` above its street: a name with digits among its letters.
        let is_brand = has_street
            && nearer.iter().all(|p| p.line > last.line)
            && !(last.marks.street || last.marks.unit || last.marks.boxed)
            && last.text.split(' ').all(|word| {
                let letters = word.chars().filter(|c| c.is_alphabetic()).count();
                letters > 1 || !word.bytes().any(|b| b.is_ascii_digit())
            });
        if !(is_loose || is_firm || is_heading || is_brand) {
            break;
        }
        taken.pop();
    }
    // `c/o Mustermann` above the street says whose door it is.
    let is_care = |p: &Piece<'_>| p.text.starts_with("c/o ") || p.text.starts_with("C/O ");
    let has_street = |nearer: &[Piece<'_>]| {
        nearer
            .iter()
            .any(|p| p.marks.is_street() || numbered(p.text))
    };
    if let Some((last, nearer)) = taken.split_last()
        && is_care(last)
        && !last.marks.digit
        && has_street(nearer)
    {
        taken.pop();
    }
    if let Some(last) = taken.last_mut() {
        last.text = without_label(last.text);
    }
}

/// Does it open with the label of an address or an office (`Filiale Köln`)?
pub(super) fn opens_with_label(text: &str) -> bool {
    without_label(text).len() < text.len()
}

/// `Anschrift Hauptstraße 5` → `Hauptstraße 5`.
fn without_label(text: &str) -> &str {
    match text.split_once(' ') {
        Some((first, rest)) if is_label(first) => rest.trim_start(),
        _ => text,
    }
}

fn assemble(taken: &[Piece<'_>]) -> Option<Street> {
    let last = taken.last().filter(|piece| !tells_story(piece.text))?;
    // `Rua Nova, 20`: the number may be a piece of its own.
    let apart =
        taken.iter().any(|p| p.marks.street) && taken.iter().any(|p| is_house_number(p.text));
    // `A-14, Dream Industrial Area`
    let plot = is_plot(last.text) && taken.iter().any(|p| p.marks.unit);
    let sure = plot || apart || taken.iter().any(|p| p.marks.is_street());
    let maybe = taken
        .iter()
        .any(|p| p.marks.street || p.marks.boxed || numbered(p.text) || is_estate(p.text))
        // `E-29, S.I.T.E.`
        || is_plot(last.text) && taken.len() > 1;
    let text = taken
        .iter()
        .rev()
        .map(|p| p.text)
        .collect::<Vec<_>>()
        .join(", ");
    // `502`, `74, Delock`: a number alone, or before a name that is no street's, counts something.
    let is_bare = |p: &Piece<'_>| p.text.bytes().all(|b| b.is_ascii_digit());
    let called = taken.iter().any(|p| p.marks.street || p.marks.unit);
    let has_name = taken.iter().any(|p| p.text.contains(char::is_alphabetic));
    if !has_name || is_bare(last) && !called {
        return None;
    }
    (sure || maybe).then_some(Street {
        text,
        line: last.line,
        sure,
    })
}

/// `Fondée en 1992 dans une petite boutique`: a year and what happened in it.
fn tells_story(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let is_year = |word: &str| {
        word.parse::<u16>()
            .is_ok_and(|year| (1800..2100).contains(&year))
    };
    let tells = |word: &str| {
        word.starts_with(char::is_lowercase)
            && word.chars().all(char::is_alphabetic)
            && !marks(word).street
            && !is_unit(word)
    };
    words
        .windows(2)
        .any(|pair| is_year(pair[0]) && tells(pair[1]))
}

/// `325 Cherry`, `Gardoquí 3`: a short name with a number at one end.
pub(super) fn numbered(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let number = |w: &&str| w.starts_with(|c: char| c.is_ascii_digit()) && w.len() <= 8;
    // `Ljubljanska cesta 45 b`
    let lettered = match words[..] {
        [.., before, letter] => letter.len() == 1 && number(&before),
        _ => false,
    } && text.ends_with(char::is_alphabetic);
    words.len() <= 7
        && text.chars().any(char::is_alphabetic)
        && (words.first().is_some_and(number) || words.last().is_some_and(number) || lettered)
        || words.len() == 1 && number(&words[0]) && text.len() <= 5
}

/// Parts street and town that stand in one piece without a comma: `8848 Larston Street Houston`.
pub(super) fn split_town(piece: &str) -> Option<(&str, &str)> {
    let words: Vec<(usize, &str)> = offsets(piece);
    let mut cut = None;
    for (at, (_, word)) in words.iter().enumerate().skip(1) {
        let numbered = word.chars().any(|c| c.is_ascii_digit());
        let after_unit = numbered || word.len() == 1 && is_unit(words[at - 1].1);
        if ends_street(word) || is_unit(word) || after_unit || is_direction(word) && cut == Some(at)
        {
            cut = Some(at + 1);
        }
    }
    let cut = cut.filter(|&c| c < words.len())?;
    let at = words[cut].0;
    Some((piece[..at].trim(), piece[at..].trim()))
}

fn offsets(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let mut words = Vec::new();
    for word in text.split(' ') {
        if !word.is_empty() {
            words.push((at, word));
        }
        at += word.len() + 1;
    }
    words
}

fn is_direction(word: &str) -> bool {
    let bare: String = word
        .chars()
        .filter(|c| c.is_alphabetic())
        .collect::<String>()
        .to_uppercase();
    matches!(
        bare.as_str(),
        "N" | "S"
            | "E"
            | "W"
            | "NE"
            | "NW"
            | "SE"
            | "SW"
            | "NORTH"
            | "SOUTH"
            | "EAST"
            | "WEST"
            | "CENTRAL"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plot_has_a_letter_and_a_number() {
        assert!(is_plot("M-6") && is_plot("B12") && is_plot("A-14/2") && is_plot("E-3/A"));
        assert!(!is_plot("GmbH") && !is_plot("E-mail") && !is_plot("A4-B12"));
    }

    #[test]
    fn a_town_behind_the_street_is_cut_off() {
        assert_eq!(
            split_town("8848 Larston Street Houston"),
            Some(("8848 Larston Street", "Houston"))
        );
        assert_eq!(
            split_town("8105 Birch Bay Square St. Suite 205 Blaine"),
            Some(("8105 Birch Bay Square St. Suite 205", "Blaine"))
        );
        assert_eq!(
            split_town("4800 California Ave SW Seattle"),
            Some(("4800 California Ave SW", "Seattle"))
        );
        assert_eq!(split_town("Harleysville"), None);
    }

    #[test]
    fn the_sentence_before_a_street_goes() {
        assert_eq!(
            trim_sentence("Our office is located at 325 Cherry Street"),
            "325 Cherry Street"
        );
        assert_eq!(
            trim_sentence("dont le siège est situé Avenue de Bastia"),
            "Avenue de Bastia"
        );
        for street in [
            "325 Cherry Street",
            "Plaza de la Paz 2",
            "Rua do Poço dos Negros 12 A",
        ] {
            assert_eq!(trim_sentence(street), street);
        }
    }
}
