//! An address around a postal code: the country decides which side the town is on.

use unicode_normalization::char::is_combining_mark;

use super::behind;
use super::draft::Draft;
use super::number;
use super::parts::Parts;
use super::piece::{Part, Piece, Sheet, Spot};
use super::postal::{Code, Place, Postal, is_wide};
use super::street::{self, Street};
use super::town::{
    bare_town, country_in, country_of_city, is_city_of, is_name, leading_town, split_city,
    split_country, split_region,
};
use super::words::{ends_street, is_region, marks};
use crate::extract::company::legal::has_form;
use crate::market::Country;

/// What a code is read among.
#[derive(Clone, Copy)]
pub(super) struct Around<'s, 'a> {
    pub(super) sheet: &'s Sheet<'a>,
    /// The line of the code.
    pub(super) at: usize,
    /// Nothing before this place belongs to the address.
    pub(super) floor: Spot,
    /// The country the page speaks for.
    pub(super) home: Option<&'static Country>,
}

/// The pieces around a code.
struct Pieces<'a> {
    before: Vec<Piece<'a>>,
    after: Vec<Piece<'a>>,
    line: usize,
    /// The town may follow at once: the next letter after the code is a capital or has none.
    town_follows: bool,
}

/// The address around the code, if the words around it make one.
pub(super) fn read(around: &Around<'_, '_>, code: &Code<'_>) -> Option<Draft> {
    let text = around.sheet.lines()[around.at].text;
    let rest = &text[code.end..];
    if number::is_other(&text[..code.start], code.text, rest) {
        return None;
    }
    // Most numbers belong to no country that anything near them speaks for: their lines are not read at all.
    let after = around.sheet.after((around.at, code.end));
    let (postal, named) = choose(around, code, &after)?;
    let piece = |part| around.sheet.piece(part);
    let pieces = Pieces {
        before: around.before(code).map(piece).collect(),
        after: after.into_iter().map(piece).collect(),
        line: around.at,
        town_follows: rest
            .trim_start_matches(['-', ' '])
            .starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()),
    };
    if !pieces.can_have_street() {
        return None;
    }
    if code.text.len() == 4 && code.by_prefix.is_none() && number::is_told(&text[..code.start]) {
        return None;
    }
    let found = match postal.place {
        Place::After if pieces.known_town_follows(postal) => town_after(postal, &pieces),
        Place::After => town_before(postal, &pieces),
        Place::Before => town_after(postal, &pieces)
            .or_else(|| named.then(|| town_before(postal, &pieces)).flatten()),
        Place::Either if pieces.town_follows => {
            town_after(postal, &pieces).or_else(|| town_before(postal, &pieces))
        }
        Place::Either => town_before(postal, &pieces).or_else(|| town_after(postal, &pieces)),
    }
    .or_else(|| known_town_before(postal, &pieces))?;
    let Town { mut parts, street } = found;
    if postal.state && parts.region.is_none() && !(street.sure && street.line + 2 >= around.at) {
        return None;
    }
    let far = around.at - street.line.min(around.at) > 2;
    let at_home = around.home.is_some_and(|home| home.code == postal.code);
    if !named && !street.sure && (far || !at_home) {
        return None;
    }
    // `87-105 Dream Road`: numbers of a house.
    let is_road = |town: &String| town.rsplit(' ').next().is_some_and(ends_street);
    if !at_home && parts.city.as_ref().is_some_and(is_road) {
        return None;
    }
    parts.postal_code = Some(code.text.to_owned());
    parts.country = Some(postal.code.clone());
    parts.street = Some(street.text);
    Some(Draft {
        parts,
        lines: (street.line.min(around.at), street.line.max(around.at)),
        end: (around.at, code.end),
    })
}

impl<'a> Around<'_, 'a> {
    /// The parts before the code, nearest first.
    fn before(&self, code: &Code<'_>) -> impl Iterator<Item = Part<'a>> + '_ {
        self.sheet.before((self.at, code.start), self.floor)
    }

    /// A country named right after the code, or right before it.
    fn named_country(&self, before: &[Part<'a>], after: &[Part<'a>]) -> Option<&'static Country> {
        let after_code = || {
            after
                .iter()
                .take(4)
                .filter(|p| p.line <= self.at + 1)
                .find_map(|p| self.sheet.country_in(*p))
        };
        let at_the_end = |p: &Part<'a>| self.sheet.country_at_end(*p);
        after_code()
            .or_else(|| after.first().and_then(at_the_end))
            .or_else(|| before.iter().find_map(at_the_end))
    }
}

