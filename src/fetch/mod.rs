//! The one door to the web. Decides nothing about what is worth having.
//!
//! Layers, outermost first; [`stack`](self) is the only place that knows the order:
//! redirect ▸ robots ▸ cache | replay ▸ record ▸ retry ▸ polite ▸ guard ▸ http.

mod answer;
mod memory;
mod request;

use std::future::Future;
use std::pin::Pin;

pub use answer::{Answer, Failure, Headers, Location, Outcome};
pub use memory::{Keep, Kept, Memory};
pub use request::{Method, NamedBy, Purpose, Request};

/// A request under way.
pub type Fetching<'a> = Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;

/// Whatever answers requests: a source (live, archive) or a layer over one.
pub trait Fetch: Send + Sync {
    /// Answers a request. Dropping the future gives the request up.
    fn fetch<'a>(&'a self, request: &'a Request) -> Fetching<'a>;
}
