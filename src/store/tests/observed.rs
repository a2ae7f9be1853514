//! Claims about runs, sightings, pages, lists and outcomes.

use super::{at, folder, origin, page, pages, seen};
use crate::fetch::Location;
use crate::finding::Origin;
use crate::store::{RunEnd, Sighting, SiteOutcome, Store};
use crate::web::Site;

#[test]
fn pages_come_back_whole_in_order_of_site_and_address() {
    let dir = folder();
    let store = Store::open(&dir.path().join("a.db")).unwrap();
    let mut put = Vec::new();
    for n in 0..300_u32 {
        let n = (n * 7919) % 300;
        let mut seen = seen(
            &format!("firm{}.de", n % 10),
            &format!("p{n:03}"),
            i64::from(n),
        );
        let file = std::sync::Arc::new(dir.path().join("run.warc.gz"));
        seen.archived = Some(Location {
            file,
            offset: u64::from(n),
            length: 9,
            digest: "sha1:X".into(),
        });
        store.put_page(&seen).unwrap();
        put.push(seen);
    }
    put.sort_by(|a, b| (&a.site, &a.page.url).cmp(&(&b.site, &b.page.url)));
    assert_eq!(pages(&store), put);
    assert_eq!(store.pages("another").unwrap().count(), 0);
}

#[test]
fn the_version_fetched_last_wins_whatever_came_last() {
    let dir = folder();
    let store = Store::open(&dir.path().join("a.db")).unwrap();
    store.put_page(&seen("muster.de", "", 50)).unwrap();
    store.put_page(&seen("muster.de", "", 20)).unwrap();
    assert_eq!(pages(&store)[0].page.title, "Kontakt 50");
    let mut again = seen("muster.de", "", 50);
    again.page.title = "read again by a better rule".into();
    store.put_page(&again).unwrap();
    assert_eq!(pages(&store), [again]);
}

#[test]
fn a_reader_of_pages_does_not_see_what_is_put_meanwhile() {
    let dir = folder();
    let store = Store::open(&dir.path().join("a.db")).unwrap();
    store.put_page(&seen("a.de", "", 1)).unwrap();
    let reading = store.pages("lamps").unwrap();
    store.put_page(&seen("b.de", "", 1)).unwrap();
    store.flush().unwrap();
    assert_eq!(reading.count(), 1);
    assert_eq!(pages(&store).len(), 2);
}

#[test]
fn an_archive_moves_with_its_store() {
    let dir = folder();
    let (old, new) = (dir.path().join("old"), dir.path().join("new"));
    std::fs::create_dir(&old).unwrap();
    let store = Store::open(&old.join("a.db")).unwrap();
    let mut seen = seen("muster.de", "", 1);
    let file = std::sync::Arc::new(old.join("a.archive/1.warc.gz"));
    seen.archived = Some(Location {
        file,
        offset: 1,
        length: 2,
        digest: "sha1:X".into(),
    });
    store.put_page(&seen).unwrap();
    drop(store);
    std::fs::rename(&old, &new).unwrap();
    let store = Store::open(&new.join("a.db")).unwrap();
    assert_eq!(
        *pages(&store)[0].archived.as_ref().unwrap().file,
        new.join("a.archive/1.warc.gz")
    );
}

#[test]
fn sightings_merge_their_origins_in_any_order() {
    let dir = folder();
    let sighting = |title: &str, origins: &[Origin]| Sighting {
        campaign: "lamps".into(),
        site: Site::of_host("muster.de").unwrap(),
        url: "https://muster.de/".into(),
        title: title.into(),
        origins: origins.to_vec(),
    };
    let a = sighting(
        "Muster …",
        &[origin("importers", 9), origin("distributor", 1)],
    );
    let b = sighting("Muster Leuchten", &[origin("importers", 4)]);
    let merged = sighting(
        "Muster Leuchten",
        &[origin("distributor", 1), origin("importers", 4)],
    );
    for (n, order) in [[&a, &b, &a], [&b, &a, &b]].iter().enumerate() {
        let store = Store::open(&dir.path().join(format!("{n}.db"))).unwrap();
        for sighting in order {
            store.put_sighting(sighting).unwrap();
        }
        assert_eq!(
            store.sightings("lamps").unwrap(),
            std::slice::from_ref(&merged)
        );
    }
}

