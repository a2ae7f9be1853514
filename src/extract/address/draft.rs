//! An address while it is read: its parts and the lines it takes up.

use super::parts::Parts;
use super::piece::Spot;

/// An address read from the lines of a page.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) parts: Parts,
    /// First and last line it takes up.
    pub(super) lines: (usize, usize),
    /// Where it ends: nothing before belongs to the next one.
    pub(super) end: Spot,
}
