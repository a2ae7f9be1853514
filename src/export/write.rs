//! Sheets and leads written to a file or a pipe.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::format::{Format, NAMES, Reader};
use super::place::{Written, put};
use super::preset::preset;
use super::sheet::{Sheet, View};
use super::{delimited, ndjson, vcard, xlsx};
use crate::finding::write_record;
use crate::lead::Lead;

/// Why a list could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The extension names no format.
    #[error("{path}: no format has this extension; known are {known}")]
    UnknownFormat {
        /// The file asked for.
        path: PathBuf,
        /// The extensions there are.
        known: String,
    },
    /// The folder is not there or cannot be written to.
    #[error("{folder}: cannot write into this folder: {source}")]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Writing broke off.
    #[error("writing failed: {0}")]
    Io(#[from] io::Error),
    /// The list does not fit into the format.
    #[error("the list cannot be written in this format: {0}")]
    Format(String),
}

impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Self::Io(error),
            other => Self::Format(format!("{other:?}")),
        }
    }
}

/// Writes a sheet.
///
/// # Errors
/// What the writer gives, or a list that does not fit the format.
pub fn write_to(
    mut to: impl Write,
    (format, reader): (Format, Reader),
    sheet: &Sheet,
) -> Result<(), ExportError> {
    match format {
        Format::Csv => delimited::write(to, sheet, b',', reader)?,
        Format::Tsv => delimited::write(to, sheet, b'\t', reader)?,
        Format::Ndjson => ndjson::write(to, sheet)?,
        Format::Vcard => vcard::write(to, sheet)?,
        Format::Xlsx => {
            let bytes = xlsx::to_bytes(sheet).map_err(|e| ExportError::Format(e.to_string()))?;
            to.write_all(&bytes)?;
        }
    }
    Ok(())
}

/// Writes a sheet to a file, whole or not at all; its extension is the format, its reader a spreadsheet.
///
/// A file that cannot be replaced is left alone and the list gets a second name beside it, which is told.
///
/// # Errors
/// An extension that is no format, a folder that is not there, a full disk.
pub fn write_file(path: &Path, sheet: &Sheet) -> Result<Written, ExportError> {
    let format = format_of(path)?;
    in_folder(path, |to| {
        write_to(to, (format, Reader::Spreadsheet), sheet)
    })
}

/// Writes leads; NDJSON holds the lead records, every other format the view's columns.
///
/// # Errors
/// As [`write_to`].
pub fn write_leads_to(
    mut to: impl Write,
    (format, reader): (Format, Reader),
    leads: &[Lead],
    view: View,
) -> Result<(), ExportError> {
    match format {
        Format::Ndjson => leads
            .iter()
            .try_for_each(|lead| write_record(&mut to, lead))
            .map_err(ExportError::Io),
        Format::Vcard => {
            let all = View {
                preset: preset("default").unwrap_or(view.preset),
                ..view
            };
            write_to(to, (format, reader), &Sheet::of(leads, all))
        }
        _ => write_to(to, (format, reader), &Sheet::of(leads, view)),
    }
}

/// Writes leads to a file, as [`write_file`].
///
/// # Errors
/// As [`write_file`].
pub fn write_leads(path: &Path, leads: &[Lead], view: View) -> Result<Written, ExportError> {
    write_leads_as(path, format_of(path)?, leads, view)
}

/// Writes leads to a file in a format, whatever its extension, as [`write_leads`].
///
/// # Errors
/// As [`write_file`], but for the extension.
pub fn write_leads_as(
    path: &Path,
    format: Format,
    leads: &[Lead],
    view: View,
) -> Result<Written, ExportError> {
    let reader = if view.preset.import {
        Reader::Import
    } else {
        Reader::Spreadsheet
    };
    in_folder(path, |to| write_leads_to(to, (format, reader), leads, view))
}

/// Can a list be written here, as far as its name and folder say?
///
/// # Errors
/// An extension that is no format, a folder that is not there.
pub fn can_be_written(path: &Path) -> Result<(), ExportError> {
    format_of(path)?;
    folder_of(path).map(drop)
}

fn format_of(path: &Path) -> Result<Format, ExportError> {
    let known = || {
        NAMES
            .iter()
            .map(|(_, n)| n[0])
            .collect::<Vec<_>>()
            .join(", ")
    };
    Format::of_path(path).ok_or_else(|| ExportError::UnknownFormat {
        path: path.to_owned(),
        known: known(),
    })
}

fn in_folder(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ExportError>,
) -> Result<Written, ExportError> {
    folder_of(path)?;
    put(path, write)
}

fn folder_of(path: &Path) -> Result<&Path, ExportError> {
    let folder = path
        .parent()
        .filter(|f| !f.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    if folder.is_dir() {
        return Ok(folder);
    }
    let source = io::Error::new(io::ErrorKind::NotFound, "there is no such folder");
    Err(ExportError::Folder {
        folder: folder.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_folder_and_an_unknown_extension_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let sheet = Sheet::default();
        let missing = write_file(&folder.path().join("no/leads.csv"), &sheet).unwrap_err();
        assert!(
            missing.to_string().contains("no: cannot write"),
            "{missing}"
        );
        let unknown = write_file(&folder.path().join("leads.doc"), &sheet).unwrap_err();
        assert!(unknown.to_string().contains("leads.doc"), "{unknown}");
    }
}
