//! Redirects: followed hop by hop, each a request of its own through every layer below, so that each takes its turn, asks
//! the robots.txt of where it leads and passes the guard.

use std::collections::BTreeSet;
use std::sync::Arc;

use url::Url;

use super::answer::{Answer, Failure, Outcome};
use super::key::Key;
use super::request::{Method, NamedBy, Request};
use super::{Fetch, Fetching};

/// Most hops anyone follows.
const HOPS: usize = 10;

/// Headers that may go along to another host; all others may hold a key.
const MAY_GO_ALONG: &[&str] = &["accept", "accept-language", "user-agent", "content-type"];

/// The outermost layer.
pub(super) struct Redirect {
    below: Arc<dyn Fetch>,
}

impl Redirect {
    /// A layer over all others.
    pub(super) fn new(below: Arc<dyn Fetch>) -> Self {
        Self { below }
    }

    async fn ask(&self, request: &Request) -> Outcome {
        let mut answer = self.below.fetch(request).await?;
        let mut seen = BTreeSet::from([Key::of(request).line()]);
        let mut asked = request.clone();
        while leads_on(&answer).is_some() {
            asked = follow(&asked, &answer)?;
            // The same address again, with new cookies or without, is a circle: no cookie is kept that could break it.
            if seen.len() > HOPS || !seen.insert(Key::of(&asked).line()) {
                return Err(Failure::Redirects);
            }
            drop(answer);
            answer = self.below.fetch(&asked).await?;
        }
        Ok(answer)
    }
}

/// Where an answer sends on to, as it says it.
pub(super) fn leads_on(answer: &Answer) -> Option<&str> {
    let location = answer.headers.get("location").map(str::trim).filter(|l| !l.is_empty());
    location.filter(|_| matches!(answer.status, 301 | 302 | 303 | 307 | 308))
}

/// The request that a redirect asks for.
pub(super) fn follow(request: &Request, answer: &Answer) -> Result<Request, Failure> {
    let location = leads_on(answer).unwrap_or_default();
    let unreadable = |_| Failure::Malformed { why: "redirects to what is no address".into() };
    let mut url = answer.url.join(location).map_err(unreadable)?;
    url.set_fragment(None);
    let mut next = request.clone();
    if request.named_by == NamedBy::User && !same_host(&request.url, &url) {
        next.named_by = NamedBy::Web;
    }
    if !same_host(&request.url, &url) {
        next.headers.retain(|(name, _)| MAY_GO_ALONG.contains(&name.as_str()));
        next.gap = None;
    }
    if !matches!(answer.status, 307 | 308) || !same_host(&request.url, &url) {
        next.method = Method::Get;
        next.body = None;
    }
    next.url = url;
    Ok(next)
}

/// A service that the user named on his own network may send about on its own host and port; anything else it names is
/// named by the web.
fn same_host(a: &Url, b: &Url) -> bool {
    a.host() == b.host() && (a.port() == b.port())
}

impl Fetch for Redirect {
    fn fetch<'a>(&'a self, request: &'a Request) -> Fetching<'a> {
        Box::pin(self.ask(request))
    }
}
