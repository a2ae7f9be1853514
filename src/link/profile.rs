//! One party to a comparison: the keys of a record, or of all pages of a site, folded and made small.

use std::collections::{BTreeSet, HashMap};

use deunicode::deunicode;

use super::{Keys, name::name_words};
use crate::text::fold;

/// Numbers for strings, so that a million records compare integers.
#[derive(Default)]
pub(super) struct Interner {
    ids: HashMap<String, u32>,
    pub(super) words: Vec<String>,
}

impl Interner {
    pub(super) fn id(&mut self, text: &str) -> u32 {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let id = u32::try_from(self.words.len()).expect("fewer than four thousand million words");
        self.ids.insert(text.to_owned(), id);
        self.words.push(text.to_owned());
        id
    }

    fn ids(&mut self, texts: impl IntoIterator<Item = String>) -> Vec<u32> {
        let set: BTreeSet<u32> = texts
            .into_iter()
            .filter(|t| !t.is_empty())
            .map(|t| self.id(&t))
            .collect();
        set.into_iter().collect()
    }
}

/// Folded, numbered keys. All lists are sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Profile {
    /// It is a site that was read, not a row of a list.
    pub(super) is_site: bool,
    pub(super) sites: Vec<u32>,
    pub(super) domains: Vec<u32>,
    pub(super) emails: Vec<u32>,
    pub(super) phones: Vec<u32>,
    pub(super) faxes: Vec<u32>,
    pub(super) registrations: Vec<u32>,
    /// Each name as its telling words, in their order.
    pub(super) names: Vec<Vec<u32>>,
    pub(super) cities: Vec<u32>,
    pub(super) postal_codes: Vec<u32>,
    pub(super) countries: Vec<u32>,
    /// Words and numbers of all streets.
    pub(super) streets: Vec<u32>,
    pub(super) people: Vec<u32>,
}

impl Profile {
    pub(super) fn of(keys: &Keys, interner: &mut Interner) -> Self {
        let i = interner;
        let mut names: Vec<Vec<u32>> = keys
            .names
            .iter()
            .map(|n| name_words(n).iter().map(|w| i.id(w)).collect())
            .filter(|n: &Vec<u32>| !n.is_empty())
            .collect();
        names.sort_unstable();
        names.dedup();
        Self {
            is_site: keys.home.is_some(),
            sites: i.ids(
                keys.home
                    .iter()
                    .chain(&keys.sites)
                    .map(|s| s.to_lowercase()),
            ),
            domains: i.ids(keys.domains.iter().map(|s| s.to_lowercase())),
            emails: i.ids(keys.emails.iter().map(|s| s.to_lowercase())),
            phones: i.ids(
                keys.phones
                    .iter()
                    .chain(&keys.local_phones)
                    .filter(|p| !is_placeholder(p))
                    .cloned(),
            ),
            faxes: i.ids(keys.faxes.iter().filter(|p| !is_placeholder(p)).cloned()),
            registrations: i.ids(keys.registrations.iter().cloned()),
            names,
            cities: i.ids(keys.cities.iter().map(|c| place(c))),
            postal_codes: i.ids(keys.postal_codes.iter().map(|c| postal(c))),
            countries: i.ids(keys.countries.iter().map(|c| c.to_uppercase())),
            streets: i.ids(keys.streets.iter().flat_map(|s| street_words(s))),
            people: i.ids(keys.people.iter().flat_map(|p| person_words(p))),
        }
    }

    /// Are these two sites that have nothing in common by which one reaches the other's owner? A name alone does not
    /// make two sites one company: every country has many of the usual names.
    pub(super) fn is_other_site(&self, other: &Self) -> bool {
        let meets =
            |mine: &[u32], theirs: &[u32]| mine.iter().any(|id| theirs.binary_search(id).is_ok());
        self.is_site
            && other.is_site
            && !meets(&self.emails, &other.emails)
            && !meets(&self.domains, &other.domains)
            && !meets(&self.domains, &other.sites)
            && !meets(&self.sites, &other.domains)
            && !meets(&self.phones, &other.phones)
            && !meets(&self.faxes, &other.faxes)
            && !meets(&self.registrations, &other.registrations)
    }

