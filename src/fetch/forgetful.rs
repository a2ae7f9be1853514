//! A memory that lasts as long as the process: for pipes, which have no store.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use super::memory::{Keep, Kept, Memory};

/// Values kept a drawer; beyond them the oldest go, so that a hundred thousand hosts stay flat.
const MOST: usize = 20_000;

/// A memory in RAM, bounded.
#[derive(Debug, Default)]
pub struct Forgetful(Mutex<BTreeMap<Keep, Drawer>>);

#[derive(Debug, Default)]
struct Drawer {
    kept: HashMap<String, Kept>,
    order: VecDeque<String>,
}

impl Memory for Forgetful {
    fn get(&self, keep: Keep, key: &str) -> Option<Kept> {
        let drawers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        drawers.get(&keep)?.kept.get(key).cloned()
    }

    fn put(&self, keep: Keep, key: &str, kept: Kept) {
        let mut drawers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let drawer = drawers.entry(keep).or_default();
        if drawer.kept.insert(key.to_owned(), kept).is_none() {
            drawer.order.push_back(key.to_owned());
        }
        while drawer.kept.len() > MOST {
            let Some(oldest) = drawer.order.pop_front() else {
                break;
            };
            drawer.kept.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn it_remembers_the_last_value_and_forgets_the_oldest() {
        let memory = Forgetful::default();
        let kept = |n: usize| Kept {
            value: n.to_le_bytes().to_vec(),
            expires: Timestamp::UNIX_EPOCH,
        };
        for n in 0..MOST + 10 {
            memory.put(Keep::Robots, &n.to_string(), kept(n));
        }
        memory.put(Keep::Robots, "15", kept(7));
        assert_eq!(memory.get(Keep::Robots, "15"), Some(kept(7)));
        assert_eq!(memory.get(Keep::Robots, "3"), None);
        assert_eq!(memory.get(Keep::Pace, "15"), None);
    }
}
