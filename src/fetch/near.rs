//! What was learnt about the origins asked of late, in RAM and bounded; the rest is in the memory.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use jiff::Timestamp;

use super::answer::Failure;
use super::rules::Rules;

/// Most that is kept: bytes of rules, origins.
const IN_RAM: (usize, usize) = (8 << 20, 4096);

/// What is known about an origin.
#[derive(Debug, Clone)]
pub(super) enum Verdict {
    Rules(Rules),
    Closed,
    Dead(Failure),
}

#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) verdict: Arc<Verdict>,
    pub(super) expires: Timestamp,
}

/// The verdicts of the origins asked of late, oldest out first.
#[derive(Default)]
pub(super) struct Near {
    known: HashMap<String, Known>,
    order: VecDeque<String>,
    bytes: usize,
}

impl Near {
    pub(super) fn get(&self, origin: &str) -> Option<Known> {
        self.known.get(origin).cloned()
    }

    pub(super) fn keep(&mut self, origin: &str, known: Known) {
        self.bytes += weight(&known);
        match self.known.insert(origin.to_owned(), known) {
            Some(old) => self.bytes -= weight(&old),
            None => self.order.push_back(origin.to_owned()),
        }
        while self.bytes > IN_RAM.0 || self.known.len() > IN_RAM.1 {
            let Some(oldest) = self.order.pop_front() else {
                break;
            };
            self.bytes -= self.known.remove(&oldest).map_or(0, |old| weight(&old));
        }
    }
}

fn weight(known: &Known) -> usize {
    match &*known.verdict {
        Verdict::Rules(rules) => rules.as_str().len(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_origins_stay_flat_in_ram() {
        let mut near = Near::default();
        let rules = Rules::read(
            format!(
                "User-agent: *\n{}",
                "Disallow: /aaaaaaaaaaaaaaaaaaa\n".repeat(100)
            )
            .as_bytes(),
            "buyerscout",
        );
        for n in 0..20_000 {
            near.keep(
                &n.to_string(),
                Known {
                    verdict: Arc::new(Verdict::Rules(rules.clone())),
                    expires: Timestamp::MAX,
                },
            );
        }
        assert!(
            near.bytes <= IN_RAM.0 && near.known.len() <= IN_RAM.1 && near.order.len() <= IN_RAM.1
        );
        near.keep(
            "19999",
            Known {
                verdict: Arc::new(Verdict::Closed),
                expires: Timestamp::MAX,
            },
        );
        assert_eq!(near.bytes, near.known.values().map(weight).sum::<usize>());
    }
}
