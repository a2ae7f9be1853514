//! The clustering itself: pairs join from the surest down, and two groups join only where their members agree on the
//! whole, so that one accidental likeness does not chain strangers together.

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

/// Points a pair needs.
const PAIR: f64 = 0.4;
/// Points the members of two groups need on the average; less than a pair's, as the rows of one company often have
/// nothing to compare by.
const GROUP: f64 = -0.8;
/// Members of a group that are compared.
const MOST_MEMBERS: usize = 8;

/// The cluster of every record, in the order of the records.
///
/// Which records are together does not depend on their order.
pub fn cluster(records: impl IntoIterator<Item = Keys>) -> Vec<ClusterId> {
    let gathered = gather(records);
    let telling = Telling::of(gathered.parties.iter().flat_map(|p| &p.names));
    let judge = Judge {
        likeness: Likeness {
            telling: &telling,
            interner: &gathered.interner,
        },
    };
    let mut groups = Groups::new(&gathered.parties);
    for pair in surest_first(&gathered, &judge) {
        groups.offer(pair, &judge);
    }
    let mut first: HashMap<u32, u32> = HashMap::new();
    let named = |(record, party): (u32, u32)| {
        ClusterId(*first.entry(groups.sets.find(party)).or_insert(record))
    };
    (0u32..).zip(gathered.owner).map(named).collect()
}

/// The pairs that have enough points, the best first; equal ones in an order that comes from what they say.
fn surest_first(gathered: &Gathered, judge: &Judge) -> Vec<(u32, u32)> {
    let parties = &gathered.parties;
    let points = |(a, b): (u32, u32)| {
        (
            judge.points(&parties[a as usize], &parties[b as usize]),
            a,
            b,
        )
    };
    let mut pairs: Vec<(f64, u32, u32)> = candidates(parties)
        .into_iter()
        .filter(|(a, b)| !parties[*a as usize].is_other_site(&parties[*b as usize]))
        .map(points)
        .filter(|(p, ..)| *p >= PAIR)
        .collect();
    let mark = |x: u32| gathered.marks[x as usize];
    let marks = |a: u32, b: u32| (mark(a).min(mark(b)), mark(a).max(mark(b)));
    pairs.sort_by(|x, y| {
        y.0.total_cmp(&x.0)
            .then_with(|| marks(x.1, x.2).cmp(&marks(y.1, y.2)))
    });
    pairs
        .into_iter()
        .map(|(_, a, b)| if mark(a) <= mark(b) { (a, b) } else { (b, a) })
        .collect()
}

/// Groups of parties while they are made.
struct Groups<'a> {
    parties: &'a [Profile],
    sets: Sets,
    members: HashMap<u32, Vec<u32>>,
}

impl<'a> Groups<'a> {
    fn new(parties: &'a [Profile]) -> Self {
        Self {
            parties,
            sets: Sets::new(parties.len()),
            members: HashMap::new(),
        }
    }

    /// Joins the groups of a pair where their members agree on the whole.
    fn offer(&mut self, (a, b): (u32, u32), judge: &Judge) {
        let (x, y) = (self.sets.find(a), self.sets.find(b));
        if x == y {
            return;
        }
        let (mine, theirs) = (self.members_of(x), self.members_of(y));
        if mine.len() + theirs.len() > 2 && self.mean(&mine, &theirs, judge) < GROUP {
            return;
        }
        self.sets.join(x, y);
        self.members.remove(&x);
        self.members.remove(&y);
        self.members
            .insert(self.sets.find(x), [mine, theirs].concat());
    }

    fn members_of(&self, group: u32) -> Vec<u32> {
        self.members
            .get(&group)
            .cloned()
            .unwrap_or_else(|| vec![group])
    }

    #[expect(clippy::cast_precision_loss, reason = "a handful of pairs")]
    fn mean(&self, mine: &[u32], theirs: &[u32], judge: &Judge) -> f64 {
        let (mine, theirs) = (
            &mine[..mine.len().min(MOST_MEMBERS)],
            &theirs[..theirs.len().min(MOST_MEMBERS)],
        );
        let points = mine.iter().flat_map(|a| {
            theirs
                .iter()
                .map(|b| judge.points(&self.parties[*a as usize], &self.parties[*b as usize]))
        });
        points.sum::<f64>() / (mine.len() * theirs.len()) as f64
    }
}

struct Gathered {
    /// The party of every record.
    owner: Vec<u32>,
    parties: Vec<Profile>,
    /// What each party says, as a number that does not depend on its place in the list.
    marks: Vec<u64>,
    interner: Interner,
}

/// The pages of one site are one party, and so are records that say the same; every other record is its own.
fn gather(records: impl IntoIterator<Item = Keys>) -> Gathered {
    let mut out = Gathered {
        owner: Vec::new(),
        parties: Vec::new(),
        marks: Vec::new(),
        interner: Interner::default(),
    };
    let mut homes: HashMap<u32, u32> = HashMap::new();
    let mut same: HashMap<Profile, u32> = HashMap::new();
    for keys in records {
        let mut profile = Profile::of(&keys, &mut out.interner);
        let next =
            u32::try_from(out.parties.len()).expect("fewer than four thousand million records");
        let party = match keys.home.as_deref() {
            Some(home) => *homes.entry(out.interner.id(home)).or_insert(next),
            None if profile.tells_nothing() => next,
            None => *same.entry(profile.clone()).or_insert(next),
        };
        if party == next {
            out.parties.push(std::mem::take(&mut profile));
        } else {
            out.parties[party as usize].absorb(&profile);
        }
        out.owner.push(party);
    }
    out.marks = out.parties.iter().map(|p| p.mark(&out.interner)).collect();
    out
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
