//! Connections for reading, apart from the writer's: as many as there are readers at a time, kept for the next.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use super::connect;
use super::error::StoreError;

/// Idle connections kept; a burst of readers closes the rest.
const IDLE: usize = 8;

/// The pool.
pub(super) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(super) fn new(path: &Path) -> Arc<Self> {
        Arc::new(Self {
            path: path.to_owned(),
            idle: Mutex::default(),
        })
    }

    /// A connection of one's own until it is dropped.
    pub(super) fn take(self: &Arc<Self>) -> Result<Reader, StoreError> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let db = match idle {
            Some(db) => db,
            None => connect::for_reading(&self.path)?,
        };
        Ok(Reader {
            db: Some(db),
            home: self.clone(),
        })
    }

    /// Reads with a connection.
    pub(super) fn read<T>(
        self: &Arc<Self>,
        act: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let reader = self.take()?;
        act(&reader).map_err(|e| StoreError::of(&self.path, &e))
    }
}

/// A borrowed connection.
pub(super) struct Reader {
    db: Option<Connection>,
    home: Arc<Readers>,
}

impl Deref for Reader {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.db.as_ref().expect("taken only on drop")
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let Some(db) = self.db.take().filter(Connection::is_autocommit) else {
            return;
        };
        let mut idle = self
            .home
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE {
            idle.push(db);
        }
    }
}
