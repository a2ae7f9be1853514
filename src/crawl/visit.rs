//! The visit of one site: which pages are read, in which order, and when it is enough.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::time::Instant;
use url::Url;

use super::{Frontier, Interest, PageLink, Read, Reader};
use crate::fetch::{Answer, Failure, Fetch, Location, NamedBy, Request};
use crate::finding::{Origin, Page};
use crate::web::Site;

/// A site to visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its identity.
    pub site: Site,
    /// Addresses known of it, best first: what a search showed, what the user gave.
    pub known: Vec<Url>,
    /// How it came to be known.
    pub origins: Vec<Origin>,
    /// Who named it.
    pub named_by: NamedBy,
}

/// Limits of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VisitSettings {
    /// Most pages read.
    pub pages: usize,
    /// Longest time for the whole site.
    pub deadline: Duration,
}

/// How a visit ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VisitEnd {
    /// Everything wanted was read.
    Done,
    /// The time for the site ran out.
    Deadline,
    /// Its first page leads to another site.
    Moved(Url),
    /// No page could be had.
    Failed(Failure),
    /// The site answers, but with nothing but refusals or errors: the status of its first page.
    Refused(u16),
}

/// How many pages of a visit were not read, by why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Skips {
    /// Forbidden by robots.txt.
    pub robots: usize,
    /// Not on the public network.
    pub guarded: usize,
    /// Errors of any other kind.
    pub failed: usize,
    /// Lost to a fault in reading.
    pub lost: usize,
}

/// What a visit did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// How it ended.
    pub end: VisitEnd,
    /// Pages read.
    pub pages: usize,
    /// A page shows a way to reach the company.
    pub contact: bool,
    /// Pages not read.
    pub skips: Skips,
    /// Answers by status.
    pub statuses: BTreeMap<u16, usize>,
}

/// Visits a site: hands every page that was read to `keep`, in the order read.
///
/// Never fails: what could not be had is counted in the [`Visit`].
pub async fn visit(
    target: &Target,
    door: &dyn Fetch,
    reader: &Reader,
    settings: VisitSettings,
    mut keep: impl FnMut(Page, Option<Location>),
) -> Visit {
    let mut walk = Walk::begin(target, settings);
    while let Some(url) = walk.next() {
        let mut request = Request::page(url.clone());
        request.named_by = target.named_by;
        request.deadline = Some(walk.until);
        match door.fetch(&request).await {
            Ok(answer) => walk.take_answer(answer, reader, &mut keep).await,
            Err(failure) => walk.take_failure(failure),
        }
    }
    walk.end()
}

/// A visit under way.
struct Walk<'t> {
    target: &'t Target,
    settings: VisitSettings,
    frontier: Frontier,
    until: Instant,
    visit: Visit,
    first_failure: Option<Failure>,
    reading: Interest,
    legal: bool,
    tried: usize,
}

impl<'t> Walk<'t> {
    fn begin(target: &'t Target, settings: VisitSettings) -> Self {
        let mut frontier = Frontier::default();
        if let Some(home) = home(target) {
            frontier.offer(&home, Interest::Home);
        }
        for (at, url) in target.known.iter().enumerate() {
            let interest = if at == 0 {
                Interest::Landing
            } else {
                Interest::Other
            };
            frontier.offer(url, interest);
        }
        let visit = Visit {
            end: VisitEnd::Done,
            pages: 0,
            contact: false,
            skips: Skips::default(),
            statuses: BTreeMap::new(),
        };
        let until = Instant::now() + settings.deadline;
        Self {
            target,
            settings,
            frontier,
            until,
            visit,
            first_failure: None,
            reading: Interest::Home,
            legal: false,
            tried: 0,
        }
    }

    /// The next address, or nothing where the visit is done.
    fn next(&mut self) -> Option<Url> {
        if !matches!(self.visit.end, VisitEnd::Done) {
            return None;
        }
        if Instant::now() >= self.until {
            self.visit.end = VisitEnd::Deadline;
            return None;
        }
        // Errors cost a server as much as pages do: they count towards twice the limit.
        if self.visit.pages >= self.settings.pages || self.tried >= 2 * self.settings.pages {
            return None;
        }
        while let Some((url, interest)) = self.frontier.take() {
            if self.is_wanted(interest) {
                self.tried += 1;
                self.reading = interest;
                return Some(url);
            }
        }
        None
    }

    /// Is a page of this kind worth a request, after all that was read?
    fn is_wanted(&self, interest: Interest) -> bool {
        match interest {
            Interest::Terms => !self.legal,
            Interest::Privacy => !self.legal && !self.visit.contact,
            Interest::Other => !self.visit.contact,
            _ => true,
        }
    }

    async fn take_answer(
        &mut self,
        answer: Answer,
        reader: &Reader,
        keep: &mut impl FnMut(Page, Option<Location>),
    ) {
        *self.visit.statuses.entry(answer.status).or_default() += 1;
        if !self.is_own(&answer.url) {
            if self.visit.pages == 0 {
                self.visit.end = VisitEnd::Moved(answer.url);
            }
            return;
        }
        self.frontier.mark(&answer.url);
        if !(200..300).contains(&answer.status) {
            return;
        }
        let archived = answer.archived.clone();
        match reader.read(answer, &self.target.origins).await {
            Read::Page(page, links) => {
                self.visit.pages += 1;
                self.visit.contact |= page.findings.has_contact();
                self.legal |= matches!(self.reading, Interest::Imprint | Interest::Terms);
                self.offer(&links);
                keep(*page, archived);
            }
            Read::NotText => {}
            Read::Lost => self.visit.skips.lost += 1,
        }
    }

    fn take_failure(&mut self, failure: Failure) {
        match failure {
            Failure::Robots => self.visit.skips.robots += 1,
            Failure::Guarded => self.visit.skips.guarded += 1,
            Failure::Deadline => self.visit.end = VisitEnd::Deadline,
            _ => self.visit.skips.failed += 1,
        }
        if failure.is_unreachable() && self.visit.pages == 0 {
            self.visit.end = VisitEnd::Failed(failure.clone());
        }
        self.first_failure.get_or_insert(failure);
    }

    fn offer(&mut self, links: &[PageLink]) {
        for link in links {
            if self.is_own(&link.url) {
                self.frontier.offer(&link.url, link.interest);
            }
        }
    }

    fn is_own(&self, url: &Url) -> bool {
        Site::of(url).as_ref() == Some(&self.target.site)
    }

    fn end(mut self) -> Visit {
        if self.visit.pages == 0 && self.visit.end == VisitEnd::Done {
            let status = self
                .visit
                .statuses
                .keys()
                .find(|s| !(200..300).contains(*s));
            if let Some(status) = status {
                self.visit.end = VisitEnd::Refused(*status);
            } else if let Some(failure) = self.first_failure {
                self.visit.end = VisitEnd::Failed(failure);
            }
        }
        self.visit
    }
}

/// The home page of the host a site is known by.
fn home(target: &Target) -> Option<Url> {
    match target.known.first() {
        Some(known) => known.join("/").ok(),
        None => Url::parse(&format!("http://{}/", target.site)).ok(),
    }
}
