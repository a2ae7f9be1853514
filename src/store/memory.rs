//! The store as the memory of the fetching layers.

use super::open::Store;
use super::overlay::Place;
use super::{kept, moment};
use crate::fetch::{Keep, Kept, Memory};

impl Memory for Store {
    /// Never waits for the writer. An error of the disk counts as nothing known, and is told at the next write.
    fn get(&self, keep: Keep, key: &str) -> Option<Kept> {
        if let Some(kept) = self.overlay().get(keep, key) {
            return Some((*kept).clone());
        }
        match self.glance(|db| kept::read(db, keep, key)) {
            Ok(found) => found,
            Err(error) => {
                tracing::warn!("{error}");
                if let Ok(writer) = self.writer() {
                    writer.fail(error);
                }
                None
            }
        }
    }

    /// Committed in order with what else is put. Times are kept to the microsecond.
    fn put(&self, keep: Keep, key: &str, mut kept: Kept) {
        kept.expires = moment::read(moment::write(kept.expires));
        let place = Place {
            keep,
            key: key.into(),
        };
        self.overlay().put(&place, kept);
        if let Ok(writer) = self.writer() {
            writer.keep(place);
        }
    }
}
