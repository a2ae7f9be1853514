//! Claims about what left, and about what the user said.

use std::path::Path;

use super::{at, folder, page, pages, seen};
use crate::fetch::{Keep, Kept, Location, Memory};
use crate::store::{Departure, Store};

#[test]
fn what_was_exported_stays_exported_under_its_new_id() {
    let dir = folder();
    let store = Store::open(&dir.path().join("a.db")).unwrap();
    let (leads, file) = (["a".to_owned(), "b".to_owned()], Path::new("leads.csv"));
    store
        .mark_exported(&Departure {
            campaign: "lamps",
            leads: &leads,
            file,
            at: at(0),
        })
        .unwrap();
    store.alias("a", "c").unwrap();
    store.alias("c", "d").unwrap();
    assert_eq!(store.resolve("a").unwrap(), "d");
    assert_eq!(store.resolve("z").unwrap(), "z");
    let gone: Vec<String> = store.exported("lamps").unwrap().into_iter().collect();
    assert_eq!(gone, ["a", "b", "c", "d"]);
    assert!(store.exported("other").unwrap().is_empty());
}

#[test]
fn aliases_never_form_a_ring() {
    let dir = folder();
    let store = Store::open(&dir.path().join("a.db")).unwrap();
    for (old, new) in [("a", "b"), ("b", "c"), ("c", "a"), ("a", "a"), ("b", "a")] {
        store.alias(old, new).unwrap();
    }
    assert!(
        ["a", "b", "c"]
            .iter()
            .all(|id| store.resolve(id).unwrap() == "a")
    );
}

#[test]
fn who_is_forgotten_leaves_no_text_in_the_file_and_stays_out() {
    use crate::suppress::{Entry, Kind, Term};
    let dir = folder();
    let path = dir.path().join("a.db");
    let store = Store::open(&path).unwrap();
    let archive = std::sync::Arc::new(dir.path().join("run.warc.gz"));
    let mut hers = seen("muster.de", "", 1);
    hers.archived = Some(Location {
        file: archive.clone(),
        offset: 0,
        length: 1,
        digest: String::new(),
    });
    store.put_page(&hers).unwrap();
    store.put_page(&seen("agentur.fr", "", 1)).unwrap();
    store
        .put_rows("lamps", "fair.csv", vec![page("fair.csv#2", 1)])
        .unwrap();
    store.put(
        Keep::Answer,
        "GET https://muster.de/",
        Kept {
            value: vec![1],
            expires: at(0),
        },
    );
    let entry = Entry::new(Kind::Domain, "muster.de", at(5))
        .unwrap()
        .because("asked");
    store.suppress_add(std::slice::from_ref(&entry)).unwrap();
    let shown = |path: &Path| {
        let bytes: Vec<u8> = [path.to_owned(), path.with_extension("db-wal")]
            .iter()
            .flat_map(|p| std::fs::read(p).unwrap_or_default())
            .collect();
        bytes.windows(9).any(|window| window == b"muster.de")
    };
    store.flush().unwrap();
    assert!(shown(&path));
    let forgotten = store.forget(&entry).unwrap();
    assert_eq!(
        forgotten.archives.into_iter().collect::<Vec<_>>(),
        [archive.to_path_buf()]
    );
    assert!(!shown(&path));
    let left = pages(&store);
    assert!(left.len() == 1 && left[0].page.findings.emails.is_empty());
    assert!(
        store.rows("lamps").unwrap().is_empty()
            && store.get(Keep::Answer, "GET https://muster.de/").is_none()
    );
    let list = store.suppress_list().unwrap();
    assert!(
        list.len() == 1 && matches!(&list[0].term, Term::Sealed(_)) && list[0].reason == "asked"
    );
    assert!(
        store
            .suppressions()
            .unwrap()
            .email("anna@muster.de")
            .is_some()
    );
    assert!(store.suppress_remove(Kind::Domain, "muster.de").unwrap());
    assert!(store.suppressions().unwrap().is_empty());
}

#[test]
fn the_suppression_list_holds_each_entry_once() {
    use crate::suppress::{Entry, Kind};
    let dir = folder();
    let store = Store::open(&dir.path().join("a.db")).unwrap();
    let entry = |kind, text: &str| Entry::new(kind, text, at(1)).unwrap();
    let all = [
        entry(Kind::Phone, "+49 30 1234567"),
        entry(Kind::Email, "Anna@muster.de"),
        entry(Kind::Email, "anna+x@MUSTER.de"),
    ];
    assert_eq!(store.suppress_add(&all).unwrap(), 2);
    assert_eq!(store.suppress_add(&all[..1]).unwrap(), 0);
    assert_eq!(
        store.suppress_list().unwrap(),
        [all[1].clone(), all[0].clone()]
    );
    assert!(
        !store
            .suppress_remove(Kind::Email, "bernd@muster.de")
            .unwrap()
    );
    assert!(
        store
            .suppress_remove(Kind::Phone, "0049 30 1234567")
            .unwrap()
    );
    assert!(
        store
            .suppress_remove(Kind::Email, "<ANNA+news@Muster.de>")
            .unwrap()
    );
    assert!(store.suppress_list().unwrap().is_empty());
}
