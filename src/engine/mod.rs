//! Engines: a query becomes a request, its answer becomes hits. An engine is data; no engine's name stands here.
//!
//! One TOML file of `data/` describes one engine; users bring their own without recompiling.

mod address;
mod answer;
mod css;
mod description;
mod fill;
mod generic;
mod hit;
mod html;
mod json;
mod merge;
mod outcome;
mod page;
mod recognise;
mod request;
mod saved;
mod table;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_api;
#[cfg(test)]
mod tests_hostile;
mod unwrap;
mod words;

pub use description::{Ask, Dialect, Engine, Market, Pace, Paging, PagingBy, Reading};
pub use fill::Rendered;
pub use hit::Hit;
pub use merge::merge_hits;
pub use outcome::{PageKind, SearchOutcome};
pub use page::{Next, PageHit, ResultPage};
pub use recognise::{read_unrecognised, recognise};
pub use request::{CannotAsk, Turn};
pub use saved::{SavedPage, query_of, read_saved_page};
pub use table::{chosen, engine, engine_for, engines, with_shipped};
