//! How two parties agree, feature by feature, and whether that is enough to call them one company.

use super::features::{Level, levels};
use super::likeness::Likeness;
use super::profile::Profile;
use super::weights::{BASE, WEIGHTS};

/// Compares parties of one list.
pub(super) struct Judge<'a> {
    pub(super) likeness: Likeness<'a>,
}

impl Judge<'_> {
    /// Are the two one company? Whatever agrees outweighs whatever disagrees.
    pub(super) fn joins(&self, a: &Profile, b: &Profile) -> bool {
        self.points(a, b) > 0.0
    }

    /// What speaks for the two being one company, less what speaks against it.
    pub(super) fn points(&self, a: &Profile, b: &Profile) -> f64 {
        BASE + levels(a, b, &self.likeness)
            .iter()
            .map(|l: &Level| WEIGHTS[l.feature as usize][usize::from(l.level)])
            .sum::<f64>()
    }
}
