//! What a reader is told, and what it gives back.

use std::path::PathBuf;

use jiff::Timestamp;

use super::columns::Field;
use crate::finding::Page;

/// What a list does not say itself.
#[derive(Debug, Clone)]
pub struct ListContext {
    /// Country of numbers without a country code, alpha-2, where the row names none.
    pub region: Option<String>,
    /// When the list is read: the time of its evidence.
    pub at: Timestamp,
    /// Heading of the column whose values are the caller's own ids, given back with each row.
    pub id_column: Option<String>,
}

/// A row that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it says of a company; `url` is its website where it names one, else the same as `source`, `FILE#ROW`.
    pub page: Page,
    /// The caller's id of it, where an id column was named.
    pub id: Option<String>,
    /// Digits of numbers whose country is not known and that are therefore no findings.
    pub local_phones: Vec<String>,
}

/// A column and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapped {
    /// The sheet, where a workbook has several.
    pub sheet: Option<String>,
    /// Its heading, or `column 3` where the list has none.
    pub heading: String,
    /// What it was taken for; `None` where it is not used.
    pub field: Option<Field>,
}

/// A row or cell that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// `FILE#ROW`.
    pub place: String,
    /// Heading of the column; empty where the whole row is meant.
    pub column: String,
    /// What stood there.
    pub value: String,
    /// Why it could not be read.
    pub why: &'static str,
}

/// A list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct List {
    /// Its rows.
    pub rows: Vec<Row>,
    /// Its columns.
    pub mapping: Vec<Mapped>,
    /// What could not be read.
    pub skipped: Vec<Skipped>,
}

/// Why a list cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The file cannot be opened.
    #[error("{path}: {source}")]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The workbook is broken or locked with a password.
    #[error("{path}: cannot be read as a workbook: {why}; save it again as .xlsx or .csv")]
    Workbook {
        /// The file.
        path: PathBuf,
        /// What the reader says.
        why: String,
    },
    /// The archive around the table cannot be unpacked.
    #[error("{path}: cannot be unpacked: {why}; unpack it and name the .csv file inside")]
    Packed {
        /// The file.
        path: PathBuf,
        /// What the reader says.
        why: String,
    },
    /// Nothing in it looks like a company.
    #[error(
        "{path}: no column is known as a name, a website, an e-mail address or a telephone number; its columns are: {headings}"
    )]
    NoColumns {
        /// The file.
        path: PathBuf,
        /// The headings, or the first row.
        headings: String,
    },
    /// The id column named is not there.
    #[error("{path}: there is no column `{column}`; its columns are: {headings}")]
    NoIdColumn {
        /// The file.
        path: PathBuf,
        /// The column asked for.
        column: String,
        /// The headings.
        headings: String,
    },
    /// The file is empty.
    #[error("{path}: the file is empty")]
    Empty {
        /// The file.
        path: PathBuf,
    },
}
