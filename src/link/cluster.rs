//! The clustering itself.

use std::collections::HashMap;

use super::Keys;
use super::block::candidates;
use super::compare::Judge;
use super::likeness::{Likeness, Telling};
use super::profile::{Interner, Profile};
use super::union::Sets;

/// The cluster of a record: the place of its first record in the list, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClusterId(pub u32);

/// The cluster of every record, in the order of the records.
///
/// Which records are together does not depend on their order; clustering a list in which every cluster has been made
/// one record changes nothing more.
pub fn cluster(records: impl IntoIterator<Item = Keys>) -> Vec<ClusterId> {
    let (owner, parties, interner) = gather(records);
    let telling = Telling::of(parties.iter().flat_map(|p| &p.names));
    let judge = Judge {
        likeness: Likeness {
            telling: &telling,
            interner: &interner,
        },
    };
    let mut sets = Sets::new(parties.len());
    for (a, b) in candidates(&parties) {
        if std::env::var_os("LINK_DUMP").is_some() {
            let l: Vec<String> = super::features::levels(
                &parties[a as usize],
                &parties[b as usize],
                &judge.likeness,
            )
            .iter()
            .map(|l| l.level.to_string())
            .collect();
            println!("{a},{b},{}", l.join(","));
        }
        if judge.joins(&parties[a as usize], &parties[b as usize]) {
            sets.join(a, b);
        }
    }
    let mut first: HashMap<u32, u32> = HashMap::new();
    (0u32..)
        .zip(owner)
        .map(|(record, party)| ClusterId(*first.entry(sets.find(party)).or_insert(record)))
        .collect()
}

/// The party of every record: the pages of one site are one party, every other record is its own.
fn gather(records: impl IntoIterator<Item = Keys>) -> (Vec<u32>, Vec<Profile>, Interner) {
    let (mut owner, mut parties, mut interner) =
        (Vec::new(), Vec::<Profile>::new(), Interner::default());
    let mut homes: HashMap<u32, u32> = HashMap::new();
    for keys in records {
        let profile = Profile::of(&keys, &mut interner);
        let next = u32::try_from(parties.len()).expect("fewer than four thousand million records");
        let party = keys
            .home
            .as_deref()
            .map_or(next, |home| *homes.entry(interner.id(home)).or_insert(next));
        if party == next {
            parties.push(profile);
        } else {
            parties[party as usize].absorb(&profile);
        }
        owner.push(party);
    }
    (owner, parties, interner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(name: &str, site: &str, phone: &str, city: &str) -> Keys {
        let list = |v: &str| {
            if v.is_empty() {
                vec![]
            } else {
                vec![v.to_owned()]
            }
        };
        Keys {
            names: list(name),
            sites: list(site),
            phones: list(phone),
            cities: list(city),
            ..Keys::default()
        }
    }

    fn ids(rows: Vec<Keys>) -> Vec<u32> {
        cluster(rows).into_iter().map(|c| c.0).collect()
    }

    #[test]
    fn one_site_in_two_lists_is_one_company() {
        let rows = vec![
            row("Muster GmbH", "muster.de", "", "Berlin"),
            row("Other", "", "", "Paris"),
            row("Muster", "muster.de", "", ""),
        ];
        assert_eq!(ids(rows), [0, 1, 0]);
    }

    #[test]
    fn a_number_that_otherwise_different_companies_share_does_not_join_them() {
        let rows = (0..60)
            .map(|n| {
                row(
                    &format!("Firm{n} Alpha{n}"),
                    &format!("firm{n}.de"),
                    "+4930901820",
                    "Berlin",
                )
            })
            .collect();
        assert_eq!(ids(rows), (0..60).collect::<Vec<_>>());
        let two = vec![
            row("Lampen Huber", "huber.de", "+4930901820", "Berlin"),
            row("Webwerk", "webwerk.de", "+4930901820", "Berlin"),
        ];
        assert_eq!(ids(two), [0, 1]);
    }

    #[test]
    fn a_name_alone_is_no_key_but_name_and_city_are() {
        let rows = vec![
            row("Lampen Huber GmbH", "", "", "Berlin"),
            row("Lampen Huber", "", "", "Hamburg"),
            row("LAMPEN HUBER", "", "", "berlin"),
        ];
        assert_eq!(ids(rows), [0, 1, 0]);
    }

    #[test]
    fn all_pages_of_a_site_are_one_company_whatever_they_say() {
        let page = |name: &str| Keys {
            home: Some("muster.de".into()),
            ..row(name, "muster.de", "", "")
        };
        assert_eq!(
            ids(vec![page("Muster GmbH"), page("Willkommen"), page("")]),
            [0, 0, 0]
        );
    }

    prop_compose! {
        fn any_row()(name in 0..6usize, site in 0..5usize, phone in 0..5usize, city in 0..3usize) -> Keys {
            row(
                ["", "Lampen Huber", "Huber Lampen GmbH", "Lux Import", "Nord Handel", "Nordhandel"][name],
                ["", "huber.de", "lux.fr", "nord.se", "nordhandel.se"][site],
                ["", "+4930901820", "+33140506070", "+4687654301", "+4930901821"][phone],
                ["", "Berlin", "Paris"][city],
            )
        }
    }

    proptest! {
        #[test]
        fn the_order_of_records_does_not_matter(rows in prop::collection::vec(any_row(), 0..25), turn in 0..25usize) {
            let mut places: Vec<usize> = (0..rows.len()).collect();
            places.rotate_left(turn.min(rows.len()));
            let here = ids(rows.clone());
            let there = ids(places.iter().map(|p| rows[*p].clone()).collect());
            for i in 0..rows.len() {
                for j in 0..rows.len() {
                    prop_assert_eq!(here[places[i]] == here[places[j]], there[i] == there[j]);
                }
            }
        }
    }
}
