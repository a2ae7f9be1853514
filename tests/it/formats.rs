//! The format of what a stage writes is the one asked for, or it is refused before anything is done.

use std::fs;

use crate::tool::{pipe, quickstart, run};

#[test]
fn stages_that_make_leads_write_lists_and_the_others_refuse_them() {
    let quick = quickstart();
    let folder = quick.path();
    let customers = ["dedupe", "customers.csv", "-o", "merged.csv"];
    let ran = run(folder, &customers);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let merged = fs::read_to_string(folder.join("merged.csv")).unwrap();
    assert!(merged.starts_with("\u{feff}company,"), "{merged}");
    let ran = run(folder, &["dedupe", "customers.csv", "--format", "tsv"]);
    assert!(ran.out.starts_with("company\tcountry"), "{}", ran.out);
    let records = run(folder, &["dedupe", "customers.csv"]).out;
    let ran = pipe(folder, &["grade", "-o", "graded.xlsx"], &records);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        fs::read(folder.join("graded.xlsx"))
            .unwrap()
            .starts_with(b"PK")
    );
    for args in [
        &["extract", "engine.toml", "-o", "pages.csv"][..],
        &["crawl", "--offline", "--format", "csv"],
        &["search", "-c", "campaign.toml", "-o", "hits.xlsx"],
    ] {
        let ran = pipe(folder, args, "");
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.err);
        assert!(
            ran.err.contains("NDJSON") && ran.err.contains("hint: "),
            "{args:?}: {}",
            ran.err
        );
    }
    let ran = run(
        folder,
        &["dedupe", "customers.csv", "-o", "a.csv", "--format", "xlsx"],
    );
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("contradict"), "{}", ran.err);
    let ran = run(
        folder,
        &["init", "LED light", "--country", "DE", "-o", "c.csv"],
    );
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(!folder.join("c.csv").exists() && ran.err.contains(".toml"));
}

#[test]
fn queries_are_written_as_the_ending_says() {
    let quick = quickstart();
    let to = |file: &str| {
        let ran = run(quick.path(), &["query", "-c", "campaign.toml", "-o", file]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        fs::read_to_string(quick.path().join(file)).unwrap()
    };
    assert!(to("q.csv").starts_with("query,tactic,"));
    assert!(to("q.html").starts_with("<!doctype html>"));
    assert!(to("q.ndjson").starts_with("{\"type\":\"query\""));
    assert!(!to("q.txt").starts_with('{'));
}

#[test]
fn a_list_that_cannot_be_written_is_refused_before_anything_is_asked() {
    let quick = quickstart();
    let ran = run(
        quick.path(),
        &["harvest", "campaign.toml", "-o", "leads.doc"],
    );
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains(".xlsx"), "{}", ran.err);
    assert!(!quick.path().join("quickstart.db").exists());
}

#[test]
fn files_for_a_sales_program_have_no_apostrophe_before_numbers_and_those_for_excel_do() {
    let quick = quickstart();
    run(quick.path(), &["harvest", "campaign.toml", "-q"]);
    let to = |preset: &str| {
        let args = [
            "export",
            "-c",
            "campaign.toml",
            "--preset",
            preset,
            "-o",
            "x.csv",
        ];
        let ran = run(quick.path(), &args);
        assert_eq!(ran.code, 0, "{}", ran.err);
        fs::read_to_string(quick.path().join("x.csv")).unwrap()
    };
    for preset in ["generic", "smartlead", "instantly", "hubspot", "generic-zh"] {
        let list = to(preset);
        assert!(list.contains(",+49") && !list.contains("'+"), "{preset}");
    }
    assert!(to("default").contains(",'+49"));
    assert!(to("short").contains(",'+49"));
}

#[test]
fn columns_are_those_of_the_option_else_of_the_campaign_else_the_usual_ones() {
    let quick = quickstart();
    let campaign = quick.path().join("campaign.toml");
    let text = fs::read_to_string(&campaign).unwrap();
    let with = |columns: &str| {
        let line = format!("[export]\ncolumns = {columns}");
        fs::write(&campaign, text.replace("[export]", &line)).unwrap();
    };
    with("[\"company\", \"emial\"]");
    let ran = run(quick.path(), &["harvest", "campaign.toml"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("`email`"), "{}", ran.err);
    with("[\"company\", \"email = E-Mail\"]");
    assert_eq!(
        run(quick.path(), &["harvest", "campaign.toml", "-q"]).code,
        0
    );
    let list = fs::read_to_string(quick.path().join("leads.csv")).unwrap();
    assert!(list.starts_with("\u{feff}company,E-Mail\r\n"), "{list}");
    let head = |args: &[&str]| {
        let all = [&["export", "-c", "campaign.toml"], args].concat();
        let ran = run(quick.path(), &all);
        ran.out.lines().next().unwrap_or_default().to_owned() + &ran.err
    };
    assert!(head(&[]).starts_with("company,E-Mail"));
    assert!(head(&["--columns", "city,company=Firma"]).starts_with("city,Firma"));
    assert!(head(&["--preset", "short"]).starts_with("company,country,type"));
    assert!(head(&["leads.ndjson"]).contains("leave the file or --campaign out"));
}
