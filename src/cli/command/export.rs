//! `export`: leads become a file; from the stage before, or from the store of a campaign.

use std::path::{Path, PathBuf};

use clap::Args;

use super::list::{failure, to_pipe, view};
use crate::cli::failure::{Code, Result};
use crate::cli::options::{Global, Streams};
use crate::cli::output::talk;
use crate::export::{View, write_leads};
use crate::lead::Lead;

/// Writes leads as CSV, TSV, NDJSON, XLSX or vCard
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    streams: Streams,
    /// Take the leads of this campaign from its store
    #[arg(long, short, value_name = "FILE")]
    campaign: Option<PathBuf>,
    /// Leave out what is no buyer (makers, marketplaces, media, own country)
    #[arg(long)]
    fit_only: bool,
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
        Some(path) => super::harvest::known_leads(path, global)?,
        None => super::grade::read(&args.streams.all())?,
    };
    leads.retain(|lead| lead.fit || !args.fit_only);
    let view = view(&args.preset, global)?;
    match &args.streams.out.output {
        Some(path) if path != Path::new("-") => to_file(path, &leads, view)?,
        _ => to_pipe(
            args.streams.out.format.as_deref().unwrap_or("csv"),
            &leads,
            view,
        )?,
    }
    Ok(Code::Done)
}

fn to_file(path: &Path, leads: &[Lead], view: View<'_>) -> Result<()> {
    let written = write_leads(path, leads, view).map_err(failure)?;
    if let Some(why) = &written.instead_because {
        talk(&format!(
            "{} could not be replaced ({why}); the list is in {}",
            path.display(),
            written.path.display()
        ));
    }
    talk(&format!(
        "{} leads in {}",
        leads.len(),
        written.path.display()
    ));
    Ok(())
}
