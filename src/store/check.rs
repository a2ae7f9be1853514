//! The health of a store, for `doctor`.

use super::error::StoreError;
use super::open::Store;
use super::pack;

impl Store {
    /// What is wrong with the file: damaged pages, rows without their index entry, records that do not unpack. Empty
    /// where all is well. Reads everything; a row's checksum tells even one flipped bit.
    ///
    /// # Errors
    /// Where the file cannot be read at all.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        let mut wrong = told(self.read(|db| {
            let mut check = db.prepare("PRAGMA integrity_check(20)")?;
            check.query_map([], |row| row.get(0))?.collect()
        }))?;
        wrong.retain(|line| line != "ok");
        wrong.extend(self.damaged_records()?);
        Ok(wrong)
    }

    fn damaged_records(&self) -> Result<Vec<String>, StoreError> {
        told(self.read(|db| {
            let mut all = db.prepare(
                "SELECT 'page ' || url, record FROM page UNION ALL SELECT 'row ' || n || ' of list ' || source, record FROM listed",
            )?;
            let mut rows = all.query([])?;
            let mut wrong = Vec::new();
            while let Some(row) = rows.next()? {
                if let Err(why) = pack::unpack::<crate::finding::Page>(row.get_ref(1)?.as_blob().unwrap_or_default()) {
                    wrong.push(format!("{}: {why}", row.get::<_, String>(0)?));
                }
            }
            Ok(wrong)
        }))
    }
}

/// A file too damaged to be looked through is a finding as well.
fn told(scan: Result<Vec<String>, StoreError>) -> Result<Vec<String>, StoreError> {
    match scan {
        Err(StoreError::Corrupt { what, .. }) => Ok(vec![what]),
        other => other,
    }
}
