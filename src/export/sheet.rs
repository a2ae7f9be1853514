//! The sheet: columns and rows of cells, all that a format sees.

use super::cell::Cell;
use super::columns::{COLUMNS, ColumnKind};
use super::legend::meaning;
use super::preset::Preset;
use crate::lead::Lead;

/// A column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// Id, for machines.
    pub id: String,
    /// Heading.
    pub title: String,
    /// What it means, in a sentence; empty where the heading says it.
    pub meaning: String,
}

/// A table ready to be written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// The columns.
    pub columns: Vec<Column>,
    /// One cell a column in every row.
    pub rows: Vec<Vec<Cell>>,
    /// Name of the page that explains the columns, in formats that have pages; empty: none.
    pub legend: String,
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
            legend: if view.lang == "zh" {
                "说明"
            } else {
                "Legend"
            }
            .to_owned(),
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
            meaning: meaning(kind.id, view.lang),
        },
    ))
}
