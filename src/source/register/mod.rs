//! Open registers of companies as sources: a register is data, one TOML file of `data/registers/` each.
//!
//! A product's goods lead to the class of its wholesalers, the class to the register's rows, each row to a page of
//! findings with its record and licence as evidence. To add a register, write its file and name it in `table`.

mod description;
mod goods;
mod reading;
mod table;
#[cfg(test)]
mod tests;

pub use description::Register;
pub use reading::{Portion, Rows};
pub use table::{Chosen, chosen_registers, register, registers};
