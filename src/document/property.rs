//! Values a page marks up for machines: microdata, data attributes, inline scripts.

/// A microdata property (`itemprop`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// Its name: `telephone`, `streetAddress` …
    pub name: String,
    /// Its value: `content`, else the text.
    pub value: String,
    /// Last part of the type of the item it belongs to: `PostalAddress`; empty where there is none.
    pub item: String,
    /// Number of that item on the page; 0 where there is none.
    pub item_number: u32,
    /// Index of the block it stands in or before.
    pub block: usize,
}

/// An attribute that may hide an address or a number: `data-*`, a handler whose code may assemble one, a title or an
/// alternative text with digits, or whatever has an at sign in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Number of the element among those with such attributes: equal for attributes of one element.
    pub element: u32,
    /// Name of the element.
    pub tag: String,
    /// Name of the attribute.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Index of the block it stands in or before.
    pub block: usize,
    /// Byte of that block's text before which it stands; 0 also where it stands before the block.
    pub at: usize,
}

/// An inline script that may assemble an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// The script.
    pub text: String,
    /// Index of the block it stands in or before.
    pub block: usize,
    /// Byte of that block's text before which it stands; 0 also where it stands before the block.
    pub at: usize,
}
