//! The summary: what every source answered, what became of the sites, what is new.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::crawl::{Visit, VisitEnd};
use crate::fetch::Failure;
use crate::finding::Record;

/// What one engine answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SourceCount {
    /// Requests that were asked or answered from what is known.
    pub asked: usize,
    /// Answers with hits.
    pub ok: usize,
    /// Answers without hits.
    pub empty: usize,
    /// Refusals: captcha, consent wall, 403.
    pub blocked: usize,
    /// Told to come later.
    pub rate_limited: usize,
    /// No connection, no answer in time.
    pub unreachable: usize,
    /// Not in the archive that is replayed.
    pub not_recorded: usize,
    /// Not asked, because no connection is to be opened (`--offline`).
    pub offline: usize,
    /// Anything else: a changed layout, a bad answer, a wrong key.
    pub failed: usize,
    /// Queries left unasked when the source stopped.
    pub unasked: usize,
    /// Why, by outcome id or sentence, with how often.
    pub why: BTreeMap<String, usize>,
}

impl SourceCount {
    /// Nothing but refusals and faults.
    pub fn gave_nothing(&self) -> bool {
        self.asked + self.offline > 0 && self.ok + self.empty == 0
    }

    /// It refused, broke or left something unasked.
    pub fn is_incomplete(&self) -> bool {
        self.blocked
            + self.rate_limited
            + self.unreachable
            + self.not_recorded
            + self.offline
            + self.failed
            + self.unasked
            > 0
    }
}

/// What became of the sites.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SiteCount {
    /// Sites the hits belong to.
    pub found: usize,
    /// Left out before the crawl, by class (`marketplace`, `news`, `customer` …).
    pub dropped: BTreeMap<String, usize>,
    /// Visits that ended.
    pub visited: usize,
    /// Visits that gave at least one page.
    pub ok: usize,
    /// Refused by every page (403, 5xx …).
    pub refused: usize,
    /// Closed by robots.txt.
    pub robots: usize,
    /// No connection or no answer in time.
    pub unreachable: usize,
    /// Led to another site.
    pub moved: usize,
    /// Cut off by the time for one site.
    pub deadline: usize,
    /// Not in the archive that is replayed.
    pub not_recorded: usize,
    /// Not asked, because no connection is to be opened (`--offline`).
    pub offline: usize,
    /// Anything else.
    pub failed: usize,
    /// Why, with how often.
    pub why: BTreeMap<String, usize>,
}

/// What became of the leads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeadCount {
    /// Companies known to this campaign.
    pub all: usize,
    /// Of them, companies that fit.
    pub fit: usize,
    /// Fit and never exported before.
    pub new: usize,
    /// With a way to reach them.
    pub with_contact: usize,
    /// Customers and suppressed ones, kept out of every export.
    pub suppressed: usize,
    /// Customers and suppressed ones, by what gave them away.
    pub suppressed_by: BTreeMap<String, usize>,
    /// Unfit ones, by why.
    pub unfit: BTreeMap<String, usize>,
    /// By tier.
    pub tiers: BTreeMap<String, usize>,
}

/// The summary of a run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Summary {
    /// By engine.
    pub sources: BTreeMap<String, SourceCount>,
    /// Queries planned, after the budget.
    pub queries: usize,
    /// Sites.
    pub sites: SiteCount,
    /// Pages read.
    pub pages: usize,
    /// Pages that robots.txt kept closed.
    pub robots_disallowed: usize,
    /// Pages on the private network that nobody asked.
    pub guarded: usize,
    /// Pages lost to a fault in reading them.
    pub lost: usize,
    /// Leads.
    pub leads: LeadCount,
    /// File that was written.
    pub file: Option<String>,
    /// Why the run stopped early: `interrupted`, `deadline`.
    pub stopped: Option<String>,
    /// Went on with an unfinished run.
    pub resumed: bool,
    /// The archive being replayed ends inside a record; bytes that could be read.
    pub archive_cut: Option<u64>,
    /// Seconds it took; nought in a replay, so that the same archive gives the same bytes.
    pub seconds: f64,
}

impl Record for Summary {
    const TYPE: &'static str = "summary";
}

impl Summary {
    /// Counts a visit that ended.
    pub fn count_visit(&mut self, visit: &Visit) {
        let sites = &mut self.sites;
        sites.visited += 1;
        self.pages += visit.pages;
        self.robots_disallowed += visit.skips.robots;
        self.guarded += visit.skips.guarded;
        self.lost += visit.skips.lost;
        let why = why(&visit.end);
        match &visit.end {
            VisitEnd::Done => {}
            VisitEnd::Deadline => sites.deadline += 1,
            VisitEnd::Moved(_) => sites.moved += 1,
            VisitEnd::Refused(_) => sites.refused += 1,
            VisitEnd::Failed(Failure::Robots) => sites.robots += 1,
            VisitEnd::Failed(Failure::NotRecorded) => sites.not_recorded += 1,
            VisitEnd::Failed(Failure::Offline) => sites.offline += 1,
            VisitEnd::Failed(failure) if failure.is_unreachable() => sites.unreachable += 1,
            VisitEnd::Failed(_) => sites.failed += 1,
        }
        sites.ok += usize::from(visit.pages > 0);
        if let Some(why) = why {
            *sites.why.entry(why).or_default() += 1;
        }
    }

    /// Did every source refuse?
    pub fn every_source_refused(&self) -> bool {
        !self.sources.is_empty() && self.sources.values().all(SourceCount::gave_nothing)
    }

    /// Were there sites to visit, and did none of them answer at all?
    pub fn no_site_answers(&self) -> bool {
        let sites = &self.sites;
        sites.visited > 0 && sites.ok == 0 && sites.unreachable + sites.offline == sites.visited
    }

    /// Did not one of several sites answer, as where the machine has no network?
    pub fn is_cut_off(&self) -> bool {
        self.sites.visited > 1 && self.sites.offline == 0 && self.no_site_answers()
    }

    /// Did whatever was asked refuse or not answer: every source, or, where none was to be asked, every site?
    pub fn is_refused(&self) -> bool {
        let asked_sites = self.sources.is_empty() && self.sites.offline == 0;
        self.every_source_refused() || asked_sites && self.no_site_answers()
    }

    /// Is something missing that another run may bring?
    pub fn is_incomplete(&self) -> bool {
        self.stopped.is_some()
            || self.archive_cut.is_some()
            || self.is_refused()
            || self.sources.values().any(SourceCount::is_incomplete)
    }
}

/// Why a visit gave less than was wanted, as it is counted.
fn why(end: &VisitEnd) -> Option<String> {
    match end {
        VisitEnd::Done => None,
        VisitEnd::Deadline => Some("site deadline".to_owned()),
        VisitEnd::Moved(_) => Some("leads to another site".to_owned()),
        VisitEnd::Refused(status) => Some(format!("HTTP {status}")),
        VisitEnd::Failed(Failure::Unreachable { why }) => Some(why_unreachable(why).to_owned()),
        VisitEnd::Failed(failure) => Some(failure.to_string()),
    }
}

/// What the network said, in a few words that count together.
fn why_unreachable(why: &str) -> &'static str {
    const SAID: [(&str, &str); 7] = [
        ("no answer about the name", "no answer about the name"),
        ("lookup address", "no answer about the name"),
        ("refused", "connection refused"),
        ("Network is unreachable", "no network"),
        ("No route to host", "no route to the host"),
        ("reset", "connection broken off"),
        ("closed", "connection broken off"),
    ];
    let said = SAID.iter().find(|(sign, _)| why.contains(sign));
    said.map_or("unreachable", |(_, short)| short)
}
