//! The features two parties are compared by, each with a few levels from "nothing to compare" to "equal".

use super::likeness::Likeness;
use super::profile::Profile;

/// A feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Feature {
    Name,
    Rarity,
    Domain,
    Email,
    Phone,
    City,
    Postal,
    Country,
    Street,
    Person,
    Registration,
    /// One site, but another town: a branch under a name of its own, or a sister.
    SiteElsewhere,
    /// One number or mailbox, but another name: an agent, a shared office.
    ContactOtherName,
    /// Nothing but names to compare.
    Bare,
}

/// All features, in the order of the table of weights.
pub(super) const FEATURES: usize = 14;
/// Levels a feature can have.
pub(super) const LEVELS: usize = 7;

/// A feature and its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) feature: Feature,
    pub(super) level: u8,
}

/// Levels of most features: nothing to compare, different, equal.
const MISSING: u8 = 0;
const DIFFERENT: u8 = 1;
const EQUAL: u8 = 2;

/// The levels of two parties.
pub(super) fn levels(a: &Profile, b: &Profile, likeness: &Likeness) -> [Level; FEATURES] {
    let (name, rarity) = names(a, b, likeness);
    let domain = domains(a, b, likeness);
    let email = agreement(&a.emails, &b.emails);
    let phone = phones(a, b);
    let city = cities(a, b, likeness);
    let postal = postal_codes(a, b, likeness);
    let street = streets(a, b, likeness);
    let person = agreement(&a.people, &b.people);
    let registration = agreement(&a.registrations, &b.registrations);
    let compared = [domain, email, phone, city, postal, street, registration];
    let of = |feature, level| Level { feature, level };
    [
        of(Feature::Name, name),
        of(Feature::Rarity, rarity),
        of(Feature::Domain, domain),
        of(Feature::Email, email),
        of(Feature::Phone, phone),
        of(Feature::City, city),
        of(Feature::Postal, postal),
        of(Feature::Country, agreement(&a.countries, &b.countries)),
        of(Feature::Street, street),
        of(Feature::Person, person),
        of(Feature::Registration, registration),
        of(
            Feature::SiteElsewhere,
            u8::from(domain == EQUAL && city == DIFFERENT)
                + u8::from(domain == EQUAL && city == DIFFERENT && phone == DIFFERENT),
        ),
        of(
            Feature::ContactOtherName,
            u8::from((phone >= EQUAL || email == EQUAL) && (1..=2).contains(&name))
                + u8::from(domain == EQUAL && (1..=2).contains(&name)) * 2,
        ),
        of(
            Feature::Bare,
            u8::from(compared.iter().all(|l| *l == MISSING)),
        ),
    ]
}

fn names(a: &Profile, b: &Profile, likeness: &Likeness) -> (u8, u8) {
    if a.names.is_empty() || b.names.is_empty() {
        return (MISSING, MISSING);
    }
    let pairs = || {
        a.names
            .iter()
            .flat_map(|x| b.names.iter().map(move |y| (x, y)))
    };
    let best = pairs()
        .map(|(x, y)| likeness.of_names(x, y))
        .fold(0.0, f64::max);
    let rarest = pairs()
        .map(|(x, y)| likeness.rarest_shared(x, y))
        .fold(0.0, f64::max);
    let name = 1 + [0.35, 0.55, 0.75, 0.9, 0.9999]
        .iter()
        .filter(|limit| best >= **limit)
        .count();
    let rarity = 1 + [0.1, 0.4, 0.6, 0.75]
        .iter()
        .filter(|limit| rarest >= **limit)
        .count();
    (small(name), small(rarity))
}

fn small(level: usize) -> u8 {
    u8::try_from(level).expect("a level is small")
}

