//! The writer's side of the queue: gathers changes into batches and commits them.
//!
//! Changes are gathered before the database is locked, so that other programs get their turn. After an error the
//! batch is rolled back and nothing more is written: what was committed stays a prefix of what was asked, without
//! holes.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::error::StoreError;
use super::kept;
use super::overlay::{Overlay, Place};
use crate::fetch::Kept;

/// Changes in a batch.
const BATCH: usize = 64;
/// Longest time a change waits for its batch.
const GATHERING: Duration = Duration::from_millis(250);
/// A change of rows.
pub(super) type Change = Box<dyn FnOnce(&Connection) -> rusqlite::Result<()> + Send>;

pub(super) enum Job {
    /// A change; an error of it ends the writer.
    Change(Change),
    /// A change somebody waits for; an error of it undoes it alone.
    Asked(Change),
    /// The newest value of a place of the memory.
    Keep(Place),
    /// Somebody waits until everything before is committed.
    Flush(SyncSender<Result<(), StoreError>>),
}

/// What the writer's thread and its callers share.
#[derive(Default)]
pub(super) struct State {
    failed: AtomicBool,
    error: Mutex<Option<StoreError>>,
    /// Jobs that are queued or being written.
    pub(super) unfinished: AtomicUsize,
}

impl State {
    pub(super) fn fail(&self, error: StoreError) {
        self.error
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get_or_insert(error);
        self.failed.store(true, Ordering::Release);
    }

    pub(super) fn check(&self) -> Result<(), StoreError> {
        if !self.failed.load(Ordering::Acquire) {
            return Ok(());
        }
        let error = self.error.lock().unwrap_or_else(PoisonError::into_inner);
        Err(error
            .clone()
            .expect("an error is stored before it is flagged"))
    }
}

/// The writer's side of the queue.
pub(super) struct Desk {
    pub(super) db: Connection,
    pub(super) path: PathBuf,
    pub(super) overlay: Arc<Overlay>,
    pub(super) state: Arc<State>,
}

impl Desk {
    /// Works until nobody can queue anything any more.
    pub(super) fn work(self, inbox: &Receiver<Job>) {
        while let Ok(first) = inbox.recv() {
            let (jobs, waiting) = gather(first, inbox);
            let count = jobs.len() + waiting.len();
            if !jobs.is_empty() && self.state.check().is_ok() {
                self.commit(jobs);
            }
            self.state.unfinished.fetch_sub(count, Ordering::AcqRel);
            for done in waiting {
                // Whoever waited may have gone.
                let _ = done.send(self.state.check());
            }
        }
    }

    fn commit(&self, jobs: Vec<Job>) {
        match self.write(jobs) {
            Ok(kept) => kept
                .iter()
                .for_each(|(place, value)| self.overlay.settle(place, value)),
            Err(error) => {
                let told = StoreError::of(&self.path, &error);
                tracing::error!("{told}");
                self.state.fail(told);
                if !self.db.is_autocommit() {
                    // The connection is not used again; closing it rolls back as well.
                    let _ = self.db.execute_batch("ROLLBACK");
                }
            }
        }
    }

    /// Writes a batch; gives the values of the memory that are now on disk.
    fn write(&self, jobs: Vec<Job>) -> rusqlite::Result<Vec<(Place, Arc<Kept>)>> {
        let mut kept = Vec::new();
        self.db.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        for job in jobs {
            match job {
                Job::Change(change) => change(&self.db)?,
                Job::Asked(change) => self.try_change(change)?,
                Job::Keep(place) => {
                    if let Some(value) = self.overlay.get(place.keep, &place.key) {
                        kept::write(&self.db, &place, &value)?;
                        kept.push((place, value));
                    }
                }
                Job::Flush(_) => {}
            }
        }
        self.db.prepare_cached("COMMIT")?.execute([])?;
        Ok(kept)
    }

    fn try_change(&self, change: Change) -> rusqlite::Result<()> {
        self.db.execute_batch("SAVEPOINT asked")?;
        if let Err(error) = change(&self.db) {
            if self.db.is_autocommit() {
                return Err(error);
            }
            self.db.execute_batch("ROLLBACK TO asked")?;
        }
        self.db.execute_batch("RELEASE asked")
    }
}

/// Takes jobs until the batch is full, its time is over or somebody waits.
fn gather(
    first: Job,
    inbox: &Receiver<Job>,
) -> (Vec<Job>, Vec<SyncSender<Result<(), StoreError>>>) {
    let until = Instant::now() + GATHERING;
    let mut jobs = Vec::with_capacity(BATCH);
    let mut next = first;
    loop {
        match next {
            Job::Flush(done) => return (jobs, vec![done]),
            job => jobs.push(job),
        }
        if jobs.len() >= BATCH {
            return (jobs, Vec::new());
        }
        next = match inbox.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(job) => job,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                return (jobs, Vec::new());
            }
        };
    }
}
