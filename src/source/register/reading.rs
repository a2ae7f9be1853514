//! Rows of a register become pages with findings: the record's address and the licence are their evidence.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use super::description::Register;
use crate::fetch::{NamedBy, Purpose, Request};
use crate::finding::Page;
use crate::source::columns::Field;
use crate::source::context::{ListContext, Skipped, SourceError};
use crate::source::row::RowReader;
use crate::source::shape::Shape;
use crate::source::{decode, delimited, packed};

/// A dataset's answers are as good as new for a week.
const FRESH: std::time::Duration = std::time::Duration::from_hours(7 * 24);

/// The cells of a row by column.
type Cells = BTreeMap<String, String>;

/// Rows that were read.
#[derive(Debug, Default)]
pub struct Rows {
    /// Companies.
    pub pages: Vec<Page>,
    /// What could not be read of them.
    pub skipped: Vec<Skipped>,
    /// Rows left out: firms that are closing, persons, other classes.
    pub left_out: usize,
}

/// One answer of a register.
#[derive(Debug, Default)]
pub struct Portion {
    /// Its rows.
    pub rows: Rows,
    /// Rows the answer held.
    pub held: usize,
    /// Rows that fit in all.
    pub all: Option<usize>,
    /// There is a page after it.
    pub more: bool,
}

impl Register {
    /// The request for a page of the rows of some classes, pages from 0; `None` where the register is read from a file.
    pub fn request(&self, codes: &[String], page: u32) -> Option<Request> {
        let asking = self.request.as_ref()?;
        let number = asking.first + page * asking.step;
        let url = asking
            .url
            .replace("{url}", self.url.trim_end_matches('/'))
            .replace("{classes}", &codes.join(","))
            .replace("{page}", &number.to_string());
        let mut request = Request::page(crate::web::parse_given(&url)?);
        request.purpose = Purpose::Engine;
        request.named_by = NamedBy::User;
        request.gap = std::time::Duration::try_from_secs_f64(asking.gap_seconds).ok();
        request.fresh_for = FRESH;
        let accept = asking.accept.iter().map(|a| ("accept".into(), a.clone()));
        request.headers.extend(accept);
        Some(request)
    }

    /// Reads an answer; `None` where it is not what the register gives. `page` counts from 0.
    pub fn read_answer(&self, body: &[u8], page: u32, at: Timestamp) -> Option<Portion> {
        let answer: Value = serde_json::from_slice(body).ok()?;
        let number =
            |path: &str| -> Option<usize> { usize::try_from(under(&answer, path)?.as_u64()?).ok() };
        let pages = number(&self.rows.pages);
        let all = number(&self.rows.all);
        let list = under(&answer, &self.rows.list).and_then(Value::as_array);
        if list.is_none() && pages.is_none() && all.is_none() {
            return None;
        }
        let list = list.map_or(&[][..], Vec::as_slice);
        let mut rows = Rows::default();
        for record in list {
            let mut cells = Cells::new();
            flatten(record, String::new(), &mut cells);
            self.take(&cells, at, &mut rows);
        }
        let after = usize::try_from(page)
            .unwrap_or(usize::MAX)
            .saturating_add(1);
        Some(Portion {
            rows,
            held: list.len(),
            all,
            more: pages.map_or(!list.is_empty(), |pages| after < pages),
        })
    }

    /// Reads the register's file, packed as it was downloaded or not; rows of other classes than `codes` are left out, as beginnings of a row's own.
    ///
    /// # Errors
    /// The file cannot be read or unpacked, or has none of the register's columns.
    pub fn read_file(
        &self,
        path: &Path,
        codes: &[String],
        at: Timestamp,
    ) -> Result<Rows, SourceError> {
        let bytes = std::fs::read(path).map_err(|source| SourceError::Open {
            path: path.to_owned(),
            source,
        })?;
        let bytes = packed::unpack(path, &bytes)?;
        let text = decode::decode(&bytes);
        let mut lines = delimited::rows(&text).map(|(_, cells)| cells);
        let headings: Vec<String> = lines
            .next()
            .map(|head| head.iter().map(|h| h.trim().to_owned()).collect())
            .unwrap_or_default();
        let known = |columns: &Vec<String>| columns.iter().any(|column| knows(&headings, column));
        if !self.fields.get(&Field::Company).is_some_and(known) {
            return Err(SourceError::NoColumns {
                path: path.to_owned(),
                headings: crate::text::shorten(&headings.join(", "), 200),
            });
        }
        let mut rows = Rows::default();
        for line in lines {
            let cells: Cells = headings.iter().cloned().zip(line).collect();
            if self.is_of(&cells, codes) {
                self.take(&cells, at, &mut rows);
            } else {
                rows.left_out += 1;
            }
        }
        Ok(rows)
    }

