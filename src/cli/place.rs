//! Where things lie: the user's store, the archives beside it, the dated file of new leads.

use std::env;
use std::path::{Path, PathBuf};

use super::failure::{Failure, Result};
use crate::store::{Store, StoreError};

/// What a variable of the environment names, where it is set.
fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .filter(|v| !v.is_empty())
        .map(PathBuf::from)
}

/// The user's own store, where the system keeps the data of programs.
///
/// # Errors
/// There is no home folder.
pub fn default_store() -> Result<PathBuf> {
    let home = || named("HOME");
    let data = if cfg!(windows) {
        named("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|h| h.join("Library/Application Support"))
    } else {
        named("XDG_DATA_HOME").or_else(|| home().map(|h| h.join(".local/share")))
    };
    let data = data.ok_or_else(|| {
        Failure::usage("there is no home folder to keep the store in")
            .hint("name a store with --db FILE")
    })?;
    Ok(data.join("buyerscout").join("buyerscout.db"))
}

/// The folder in which the system keeps a user's settings of this program.
fn settings() -> Option<PathBuf> {
    let home = || named("HOME");
    let settings = if cfg!(windows) {
        named("APPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|h| h.join("Library/Application Support"))
    } else {
        named("XDG_CONFIG_HOME").or_else(|| home().map(|h| h.join(".config")))
    };
    settings.map(|folder| folder.join("buyerscout"))
}

/// The file of packs that every campaign shares: `BUYERSCOUT_PACKS`, else `packs.toml` where the system keeps settings.
pub fn shared_packs() -> Option<PathBuf> {
    if let Some(file) = named("BUYERSCOUT_PACKS") {
        return Some(file);
    }
    let file = settings()?.join("packs.toml");
    file.exists().then_some(file)
}

/// The user's own file of an engine: `engines/ID.toml` in the folder of his settings.
pub fn own_engine(id: &str) -> Option<PathBuf> {
    let plain = id.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    let file = settings()?.join("engines").join(format!("{id}.toml"));
    (plain && file.is_file()).then_some(file)
}

/// Opens a store, making its folder where it is the user's own.
///
/// # Errors
/// What the store says, with what to do.
pub fn open_store(path: &Path) -> Result<Store> {
    if let Some(folder) = path
        .parent()
        .filter(|f| !f.as_os_str().is_empty() && !f.exists())
    {
        std::fs::create_dir_all(folder).map_err(|why| {
            Failure::failed(format_args!(
                "cannot make the folder {}: {why}",
                folder.display()
            ))
        })?;
    }
    Store::open(path).map_err(|error| store_failure(&error))
}

/// A store's error as the user reads it.
pub fn store_failure(error: &StoreError) -> Failure {
    Failure::failed(error).hint(error.hint())
}

/// The archive of a run, beside its store.
///
/// # Errors
/// Its folder cannot be made.
pub fn archive_of(store: &Path, run: i64) -> Result<PathBuf> {
    let folder = store.with_extension("archive");
    std::fs::create_dir_all(&folder).map_err(|why| {
        Failure::failed(format_args!(
            "cannot make the folder {}: {why}",
            folder.display()
        ))
    })?;
    Ok(folder.join(format!("run-{run}.warc.gz")))
}

/// The file of new leads: the list's name with the day, and a number where that day has one already.
pub fn dated(list: &Path, day: jiff::civil::Date) -> PathBuf {
    let stem = list
        .file_stem()
        .map(|s| s.to_string_lossy().into_owned())
        .unwrap_or_default();
    let ending = list
        .extension()
        .map(|e| format!(".{}", e.to_string_lossy()))
        .unwrap_or_default();
    let named = |extra: &str| list.with_file_name(format!("{stem}-{day}{extra}{ending}"));
    let first = named("");
    if !first.exists() {
        return first;
    }
    (2..=999)
        .map(|number| named(&format!(" ({number})")))
        .find(|path| !path.exists())
        .unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_list_of_one_day_does_not_replace_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let list = folder.path().join("leads.csv");
        let day = jiff::civil::date(2026, 11, 23);
        assert!(dated(&list, day).ends_with("leads-2026-11-23.csv"));
        std::fs::write(dated(&list, day), "").unwrap();
        assert!(dated(&list, day).ends_with("leads-2026-11-23 (2).csv"));
    }
}
