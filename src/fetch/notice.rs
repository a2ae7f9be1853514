//! Notices: what the door has to tell the user once, for the command line to put into words.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

/// Something the user should know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "id", rename_all = "snake_case")]
pub enum Notice {
    /// Names resolve to 198.18.0.0/15, the stand-in of proxy clients: the real addresses are not seen here.
    StandInAddresses,
    /// The system has no certificate authorities: no https address can be read.
    NoAuthorities,
    /// The archive being replayed ends inside a record: it was read to this offset.
    ArchiveCut {
        /// Bytes up to the end of the last whole record.
        at: u64,
    },
    /// The archive appended to ended inside a record, which was taken off.
    ArchiveMended {
        /// Bytes taken off.
        lost: u64,
    },
    /// The archive cannot be written any more; answers are no longer kept.
    ArchiveFull {
        /// What the system said.
        why: String,
    },
}

/// The notices of one door, each said once.
#[derive(Debug, Default)]
pub(super) struct Notices(Mutex<BTreeSet<Notice>>);

impl Notices {
    /// Says something, once.
    pub(super) fn say(&self, notice: Notice) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(notice);
    }

    /// Everything said so far.
    pub(super) fn said(&self) -> Vec<Notice> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
            .cloned()
            .collect()
    }
}
