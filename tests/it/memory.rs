//! A campaign's memory outlives the name of its file, and a store that holds nothing of it says what it holds.

use std::fs;

use crate::tool::{Ran, quickstart, run};

fn harvested() -> tempfile::TempDir {
    let quick = quickstart();
    let ran = run(quick.path(), &["harvest", "campaign.toml", "-q"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    quick
}

fn export(folder: &std::path::Path, campaign: &str) -> Ran {
    run(
        folder,
        &["export", "--campaign", campaign, "--format", "ndjson"],
    )
}

#[test]
fn a_renamed_campaign_goes_on_with_its_memory_even_when_it_is_changed_later() {
    let quick = harvested();
    let before = export(quick.path(), "campaign.toml").out;
    assert!(before.lines().count() > 20);
    let renamed = quick.path().join("flood lights.toml");
    fs::rename(quick.path().join("campaign.toml"), &renamed).unwrap();
    let after = export(quick.path(), "flood lights.toml");
    assert_eq!(after.code, 0, "{}", after.err);
    assert!(
        after.err.contains("campaign: LED flood light"),
        "{}",
        after.err
    );
    assert_eq!(after.out, before);
    let again = run(quick.path(), &["harvest", "flood lights.toml"]);
    assert!(again.err.contains("nothing new"), "{}", again.err);
    let text = fs::read_to_string(&renamed).unwrap();
    fs::write(&renamed, text.replace("budget = 120", "budget = 119")).unwrap();
    let changed = export(quick.path(), "flood lights.toml");
    assert_eq!(changed.out.lines().count(), before.lines().count());
}

#[test]
fn a_store_that_holds_nothing_of_a_campaign_says_what_it_holds_and_how_to_go_on_with_it() {
    let quick = harvested();
    let before = export(quick.path(), "campaign.toml").out;
    let text = fs::read_to_string(quick.path().join("campaign.toml")).unwrap();
    let other = text.replace("name = \"LED flood light\"", "name = \"LED floodlight\"");
    fs::write(quick.path().join("other.toml"), &other).unwrap();
    let ran = export(quick.path(), "other.toml");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
    for words in [
        "other: LED floodlight",
        "`campaign: LED flood light` (58 leads, 285 pages, last read ",
        "hint: ",
        "memory = \"campaign: LED flood light\"",
    ] {
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
    let named = other.replace("[run]", "[run]\nmemory = \"campaign: LED flood light\"");
    fs::write(quick.path().join("other.toml"), named).unwrap();
    let ran = export(quick.path(), "other.toml");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out.lines().count(), before.lines().count());
}

#[test]
fn an_export_reports_the_customers_it_takes_out() {
    let quick = harvested();
    let list = fs::read_to_string(quick.path().join("leads.csv")).unwrap();
    let site = list
        .split("https://")
        .nth(1)
        .and_then(|rest| rest.split(['/', ',', '"']).next())
        .unwrap()
        .to_owned();
    let customers = quick.path().join("customers.csv");
    fs::write(&customers, format!("website\n{site}\n")).unwrap();
    let ran = export(quick.path(), "campaign.toml");
    assert!(
        ran.err
            .contains("left out as your customers or suppressed: 1 company (1 by domain)"),
        "{site}: {}",
        ran.err
    );
    assert!(!ran.out.contains(&format!("\"website\":\"https://{site}")));
}

#[test]
fn what_is_suppressed_in_a_campaigns_store_stays_out_of_its_export() {
    let quick = harvested();
    let domain = "flutlicht-import-sued-muster.de";
    assert!(export(quick.path(), "campaign.toml").out.contains(domain));
    let add = ["suppress", "add", domain, "--campaign", "campaign.toml"];
    let ran = run(quick.path(), &add);
    assert!(ran.err.contains("quickstart.db"), "{}", ran.err);
    let after = export(quick.path(), "campaign.toml");
    assert!(
        !after
            .out
            .contains(&format!("\"website\":\"https://www.{domain}"))
    );
    assert!(
        after.err.contains("1 company (1 by domain)"),
        "{}",
        after.err
    );
}
