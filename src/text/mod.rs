//! Strangers' text: compared, folded, and made safe to show.

mod fold;
mod printable;

pub use fold::{fold, fold_char, fold_with, squeeze, words};
pub use printable::{end_of, printable, shorten};
