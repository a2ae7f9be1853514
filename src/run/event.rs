//! What a run tells while it works; the terminal shows it, a log writes it, a test counts it.

use crate::crawl::Visit;
use crate::web::Site;

/// Something that happened.
#[derive(Debug)]
pub enum Event<'a> {
    /// The plan stands: so many queries.
    Planned {
        /// Queries to ask.
        queries: usize,
    },
    /// A query was asked (or answered from what is known).
    Asked {
        /// Engine.
        engine: &'a str,
        /// The query as a person would type it.
        query: &'a str,
        /// Id of its outcome.
        outcome: &'a str,
        /// Hits it gave.
        hits: usize,
    },
    /// An engine asks nothing more in this run.
    EngineStopped {
        /// Engine.
        engine: &'a str,
        /// Id of why.
        why: &'a str,
        /// Queries it leaves unasked.
        unasked: usize,
    },
    /// So many sites will be visited.
    Sites {
        /// Sites.
        sites: usize,
    },
    /// A visit begins.
    SiteBegun {
        /// Site.
        site: &'a Site,
    },
    /// A page was read.
    PageRead {
        /// Its site.
        site: &'a Site,
        /// It shows a way to reach the company.
        has_contact: bool,
    },
    /// A visit ended.
    SiteDone {
        /// Site.
        site: &'a Site,
        /// What it did.
        visit: &'a Visit,
    },
    /// Something the user should know, as a sentence id with its values.
    Notice {
        /// Id.
        id: &'a str,
        /// Values.
        value: &'a str,
    },
}

/// Where events go.
pub trait Listener: Sync {
    /// Takes an event; must not wait.
    fn hear(&self, event: &Event<'_>);
}

/// Hears nothing.
pub struct Deaf;

impl Listener for Deaf {
    fn hear(&self, _: &Event<'_>) {}
}
