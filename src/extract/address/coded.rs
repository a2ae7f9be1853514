//! An address around a postal code: the country decides which side the town is on.

use super::aside::{is_below_a_bank, is_of_a_bank};
use super::draft::Draft;
use super::number;
use super::piece::{Part, Sheet, Spot};
use super::place::{Pieces, Town};
use super::postal::{Code, Postal};
use super::state::countries_with;
use super::town::{country_of_city, leading_town, split_city, split_region};
use super::words::{ends_street, is_unit};
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

/// The address around the code, if the words around it make one.
pub(super) fn read(around: &Around<'_, '_>, code: &Code<'_>) -> Option<Draft> {
    let text = around.sheet.lines()[around.at].text;
    let (lead, rest) = (&text[..code.start], &text[code.end..]);
    let is_bare = code.by_prefix.is_none() && code.text.bytes().all(|b| b.is_ascii_digit());
    let is_counted = || code.text.len() == 4 && number::is_counted(lead);
    if number::is_other(lead, code.text, rest)
        || is_bare && (number::is_in_sentence(lead, rest) || is_counted())
    {
        return None;
    }
    // `Blok H 1234` is no Hungarian code.
    let last = lead.trim_end().rsplit(' ').next();
    let letters = text[code.start..code.end]
        .bytes()
        .take_while(u8::is_ascii_alphabetic);
    if code.by_prefix.is_some()
        && code.start + code.text.len() < code.end
        && letters.count() == 1
        && last.is_some_and(is_unit)
    {
        return None;
    }
    let is_below = || lead.is_empty() && is_below_a_bank(around.sheet.lines(), around.at);
    if is_of_a_bank(lead) || is_below() {
        return None;
    }
    // Most numbers belong to no country that anything near them speaks for: their lines are not read at all.
    let (postal, named) = choose(around, code)?;
    let piece = |part| around.sheet.piece(part);
    let pieces = Pieces {
        before: around.before(code).map(piece).collect(),
        after: around.after(code).map(piece).collect(),
        line: around.at,
        town_follows: rest
            .trim_start_matches(['-', ' ', ')', ']'])
            .starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()),
    };
    // `A-1203, Muster Tower` is a room.
    let prefix = code.end - code.text.len() - code.start;
    if code.by_prefix.is_some() && prefix == 2 && !pieces.town_follows {
        let at_home = around.home.is_some_and(|home| home.code == postal.code);
        if !at_home && !pieces.country_follows(postal) {
            return None;
        }
    }
    if !pieces.can_have_street() || pieces.is_house_number(postal, code) || pieces.counts() {
        return None;
    }
    if code.text.len() == 4
        && code.by_prefix.is_none()
        && number::is_told(lead)
        && !pieces.name_behind_street(postal)
    {
        return None;
    }
    let found = pieces.town(postal, named)?;
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

    /// The parts behind the code, in order.
    fn after(&self, code: &Code<'_>) -> impl Iterator<Item = Part<'a>> + '_ {
        self.sheet.after((self.at, code.end))
    }

    /// A country named right after the code, or right before it.
    fn named_country(&self, before: &[Part<'a>], after: &[Part<'a>]) -> Option<&'static Country> {
        let after_code = || {
            after
                .iter()
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
fn choose(around: &Around<'_, '_>, code: &Code<'_>) -> Option<(&'static Postal, bool)> {
    let of = |country: &str| code.countries.iter().copied().find(|p| p.code == country);
    if let Some(postal) = code.by_prefix {
        return Some((postal, true));
    }
    let before: Vec<Part<'_>> = around.before(code).take(2).collect();
    let after: Vec<Part<'_>> = around.after(code).take(4).collect();
    if let Some(country) = around.named_country(&before, &after) {
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
    // `Chiba Prefecture, 272-0034`, `Selangor 43000`: a province that one of the countries has by its whole name.
    if let Some(first) = before.first().filter(|p| p.line == around.at) {
        let with = match first.text.chars().count() {
            4.. => countries_with(first.text),
            _ => &[],
        };
        let codes = code.countries.iter().copied();
        let mut of = codes.filter(|p| with.contains(&p.code));
        if let (Some(postal), None) = (of.next(), of.next()) {
            return Some((postal, true));
        }
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
