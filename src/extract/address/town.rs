//! Towns, states and countries in a piece of text.

pub(super) use super::gazetteer::bare_town;
use super::gazetteer::{self, countries_of};
use super::state::{can_end_region, is_region};
use crate::extract::company::legal::has_form;
use crate::market::{Country, can_end_country, country_named};
use crate::text::fold;

fn can_end_city(word: &str) -> bool {
    [word, bare_town(word)]
        .iter()
        .any(|word| gazetteer::can_end(&fold(word)))
}

/// The country of a well-known town; of several, the one with the largest.
pub(super) fn country_of_city(name: &str) -> Option<&'static Country> {
    countries_of(name).first().copied()
}

/// Is it a well-known town of this country? A number of its district may follow: `Praha 4`.
pub(super) fn is_city_of(name: &str, country: &str) -> bool {
    let name = bare_town(name).trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    countries_of(name).iter().any(|c| c.code == country)
}

/// The country a piece names. A bare two-letter code is none: too many words look like one.
pub(super) fn country_in(piece: &str) -> Option<&'static Country> {
    let name = piece.trim_matches(|c: char| !c.is_alphanumeric());
    if name.len() > 40 || name.is_empty() || name.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let dotless: String = name.chars().filter(|c| *c != '.').collect();
    let spaced = dotless
        .trim()
        .trim_start_matches("The ")
        .trim_start_matches("PR ")
        .trim_start_matches("P R ");
    let spaced = realm_of(spaced);
    match spaced {
        "USA" | "US" | "United States of America" => return country_named("US"),
        "UK" | "England" | "Scotland" | "Wales" | "Northern Ireland" | "Great Britain" => {
            return country_named("GB");
        }
        "UAE" => return country_named("AE"),
        "PRC" | "Peoples Republic of China" | "People's Republic of China" => {
            return country_named("CN");
        }
        "KSA" => return country_named("SA"),
        "Korea" | "S Korea" | "ROK" => return country_named("KR"),
        "РФ" => return country_named("RU"),
        _ => {}
    }
    // Some names of towns stand for their country as well (`Dubai`); here they are towns.
    // `A.Ş.` is a legal form, and no code in disguise.
    let long = spaced.chars().count() > 3 || !fold(spaced).is_ascii();
    long.then(|| country_named(spaced))
        .flatten()
        .filter(|c| countries_of(spaced).is_empty() || fold(&c.name) == fold(spaced))
}

/// `Sultanate of Oman`, `State of Kuwait`: the country without what it is ruled as, where such a name is in no list.
fn realm_of(name: &str) -> &str {
    const REALMS: [&str; 5] = [
        "Sultanate of ",
        "Kingdom of ",
        "State of ",
        "Hashemite Kingdom of ",
        "Islamic Republic of ",
    ];
    let realm = REALMS.iter().find_map(|realm| name.strip_prefix(realm));
    realm
        .filter(|_| country_named(name).is_none())
        .unwrap_or(name)
}

/// A country at the end of a piece: the text before it, and the country.
pub(super) fn split_country(piece: &str) -> Option<(&str, &'static Country)> {
    // `Victoria Island` lies not in Iceland.
    split_tail(piece, 3, can_end_name, country_in).filter(|(left, country)| {
        left.is_empty() || country.code != "IS" || !piece.ends_with("Island")
    })
}

/// A state of the country at the end of a piece: the text before it, and the state as written.
pub(super) fn split_region<'a>(piece: &'a str, country: &str) -> Option<(&'a str, &'a str)> {
    let can_end = |word: &str| can_end_region(word.trim_end_matches(','));
    // `Traumstraße 5 in 50667` lies not in Indiana.
    let is_word = |tail: &str| {
        tail.len() == 2
            && tail.starts_with(char::is_lowercase)
            && piece.contains(char::is_uppercase)
    };
    split_tail(piece, 3, can_end, |tail| {
        (!is_word(tail) && is_region(tail.trim_end_matches(','), country)).then_some(tail)
    })
}

/// A well-known town at the end of a piece, with the number of its district where one follows (`Lima 27`): the text before
/// it, the town and its country.
pub(super) fn split_city(piece: &str) -> Option<(&str, (&str, &'static Country))> {
    let whole = piece.trim();
    let (named, _) = split_district(whole);
    split_tail(named, 5, can_end_city, |tail| {
        country_of_city(bare_town(tail)).map(|country| (tail, country))
    })
    .map(|(left, (town, country))| (left, (&whole[named.len() - town.len()..], country)))
}

/// The number of a town's district behind its name: `Colombo 03`.
fn split_district(name: &str) -> (&str, &str) {
    match name.rsplit_once(' ') {
        Some((town, number)) if number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit()) => {
            (town.trim_end_matches([' ', '-']), number)
        }
        _ => (name, ""),
    }
}

