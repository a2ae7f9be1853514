//! The one writer: a thread with a bounded queue that commits in batches.
//!
//! A batch is committed after 64 changes or 250 ms, whichever comes first, or at once where somebody waits for it.
//! After an error nothing more is written, and everybody who writes or waits is told.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;

use rusqlite::Connection;

use super::desk::{Change, Desk, Job, State};
use super::error::StoreError;
use super::overlay::{Overlay, Place};

/// Changes that may wait; whoever writes faster than the disk is slowed down here.
const QUEUE: usize = 1024;

/// The handle of the writer's thread. Dropping it commits what is queued.
pub(super) struct Writer {
    path: PathBuf,
    queue: Option<SyncSender<Job>>,
    state: Arc<State>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread over its own connection.
    pub(super) fn start(
        db: Connection,
        path: &Path,
        overlay: Arc<Overlay>,
    ) -> Result<Self, StoreError> {
        let (queue, inbox) = sync_channel(QUEUE);
        let state = Arc::new(State::default());
        let desk = Desk {
            db,
            path: path.to_owned(),
            overlay,
            state: state.clone(),
        };
        let thread = std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || desk.work(&inbox))
            .map_err(|e| StoreError::io(path, &e))?;
        Ok(Self {
            path: path.to_owned(),
            queue: Some(queue),
            state,
            thread: Some(thread),
        })
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
            let undo = if outcome.is_err() {
                Err(rusqlite::Error::QueryReturnedNoRows)
            } else {
                Ok(())
            };
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
        if self.state.unfinished.load(Ordering::Acquire) == 0 {
            Ok(())
        } else {
            self.flush()
        }
    }

    /// Notes an error met elsewhere, to be told at the next write.
    pub(super) fn fail(&self, error: StoreError) {
        self.state.fail(error);
    }

    fn send(&self, job: Job) -> Result<(), StoreError> {
        self.state.unfinished.fetch_add(1, Ordering::AcqRel);
        let queue = self
            .queue
            .as_ref()
            .expect("the queue lives as long as the writer");
        queue.send(job).map_err(|_| self.stopped())
    }

    fn stopped(&self) -> StoreError {
        StoreError::Io {
            path: self.path.clone(),
            why: "its writer has stopped".into(),
        }
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
