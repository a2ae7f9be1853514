//! Claims about the store that no single file of it can make.

use std::path::Path;

use jiff::Timestamp;

use super::*;
use crate::fetch::{Keep, Kept, Location, Memory};
use crate::finding::{Email, EmailKind, Evidence, Findings, Origin, Page};
use crate::web::Site;

pub(super) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

pub(super) fn page(url: &str, second: i64) -> Page {
    let evidence = Evidence::new(url.into(), at(second), "E-Mail: info@muster.de".into()).unwrap();
    let email = Email { value: "info@muster.de".into(), kind: EmailKind::Role, obfuscated: false, evidence };
    Page {
        source: url.into(),
        url: url.into(),
        fetched_at: at(second),
        status: 200,
        title: format!("Kontakt {second}"),
        language: Some("de".into()),
        country: Some("DE".into()),
        origins: vec![origin("importers", 3)],
        findings: Findings { emails: vec![email], ..Findings::default() },
    }
}

pub(super) fn seen(site: &str, path: &str, second: i64) -> SeenPage {
    let page = page(&format!("https://{site}/{path}"), second);
    SeenPage { campaign: "lamps".into(), site: Site::of_host(site).unwrap(), page, archived: None }
}

fn origin(tactic: &str, rank: u32) -> Origin {
    Origin { tactic: tactic.into(), engine: "e".into(), rank: Some(rank), ..Origin::default() }
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn pages(store: &Store) -> Vec<SeenPage> {
    store.pages("lamps").unwrap().map(Result::unwrap).collect()
}

#[test]
fn pages_come_back_whole_in_order_of_site_and_address() {
    let dir = folder();
    let store = Store::open(&dir.path().join("a.db")).unwrap();
    let mut put = Vec::new();
    for n in 0..300_u32 {
        let n = (n * 7919) % 300;
        let mut seen = seen(&format!("firm{}.de", n % 10), &format!("p{n:03}"), i64::from(n));
        let file = std::sync::Arc::new(dir.path().join("run.warc.gz"));
        seen.archived = Some(Location { file, offset: u64::from(n), length: 9, digest: "sha1:X".into() });
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
    seen.archived = Some(Location { file, offset: 1, length: 2, digest: "sha1:X".into() });
    store.put_page(&seen).unwrap();
    drop(store);
    std::fs::rename(&old, &new).unwrap();
    let store = Store::open(&new.join("a.db")).unwrap();
    assert_eq!(*pages(&store)[0].archived.as_ref().unwrap().file, new.join("a.archive/1.warc.gz"));
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
    let a = sighting("Muster …", &[origin("importers", 9), origin("distributor", 1)]);
    let b = sighting("Muster Leuchten", &[origin("importers", 4)]);
    let merged = sighting("Muster Leuchten", &[origin("distributor", 1), origin("importers", 4)]);
    for (n, order) in [[&a, &b, &a], [&b, &a, &b]].iter().enumerate() {
        let store = Store::open(&dir.path().join(format!("{n}.db"))).unwrap();
        order.iter().for_each(|s| store.put_sighting(s).unwrap());
        assert_eq!(store.sightings("lamps").unwrap(), [merged.clone()]);
    }
}

#[test]
fn a_list_imported_again_replaces_itself() {
    let dir = folder();
    let store = Store::open(&dir.path().join("a.db")).unwrap();
    store.put_rows("lamps", "fair.csv", vec![page("fair.csv#2", 1), page("fair.csv#3", 1)]).unwrap();
    store.put_rows("lamps", "fair.csv", vec![page("fair.csv#2", 2)]).unwrap();
    store.put_rows("lamps", "buyers.xlsx", vec![page("buyers.xlsx#2", 1)]).unwrap();
    let rows = store.rows("lamps").unwrap();
    assert_eq!(rows, [("buyers.xlsx".into(), page("buyers.xlsx#2", 1)), ("fair.csv".into(), page("fair.csv#2", 2))]);
}

#[test]
fn an_unfinished_run_goes_on_and_a_finished_one_does_not() {
    let dir = folder();
    let path = dir.path().join("a.db");
    let first = Store::open(&path).unwrap().begin_run("lamps", "f", at(0)).unwrap();
    let store = Store::open(&path).unwrap();
    let second = store.begin_run("lamps", "f", at(10)).unwrap();
    assert_eq!((second.id, second.resumed, second.started), (first.id, true, at(0)));
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
fn a_get_sees_every_earlier_put_committed_or_not() {
    let dir = folder();
    let path = dir.path().join("a.db");
    let store = Store::open(&path).unwrap();
    let kept = |n: u8| Kept { value: vec![n], expires: at(i64::from(n)) };
    for n in 0..200 {
        store.put(Keep::Pace, &format!("site{}", n % 7), kept(n));
        assert_eq!(store.get(Keep::Pace, &format!("site{}", n % 7)), Some(kept(n)));
    }
    assert_eq!(store.get(Keep::Rest, "site0"), None);
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.get(Keep::Pace, "site0"), Some(kept(196)));
}

#[test]
fn puts_from_many_threads_leave_the_newest_of_each() {
    let dir = folder();
    let path = dir.path().join("a.db");
    let store = Store::open(&path).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..4_u8 {
            let store = &store;
            scope.spawn(move || {
                for n in 0..250_u8 {
                    let key = format!("{thread}/{}", n % 10);
                    store.put(Keep::Robots, &key, Kept { value: vec![n], expires: at(0) });
                    assert_eq!(store.get(Keep::Robots, &key).unwrap().value, [n]);
                }
            });
        }
    });
    store.flush().unwrap();
    let reopened = Store::open_read_only(&path).unwrap();
    for thread in 0..4 {
        assert_eq!(reopened.get(Keep::Robots, &format!("{thread}/9")).unwrap().value, [249]);
    }
}

