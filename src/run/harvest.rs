//! The whole flow once: plan, search, crawl, keep, conclude. What is known already is not asked again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use thiserror::Error;
use tokio::time::Instant;

use super::conclude::{Conclusion, Rules, clusters, judge, merge};
use super::keeping::Keeping;
use super::known::Avoided;
use super::registers;
use super::search::{Asked, Search};
use super::sites::Sites;
use super::targets::{Targets, Unwanted, targets};
use super::{Cancel, Event, Listener, SourceCount, Stop, Summary};
use crate::crawl::{Reader, Target, VisitSettings};
use crate::engine::Hit;
use crate::fetch::{Door, NamedBy};
use crate::finding::{Origin, Page};
use crate::link::Keys;
use crate::source::Chosen;
use crate::store::{Run, RunEnd, SeenPage, Sighting, Store, StoreError};
use crate::web::{Site, parse_given};

/// A visit that gave pages counts as known for so long.
const KNOWN_FOR: Duration = Duration::from_hours(30 * 24);

/// What a harvest works with.
pub struct Harvest<'a> {
    /// Key of the campaign in the store.
    pub campaign: &'a str,
    /// The store.
    pub store: &'a Arc<Store>,
    /// The door to the web.
    pub door: &'a Door,
    /// What is asked of which engine.
    pub search: Search<'a>,
    /// Hits that come from elsewhere: saved pages.
    pub hits: Vec<Hit>,
    /// What those saved pages were.
    pub saved: SourceCount,
    /// Open registers to take companies from.
    pub registers: &'a [Chosen],
    /// Sites to read in any case.
    pub seeds: &'a [String],
    /// Sites not to be visited.
    pub avoided: &'a Avoided<'a>,
    /// Reads pages.
    pub reader: &'a Reader,
    /// Limits of a visit.
    pub visit: VisitSettings,
    /// Most visits at one time.
    pub sites_at_once: usize,
    /// The run this is.
    pub run: &'a Run,
    /// Hears what happens.
    pub listener: &'a dyn Listener,
    /// Sign to stop.
    pub cancel: &'a Cancel,
}

/// Why a harvest broke off.
#[derive(Debug, Error)]
pub enum HarvestError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Harvest<'_> {
    /// Searches and crawls; everything found is in the store when it returns.
    ///
    /// # Errors
    /// The store fails.
    pub async fn observe(mut self) -> Result<Summary, HarvestError> {
        let started = Instant::now();
        let mut summary = Summary {
            queries: self.search.plan.queries.len(),
            resumed: self.run.resumed,
            ..Summary::default()
        };
        self.listener.hear(&Event::Planned {
            queries: summary.queries,
        });
        let mut asked = self.ask(&mut summary).await;
        if self.saved.asked > 0 {
            summary
                .sources
                .insert("saved".to_owned(), self.saved.clone());
        }
        for chosen in self.registers {
            asked.extend(self.take_register(chosen, &mut summary).await?);
        }
        let found = self.sight(&asked)?;
        summary.sites.found = found.wanted.len() + found.dropped.len();
        for why in found.dropped.values().chain(found.passed_over.values()) {
            *summary.sites.dropped.entry(why.clone()).or_default() += 1;
        }
        let keeping = Keeping::new(self.store, self.campaign, self.avoided, summary);
        let stop = self.crawl(found, &keeping).await?;
        let mut summary = keeping.finish()?;
        summary.stopped = stop
            .or(self.cancel.stopped())
            .map(|why| stop_id(why).to_owned());
        summary.seconds = started.elapsed().as_secs_f64();
        let end = if summary.is_refused() {
            RunEnd::Refused
        } else {
            RunEnd::Incomplete
        };
        if summary.stopped.is_none() {
            let end = if summary.is_incomplete() {
                end
            } else {
                RunEnd::Done
            };
            self.store.finish_run(self.run, end, Timestamp::now())?;
        }
        Ok(summary)
    }

    /// Asks the engines; a deadline leaves half of the time for the sites.
    async fn ask(&mut self, summary: &mut Summary) -> Vec<Hit> {
        let now = Instant::now();
        let cancel = match self.cancel.until() {
            Some(until) => self
                .cancel
                .by(now + until.saturating_duration_since(now) / 2),
            None => self.cancel.clone(),
        };
        let Asked { mut hits, sources } = self.search.ask(self.door, &cancel, self.listener).await;
        summary.sources = sources;
        hits.append(&mut self.hits);
        hits
    }

    /// Keeps the rows of a register; gives the websites they name.
    async fn take_register(
        &self,
        chosen: &Chosen,
        summary: &mut Summary,
    ) -> Result<Vec<Hit>, HarvestError> {
        let given = registers::ask(chosen, self.door, (self.cancel, self.listener)).await;
        for page in given.pages {
            if let Some(seen) = self.registered(page, chosen) {
                self.store.put_page(&seen)?;
            }
        }
        summary
            .sources
            .insert(chosen.register.id.clone(), given.count);
        Ok(given.hits)
    }

    /// A row as it is kept: below the register's own site, under an address of its own where two firms share a website.
    fn registered(&self, mut page: Page, chosen: &Chosen) -> Option<SeenPage> {
        let record = parse_given(&chosen.register.record)?;
        if page.url.contains("://") {
            page.url = format!("{}#{}", page.url, page.source);
        }
        Some(SeenPage {
            campaign: self.campaign.to_owned(),
            site: Site::of(&record)?,
            page,
            archived: None,
        })
    }

    /// Keeps what came to be known and says which sites are to be visited: those found now, and those that an earlier
    /// run of the campaign left undone.
    fn sight(&self, hits: &[Hit]) -> Result<Targets, HarvestError> {
        for hit in hits {
            self.keep_sighting(hit)?;
        }
        self.store.flush()?;
        let mut found = targets(hits, self.avoided);
        let seeds = self.seeds.iter().filter_map(|seed| seed_target(seed));
        found.wanted.splice(
            0..0,
            seeds
                .filter(|s| self.avoided.why(&s.site).is_none())
                .collect::<Vec<_>>(),
        );
        let named: BTreeSet<Site> = found.wanted.iter().map(|t| t.site.clone()).collect();
        let earlier = targets(&self.earlier_hits()?, self.avoided);
        found.wanted.extend(
            earlier
                .wanted
                .into_iter()
                .filter(|t| !named.contains(&t.site)),
        );
        Ok(found)
    }

    fn keep_sighting(&self, hit: &Hit) -> Result<(), StoreError> {
        let Some(site) = parse_given(&hit.url).and_then(|url| Site::of(&url)) else {
            return Ok(());
        };
        self.store.put_sighting(&Sighting {
            campaign: self.campaign.to_owned(),
            site,
            url: hit.url.clone(),
            title: hit.title.clone(),
            origins: hit.origins.clone(),
        })
    }

    fn earlier_hits(&self) -> Result<Vec<Hit>, StoreError> {
        hits_of(self.store, self.campaign)
    }

    async fn crawl(
        &self,
        found: Targets,
        keeping: &Keeping<'_>,
    ) -> Result<Option<Stop>, HarvestError> {
        let known = self.known_sites()?;
        let todo = found
            .wanted
            .into_iter()
            .filter(|target| !known.contains(&target.site));
        let sites = Sites {
            door: self.door,
            reader: self.reader,
            visit: self.visit,
            at_once: self.sites_at_once,
            cancel: self.cancel,
            listener: self.listener,
        };
        Ok(sites.crawl(todo, keeping).await)
    }

    /// Sites whose visit need not be repeated: they gave their pages lately, or this very run has been there.
    fn known_sites(&self) -> Result<BTreeSet<Site>, StoreError> {
        let now = Timestamp::now();
        let outcomes = self.store.site_outcomes(self.campaign)?;
        let known = outcomes.into_iter().filter(|o| {
            let fresh = o.outcome == "done"
                && Duration::try_from(now.duration_since(o.at)).is_ok_and(|age| age < KNOWN_FOR);
            fresh || (self.run.resumed && o.at >= self.run.started && o.outcome != "moved")
        });
        Ok(known.map(|o| o.site).collect())
    }
}

