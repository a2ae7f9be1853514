//! `export`: leads become a file; from the stage before, or from the store of a campaign.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::failure::{Code, Failure, Result};
use crate::cli::options::{Global, Streams};
use crate::cli::output::{Sink, talk};
use crate::export::{
    ExportError, Format, Reader, View, preset, presets, write_leads, write_leads_to,
};
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

/// Columns and language of a list.
///
/// # Errors
/// A preset that is none.
pub fn view(name: &str, global: &Global) -> Result<View<'static>> {
    let preset = preset(name).ok_or_else(|| {
        let known: Vec<&str> = presets().iter().map(|p| p.id.as_str()).collect();
        Failure::usage(format_args!("unknown preset `{name}`"))
            .hint(format_args!("known are: {}", known.join(", ")))
    })?;
    Ok(View {
        preset,
        lang: global.lang.code(),
    })
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

/// Writes leads to standard output.
///
/// # Errors
/// An unknown format; a reader that is gone.
pub fn to_pipe(format: &str, leads: &[Lead], view: View<'_>) -> Result<()> {
    let format = Format::named(format).ok_or_else(|| {
        Failure::usage(format_args!("unknown format `{format}`"))
            .hint(format_args!("known are: {}", Format::names().join(", ")))
    })?;
    let mut sink = Sink::stdout();
    write_leads_to(sink.writer(), (format, Reader::Program), leads, view).map_err(failure)?;
    sink.close()
}

/// The failure of a list that cannot be written.
pub fn failure(why: ExportError) -> Failure {
    match why {
        ExportError::Io(why) => why.into(),
        ExportError::UnknownFormat { .. } => {
            Failure::usage(why).hint("end the name in .csv, .xlsx, .tsv, .ndjson or .vcf")
        }
        ExportError::Folder { .. } => {
            Failure::failed(why).hint("check that the folder is there and may be written to")
        }
        ExportError::Format(_) => Failure::failed(why),
    }
}
