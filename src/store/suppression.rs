//! What the user said must not be kept or leave.

use rusqlite::{Connection, params};

use super::error::StoreError;
use super::moment;
use super::open::Store;
use crate::suppress::{Entry, Kind, SealKey, Suppressions, Term};

impl Store {
    /// Adds entries, all or none, and waits until that is committed. An entry that is there already gets the new
    /// reason and time. Gives how many were new.
    ///
    /// # Errors
    /// What writing gives.
    pub fn suppress_add(&self, entries: &[Entry]) -> Result<usize, StoreError> {
        let entries = entries.to_vec();
        self.ask(move |db| {
            let before = count(db)?;
            entries.iter().try_for_each(|entry| add(db, entry))?;
            Ok(usize::try_from(count(db)? - before).unwrap_or(0))
        })
    }

    /// All entries, by kind, then value.
    ///
    /// # Errors
    /// What reading gives.
    pub fn suppress_list(&self) -> Result<Vec<Entry>, StoreError> {
        self.read(|db| {
            let mut all = db.prepare(
                "SELECT kind, value, sealed, reason, at FROM suppression ORDER BY kind, value",
            )?;
            let rows = all.query_map([], |row| {
                let (kind, value, sealed): (String, String, bool) =
                    (row.get(0)?, row.get(1)?, row.get(2)?);
                let term = if sealed {
                    Term::Sealed(value)
                } else {
                    Term::Plain(value)
                };
                Ok(Kind::of_id(&kind).map(|kind| (kind, term, row.get(3), row.get(4))))
            })?;
            let mut entries = Vec::new();
            for (kind, term, reason, at) in rows
                .collect::<rusqlite::Result<Vec<_>>>()?
                .into_iter()
                .flatten()
            {
                entries.push(Entry {
                    kind,
                    term,
                    reason: reason?,
                    at: moment::read(at?),
                });
            }
            Ok(entries)
        })
    }

    /// Removes the entry of a value, in any spelling, in the clear or sealed; `false` where there is none.
    ///
    /// # Errors
    /// What writing gives.
    pub fn suppress_remove(&self, kind: Kind, value: &str) -> Result<bool, StoreError> {
        let value = kind.normal(value).unwrap_or_else(|_| value.to_owned());
        let seal = self.seal_key()?.seal(kind, &value);
        self.ask(move |db| {
            let gone = db.execute(
                "DELETE FROM suppression WHERE kind = ?1 AND ((value = ?2 AND sealed = 0) OR (value = ?3 AND sealed = 1))",
                params![kind.id(), value, seal],
            )?;
            Ok(gone > 0)
        })
    }

    /// The list made ready to match.
    ///
    /// # Errors
    /// What reading gives.
    pub fn suppressions(&self) -> Result<Suppressions, StoreError> {
        Ok(Suppressions::from_entries(
            &self.suppress_list()?,
            self.seal_key()?,
        ))
    }

    /// The key of the seals, made with the store and of no use without it.
    pub(super) fn seal_key(&self) -> Result<SealKey, StoreError> {
        let key: Vec<u8> =
            self.read(|db| db.query_row("SELECT key FROM seal", [], |row| row.get(0)))?;
        Ok(SealKey::new(&key))
    }
}

pub(super) fn add(db: &Connection, entry: &Entry) -> rusqlite::Result<()> {
    let (value, sealed) = match &entry.term {
        Term::Plain(value) => (value, false),
        Term::Sealed(seal) => (seal, true),
    };
    let mut put = db.prepare_cached(
        "INSERT INTO suppression (kind, value, sealed, reason, at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (kind, value) DO UPDATE SET reason = excluded.reason, at = excluded.at",
    )?;
    put.execute(params![
        entry.kind.id(),
        value,
        sealed,
        entry.reason,
        moment::write(entry.at)
    ])
    .map(drop)
}

fn count(db: &Connection) -> rusqlite::Result<i64> {
    db.query_row("SELECT count(*) FROM suppression", [], |row| row.get(0))
}
