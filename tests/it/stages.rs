//! The stages in a pipe do what a harvest does, keep where a lead came from, and end quietly when nobody reads on.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::tool::{pipe, program, quickstart, run};

#[test]
fn the_stages_in_a_pipe_find_what_the_harvest_finds() {
    let quick = quickstart();
    let folder = quick.path();
    let queries = run(
        folder,
        &["query", "--campaign", "campaign.toml", "--format", "ndjson"],
    );
    assert_eq!(queries.code, 0, "{}", queries.err);
    let hits = pipe(
        folder,
        &["search", "--campaign", "campaign.toml"],
        &queries.out,
    );
    assert_eq!(hits.code, 0, "{}", hits.err);
    let pages = pipe(folder, &["crawl", "--replay", "web.warc.gz"], &hits.out);
    assert_eq!(pages.code, 0, "{}", pages.err);
    let leads = pipe(folder, &["dedupe"], &pages.out);
    assert_eq!(leads.code, 0, "{}", leads.err);
    let graded = pipe(
        folder,
        &["grade", "--campaign", "campaign.toml"],
        &leads.out,
    );
    assert_eq!(graded.code, 0, "{}", graded.err);
    let csv = pipe(folder, &["export", "--format", "csv"], &graded.out);
    assert_eq!(csv.code, 0, "{}", csv.err);

    assert_eq!(run(folder, &["harvest", "campaign.toml", "-q"]).code, 0);
    let harvested = std::fs::read_to_string(folder.join("leads.csv")).unwrap();
    assert_eq!(websites(&csv.out), websites(&harvested));

    let lead: serde_json::Value = serde_json::from_str(graded.out.lines().next().unwrap()).unwrap();
    let origin = &lead["origins"][0];
    for key in ["tactic", "query", "engine"] {
        assert!(
            origin[key].as_str().is_some_and(|v| !v.is_empty()),
            "{key}: {origin}"
        );
    }
    assert!(origin["rank"].is_u64(), "{origin}");
}

fn websites(csv_text: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv_text.trim_start_matches('\u{feff}').as_bytes());
    let at = reader
        .headers()
        .unwrap()
        .iter()
        .position(|h| h == "website")
        .unwrap();
    let mut all: Vec<String> = reader
        .records()
        .map(|row| row.unwrap()[at].to_owned())
        .collect();
    all.sort();
    all
}

#[test]
fn a_reader_that_leaves_early_ends_the_stage_quietly() {
    let quick = quickstart();
    let mut child = program(quick.path())
        .args([
            "query",
            "LED light",
            "--country",
            "all",
            "--format",
            "ndjson",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    assert!(first.starts_with("{\"type\":\"query\",\"v\":1,"), "{first}");
    let ended = child.wait_with_output().unwrap();
    assert!(
        ended.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    assert_eq!(ended.status.code(), Some(0));
}

#[test]
fn a_page_on_standard_input_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let html = "<html lang=de><title>Muster GmbH</title><p>Schreiben Sie an <a href='mailto:einkauf@muster-handel.de'>uns</a>";
    let ran = pipe(
        folder.path(),
        &["extract", "-", "--url", "http://muster-handel.de/kontakt"],
        html,
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    let page: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(page["emails"][0]["value"], "einkauf@muster-handel.de");
    assert_eq!(
        page["emails"][0]["evidence"]["url"],
        "http://muster-handel.de/kontakt"
    );
}

#[test]
fn saved_result_pages_lead_to_sites() {
    let folder = tempfile::tempdir().unwrap();
    let page = "{\"type\":\"result_page\",\"v\":1,\"engine\":\"x\",\"kind\":\"results\",\"hits\":[{\"url\":\"http://lux-handel.de/\",\"title\":\"Lux\",\"snippet\":\"\",\"rank\":1}]}";
    let ran = pipe(folder.path(), &["crawl", "--offline"], page);
    assert!(ran.out.contains("\"found\":1"), "{}{}", ran.out, ran.err);
}
