//! The company's name by agreement of its pages.

use std::collections::BTreeMap;

use super::standing::{by_worth, standing};
use crate::finding::Company;
use crate::link::name_key;

/// Names with how often each was seen.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<String, Spellings>);

impl Names {
    pub(super) fn add(&mut self, company: Company) {
        // The imprint states the name, a title only uses it.
        let weight = [4, 2, 1, 2][usize::from(standing(company.evidence.url())).min(3)];
        let spellings = self.0.entry(name_key(&company.value)).or_default();
        match spellings.get_mut(&company.value) {
            None => {
                spellings.insert(company.value.clone(), (weight, company));
            }
            Some((votes, kept)) => {
                *votes += weight;
                if by_worth(&company.evidence, &kept.evidence).is_lt() {
                    *kept = company;
                }
            }
        }
    }

    /// The spelling most used of the name most used; on a tie the longer one, which has the legal form. Its other name is
    /// the one its pages give it as such, or the name that other pages of it agree on.
    pub(super) fn into_best(self) -> Option<Company> {
        let votes = |spellings: &Spellings| spellings.values().map(|(n, _)| n).sum::<u32>();
        let mut others: BTreeMap<String, (u32, String)> = BTreeMap::new();
        let mut note = |name: &str, weight: u32| {
            let key = name_key(name);
            others.entry(key).or_insert((0, name.to_owned())).0 += weight;
        };
        for spellings in self.0.values() {
            for (weight, company) in spellings.values() {
                if let Some(other) = &company.alternate_name {
                    note(other, *weight);
                }
            }
            let sum = votes(spellings);
            if sum >= AGREED
                && let Some(company) = most_used(spellings)
            {
                note(&company.value, sum);
            }
        }
        let (key, best) = self
            .0
            .into_iter()
            .max_by(|(ka, a), (kb, b)| votes(a).cmp(&votes(b)).then_with(|| kb.cmp(ka)))?;
        let mut best = most_used(&best)?;
        others.remove(&key);
        let other = others
            .into_values()
            .max_by_key(|(weight, name)| (*weight, std::cmp::Reverse(name.clone())));
        best.alternate_name = other.map(|(_, name)| name);
        Some(best)
    }
}

/// The spellings of one name, with how often each was seen.
type Spellings = BTreeMap<String, (u32, Company)>;

/// Votes of a name that is not seen by chance: two pages, or an imprint.
const AGREED: u32 = 3;

fn most_used(spellings: &Spellings) -> Option<Company> {
    let best = spellings.iter().max_by(|(ka, (a, _)), (kb, (b, _))| {
        (a, ka.len()).cmp(&(b, kb.len())).then_with(|| kb.cmp(ka))
    });
    best.map(|(_, (_, company))| company.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Evidence;

    fn best(names: &[(&str, Option<&str>, &str)]) -> Option<(String, Option<String>)> {
        let mut all = Names::default();
        for (value, other, page) in names {
            let url = format!("http://www.muster.de/{page}");
            let at = "2026-01-01T00:00:00Z".parse().unwrap();
            all.add(Company {
                value: (*value).to_owned(),
                alternate_name: other.map(str::to_owned),
                evidence: Evidence::new(url.as_str().into(), at, String::new()).unwrap(),
            });
        }
        all.into_best().map(|c| (c.value, c.alternate_name))
    }

    #[test]
    fn what_other_pages_agree_on_is_the_other_name() {
        let pages = [
            ("Lichtwelt", None, ""),
            ("Lichtwelt", None, "a"),
            ("Lichtwelt", None, "b"),
            ("Andreas Maier KG", None, "impressum"),
        ];
        let (name, other) = best(&pages).unwrap();
        assert_eq!(other.map(|o| [name, o].concat().len()), Some(25));
        // Seen once it may be anything.
        assert_eq!(
            best(&[("Muster GmbH", None, "impressum"), ("Shop", None, "a")])
                .unwrap()
                .1,
            None
        );
        // The legal form alone makes no other name.
        assert_eq!(
            best(&[("Muster GmbH", Some("Muster"), "impressum")])
                .unwrap()
                .1,
            None
        );
        let told = best(&[("Maier KG", Some("Lichtwelt"), "a")]).unwrap();
        assert_eq!(told, ("Maier KG".to_owned(), Some("Lichtwelt".to_owned())));
    }
}
