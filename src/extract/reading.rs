//! What the kinds that read lines share: the page, its lines, its linked data and the country it speaks for. Made once a page.

use super::linked::{Thing, things};
use super::lines::{Line, lines};
use crate::document::Document;
use crate::market::Country;

/// A page as the line-reading kinds see it.
pub(super) struct Reading<'a> {
    /// The page.
    pub(super) document: &'a Document,
    /// Its lines.
    pub(super) lines: Vec<Line<'a>>,
    /// The things of its linked data.
    pub(super) things: Vec<&'a Thing>,
    /// The country it most likely speaks for, before its addresses are read.
    pub(super) home: Option<&'static Country>,
}

impl<'a> Reading<'a> {
    /// Reads a page. `region` is the country the user named for it.
    pub(super) fn of(document: &'a Document, region: Option<&str>) -> Self {
        let home = super::country::home(document, region);
        Self { document, lines: lines(document), things: things(document), home }
    }
}
