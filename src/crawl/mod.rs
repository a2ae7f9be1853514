//! The crawl: a site becomes pages. Contact, imprint and about pages first, in whatever language.
//!
//! One visit owns one [`Frontier`]; a link found on a page is offered to it and nowhere else. A visit is done when
//! nothing is queued: it has one request under way at a time, as politeness asks, so nothing else can be on the way.

mod frontier;
mod rank;
mod reader;
mod visit;

pub use frontier::Frontier;
pub use rank::{Interest, interest};
pub use reader::{PageLink, Read, Reader, ReaderSettings, body_of};
pub use visit::{Skips, Target, Visit, VisitEnd, VisitSettings, visit};
