//! phone

mod label;

use crate::finding::Findings;

use super::kind::Kind;
use super::reading::Reading;

/// The kind.
pub(super) const KIND: Kind = Kind {
    id: "phones",
    about: "phone",
    read,
};

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let _ = (reading, findings);
}
