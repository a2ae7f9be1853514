//! Union-find with the smallest member as the name of a set, so that names do not depend on the order of unions.

/// Disjoint sets of `0..n`.
pub(super) struct Sets {
    parent: Vec<u32>,
}

impl Sets {
    pub(super) fn new(n: usize) -> Self {
        Self {
            parent: (0..u32::try_from(n).expect("fewer than four thousand million records"))
                .collect(),
        }
    }

    /// The smallest member of the set of `x`.
    pub(super) fn find(&mut self, x: u32) -> u32 {
        let mut at = x;
        while self.parent[at as usize] != at {
            let up = self.parent[at as usize];
            self.parent[at as usize] = self.parent[up as usize];
            at = up;
        }
        at
    }

    /// Joins the sets of two members.
    pub(super) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        self.parent[a.max(b) as usize] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_named_by_its_smallest_member_in_any_order() {
        for order in [[(3, 1), (4, 3), (0, 2)], [(0, 2), (4, 3), (3, 1)]] {
            let mut sets = Sets::new(5);
            for (a, b) in order {
                sets.join(a, b);
            }
            assert_eq!(
                (0..5).map(|x| sets.find(x)).collect::<Vec<_>>(),
                [0, 1, 0, 1, 1]
            );
        }
    }
}
