//! What can go wrong with a store, and what to do about each.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

/// Why the store does not do what was asked. Every message names the file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// A newer buyerscout has written it.
    #[error("the store {} has layout {found}, this buyerscout knows layouts up to {known}", path.display())]
    Newer {
        /// The store.
        path: PathBuf,
        /// Its layout.
        found: i64,
        /// The newest layout this program knows.
        known: i64,
    },
    /// It has an older layout and was opened only for reading, so that it cannot be brought up to date.
    #[error("the store {} has layout {found} and must first be brought to layout {known}", path.display())]
    Older {
        /// The store.
        path: PathBuf,
        /// Its layout.
        found: i64,
        /// The layout that reading needs.
        known: i64,
    },
    /// Its content is damaged.
    #[error("the store {} is damaged: {what}", path.display())]
    Corrupt {
        /// The store.
        path: PathBuf,
        /// What was found damaged.
        what: String,
    },
    /// It can only be read.
    #[error("the store {} can only be read", path.display())]
    ReadOnly {
        /// The store.
        path: PathBuf,
    },
    /// No room is left.
    #[error("no room is left to write the store {}", path.display())]
    DiskFull {
        /// The store.
        path: PathBuf,
    },
    /// Another buyerscout is fetching into it.
    #[error("another buyerscout{} is fetching into the store {}", holder.map_or_else(String::new, |pid| format!(" (process {pid})")), path.display())]
    Busy {
        /// The store.
        path: PathBuf,
        /// Its process id, where it could be read.
        holder: Option<u32>,
    },
    /// Another program has kept it locked for too long.
    #[error("another program keeps the store {} locked", path.display())]
    Locked {
        /// The store.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("the file {} is no database", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// The file is a database of another program.
    #[error("the file {} is a database, but not one of buyerscout's", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// It is not there, and was opened only for reading.
    #[error("there is no store {}", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// Its folder is not there.
    #[error("there is no folder {} for the store {}", folder.display(), path.display())]
    NoFolder {
        /// The store.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
    },
    /// Anything else that reading or writing gave.
    #[error("the store {} cannot be used: {why}", path.display())]
    Io {
        /// The store.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
}

impl StoreError {
    /// What to do next.
    pub fn hint(&self) -> String {
        match self {
            Self::Newer { .. } => {
                "install the newest buyerscout, or name another file with --db".into()
            }
            Self::Older { .. } => "run a command that writes, such as `harvest`, once".into(),
            Self::Corrupt { path, .. } => format!(
                "`buyerscout doctor` says how much is hurt; put a copy back, or move {} away and run again: archived pages are read again without asking the web",
                path.display()
            ),
            Self::ReadOnly { .. } => {
                "make the file and its folder writable, or name another file with --db".into()
            }
            Self::DiskFull { .. } => {
                "free some space and run again: what was finished is kept".into()
            }
            Self::Busy {
                holder: Some(pid), ..
            } => {
                format!("wait until process {pid} ends, or name another file with --db")
            }
            Self::Busy { holder: None, .. } => {
                "wait until it ends, or name another file with --db".into()
            }
            Self::Locked { .. } => "close the program that has the file open, and run again".into(),
            Self::NotADatabase { .. } | Self::Foreign { .. } => {
                "name another file with --db".into()
            }
            Self::Missing { .. } => {
                "run `buyerscout harvest` first, or name the right file with --db".into()
            }
            Self::NoFolder { folder, .. } => {
                format!("create the folder {} first", folder.display())
            }
            Self::Io { .. } => "see whether the file can be read and written".into(),
        }
    }

    /// The error of the database, told as one of the store at `path`.
    pub(super) fn of(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            None | Some(ErrorCode::DatabaseCorrupt) => Self::Corrupt {
                path,
                what: error.to_string(),
            },
            Some(ErrorCode::NotADatabase) => Self::NotADatabase { path },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path },
            Some(ErrorCode::DiskFull) => Self::DiskFull { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path },
            Some(_) => Self::Io {
                path,
                why: error.to_string(),
            },
        }
    }

    /// An error of a file beside the store.
    pub(super) fn io(path: &Path, error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::DiskFull {
                path: path.to_owned(),
            },
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly {
                    path: path.to_owned(),
                }
            }
            _ => Self::Io {
                path: path.to_owned(),
                why: error.to_string(),
            },
        }
    }
}
