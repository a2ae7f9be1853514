//! Workbooks (XLSX): every sheet a table, row by row. Cells are streamed: a lone cell in the last row of a sheet is one
//! cell, not seventeen thousand million.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx, open_workbook_from_rs};

use crate::document::markup::Markup;
use crate::document::unread::Unread;

/// Sheets read of a workbook.
const MOST_SHEETS: usize = 50;
/// Cells read of a workbook.
const MOST_CELLS: usize = 200_000;
/// Empty cells written between two others at most: enough for any table's columns to stay in line.
const WIDEST_GAP: u32 = 30;

/// Writes the sheets that hold something.
pub(super) fn write(bytes: &[u8], markup: &mut Markup) -> Result<(), Unread> {
    let mut book: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| Unread::Broken)?;
    let mut left = MOST_CELLS;
    for name in book.sheet_names().into_iter().take(MOST_SHEETS) {
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else {
            continue;
        };
        let mut table = Table::default();
        while left > 0
            && !markup.is_full()
            && let Ok(Some(cell)) = cells.next_cell()
        {
            left -= 1;
            let text = text_of(cell.get_value());
            if !text.is_empty() {
                table.cell(cell.get_position(), &text, &name, markup);
            }
        }
        table.finish(markup);
    }
    Ok(())
}

/// A table under way: the row and the column that come next.
#[derive(Default)]
struct Table {
    at: Option<(u32, u32)>,
}

impl Table {
    fn cell(&mut self, (row, column): (u32, u32), text: &str, sheet: &str, markup: &mut Markup) {
        let from = match self.at {
            Some((at, next)) if at == row => next,
            Some(_) => {
                markup.tag("</tr><tr>");
                0
            }
            None => {
                markup.element("<h2>", sheet, "</h2>");
                markup.tag("<table><tr>");
                0
            }
        };
        for _ in 0..column.saturating_sub(from).min(WIDEST_GAP) {
            markup.tag("<td></td>");
        }
        markup.element("<td>", text, "</td>");
        self.at = Some((row, column.saturating_add(1)));
    }

    fn finish(self, markup: &mut Markup) {
        if self.at.is_some() {
            markup.tag("</tr></table>");
        }
    }
}

/// The cell as its reader sees it: a telephone number kept as a number has no decimals; days are no numbers.
#[expect(
    clippy::cast_possible_truncation,
    reason = "below the limit up to which a float holds every integer"
)]
fn text_of(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
            (*number as i64).to_string()
        }
        DataRef::Float(number) => number.to_string(),
        DataRef::Int(number) => number.to_string(),
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        _ => String::new(),
    }
}
