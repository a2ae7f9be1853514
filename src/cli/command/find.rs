//! `find`: a harvest without a campaign file; leads on standard output.

use std::path::{Path, PathBuf};

use clap::Args;

use super::harvest::{Job, Options};
use super::shared::fault;
use crate::campaign::Campaign;
use crate::cli::failure::Result;
use crate::cli::options::{Global, Out};

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
    /// Only these tactics
    #[arg(long, short, value_name = "ID", value_delimiter = ',')]
    tactic: Vec<String>,
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
    let job = Job::new(
        &campaign,
        format!("find: {}", campaign.product.name),
        &args.options,
        global,
    )?;
    if args.options.dry_run {
        return super::query::show_plan(&job.plan, &job.engines);
    }
    job.needs_sources()?;
    let (mut conclusion, mut summary, store) = job.work()?;
    match &args.out.output {
        Some(path) if path != Path::new("-") => {
            job.write_list(&conclusion, path, (&store, &mut summary))?;
        }
        _ => {
            conclusion.leads.retain(|l| l.fit || args.options.all);
            super::list::to_pipe(
                args.out.format.as_deref().unwrap_or("csv"),
                &conclusion.leads,
                super::list::view("default", global)?,
            )?;
        }
    }
    job.close(&summary)
}

/// The campaign that the options describe.
fn campaign(args: &Find) -> Result<Campaign> {
    let mut campaign = Campaign::of(&args.product, &args.country).map_err(fault)?;
    campaign.search.budget = args.options.budget.unwrap_or(campaign.search.budget);
    campaign.search.tactics.clone_from(&args.tactic);
    super::query::set_engines(
        &mut campaign,
        &args.engine,
        &args.engine_file,
        args.engine_url.as_deref(),
    )?;
    Ok(campaign)
}
