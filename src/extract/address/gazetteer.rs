//! Well-known towns and their countries: the largest of `market`, and those of `data/towns.toml`. A new one is a name there.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::market::{Country, countries, country};
use crate::text::{fold, fold_with};

/// Code of a country → its further towns.
static FURTHER: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/towns.toml")).expect("a test reads the table")
});

/// Folded name → the countries that have a town so called, the one with the larger town first.
static TOWNS: LazyLock<FxHashMap<String, Vec<&'static Country>>> = LazyLock::new(|| {
    let largest = countries().iter().flat_map(|country| {
        let names = country.cities.iter().chain(country.cities_in_english());
        names.map(move |name| (country, name.as_str()))
    });
    let further = FURTHER.iter().flat_map(|(code, names)| {
        let country = country(code);
        names
            .iter()
            .filter_map(move |name| Some((country?, name.as_str())))
    });
    let mut towns: FxHashMap<String, Vec<&'static Country>> = FxHashMap::default();
    for (country, name) in largest.chain(further) {
        let folded = fold(name);
        let bare = Some(bare_town(&folded)).filter(|bare| bare.len() < folded.len());
        for name in [bare, Some(folded.as_str())].into_iter().flatten() {
            let known = towns.entry(name.to_owned()).or_default();
            if !known.iter().any(|c| c.code == country.code) {
                known.push(country);
            }
        }
    }
    towns
});

/// The last words of their names: most pieces end in none of them, and need no other look.
static ENDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    TOWNS
        .keys()
        .filter_map(|name| name.rsplit(' ').next())
        .collect()
});

/// Words that stand before the name of a town, folded.
const LEADS: &[&str] = &[
    "г.",
    "г",
    "гор.",
    "город",
    "м.",
    "м",
    "місто",
    "гр.",
    "с.",
    "село",
    "пос.",
    "поселок",
    "п.",
    "пгт",
    "пгт.",
    "рп",
    "р.п.",
    "смт",
    "смт.",
    "дер.",
    "деревня",
    "станица",
    "хутор",
    "tp.",
    "tp",
    "tx.",
    "tinh",
    "kota",
    "kab.",
    "kabupaten",
    "miasto",
    "mun.",
    "oras",
    "or.",
];
/// Those of two words.
const LEADS_OF_TWO: [(&str, &str); 3] = [("thanh", "pho"), ("thi", "xa"), ("cidade", "de")];

static LEAD_WORDS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| LEADS.iter().copied().collect());

/// The well-known towns of a country, as written.
pub(super) fn towns_of(code: &str) -> impl Iterator<Item = &'static str> {
    let largest = country(code).into_iter().flat_map(|c| &c.cities);
    let further = FURTHER.get(code).into_iter().flatten();
    largest.chain(further).map(String::as_str)
}

/// The countries that have a well-known town of this name.
pub(super) fn countries_of(name: &str) -> &'static [&'static Country] {
    fold_with(name, |folded| TOWNS.get(folded)).map_or(&[], Vec::as_slice)
}

/// May the name of a well-known town end in this word, given folded?
pub(super) fn can_end(folded: &str) -> bool {
    let last = folded.rsplit(' ').next().unwrap_or_default();
    last.is_empty() || ENDS.contains(last)
}

/// A town's name without the word for town before it: `г. Тверь`, `TP. Vinh`.
pub(super) fn bare_town(name: &str) -> &str {
    let name = name.trim();
    // Thailand's word for province touches its name.
    let province = ["จังหวัด", "จ."]
        .iter()
        .find_map(|word| name.strip_prefix(word));
    let name = province.map_or(name, str::trim_start);
    // `Bakı şəhəri`, `Toshkent sh.`
    let name = [
        " şəhəri",
        " şəh.",
        " şəh",
        " shahri",
        " sh.",
        " sh",
        " şəhərı",
    ]
    .iter()
    .find_map(|word| name.strip_suffix(word))
    .unwrap_or(name);
    let first = name.split(' ').next().unwrap_or_default();
    // The longest lead of one word is `kabupaten`.
    if first.chars().nth(24).is_some() {
        return name;
    }
    let rest = name[first.len()..].trim_start();
    fold_with(first, |lead| {
        if LEAD_WORDS.contains(lead) && !rest.is_empty() {
            return rest;
        }
        let second = match LEADS_OF_TWO.iter().find(|(one, _)| *one == lead) {
            Some((_, two)) => rest.split(' ').next().filter(|second| {
                second.len() < rest.len() && fold_with(second, |second| second == *two)
            }),
            None => None,
        };
        if let Some(second) = second {
            return rest[second.len()..].trim_start();
        }
        // `г.Тверь`, `р.п.Тверь`
        let stops = lead.match_indices('.').enumerate();
        let glued =
            stops.filter(|(_, (at, _))| at + 1 < lead.len() && LEAD_WORDS.contains(&lead[..=*at]));
        let cut = glued
            .last()
            .and_then(|(nth, _)| first.match_indices('.').nth(nth));
        cut.map_or(name, |(at, _)| name[at + 1..].trim_start())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_known_countries_and_no_town_twice() {
        for (code, names) in &*FURTHER {
            assert!(country(code).is_some(), "{code}");
            let once: std::collections::BTreeSet<&String> = names.iter().collect();
            assert_eq!(once.len(), names.len(), "{code}");
        }
    }

    #[test]
    fn one_name_may_be_a_town_of_two_countries() {
        let codes: Vec<&str> = countries_of("Córdoba")
            .iter()
            .map(|c| c.code.as_str())
            .collect();
        assert_eq!(codes, ["AR", "ES"]);
        assert!(countries_of("Fantasieort").is_empty());
    }

    #[test]
    fn the_word_for_town_goes_whether_it_is_one_word_or_two() {
        for (name, bare) in [
            ("г. Тверь", "Тверь"),
            ("г.Тверь", "Тверь"),
            ("Thành phố Vĩnh Yên", "Vĩnh Yên"),
            ("с. Нижнее", "Нижнее"),
            ("р.п.Нижнее", "Нижнее"),
            ("São Paulo", "São Paulo"),
            ("จ.ชลบุรี", "ชลบุรี"),
            ("Toshkent sh.", "Toshkent"),
            ("Kota", "Kota"),
        ] {
            assert_eq!(bare_town(name), bare);
        }
    }
}
