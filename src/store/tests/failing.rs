//! Claims about how a store fails: with which error, and what it says.

use std::path::{Path, PathBuf};

use super::{at, folder, seen};
use crate::fetch::{Keep, Kept, Memory};
use crate::store::{SeenPage, Store, StoreError, connect, layout};

fn filled(dir: &Path, pages: i64) -> PathBuf {
    let path = dir.join("leads.db");
    let store = Store::open(&path).unwrap();
    for n in 0..pages {
        store
            .put_page(&seen("muster.de", &format!("{n:05}"), n))
            .unwrap();
    }
    store.flush().unwrap();
    drop(store);
    path
}

fn error(opened: Result<Store, StoreError>) -> StoreError {
    opened.err().expect("it must not open")
}

fn names_the_path(error: &StoreError, path: &Path) {
    assert!(
        error.to_string().contains(&path.display().to_string()),
        "{error}"
    );
    assert!(!error.hint().is_empty());
}

#[test]
fn a_file_of_garbage_is_no_database() {
    let dir = folder();
    let path = dir.path().join("leads.db");
    std::fs::write(&path, b"name;mail\nMuster;info@muster.de\n".repeat(100)).unwrap();
    for opened in [Store::open(&path), Store::open_read_only(&path)] {
        let error = error(opened);
        assert_eq!(error, StoreError::NotADatabase { path: path.clone() });
        names_the_path(&error, &path);
    }
    assert!(std::fs::read(&path).unwrap().starts_with(b"name;mail"));
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    let dir = folder();
    let path = dir.path().join("places.db");
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch("CREATE TABLE bookmark (url TEXT)")
        .unwrap();
    drop(db);
    let before = std::fs::read(&path).unwrap();
    assert_eq!(
        error(Store::open(&path)),
        StoreError::Foreign { path: path.clone() }
    );
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_store_of_a_newer_program_is_left_alone() {
    let dir = folder();
    let path = filled(dir.path(), 1);
    let db = rusqlite::Connection::open(&path).unwrap();
    db.pragma_update(None, "user_version", 9999).unwrap();
    drop(db);
    for opened in [Store::open(&path), Store::open_read_only(&path)] {
        let error = error(opened);
        assert_eq!(
            error,
            StoreError::Newer {
                path: path.clone(),
                found: 9999,
                known: layout::known()
            }
        );
        names_the_path(&error, &path);
    }
}

#[test]
fn an_older_store_is_brought_up_to_date_when_it_is_opened_to_write() {
    let dir = folder();
    let path = dir.path().join("leads.db");
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch(include_str!("../migrations/0001_observed.sql"))
        .unwrap();
    db.execute_batch("INSERT INTO campaign VALUES (1, 'lamps'); PRAGMA user_version = 1; PRAGMA application_id = 0x42757973").unwrap();
    drop(db);
    let older = StoreError::Older {
        path: path.clone(),
        found: 1,
        known: layout::known(),
    };
    assert_eq!(error(Store::open_read_only(&path)), older);
    let store = Store::open(&path).unwrap();
    store.put_page(&seen("muster.de", "", 1)).unwrap();
    store.put(
        Keep::Rest,
        "bing",
        Kept {
            value: vec![1],
            expires: at(0),
        },
    );
    assert_eq!(store.pages("lamps").unwrap().count(), 1);
    assert!(Store::open_read_only(&path).is_ok());
}

#[test]
fn a_page_of_rubbish_in_the_file_is_found_and_named() {
    let dir = folder();
    let path = filled(dir.path(), 400);
    let mut bytes = std::fs::read(&path).unwrap();
    let page = bytes.len() / 4096 / 2;
    bytes[page * 4096..(page + 1) * 4096].fill(0x5a);
    std::fs::write(&path, bytes).unwrap();
    let store = Store::open(&path).unwrap();
    assert!(!store.check().unwrap().is_empty());
    let read: Result<Vec<SeenPage>, StoreError> = store.pages("lamps").and_then(Iterator::collect);
    let error = read.unwrap_err();
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error:?}");
    names_the_path(&error, &path);
}

