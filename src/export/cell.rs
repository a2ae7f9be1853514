//! The cell of a sheet: what it holds, and its text.

use jiff::Timestamp;

use crate::text::{printable, squeeze};

/// What a cell holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, never a number or formula whatever it looks like.
    Text(String),
    /// A number to reckon with.
    Number(f64),
    /// An address that opens on a click.
    Link(String),
    /// A mail address; a click begins a mail to it.
    Mail(String),
    /// A time, UTC.
    Time(Timestamp),
    /// Several texts; one cell, joined with `; `, where a format has no lists.
    List(Vec<String>),
}

impl Cell {
    /// The cell as one text.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Link(text) | Self::Mail(text) => text.clone(),
            Self::Time(at) => at.to_string(),
            Self::Number(number) => number.to_string(),
            Self::List(list) => list.join("; "),
        }
    }

    /// The texts of the cell, one by one.
    pub fn texts(&self) -> Vec<String> {
        match self {
            Self::List(list) => list.clone(),
            Self::Empty => Vec::new(),
            other => vec![other.text()],
        }
    }

    /// A text cell on one line without control characters; empty where nothing is left.
    pub fn of_text(text: &str) -> Self {
        let text = squeeze(&printable(text));
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }

    /// A cell of several texts, each once.
    pub fn of_list(texts: impl IntoIterator<Item = String>) -> Self {
        let mut list: Vec<String> = Vec::new();
        for text in texts.into_iter().map(|t| squeeze(&printable(&t))) {
            if !text.is_empty() && !list.contains(&text) {
                list.push(text);
            }
        }
        if list.is_empty() {
            Self::Empty
        } else {
            Self::List(list)
        }
    }
}
