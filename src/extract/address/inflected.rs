//! Towns in the case in which a sentence says where something is: `w Poznaniu`, `в Москве`, `у Львові`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::gazetteer::towns_of;
use crate::market::Country;
use crate::text::fold;

/// A language's words for in, and how the endings of its towns change back.
struct Case {
    countries: &'static [&'static str],
    within: &'static [&'static str],
    /// The ending in the sentence, and those of the name, folded.
    endings: &'static [(&'static str, &'static [&'static str])],
}

const CASES: &[Case] = &[
    Case {
        countries: &["PL"],
        within: &["w", "we"],
        endings: &[
            ("owie", &["ow"]),
            ("ach", &["e", "y"]),
            ("ie", &["", "a"]),
            ("iu", &[""]),
            ("u", &[""]),
            ("i", &["", "ia"]),
            ("y", &["", "a"]),
        ],
    },
    Case {
        countries: &["RU", "BY", "KZ"],
        within: &["в", "во"],
        endings: &[("е", &["", "а", "о", "я"]), ("и", &["ь", "я", "и"])],
    },
    Case {
        countries: &["UA"],
        within: &["у", "в"],
        endings: &[
            ("єві", &["їв"]),
            ("еві", &["ів"]),
            ("ові", &["ів"]),
            ("і", &["", "а", "о"]),
        ],
    },
];

/// The well-known towns of the countries above by their folded names.
static NAMES: LazyLock<FxHashMap<String, Vec<(&'static str, &'static str)>>> =
    LazyLock::new(|| {
        let mut names: FxHashMap<String, Vec<_>> = FxHashMap::default();
        for code in CASES.iter().flat_map(|case| case.countries) {
            for town in towns_of(code) {
                names.entry(fold(town)).or_default().push((*code, town));
            }
        }
        names
    });

/// The town that the end of a text says something is in, by its name, and what a piece goes on with (`przy ul. Nowej 8`).
pub(super) fn town_in<'a>(text: &'a str, home: &Country) -> Option<(&'static str, &'a str)> {
    let case = CASES
        .iter()
        .find(|case| case.countries.contains(&home.code.as_str()))?;
    let (said, rest) = text.split_once(" przy ").unwrap_or((text, ""));
    let at = case
        .within
        .iter()
        .filter_map(|word| {
            let at = said.rfind(&format!(" {word} "));
            at.map(|at| at + word.len() + 2)
        })
        .max()?;
    let place = said[at..].trim();
    let place = ["г. ", "г.", "м. ", "м.", "городе ", "місті "]
        .iter()
        .find_map(|lead| place.strip_prefix(lead))
        .unwrap_or(place);
    if place.split(' ').count() > 2 || !place.starts_with(char::is_uppercase) {
        return None;
    }
    let folded = fold(place);
    let named = |name: &str| {
        let towns = NAMES.get(name)?;
        let town = towns.iter().find(|(code, _)| *code == home.code);
        town.map(|(_, town)| *town)
    };
    let by_ending = case.endings.iter().find_map(|(ending, names)| {
        let stem = folded.strip_suffix(fold(ending).as_str())?;
        names
            .iter()
            .find_map(|name| named(&format!("{stem}{}", fold(name))))
    });
    Some((by_ending.or_else(|| named(&folded))?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::country;

    #[test]
    fn a_town_in_a_sentence_is_told_by_its_name() {
        for (text, code, town) in [
            ("z siedzibą w Poznaniu", "PL", "Poznań"),
            ("biuro w Krakowie", "PL", "Kraków"),
            ("siedziba w Warszawie", "PL", "Warszawa"),
            ("magazyn w Katowicach", "PL", "Katowice"),
            ("oddział w Łodzi", "PL", "Łódź"),
            ("Наш офис находится в Москве", "RU", "Москва"),
            ("склад в Казани", "RU", "Казань"),
            ("склад в г. Екатеринбурге", "RU", "Екатеринбург"),
            ("Наш офіс знаходиться у Львові", "UA", "Львів"),
            ("офіс у Києві", "UA", "Київ"),
            ("офіс в Одесі", "UA", "Одеса"),
        ] {
            let found = town_in(text, country(code).unwrap());
            assert_eq!(found.map(|f| f.0), Some(town), "{text}");
        }
        for text in ["w naszym sklepie", "w Nowym Sklepie Internetowym", "Poznań"] {
            assert!(town_in(text, country("PL").unwrap()).is_none(), "{text}");
        }
    }
}
