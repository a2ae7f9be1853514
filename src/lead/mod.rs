//! Clusters become companies: merged values, the best of each, the best way in.

mod record;

pub use record::{Best, Lead, Reason};
