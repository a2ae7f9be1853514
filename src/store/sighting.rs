//! Sightings: addresses that engines, lists or the user named, each with every query that led there.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::error::StoreError;
use super::open::Store;
use crate::finding::Origin;
use crate::web::Site;

/// An address of a site that came to be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    /// Key of the campaign.
    pub campaign: String,
    /// The site.
    pub site: Site,
    /// The address.
    pub url: String,
    /// Title under which it was named.
    pub title: String,
    /// How it came to be known.
    pub origins: Vec<Origin>,
}

impl Store {
    /// Keeps a sighting; one row an address. Origins are merged with those already known: of one query at one engine
    /// only the best rank stays, so that weekly runs do not make rows grow. What results does not depend on the order.
    ///
    /// # Errors
    /// What writing anything earlier gave.
    pub fn put_sighting(&self, sighting: &Sighting) -> Result<(), StoreError> {
        let campaign = self.campaign(&sighting.campaign)?;
        let new = sighting.clone();
        self.queue(Box::new(move |db| write(db, campaign, new)))
    }

    /// All sightings of a campaign, by site, then address.
    ///
    /// # Errors
    /// What reading gives.
    pub fn sightings(&self, campaign: &str) -> Result<Vec<Sighting>, StoreError> {
        let Some(id) = self.campaign_known(campaign)? else {
            return Ok(Vec::new());
        };
        let rows: Vec<[String; 4]> = self.read(|db| {
            let mut all = db.prepare_cached("SELECT site, url, title, origins FROM sighting WHERE campaign = ?1 ORDER BY site, url")?;
            all.query_map([id], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))?.collect()
        })?;
        rows.into_iter()
            .map(|row| self.sighting(campaign, row))
            .collect()
    }

    fn sighting(
        &self,
        campaign: &str,
        [site, url, title, origins]: [String; 4],
    ) -> Result<Sighting, StoreError> {
        let damaged = |e: serde_json::Error| {
            self.corrupt(format!("the origins of {url} cannot be read ({e})"))
        };
        let origins = serde_json::from_str(&origins).map_err(damaged)?;
        Ok(Sighting {
            campaign: campaign.to_owned(),
            site: super::site::read(site),
            url,
            title,
            origins,
        })
    }
}

fn write(db: &Connection, campaign: i64, mut new: Sighting) -> rusqlite::Result<()> {
    let mut known = db.prepare_cached(
        "SELECT title, origins FROM sighting WHERE campaign = ?1 AND site = ?2 AND url = ?3",
    )?;
    let place = params![campaign, new.site.as_str(), new.url];
    let known: Option<(String, String)> = known
        .query_row(place, |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((title, origins)) = known {
        // A damaged row is replaced: it could not be read anyway.
        new.origins
            .extend(serde_json::from_str::<Vec<Origin>>(&origins).unwrap_or_default());
        new.title = fuller(new.title, title);
    }
    let origins = serde_json::to_string(&merge(new.origins))
        .map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))?;
    let mut put = db.prepare_cached(
        "INSERT INTO sighting (campaign, site, url, title, origins) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (campaign, site, url) DO UPDATE SET title = excluded.title, origins = excluded.origins",
    )?;
    put.execute(params![
        campaign,
        new.site.as_str(),
        new.url,
        new.title,
        origins
    ])?;
    Ok(())
}

/// The longer of two titles: engines cut them. Of two equally long ones the first in order.
fn fuller(a: String, b: String) -> String {
    let length = |t: &str| t.chars().count();
    match length(&a).cmp(&length(&b)) {
        std::cmp::Ordering::Greater => a,
        std::cmp::Ordering::Less => b,
        std::cmp::Ordering::Equal => a.min(b),
    }
}

fn merge(origins: Vec<Origin>) -> Vec<Origin> {
    let mut best: BTreeMap<Origin, Origin> = BTreeMap::new();
    for origin in origins {
        let same = Origin {
            rank: None,
            page: None,
            ..origin.clone()
        };
        let place = |o: &Origin| (o.rank.unwrap_or(u32::MAX), o.page.unwrap_or(u32::MAX));
        let known = best.entry(same).or_insert_with(|| origin.clone());
        if place(&origin) < place(known) {
            *known = origin;
        }
    }
    best.into_values().collect()
}
