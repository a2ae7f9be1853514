//! Regional English: the buyer in Leeds writes `torch`, the one in Dallas `flashlight`. A data file, one reader.

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    uk_countries: Vec<String>,
    us_countries: Vec<String>,
    pairs: Vec<Pair>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    uk: [String; 2],
    us: [String; 2],
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("data/regional.toml")).expect("a test reads the table")
});

/// A product's name as English there has it; `None` where nothing differs, or where the country takes both.
pub fn regional(name: &str, country: &str) -> Option<String> {
    let is_in = |list: &[String]| list.iter().any(|c| c == country);
    let to_uk = is_in(&TABLE.uk_countries);
    if !to_uk && !is_in(&TABLE.us_countries) {
        return None;
    }
    TABLE.pairs.iter().find_map(|pair| {
        let (from, to) = if to_uk {
            (&pair.us, &pair.uk)
        } else {
            (&pair.uk, &pair.us)
        };
        (0..2).find_map(|form| replaced(name, &from[form], &to[form]))
    })
}

/// The name with whole words replaced, in any case.
fn replaced(name: &str, from: &str, to: &str) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let wanted: Vec<&str> = from.split(' ').collect();
    let same = |found: &[&str]| {
        found
            .iter()
            .zip(&wanted)
            .all(|(a, b)| a.eq_ignore_ascii_case(b))
    };
    let at = words.windows(wanted.len()).position(same)?;
    let mut out = words[..at].to_vec();
    out.push(to);
    out.extend(&words[at + wanted.len()..]);
    Some(out.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_country_gets_its_own_word() {
        let of = |name, country| regional(name, country);
        assert_eq!(of("LED flashlight", "GB").as_deref(), Some("LED torch"));
        assert_eq!(of("LED Torches", "US").as_deref(), Some("LED flashlights"));
        assert_eq!(of("kitchen taps", "CA").as_deref(), Some("kitchen faucets"));
        assert_eq!(of("LED flashlight", "US"), None);
        assert_eq!(of("LED flashlight", "DE"), None);
        assert_eq!(of("tape", "US"), None, "no part of a word");
    }

    #[test]
    fn the_table_is_sound() {
        let mut seen = std::collections::BTreeSet::new();
        for pair in &TABLE.pairs {
            assert!(seen.insert(&pair.uk[0]), "{} twice", pair.uk[0]);
            assert_ne!(pair.uk, pair.us);
            let words = pair.uk.iter().chain(&pair.us);
            assert!(words.into_iter().all(|w| !w.trim().is_empty()));
        }
        for code in TABLE.uk_countries.iter().chain(&TABLE.us_countries) {
            assert!(crate::market::country(code).is_some(), "{code}");
        }
        assert!(
            !TABLE
                .uk_countries
                .iter()
                .any(|c| TABLE.us_countries.contains(c))
        );
    }
}
