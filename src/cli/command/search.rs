//! `search`: queries become hits.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::shared::{campaign, fault, show, wait_for};
use crate::campaign::Campaign;
use crate::cli::failure::{Code, Failure, Result};
use crate::cli::input::{self, Line};
use crate::cli::options::{Global, Streams, Web};
use crate::cli::output::{Sink, talk};
use crate::cli::progress::Progress;
use crate::cli::{stop, summary, web};
use crate::engine::{self, Engine};
use crate::fetch::Forgetful;
use crate::finding::record_type;
use crate::plan::{Plan, Yields, plan_queries};
use crate::run::{self, Asked, Summary};
use crate::tactic::Query;

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
        talk(&super::query::without_engine(&wanted));
        return Err(
            Failure::usage("no engine is set, so there is nothing to ask")
                .hint("name one with --engine, or a campaign with --campaign"),
        );
    }
    let queries = queries(&input::lines(&args.streams.all())?)?;
    let plan = plan_queries(&queries, &engines, &Yields::default(), usize::MAX);
    let mut sink = Sink::open(args.streams.out.output.as_deref())?;
    let asked = wait_for(ask(&plan, &engines, (args, &wanted), global))??;
    for hit in &asked.hits {
        sink.record(hit)?;
    }
    sink.close()?;
    Ok(told(asked, global))
}

/// Hits of saved pages; nothing is asked.
fn from_saved(path: &Path, engines: &[Engine], (args, global): (&Search, &Global)) -> Result {
    let all: Vec<Engine> = engines.iter().chain(engine::engines()).cloned().collect();
    let saved = if path == Path::new("-") {
        let mut saved = run::Saved::default();
        saved.take_page(&input::bytes(path)?, None, &all);
        saved
    } else {
        run::read_folder(path, &all, None).map_err(|why| Failure::unreadable(path, &why))?
    };
    let mut sink = Sink::open(args.streams.out.output.as_deref())?;
    for hit in engine::merge_hits(saved.hits) {
        sink.record(&hit)?;
    }
    sink.close()?;
    let asked = Asked {
        sources: BTreeMap::from([("saved".to_owned(), saved.count)]),
        ..Asked::default()
    };
    Ok(told(asked, global))
}

fn told(asked: Asked, global: &Global) -> Code {
    let summary = Summary {
        sources: asked.sources,
        ..Summary::default()
    };
    if !global.quiet {
        talk(&summary::sources(&summary));
    }
    super::shared::code_of(&summary)
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

async fn ask(
    plan: &Plan,
    engines: &[Engine],
    (args, wanted): (&Search, &Campaign),
    global: &Global,
) -> Result<Asked> {
    let mut options = args.web.clone();
    if options.replay.is_none() && options.record.is_none() {
        options.replay = wanted.run.replay.as_ref().map(|file| wanted.path(file));
    }
    let door = web::door(
        &web::settings(&options, global)?,
        Arc::new(Forgetful::default()),
    )?;
    let progress = Progress::new(show(global));
    let cancel = stop::cancel_on_interrupt(args.web.deadline);
    let key = |engine: &Engine| {
        Some((
            engine.id.clone(),
            std::env::var(engine.key_variable()?).ok()?,
        ))
    };
    let keys: BTreeMap<String, String> = engines.iter().filter_map(key).collect();
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
