//! All of it, in order, once: settings in, events out; knows neither the terminal nor the environment.

mod cancel;
mod conclude;
mod event;
mod goods;
mod harvest;
mod keeping;
mod known;
mod phrases;
mod registers;
mod sample;
mod saved;
mod search;
#[cfg(test)]
mod search_tests;
mod sites;
mod spent;
mod summary;
mod targets;
mod translate;
mod yields;

pub use cancel::{Cancel, Stop};
pub use conclude::{Conclusion, Rules, clusters, conclude, judge, merge};
pub use event::{Deaf, Event, Listener};
pub use harvest::{Harvest, HarvestError, conclude_campaign, hits_of};
pub use known::{Avoided, CustomersUnread, customer_rows, customers, rules, tells_a_customer};
pub use phrases::{Phrase, missing_phrases, shared_phrases, strange_phrases};
pub use sample::{Gate, Sample, Sampled, Share};
pub use saved::{Saved, read_folder};
pub use search::{Asked, Search};
pub use sites::{Keeper, Sites};
pub use summary::{LeadCount, SiteCount, SourceCount, Summary};
pub use targets::{Targets, Unwanted, class_of, targets, why_not};
pub use translate::{Dictionary, Untranslated};
pub use yields::yields;
