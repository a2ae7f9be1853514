//! `export`: leads become a file; from the stage before, or from the store of a campaign.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;

use super::shared::campaign;
use crate::cli::failure::{Code, Failure, Result};
use crate::cli::options::{Global, Streams};
use crate::cli::output::talk;
use crate::cli::tongue::say;
use crate::cli::{list, stage, summary};
use crate::export::Format;
use crate::lead::Lead;

/// Writes leads as CSV, TSV, NDJSON, XLSX or vCard
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    streams: Streams,
    /// Take the leads of this campaign from its store
    #[arg(long, short, value_name = "FILE")]
    campaign: Option<PathBuf>,
    /// Also write what is no buyer (makers, marketplaces, directories, media, own country), with its reason
    #[arg(long)]
    all: bool,
    /// Columns: the name of a preset (default, short, generic, hubspot, smartlead, instantly, generic-zh)
    #[arg(long, value_name = "PRESET", conflicts_with = "columns")]
    preset: Option<String>,
    /// Columns one by one, each with a heading of its own where one is wanted (`company,email=E-Mail`)
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    columns: Vec<String>,
}

/// Runs it.
///
/// # Errors
/// Input that is no leads, a store that holds nothing of the campaign, a file that cannot be written.
pub fn run(args: &Export, global: &Global) -> Result {
    let files = args.streams.all();
    if args.campaign.is_some() && !files.is_empty() {
        return Err(Failure::usage(say(
            "a campaign's leads come from its store, and no file is read besides",
            &[],
        ))
        .hint(say("leave the file or --campaign out", &[])));
    }
    let campaign = args.campaign.as_deref().map(campaign).transpose()?;
    let mut names: Vec<String> = args.preset.iter().chain(&args.columns).cloned().collect();
    if let (true, Some(campaign)) = (names.is_empty(), &campaign) {
        names.clone_from(&campaign.export.columns);
    }
    let columns = list::columns(&names)?;
    let mut leads = match (&args.campaign, &campaign) {
        (Some(path), Some(campaign)) => {
            let known = super::harvest::known_leads(path, campaign, global)?;
            super::shared::say_suppressed(&known, global);
            known.leads
        }
        _ => super::grade::read(&files)?,
    };
    if !args.all {
        leave_out(&mut leads, global);
    }
    let out = &args.streams.out;
    let format = match (stage::format_of(out)?, &out.output) {
        (Some(format), _) => format,
        (None, Some(path)) if path != Path::new("-") => {
            list::check(path)?;
            Format::Csv
        }
        (None, _) => Format::Csv,
    };
    list::write(out, format, &leads, list::view(&columns, global))?;
    Ok(Code::Done)
}

/// Takes out what is no buyer, and says how many and why.
fn leave_out(leads: &mut Vec<Lead>, global: &Global) {
    let mut why: BTreeMap<String, usize> = BTreeMap::new();
    for lead in leads.iter().filter(|lead| !lead.fit) {
        let reason = lead.reasons.first().map_or("", |r| r.id.as_str());
        *why.entry(reason.to_owned()).or_default() += 1;
    }
    leads.retain(|lead| lead.fit);
    if !why.is_empty() && !global.quiet {
        talk(&say(
            "left out as no buyers: {0} (--all writes them too)",
            &[&summary::kinds(&why)],
        ));
    }
}
