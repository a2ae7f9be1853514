//! What was observed and what the user said, kept in SQLite; the only place with SQL.
//!
//! One thread writes, in batches, in the order things were put; readers have connections of their own. No type of the
//! database leaves this room. The layout only grows: a change of it is one more file in `migrations/`. Page bodies are
//! not here: they lie in archives beside the store, rows hold file, offset and digest.

mod campaign;
mod check;
mod connect;
mod desk;
mod error;
mod exported;
mod forget;
mod kept;
mod layout;
mod listed;
mod lock;
mod memory;
mod moment;
mod open;
mod outcome;
mod overlay;
mod pack;
mod page;
mod reader;
mod run;
mod sighting;
mod site;
mod suppression;
#[cfg(test)]
mod tests;
mod writer;

pub use campaign::KnownCampaign;
pub use error::StoreError;
pub use exported::Departure;
pub use forget::Forgotten;
pub use lock::FetchLock;
pub use open::Store;
pub use outcome::SiteOutcome;
pub use page::{Pages, SeenPage};
pub use run::{Run, RunEnd};
pub use sighting::Sighting;
