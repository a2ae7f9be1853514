//! `search`: queries become hits.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::shared::{campaign, fault, show, wait_for};
use crate::campaign::Campaign;
use crate::cli::failure::{Code, Failure, Result};
use crate::cli::input::{self, Line};
use crate::cli::options::{Global, Limits, Streams, Web};
use crate::cli::output::talk;
use crate::cli::progress::Progress;
use crate::cli::tongue::{count, say};
use crate::cli::{stage, stop, summary, web};
use crate::crawl::Reader;
use crate::engine::{self, Engine, Hit};
use crate::fetch::Forgetful;
use crate::finding::record_type;
use crate::plan::{self, Plan, Yields, plan_queries};
use crate::run::{self, Asked, Summary, Unwanted};
use crate::suppress::Suppressions;
use crate::tactic::Query;
use crate::web::{Site, parse_given};

/// Asks engines: queries become hits
#[derive(Debug, Args)]
pub struct Search {
    #[command(flatten)]
    streams: Streams,
    /// Take the engines from this campaign
    #[arg(long, short, value_name = "FILE")]
    campaign: Option<PathBuf>,
    /// Engines to ask
    #[arg(long, short, value_name = "ID", value_delimiter = ',')]
    engine: Vec<String>,
    /// An engine's own file
    #[arg(long, value_name = "FILE.toml")]
    engine_file: Vec<PathBuf>,
    /// Address of an engine's server (SearXNG)
    #[arg(long, value_name = "URL")]
    engine_url: Option<String>,
    /// Look first: ask one page of so many of the most promising queries (20), visit home pages only, and print the
    /// share of companies of the wanted kind; with --campaign and no file, of the campaign's own plan
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "20")]
    sample: Option<u32>,
    /// Most result pages of a query
    #[arg(long, value_name = "N")]
    result_pages: Option<u32>,
    /// Read hits from result pages saved from a browser instead: a folder, a file, or `-` for one page
    #[arg(long, value_name = "PATH")]
    saved: Option<PathBuf>,
    #[command(flatten)]
    web: Web,
}

/// Runs it.
///
/// # Errors
/// Input that is no queries; no engine.
pub fn run(args: &Search, global: &Global) -> Result {
    let mut wanted = match &args.campaign {
        Some(path) => campaign(path)?,
        None => Campaign::default(),
    };
    super::query::set_engines(
        &mut wanted,
        &args.engine,
        &args.engine_file,
        args.engine_url.as_deref(),
    )?;
    let engines = engine::chosen(&wanted).map_err(fault)?;
    if let Some(path) = &args.saved {
        return from_saved(path, &engines, (args, global));
    }
    if engines.is_empty() {
        talk(&super::ways::without_engine(&wanted));
        return Err(
            Failure::usage("no engine is set, so there is nothing to ask")
                .hint("name one with --engine, or a campaign with --campaign"),
        );
    }
    warn(&engines)?;
    let plan = if args.sample.is_some() && args.campaign.is_some() && args.streams.all().is_empty()
    {
        plan::plan(&wanted, &engines, &Yields::default()).map_err(fault)?
    } else {
        let queries = queries(&input::lines(&args.streams.all())?)?;
        plan_queries(queries, &engines, &Yields::default(), usize::MAX)
    };
    if let Some(most) = args.sample {
        let plan = super::sample::first(&plan, most);
        return look(&plan, &engines, (args, &wanted), global);
    }
    let mut sink = stage::records(&args.streams.out, "search")?;
    let asked = wait_for(ask(&plan, &engines, (args, &wanted), global))??;
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    for hit in &asked.hits {
        match passed_over(hit, &wanted) {
            Some(why) => *left_out.entry(why).or_default() += 1,
            None => sink.record(hit)?,
        }
    }
    sink.close()?;
    for (why, hits) in left_out.iter().filter(|_| !global.quiet) {
        talk(&format!("left out: {}, {why}", count(*hits, "hit")));
    }
    let asked = Summary {
        sources: asked.sources,
        ..Summary::default()
    };
    let code = told(&asked, global);
    if asked.every_source_refused() && !global.quiet && !global.offline {
        talk(&super::ways::without_answer(&wanted, &engines, &asked));
    }
    Ok(code)
}

/// Says which engines cannot be asked as they are set.
///
/// # Errors
/// None of them can.
fn warn(engines: &[Engine]) -> Result<()> {
    let lacks: Vec<Failure> = engines.iter().filter_map(super::ready::lack).collect();
    if lacks.len() < engines.len() {
        for lack in &lacks {
            talk(&say("warning: {0}", &[&lack.what]));
            lack.hint.iter().for_each(|h| talk(&format!("hint: {h}")));
        }
        return Ok(());
    }
    lacks.into_iter().next().map_or(Ok(()), Err)
}

