//! Connections: how the file is opened for writing and for reading.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::error::StoreError;

/// How long a writer waits for another program's write.
const PATIENCE: Duration = Duration::from_secs(30);
/// Pages of the write-ahead log between two checkpoints (16 MiB): each costs two syncs of the disk.
const CHECKPOINT_PAGES: i64 = 4000;

/// Opens, or makes, the database for the one writer.
pub(super) fn for_writing(path: &Path) -> Result<Connection, StoreError> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|f| !f.is_dir()) {
        return Err(StoreError::NoFolder {
            path: path.to_owned(),
            folder: folder.to_owned(),
        });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = open(path, flags)?;
    let told = |e: rusqlite::Error| StoreError::of(path, &e);
    if db.is_readonly(rusqlite::MAIN_DB).map_err(told)? {
        return Err(StoreError::ReadOnly {
            path: path.to_owned(),
        });
    }
    super::layout::check(&db, path)?;
    db.pragma_update(None, "journal_mode", "WAL")
        .map_err(told)?;
    db.pragma_update(None, "synchronous", "NORMAL")
        .map_err(told)?;
    db.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)
        .map_err(told)?;
    db.pragma_update(None, "cache_size", -16_384)
        .map_err(told)?;
    db.pragma_update(None, "cell_size_check", true)
        .map_err(told)?;
    Ok(db)
}

/// Opens the database for reading.
pub(super) fn for_reading(path: &Path) -> Result<Connection, StoreError> {
    if !path.exists() {
        return Err(StoreError::Missing {
            path: path.to_owned(),
        });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = open(path, flags)?;
    match db.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(())) {
        Ok(()) => Ok(db),
        Err(e) if e.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen) => {
            unchanging(path)
        }
        Err(e) => Err(StoreError::of(path, &e)),
    }
}

/// A store in a folder where nothing may be written has no place for the shared index of its log. It is read as a
/// file that nobody changes, which nobody can there.
pub(super) fn unchanging(path: &Path) -> Result<Connection, StoreError> {
    let url =
        url::Url::from_file_path(std::path::absolute(path).map_err(|e| StoreError::io(path, &e))?)
            .map_err(|()| StoreError::Io {
                path: path.to_owned(),
                why: "its path has no absolute form".into(),
            })?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    open(Path::new(&format!("{url}?immutable=1")), flags).map_err(|_| StoreError::ReadOnly {
        path: path.to_owned(),
    })
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let db = Connection::open_with_flags(path, flags).map_err(|e| StoreError::of(path, &e))?;
    db.busy_timeout(PATIENCE)
        .map_err(|e| StoreError::of(path, &e))?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(db)
}
