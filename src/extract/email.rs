//! email

use crate::finding::Findings;

use super::{Kind, Reading};

/// The kind.
pub(super) const KIND: Kind = Kind {
    id: "emails",
    about: "email",
    read,
};

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let _ = (reading, findings);
}
