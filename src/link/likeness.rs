//! How alike two names are: by their words, weighed by how telling each is in this list, and by their letters.

use std::collections::HashMap;

use super::profile::Interner;

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

/// Measures how alike names and words of one list are.
pub(super) struct Likeness<'a> {
    pub(super) telling: &'a Telling,
    pub(super) interner: &'a Interner,
}

/// Words shorter than this are equal or different, never alike.
const SHORT: usize = 4;
/// Jaro–Winkler from which two words are one with a typing error.
const ALIKE: f64 = 0.9;

impl Likeness<'_> {
    pub(super) fn word(&self, id: u32) -> &str {
        &self.interner.words[id as usize]
    }

    /// Share of the telling weight of two names that agrees, 0 to 1.
    pub(super) fn of_names(&self, a: &[u32], b: &[u32]) -> f64 {
        if a == b {
            1.0
        } else {
            self.by_words(a, b).max(self.by_letters(a, b))
        }
    }

    /// The weight of the most telling word two names share, as a part of the most telling there can be.
    pub(super) fn rarest_shared(&self, a: &[u32], b: &[u32]) -> f64 {
        a.iter()
            .filter(|w| b.contains(w))
            .map(|w| self.telling.of_word(*w) / self.telling.top)
            .fold(0.0, f64::max)
    }

    fn by_words(&self, a: &[u32], b: &[u32]) -> f64 {
        let weigh = |name: &[u32]| name.iter().map(|w| self.telling.of_word(*w)).sum::<f64>();
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (i, x) in a.iter().enumerate() {
            pairs.extend(
                b.iter()
                    .enumerate()
                    .map(|(j, y)| (self.of_words(*x, *y), i, j))
                    .filter(|(l, ..)| *l > 0.0),
            );
        }
        pairs.sort_by(|x, y| {
            y.0.total_cmp(&x.0)
                .then_with(|| (x.1, x.2).cmp(&(y.1, y.2)))
        });
        let (mut used_a, mut used_b, mut shared) =
            (vec![false; a.len()], vec![false; b.len()], 0.0);
        for (likeness, i, j) in pairs {
            if !used_a[i] && !used_b[j] {
                (used_a[i], used_b[j]) = (true, true);
                shared += likeness * (self.telling.of_word(a[i]) + self.telling.of_word(b[j]));
            }
        }
        shared / (weigh(a) + weigh(b)).max(f64::EPSILON)
    }

    /// 1 for equal words, a little less for one with a typing error, 0 for different ones.
    pub(super) fn of_words(&self, a: u32, b: u32) -> f64 {
        if a == b {
            return 1.0;
        }
        let (a, b) = (self.word(a), self.word(b));
        if a.len() < SHORT || b.len() < SHORT {
            return 0.0;
        }
        let likeness = strsim::jaro_winkler(a, b);
        if likeness >= ALIKE {
            likeness * 0.95
        } else {
            0.0
        }
    }

    /// Names written together or apart, or with typing errors: the letters in their order.
    fn by_letters(&self, a: &[u32], b: &[u32]) -> f64 {
        let run = |name: &[u32]| name.iter().map(|w| self.word(*w)).collect::<String>();
        let (a, b) = (run(a), run(b));
        if a == b {
            return 1.0;
        }
        strsim::normalized_levenshtein(&a, &b) - 0.05
    }
}