/// May the name of a country end in this word?
fn can_end_name(word: &str) -> bool {
    let bare: String = word
        .trim_end_matches(|c: char| !c.is_alphanumeric())
        .chars()
        .filter(|c| *c != '.')
        .collect();
    can_end_country(&bare)
        || matches!(
            bare.as_str(),
            "USA"
                | "US"
                | "UK"
                | "UAE"
                | "PRC"
                | "KSA"
                | "America"
                | "England"
                | "Scotland"
                | "Wales"
                | "Ireland"
                | "Britain"
        )
}

/// Tries the last words of a piece, most of them first, where the very last one can end what is looked for.
fn split_tail<'a, T>(
    piece: &'a str,
    most: usize,
    can_end: impl Fn(&str) -> bool,
    read: impl Fn(&'a str) -> Option<T>,
) -> Option<(&'a str, T)> {
    let piece = piece.trim();
    let last = piece.rsplit(' ').next().unwrap_or_default();
    // Prices and numbers of articles, the most of what stands in tables.
    if last.bytes().any(|b| b.is_ascii_digit()) || !can_end(last) {
        return None;
    }
    let starts: Vec<usize> = std::iter::once(0)
        .chain(piece.match_indices(' ').map(|(at, _)| at + 1))
        .collect();
    starts
        .iter()
        .rev()
        .take(most)
        .rev()
        .find_map(|&at| read(&piece[at..]).map(|found| (piece[..at].trim(), found)))
}

/// Small words inside the names of towns.
const LINKS: &[&str] = &[
    "de", "la", "le", "les", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "el",
    "los", "las", "am", "an", "der", "den", "dem", "im", "in", "bei", "ob", "sur", "sous", "en",
    "et", "y", "e", "i", "na", "nad", "pod", "pri", "u", "aan", "op", "van", "het", "of", "upon",
    "the", "and", "sul", "nel", "dels", "cedex", "lez", "lès", "près", "près-de", "d'",
];

/// Is it a small word inside names?
pub(super) fn is_link(word: &str) -> bool {
    LINKS.contains(&word)
        || LINKS
            .iter()
            .any(|l| l.ends_with('\'') && word.starts_with(l))
}

/// Is it a small letter of a script that begins names with large ones? Georgian is written in small letters alone.
fn is_small(c: char) -> bool {
    c.is_lowercase() && !matches!(c, '\u{10D0}'..='\u{10FF}')
}

/// Are its words those of a name: none in small letters but the small words inside names?
pub(super) fn is_name(text: &str) -> bool {
    let mut words = text.split(' ').filter(|w| !w.is_empty());
    words.all(|word| !word.starts_with(is_small) || is_link(word))
}

/// A few words with capitals (or of a script without them), no number and no firm: what a town may be called.
pub(super) fn is_short_name(text: &str, most_words: usize) -> bool {
    (1..=most_words).contains(&text.split(' ').count())
        && text.starts_with(|c: char| c.is_alphabetic() && !is_small(c))
        && text.chars().filter(|c| c.is_alphabetic()).count() > 2
        && !text.bytes().any(|b| b.is_ascii_digit())
        && is_name(text)
        && !has_form(text)
}

/// The town that a text begins with: capitalised words (or words of a script without capitals) with small words between.
pub(super) fn leading_town(text: &str) -> Option<&str> {
    let mut end = 0;
    let mut count = 0;
    let mut at = 0;
    for word in text.split(' ') {
        let start = at;
        at += word.len() + 1;
        let first = word.chars().find(|c| c.is_alphabetic());
        let named = first
            .is_some_and(|c| !c.is_lowercase() || count == 0 && text.chars().nth(24).is_none());
        if word.contains(':') || super::words::marks(word).stop {
            break;
        }
        let number = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
        if named && !(number && count == 0) {
            end = start + word.len();
            count += 1;
        } else if word.eq_ignore_ascii_case("cedex") {
            end = start + word.len();
        } else if number && word.len() <= 2 {
            // `Lublin 62`, `Praha 5`
            end = start + word.len();
            break;
        } else if !is_link(word) {
            break;
        }
        if count >= 5 {
            break;
        }
    }
    let town = text[..end].trim().trim_end_matches(['.', '-', '–']);
    (count > 0 && !town.is_empty() && town.chars().filter(|c| c.is_alphabetic()).count() >= 2)
        .then_some(town)
}
