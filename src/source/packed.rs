//! Files of a register as its site gives them out: a ZIP archive around one table.

use std::borrow::Cow;
use std::io::{Cursor, Read};
use std::path::Path;

use zip::ZipArchive;

use super::context::SourceError;

/// First bytes of a ZIP archive with something in it.
const SIGN: &[u8] = b"PK\x03\x04";

/// Most that is unpacked, bytes: the largest registers of a whole country stay below.
const MOST: u64 = 2 << 30;

/// The table inside an archive, its largest file of text; what is no archive comes back as it is.
///
/// # Errors
/// The archive is broken, has no table, or more in it than may be unpacked.
pub(super) fn unpack<'a>(path: &Path, bytes: &'a [u8]) -> Result<Cow<'a, [u8]>, SourceError> {
    if !bytes.starts_with(SIGN) {
        return Ok(Cow::Borrowed(bytes));
    }
    let fault = |why: String| SourceError::Packed {
        path: path.to_owned(),
        why,
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| fault(e.to_string()))?;
    let mut largest: Option<(u64, usize)> = None;
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(|e| fault(e.to_string()))?;
        let name = entry
            .name()
            .map_err(|e| fault(e.to_string()))?
            .to_lowercase();
        let is_table = [".csv", ".tsv", ".txt"]
            .iter()
            .any(|end| name.ends_with(end));
        if is_table && largest.is_none_or(|(size, _)| entry.size() > size) {
            largest = Some((entry.size(), at));
        }
    }
    let (_, at) = largest.ok_or_else(|| fault("no .csv file is in it".to_owned()))?;
    let entry = archive.by_index(at).map_err(|e| fault(e.to_string()))?;
    let mut out = Vec::new();
    entry
        .take(MOST + 1)
        .read_to_end(&mut out)
        .map_err(|e| fault(e.to_string()))?;
    if out.len() as u64 > MOST {
        return Err(fault("more than 2 GiB are in it".to_owned()));
    }
    Ok(Cow::Owned(out))
}
