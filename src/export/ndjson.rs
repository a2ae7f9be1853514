//! NDJSON of a sheet: one object a row, keys in the order of the columns, lists as arrays.

use std::io::{self, Write};

use super::cell::Cell;
use super::sheet::Sheet;

/// Writes a sheet's rows as objects.
pub(super) fn write(mut to: impl Write, sheet: &Sheet) -> io::Result<()> {
    for row in &sheet.rows {
        to.write_all(b"{\"type\":\"row\",\"v\":1")?;
        for (column, cell) in sheet.columns.iter().zip(row) {
            to.write_all(b",")?;
            serde_json::to_writer(&mut to, &column.id)?;
            to.write_all(b":")?;
            match cell {
                Cell::Empty => to.write_all(b"null")?,
                Cell::Number(number) => serde_json::to_writer(&mut to, number)?,
                Cell::List(list) => serde_json::to_writer(&mut to, list)?,
                Cell::Text(text) | Cell::Link(text) | Cell::Mail(text) => {
                    serde_json::to_writer(&mut to, text)?;
                }
                Cell::Time(at) => serde_json::to_writer(&mut to, at)?,
            }
        }
        to.write_all(b"}\n")?;
    }
    Ok(())
}