/// The country of the code, and whether more than the page's own country speaks for it.
fn choose<'a>(
    around: &Around<'_, 'a>,
    code: &Code<'_>,
    after: &[Part<'a>],
) -> Option<(&'static Postal, bool)> {
    let of = |country: &str| code.countries.iter().copied().find(|p| p.code == country);
    if let Some(postal) = code.by_prefix {
        return Some((postal, true));
    }
    let before: Vec<Part<'_>> = around.before(code).take(2).collect();
    if let Some(country) = around.named_country(&before, after) {
        return of(&country.code).map(|p| (p, true));
    }
    if let Some(first) = before.first().filter(|p| p.line + 1 >= around.at)
        && let Some(postal) = code
            .countries
            .iter()
            .copied()
            .find(|p| p.state && split_region(first.text, &p.code).is_some())
    {
        return Some((postal, true));
    }
    if let Some(postal) = around.home.and_then(|home| of(&home.code)) {
        return Some((postal, postal.strong));
    }
    if let [only] = code.countries[..]
        && only.strong
    {
        return Some((only, false));
    }
    let follows = after
        .first()
        .filter(|p| p.line <= around.at + 1)
        .and_then(|p| leading_town(p.text))
        .and_then(country_of_city);
    let city = follows.or_else(|| {
        before
            .first()
            .and_then(|p| split_city(p.text))
            .map(|(_, (_, country))| country)
    })?;
    of(&city.code).map(|p| (p, false))
}

struct Town {
    parts: Parts,
    street: Street,
}

/// `Houston, TX 77055`
fn town_before(postal: &Postal, pieces: &Pieces<'_>) -> Option<Town> {
    let mut rest = pieces.before.as_slice();
    let mut first = take(&mut rest)?;
    // Singapore is a country and a town.
    if let Some((left, _)) =
        split_country(first.text).filter(|_| !is_city_of(first.text, &postal.code))
    {
        first = step(first, left, &mut rest)?;
    }
    let mut region = None;
    // `New Delhi` is no town `New` in the state of Delhi.
    let is_town = country_of_city(first.text).is_some_and(|c| c.code == postal.code);
    if let Some((left, found)) =
        region_in(first.text, &postal.code).filter(|(left, _)| left.is_empty() || !is_town)
    {
        // `New York 10021`: the town is all there is.
        let street_above = rest
            .first()
            .is_some_and(|p| can_be_town(p.text) || street::split_town(p.text).is_some());
        let town_too = left.is_empty() && found.chars().count() > 3 && !street_above;
        if !town_too {
            region = Some(found.trim_end_matches(',').to_owned());
            first = step(first, left, &mut rest)?;
        }
    }
    let (own, town) = match street::split_town(first.text).filter(|_| first.marks.is_addressy()) {
        Some((left, town)) => (Some(first.with(left)), town),
        None => split_known(first),
    };
    let town = bare_town(town).trim_end_matches([',', '-', ' ']);
    if !can_be_town(town) {
        // No town at all: the code alone follows the street.
        let street = street::read(Some(first), rest).filter(|s| s.sure && postal.strong)?;
        return Some(Town {
            parts: Parts {
                region,
                ..Parts::default()
            },
            street,
        });
    }
    let street =
        street::read(own, rest).or_else(|| postal.strong.then(|| street::house(rest)).flatten())?;
    Some(Town {
        parts: Parts {
            city: Some(town.to_owned()),
            region,
            ..Parts::default()
        },
        street,
    })
}

/// A state at the end of a piece, or a province that says so.
fn region_in<'a>(text: &'a str, country: &str) -> Option<(&'a str, &'a str)> {
    let province = [" Prefecture", "-ken", "-Ken", " Province", " Pref"]
        .iter()
        .any(|end| text.ends_with(end))
        || matches!(country, "IE" | "GB")
            && ["Co. ", "Co ", "County "]
                .iter()
                .any(|of| text.starts_with(of));
    // `Joinville/SC`
    let stroke = text
        .rsplit_once('/')
        .filter(|(_, state)| !state.is_empty() && is_region(state.trim(), country));
    split_region(text, country)
        .or(stroke)
        .or_else(|| (province && text.split(' ').count() <= 3).then_some(("", text)))
}

/// A well-known town at the end of a piece that also holds a street.
fn split_known(piece: Piece<'_>) -> (Option<Piece<'_>>, &str) {
    match split_city(piece.text) {
        Some((left, (town, _))) if !left.is_empty() && marks(left).is_addressy() => {
            (Some(piece.with(left)), town)
        }
        _ => (None, piece.text),
    }
}

fn take<'a>(rest: &mut &[Piece<'a>]) -> Option<Piece<'a>> {
    let (first, left) = rest.split_first()?;
    *rest = left;
    Some(*first)
}

/// What is left of a piece after its end was read; the next piece where nothing is left.
fn step<'a>(piece: Piece<'a>, left: &'a str, rest: &mut &[Piece<'a>]) -> Option<Piece<'a>> {
    let left = left.trim_end_matches([',', ' ', '-', '–']);
    if left.is_empty() {
        take(rest)
    } else {
        Some(piece.with(left))
    }
}

fn can_be_town(text: &str) -> bool {
    let marks = marks(text);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let plain = text.chars().all(|c| {
        c.is_alphanumeric()
            || c.is_whitespace()
            || is_combining_mark(c)
            || matches!(c, '-' | '\'' | '’' | '.' | '&' | '–')
    });
    plain
        && !marks.stop
        && !marks.boxed
        && letters >= 2
        && text.split(' ').count() <= 5
        && !text.starts_with(|c: char| c.is_ascii_digit() || c == '#')
        && text
            .chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(|c| !c.is_lowercase() || text.split(' ').count() == 1)
        && text.bytes().filter(u8::is_ascii_digit).count() <= 2
        && (text.split(' ').count() == 1 || is_name(text))
        && !has_form(text)
        && !street::opens_with_label(text)
}

