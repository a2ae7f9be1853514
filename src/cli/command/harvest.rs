//! `harvest`: the whole flow from a campaign file, resumable, for a person or for cron.

use std::path::{Path, PathBuf};

use clap::Args;

use super::job::{Job, Options, store_path};
use super::memory::Memory;
use super::shared::{campaign, customers};
use crate::campaign::Campaign;
use crate::cli::failure::Result;
use crate::cli::options::Global;
use crate::cli::{list, place};
use crate::run::{self, Conclusion, conclude_campaign};
use crate::store::{Store, StoreError};

/// Runs a campaign: searches, visits, extracts, grades, exports; goes on where it stopped
#[derive(Debug, Args)]
pub struct Harvest {
    /// The campaign file
    #[arg(value_name = "CAMPAIGN.toml")]
    campaign: PathBuf,
    /// Write the list here instead of where the campaign says
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Add the product phrases that fitting companies use to the campaign
    #[arg(long)]
    accept: bool,
    #[command(flatten)]
    options: Options,
}

/// Runs it.
///
/// # Errors
/// Whatever stands in the way, with what to do.
pub fn run(args: &Harvest, global: &Global) -> Result {
    let mut campaign = campaign(&args.campaign)?;
    campaign.search.budget = args.options.budget.unwrap_or(campaign.search.budget);
    let memory = memory(&args.campaign, &campaign, global)?;
    let yields = super::learned::learn(&mut campaign, &memory.key, global)?;
    let key = memory.key.clone();
    let job = Job::new(&campaign, (key, &yields), &args.options, global)?;
    if !global.quiet {
        super::plan_table::say_unnamed(&job.plan, &campaign);
    }
    if args.options.dry_run {
        job.warn();
        return super::plan_table::show(&job.plan, &job.engines, &campaign, job.result_pages());
    }
    let list = args
        .output
        .clone()
        .or_else(|| campaign.export.file.as_ref().map(|f| campaign.path(f)));
    let list = list.unwrap_or_else(|| campaign.path(Path::new("leads.csv")));
    list::check(&list)?;
    list::columns(&campaign.export.columns)?;
    job.needs_sources()?;
    let (conclusion, mut summary, store) = job.work()?;
    memory.keep(&store);
    job.write_list(&conclusion, &list, (&store, &mut summary))?;
    if args.accept {
        super::learned::accept_phrases(&args.campaign, &conclusion.leads, &campaign)?;
    } else if !global.quiet {
        super::learned::say_phrases(&conclusion.leads, &campaign);
    }
    job.close(&summary)
}

/// The memory a campaign goes on with; said where that is not the one of its name, or where it begins anew beside others.
fn memory(path: &Path, campaign: &Campaign, global: &Global) -> Result<Memory> {
    let store = store_path(campaign, global)?;
    if !store.exists() {
        return Ok(Memory::named(path, campaign));
    }
    let store = match Store::open_read_only(&store) {
        // It is brought to the newest layout when the work begins.
        Err(StoreError::Older { .. }) => place::open_store(&store)?,
        opened => opened.map_err(|error| place::store_failure(&error))?,
    };
    let memory = Memory::of(&store, path, campaign)?;
    if !global.quiet {
        memory.say();
        // Who names a memory wants that one, new or not.
        if campaign.run.memory.is_none() {
            super::memory::say_others(&store, &memory, &campaign.product.name)?;
        }
    }
    Ok(memory)
}

/// All that the store of a campaign knows of it, judged now.
///
/// # Errors
/// The campaign or the store cannot be read; the store holds nothing of this campaign.
pub fn known_leads(path: &Path, campaign: &Campaign, global: &Global) -> Result<Conclusion> {
    let failed = |error| place::store_failure(&error);
    let store = Store::open_read_only(&store_path(campaign, global)?).map_err(failed)?;
    let memory = Memory::of(&store, path, campaign)?;
    super::memory::needs_content(&store, &memory)?;
    if !global.quiet {
        memory.say();
    }
    let suppressions = customers(campaign)?.and(store.suppressions().map_err(failed)?);
    let rules = run::rules(campaign, suppressions, global.lang.code());
    conclude_campaign(&store, &memory.key, &rules).map_err(failed)
}
