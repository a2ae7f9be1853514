//! States and provinces by country. In `data/regions.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{fold, fold_with};

type Regions = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// Folded name or abbreviation of a state → the countries that have one so called.
static REGIONS: LazyLock<FxHashMap<String, Vec<String>>> = LazyLock::new(|| {
    let file: Regions =
        toml::from_str(include_str!("../data/regions.toml")).expect("a test reads the table");
    let mut regions: FxHashMap<String, Vec<String>> = FxHashMap::default();
    for (country, states) in &file {
        for (short, names) in states {
            let short =
                std::iter::once(short).filter(|s| !s.contains(|c: char| c.is_ascii_digit()));
            for name in names.iter().chain(short) {
                regions
                    .entry(state_key(name))
                    .or_default()
                    .push(country.clone());
            }
        }
    }
    regions
});

fn state_key(name: &str) -> String {
    fold(name).replace('.', "")
}

fn countries_of(state: &str) -> &'static [String] {
    let found = if state.contains('.') {
        REGIONS.get(&state_key(state))
    } else {
        fold_with(state, |key| REGIONS.get(key))
    };
    found.map_or(&[], Vec::as_slice)
}

/// Is it a state or province of the country, by name or by abbreviation?
pub(super) fn is_region(name: &str, country: &str) -> bool {
    countries_of(name).iter().any(|c| c == country)
}

/// A state or province of the country, with or without the word for it: `Chiba Prefecture`.
pub(super) fn is_state(text: &str, country: &str) -> bool {
    countries_with(text).iter().any(|c| c == country)
}

/// The countries that have a state or province so called, with or without the word for it.
pub(super) fn countries_with(text: &str) -> &'static [String] {
    const WORDS: [&str; 6] = [
        " Province",
        " Prov",
        " Prov.",
        " Prefecture",
        " Pref",
        " State",
    ];
    let mut bare = WORDS.iter().filter_map(|end| text.strip_suffix(end));
    let name = bare.next().unwrap_or(text);
    if !can_end_region(name.rsplit(' ').next().unwrap_or_default()) {
        return &[];
    }
    countries_of(name)
}

static REGION_ENDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    REGIONS
        .keys()
        .filter_map(|name| name.rsplit(' ').next())
        .collect()
});

/// May the name of a state of any country end in this word?
pub(super) fn can_end_region(word: &str) -> bool {
    let can_end = |key: &str| {
        let last = key.rsplit(' ').next().unwrap_or_default();
        last.is_empty() || REGION_ENDS.contains(last)
    };
    if word.contains('.') {
        can_end(&state_key(word))
    } else {
        fold_with(word, can_end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_known_by_name_and_letters() {
        assert!(is_region("TX", "US") && is_region("Texas", "US") && is_region("D.C.", "US"));
        assert!(!is_region("TX", "CA"));
    }
}