/// Why an exclusion pack of the campaign passes a hit over.
fn passed_over(hit: &Hit, wanted: &Campaign) -> Option<String> {
    let nobody = Suppressions::default();
    let site = Site::of(&parse_given(&hit.url)?)?;
    run::Avoided::new(wanted, &nobody).why_hit(hit, &site)
}

/// Hits of saved pages; nothing is asked.
fn from_saved(path: &Path, engines: &[Engine], (args, global): (&Search, &Global)) -> Result {
    let all = engine::with_shipped(engines);
    let saved = if path == Path::new("-") {
        let mut saved = run::Saved::default();
        saved.take_page(&input::bytes(path)?, None, &all);
        saved
    } else {
        run::read_folder(path, &all, None).map_err(|why| Failure::unreadable(path, &why))?
    };
    let mut sink = stage::records(&args.streams.out, "search")?;
    for hit in engine::merge_hits(saved.hits) {
        sink.record(&hit)?;
    }
    sink.close()?;
    let asked = Summary {
        sources: BTreeMap::from([("saved".to_owned(), saved.count)]),
        ..Summary::default()
    };
    Ok(told(&asked, global))
}

fn told(asked: &Summary, global: &Global) -> Code {
    if !global.quiet {
        talk(&summary::sources(asked));
    }
    super::shared::code_of(asked)
}

fn queries(lines: &[Line]) -> Result<Vec<Query>> {
    lines
        .iter()
        .filter_map(|line| query(line).transpose())
        .collect()
}

fn query(line: &Line) -> Result<Option<Query>> {
    match record_type(&line.text).as_deref() {
        Some("query") => Ok(Some(line.record()?)),
        Some("summary") => Ok(None),
        Some(other) => Err(line
            .failure(format_args!("a `{other}` record; queries are wanted here"))
            .hint("pipe the output of `query` into this")),
        None => Ok(Some(Query {
            text: line.text.clone(),
            terms: vec![line.text.clone()],
            ..Query::default()
        })),
    }
}

/// The first pages, without going on.
fn look(
    plan: &Plan,
    engines: &[Engine],
    (args, wanted): (&Search, &Campaign),
    global: &Global,
) -> Result {
    let customers = super::shared::customers(wanted)?;
    let rules = run::rules(wanted, customers.clone(), global.lang.code());
    let avoided = run::Avoided::new(wanted, &customers);
    let (sampled, _, sources) = wait_for(async {
        let door = door(args, wanted, global)?;
        let progress = Progress::new(show(global));
        let cancel = stop::cancel_on_interrupt(args.web.deadline);
        let keys = keys(engines);
        let search = run::Search {
            plan,
            engines,
            keys: &keys,
            result_pages: 1,
            memory: None,
        };
        let limits = Limits::default();
        let reader = Reader::new(super::reader(&limits));
        let sample = run::Sample {
            search: &search,
            door: &door,
            reader: &reader,
            rules: &rules,
            avoided: &avoided,
            sites_at_once: super::shared::sites_at_once(&limits, Some(wanted)),
            cancel: &cancel,
            listener: &progress,
        };
        let looked = sample.look().await;
        progress.clear();
        web::say_notices(&door);
        Ok::<_, Failure>(looked)
    })??;
    super::sample::show(&sampled)?;
    let asked = Summary {
        sources,
        ..Summary::default()
    };
    Ok(told(&asked, global))
}

fn door(args: &Search, wanted: &Campaign, global: &Global) -> Result<crate::fetch::Door> {
    let mut options = args.web.clone();
    if options.replay.is_none() && options.record.is_none() {
        options.replay = wanted.run.replay.as_ref().map(|file| wanted.path(file));
    }
    web::door(
        &web::settings(&options, global)?,
        Arc::new(Forgetful::default()),
    )
}

fn keys(engines: &[Engine]) -> BTreeMap<String, String> {
    let key = |engine: &Engine| Some((engine.id.clone(), super::ready::key_of(engine)?));
    engines.iter().filter_map(key).collect()
}

async fn ask(
    plan: &Plan,
    engines: &[Engine],
    (args, wanted): (&Search, &Campaign),
    global: &Global,
) -> Result<Asked> {
    let door = door(args, wanted, global)?;
    let progress = Progress::new(show(global));
    let cancel = stop::cancel_on_interrupt(args.web.deadline);
    let keys = keys(engines);
    let result_pages = args.result_pages.unwrap_or(wanted.search.result_pages);
    let search = run::Search {
        plan,
        engines,
        keys: &keys,
        result_pages,
        memory: None,
    };
    let asked = search.ask(&door, &cancel, &progress).await;
    progress.clear();
    web::say_notices(&door);
    Ok(asked)
}
