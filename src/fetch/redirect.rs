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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::fetch::loopback::{Scripted, answer, failure, page};

    /// A source where each address leads to the one a function gives.
    fn leading(to: impl Fn(&Url) -> Option<(u16, String)> + Send + Sync + 'static) -> (Arc<Scripted>, Redirect) {
        let below = Scripted::new(Duration::ZERO, move |request| {
            let lead = to(&request.url);
            Ok(match &lead {
                Some((status, location)) => answer(request, *status, &[("location", location), ("set-cookie", "a=b")], ""),
                None => answer(request, 200, &[], "here"),
            })
        });
        (Arc::clone(&below), Redirect::new(below))
    }

    #[tokio::test]
    async fn hops_are_followed_to_the_end_relative_ones_too() {
        let (below, redirect) = leading(|url| match url.path() {
            "/" => Some((301, "//www.muster.de/start?step=1".into())),
            "/start" => Some((307, "../a b#top".into())),
            _ => None,
        });
        let answer = redirect.fetch(&page("http://muster.de/")).await.unwrap();
        assert_eq!(answer.url.as_str(), "http://www.muster.de/a%20b");
        assert_eq!(below.urls().len(), 3);
    }

    #[tokio::test]
    async fn circles_and_endless_chains_end() {
        let (below, redirect) = leading(|_| Some((302, "http://muster.de/".into())));
        assert_eq!(failure(redirect.fetch(&page("http://muster.de/")).await), Failure::Redirects);
        assert_eq!(below.urls().len(), 1);
        let (below, redirect) = leading(|url| Some((302, format!("{}a", url.path()))));
        assert_eq!(failure(redirect.fetch(&page("http://muster.de/")).await), Failure::Redirects);
        assert_eq!(below.urls().len(), HOPS + 1);
    }

    #[tokio::test]
    async fn a_redirect_without_a_place_is_an_answer() {
        let below = Scripted::new(Duration::ZERO, |request| Ok(answer(request, 302, &[("location", " ")], "")));
        assert_eq!(Redirect::new(below).fetch(&page("http://muster.de/")).await.unwrap().status, 302);
    }

    #[tokio::test]
    async fn what_a_redirect_names_is_named_by_the_web_and_gets_no_keys() {
        let (below, redirect) = leading(|url| (url.host_str() == Some("engine.de")).then(|| (302, "http://else.de/".into())));
        let request = Request {
            named_by: NamedBy::User,
            method: Method::Post,
            body: Some(b"key".to_vec()),
            headers: vec![("x-api-key".into(), "key".into()), ("accept-language".into(), "de".into())],
            ..page("http://engine.de/")
        };
        redirect.fetch(&request).await.unwrap();
        let (second, _, _) = below.asked.lock().unwrap()[1].clone();
        assert_eq!((second.named_by, second.method, second.body), (NamedBy::Web, Method::Get, None));
        assert_eq!(second.headers, [("accept-language".to_owned(), "de".to_owned())]);
    }

    #[tokio::test]
    async fn a_users_own_service_may_send_about_on_its_own_port_only() {
        let (below, redirect) = leading(|url| match url.path() {
            "/" => Some((308, "/search".into())),
            "/search" => Some((302, "http://127.0.0.1:22/".into())),
            _ => None,
        });
        let request = Request { named_by: NamedBy::User, ..page("http://127.0.0.1:8888/") };
        let _ = redirect.fetch(&request).await;
        let named: Vec<NamedBy> = below.asked.lock().unwrap().iter().map(|(request, _, _)| request.named_by).collect();
        assert_eq!(named[1], NamedBy::User);
        let (below, redirect) = leading(|url| (url.port() == Some(8888)).then(|| (302, "http://127.0.0.1:22/".into())));
        let _ = redirect.fetch(&request).await;
        assert_eq!(below.asked.lock().unwrap()[1].0.named_by, NamedBy::Web);
    }
}
