//! Candidates: only parties that share a key are compared, and a key that too many share makes no candidates.

use std::collections::BTreeMap;

use super::profile::Profile;

/// Parties that may share a strong key (a site, a number, a mailbox) before it counts as somebody else's.
const MOST_STRONG: usize = 50;
/// Parties that may share a weak key (a rare word of the name in one town).
const MOST_WEAK: usize = 30;

/// What kind of key a block is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Domain,
    Email,
    Phone,
    Registration,
    Name,
    WordInCity,
    WordAtCode,
    StartOfName,
}

impl Kind {
    fn most(self) -> usize {
        match self {
            Self::Domain | Self::Email | Self::Phone | Self::Registration => MOST_STRONG,
            _ => MOST_WEAK,
        }
    }
}

/// All pairs of parties that share a key, each once, smaller index first.
pub(super) fn candidates(parties: &[Profile]) -> Vec<(u32, u32)> {
    let mut blocks: BTreeMap<(Kind, u32, u32), Vec<u32>> = BTreeMap::new();
    for (at, party) in (0u32..).zip(parties) {
        for key in keys_of(party) {
            let block = blocks.entry(key).or_default();
            if block.last() != Some(&at) {
                block.push(at);
            }
        }
    }
    let mut pairs = Vec::new();
    for ((kind, ..), block) in blocks {
        if block.len() <= kind.most() {
            for (i, a) in block.iter().enumerate() {
                pairs.extend(block[i + 1..].iter().map(|b| (*a, *b)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn keys_of(party: &Profile) -> Vec<(Kind, u32, u32)> {
    let mut keys = Vec::new();
    let mut one = |kind, list: &[u32]| keys.extend(list.iter().map(|k| (kind, *k, 0)));
    one(Kind::Domain, &party.sites);
    one(Kind::Domain, &party.domains);
    one(Kind::Email, &party.emails);
    one(Kind::Phone, &party.phones);
    one(Kind::Phone, &party.faxes);
    one(Kind::Registration, &party.registrations);
    for name in &party.names {
        if let [first, .., last] = name.as_slice() {
            keys.push((Kind::Name, *first, *last));
        }
        for word in name {
            keys.extend(party.cities.iter().map(|c| (Kind::WordInCity, *word, *c)));
            keys.extend(
                party
                    .postal_codes
                    .iter()
                    .map(|c| (Kind::WordAtCode, *word, *c)),
            );
            keys.push((Kind::StartOfName, *word, 0));
        }
    }
    keys
}
