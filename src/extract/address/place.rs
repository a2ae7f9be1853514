//! The town on one side of a postal code, and the street that goes with it.

use unicode_normalization::char::is_combining_mark;

use super::behind;
use super::parts::Parts;
use super::piece::Piece;
use super::postal::{Code, Place, Postal, is_wide};
use super::state::is_region;
use super::street::{self, Street};
use super::town::{
    bare_town, country_in, country_of_city, is_city_of, is_name, leading_town, split_city,
    split_country, split_region,
};
use super::words::{is_area, is_month, is_quarter, is_unit, marks};
use crate::extract::company::legal::has_form;
use crate::market::Country;

/// The pieces around a code.
pub(super) struct Pieces<'a> {
    /// Those before it, nearest first.
    pub(super) before: Vec<Piece<'a>>,
    /// Those behind it, in order.
    pub(super) after: Vec<Piece<'a>>,
    /// The line of the code.
    pub(super) line: usize,
    /// The town may follow at once: the next letter after the code is a capital or has none.
    pub(super) town_follows: bool,
}

/// What is read around a code: the town with its region, and the street.
pub(super) struct Town {
    pub(super) parts: Parts,
    pub(super) street: Street,
}

impl Pieces<'_> {
    /// The town on the side where the country writes it, else on the other. `named`: the page names the country there.
    pub(super) fn town(&self, postal: &Postal, named: bool) -> Option<Town> {
        let usual = match postal.place {
            Place::After if self.known_town_follows(postal) => town_after(postal, self),
            Place::After => town_before(postal, self),
            Place::Before => town_after(postal, self)
                .or_else(|| named.then(|| town_before(postal, self)).flatten()),
            // `2602 Fantasy 2000 Corporate Center`: four digits number houses and rooms as well.
            Place::Either if postal.code == "PH" && !self.known_town_follows(postal) => {
                town_before(postal, self)
            }
            Place::Either if self.town_follows || self.only_town_follows(postal) => {
                town_after(postal, self).or_else(|| town_before(postal, self))
            }
            Place::Either => town_before(postal, self).or_else(|| town_after(postal, self)),
        };
        usual.or_else(|| known_town_before(postal, self))
    }

    /// The line writes everything in small letters.
    fn is_in_small_letters(&self) -> bool {
        let own = || self.before.iter().filter(|p| p.line == self.line);
        own().all(|p| !p.text.contains(char::is_uppercase))
    }

    /// `Офиси (938) Магазини (1633)`: numbers stand alone between names; an address has one at most, and no house one of five
    /// digits.
    pub(super) fn counts(&self) -> bool {
        let numbers = self
            .before
            .iter()
            .take(8)
            .filter(|p| p.line == self.line && p.text.bytes().all(|b| b.is_ascii_digit()));
        let lengths = numbers.map(|p| p.text.len());
        lengths.clone().filter(|length| *length > 1).count() > 1 || lengths.max() > Some(4)
    }

    /// Some piece could be a street or its number; where none is, no other question need be asked.
    pub(super) fn can_have_street(&self) -> bool {
        let above =
            |p: &Piece<'_>| p.marks.digit || p.marks.street || p.marks.unit || p.marks.boxed;
        let behind = |p: &Piece<'_>| {
            p.marks.street || p.marks.is_street() || p.line == self.line && p.marks.digit
        };
        self.before.iter().any(above) || self.after.iter().any(behind)
    }

    /// `P.O. Box 1234, Edenvale 1610`: a name that can be a town's stands between a certain street and the code.
    pub(super) fn name_behind_street(&self, postal: &Postal) -> bool {
        let [town, street, ..] = self.before.as_slice() else {
            return false;
        };
        postal.place != Place::Before
            && town.line == self.line
            && town.text.split(' ').count() <= 3
            && can_be_town(town.text)
            && is_name(town.text)
            && street.marks.is_street()
            && street.line + 1 >= self.line
    }

    /// `Lavalle 1234 - CABA`: four digits right behind a name, and a town that everybody knows behind them.
    pub(super) fn is_house_number(&self, postal: &Postal, code: &Code<'_>) -> bool {
        let of_country =
            |text: &str| country_of_city(bare_town(text)).is_some_and(|c| c.code == postal.code);
        let name = self.before.first().filter(|p| p.line == self.line);
        postal.place == Place::Either
            && code.text.len() == 4
            && code.by_prefix.is_none()
            && !self.town_follows
            && name.is_some_and(|p| !p.marks.digit && split_city(p.text).is_none())
            && self.before.len() == 1
            && self
                .after
                .first()
                .is_some_and(|p| p.line == self.line && of_country(p.text))
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

    /// The next piece is the code's country, or a town of it that everybody knows.
    pub(super) fn country_follows(&self, postal: &Postal) -> bool {
        let next = self.after.first().map(|p| p.text);
        let of = next.and_then(|text| country_in(text).or_else(|| country_of_city(text)));
        of.is_some_and(|country| country.code == postal.code)
    }

    /// `Distrito Industrial | 89219-501 | Joinville`: a town that everybody knows stands behind a separator, and none before.
    fn only_town_follows(&self, postal: &Postal) -> bool {
        let of_country = |p: &Piece<'_>| {
            p.line == self.line
                && country_of_city(bare_town(p.text)).is_some_and(|c| c.code == postal.code)
        };
        let before = self.before.first().and_then(|p| split_city(p.text));
        self.after.first().is_some_and(of_country) && before.is_none()
    }
}

