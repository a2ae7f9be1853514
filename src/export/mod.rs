//! Companies become a file: leads become a [`Sheet`] by a preset of columns, and a sheet is written in a format.
//!
//! To add a column, add a line to `columns.rs`; to add a preset, an entry to `data/presets.toml`; to add a format, a
//! file with one `write` function and a line in `format.rs`. A format sees only the sheet, except NDJSON, whose lines
//! are the lead records themselves so that the next stage can read them.

mod cell;
mod columns;
mod delimited;
mod format;
mod guard;
mod legend;
mod ndjson;
mod place;
mod preset;
mod sheet;
mod vcard;
mod words;
mod write;
mod xlsx;

pub use cell::Cell;
pub use columns::{COLUMNS, ColumnKind};
pub use format::{Format, Reader};
pub use guard::guard_formula;
pub use place::{Written, is_stream, real_place, replace};
pub use preset::{Preset, preset, presets};
pub use sheet::{Column, Sheet, View};
pub use write::{
    ExportError, can_be_written, write_file, write_leads, write_leads_as, write_leads_to, write_to,
};
