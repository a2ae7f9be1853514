//! The tables that are open on the walk: which row and column a cell is in.

use super::block::Cell;

/// The tables that are open, innermost last.
#[derive(Debug, Default)]
pub(super) struct Tables {
    open: Vec<Table>,
    count: u32,
}

#[derive(Debug)]
struct Table {
    number: u32,
    row: Option<u32>,
    next_column: u32,
}

impl Tables {
    /// A table begins.
    pub fn open(&mut self) {
        self.open.push(Table {
            number: self.count,
            row: None,
            next_column: 0,
        });
        self.count += 1;
    }

    /// A row begins.
    pub fn open_row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.row = Some(table.row.map_or(0, |r| r + 1));
            table.next_column = 0;
        }
    }

    /// A cell begins; `columns` is what it says of its width.
    pub fn open_cell(&mut self, columns: &str) -> Option<Cell> {
        let table = self.open.last_mut()?;
        let width = columns.trim().parse::<u32>().unwrap_or(1).clamp(1, 1000);
        let cell = Cell {
            table: table.number,
            row: table.row.unwrap_or_default(),
            column: table.next_column,
            is_header: false,
        };
        table.next_column += width;
        Some(cell)
    }

    /// The innermost table ends.
    pub fn close(&mut self) {
        self.open.pop();
    }
}
