//! The frontier: what a visit will still read, best first, and what it has ever queued.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use url::Url;

use super::Interest;
use crate::web;

/// How an address stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Queued(Interest),
    Taken,
}

/// Queue and seen set of one visit. An address is marked when it is queued, so that none is read twice; one that is
/// offered again with more interest moves forward.
#[derive(Debug, Default)]
pub struct Frontier {
    queue: BinaryHeap<Reverse<(Interest, u32, String)>>,
    seen: HashMap<String, Standing>,
    offered: u32,
}

impl Frontier {
    /// Queues an address unless it was taken, or queued with as much interest; earlier offers of one interest come
    /// out first.
    ///
    /// Returns whether it was new.
    pub fn offer(&mut self, url: &Url, interest: Interest) -> bool {
        let url = web::clean(url);
        let known = self.seen.get(&identity(&url)).copied();
        let wanted = match known {
            None => true,
            Some(Standing::Queued(before)) => interest < before,
            Some(Standing::Taken) => false,
        };
        if wanted {
            self.seen.insert(identity(&url), Standing::Queued(interest));
            self.offered += 1;
            self.queue
                .push(Reverse((interest, self.offered, url.into())));
        }
        known.is_none()
    }

    /// Marks an address as read without queueing it: where a redirect ended.
    pub fn mark(&mut self, url: &Url) {
        self.seen
            .insert(identity(&web::clean(url)), Standing::Taken);
    }

    /// The best address queued.
    pub fn take(&mut self) -> Option<(Url, Interest)> {
        self.drop_taken();
        let Reverse((interest, _, url)) = self.queue.pop()?;
        let url = Url::parse(&url).expect("it was an address when it was queued");
        self.mark(&url);
        Some((url, interest))
    }

    /// Takes off what was read by another offer.
    fn drop_taken(&mut self) {
        while let Some(Reverse((_, _, url))) = self.queue.peek() {
            let url = Url::parse(url).expect("it was an address when it was queued");
            if self.seen.get(&identity(&url)) != Some(&Standing::Taken) {
                return;
            }
            self.queue.pop();
        }
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

    #[test]
    fn a_link_that_promises_more_moves_an_address_forward() {
        let mut frontier = Frontier::default();
        frontier.offer(&url("http://a.de/x"), Interest::Other);
        frontier.offer(&url("http://a.de/about"), Interest::About);
        frontier.offer(&url("http://a.de/x"), Interest::Contact);
        assert_eq!(frontier.take().unwrap().0.path(), "/x");
        frontier.offer(&url("http://a.de/x"), Interest::Home);
        assert_eq!(frontier.take().unwrap().0.path(), "/about");
        assert!(frontier.take().is_none());
    }
}
