//! The store itself: opened, flushed, and how its rooms reach its rows.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension};

use super::desk::Change;
use super::error::StoreError;
use super::overlay::Overlay;
use super::reader::Readers;
use super::writer::Writer;
use super::{connect, layout};

/// What was observed and what the user said, in one SQLite file.
///
/// Shared by reference between threads. Every read sees every earlier write of this store. Dropping it writes what is
/// queued; call [`Store::flush`] first to hear of errors.
pub struct Store {
    path: PathBuf,
    readers: Arc<Readers>,
    writer: Option<Writer>,
    overlay: Arc<Overlay>,
    campaigns: Mutex<BTreeMap<String, i64>>,
}

impl Store {
    /// Opens a store, or makes it where there is none, and brings it to the newest layout.
    ///
    /// # Errors
    /// Any [`StoreError`] but `Busy`, `Older` and `Missing`.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let mut db = connect::for_writing(path)?;
        layout::migrate(&mut db, path)?;
        let overlay = Arc::new(Overlay::default());
        let writer = Writer::start(db, path, overlay.clone())?;
        Ok(Self::over(path, Some(writer), overlay))
    }

    /// Opens a store that is there, and changes nothing in it: what is put is refused, what the memory is given lives
    /// as long as this.
    ///
    /// # Errors
    /// `Missing`, `Older`, `Newer`, `NotADatabase`, `Foreign`, `Corrupt` or `Io`.
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        let store = Self::over(path, None, Arc::default());
        let reader = store.readers.take()?;
        let found = layout::check(&reader, path)?;
        drop(reader);
        if found < layout::known() {
            return Err(StoreError::Older {
                path: path.to_owned(),
                found,
                known: layout::known(),
            });
        }
        Ok(store)
    }

    fn over(path: &Path, writer: Option<Writer>, overlay: Arc<Overlay>) -> Self {
        Self {
            path: path.to_owned(),
            readers: Readers::new(path),
            writer,
            overlay,
            campaigns: Mutex::default(),
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Waits until everything that was put is committed.
    ///
    /// # Errors
    /// What writing any of it gave; after an error nothing more is written.
    pub fn flush(&self) -> Result<(), StoreError> {
        self.writer.as_ref().map_or(Ok(()), Writer::settle)
    }

    pub(super) fn overlay(&self) -> &Overlay {
        &self.overlay
    }

    pub(super) fn writer(&self) -> Result<&Writer, StoreError> {
        self.writer.as_ref().ok_or_else(|| StoreError::ReadOnly {
            path: self.path.clone(),
        })
    }

    /// Queues a change.
    pub(super) fn queue(&self, change: Change) -> Result<(), StoreError> {
        self.writer()?.change(change)
    }

    /// Makes a change and waits until it is committed.
    pub(super) fn ask<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.writer()?.ask(change)
    }

    /// Reads, after everything that was put.
    pub(super) fn read<T>(
        &self,
        act: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        self.flush()?;
        self.readers.read(act)
    }

    /// Reads what is committed.
    pub(super) fn glance<T>(
        &self,
        act: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        self.readers.read(act)
    }

    pub(super) fn readers(&self) -> &Arc<Readers> {
        &self.readers
    }

    pub(super) fn corrupt(&self, what: String) -> StoreError {
        StoreError::Corrupt {
            path: self.path.clone(),
            what,
        }
    }

    /// The number of a campaign, given on first use.
    pub(super) fn campaign(&self, key: &str) -> Result<i64, StoreError> {
        if let Some(id) = self.campaigns().get(key) {
            return Ok(*id);
        }
        let name = key.to_owned();
        let id = self.ask(move |db| {
            db.execute(
                "INSERT INTO campaign (key) VALUES (?1) ON CONFLICT (key) DO NOTHING",
                [&name],
            )?;
            db.query_row("SELECT id FROM campaign WHERE key = ?1", [&name], |row| {
                row.get(0)
            })
        })?;
        self.campaigns().insert(key.to_owned(), id);
        Ok(id)
    }

    /// The number of a campaign; `None` where nothing is known of it.
    pub(super) fn campaign_known(&self, key: &str) -> Result<Option<i64>, StoreError> {
        if let Some(id) = self.campaigns().get(key) {
            return Ok(Some(*id));
        }
        self.read(|db| {
            db.query_row("SELECT id FROM campaign WHERE key = ?1", [key], |row| {
                row.get(0)
            })
            .optional()
        })
    }

    /// Lets the file grow no further, as on a full disk.
    #[cfg(test)]
    pub(super) fn limit_size(&self, pages: i64) {
        self.ask(move |db| db.pragma_update(None, "max_page_count", pages))
            .expect("a pragma can be set");
    }

    fn campaigns(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, i64>> {
        self.campaigns
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
