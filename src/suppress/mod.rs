//! What must not be kept or leave: the user's customers and whoever asked not to be written to, matched over every
//! spelling. Pure: whoever has the rows brings them.

mod entry;
mod erase;
mod hosts;
mod matching;
mod name;
mod normal;
mod strip;
#[cfg(test)]
mod tests;

pub use entry::{Entry, Kind, NotSuppressible, SealKey, Term};
pub use erase::Fate;
pub use hosts::{is_freemail, is_shared};
pub use matching::{Suppressions, Why};
