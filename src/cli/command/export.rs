//! `export`: leads become a file; from the stage before, or from the store of a campaign.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::failure::{Code, Result};
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
    /// Columns: the name of a preset
    #[arg(long, value_name = "PRESET", default_value = "default")]
    preset: String,
}

/// Runs it.
///
/// # Errors
/// Input that is no leads, a file that cannot be written.
pub fn run(args: &Export, global: &Global) -> Result {
    let mut leads = match &args.campaign {
        Some(path) => {
            let known = super::harvest::known_leads(path, global)?;
            super::shared::say_suppressed(&known, global);
            known.leads
        }
        None => super::grade::read(&args.streams.all())?,
    };
    if !args.all {
        leave_out(&mut leads, global);
    }
    let out = &args.streams.out;
    let view = list::view(&args.preset, global)?;
    let format = match (stage::format_of(out)?, &out.output) {
        (Some(format), _) => format,
        (None, Some(path)) if path != Path::new("-") => {
            list::check(path)?;
            Format::Csv
        }
        (None, _) => Format::Csv,
    };
    list::write(out, format, &leads, view)?;
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
