//! All of it, in order, once: settings in, events out; knows neither the terminal nor the environment.

mod cancel;
mod conclude;
mod event;
mod harvest;
mod keeping;
mod known;
mod registers;
mod saved;
mod search;
#[cfg(test)]
mod search_tests;
mod sites;
mod spent;
mod summary;
mod targets;

pub use cancel::{Cancel, Stop};
pub use conclude::{Conclusion, Rules, clusters, conclude, judge, merge};
pub use event::{Deaf, Event, Listener};
pub use harvest::{Harvest, HarvestError, conclude_campaign};
pub use known::{Avoided, CustomersUnread, customers, rules};
pub use saved::{Saved, read_folder};
pub use search::{Asked, Search};
pub use sites::{Keeper, Sites};
pub use summary::{LeadCount, SiteCount, SourceCount, Summary};
pub use targets::{Targets, Unwanted, class_of, targets};
