//! `find`: a harvest without a campaign file; leads on standard output.

use std::path::{Path, PathBuf};

use clap::Args;

use super::harvest::{Job, Options};
use super::shared::fault;
use crate::campaign::Campaign;
use crate::cli::failure::Result;
use crate::cli::input::{self, Line};
use crate::cli::options::{Global, Out};
use crate::plan::{Yields, plan_queries};
use crate::tactic::Query;
use crate::text::squeeze;

/// Finds buyers of a product; leads on standard output
#[derive(Debug, Args)]
pub struct Find {
    /// What you sell
    #[arg(value_name = "PRODUCT")]
    product: String,
    /// Countries to sell to: codes or names, or `all`
    #[arg(
        long,
        short = 'C',
        value_name = "COUNTRY",
        value_delimiter = ',',
        required = true
    )]
    country: Vec<String>,
    /// Engines to ask (`buyerscout engines` lists them)
    #[arg(long, short, value_name = "ID", value_delimiter = ',')]
    engine: Vec<String>,
    /// An engine's own file
    #[arg(long, value_name = "FILE.toml")]
    engine_file: Vec<PathBuf>,
    /// Address of an engine's server (SearXNG)
    #[arg(long, value_name = "URL")]
    engine_url: Option<String>,
    /// Open registers to take companies from (`no-register`, `mx-denue=FILE.csv`)
    #[arg(long, value_name = "ID[=FILE]", value_delimiter = ',')]
    source: Vec<String>,
    /// Customs code of the product: what its wholesalers are found by in a register
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    hs: Vec<String>,
    /// Only these tactics
    #[arg(long, short, value_name = "ID", value_delimiter = ',')]
    tactic: Vec<String>,
    /// Find the sites of the companies named in this file, one a line
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
    #[command(flatten)]
    options: Options,
    #[command(flatten)]
    out: Out,
}

/// Runs it.
///
/// # Errors
/// Whatever stands in the way, with what to do.
pub fn run(args: &Find, global: &Global) -> Result {
    let campaign = campaign(args)?;
    let mut job = Job::new(
        &campaign,
        format!("find: {}", campaign.product.name),
        &args.options,
        global,
    )?;
    if let Some(file) = &args.names {
        let most = usize::try_from(campaign.search.budget).unwrap_or(usize::MAX);
        let queries = named(&input::lines(std::slice::from_ref(file))?, &campaign);
        job.plan = plan_queries(&queries, &job.engines, &Yields::default(), most);
    }
    if args.options.dry_run {
        return super::query::show_plan(&job.plan, &job.engines);
    }
    job.needs_sources()?;
    let (conclusion, mut summary, store) = job.work()?;
    match &args.out.output {
        Some(path) if path != Path::new("-") => {
            job.write_list(&conclusion, path, (&store, &mut summary))?;
        }
        _ => super::list::to_pipe(
            args.out.format.as_deref().unwrap_or("csv"),
            &conclusion.leads,
            super::list::view("default", global)?,
        )?,
    }
    job.close(&summary)
}

/// A query for every company named: its name as a phrase, in each country.
fn named(lines: &[Line], campaign: &Campaign) -> Vec<Query> {
    let names = lines
        .iter()
        .map(|line| squeeze(line.text.trim_matches('"')))
        .filter(|name| !name.is_empty());
    names
        .flat_map(|name| {
            campaign.market.countries.iter().map(move |country| Query {
                tactic: "names".to_owned(),
                country: Some(country.clone()),
                ..Query::default().phrase(name.clone())
            })
        })
        .map(|query| Query {
            text: query.typed(),
            ..query
        })
        .collect()
}

/// The campaign that the options describe.
fn campaign(args: &Find) -> Result<Campaign> {
    let mut campaign = Campaign::of(&args.product, &args.country).map_err(fault)?;
    campaign.search.budget = args.options.budget.unwrap_or(campaign.search.budget);
    campaign.search.tactics.clone_from(&args.tactic);
    campaign.search.sources.clone_from(&args.source);
    campaign.product.hs.extend(args.hs.iter().cloned());
    super::query::set_engines(
        &mut campaign,
        &args.engine,
        &args.engine_file,
        args.engine_url.as_deref(),
    )?;
    Ok(campaign)
}
