//! How each site ended: the outcome's id and its counts.

use jiff::Timestamp;
use rusqlite::params;

use super::error::StoreError;
use super::open::Store;
use super::{moment, site};
use crate::web::Site;

/// How the crawl of a site ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteOutcome {
    /// Key of the campaign.
    pub campaign: String,
    /// The site.
    pub site: Site,
    /// Id of the outcome.
    pub outcome: String,
    /// Counts, as whoever crawled wrote them.
    pub counts: serde_json::Value,
    /// When it ended.
    pub at: Timestamp,
}

impl Store {
    /// Keeps how a site ended, in place of an earlier outcome. Committed after the site's pages where they were put
    /// before: a site with an outcome has all its pages.
    ///
    /// # Errors
    /// What writing anything earlier gave.
    pub fn put_site_outcome(&self, ended: &SiteOutcome) -> Result<(), StoreError> {
        let campaign = self.campaign(&ended.campaign)?;
        let (site, outcome, at) = (
            ended.site.clone(),
            ended.outcome.clone(),
            moment::write(ended.at),
        );
        let counts = ended.counts.to_string();
        self.queue(Box::new(move |db| {
            let mut put = db.prepare_cached(
                "INSERT INTO site_outcome (campaign, site, outcome, counts, at) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (campaign, site) DO UPDATE SET outcome = excluded.outcome, counts = excluded.counts, at = excluded.at",
            )?;
            put.execute(params![campaign, site.as_str(), outcome, counts, at]).map(drop)
        }))
    }

    /// How the sites of a campaign ended, by site.
    ///
    /// # Errors
    /// What reading gives.
    pub fn site_outcomes(&self, campaign: &str) -> Result<Vec<SiteOutcome>, StoreError> {
        let Some(id) = self.campaign_known(campaign)? else {
            return Ok(Vec::new());
        };
        self.read(|db| {
            let mut all =
                db.prepare_cached("SELECT site, outcome, counts, at FROM site_outcome WHERE campaign = ?1 ORDER BY site")?;
            let rows = all.query_map([id], |row| {
                Ok(SiteOutcome {
                    campaign: campaign.to_owned(),
                    site: site::read(row.get(0)?),
                    outcome: row.get(1)?,
                    counts: serde_json::from_str(&row.get::<_, String>(2)?).unwrap_or_default(),
                    at: moment::read(row.get(3)?),
                })
            })?;
            rows.collect()
        })
    }
}