#[test]
fn what_was_exported_stays_exported_under_its_new_id() {
    let dir = folder();
    let store = Store::open(&dir.path().join("a.db")).unwrap();
    let (leads, file) = (["a".to_owned(), "b".to_owned()], Path::new("leads.csv"));
    store.mark_exported(&Departure { campaign: "lamps", leads: &leads, file, at: at(0) }).unwrap();
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
    assert!(["a", "b", "c"].iter().all(|id| store.resolve(id).unwrap() == "a"));
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
fn who_is_forgotten_leaves_no_text_in_the_file_and_stays_out() {
    use crate::suppress::{Entry, Kind, Term};
    let dir = folder();
    let path = dir.path().join("a.db");
    let store = Store::open(&path).unwrap();
    let archive = std::sync::Arc::new(dir.path().join("run.warc.gz"));
    let mut hers = seen("muster.de", "", 1);
    hers.archived = Some(Location { file: archive.clone(), offset: 0, length: 1, digest: String::new() });
    store.put_page(&hers).unwrap();
    store.put_page(&seen("agentur.fr", "", 1)).unwrap();
    store.put_rows("lamps", "fair.csv", vec![page("fair.csv#2", 1)]).unwrap();
    store.put(Keep::Answer, "GET https://muster.de/", Kept { value: vec![1], expires: at(0) });
    let entry = Entry::new(Kind::Domain, "muster.de", at(5)).unwrap().because("asked");
    store.suppress_add(std::slice::from_ref(&entry)).unwrap();
    let shown = |path: &Path| {
        let bytes: Vec<u8> = [path.to_owned(), path.with_extension("db-wal")].iter().flat_map(|p| std::fs::read(p).unwrap_or_default()).collect();
        bytes.windows(9).any(|window| window == b"muster.de")
    };
    store.flush().unwrap();
    assert!(shown(&path));
    let forgotten = store.forget(&entry).unwrap();
    assert_eq!(forgotten.archives.into_iter().collect::<Vec<_>>(), [archive.to_path_buf()]);
    assert!(!shown(&path));
    let left = pages(&store);
    assert!(left.len() == 1 && left[0].page.findings.emails.is_empty());
    assert!(store.rows("lamps").unwrap().is_empty() && store.get(Keep::Answer, "GET https://muster.de/").is_none());
    let list = store.suppress_list().unwrap();
    assert!(list.len() == 1 && matches!(&list[0].term, Term::Sealed(_)) && list[0].reason == "asked");
    assert!(store.suppressions().unwrap().email("anna@muster.de").is_some());
    assert!(store.suppress_remove(Kind::Domain, "muster.de").unwrap());
    assert!(store.suppressions().unwrap().is_empty());
}

#[test]
fn the_suppression_list_holds_each_entry_once() {
    use crate::suppress::{Entry, Kind};
    let dir = folder();
    let store = Store::open(&dir.path().join("a.db")).unwrap();
    let entry = |kind, text: &str| Entry::new(kind, text, at(1)).unwrap();
    let all = [entry(Kind::Phone, "+49 30 1234567"), entry(Kind::Email, "Anna@muster.de"), entry(Kind::Email, "anna+x@MUSTER.de")];
    assert_eq!(store.suppress_add(&all).unwrap(), 2);
    assert_eq!(store.suppress_add(&all[..1]).unwrap(), 0);
    assert_eq!(store.suppress_list().unwrap(), [all[1].clone(), all[0].clone()]);
    assert!(!store.suppress_remove(Kind::Email, "bernd@muster.de").unwrap());
}
