//! A kind of value that is looked for.

use crate::finding::Findings;

use super::reading::Reading;

/// A kind of value that is looked for.
pub struct Kind {
    /// Its id, as the record calls its list.
    pub id: &'static str,
    /// What it finds, in one line.
    pub about: &'static str,
    /// Finds it.
    pub read: fn(&Reading<'_>, &mut Findings),
}