/// Every hit that a campaign's store has.
///
/// # Errors
/// The store cannot be read.
pub fn hits_of(store: &Store, campaign: &str) -> Result<Vec<Hit>, StoreError> {
    let sightings = store.sightings(campaign)?;
    let hit = |s: Sighting| Hit {
        url: s.url,
        title: s.title,
        origins: s.origins,
        ..Hit::default()
    };
    Ok(sightings.into_iter().map(hit).collect())
}

fn seed_target(given: &str) -> Option<Target> {
    let url = parse_given(given)?;
    let origin = Origin {
        engine: "seed".to_owned(),
        ..Origin::default()
    };
    Some(Target {
        site: Site::of(&url)?,
        known: vec![url],
        origins: vec![origin],
        named_by: NamedBy::User,
    })
}

fn stop_id(why: Stop) -> &'static str {
    match why {
        Stop::Interrupted => "interrupted",
        Stop::Deadline => "deadline",
    }
}

/// The leads of everything that a campaign has observed. The pages pass by twice and are never all in memory.
///
/// # Errors
/// The store cannot be read.
pub fn conclude_campaign(
    store: &Store,
    campaign: &str,
    rules: &Rules,
) -> Result<Conclusion, StoreError> {
    let origins = origins_by_site(store, campaign)?;
    let mut broken = None;
    let keys = store
        .pages(campaign)?
        .map_while(|seen| kept(seen, &mut broken))
        .map(|seen| Keys::of(&seen.page));
    let clusters = clusters(keys);
    if let Some(error) = broken {
        return Err(error);
    }
    let mut broken = None;
    let pages = store
        .pages(campaign)?
        .map_while(|seen| kept(seen, &mut broken))
        .map(|seen| with_origins(seen.page, &seen.site, &origins));
    let leads = merge(clusters.into_iter().zip(pages));
    match broken {
        Some(error) => Err(error),
        None => Ok(judge(leads, rules)),
    }
}

fn kept<T>(read: Result<T, StoreError>, broken: &mut Option<StoreError>) -> Option<T> {
    read.map_err(|error| *broken = Some(error)).ok()
}

fn origins_by_site(
    store: &Store,
    campaign: &str,
) -> Result<BTreeMap<Site, Vec<Origin>>, StoreError> {
    let mut out: BTreeMap<Site, Vec<Origin>> = BTreeMap::new();
    for sighting in store.sightings(campaign)? {
        out.entry(sighting.site)
            .or_default()
            .extend(sighting.origins);
    }
    Ok(out)
}

/// A page with all that is known now of how its site came to be known.
fn with_origins(mut page: Page, site: &Site, origins: &BTreeMap<Site, Vec<Origin>>) -> Page {
    if let Some(known) = origins.get(site) {
        page.origins.clone_from(known);
    }
    page
}
