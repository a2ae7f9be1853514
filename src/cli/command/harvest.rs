//! `harvest`: the whole flow from a campaign file, resumable, for a person or for cron.

use std::path::{Path, PathBuf};

use clap::Args;

use super::job::{Job, Options, store_path};
use super::shared::{campaign, customers};
use crate::campaign::Campaign;
use crate::cli::failure::Result;
use crate::cli::options::Global;
use crate::cli::place;
use crate::lead::Lead;
use crate::run::{self, conclude_campaign};
use crate::store::Store;

/// Runs a campaign: searches, visits, extracts, grades, exports; goes on where it stopped
#[derive(Debug, Args)]
pub struct Harvest {
    /// The campaign file
    #[arg(value_name = "CAMPAIGN.toml")]
    campaign: PathBuf,
    #[command(flatten)]
    options: Options,
    /// Write the list here instead of where the campaign says
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Add the product phrases that fitting companies use to the campaign
    #[arg(long)]
    accept: bool,
}

/// Runs it.
///
/// # Errors
/// Whatever stands in the way, with what to do.
pub fn run(args: &Harvest, global: &Global) -> Result {
    let mut campaign = campaign(&args.campaign)?;
    campaign.search.budget = args.options.budget.unwrap_or(campaign.search.budget);
    let key = key_of(&args.campaign, &campaign);
    let yields = super::learned::learn(&mut campaign, &key, global)?;
    let job = Job::new(&campaign, (key, &yields), &args.options, global)?;
    if !global.quiet {
        super::plan_table::say_unnamed(&job.plan, &campaign);
    }
    if args.options.dry_run {
        return super::plan_table::show(&job.plan, &job.engines, job.result_pages());
    }
    job.needs_sources()?;
    let (conclusion, mut summary, store) = job.work()?;
    let list = args
        .output
        .clone()
        .or_else(|| campaign.export.file.as_ref().map(|f| campaign.path(f)));
    let list = list.unwrap_or_else(|| campaign.path(Path::new("leads.csv")));
    job.write_list(&conclusion, &list, (&store, &mut summary))?;
    if args.accept {
        super::learned::accept_phrases(&args.campaign, &conclusion.leads, &campaign)?;
    } else if !global.quiet {
        super::learned::say_phrases(&conclusion.leads, &campaign);
    }
    job.close(&summary)
}

/// The key of a campaign in its store: the file's name and the product, so that a changed list of countries goes on.
pub fn key_of(path: &Path, campaign: &Campaign) -> String {
    let stem = path
        .file_stem()
        .map(|s| s.to_string_lossy().into_owned())
        .unwrap_or_default();
    format!("{stem}: {}", campaign.product.name)
}

/// All leads of a campaign that its store knows, graded now.
///
/// # Errors
/// The campaign or the store cannot be read.
pub fn known_leads(path: &Path, global: &Global) -> Result<Vec<Lead>> {
    let campaign = campaign(path)?;
    let store_path = store_path(&campaign, global)?;
    let store = Store::open_read_only(&store_path).map_err(|error| place::store_failure(&error))?;
    let suppressions = customers(&campaign)?.and(
        store
            .suppressions()
            .map_err(|error| place::store_failure(&error))?,
    );
    let rules = run::rules(&campaign, suppressions, global.lang.code());
    let conclusion = conclude_campaign(&store, &key_of(path, &campaign), &rules)
        .map_err(|error| place::store_failure(&error))?;
    Ok(conclusion.leads)
}
