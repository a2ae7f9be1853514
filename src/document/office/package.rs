//! The package of an office file: a ZIP archive with named parts, unpacked within bounds.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::document::unread::Unread;

/// A package in memory.
pub(super) type Package<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// All the parts that are text, unpacked, bytes.
pub(super) const LARGEST: usize = 48 * 1024 * 1024;
/// Parts of a package at most.
const MOST_PARTS: usize = 4000;

/// Counts what the package holds once it is unpacked, whatever it says of itself: those who read it after this read
/// it whole.
pub(super) fn check(package: &mut Package<'_>) -> Result<(), Unread> {
    if package.len() > MOST_PARTS {
        return Err(Unread::TooLarge);
    }
    let mut left = LARGEST as u64;
    for number in 0..package.len() {
        let Ok(part) = package.by_index(number) else {
            continue;
        };
        if !is_text(part.name_raw()) {
            continue;
        }
        // A broken part is read as far as it goes, here as by those who come after.
        let mut bounded = part.take(left + 1);
        let mut chunk = [0; 16 * 1024];
        while let Ok(read @ 1..) = bounded.read(&mut chunk) {
            left = left.checked_sub(read as u64).ok_or(Unread::TooLarge)?;
        }
    }
    Ok(())
}

/// Pictures and faces are never unpacked.
fn is_text(name: &[u8]) -> bool {
    let name = name.to_ascii_lowercase();
    [&b".xml"[..], b".rels", b".vml"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

/// A part of the package, as far as it can be unpacked; `None` where there is no such part.
pub(super) fn part(package: &mut Package<'_>, name: &str) -> Option<Vec<u8>> {
    let part = package.by_name(name).ok()?;
    let mut bytes = Vec::new();
    let mut bounded = part.take(LARGEST as u64);
    let mut chunk = [0; 16 * 1024];
    while let Ok(read @ 1..) = bounded.read(&mut chunk) {
        bytes.extend_from_slice(&chunk[..read]);
    }
    Some(bytes)
}

/// The names of the parts that begin and end so, in order.
pub(super) fn names(package: &Package<'_>, begin: &str, end: &str) -> Vec<String> {
    let mut names: Vec<String> = package
        .file_names()
        .filter_map(Result::ok)
        .filter(|n| n.starts_with(begin) && n.ends_with(end))
        .map(std::borrow::Cow::into_owned)
        .collect();
    names.sort();
    names
}
