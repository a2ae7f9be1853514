//! Many sites at once: one loop owns the queue of sites; a site that has moved is queued by that loop and nobody else.

use std::collections::{BTreeSet, VecDeque};

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;

use super::{Cancel, Event, Listener, Stop};
use crate::crawl::{Reader, Target, Visit, VisitEnd, VisitSettings, visit};
use crate::fetch::{Fetch, Location, NamedBy};
use crate::finding::Page;
use crate::web::Site;

/// Where pages and ended visits go.
pub trait Keeper: Sync {
    /// Takes a page that was read.
    fn page(&self, order: usize, target: &Target, page: Page, archived: Option<Location>);
    /// Takes the end of a visit; `order` is the place of the site in the queue.
    fn ended(&self, order: usize, target: &Target, visit: &Visit);
    /// May the crawl visit a site that another one leads to?
    fn wanted(&self, site: &Site) -> bool;
    /// Did keeping fail, so that going on is pointless?
    fn failed(&self) -> bool;
}

/// What a crawl of many sites needs.
pub struct Sites<'a> {
    /// The door to the web.
    pub door: &'a dyn Fetch,
    /// Reads pages.
    pub reader: &'a Reader,
    /// Limits of one visit.
    pub visit: VisitSettings,
    /// Most visits at one time.
    pub at_once: usize,
    /// Sign to stop.
    pub cancel: &'a Cancel,
    /// Hears what happens.
    pub listener: &'a dyn Listener,
}

impl Sites<'_> {
    /// Visits all targets and what they lead to. Returns why it stopped, where it stopped early.
    pub async fn crawl(
        &self,
        targets: impl IntoIterator<Item = Target>,
        keeper: &dyn Keeper,
    ) -> Option<Stop> {
        let mut queue = Queue::default();
        for target in targets {
            queue.offer(target);
        }
        self.listener.hear(&Event::Sites {
            sites: queue.waiting.len(),
        });
        let mut under_way = FuturesUnordered::new();
        let stop = self.cancel.wait();
        tokio::pin!(stop);
        loop {
            while under_way.len() < self.at_once && !keeper.failed() {
                let Some((order, target)) = queue.take() else {
                    break;
                };
                under_way.push(self.one(order, target, keeper));
            }
            let ended = tokio::select! {
                biased;
                why = &mut stop => return Some(why),
                ended = under_way.next() => ended,
            };
            let (order, target, visit) = ended?;
            self.listener.hear(&Event::SiteDone {
                site: &target.site,
                visit: &visit,
            });
            keeper.ended(order, &target, &visit);
            if let Some(moved) = moved(&target, &visit)
                && keeper.wanted(&moved.site)
                && queue.offer(moved)
            {
                self.listener.hear(&Event::Sites { sites: 1 });
            }
        }
    }

    async fn one(
        &self,
        order: usize,
        target: Target,
        keeper: &dyn Keeper,
    ) -> (usize, Target, Visit) {
        self.listener.hear(&Event::SiteBegun { site: &target.site });
        let keep = |page: Page, archived| {
            let has_contact = page.findings.has_contact();
            self.listener.hear(&Event::PageRead {
                site: &target.site,
                has_contact,
            });
            keeper.page(order, &target, page, archived);
        };
        let visit = visit(&target, self.door, self.reader, self.visit, keep).await;
        (order, target, visit)
    }
}

/// The site that a visit was sent to.
fn moved(from: &Target, visit: &Visit) -> Option<Target> {
    let VisitEnd::Moved(to) = &visit.end else {
        return None;
    };
    let site = Site::of(to)?;
    Some(Target {
        site,
        known: vec![to.clone()],
        origins: from.origins.clone(),
        named_by: NamedBy::Web,
    })
}

/// Sites that wait, and all that ever waited.
#[derive(Default)]
struct Queue {
    waiting: VecDeque<(usize, Target)>,
    seen: BTreeSet<Site>,
}

impl Queue {
    fn offer(&mut self, target: Target) -> bool {
        let new = self.seen.insert(target.site.clone());
        if new {
            self.waiting.push_back((self.seen.len() - 1, target));
        }
        new
    }

    fn take(&mut self) -> Option<(usize, Target)> {
        self.waiting.pop_front()
    }
}
