//! Forgetting: somebody is erased from every row, and only a seal stays behind that keeps him out.

use std::collections::BTreeSet;
use std::path::PathBuf;

use rusqlite::{Connection, OptionalExtension, params};

use super::error::StoreError;
use super::open::Store;
use super::{connect, pack, page, suppression};
use crate::finding::Page;
use crate::suppress::{Entry, Fate, Kind, Term};

/// What forgetting did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Rows that were changed or erased.
    pub rows: usize,
    /// Archives that still hold pages it stood on. The store does not rewrite archives; say so.
    pub archives: BTreeSet<PathBuf>,
}

/// A table with packed records.
struct Shelf {
    next: &'static str,
    change: &'static str,
    erase: &'static str,
    /// A record from which a domain's address was taken goes as a whole: a list's row is about one company.
    row_a_company: Fate,
}

const PAGES: Shelf = Shelf {
    next: "SELECT page.id, record, archive.path FROM page LEFT JOIN archive ON archive.id = page.archive
           WHERE page.id > ?1 ORDER BY page.id LIMIT 1",
    change: "UPDATE page SET record = ?2 WHERE id = ?1",
    erase: "DELETE FROM page WHERE id = ?1",
    row_a_company: Fate::Changed,
};

const LISTED: Shelf = Shelf {
    next: "SELECT rowid, record, NULL FROM listed WHERE rowid > ?1 ORDER BY rowid LIMIT 1",
    change: "UPDATE listed SET record = ?2 WHERE rowid = ?1",
    erase: "DELETE FROM listed WHERE rowid = ?1",
    row_a_company: Fate::Gone,
};

impl Store {
    /// Erases whom an entry names from every row of every campaign, puts the sealed entry on the suppression list
    /// (a country stays in the clear: there is nothing to hide) and writes the file anew, so that no erased text stays
    /// in its gaps. All or nothing. Takes as long as reading the whole store.
    ///
    /// # Errors
    /// What reading and writing give; `Locked` where another program reads at the time: the rows are erased then, the
    /// gaps are not, and the same call again finishes it.
    pub fn forget(&self, entry: &Entry) -> Result<Forgotten, StoreError> {
        let key = self.seal_key()?;
        let entry = entry.clone();
        let (rows, archives) = self.ask(move |db| {
            let mut archives = BTreeSet::new();
            let mut rows = sweep(db, &PAGES, &entry, &mut archives)?
                + sweep(db, &LISTED, &entry, &mut archives)?;
            rows += forget_site(db, &entry)?;
            forget_entry(db, &entry)?;
            let stays = if entry.kind == Kind::Country {
                entry
            } else {
                entry.sealed(&key)
            };
            suppression::add(db, &stays)?;
            Ok((rows, archives))
        })?;
        self.close_gaps()?;
        let archives = archives
            .iter()
            .map(|path| page::placed(self.path(), path))
            .collect();
        Ok(Forgotten { rows, archives })
    }

    fn close_gaps(&self) -> Result<(), StoreError> {
        let db = connect::for_writing(self.path())?;
        db.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")
            .map_err(|e| StoreError::of(self.path(), &e))
    }
}

fn sweep(
    db: &Connection,
    shelf: &Shelf,
    entry: &Entry,
    archives: &mut BTreeSet<String>,
) -> rusqlite::Result<usize> {
    let mut next = db.prepare(shelf.next)?;
    let mut read = |after: i64| {
        let row = |row: &rusqlite::Row<'_>| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, Vec<u8>>(1)?,
                row.get::<_, Option<String>>(2)?,
            ))
        };
        next.query_row([after], row).optional()
    };
    let (mut at, mut rows) = (i64::MIN, 0);
    while let Some((id, record, archive)) = read(at)? {
        at = id;
        if forget_in(db, shelf, id, (&record, entry))? {
            rows += 1;
            archives.extend(archive);
        }
    }
    Ok(rows)
}

fn forget_in(
    db: &Connection,
    shelf: &Shelf,
    id: i64,
    (record, entry): (&[u8], &Entry),
) -> rusqlite::Result<bool> {
    // A record that does not unpack shows nothing to anybody; `doctor` names it.
    let Ok(mut page) = pack::unpack::<Page>(record) else {
        return Ok(false);
    };
    let fate = match entry.erase_from(&mut page) {
        Fate::Changed if entry.kind == Kind::Domain => shelf.row_a_company,
        fate => fate,
    };
    match fate {
        Fate::Untouched => return Ok(false),
        Fate::Changed => {
            let record = pack::pack(&page)
                .map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))?;
            db.prepare_cached(shelf.change)?
                .execute(params![id, record])?;
        }
        Fate::Gone => {
            db.prepare_cached(shelf.erase)?.execute([id])?;
        }
    }
    Ok(true)
}

/// A site's sightings, outcome and kept answers go with it. A key that only happens to name it costs one more fetch.
fn forget_site(db: &Connection, entry: &Entry) -> rusqlite::Result<usize> {
    let (Kind::Domain, Term::Plain(site)) = (entry.kind, &entry.term) else {
        return Ok(0);
    };
    let mut rows = 0;
    for sql in [
        "DELETE FROM sighting WHERE site = ?1",
        "DELETE FROM site_outcome WHERE site = ?1",
        "DELETE FROM kept WHERE instr(key, ?1) > 0",
    ] {
        rows += db.execute(sql, [site])?;
    }
    Ok(rows)
}

/// The entry in the clear goes, where there was one.
fn forget_entry(db: &Connection, entry: &Entry) -> rusqlite::Result<()> {
    let (kind, Term::Plain(value)) = (entry.kind, &entry.term) else {
        return Ok(());
    };
    db.execute(
        "DELETE FROM suppression WHERE kind = ?1 AND value = ?2",
        [kind.id(), value],
    )
    .map(drop)
}
