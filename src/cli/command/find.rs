//! `find`: a harvest without a campaign file; leads on standard output.

use std::path::{Path, PathBuf};

use clap::Args;

use super::job::{Job, Options};
use super::shared::{fault, with_shared_packs};
use crate::campaign::{Campaign, Firm};
use crate::cli::failure::{Failure, Result};
use crate::cli::options::{Global, Out};
use crate::cli::{input, list, stage};
use crate::export::Format;
use crate::plan::Yields;
use crate::text::squeeze;

/// Finds buyers of a product; leads on standard output
#[derive(Debug, Args)]
pub struct Find {
    /// What you sell
    #[arg(value_name = "PRODUCT")]
    product: String,
    /// Countries to sell to: codes, names, groups (EU, 东南亚; `markets groups` lists them), or `all`
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
    /// Find the sites of the companies named here, one a line (`NAME` or `NAME<tab>CITY`)
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
    #[command(flatten)]
    out: Out,
    #[command(flatten)]
    options: Options,
}

/// Runs it.
///
/// # Errors
/// Whatever stands in the way, with what to do.
pub fn run(args: &Find, global: &Global) -> Result {
    let campaign = campaign(args)?;
    let mut options = args.options.clone();
    // An engine or a register named on the command line is to be asked, saved pages or not.
    options.ask |=
        !(args.engine.is_empty() && args.engine_file.is_empty() && args.source.is_empty());
    let format = stage::format_of(&args.out)?.unwrap_or(Format::Csv);
    let file = args.out.output.as_deref().filter(|p| *p != Path::new("-"));
    file.map_or(Ok(()), list::check)?;
    let job = Job::new(
        &campaign,
        (
            format!("find: {}", campaign.product.name),
            &Yields::default(),
        ),
        &options,
        global,
    )?;
    if args.options.dry_run {
        job.warn();
        return super::plan_table::show(&job.plan, &job.engines, &campaign, job.result_pages());
    }
    job.needs_sources()?;
    let (mut conclusion, mut summary, store) = job.work()?;
    if let Some(path) = file {
        job.write_list(&conclusion, path, (&store, &mut summary))?;
    } else {
        conclusion.leads.retain(|l| l.fit || args.options.all);
        let columns = list::columns(&[])?;
        let view = list::view(&columns, global);
        list::write(&args.out, format, &conclusion.leads, view)?;
    }
    job.close(&summary)
}

/// The campaign that the options describe.
fn campaign(args: &Find) -> Result<Campaign> {
    let campaign = Campaign::of(&args.product, &args.country).map_err(fault)?;
    let mut campaign = with_shared_packs(campaign)?;
    campaign.search.budget = args.options.budget.unwrap_or(campaign.search.budget);
    campaign.search.tactics.clone_from(&args.tactic);
    if let Some(file) = &args.names {
        campaign.known.names = names(file)?;
        if args.tactic.is_empty() {
            campaign.search.tactics = vec!["company-name".to_owned()];
        }
    }
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

/// Companies by name, one a line, a city after a tab.
fn names(file: &Path) -> Result<Vec<Firm>> {
    let lines = input::lines(&[file.to_path_buf()])?;
    let firm = |line: &input::Line| {
        let (name, city) = line.text.split_once('\t').unwrap_or((&line.text, ""));
        Firm {
            name: squeeze(name),
            city: Some(squeeze(city)).filter(|city| !city.is_empty()),
            ..Firm::default()
        }
    };
    let firms: Vec<Firm> = lines
        .iter()
        .map(firm)
        .filter(|firm| !firm.name.is_empty())
        .collect();
    if firms.is_empty() {
        let none = Failure::usage(format_args!("{} names no company", file.display()));
        return Err(none.hint("write a name a line, its city after a tab where it is known"));
    }
    Ok(firms)
}