/// `21775 Wanna`
fn town_after(postal: &Postal, pieces: &Pieces<'_>) -> Option<Town> {
    let found = behind::town(&pieces.after, pieces.line)?;
    let whole = found.text.trim_start_matches(['-', '–', ' ']);
    // `Ciudad de México` ends in no country.
    let text = match split_country(whole) {
        Some((left, _)) if country_of_city(whole).is_none() => left,
        _ => whole,
    };
    let called = bare_town(text) != text;
    let text = bare_town(text);
    let own = behind::split_street(text, &postal.code);
    let town = own.map_or_else(|| leading_town(text), |(town, _)| Some(town))?;
    if marks(town).boxed
        || has_form(town)
        || street::opens_with_label(town)
        || !postal.strong
            && town.starts_with(char::is_lowercase)
            && !called
            && country_of_city(town).is_none()
        || super::words::is_unit(town.split(' ').next().unwrap_or_default())
            && town.split(' ').count() == 1
    {
        return None;
    }
    let own = own.map(|(_, street)| Street {
        text: street.to_owned(),
        line: pieces.after[found.at].line,
        sure: true,
    });
    let named = || town.starts_with(char::is_alphabetic);
    let above = street::read(None, &pieces.before);
    let below = || named().then(|| behind::street(&pieces.after, found.at))?;
    let street = match own.or(above) {
        Some(street) if street.sure => street,
        // `тел. 74-27-25` above a street that stands behind its town.
        Some(street) => below().filter(|s| s.sure).unwrap_or(street),
        None => below().or_else(|| street::house(&pieces.before))?,
    };
    let region = found
        .area
        .map(str::to_owned)
        .or_else(|| region_behind(postal, pieces));
    Some(Town {
        parts: Parts {
            city: Some(bare_town(town).to_owned()),
            region,
            ..Parts::default()
        },
        street,
    })
}

/// A town everybody knows, or called a town, right before its code, wherever the country writes the code: with the street
/// behind them (`г. Алматы, 050057, ул. Абая 1`), or above them at the end of a line (`Praha 4, 140 00`).
fn known_town_before(postal: &Postal, pieces: &Pieces<'_>) -> Option<Town> {
    let piece = pieces
        .before
        .first()
        .filter(|p| p.line + 1 >= pieces.line)?;
    let called = bare_town(piece.text) != piece.text;
    if !(called || is_city_of(piece.text, &postal.code)) || !can_be_town(bare_town(piece.text)) {
        return None;
    }
    let ends = pieces.after.first().is_none_or(|p| p.line > pieces.line);
    let above = ends
        .then(|| street::read(None, &pieces.before[1..]))
        .flatten();
    let street = above
        .or_else(|| behind::right_behind(&pieces.after, pieces.line))
        .filter(|street| street.sure || ends)?;
    Some(Town {
        parts: Parts {
            city: Some(bare_town(piece.text).to_owned()),
            ..Parts::default()
        },
        street,
    })
}

impl Pieces<'_> {
    /// Some piece could be a street or its number; where none is, no other question need be asked.
    fn can_have_street(&self) -> bool {
        let above =
            |p: &Piece<'_>| p.marks.digit || p.marks.street || p.marks.unit || p.marks.boxed;
        let behind = |p: &Piece<'_>| {
            p.marks.street || p.marks.is_street() || p.line == self.line && p.marks.digit
        };
        self.before.iter().any(above) || self.after.iter().any(behind)
    }

    /// A town of the country that everybody knows follows the code at once, and none stands before it: `SE1 0ZZ London`.
    fn known_town_follows(&self, postal: &Postal) -> bool {
        let of_country = |country: Option<&Country>| country.is_some_and(|c| c.code == postal.code);
        let follows = self.after.first().filter(|p| p.line == self.line);
        let follows = follows
            .and_then(|p| leading_town(p.text))
            .map(bare_town)
            .and_then(country_of_city);
        let before = self.before.first().and_then(|p| split_city(p.text));
        self.town_follows
            && of_country(follows)
            && !of_country(before.map(|(_, (_, country))| country))
    }
}

/// A province in brackets or after a comma: `Miranda de Ebro (Burgos)`.
fn region_behind(postal: &Postal, pieces: &Pieces<'_>) -> Option<String> {
    let next = pieces
        .after
        .get(1)
        .filter(|p| p.line == pieces.line && p.text.split(' ').count() <= 4)?;
    let plain = !next.marks.digit && !next.marks.stop && country_in(next.text).is_none();
    let usual = matches!(
        postal.code.as_str(),
        "ES" | "IT" | "MX" | "BR" | "PT" | "TR" | "FR"
    ) || is_region(next.text, &postal.code);
    let script = !next.text.chars().any(is_wide);
    (plain && usual && script && next.text.starts_with(|c: char| c.is_uppercase()))
        .then(|| next.text.to_owned())
}
