//! The one door to the web. Decides nothing about what is worth having.
//!
//! Layers, outermost first; [`stack`] is the only place that knows the order:
//! redirect ▸ robots ▸ cache | replay ▸ record ▸ retry ▸ polite ▸ guard ▸ http.

mod answer;
mod budget;
mod cache;
mod dns;
mod fault;
mod forgetful;
mod guard;
mod head;
mod http;
mod key;
#[cfg(test)]
mod loopback;
mod memory;
mod notice;
mod pause;
mod polite;
mod proxy;
mod record;
mod redirect;
mod replay;
mod request;
mod retry;
mod robots;
mod rules;
mod secret;
mod settings;
mod stack;
pub mod warc;
#[cfg(test)]
mod wire_tests;

use std::future::Future;
use std::pin::Pin;

pub use answer::{Answer, Failure, Headers, Location, Outcome};
pub use forgetful::Forgetful;
pub use http::NoClient;
pub use memory::{Keep, Kept, Memory};
pub use notice::Notice;
pub use proxy::{BadProxy, Proxy};
pub use replay::Replay;
pub use request::{Method, NamedBy, Purpose, Request};
pub use settings::{Cached, Clock, Recording, Settings, Source, user_agent};
pub use stack::{Door, NoDoor, stack};

/// A request under way.
pub type Fetching<'a> = Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;

/// Whatever answers requests: a source (live, archive) or a layer over one.
pub trait Fetch: Send + Sync {
    /// Answers a request. Dropping the future gives the request up.
    fn fetch<'a>(&'a self, request: &'a Request) -> Fetching<'a>;
}
