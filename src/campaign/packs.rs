//! The user's own packs: what he adds to the tables or takes out of them, in a campaign or in the file all campaigns share.
//!
//! In every list a word is added in front; one written with `-` before it is taken out.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::fault::FileFault;
use super::lenient::{one_or_many, one_or_many_by_language};
use super::toml_file::TomlFile;

/// The user's own packs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Packs {
    /// Exclusion packs switched off, by id; `all` for every one.
    #[serde(deserialize_with = "one_or_many")]
    pub off: Vec<String>,
    /// Words that must not occur, by language; `all` for every one.
    #[serde(deserialize_with = "one_or_many_by_language")]
    pub exclude: BTreeMap<String, Vec<String>>,
    /// Sites that are never leads.
    #[serde(deserialize_with = "one_or_many")]
    pub exclude_sites: Vec<String>,
    /// Roles switched off, by the id of their words (`agent`, `retailer` …).
    #[serde(deserialize_with = "one_or_many")]
    pub roles_off: Vec<String>,
    /// Words of the trade by language, then id (`importer`, `wholesaler_plural` …).
    pub words: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Cities by country, alpha-2.
    #[serde(deserialize_with = "one_or_many_by_language")]
    pub cities: BTreeMap<String, Vec<String>>,
    /// Sites that list buyers, by table (`b2b`, `customs`, `social`, `directories`) or country (alpha-2: its directories).
    #[serde(deserialize_with = "one_or_many_by_language")]
    pub platforms: BTreeMap<String, Vec<String>>,
}

impl Packs {
    /// Reads the file that every campaign shares.
    ///
    /// # Errors
    /// Its first fault, with line and key.
    pub fn read(path: &Path) -> Result<Self, FileFault> {
        TomlFile::read(path)?.decode()
    }

    /// Takes in a more general file: what is here stands before it.
    pub fn absorb(&mut self, general: Self) {
        extend(&mut self.off, general.off);
        extend(&mut self.exclude_sites, general.exclude_sites);
        extend(&mut self.roles_off, general.roles_off);
        for (own, shared) in [
            (&mut self.exclude, general.exclude),
            (&mut self.cities, general.cities),
            (&mut self.platforms, general.platforms),
        ] {
            for (key, list) in shared {
                extend(own.entry(key).or_default(), list);
            }
        }
        for (language, table) in general.words {
            let own = self.words.entry(language).or_default();
            for (id, list) in table {
                extend(own.entry(id).or_default(), list);
            }
        }
    }

    /// The user's changes to the words of an id in a language.
    pub fn words(&self, language: &str, id: &str) -> &[String] {
        self.words
            .get(language)
            .and_then(|table| table.get(id))
            .map_or(&[], Vec::as_slice)
    }

    /// Is an exclusion pack switched off?
    pub fn is_off(&self, pack: &str) -> bool {
        self.off.iter().any(|off| off == pack || off == "all")
    }
}

fn extend(own: &mut Vec<String>, more: Vec<String>) {
    for one in more {
        if !own.contains(&one) {
            own.push(one);
        }
    }
}

/// A table's list with the user's changes: his words first, those with `-` taken out.
pub fn changed<'a>(list: &'a [String], changes: &'a [String]) -> Vec<&'a str> {
    let (out, more): (Vec<&String>, Vec<&String>) =
        changes.iter().partition(|c| c.starts_with('-'));
    let is_out = |word: &str| out.iter().any(|o| o[1..].trim() == word);
    let mut all: Vec<&str> = Vec::new();
    let more = more.into_iter().map(|m| m.trim_start_matches('+').trim());
    for word in more.chain(list.iter().map(String::as_str)) {
        if !is_out(word) && !all.contains(&word) {
            all.push(word);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_users_words_come_first_and_what_he_cuts_is_gone() {
        let table = ["Importeur".to_owned(), "Einführer".to_owned()];
        let changes = ["Importhaus".to_owned(), "-Einführer".to_owned()];
        assert_eq!(changed(&table, &changes), ["Importhaus", "Importeur"]);
    }

    #[test]
    fn the_shared_file_stands_behind_the_campaigns_own() {
        let mut own: Packs = toml::from_str("[cities]\nDE = [\"Kassel\"]\n").unwrap();
        own.absorb(
            toml::from_str("off = [\"news\"]\n[cities]\nDE = [\"-Berlin\", \"Kassel\"]\n").unwrap(),
        );
        assert_eq!(own.cities["DE"], ["Kassel", "-Berlin"]);
        assert!(own.is_off("news") && !own.is_off("forums"));
    }
}
