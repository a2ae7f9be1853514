//! The sheet: columns and rows of cells, all that a format sees.

use super::columns::{COLUMNS, ColumnKind};
use super::preset::Preset;
use crate::lead::Lead;
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
    /// Several texts; one cell, joined with `; `, where a format has no lists.
    List(Vec<String>),
}

impl Cell {
    /// The cell as one text.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Link(text) => text.clone(),
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

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Id, for machines.
    pub id: String,
    /// Heading.
    pub title: String,
}

/// A table ready to be written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// The columns.
    pub columns: Vec<Column>,
    /// One cell a column in every row.
    pub rows: Vec<Vec<Cell>>,
}

/// How leads are shown.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The columns.
    pub preset: &'a Preset,
    /// `en` or `zh`: headings and words in cells.
    pub lang: &'a str,
}

impl Sheet {
    /// The sheet of leads, one row a lead, in their order.
    pub fn of<'l>(leads: impl IntoIterator<Item = &'l Lead>, view: View) -> Self {
        let kinds: Vec<(&ColumnKind, Column)> = view
            .preset
            .columns
            .iter()
            .filter_map(|c| chosen(c, view))
            .collect();
        let rows = leads
            .into_iter()
            .map(|lead| {
                kinds
                    .iter()
                    .map(|(kind, _)| (kind.cell)(lead, view.lang))
                    .collect()
            })
            .collect();
        Self {
            columns: kinds.into_iter().map(|(_, column)| column).collect(),
            rows,
        }
    }

    /// The cells of a column by its id.
    pub fn place_of(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.id == id)
    }
}

fn chosen(named: &super::preset::Choice, view: View) -> Option<(&'static ColumnKind, Column)> {
    let kind = COLUMNS.iter().find(|k| k.id == named.id)?;
    let title = match (&named.title, view.lang) {
        (Some(title), _) => title.clone(),
        (None, "zh") => kind.zh.to_owned(),
        (None, _) => kind.id.to_owned(),
    };
    Some((
        kind,
        Column {
            id: kind.id.to_owned(),
            title,
        },
    ))
}