#[test]
fn one_flipped_byte_of_a_record_is_found_and_named() {
    let dir = folder();
    let path = filled(dir.path(), 3);
    let db = rusqlite::Connection::open(&path).unwrap();
    let (id, mut record): (i64, Vec<u8>) = db
        .query_row(
            "SELECT id, record FROM page WHERE url = 'https://muster.de/00001'",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    let middle = record.len() / 2;
    record[middle] ^= 1;
    db.execute(
        "UPDATE page SET record = ?2 WHERE id = ?1",
        rusqlite::params![id, record],
    )
    .unwrap();
    drop(db);
    let store = Store::open(&path).unwrap();
    let wrong = store.check().unwrap();
    assert!(
        wrong.len() == 1 && wrong[0].contains("https://muster.de/00001"),
        "{wrong:?}"
    );
    let read: Vec<bool> = store
        .pages("lamps")
        .unwrap()
        .map(|page| page.is_ok())
        .collect();
    assert_eq!(read, [true, false, true]);
}

#[test]
fn a_full_disk_is_told_at_the_next_put_and_what_was_committed_stays() {
    let dir = folder();
    let path = filled(dir.path(), 10);
    let store = Store::open(&path).unwrap();
    store.limit_size(60);
    let full = StoreError::DiskFull { path: path.clone() };
    let told = (0..5000).find_map(|n| {
        store
            .put_page(&seen("voll.de", &format!("{n:05}"), n))
            .err()
    });
    assert_eq!(told, Some(full.clone()));
    assert_eq!(store.flush(), Err(full.clone()));
    assert_eq!(store.begin_run("lamps", "f", at(0)), Err(full.clone()));
    names_the_path(&full, &path);
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    let kept: Vec<String> = store
        .pages("lamps")
        .unwrap()
        .map(|p| p.unwrap().page.url)
        .collect();
    assert_eq!(
        kept.iter().filter(|url| url.contains("muster.de")).count(),
        10
    );
    let committed = kept.iter().filter(|url| url.contains("voll.de"));
    assert!(
        committed
            .enumerate()
            .all(|(n, url)| url.ends_with(&format!("{n:05}"))),
        "a prefix, without holes"
    );
}

#[test]
fn a_store_opened_to_read_refuses_to_be_written() {
    let dir = folder();
    let path = filled(dir.path(), 2);
    let store = Store::open_read_only(&path).unwrap();
    let refused = StoreError::ReadOnly { path: path.clone() };
    assert_eq!(store.put_page(&seen("a.de", "", 1)), Err(refused.clone()));
    assert_eq!(store.begin_run("lamps", "f", at(0)), Err(refused.clone()));
    assert_eq!(store.pages("lamps").unwrap().count(), 2);
    store.put(
        Keep::Pace,
        "a.de",
        Kept {
            value: vec![1],
            expires: at(0),
        },
    );
    assert!(store.get(Keep::Pace, "a.de").is_some());
    names_the_path(&refused, &path);
}

#[test]
fn a_database_that_may_not_be_written_says_so() {
    let dir = folder();
    let path = filled(dir.path(), 1);
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let db = rusqlite::Connection::open_with_flags(&path, flags).unwrap();
    let error = db.execute("DELETE FROM page", []).unwrap_err();
    assert_eq!(StoreError::of(&path, &error), StoreError::ReadOnly { path });
}

#[test]
fn a_database_that_another_program_keeps_locked_says_so() {
    let dir = folder();
    let path = filled(dir.path(), 1);
    let (one, two) = (
        rusqlite::Connection::open(&path).unwrap(),
        rusqlite::Connection::open(&path).unwrap(),
    );
    one.execute_batch("BEGIN IMMEDIATE").unwrap();
    two.busy_timeout(std::time::Duration::ZERO).unwrap();
    let error = two.execute_batch("BEGIN IMMEDIATE").unwrap_err();
    let told = StoreError::of(&path, &error);
    assert_eq!(told, StoreError::Locked { path: path.clone() });
    names_the_path(&told, &path);
}

#[cfg(unix)]
#[test]
fn a_write_protected_file_or_folder_can_still_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder();
    let path = filled(dir.path(), 2);
    let allow = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    allow(&path, 0o444);
    allow(dir.path(), 0o555);
    // A superuser writes all the same: then only reading can be claimed.
    if std::fs::write(dir.path().join("probe"), "").is_err() {
        assert_eq!(
            error(Store::open(&path)),
            StoreError::ReadOnly { path: path.clone() }
        );
    }
    assert_eq!(
        Store::open_read_only(&path)
            .unwrap()
            .pages("lamps")
            .unwrap()
            .count(),
        2
    );
    allow(dir.path(), 0o755);
}

#[test]
fn a_file_that_nobody_changes_is_read_without_its_log() {
    let dir = folder();
    let path = filled(dir.path(), 2);
    let db = connect::unchanging(&path).unwrap();
    assert_eq!(
        db.query_row("SELECT count(*) FROM page", [], |row| row.get::<_, i64>(0))
            .unwrap(),
        2
    );
}

#[test]
fn a_store_that_is_not_there_is_said_with_its_folder() {
    let dir = folder();
    let path = dir.path().join("no/leads.db");
    let no_folder = error(Store::open(&path));
    assert_eq!(
        no_folder,
        StoreError::NoFolder {
            path: path.clone(),
            folder: dir.path().join("no")
        }
    );
    assert!(no_folder.hint().contains("no"));
    let missing = dir.path().join("leads.db");
    assert_eq!(
        error(Store::open_read_only(&missing)),
        StoreError::Missing {
            path: missing.clone()
        }
    );
    assert!(!missing.exists());
    assert!(matches!(
        error(Store::open(dir.path())),
        StoreError::Io { .. }
    ));
}

#[test]
fn one_fetches_at_a_time_and_the_holder_is_named() {
    let dir = folder();
    let path = filled(dir.path(), 1);
    let (one, two) = (Store::open(&path).unwrap(), Store::open(&path).unwrap());
    let lock = one.lock_for_fetching().unwrap();
    let busy = two.lock_for_fetching().unwrap_err();
    let holder = cfg!(unix).then(std::process::id);
    assert_eq!(
        busy,
        StoreError::Busy {
            path: path.clone(),
            holder
        }
    );
    if cfg!(unix) {
        assert!(
            busy.to_string().contains(&std::process::id().to_string())
                && busy.hint().contains("wait")
        );
    }
    drop(lock);
    assert!(two.lock_for_fetching().is_ok());
}

#[test]
fn two_programs_write_one_store_without_losing_anything() {
    let dir = folder();
    let path = filled(dir.path(), 1);
    std::thread::scope(|scope| {
        for program in 0..2 {
            let path = &path;
            scope.spawn(move || {
                let store = Store::open(path).unwrap();
                for n in 0..300 {
                    store
                        .put_page(&seen(&format!("p{program}.de"), &format!("{n}"), n))
                        .unwrap();
                }
                store.flush().unwrap();
            });
        }
    });
    assert_eq!(
        Store::open(&path).unwrap().pages("lamps").unwrap().count(),
        601
    );
}
