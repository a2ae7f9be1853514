//! The layout of the database and its migrations: one SQL file each, only ever added at the end.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::error::StoreError;

/// Every migration in order; the layout's number is how many were run. What has been released is never edited.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_observed.sql"),
    include_str!("migrations/0002_kept.sql"),
    include_str!("migrations/0003_said.sql"),
];

/// Tells a store from other programs' databases: `Buys` in ASCII.
const APPLICATION_ID: i64 = 0x4275_7973;

/// The newest layout this program knows.
pub(super) fn known() -> i64 {
    i64::try_from(MIGRATIONS.len()).expect("a few migrations")
}

/// Fails where the database is not a store, or a newer one. Gives its layout; 0 for an empty database.
pub(super) fn check(db: &Connection, path: &Path) -> Result<i64, StoreError> {
    let number = |sql: &str| {
        db.query_row(sql, [], |row| row.get::<_, i64>(0))
            .map_err(|e| StoreError::of(path, &e))
    };
    let found = number("PRAGMA user_version")?;
    let ours = number("PRAGMA application_id")? == APPLICATION_ID;
    if !ours && (found != 0 || number("SELECT count(*) FROM sqlite_master")? != 0) {
        return Err(StoreError::Foreign {
            path: path.to_owned(),
        });
    }
    if found > known() {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known: known(),
        });
    }
    Ok(found)
}

/// Brings a store to the newest layout, all or nothing.
pub(super) fn migrate(db: &mut Connection, path: &Path) -> Result<(), StoreError> {
    if check(db, path)? == known() {
        return Ok(());
    }
    let told = |e: rusqlite::Error| StoreError::of(path, &e);
    let step = db
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(told)?;
    // Looked at again under the lock: another process may have come first.
    let found = usize::try_from(check(&step, path)?).unwrap_or(0);
    for sql in &MIGRATIONS[found..] {
        step.execute_batch(sql).map_err(told)?;
    }
    step.pragma_update(None, "application_id", APPLICATION_ID)
        .map_err(told)?;
    step.pragma_update(None, "user_version", known())
        .map_err(told)?;
    step.commit().map_err(told)
}
