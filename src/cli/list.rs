//! How a list of leads leaves: its columns, its way into a pipe, and what can go wrong.

use std::path::Path;

use super::failure::{Failure, Result};
use super::options::{Global, Out};
use super::output::{Sink, talk};
use super::tongue::{count, say};
use crate::campaign::nearest;
use crate::export::{
    COLUMNS, ExportError, Format, Preset, Reader, View, Written, can_be_written, preset, presets,
    write_leads_as, write_leads_to,
};
use crate::lead::Lead;

/// The columns of a list as a campaign or an option names them: none for the usual ones, the name of a preset, or columns
/// one by one (`company`, `email = E-Mail`).
///
/// # Errors
/// A name that is neither.
pub fn columns(names: &[String]) -> Result<Preset> {
    let names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
    let known = match names.as_slice() {
        [] => preset("default"),
        [one] => preset(one),
        _ => None,
    };
    if let Some(known) = known {
        return Ok(known.clone());
    }
    Preset::of_columns(&names).map_err(|unknown| {
        let ids = COLUMNS.iter().map(|column| column.id);
        let ids: Vec<&str> = presets().iter().map(|p| p.id.as_str()).chain(ids).collect();
        let failure = Failure::usage(say("`{0}` is no column and no preset", &[&unknown]));
        match nearest(&unknown, ids.iter().copied()) {
            Some(near) => failure.hint(say("did you mean `{0}`?", &[&near])),
            None => failure.hint(say("known are: {0}", &[&ids.join(", ")])),
        }
    })
}

/// Columns and language of a list.
pub fn view<'p>(preset: &'p Preset, global: &Global) -> View<'p> {
    View {
        preset,
        lang: global.lang.code(),
    }
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
