//! How a list of leads leaves: its columns, its way into a pipe, and what can go wrong.

use std::path::Path;

use super::failure::{Failure, Result};
use super::options::{Global, Out};
use super::output::{Sink, talk};
use super::tongue::{count, say};
use crate::export::{
    ExportError, Format, Reader, View, Written, can_be_written, preset, presets, write_leads_as,
    write_leads_to,
};
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

/// Writes leads in a format to the file named, or to standard output; says where a file has another name than was asked
/// for, and how many leads it holds.
///
/// # Errors
/// A folder that is not there; a reader that is gone.
pub fn write(out: &Out, format: Format, leads: &[Lead], view: View<'_>) -> Result<()> {
    let file = out.output.as_deref().filter(|p| *p != Path::new("-"));
    let Some(path) = file else {
        let mut sink = Sink::stdout();
        write_leads_to(sink.writer(), (format, Reader::Program), leads, view).map_err(failure)?;
        return sink.close();
    };
    let written = write_leads_as(path, format, leads, view).map_err(failure)?;
    say_instead(path, &written);
    talk(&say(
        "{0} in {1}",
        &[&count(leads.len(), "lead"), &written.path.display()],
    ));
    Ok(())
}

/// Says where a list lies that could not have the name it was to have.
pub fn say_instead(asked: &Path, written: &Written) {
    if let Some(why) = &written.instead_because {
        talk(&say(
            "{0} could not be replaced ({1}); the list is in {2}",
            &[&asked.display(), why, &written.path.display()],
        ));
    }
}

/// Looks whether a list can be written here, before any work is done for it.
///
/// # Errors
/// An ending that is no format, a folder that is not there.
pub fn check(path: &Path) -> Result<()> {
    can_be_written(path).map_err(failure)
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
