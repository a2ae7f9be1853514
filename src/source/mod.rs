//! A list from elsewhere becomes findings: customers, fairs' visitors, customs extracts, earlier exports.
//!
//! A row becomes a [`Page`](crate::finding::Page) whose findings have `FILE#ROW` as their evidence. What could not be
//! read is named with its place and never dropped in silence. To teach it a heading, add it to `data/columns.toml`.

mod card;
mod columns;
mod context;
mod decode;
mod delimited;
mod packed;
mod place;
mod read;
mod reading;
mod records;
mod register;
mod row;
mod shape;
mod values;
pub mod wikidata;
mod workbook;

pub use columns::Field;
pub use context::{List, ListContext, Mapped, Row, Skipped, SourceError};
pub use read::{read_list, visit_list};
pub use register::{Chosen, Portion, Register, Rows, chosen_registers, register, registers};
