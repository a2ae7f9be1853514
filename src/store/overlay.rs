//! What was put into the memory and is not committed yet, so that every reader sees it at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::fetch::{Keep, Kept};

/// A place in the memory.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Place {
    pub(super) keep: Keep,
    pub(super) key: Arc<str>,
}

/// The values on their way to the disk, newest only. No larger than the writer's queue and one batch.
#[derive(Default)]
pub(super) struct Overlay {
    drawers: [Mutex<HashMap<Arc<str>, Arc<Kept>>>; 8],
}

impl Overlay {
    pub(super) fn put(&self, place: &Place, kept: Kept) {
        self.with(place.keep, |drawer| {
            drawer.insert(place.key.clone(), Arc::new(kept))
        });
    }

    pub(super) fn get(&self, keep: Keep, key: &str) -> Option<Arc<Kept>> {
        self.with(keep, |drawer| drawer.get(key).cloned())
    }

    /// Drops what is committed, unless a newer value has come since.
    pub(super) fn settle(&self, place: &Place, committed: &Arc<Kept>) {
        self.with(place.keep, |drawer| {
            if drawer
                .get(&place.key)
                .is_some_and(|now| Arc::ptr_eq(now, committed))
            {
                drawer.remove(&place.key);
            }
        });
    }

    fn with<T>(&self, keep: Keep, act: impl FnOnce(&mut HashMap<Arc<str>, Arc<Kept>>) -> T) -> T {
        let drawer = &self.drawers[usize::from(number(keep))];
        act(&mut drawer.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The drawer's number, in the database too: never renumber.
pub(super) fn number(keep: Keep) -> u8 {
    match keep {
        Keep::Answer => 0,
        Keep::Robots => 1,
        Keep::Pace => 2,
        Keep::Rest => 3,
        Keep::Word => 4,
        Keep::Saved => 5,
        Keep::Spent => 6,
        Keep::Campaign => 7,
    }
}
