//! The blocks of a page: its visible text in runs, each with its place.

use ego_tree::NodeId;

/// What a block is. A text inside `<td><div>` is still text of the cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BlockKind {
    /// A paragraph, a division, anything else.
    #[default]
    Other,
    /// A heading with its level, 1 to 6.
    Heading(u8),
    /// A table cell.
    Cell(Cell),
    /// `<dt>`.
    Term,
    /// `<dd>`.
    Description,
    /// `<li>`.
    Item,
}

/// The place of a table cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Number of the table on the page, from 0, nested ones included.
    pub table: u32,
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0; a cell over several columns counts as that many.
    pub column: u32,
    /// It is a `<th>`.
    pub is_header: bool,
}

/// The part of the page a block stands in, by element, `role`, id or class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Region {
    /// No part that is named.
    #[default]
    Body,
    /// The page's head line: `<header>`.
    Header,
    /// Navigation.
    Nav,
    /// The page's foot.
    Footer,
    /// Beside the main text.
    Aside,
}

/// One run of text of a block-level element or table cell, in document order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The text: white space collapsed, `\n` for `<br>`; soft hyphens, zero-width and direction marks taken out. Never
    /// empty.
    pub text: String,
    /// The block-level element it is text of.
    pub node: NodeId,
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub region: Region,
    /// It is inside `<address>`.
    pub in_address: bool,
    /// The links in it, in order.
    pub spans: Vec<Span>,
    /// What its icons and class names say, in order.
    pub marks: Vec<Mark>,
}

/// A part of a block's text that is a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First byte in the block's text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// What it links to.
    pub target: Target,
}

/// What a [`Span`] links to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Index into [`Document::links`](super::Document::links).
    Link(usize),
    /// Index into [`Document::references`](super::Document::references).
    Reference(usize),
}

/// Class names, alternative text or titles at a place of a block that speak of a way to reach somebody
/// (`fa fa-phone`, `icon-fax`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Byte in the block's text before which it stands.
    pub at: usize,
    /// The words, lower case.
    pub words: String,
}
