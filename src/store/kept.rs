//! The memory's rows: what the fetching layers keep between requests and between runs.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::moment;
use super::overlay::{Place, number};
use crate::fetch::{Keep, Kept};

pub(super) fn write(db: &Connection, place: &Place, kept: &Kept) -> rusqlite::Result<()> {
    let mut put = db.prepare_cached(
        "INSERT INTO kept (keep, key, value, expires) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (keep, key) DO UPDATE SET value = excluded.value, expires = excluded.expires",
    )?;
    put.execute(params![
        number(place.keep),
        &*place.key,
        &kept.value,
        moment::write(kept.expires)
    ])?;
    Ok(())
}

pub(super) fn read(db: &Connection, keep: Keep, key: &str) -> rusqlite::Result<Option<Kept>> {
    let mut get =
        db.prepare_cached("SELECT value, expires FROM kept WHERE keep = ?1 AND key = ?2")?;
    get.query_row(params![number(keep), key], |row| {
        Ok(Kept {
            value: row.get(0)?,
            expires: moment::read(row.get(1)?),
        })
    })
    .optional()
}

/// Drops what is too old to be of any use: paces and rests that are over, answers and robots rules stale for long.
pub(super) fn sweep(db: &Connection, now: Timestamp) -> rusqlite::Result<()> {
    const DAY: i64 = 24 * 3600 * 1_000_000;
    let now = moment::write(now);
    for (keep, days) in [
        (Keep::Answer, 180),
        (Keep::Robots, 30),
        (Keep::Pace, 1),
        (Keep::Rest, 1),
        (Keep::Saved, 1),
        (Keep::Spent, 90),
    ] {
        db.execute(
            "DELETE FROM kept WHERE keep = ?1 AND expires < ?2",
            params![number(keep), now - days * DAY],
        )?;
    }
    Ok(())
}
