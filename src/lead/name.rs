//! The company's name by agreement of its pages.

use std::collections::BTreeMap;

use super::standing::{by_worth, standing};
use crate::finding::Company;
use crate::link::name_key;

/// Names with how often each was seen.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<String, BTreeMap<String, (u32, Company)>>);

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

    /// The spelling most used of the name most used; on a tie the longer one, which has the legal form.
    pub(super) fn into_best(self) -> Option<Company> {
        let votes = |spellings: &BTreeMap<String, (u32, Company)>| {
            spellings.values().map(|(n, _)| n).sum::<u32>()
        };
        let best = self
            .0
            .into_iter()
            .max_by(|(ka, a), (kb, b)| votes(a).cmp(&votes(b)).then_with(|| kb.cmp(ka)))?
            .1;
        best.into_iter()
            .max_by(|(ka, (a, _)), (kb, (b, _))| {
                (a, ka.len()).cmp(&(b, kb.len())).then_with(|| kb.cmp(ka))
            })
            .map(|(_, (_, c))| c)
    }
}
