//! What left: which leads stand in which file; and what became of old lead ids.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::error::StoreError;
use super::moment;
use super::open::Store;

/// Leads that stand in a file.
#[derive(Debug, Clone, Copy)]
pub struct Departure<'a> {
    /// Key of the campaign.
    pub campaign: &'a str,
    /// Ids of the leads.
    pub leads: &'a [String],
    /// The file, which has its name already.
    pub file: &'a Path,
    /// When.
    pub at: Timestamp,
}

impl Store {
    /// Marks leads as exported, all or none, and waits until that is committed. A lead keeps its first file.
    ///
    /// # Errors
    /// What writing gives.
    pub fn mark_exported(&self, departure: &Departure<'_>) -> Result<(), StoreError> {
        let campaign = self.campaign(departure.campaign)?;
        let (leads, at) = (departure.leads.to_vec(), moment::write(departure.at));
        let file = departure.file.to_string_lossy().into_owned();
        self.ask(move |db| {
            let mut mark = db.prepare_cached(
                "INSERT INTO exported (campaign, lead, file, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (campaign, lead) DO NOTHING",
            )?;
            leads.iter().try_for_each(|lead| mark.execute(params![campaign, lead, file, at]).map(drop))
        })
    }

    /// Ids of the leads that were exported, those of old included that became others since.
    ///
    /// # Errors
    /// What reading gives.
    pub fn exported(&self, campaign: &str) -> Result<BTreeSet<String>, StoreError> {
        let Some(id) = self.campaign_known(campaign)? else {
            return Ok(BTreeSet::new());
        };
        self.read(|db| {
            let mut all = db.prepare_cached(
                "WITH RECURSIVE gone(id) AS (
                   SELECT lead FROM exported WHERE campaign = ?1
                   UNION SELECT alias.new FROM gone JOIN alias ON alias.old = gone.id)
                 SELECT id FROM gone",
            )?;
            all.query_map([id], |row| row.get(0))?.collect()
        })
    }

    /// Says that the lead `old` is now `new`. Said the other way round later, the later word holds.
    ///
    /// # Errors
    /// What writing anything earlier gave.
    pub fn alias(&self, old: &str, new: &str) -> Result<(), StoreError> {
        let (old, new) = (old.to_owned(), new.to_owned());
        self.queue(Box::new(move |db| {
            if old != new {
                // The new id is nobody's old one from now on, so chains never close to a ring.
                db.prepare_cached("DELETE FROM alias WHERE old = ?1")?.execute([&new])?;
                let mut put =
                    db.prepare_cached("INSERT INTO alias (old, new) VALUES (?1, ?2) ON CONFLICT (old) DO UPDATE SET new = excluded.new")?;
                put.execute([&old, &new])?;
            }
            Ok(())
        }))
    }

    /// The id a lead has today.
    ///
    /// # Errors
    /// What reading gives.
    pub fn resolve(&self, id: &str) -> Result<String, StoreError> {
        self.read(|db| newest(db, id))
    }
}

fn newest(db: &Connection, id: &str) -> rusqlite::Result<String> {
    let mut step = db.prepare_cached("SELECT new FROM alias WHERE old = ?1")?;
    let mut id = id.to_owned();
    while let Some(new) = step.query_row([&id], |row| row.get(0)).optional()? {
        id = new;
    }
    Ok(id)
}
