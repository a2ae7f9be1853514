//! The campaigns a store knows, and how much it holds of each.

use jiff::Timestamp;
use rusqlite::OptionalExtension;

use super::error::StoreError;
use super::moment;
use super::open::Store;

/// What a store holds of a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownCampaign {
    /// Its key.
    pub key: String,
    /// Leads that left in lists.
    pub listed: usize,
    /// Pages that were read.
    pub pages: usize,
    /// When the latest of them came from its server.
    pub last: Option<Timestamp>,
}

impl KnownCampaign {
    /// Nothing was read for it and nothing left.
    pub fn is_empty(&self) -> bool {
        self.pages == 0 && self.listed == 0
    }
}

impl Store {
    /// Every campaign, by its key.
    ///
    /// # Errors
    /// What reading gives.
    pub fn known_campaigns(&self) -> Result<Vec<KnownCampaign>, StoreError> {
        let count = |n: i64| usize::try_from(n).unwrap_or(0);
        self.read(|db| {
            let mut all = db.prepare_cached(
                "SELECT key,
                   (SELECT count(*) FROM exported WHERE exported.campaign = campaign.id),
                   (SELECT count(*) FROM page WHERE page.campaign = campaign.id),
                   (SELECT max(fetched_at) FROM page WHERE page.campaign = campaign.id)
                 FROM campaign ORDER BY key",
            )?;
            let known = all.query_map([], |row| {
                Ok(KnownCampaign {
                    key: row.get(0)?,
                    listed: count(row.get(1)?),
                    pages: count(row.get(2)?),
                    last: row.get::<_, Option<i64>>(3)?.map(moment::read),
                })
            })?;
            known.collect()
        })
    }

    /// The campaign whose latest run with this fingerprint is the newest of all; none where no run has it.
    ///
    /// # Errors
    /// What reading gives.
    pub fn campaign_of(&self, fingerprint: &str) -> Result<Option<String>, StoreError> {
        self.read(|db| {
            db.query_row(
                "SELECT key FROM run JOIN campaign ON campaign.id = run.campaign WHERE fingerprint = ?1 ORDER BY run.id DESC LIMIT 1",
                [fingerprint],
                |row| row.get(0),
            )
            .optional()
        })
    }
}
