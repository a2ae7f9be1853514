//! Excel and OpenDocument workbooks, sheet by sheet.

use std::path::Path;

use calamine::{Data, Range, Reader, open_workbook_auto};

use super::context::SourceError;
use super::shape::Cells;

/// A sheet: its name and its rows, each with the number Excel shows.
pub(super) type Sheet = (String, Vec<(usize, Cells)>);

/// The sheets that hold something.
pub(super) fn sheets(path: &Path) -> Result<Vec<Sheet>, SourceError> {
    let broken = |why: String| SourceError::Workbook {
        path: path.to_owned(),
        why,
    };
    let mut book = open_workbook_auto(path).map_err(|e| broken(e.to_string()))?;
    let mut out = Vec::new();
    for name in book.sheet_names() {
        let range = book
            .worksheet_range(&name)
            .map_err(|e| broken(e.to_string()))?;
        let rows = rows_of(&range);
        if !rows.is_empty() {
            out.push((name, rows));
        }
    }
    Ok(out)
}

fn rows_of(range: &Range<Data>) -> Vec<(usize, Cells)> {
    let first = range.start().map_or(0, |(row, _)| row as usize) + 1;
    let cells = |row: &[Data]| {
        row.iter()
            .map(|c| text_of(c).trim().to_owned())
            .collect::<Cells>()
    };
    (first..)
        .zip(range.rows())
        .map(|(number, row)| (number, cells(row)))
        .filter(|(_, cells)| cells.iter().any(|c| !c.is_empty()))
        .collect()
}

/// The cell as its user reads it: a telephone number kept as a number has no decimals.
#[expect(
    clippy::cast_possible_truncation,
    reason = "below the limit up to which a float holds every integer"
)]
fn text_of(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
            (*number as i64).to_string()
        }
        Data::Error(_) | Data::Empty => String::new(),
        other => other.to_string(),
    }
}
