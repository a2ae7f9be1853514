//! The lines a visitor sees: blocks cut at their line breaks, read once for all kinds that work on lines.

use crate::document::{Block, BlockKind, Document, Region};

/// A line of a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Its text, never empty, ends trimmed.
    pub(super) text: &'a str,
    /// The block it is a line of.
    pub(super) block: usize,
    /// What its block is.
    pub(super) kind: BlockKind,
    /// The part of the page it stands in.
    pub(super) region: Region,
    /// It stands in `<address>`.
    pub(super) in_address: bool,
    /// It has at least one ASCII digit.
    pub(super) has_digit: bool,
}

impl<'a> Line<'a> {
    /// The title as a line of its own, for the kinds that may read it like one.
    pub(super) fn of_title(text: &'a str) -> Self {
        let has_digit = text.bytes().any(|b| b.is_ascii_digit());
        Self {
            text,
            block: 0,
            kind: BlockKind::Other,
            region: Region::Header,
            in_address: false,
            has_digit,
        }
    }
}

/// All lines of a page, in order.
pub(super) fn lines(document: &Document) -> Vec<Line<'_>> {
    let blocks = document.blocks().iter().enumerate();
    blocks.flat_map(|(at, block)| lines_of(at, block)).collect()
}

fn lines_of(at: usize, block: &Block) -> impl Iterator<Item = Line<'_>> {
    block
        .text
        .split('\n')
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(move |text| Line {
            text,
            block: at,
            kind: block.kind,
            region: block.region,
            in_address: block.in_address,
            has_digit: text.bytes().any(|b| b.is_ascii_digit()),
        })
}
