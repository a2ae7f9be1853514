//! How a list of leads leaves: its columns, its way into a pipe, and what can go wrong.

use crate::cli::failure::{Failure, Result};
use crate::cli::options::Global;
use crate::cli::output::Sink;
use crate::export::{ExportError, Format, Reader, View, preset, presets, write_leads_to};
use crate::lead::Lead;

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
