//! Runs: when a campaign was worked on, and whether that came to an end.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::error::StoreError;
use super::open::Store;
use super::{kept, moment};

/// A run of a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its number. Never leaves the tool: it differs between two stores.
    pub id: i64,
    /// It was begun by an earlier call that did not end it.
    pub resumed: bool,
    /// When it was first begun.
    pub started: Timestamp,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RunEnd {
    /// All was asked, or the budget was reached.
    Done,
    /// A source refused, a deadline ran out or an archive was cut.
    Incomplete,
    /// Every source refused or was unreachable.
    Refused,
}

impl RunEnd {
    /// Its stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Incomplete => "incomplete",
            Self::Refused => "refused",
        }
    }
}

impl Store {
    /// Goes on with the unfinished run of this campaign and fingerprint, or begins a new one. An unfinished run with
    /// another fingerprint is ended as `superseded`: its settings are no longer what the user wants.
    ///
    /// # Errors
    /// What writing gives.
    pub fn begin_run(
        &self,
        campaign: &str,
        fingerprint: &str,
        now: Timestamp,
    ) -> Result<Run, StoreError> {
        let campaign = self.campaign(campaign)?;
        let fingerprint = fingerprint.to_owned();
        self.ask(move |db| {
            kept::sweep(db, now)?;
            supersede(db, campaign, &fingerprint, now)?;
            match unfinished(db, campaign, &fingerprint)? {
                Some(run) => Ok(run),
                None => begin(db, campaign, &fingerprint, now),
            }
        })
    }

    /// Ends a run, after everything that was put is committed.
    ///
    /// # Errors
    /// What writing gives.
    pub fn finish_run(&self, run: &Run, how: RunEnd, now: Timestamp) -> Result<(), StoreError> {
        let id = run.id;
        self.ask(move |db| {
            db.execute(
                "UPDATE run SET ended = ?2, how = ?3 WHERE id = ?1",
                params![id, moment::write(now), how.id()],
            )
            .map(drop)
        })
    }
}

fn supersede(
    db: &Connection,
    campaign: i64,
    fingerprint: &str,
    now: Timestamp,
) -> rusqlite::Result<()> {
    db.execute(
        "UPDATE run SET ended = ?3, how = 'superseded' WHERE campaign = ?1 AND ended IS NULL AND fingerprint <> ?2",
        params![campaign, fingerprint, moment::write(now)],
    )
    .map(drop)
}

fn unfinished(db: &Connection, campaign: i64, fingerprint: &str) -> rusqlite::Result<Option<Run>> {
    db.query_row(
        "SELECT id, started FROM run WHERE campaign = ?1 AND fingerprint = ?2 AND ended IS NULL ORDER BY id DESC LIMIT 1",
        params![campaign, fingerprint],
        |row| Ok(Run { id: row.get(0)?, resumed: true, started: moment::read(row.get(1)?) }),
    )
    .optional()
}

fn begin(
    db: &Connection,
    campaign: i64,
    fingerprint: &str,
    now: Timestamp,
) -> rusqlite::Result<Run> {
    let started = moment::write(now);
    db.execute(
        "INSERT INTO run (campaign, fingerprint, started) VALUES (?1, ?2, ?3)",
        params![campaign, fingerprint, started],
    )?;
    Ok(Run {
        id: db.last_insert_rowid(),
        resumed: false,
        started: moment::read(started),
    })
}