    /// Is there nothing a company could be known by?
    pub(super) fn tells_nothing(&self) -> bool {
        self.names.is_empty()
            && self.sites.is_empty()
            && self.emails.is_empty()
            && self.phones.is_empty()
            && self.registrations.is_empty()
    }

    /// A number that comes from the words alone, not from the order in which they were met.
    pub(super) fn mark(&self, interner: &Interner) -> u64 {
        let lists = [
            &self.sites,
            &self.domains,
            &self.emails,
            &self.phones,
            &self.faxes,
            &self.registrations,
            &self.cities,
            &self.postal_codes,
            &self.countries,
            &self.streets,
            &self.people,
        ];
        let of_word = |id: &u32| fnv(interner.words[*id as usize].as_bytes());
        let of_list = |list: &Vec<u32>| list.iter().map(of_word).fold(0, u64::wrapping_add);
        let of_name = |name: &Vec<u32>| {
            name.iter()
                .map(of_word)
                .fold(7, |sum: u64, w| sum.wrapping_mul(31).wrapping_add(w))
        };
        let names = self.names.iter().map(of_name).fold(0, u64::wrapping_add);
        lists.into_iter().map(of_list).fold(names, |sum, list| {
            sum.wrapping_mul(1_000_003).wrapping_add(list)
        })
    }

    /// Takes in what another record of the same company says.
    pub(super) fn absorb(&mut self, other: &Self) {
        let pairs = [
            (&mut self.sites, &other.sites),
            (&mut self.domains, &other.domains),
            (&mut self.emails, &other.emails),
            (&mut self.phones, &other.phones),
            (&mut self.faxes, &other.faxes),
            (&mut self.registrations, &other.registrations),
            (&mut self.cities, &other.cities),
            (&mut self.postal_codes, &other.postal_codes),
            (&mut self.countries, &other.countries),
            (&mut self.streets, &other.streets),
            (&mut self.people, &other.people),
        ];
        for (mine, theirs) in pairs {
            unite(mine, theirs);
        }
        unite(&mut self.names, &other.names);
    }
}

/// FNV-1a: the same number in every run, which the hasher of the standard library does not promise.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn unite<T: Ord + Clone>(mine: &mut Vec<T>, theirs: &[T]) {
    if theirs.iter().all(|t| mine.binary_search(t).is_ok()) {
        return;
    }
    mine.extend_from_slice(theirs);
    mine.sort_unstable();
    mine.dedup();
}

/// Nine equal digits or a running row of them were typed to fill a field.
fn is_placeholder(number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    let runs = digits
        .windows(2)
        .filter(|w| w[1] == w[0] || w[1] == w[0] + 1)
        .count();
    digits.len() < 6 || runs + 3 >= digits.len()
}

fn latin(text: &str) -> String {
    deunicode(&fold(text)).to_lowercase()
}

fn place(city: &str) -> String {
    latin(city)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.len() > 1 && *w != "city")
        .collect::<Vec<_>>()
        .join(" ")
}

/// Letters and digits without a country prefix (`D-40947`), without the `.0` a spreadsheet adds and leading zeros it takes away.
fn postal(code: &str) -> String {
    let code = code.trim();
    let code = code.strip_suffix(".0").unwrap_or(code);
    let code = code
        .split_once('-')
        .filter(|(a, b)| a.len() <= 2 && a.chars().all(char::is_alphabetic) && b.len() >= 4)
        .map_or(code, |(_, b)| b);
    latin(code)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .skip_while(|c| *c == '0')
        .collect()
}

fn street_words(street: &str) -> Vec<String> {
    latin(street)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

fn person_words(person: &str) -> Vec<String> {
    latin(person)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.len() > 2 && !matches!(*w, "herr" | "frau" | "mrs" | "mr"))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filled_in_numbers_are_no_key() {
        assert!(is_placeholder("123456789"));
        assert!(is_placeholder("+490000000"));
        assert!(!is_placeholder("+4930901820"));
    }

    #[test]
    fn postal_codes_survive_spreadsheets() {
        assert_eq!(postal("D-40947"), "40947");
        assert_eq!(postal("01187.0"), postal("1187"));
    }
}
