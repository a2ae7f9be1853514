//! The forms of a page: where they send to and what they ask.

use std::ops::Range;

/// A `<form>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Where it sends to, as the page writes it; `None` where it sends to the page itself.
    pub action: Option<String>,
    /// Id, name, class and role, lower case, joined by spaces.
    pub words: String,
    /// Its fields in order, hidden ones included.
    pub fields: Vec<Field>,
    /// The blocks of text in it.
    pub blocks: Range<usize>,
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// `text`, `email`, `tel`, `hidden`, `submit`, … for `<input>`, else `textarea`, `select` or `button`.
    pub kind: String,
    /// Name, id, class, placeholder and title, lower case, joined by spaces.
    pub words: String,
}
