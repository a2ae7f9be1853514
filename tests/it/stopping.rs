//! A run that is killed or cut off loses nothing that was kept, and the same command goes on.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::tool::{program, quickstart, run};

/// Slow enough to be killed in the middle.
const SLOW: &[&str] = &[
    "harvest",
    "campaign.toml",
    "-q",
    "--replay",
    "web.warc.gz",
    "--replay-delay",
    "25ms",
];

/// Starts a slow harvest, kills it after a time; says whether it had ended by itself.
fn killed_after(folder: &Path, time: Duration) -> bool {
    let mut child = program(folder)
        .args(SLOW)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let until = Instant::now() + time;
    while Instant::now() < until {
        if child.try_wait().unwrap().is_some() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    false
}

#[test]
fn a_killed_harvest_goes_on_and_ends_in_the_same_list() {
    let undisturbed = quickstart();
    assert_eq!(
        run(undisturbed.path(), &["harvest", "campaign.toml", "-q"]).code,
        0
    );
    let disturbed = quickstart();
    for time in [150, 400, 900, 1600] {
        if killed_after(disturbed.path(), Duration::from_millis(time)) {
            break;
        }
    }
    assert_eq!(run(disturbed.path(), SLOW).code, 0);
    let list = |folder: &Path| fs::read_to_string(folder.join("leads.csv")).unwrap();
    assert_eq!(list(disturbed.path()), list(undisturbed.path()));
}

#[test]
fn a_deadline_keeps_what_was_found_and_says_so() {
    let quick = quickstart();
    let cut: Vec<&str> = [
        "harvest",
        "campaign.toml",
        "--replay",
        "web.warc.gz",
        "--replay-delay",
        "200ms",
        "--deadline",
        "1s",
    ]
    .to_vec();
    let ran = run(quick.path(), &cut);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(ran.err.contains("deadline"), "{}", ran.err);
    let ran = run(quick.path(), &["harvest", "campaign.toml", "-q"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}
