//! The one writer: a thread with a bounded queue that commits in batches.
//!
//! A batch is committed after 64 changes or 250 ms, whichever comes first, or at once where somebody waits for it.
//! Changes are gathered before the database is locked, so that other programs get their turn. After an error the
//! batch is rolled back and nothing more is written: what was committed stays a prefix of what was asked, without
//! holes, and everybody who writes or waits is told.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::error::StoreError;
use super::overlay::{Overlay, Place};
use crate::fetch::Kept;

/// Changes in a batch.
const BATCH: usize = 64;
/// Longest time a change waits for its batch.
const GATHERING: Duration = Duration::from_millis(250);
/// Changes that may wait; whoever writes faster than the disk is slowed down here.
const QUEUE: usize = 1024;

/// A change of rows.
pub(super) type Change = Box<dyn FnOnce(&Connection) -> rusqlite::Result<()> + Send>;

enum Job {
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
struct State {
    failed: AtomicBool,
    error: Mutex<Option<StoreError>>,
    unfinished: AtomicUsize,
}

impl State {
    fn fail(&self, error: StoreError) {
        self.error.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        self.failed.store(true, Ordering::Release);
    }

    fn check(&self) -> Result<(), StoreError> {
        if !self.failed.load(Ordering::Acquire) {
            return Ok(());
        }
        let error = self.error.lock().unwrap_or_else(PoisonError::into_inner);
        Err(error.clone().expect("an error is stored before it is flagged"))
    }
}

/// The handle of the writer's thread. Dropping it commits what is queued.
pub(super) struct Writer {
    path: PathBuf,
    queue: Option<SyncSender<Job>>,
    state: Arc<State>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread over its own connection.
    pub(super) fn start(db: Connection, path: &Path, overlay: Arc<Overlay>) -> Result<Self, StoreError> {
        let (queue, inbox) = sync_channel(QUEUE);
        let state = Arc::new(State::default());
        let desk = Desk { db, path: path.to_owned(), overlay, state: state.clone() };
        let thread = std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || desk.work(&inbox))
            .map_err(|e| StoreError::io(path, &e))?;
        Ok(Self { path: path.to_owned(), queue: Some(queue), state, thread: Some(thread) })
    }

    /// Queues a change; an error of an earlier one is told here.
    pub(super) fn change(&self, change: Change) -> Result<(), StoreError> {
        self.state.check()?;
        self.send(Job::Change(change))
    }

    /// Queues the newest value of a place.
    pub(super) fn keep(&self, place: Place) {
        if self.state.check().is_ok()
            && let Err(error) = self.send(Job::Keep(place))
        {
            self.state.fail(error);
        }
    }

    /// Makes a change and waits until it is committed. An error of the change itself undoes it alone.
    pub(super) fn ask<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.state.check()?;
        let (answer, answered) = sync_channel(1);
        self.send(Job::Asked(Box::new(move |db| {
            let outcome = change(db);
            // An error that has ended the whole transaction (a full disk) is everybody's.
            if db.is_autocommit() {
                return outcome.map(drop);
            }
            let undo = if outcome.is_err() { Err(rusqlite::Error::QueryReturnedNoRows) } else { Ok(()) };
            // Nobody listens where the caller has gone; the change stands all the same.
            let _ = answer.send(outcome);
            undo
        })))?;
        self.flush()?;
        let outcome = answered.recv().map_err(|_| self.stopped())?;
        outcome.map_err(|e| StoreError::of(&self.path, &e))
    }

    /// Waits until everything queued so far is committed.
    pub(super) fn flush(&self) -> Result<(), StoreError> {
        self.state.check()?;
        let (done, is_done) = sync_channel(1);
        self.send(Job::Flush(done))?;
        is_done.recv().map_err(|_| self.stopped())?
    }

    /// Like [`Writer::flush`], but free where nothing is on its way.
    pub(super) fn settle(&self) -> Result<(), StoreError> {
        self.state.check()?;
        if self.state.unfinished.load(Ordering::Acquire) == 0 { Ok(()) } else { self.flush() }
    }

    /// Notes an error met elsewhere, to be told at the next write.
    pub(super) fn fail(&self, error: StoreError) {
        self.state.fail(error);
    }

    fn send(&self, job: Job) -> Result<(), StoreError> {
        self.state.unfinished.fetch_add(1, Ordering::AcqRel);
        let queue = self.queue.as_ref().expect("the queue lives as long as the writer");
        queue.send(job).map_err(|_| self.stopped())
    }

    fn stopped(&self) -> StoreError {
        StoreError::Io { path: self.path.clone(), why: "its writer has stopped".into() }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The writer's side of the queue.
struct Desk {
    db: Connection,
    path: PathBuf,
    overlay: Arc<Overlay>,
    state: Arc<State>,
}

impl Desk {
    fn work(self, inbox: &Receiver<Job>) {
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
            Ok(kept) => kept.iter().for_each(|(place, value)| self.overlay.settle(place, value)),
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
                        super::kept::write(&self.db, &place, &value)?;
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
fn gather(first: Job, inbox: &Receiver<Job>) -> (Vec<Job>, Vec<SyncSender<Result<(), StoreError>>>) {
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
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return (jobs, Vec::new()),
        };
    }
}
