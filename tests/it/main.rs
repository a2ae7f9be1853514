//! What the whole program promises, tried on the built binary and on the tree itself.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod bad_input;
mod corpus;
mod doctor;
mod engines;
mod formats;
mod generator;
mod map;
mod memory;
#[path = "../../examples/make_quickstart/quickstart.rs"]
mod quickstart;
mod readme;
mod sources;
mod stages;
mod stopping;
mod tool;
mod translate;
mod whole;
