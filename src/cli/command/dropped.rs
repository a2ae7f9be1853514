//! `--dropped FILE`: which addresses a harvest left out before visiting them, and why.

use std::path::Path;

use crate::cli::failure::{Failure, Result};
use crate::cli::place;
use crate::run::{self, Avoided};
use crate::store::Store;

/// Writes the addresses that a campaign's store has and that are not visited, as CSV with a header.
///
/// # Errors
/// The store cannot be read, or the file not be written.
pub fn write(file: &Path, (store, key): (&Store, &str), avoided: &Avoided<'_>) -> Result<()> {
    let hits = run::hits_of(store, key).map_err(|error| place::store_failure(&error))?;
    let left_out = run::targets(&hits, avoided);
    let sites = left_out.dropped.iter();
    let rows = sites.map(|(site, why)| (site.as_str(), why)).chain(
        left_out
            .passed_over
            .iter()
            .map(|(url, why)| (url.as_str(), why)),
    );
    write_rows(file, rows)
        .map_err(|why| Failure::failed(format_args!("cannot write {}: {why}", file.display())))
}

fn write_rows<'a>(
    file: &Path,
    rows: impl Iterator<Item = (&'a str, &'a String)>,
) -> csv::Result<()> {
    let mut table = csv::Writer::from_path(file)?;
    table.write_record(["address", "why"])?;
    for (address, why) in rows {
        table.write_record([address, why])?;
    }
    table.flush()?;
    Ok(())
}
