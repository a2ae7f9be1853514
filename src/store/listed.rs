//! Rows of imported lists and registers.

use rusqlite::params;

use super::error::StoreError;
use super::open::Store;
use super::pack;
use crate::finding::Page;

impl Store {
    /// Keeps the rows of a list under its source's name, in place of what that source gave before: all or nothing.
    ///
    /// # Errors
    /// What writing anything earlier gave.
    pub fn put_rows(
        &self,
        campaign: &str,
        source: &str,
        rows: Vec<Page>,
    ) -> Result<(), StoreError> {
        let (campaign, source) = (self.campaign(campaign)?, source.to_owned());
        let told = |e: serde_json::Error| StoreError::Io {
            path: self.path().to_owned(),
            why: e.to_string(),
        };
        let packed = rows
            .into_iter()
            .map(|row| pack::pack(&row))
            .collect::<Result<Vec<_>, _>>()
            .map_err(told)?;
        self.queue(Box::new(move |db| {
            db.execute(
                "DELETE FROM listed WHERE campaign = ?1 AND source = ?2",
                params![campaign, source],
            )?;
            let mut put = db.prepare_cached(
                "INSERT INTO listed (campaign, source, n, record) VALUES (?1, ?2, ?3, ?4)",
            )?;
            for (n, record) in packed.iter().enumerate() {
                put.execute(params![
                    campaign,
                    source,
                    i64::try_from(n).unwrap_or(i64::MAX),
                    record
                ])?;
            }
            Ok(())
        }))
    }

    /// The rows of all lists of a campaign, by source, in the order of the list.
    ///
    /// # Errors
    /// What reading gives.
    pub fn rows(&self, campaign: &str) -> Result<Vec<(String, Page)>, StoreError> {
        let Some(id) = self.campaign_known(campaign)? else {
            return Ok(Vec::new());
        };
        let packed: Vec<(String, Vec<u8>)> = self.read(|db| {
            let mut all = db.prepare_cached(
                "SELECT source, record FROM listed WHERE campaign = ?1 ORDER BY source, n",
            )?;
            all.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })?;
        packed
            .into_iter()
            .map(|(source, record)| {
                let page = pack::unpack(&record)
                    .map_err(|why| self.corrupt(format!("the list {source} holds {why}")))?;
                Ok((source, page))
            })
            .collect()
    }
}
