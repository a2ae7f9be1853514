//! The main job, whole: the quickstart's campaign over its recorded web.

use std::fs;
use std::path::Path;

use crate::tool::{quickstart, run};

fn harvest(folder: &Path, args: &[&str]) -> crate::tool::Ran {
    let all: Vec<&str> = ["harvest", "campaign.toml"]
        .iter()
        .chain(args)
        .copied()
        .collect();
    let ran = run(folder, &all);
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran
}

#[test]
fn the_quickstart_ends_in_a_list_and_a_second_run_finds_nothing_new() {
    let quick = quickstart();
    let first = harvest(quick.path(), &[]);
    assert!(!first.err.contains("nothing new"), "{}", first.err);
    let list = fs::read_to_string(quick.path().join("leads.csv")).unwrap();
    assert!(list.lines().count() > 20, "{list}");
    let second = harvest(quick.path(), &[]);
    assert!(second.err.contains("nothing new"), "{}", second.err);
    assert_eq!(
        fs::read_to_string(quick.path().join("leads.csv")).unwrap(),
        list
    );
}

#[test]
fn the_same_archive_gives_the_same_bytes() {
    let (one, two) = (quickstart(), quickstart());
    for list in ["leads.csv", "leads.xlsx", "leads.ndjson"] {
        for folder in [&one, &two] {
            for left in ["quickstart.db", "quickstart.db-wal", "quickstart.db-shm"] {
                let _ = fs::remove_file(folder.path().join(left));
            }
            harvest(folder.path(), &["-q", "-o", list]);
        }
        assert_eq!(
            fs::read(one.path().join(list)).unwrap(),
            fs::read(two.path().join(list)).unwrap(),
            "{list}"
        );
    }
}

#[test]
fn new_leads_get_a_file_of_their_own_and_nothing_gets_none() {
    let quick = quickstart();
    harvest(quick.path(), &["--new", "-q"]);
    let lists = || {
        let names = fs::read_dir(quick.path())
            .unwrap()
            .map(|e| e.unwrap().file_name().to_string_lossy().into_owned());
        names.filter(|n| n.starts_with("leads-")).count()
    };
    assert_eq!(lists(), 1);
    assert!(!quick.path().join("leads.csv").exists());
    harvest(quick.path(), &["--new", "-q"]);
    assert_eq!(lists(), 1);
}

#[test]
fn customers_stay_out_of_the_list_and_are_counted() {
    let quick = quickstart();
    let with = harvest(quick.path(), &[]);
    assert!(with.err.contains("2 customer"), "{}", with.err);
    let list = fs::read_to_string(quick.path().join("leads.csv")).unwrap();
    let customers = fs::read_to_string(quick.path().join("customers.csv")).unwrap();
    let mails: Vec<&str> = customers
        .split([',', '\n', '\r', '"', ';'])
        .filter(|cell| cell.contains('@'))
        .collect();
    assert!(!mails.is_empty());
    assert!(mails.iter().all(|mail| !list.contains(*mail)));
}

#[test]
fn a_dry_run_shows_the_plan_and_asks_nothing() {
    let quick = quickstart();
    let ran = harvest(quick.path(), &["--dry-run"]);
    assert!(ran.out.contains("queries in all"), "{}", ran.out);
    assert!(!quick.path().join("quickstart.db").exists());
    assert!(!quick.path().join("leads.csv").exists());
}

#[test]
fn a_spreadsheet_gets_a_mark_and_chinese_headers_where_they_are_asked_for() {
    let quick = quickstart();
    harvest(quick.path(), &["-q", "--lang", "zh"]);
    let list = fs::read(quick.path().join("leads.csv")).unwrap();
    assert!(list.starts_with(&[0xEF, 0xBB, 0xBF]));
    let text = String::from_utf8(list).unwrap();
    assert!(
        text.lines().next().unwrap().contains("公司"),
        "{}",
        text.lines().next().unwrap()
    );
    assert!(text.contains("\r\n"));
}

#[test]
fn an_address_that_is_not_recorded_is_said_and_never_fetched() {
    let quick = quickstart();
    let ran = crate::tool::pipe(
        quick.path(),
        &["crawl", "--replay", "web.warc.gz"],
        "http://never-recorded.de/\n",
    );
    assert!(ran.out.contains("not recorded"), "{}{}", ran.out, ran.err);
}
