//! What a harvest keeps while it crawls: pages, ends of visits and counts, straight into the store.

use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use super::Summary;
use super::sites::Keeper;
use super::targets::{Unwanted, why_not};
use crate::crawl::{Target, Visit, VisitEnd};
use crate::fetch::Location;
use crate::finding::Page;
use crate::store::{SeenPage, Sighting, SiteOutcome, Store, StoreError};
use crate::web::Site;

/// Keeps what a crawl finds for one campaign.
pub struct Keeping<'a> {
    store: &'a Store,
    campaign: &'a str,
    unwanted: &'a (dyn Unwanted + Sync),
    state: Mutex<State>,
}

struct State {
    summary: Summary,
    failed: Option<StoreError>,
}

impl<'a> Keeping<'a> {
    /// Keeps into a store; counts go on in the summary given.
    pub fn new(
        store: &'a Store,
        campaign: &'a str,
        unwanted: &'a (dyn Unwanted + Sync),
        summary: Summary,
    ) -> Self {
        Self {
            store,
            campaign,
            unwanted,
            state: Mutex::new(State {
                summary,
                failed: None,
            }),
        }
    }

    /// The counts, and what went wrong with the store.
    ///
    /// # Errors
    /// The first thing that could not be kept.
    pub fn finish(self) -> Result<Summary, StoreError> {
        let state = self
            .state
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        match state.failed {
            Some(error) => Err(error),
            None => self.store.flush().map(|()| state.summary),
        }
    }

    fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn check(&self, kept: Result<(), StoreError>) {
        if let Err(error) = kept {
            self.with(|state| {
                state.failed.get_or_insert(error);
            });
        }
    }
}

impl Keeper for Keeping<'_> {
    fn page(&self, _: usize, target: &Target, page: Page, archived: Option<Location>) {
        let seen = SeenPage {
            campaign: self.campaign.to_owned(),
            site: target.site.clone(),
            page,
            archived,
        };
        self.check(self.store.put_page(&seen));
    }

    fn ended(&self, _: usize, target: &Target, visit: &Visit) {
        self.with(|state| state.summary.count_visit(visit));
        let outcome = SiteOutcome {
            campaign: self.campaign.to_owned(),
            site: target.site.clone(),
            outcome: outcome_id(visit).to_owned(),
            counts: serde_json::json!({ "pages": visit.pages, "robots": visit.skips.robots, "failed": visit.skips.failed }),
            at: Timestamp::now(),
        };
        self.check(self.store.put_site_outcome(&outcome));
        if let VisitEnd::Moved(to) = &visit.end {
            self.moved(target, to);
        }
    }

    fn wanted(&self, site: &Site) -> bool {
        let why = why_not(site, self.unwanted);
        if let Some(why) = why {
            self.with(|state| *state.summary.sites.dropped.entry(why).or_default() += 1);
            return false;
        }
        true
    }

    fn failed(&self) -> bool {
        self.with(|state| state.failed.is_some())
    }
}

impl Keeping<'_> {
    fn moved(&self, from: &Target, to: &url::Url) {
        let Some(site) = Site::of(to) else { return };
        let sighting = Sighting {
            campaign: self.campaign.to_owned(),
            site,
            url: to.to_string(),
            title: String::new(),
            origins: from.origins.clone(),
        };
        self.check(self.store.put_sighting(&sighting));
    }
}

/// The stable id of how a visit ended.
pub fn outcome_id(visit: &Visit) -> &'static str {
    match visit.end {
        VisitEnd::Done => "done",
        VisitEnd::Deadline => "deadline",
        VisitEnd::Moved(_) => "moved",
        VisitEnd::Refused(_) => "refused",
        VisitEnd::Failed(_) => "failed",
    }
}
