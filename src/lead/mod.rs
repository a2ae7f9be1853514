//! Clusters become companies: merged values, the best of each, the best way in.

mod best;
mod build;
mod builder;
mod mailbox;
mod merge;
mod name;
mod record;
mod standing;

pub use best::choose_best;
pub use build::{build, build_in_order};
pub use builder::LeadBuilder;
pub use mailbox::{Desk, desk_of};
pub use record::{Best, Lead, Reason};