#[test]
fn a_list_imported_again_replaces_itself() {
    let dir = folder();
    let store = Store::open(&dir.path().join("a.db")).unwrap();
    store
        .put_rows(
            "lamps",
            "fair.csv",
            vec![page("fair.csv#2", 1), page("fair.csv#3", 1)],
        )
        .unwrap();
    store
        .put_rows("lamps", "fair.csv", vec![page("fair.csv#2", 2)])
        .unwrap();
    store
        .put_rows("lamps", "buyers.xlsx", vec![page("buyers.xlsx#2", 1)])
        .unwrap();
    let rows = store.rows("lamps").unwrap();
    assert_eq!(
        rows,
        [
            ("buyers.xlsx".into(), page("buyers.xlsx#2", 1)),
            ("fair.csv".into(), page("fair.csv#2", 2))
        ]
    );
}

#[test]
fn an_unfinished_run_goes_on_and_a_finished_one_does_not() {
    let dir = folder();
    let path = dir.path().join("a.db");
    let first = Store::open(&path)
        .unwrap()
        .begin_run("lamps", "f", at(0))
        .unwrap();
    let store = Store::open(&path).unwrap();
    let second = store.begin_run("lamps", "f", at(10)).unwrap();
    assert_eq!(
        (second.id, second.resumed, second.started),
        (first.id, true, at(0))
    );
    store.finish_run(&second, RunEnd::Done, at(20)).unwrap();
    let third = store.begin_run("lamps", "f", at(30)).unwrap();
    assert!(!third.resumed && third.id != first.id && third.started == at(30));
}

#[test]
fn a_run_with_other_settings_ends_the_unfinished_one() {
    let dir = folder();
    let store = Store::open(&dir.path().join("a.db")).unwrap();
    let old = store.begin_run("lamps", "old", at(0)).unwrap();
    assert!(!store.begin_run("lamps", "new", at(1)).unwrap().resumed);
    let again = store.begin_run("lamps", "old", at(2)).unwrap();
    assert!(!again.resumed && again.id != old.id);
}

#[test]
fn a_site_outcome_comes_after_its_pages_and_the_last_one_holds() {
    let dir = folder();
    let store = Store::open(&dir.path().join("a.db")).unwrap();
    let ended = |outcome: &str| SiteOutcome {
        campaign: "lamps".into(),
        site: Site::of_host("muster.de").unwrap(),
        outcome: outcome.into(),
        counts: serde_json::json!({"pages": 4}),
        at: at(3),
    };
    store.put_site_outcome(&ended("unreachable")).unwrap();
    store.put_site_outcome(&ended("done")).unwrap();
    assert_eq!(store.site_outcomes("lamps").unwrap(), [ended("done")]);
}

#[test]
fn a_sound_store_has_nothing_wrong() {
    let dir = folder();
    let store = Store::open(&dir.path().join("a.db")).unwrap();
    store.put_page(&seen("a.de", "", 1)).unwrap();
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
}

#[test]
fn what_is_put_is_committed_though_nobody_waits_for_it() {
    let dir = folder();
    let path = dir.path().join("a.db");
    let store = Store::open(&path).unwrap();
    store.put_page(&seen("muster.de", "", 1)).unwrap();
    let other = Store::open_read_only(&path).unwrap();
    let patience = std::time::Instant::now() + std::time::Duration::from_mins(1);
    while other.pages("lamps").unwrap().count() == 0 {
        assert!(std::time::Instant::now() < patience, "never committed");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}
