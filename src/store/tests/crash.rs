//! Claims about a process that is killed while it writes: this test program is started again as the one that dies.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::{at, seen};
use crate::fetch::{Keep, Kept, Memory};
use crate::store::{SeenPage, SiteOutcome, Store};
use crate::web::Site;

const STORE: &str = "BUYERSCOUT_TEST_STORE_TO_DIE_IN";
const PAGES: i64 = 12;

/// Not a claim: what the child does.
#[test]
fn child_writes_until_it_is_killed() {
    let Ok(path) = std::env::var(STORE) else {
        return;
    };
    let store = Store::open(Path::new(&path)).unwrap();
    let _lock = store.lock_for_fetching().unwrap();
    let known = store.site_outcomes("lamps").unwrap().len();
    for site in i64::try_from(known).unwrap().. {
        write_site(&store, site);
        if site % 3 == 0 {
            store.flush().unwrap();
            say(site);
        }
    }
}

#[expect(clippy::print_stdout, reason = "the parent reads it")]
fn say(site: i64) {
    println!("\nflushed {site}");
}

fn name(site: i64) -> String {
    format!("firm{site:06}.de")
}

fn write_site(store: &Store, site: i64) {
    for n in 0..PAGES {
        store.put(
            Keep::Answer,
            &format!("{}/{n}", name(site)),
            Kept {
                value: vec![7; 100],
                expires: at(n),
            },
        );
        store
            .put_page(&seen(&name(site), &format!("{n}"), n))
            .unwrap();
    }
    let ended = SiteOutcome {
        campaign: "lamps".into(),
        site: Site::of_host(&name(site)).unwrap(),
        outcome: "done".into(),
        counts: serde_json::json!({"pages": PAGES}),
        at: at(site),
    };
    store.put_site_outcome(&ended).unwrap();
}

fn start(path: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "store::tests::crash::child_writes_until_it_is_killed",
            "--nocapture",
        ])
        .env(STORE, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Reads until the child has said often enough that something is safe; then it is killed at whatever it does.
fn kill_after(child: &mut Child, flushes: usize) -> i64 {
    let lines = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    let said = lines.filter_map(|line| line.strip_prefix("flushed ").and_then(|n| n.parse().ok()));
    let last = said.take(flushes).last().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    last
}

#[test]
fn a_killed_process_loses_nothing_it_was_told_is_safe_and_leaves_no_half_state() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("leads.db");
    for round in 0..6 {
        let mut child = start(&path);
        let safe = kill_after(&mut child, 1 + round * 2);
        let store = Store::open(&path).unwrap();
        assert_eq!(store.check().unwrap(), Vec::<String>::new());
        let ended: Vec<String> = store
            .site_outcomes("lamps")
            .unwrap()
            .iter()
            .map(|o| o.site.to_string())
            .collect();
        assert!(ended.contains(&name(safe)), "site {safe} was flushed");
        let pages: Vec<SeenPage> = store.pages("lamps").unwrap().map(Result::unwrap).collect();
        for site in &ended {
            let of_site = pages.iter().filter(|p| p.site.as_str() == site);
            assert_eq!(
                of_site.count(),
                usize::try_from(PAGES).unwrap(),
                "a site with an outcome has all its pages: {site}"
            );
        }
        let kept = |p: &SeenPage| {
            store
                .get(Keep::Answer, p.page.url.trim_start_matches("https://"))
                .is_some()
        };
        assert!(pages.iter().all(kept), "an answer is kept before its page");
        assert!(
            store.lock_for_fetching().is_ok(),
            "the lock dies with its process"
        );
    }
}

#[test]
fn a_process_killed_while_it_makes_the_store_leaves_one_that_opens() {
    for delay in [0, 5, 10, 20, 30, 50] {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("leads.db");
        let mut child = start(&path);
        std::thread::sleep(std::time::Duration::from_millis(delay));
        child.kill().unwrap();
        child.wait().unwrap();
        let store = Store::open(&path).unwrap();
        assert_eq!(store.check().unwrap(), Vec::<String>::new());
        write_site(&store, 0);
        store.flush().unwrap();
    }
}