/// `Houston, TX 77055`
fn town_before(postal: &Postal, pieces: &Pieces<'_>) -> Option<Town> {
    let mut rest = pieces.before.as_slice();
    let mut first = take(&mut rest)?;
    // `Riga, Latvia, EU, LV-1050`
    if first.text == "EU" {
        first = take(&mut rest)?;
    }
    // Singapore is a country and a town.
    if let Some((left, _)) = split_country(first.text)
        .filter(|(left, _)| !is_city_of(&first.text[left.len()..], &postal.code))
    {
        first = step(first, left, &mut rest)?;
    }
    let mut region = None;
    // `New Delhi` is no town `New` in the state of Delhi.
    let is_town = country_of_city(first.text).is_some_and(|c| c.code == postal.code);
    if let Some((left, found)) = region_in(first.text, &postal.code)
        .filter(|(left, _)| left.is_empty() || !is_town && behind_quarter(postal, first).is_none())
    {
        // `New York 10021`: the town is all there is.
        // `A-14, Dream Industrial Area, Delhi 110020`
        let is_street =
            |p: &Piece<'_>| is_town && (p.marks.street || !postal.state && p.marks.is_addressy());
        let street_above = rest.first().is_some_and(|p| {
            can_be_town(p.text) && !is_street(p)
                || street::split_town(p.text).is_some() && (postal.state || !is_street(p))
        });
        let town_too = left.is_empty() && found.chars().count() > 3 && !street_above;
        if !town_too {
            region = Some(found.trim_end_matches(',').to_owned());
            first = step(first, left, &mut rest)?;
        }
    }
    let (own, town) = behind_tambon(postal, first)
        .or_else(|| behind_quarter(postal, first))
        .or_else(|| split_known(first))
        .or_else(|| thai_town(postal, first))
        .or_else(|| {
            let (left, town) =
                street::split_town(first.text).filter(|_| first.marks.is_addressy())?;
            Some((Some(first.with(left)), town))
        })
        .unwrap_or((None, first.text));
    let town = bare_town(town).trim_end_matches([',', '-', ' ']);
    if !can_be_town(town) {
        // No town at all: the code alone follows the street.
        let only_town = postal.code == "SG";
        let street =
            street::read(Some(first), rest).filter(|s| s.sure && (postal.strong || only_town))?;
        return Some(Town {
            parts: Parts {
                city: only_town.then(|| "Singapore".to_owned()),
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
    split_region(text, country).or_else(|| {
        let named = province && text.split(' ').count() <= 3 || is_area(text);
        named.then_some(("", text))
    })
}

/// A well-known town at the end of a piece that also holds a street.
fn split_known(piece: Piece<'_>) -> Option<(Option<Piece<'_>>, &str)> {
    let (left, (town, _)) = split_city(piece.text)?;
    // `Av. Corrientes 1234` is a street called by a town.
    let marks = marks(left);
    (marks.digit && marks.is_addressy()).then(|| (Some(piece.with(left)), town))
}

/// `Jasola New Delhi`: a town of two words that everybody knows behind the name of a quarter.
fn behind_quarter<'a>(postal: &Postal, piece: Piece<'a>) -> Option<(Option<Piece<'a>>, &'a str)> {
    let (left, (town, _)) = split_city(piece.text)?;
    (postal.code == "IN" && !left.is_empty() && town.contains(' ') && is_city_of(town, "IN"))
        .then(|| (Some(piece.with(left)), town))
}

/// `T.Khohong Hatyai Songkhla`: Thailand's province behind the district and its part, in Latin letters.
fn behind_tambon<'a>(postal: &Postal, piece: Piece<'a>) -> Option<(Option<Piece<'a>>, &'a str)> {
    const PARTS: [&str; 8] = [
        "T.", "A.", "Tambon ", "Amphur ", "Amphoe ", "Khet ", "Mueang ", "Muang ",
    ];
    if postal.code != "TH" || !PARTS.iter().any(|part| piece.text.contains(part)) {
        return None;
    }
    let (left, (town, country)) = split_city(piece.text)?;
    (country.code == "TH" && !left.is_empty()).then(|| (Some(piece.with(left)), town))
}

/// `ตำบลบางพลี อำเภอบางพลี สมุทรปราการ`: Thailand names street, subdistrict, district and province with spaces between.
fn thai_town<'a>(postal: &Postal, piece: Piece<'a>) -> Option<(Option<Piece<'a>>, &'a str)> {
    const PARTS: [&str; 9] = [
        "ถนน",
        "ซอย",
        "หมู่",
        "ตำบล",
        "แขวง",
        "อำเภอ",
        "เขต",
        "ต.",
        "อ.",
    ];
    let (left, last) = piece.text.rsplit_once(' ')?;
    let inside = postal.code == "TH"
        && left
            .split(' ')
            .any(|w| PARTS.iter().any(|p| w.starts_with(p)));
    let town = last.trim_start_matches("จังหวัด").trim_start_matches("จ.");
    inside.then(|| (Some(piece.with(left)), town))
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
        && !is_quarter(text)
        && !is_month(text)
}

/// `21775 Wanna`
fn town_after(postal: &Postal, pieces: &Pieces<'_>) -> Option<Town> {
    let found = behind::town(&pieces.after, pieces.line)?;
    // `05017-020 - Perdizes - São Paulo - SP`: Brazil may put the quarter between the code and the town.
    let found = match pieces.after.get(found.at + 1) {
        Some(next)
            if postal.code == "BR"
                && next.line == pieces.line
                && !is_city_of(found.text, "BR")
                && is_city_of(next.text, "BR") =>
        {
            behind::Found {
                text: next.text,
                at: found.at + 1,
                area: None,
            }
        }
        _ => found,
    };
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
        || is_quarter(text)
        || town.starts_with(char::is_lowercase)
            && !called
            && (!postal.strong || !pieces.is_in_small_letters())
            && country_of_city(town).is_none()
        || is_month(town)
        || is_unit(town.split(' ').next().unwrap_or_default()) && town.split(' ').count() == 1
    {
        return None;
    }
    let own = own.map(|(_, street)| Street {
        text: behind::with_number(street, &pieces.after, found.at),
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
    let (town, state) = split_state(postal, town);
    let region = found
        .area
        .map(str::to_owned)
        .or_else(|| region_behind(postal, &pieces.after[found.at..]))
        .or_else(|| state.map(str::to_owned));
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

/// `Milano MI`: Italy's provinces have two letters.
fn split_state<'a>(postal: &Postal, town: &'a str) -> (&'a str, Option<&'a str>) {
    match town.rsplit_once(' ') {
        Some((left, state))
            if postal.code == "IT"
                && state.len() == 2
                && state.bytes().all(|b| b.is_ascii_uppercase()) =>
        {
            (left, Some(state))
        }
        _ => (town, None),
    }
}

/// A province in brackets or after a comma: `Miranda de Ebro (Burgos)`.
fn region_behind(postal: &Postal, after: &[Piece<'_>]) -> Option<String> {
    let [town, next, ..] = after else {
        return None;
    };
    if next.line != town.line || next.text.split(' ').count() > 4 {
        return None;
    }
    let plain = !next.marks.digit && !next.marks.stop && country_in(next.text).is_none();
    let usual = matches!(
        postal.code.as_str(),
        "ES" | "IT" | "MX" | "BR" | "PT" | "TR" | "FR"
    ) || is_region(next.text, &postal.code);
    let script = !next.text.chars().any(is_wide);
    (plain && usual && script && next.text.starts_with(|c: char| c.is_uppercase()))
        .then(|| next.text.to_owned())
}
