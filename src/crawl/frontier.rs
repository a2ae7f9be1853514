//! The frontier: what a visit will still read, best first, and what it has ever queued.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use url::Url;

use super::Interest;
use crate::web;

/// Queue and seen set of one visit. An address is marked when it is queued, so that none is queued twice.
#[derive(Debug, Default)]
pub struct Frontier {
    queue: BinaryHeap<Reverse<(Interest, u32, String)>>,
    seen: HashSet<String>,
    offered: u32,
}

impl Frontier {
    /// Queues an address unless it was queued before; earlier offers of one interest come out first.
    ///
    /// Returns whether it was queued.
    pub fn offer(&mut self, url: &Url, interest: Interest) -> bool {
        let url = web::clean(url);
        if !self.seen.insert(identity(&url)) {
            return false;
        }
        self.offered += 1;
        self.queue
            .push(Reverse((interest, self.offered, url.into())));
        true
    }

    /// Marks an address as read without queueing it: where a redirect ended.
    pub fn mark(&mut self, url: &Url) {
        self.seen.insert(identity(&web::clean(url)));
    }

    /// The best address queued.
    pub fn take(&mut self) -> Option<(Url, Interest)> {
        let Reverse((interest, _, url)) = self.queue.pop()?;
        Some((
            Url::parse(&url).expect("it was an address when it was queued"),
            interest,
        ))
    }

    /// How good the best address queued is.
    pub fn best(&self) -> Option<Interest> {
        self.queue.peek().map(|Reverse((interest, ..))| *interest)
    }
}

/// Two addresses of one page: `http` and `https`, with and without `www.` or a closing slash.
fn identity(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let mut id = format!("{host}{}", url.path().trim_end_matches('/'));
    if let Some(query) = url.query() {
        id.push('?');
        id.push_str(query);
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn contact_comes_before_other_pages_and_nothing_comes_twice() {
        let mut frontier = Frontier::default();
        assert!(frontier.offer(&url("http://a.de/news"), Interest::Other));
        assert!(frontier.offer(&url("http://a.de/kontakt"), Interest::Contact));
        assert!(!frontier.offer(&url("https://www.a.de/kontakt/"), Interest::Contact));
        assert_eq!(frontier.take().unwrap().0.path(), "/kontakt");
        assert_eq!(frontier.take().unwrap().0.path(), "/news");
        assert!(frontier.take().is_none());
    }
}
