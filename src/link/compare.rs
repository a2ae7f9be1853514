//! Do two parties agree? What agrees gives points, what disagrees takes points; the weights are those that part true
//! pairs from false ones on labelled lists of companies.

use std::collections::HashMap;

use super::profile::{Interner, Profile};

/// Points from which two parties are one company.
const ENOUGH: f64 = 5.0;

/// How telling each word of a name is in this list: rare words tell more.
pub(super) struct Telling {
    weight: HashMap<u32, f64>,
    top: f64,
}

impl Telling {
    pub(super) fn of<'a>(names: impl Iterator<Item = &'a Vec<u32>>) -> Self {
        let (mut seen, mut all) = (HashMap::<u32, u32>::new(), 1.0_f64);
        for name in names {
            all += 1.0;
            for word in name {
                *seen.entry(*word).or_default() += 1;
            }
        }
        let top = (all + 1.0).ln();
        let weight = seen
            .into_iter()
            .map(|(w, n)| (w, (top - f64::from(n).ln()).max(0.3)))
            .collect();
        Self { weight, top }
    }

    fn of_word(&self, word: u32) -> f64 {
        self.weight.get(&word).copied().unwrap_or(self.top)
    }
}

/// Compares parties of one list.
pub(super) struct Judge<'a> {
    pub(super) telling: &'a Telling,
    pub(super) interner: &'a Interner,
}

impl Judge<'_> {
    /// Are the two one company?
    pub(super) fn joins(&self, a: &Profile, b: &Profile) -> bool {
        self.points(a, b) >= ENOUGH
    }

    fn points(&self, a: &Profile, b: &Profile) -> f64 {
        contact_points(a, b) + self.name_points(a, b) + self.place_points(a, b)
    }

    fn name_points(&self, a: &Profile, b: &Profile) -> f64 {
        if a.names.is_empty() || b.names.is_empty() {
            return 0.0;
        }
        let best = a
            .names
            .iter()
            .flat_map(|x| b.names.iter().map(|y| self.alike(x, y)))
            .fold(0.0, f64::max);
        match best {
            s if s >= 0.92 => 4.0,
            s if s >= 0.75 => 2.5,
            s if s >= 0.55 => 1.0,
            s if s >= 0.35 => -1.5,
            _ => -4.0,
        }
    }

    /// Share of the telling weight of two names that agrees, 0 to 1.
    pub(super) fn alike(&self, a: &[u32], b: &[u32]) -> f64 {
        if a == b {
            return 1.0;
        }
        self.by_words(a, b).max(self.by_letters(a, b))
    }

    fn by_words(&self, a: &[u32], b: &[u32]) -> f64 {
        let weigh = |name: &[u32]| name.iter().map(|w| self.telling.of_word(*w)).sum::<f64>();
        let mut free: Vec<u32> = b.to_vec();
        let mut shared = 0.0;
        for word in a {
            let best = free
                .iter()
                .enumerate()
                .map(|(at, other)| (at, self.words_alike(*word, *other)))
                .max_by(|x, y| x.1.total_cmp(&y.1));
            if let Some((at, likeness)) = best.filter(|(_, l)| *l > 0.0) {
                let other = free.swap_remove(at);
                shared += likeness * (self.telling.of_word(*word) + self.telling.of_word(other));
            }
        }
        shared / (weigh(a) + weigh(b)).max(f64::EPSILON)
    }

    fn words_alike(&self, a: u32, b: u32) -> f64 {
        if a == b {
            return 1.0;
        }
        let (a, b) = (
            &self.interner.words[a as usize],
            &self.interner.words[b as usize],
        );
        if a.len() < 4 || b.len() < 4 {
            return 0.0;
        }
        let likeness = strsim::jaro_winkler(a, b);
        if likeness >= 0.9 {
            likeness * 0.95
        } else {
            0.0
        }
    }

    /// Names written together or with typing errors: the letters in their order.
    fn by_letters(&self, a: &[u32], b: &[u32]) -> f64 {
        let run = |name: &[u32]| {
            name.iter()
                .map(|w| self.interner.words[*w as usize].as_str())
                .collect::<String>()
        };
        let (a, b) = (run(a), run(b));
        if a == b {
            return 1.0;
        }
        strsim::normalized_damerau_levenshtein(&a, &b) - 0.05
    }

    fn place_points(&self, a: &Profile, b: &Profile) -> f64 {
        let mut points = agreement(&a.countries, &b.countries, (0.0, -4.0))
            + agreement(&a.postal_codes, &b.postal_codes, (1.5, -0.5));
        points += if a.cities.is_empty() || b.cities.is_empty() {
            0.0
        } else if a
            .cities
            .iter()
            .any(|x| b.cities.iter().any(|y| self.words_alike(*x, *y) > 0.0))
        {
            1.5
        } else {
            -2.5
        };
        points + street_points(a, b)
    }
}

fn contact_points(a: &Profile, b: &Profile) -> f64 {
    let domains = shares(&a.sites, &b.sites)
        || shares(&a.sites, &b.domains)
        || shares(&a.domains, &b.sites)
        || shares(&a.domains, &b.domains);
    let own = |p: &Profile| !(p.sites.is_empty() && p.domains.is_empty());
    let mut points = agreement(&a.registrations, &b.registrations, (10.0, -3.0));
    points += if domains {
        5.0
    } else if own(a) && own(b) {
        -1.5
    } else {
        0.0
    };
    points += if shares(&a.emails, &b.emails) {
        4.0
    } else {
        0.0
    };
    points += agreement(&a.phones, &b.phones, (5.0, -0.7));
    points += agreement(&a.faxes, &b.faxes, (3.0, -0.3));
    points
        + if shares(&a.people, &b.people) {
            1.0
        } else {
            0.0
        }
}

fn street_points(a: &Profile, b: &Profile) -> f64 {
    if a.streets.is_empty() || b.streets.is_empty() {
        return 0.0;
    }
    let common = a
        .streets
        .iter()
        .filter(|w| b.streets.binary_search(w).is_ok())
        .count();
    let least = a.streets.len().min(b.streets.len());
    if common * 3 >= least * 2 {
        2.0
    } else if common == 0 {
        -1.0
    } else {
        0.0
    }
}

fn agreement(a: &[u32], b: &[u32], (same, other): (f64, f64)) -> f64 {
    if a.is_empty() || b.is_empty() {
        0.0
    } else if shares(a, b) {
        same
    } else {
        other
    }
}

/// Do two sorted lists have a member in common?
pub(super) fn shares(a: &[u32], b: &[u32]) -> bool {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => return true,
        }
    }
    false
}
