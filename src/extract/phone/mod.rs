//! Telephone, mobile, fax, WhatsApp and toll-free numbers.
//!
//! Read from `tel:` and WhatsApp links, markup for machines and the visible text. What a number reaches is told by the
//! label before it, in the cell before, in the block before, or by its icon; failing that by its numbering plan.

mod found;
mod label;
mod labelled;
mod link;
mod markup;
mod number;
mod regions;
mod scan;
mod text;

use crate::finding::Findings;

use super::kind::Kind;
use super::reading::Reading;
use found::Found;
use regions::Regions;

/// Telephone numbers.
pub(super) const KIND: Kind = Kind { id: "phones", about: "telephone, mobile, fax, WhatsApp and toll-free numbers", read };

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let mut regions = Regions::of(reading);
    let mut found = Found::default();
    markup::read(reading, &mut regions, &mut found);
    link::read_messengers(reading, &regions, &mut found);
    link::read_loose(reading, &mut regions, &mut found);
    for block in 0..reading.document().blocks().len() {
        text::read(reading, block, &mut regions, &mut found);
    }
    findings.phones = found.finish(reading);
}
