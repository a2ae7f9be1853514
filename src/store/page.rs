//! Pages: what was read where, with its findings, and where its bytes lie in which archive.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::error::StoreError;
use super::open::Store;
use super::reader::Reader;
use super::{moment, pack, site};
use crate::fetch::Location;
use crate::finding::Page;
use crate::web::Site;

/// A page of a site, seen in a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenPage {
    /// Key of the campaign.
    pub campaign: String,
    /// The site that was crawled.
    pub site: Site,
    /// What was found.
    pub page: Page,
    /// Where its bytes lie.
    pub archived: Option<Location>,
}

/// A page as its row holds it.
struct PageRow {
    site: String,
    url: String,
    record: Vec<u8>,
    archive: Option<(String, i64, i64, String)>,
}

impl Store {
    /// Keeps a page; one row an address of a site. The version fetched last wins, of two fetched at the same time the
    /// one put last: that is how a better extraction rule replaces what an older one found.
    ///
    /// # Errors
    /// What writing anything earlier gave.
    pub fn put_page(&self, seen: &SeenPage) -> Result<(), StoreError> {
        let campaign = self.campaign(&seen.campaign)?;
        let record = pack::pack(&seen.page).map_err(|e| StoreError::Io {
            path: self.path().to_owned(),
            why: e.to_string(),
        })?;
        let (site, url, at) = (
            seen.site.clone(),
            seen.page.url.clone(),
            moment::write(seen.page.fetched_at),
        );
        let archived = seen
            .archived
            .as_ref()
            .map(|l| (written(self.path(), &l.file), l.clone()));
        self.queue(Box::new(move |db| {
            let archive = archived.as_ref().map(|(path, _)| archive_number(db, path)).transpose()?;
            let location = archived.as_ref().map(|(_, location)| location);
            let mut put = db.prepare_cached(
                "INSERT INTO page (campaign, site, url, fetched_at, archive, offset, length, digest, record)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                 ON CONFLICT (campaign, site, url) DO UPDATE SET fetched_at = excluded.fetched_at, archive = excluded.archive,
                   offset = excluded.offset, length = excluded.length, digest = excluded.digest, record = excluded.record
                 WHERE excluded.fetched_at >= page.fetched_at",
            )?;
            let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
            let (offset, length) = (location.map(|l| number(l.offset)), location.map(|l| number(l.length)));
            let digest = location.map(|l| &l.digest);
            put.execute(params![campaign, site.as_str(), url, at, archive, offset, length, digest, record])?;
            Ok(())
        }))
    }

    /// All pages of a campaign, by site, then address. They are read a few at a time, all as they were when this was
    /// called, so that memory stays flat and nothing moves underneath.
    ///
    /// # Errors
    /// What reading gives; later pages may give their own.
    pub fn pages(&self, campaign: &str) -> Result<Pages<'_>, StoreError> {
        let id = self.campaign_known(campaign)?;
        self.flush()?;
        let reader = self.readers().take()?;
        reader
            .execute_batch("BEGIN")
            .map_err(|e| StoreError::of(self.path(), &e))?;
        let after = (String::new(), String::new());
        let mut pages = Pages {
            store: self,
            reader,
            campaign: campaign.to_owned(),
            id,
            after,
            chunk: Vec::new().into_iter(),
        };
        // What is seen is fixed by the first read, so that is done here.
        pages.chunk = pages
            .next_chunk()
            .map_err(|e| StoreError::of(self.path(), &e))?
            .into_iter();
        Ok(pages)
    }

    fn seen(&self, campaign: &str, row: PageRow) -> Result<SeenPage, StoreError> {
        let page = pack::unpack(&row.record)
            .map_err(|why| self.corrupt(format!("the row of {} holds {why}", row.url)))?;
        let number = |n: i64| u64::try_from(n).unwrap_or(0);
        let archived = row.archive.map(|(file, offset, length, digest)| Location {
            file: Arc::new(placed(self.path(), &file)),
            offset: number(offset),
            length: number(length),
            digest,
        });
        Ok(SeenPage {
            campaign: campaign.to_owned(),
            site: site::read(row.site),
            page,
            archived,
        })
    }
}

/// The pages of a campaign, see [`Store::pages`].
pub struct Pages<'a> {
    store: &'a Store,
    reader: Reader,
    campaign: String,
    id: Option<i64>,
    after: (String, String),
    chunk: std::vec::IntoIter<PageRow>,
}

impl Pages<'_> {
    fn next_chunk(&mut self) -> rusqlite::Result<Vec<PageRow>> {
        let mut next = self.reader.prepare_cached(
            "SELECT site, url, record, archive.path, offset, length, digest
             FROM page LEFT JOIN archive ON archive.id = page.archive
             WHERE campaign = ?1 AND (site, url) > (?2, ?3) ORDER BY site, url LIMIT 64",
        )?;
        next.query_map(params![self.id, self.after.0, self.after.1], read_row)?
            .collect()
    }
}

impl Iterator for Pages<'_> {
    type Item = Result<SeenPage, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.chunk.len() == 0 {
            match self.next_chunk() {
                Ok(rows) => self.chunk = rows.into_iter(),
                Err(error) => {
                    // What cannot be read now cannot be read by asking again.
                    self.id = None;
                    return Some(Err(StoreError::of(self.store.path(), &error)));
                }
            }
        }
        let row = self.chunk.next()?;
        self.after = (row.site.clone(), row.url.clone());
        Some(self.store.seen(&self.campaign, row))
    }
}

impl Drop for Pages<'_> {
    fn drop(&mut self) {
        // A connection that cannot end its transaction is closed instead of kept.
        let _ = self.reader.execute_batch("COMMIT");
    }
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<PageRow> {
    let archive = match row.get::<_, Option<String>>(3)? {
        Some(path) => Some((path, row.get(4)?, row.get(5)?, row.get(6)?)),
        None => None,
    };
    Ok(PageRow {
        site: row.get(0)?,
        url: row.get(1)?,
        record: row.get(2)?,
        archive,
    })
}

fn archive_number(db: &Connection, path: &str) -> rusqlite::Result<i64> {
    let mut known = db.prepare_cached("SELECT id FROM archive WHERE path = ?1")?;
    if let Some(id) = known.query_row([path], |row| row.get(0)).optional()? {
        return Ok(id);
    }
    db.execute("INSERT INTO archive (path) VALUES (?1)", [path])?;
    Ok(db.last_insert_rowid())
}

/// An archive's path as rows hold it: relative where it lies below the store's folder, so that both can be moved.
fn written(store: &Path, archive: &Path) -> String {
    let archive = std::path::absolute(archive).unwrap_or_else(|_| archive.to_owned());
    let below = folder(store).and_then(|f| archive.strip_prefix(f).map(Path::to_owned).ok());
    below.unwrap_or(archive).to_string_lossy().into_owned()
}

pub(super) fn placed(store: &Path, archive: &str) -> PathBuf {
    folder(store).unwrap_or_default().join(archive)
}

fn folder(store: &Path) -> Option<PathBuf> {
    std::path::absolute(store)
        .ok()?
        .parent()
        .map(Path::to_owned)
}