    fn is_of(&self, cells: &Cells, codes: &[String]) -> bool {
        let own = self.classes.columns.iter().filter_map(|c| cells.get(c));
        own.into_iter()
            .any(|code| codes.iter().any(|wanted| code.starts_with(wanted.as_str())))
    }

    fn take(&self, cells: &Cells, at: Timestamp, rows: &mut Rows) {
        let unwanted = |(column, values): (&String, &Vec<String>)| {
            cells
                .get(column)
                .is_some_and(|cell| values.iter().any(|v| v.eq_ignore_ascii_case(cell)))
        };
        if self.leave_out.iter().any(unwanted) {
            rows.left_out += 1;
            return;
        }
        let (page, skipped) = self.page(cells, at);
        rows.pages.extend(page);
        rows.skipped.extend(skipped);
    }

    fn page(&self, cells: &Cells, at: Timestamp) -> (Option<Page>, Vec<Skipped>) {
        let filled = |columns: &Vec<String>| {
            columns
                .iter()
                .map(|column| self.cell(cells, column))
                .find(|cell| !cell.is_empty())
        };
        let named = self
            .fields
            .iter()
            .filter_map(|(field, columns)| Some((*field, filled(columns)?)));
        let constant = self
            .constant
            .iter()
            .filter(|(field, _)| !self.fields.contains_key(field))
            .map(|(field, value)| (*field, value.clone()));
        let read: Vec<(Field, String)> = named.chain(constant).collect();
        let id = read
            .iter()
            .find(|(field, _)| *field == Field::Registration)
            .map(|(_, value)| value.clone())
            .unwrap_or_default();
        let place: Arc<str> = self.record.replace("{id}", &id).into();
        let shown = self.words.shown.iter();
        let words: Vec<String> = shown
            .map(|column| self.cell(cells, column))
            .filter(|cell| !cell.is_empty())
            .collect();
        let shape = Shape {
            headings: read.iter().map(|(field, _)| format!("{field:?}")).collect(),
            fields: read.iter().map(|(field, _)| Some(*field)).collect(),
            skip: 0,
        };
        let context = ListContext {
            region: Some(self.country.clone()),
            at,
            id_column: None,
        };
        let reader = RowReader {
            shape: &shape,
            context: &context,
            list: &self.id,
            id_column: None,
            dataset: Some((words.join(" | "), self.licence.as_str().into())),
        };
        let values = read.into_iter().map(|(_, value)| value).collect();
        let (row, skipped) = reader.read(&values, Arc::clone(&place));
        // A row of a list: the register's own address would make all its companies one.
        let source = format!("{}#{id}", self.id);
        let page = row.map(|row| Page {
            url: if row.page.url == row.page.source {
                source.clone()
            } else {
                row.page.url
            },
            source,
            ..row.page
        });
        (page, skipped)
    }

    /// The cells of one column, or of several joined.
    fn cell(&self, cells: &Cells, columns: &str) -> String {
        let joined = columns
            .split(' ')
            .filter_map(|column| cells.get(column))
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        self.words
            .replace
            .iter()
            .fold(joined, |cell, (sign, meant)| cell.replace(sign, meant))
    }
}

fn knows(headings: &[String], column: &str) -> bool {
    column
        .split(' ')
        .any(|part| headings.iter().any(|heading| heading == part))
}

fn under<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.')
        .try_fold(value, |value, part| value.get(part))
}

/// A record's cells by dotted path; lists are joined.
fn flatten(value: &Value, path: String, out: &mut Cells) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let path = if path.is_empty() {
                    key.clone()
                } else {
                    format!("{path}.{key}")
                };
                flatten(value, path, out);
            }
        }
        Value::Array(list) => {
            let texts: Vec<String> = list.iter().map(text_of).filter(|t| !t.is_empty()).collect();
            out.insert(path, texts.join(", "));
        }
        other => {
            out.insert(path, text_of(other));
        }
    }
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
        other => other.to_string(),
    }
}
