//! Contact forms: a form that sends a message to the company, told from search boxes, newsletters, logins and carts.

use crate::finding::Findings;

use super::kind::Kind;
use super::reading::Reading;

/// Contact forms.
pub(super) const KIND: Kind = Kind {
    id: "contact_forms",
    about: "forms that send a message to the company",
    read,
};

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let _ = (reading, findings);
}