/// Equal, or different with one label (`kerovit.gr`, `kerovit.com`).
fn domains(a: &Profile, b: &Profile, likeness: &Likeness) -> u8 {
    let own = |p: &Profile| p.sites.is_empty() && p.domains.is_empty();
    if own(a) || own(b) {
        return MISSING;
    }
    if shares(&a.sites, &b.sites)
        || shares(&a.sites, &b.domains)
        || shares(&a.domains, &b.sites)
        || shares(&a.domains, &b.domains)
    {
        return EQUAL;
    }
    let labels = |p: &Profile| {
        p.sites
            .iter()
            .chain(&p.domains)
            .map(|s| {
                likeness
                    .word(*s)
                    .split('.')
                    .next()
                    .unwrap_or_default()
                    .replace('-', "")
            })
            .collect::<Vec<_>>()
    };
    let (x, y) = (labels(a), labels(b));
    let alike = x.iter().any(|l| l.len() > 3 && y.iter().any(|m| m == l));
    let begun = x.iter().any(|l| {
        l.len() > 5
            && y.iter()
                .any(|m| m.len() > 5 && (m.starts_with(l.as_str()) || l.starts_with(m.as_str())))
    });
    if alike {
        3
    } else if begun {
        4
    } else {
        DIFFERENT
    }
}

fn phones(a: &Profile, b: &Profile) -> u8 {
    let direct = agreement(&a.phones, &b.phones);
    let crossed =
        shares(&a.faxes, &b.faxes) || shares(&a.phones, &b.faxes) || shares(&a.faxes, &b.phones);
    match (direct, crossed) {
        (EQUAL, true) => 4,
        (EQUAL, false) => EQUAL,
        (_, true) => 3,
        (other, false) => other,
    }
}

fn cities(a: &Profile, b: &Profile, likeness: &Likeness) -> u8 {
    match agreement(&a.cities, &b.cities) {
        DIFFERENT
            if a.cities.iter().any(|x| {
                b.cities.iter().any(|y| {
                    likeness.of_words(*x, *y) > 0.0 || within(likeness.word(*x), likeness.word(*y))
                })
            }) =>
        {
            EQUAL
        }
        other => other,
    }
}

/// Is one the beginning or end of the other (`Frankfurt`, `Frankfurt am Main`)?
fn within(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() > 3 && long.split(' ').next() == Some(short)
}

fn postal_codes(a: &Profile, b: &Profile, likeness: &Likeness) -> u8 {
    let near = |x: &u32, y: &u32| {
        likeness
            .word(*x)
            .chars()
            .take(3)
            .eq(likeness.word(*y).chars().take(3))
    };
    match agreement(&a.postal_codes, &b.postal_codes) {
        DIFFERENT
            if a.postal_codes
                .iter()
                .any(|x| b.postal_codes.iter().any(|y| near(x, y))) =>
        {
            3
        }
        other => other,
    }
}

/// Levels by the share of the shorter street's words that the longer has, and whether a number is among them.
fn streets(a: &Profile, b: &Profile, likeness: &Likeness) -> u8 {
    if a.streets.is_empty() || b.streets.is_empty() {
        return MISSING;
    }
    let common: Vec<u32> = a
        .streets
        .iter()
        .copied()
        .filter(|w| b.streets.binary_search(w).is_ok())
        .collect();
    let least = a.streets.len().min(b.streets.len());
    let numbered = common
        .iter()
        .any(|w| likeness.word(*w).starts_with(|c: char| c.is_ascii_digit()));
    let worded = common.iter().any(|w| {
        likeness.word(*w).len() > 3 && !likeness.word(*w).starts_with(|c: char| c.is_ascii_digit())
    });
    if common.len() == least && numbered && worded {
        5
    } else if numbered && worded {
        4
    } else if common.len() * 2 >= least && worded {
        3
    } else if common.is_empty() {
        DIFFERENT
    } else {
        2
    }
}

fn agreement(a: &[u32], b: &[u32]) -> u8 {
    if a.is_empty() || b.is_empty() {
        MISSING
    } else if shares(a, b) {
        EQUAL
    } else {
        DIFFERENT
    }
}

/// Do two sorted lists have a member in common?
fn shares(a: &[u32], b: &[u32]) -> bool {
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
