//! What a register's file says. Every key is explained here; a file with another key is refused.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::source::columns::Field;

/// A register, as its file describes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// Short name: in campaigns, records and reports.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// One line on what it is good for.
    pub about: String,
    /// The country whose companies it holds, alpha-2.
    pub country: String,
    /// Who keeps it.
    pub owner: String,
    /// Under what its data may be used; stands with every finding.
    pub licence: String,
    /// Base address, `{url}` in the request.
    pub url: String,
    /// Address of one record, from `{id}`: the evidence.
    pub record: String,
    /// Where the whole file can be fetched by hand.
    pub download: String,
    /// How it is asked; a register without it is read from a file.
    #[serde(default)]
    pub request: Option<Asking>,
    /// Where the rows of a JSON answer are.
    #[serde(default)]
    pub rows: Listing,
    /// Its classes.
    pub classes: Classes,
    /// For every field the columns it may stand in, the first that is filled is taken. A column is a heading or the
    /// dotted path of a JSON record; several parted by spaces are joined.
    pub fields: BTreeMap<Field, Vec<String>>,
    /// What is true of every row.
    #[serde(default)]
    pub constant: BTreeMap<Field, String>,
    /// What is shown beside a finding.
    #[serde(default)]
    pub words: Shown,
    /// Rows with one of these values in the column are left out.
    #[serde(default)]
    pub leave_out: BTreeMap<String, Vec<String>>,
}

/// How a register is asked. In the address `{url}`, `{classes}` and `{page}` are filled in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asking {
    /// Address.
    pub url: String,
    /// `{page}` of the first page.
    #[serde(default)]
    pub first: u32,
    /// What a page adds to it.
    #[serde(default = "one")]
    pub step: u32,
    /// Seconds between two requests.
    pub gap_seconds: f64,
    /// Rows taken in a run at most.
    pub most: usize,
    /// The `accept` header.
    #[serde(default)]
    pub accept: Option<String>,
}

fn one() -> u32 {
    1
}

/// Where the rows of a JSON answer are, as dotted paths.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Listing {
    /// The list of records.
    pub list: String,
    /// The number of pages.
    pub pages: String,
    /// The number of records that fit.
    pub all: String,
}

/// How a register writes its classes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Classes {
    /// Whose classes they are.
    pub system: System,
    /// A code from `{class}` and `{digit}`.
    #[serde(default = "plain_code")]
    pub codes: String,
    /// The digits that may follow a class; empty: none.
    #[serde(default)]
    pub digits: String,
    /// Columns that hold a row's codes.
    #[serde(rename = "in")]
    pub columns: Vec<String>,
    /// The register's own classes and the goods they trade.
    #[serde(default)]
    pub own: Vec<OwnClass>,
}

fn plain_code() -> String {
    "{class}".to_owned()
}

/// A system of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum System {
    /// The European one, old and new codes side by side.
    Nace,
    /// The register's own list.
    Own,
}

/// One of a register's own classes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnClass {
    /// Beginning of its codes.
    pub code: String,
    /// Goods: chapters, headings and ranges of the Harmonized System.
    pub hs: Vec<String>,
}

/// What is shown beside a finding.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Shown {
    /// Columns.
    pub shown: Vec<String>,
    /// Signs of the register's own that stand for others in every cell.
    pub replace: BTreeMap<String, String>,
}
