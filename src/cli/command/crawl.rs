//! `crawl`: sites become pages with findings, in the order in which the sites were given.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use clap::Args;
use serde::Deserialize;

use super::shared::NO_SITE_ANSWERED;
use crate::cli::failure::{Code, Failure, Result};
use crate::cli::input::{self, Line};
use crate::cli::options::{Global, Limits, Streams, Web};
use crate::cli::output::{Sink, talk};
use crate::cli::progress::Progress;
use crate::cli::tongue::say;
use crate::cli::{stage, stop, web};
use crate::crawl::{Reader, Target, Visit};
use crate::engine::Hit;
use crate::fetch::{Forgetful, Location};
use crate::finding::{Origin, Page, record_type};
use crate::run::{self, Keeper, Sites, Summary, Targets};
use crate::web::Site;

/// Visits sites and prints what their pages show
#[derive(Debug, Args)]
pub struct Crawl {
    #[command(flatten)]
    streams: Streams,
    #[command(flatten)]
    limits: Limits,
    #[command(flatten)]
    web: Web,
}

/// Runs it.
///
/// # Errors
/// Input that names no sites; output that cannot be written.
pub fn run(args: &Crawl, global: &Global) -> Result {
    let found = run::targets(
        &hits(&input::lines(&args.streams.all())?)?,
        &BTreeMap::new(),
    );
    let settings = web::settings(&args.web, global)?;
    let mut sink = stage::records(&args.streams.out, "crawl")?;
    let summary = super::wait_for(crawl(found, args, global, (&settings, &mut sink)))??;
    sink.record(&summary)?;
    sink.close()?;
    if summary.is_cut_off() && !global.quiet {
        talk(&say(NO_SITE_ANSWERED, &[]));
    } else if summary.no_site_answers() && !global.quiet {
        let why = summary.sites.why.keys().map(|why| say(why, &[]));
        let why: Vec<String> = why.collect();
        talk(&say("No site answered: {0}", &[&why.join(", ")]));
    }
    Ok(code(&summary))
}

fn code(summary: &Summary) -> Code {
    match summary.stopped.as_deref() {
        Some("interrupted") => Code::Interrupted,
        Some(_) => Code::Incomplete,
        None if summary.no_site_answers() => Code::Refused,
        None => Code::Done,
    }
}

/// The sites of the input: hits, pages' addresses, or plain addresses and domains.
fn hits(lines: &[Line]) -> Result<Vec<Hit>> {
    let mut all = Vec::new();
    for line in lines {
        all.extend(hits_of(line)?);
    }
    Ok(all)
}

/// The hits of a saved result page, as `engines parse` prints it.
#[derive(Deserialize)]
struct SavedPage {
    #[serde(default)]
    engine: Option<String>,
    hits: Vec<Hit>,
}

impl SavedPage {
    fn into_hits(self) -> Vec<Hit> {
        let engine = self.engine.unwrap_or_default();
        let named = (1..).zip(self.hits).map(|(rank, mut hit)| {
            hit.origins = vec![Origin {
                engine: engine.clone(),
                rank: Some(rank),
                ..Origin::default()
            }];
            hit
        });
        named.collect()
    }
}

fn hits_of(line: &Line) -> Result<Vec<Hit>> {
    match record_type(&line.text).as_deref() {
        Some("hit" | "page") => Ok(vec![line.record()?]),
        Some("result_page") => Ok(line.record::<SavedPage>()?.into_hits()),
        Some("summary") => Ok(Vec::new()),
        Some(other) => Err(line
            .failure(format_args!(
                "a `{other}` record; hits or addresses are wanted here"
            ))
            .hint("pipe the output of `search` into this")),
        None if crate::web::parse_given(&line.text).is_some() => Ok(vec![Hit {
            url: line.text.clone(),
            ..Hit::default()
        }]),
        None => Err(line
            .failure(format_args!(
                "`{}` is no address",
                crate::text::printable(&line.text)
            ))
            .hint("write muster.de or https://muster.de/kontakt")),
    }
}

async fn crawl(
    found: Targets,
    args: &Crawl,
    global: &Global,
    (settings, sink): (&crate::fetch::Settings, &mut Sink),
) -> Result<Summary> {
    let door = web::door(settings, Arc::new(Forgetful::default()))?;
    let progress = Progress::new(super::show(global));
    let cancel = stop::cancel_on_interrupt(args.web.deadline);
    let reader = Reader::new(super::reader(&args.limits));
    let sites = Sites {
        door: &door,
        reader: &reader,
        visit: super::visit_settings(&args.limits, None),
        at_once: super::shared::sites_at_once(&args.limits, None),
        cancel: &cancel,
        listener: &progress,
    };
    let mut summary = Summary::default();
    summary.sites.found = found.wanted.len() + found.dropped.len();
    for why in found.dropped.values() {
        *summary.sites.dropped.entry(why.clone()).or_default() += 1;
    }
    let line = InOrder {
        state: Mutex::new(State {
            next: 0,
            waiting: BTreeMap::new(),
            sink,
            failed: None,
            summary,
        }),
    };
    let stopped = sites.crawl(found.wanted, &line).await;
    progress.clear();
    web::say_notices(&door);
    line.lock().summary.archive_cut = web::archive_cut(&door);
    let state = line
        .state
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    state.finish(stopped)
}

/// Prints each site's pages when all sites before it are printed.
struct InOrder<'s> {
    state: Mutex<State<'s>>,
}

struct State<'s> {
    next: usize,
    waiting: BTreeMap<usize, (Vec<Page>, bool)>,
    sink: &'s mut Sink,
    failed: Option<Failure>,
    summary: Summary,
}

impl Keeper for InOrder<'_> {
    fn page(&self, order: usize, _: &Target, page: Page, _: Option<Location>) {
        self.lock().waiting.entry(order).or_default().0.push(page);
    }

    fn ended(&self, order: usize, _: &Target, visit: &Visit) {
        let mut state = self.lock();
        state.summary.count_visit(visit);
        state.waiting.entry(order).or_default().1 = true;
        state.print_ready();
    }

    fn wanted(&self, site: &Site) -> bool {
        run::class_of(site).is_none()
    }

    fn failed(&self) -> bool {
        self.lock().failed.is_some()
    }
}

impl<'s> InOrder<'s> {
    fn lock(&self) -> std::sync::MutexGuard<'_, State<'s>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State<'_> {
    fn print_ready(&mut self) {
        while self
            .waiting
            .get(&self.next)
            .is_some_and(|(_, ended)| *ended)
        {
            let (pages, _) = self.waiting.remove(&self.next).unwrap_or_default();
            self.next += 1;
            self.print(&pages);
        }
    }

    fn print(&mut self, pages: &[Page]) {
        for page in pages {
            if let Err(failure) = self.sink.record(page) {
                self.failed.get_or_insert(failure);
                return;
            }
        }
        if let Err(failure) = self.sink.flush() {
            self.failed.get_or_insert(failure);
        }
    }

    /// Nothing that was found is lost: what waits for a site before it is printed now.
    fn finish(mut self, stopped: Option<run::Stop>) -> Result<Summary> {
        for (_, (pages, _)) in std::mem::take(&mut self.waiting) {
            self.print(&pages);
        }
        self.summary.stopped = stopped.map(|why| format!("{why:?}").to_lowercase());
        match self.failed {
            Some(failure) => Err(failure),
            None => Ok(self.summary),
        }
    }
}
