//! Who is asked is what the user said: no engine where he wrote none, nobody besides the pages he saved.

use std::fs;

use crate::doctor::closed_port;
use crate::tool::{folder_with, run};

const PAGE: &str = "<form id=\"sb_form\"><input name=\"q\" value=\"led\"></form><ol id=\"b_results\"><li class=\"b_algo\"><h2><a href=\"https://lux.example/\">Lux</a></h2></li></ol>";

fn campaign(engines: &str, url: &str) -> String {
    format!(
        "[product]\nname = \"LED light\"\n[market]\ncountries = [\"DE\"]\n[search]\n{engines}budget = 3\n[engine.searxng]\nurl = \"{url}\"\n[engine.searxng.pace]\ngap_seconds = 0\n[run]\nstore = \"s.db\"\n"
    )
}

#[test]
fn engines_written_as_none_are_none_and_left_out_are_those_with_a_section() {
    let url = format!("http://127.0.0.1:{}", closed_port());
    let none = folder_with("c.toml", campaign("engines = []\n", &url));
    let ran = run(none.path(), &["harvest", "c.toml"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("no engine is set"), "{}", ran.err);
    let left_out = folder_with("c.toml", campaign("", &url));
    let ran = run(left_out.path(), &["harvest", "c.toml", "--dry-run"]);
    assert!(ran.out.contains("(searxng)"), "{}{}", ran.out, ran.err);
}

#[test]
fn saved_pages_alone_ask_no_engine_unless_told() {
    let url = format!("http://127.0.0.1:{}", closed_port());
    let folder = folder_with("c.toml", campaign("", &url));
    fs::create_dir(folder.path().join("saved")).unwrap();
    fs::write(folder.path().join("saved/a.html"), PAGE).unwrap();
    let alone = ["harvest", "c.toml", "--saved", "saved", "--offline"];
    let ran = run(folder.path(), &alone);
    assert!(
        ran.err.contains("saved      1 ") && ran.err.contains("--ask asks searxng as well"),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains("\nsearxng"), "{}", ran.err);
    let told = [
        "harvest",
        "c.toml",
        "--saved",
        "saved",
        "--ask",
        "--offline",
    ];
    let ran = run(folder.path(), &told);
    assert!(ran.err.contains("\nsearxng"), "{}", ran.err);
}

#[test]
fn an_engine_that_nobody_answers_for_shows_what_works_besides() {
    let url = format!("http://127.0.0.1:{}", closed_port());
    let folder = folder_with("c.toml", campaign("", &url));
    let ran = run(folder.path(), &["harvest", "c.toml"]);
    assert_eq!(ran.code, 4, "{}", ran.err);
    for words in [
        "start the server",
        "No source answered",
        "--saved SAVED-PAGES",
        "BRAVE_API_KEY",
    ] {
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
}

#[test]
fn an_engine_without_address_or_key_is_warned_of_in_a_dry_run_and_refused_in_a_real_one() {
    let text = campaign("engines = [\"searxng\"]\n", "");
    let folder = folder_with("c.toml", text);
    let ran = run(folder.path(), &["harvest", "c.toml", "--dry-run"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("warning: searxng will not be asked")
            && ran.err.contains("hint: ")
            && ran.err.contains("url = \"http://"),
        "{}",
        ran.err
    );
    let ran = run(folder.path(), &["harvest", "c.toml"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("needs the address"), "{}", ran.err);
    let find = [
        "find",
        "LED light",
        "--country",
        "DE",
        "-e",
        "brave-api",
        "--dry-run",
    ];
    let ran = run(folder.path(), &find);
    assert!(ran.err.contains("BRAVE_API_KEY"), "{}", ran.err);
}

#[test]
fn a_group_of_countries_is_said_in_the_plan_and_asked_country_by_country() {
    let folder = tempfile::tempdir().unwrap();
    let args = [
        "find",
        "LED light",
        "--country",
        "海湾国家，EU",
        "-e",
        "duckduckgo",
        "--dry-run",
    ];
    let ran = run(folder.path(), &args);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for words in [
        "海湾国家 = 6 countries: ",
        "EU = 27 countries: DE ",
        " QA ",
        " LU ",
    ] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    let ran = run(folder.path(), &["markets", "中东"]);
    assert!(
        ran.out.contains("Middle East") && ran.out.contains(" SA "),
        "{}",
        ran.out
    );
    let ran = run(folder.path(), &["dedupe", "x.csv", "--region", "EU"]);
    assert!(
        ran.code == 2 && ran.err.contains("group of countries"),
        "{}",
        ran.err
    );
}

#[test]
fn what_was_not_asked_for_want_of_a_connection_is_not_called_unreachable() {
    let folder = folder_with(
        "c.toml",
        format!(
            "{}[known]\nseeds = [\"lux-handel.de\"]\n",
            campaign("", "http://127.0.0.1:9")
        ),
    );
    let ran = run(folder.path(), &["harvest", "c.toml", "--offline"]);
    assert!(
        ran.err.contains("3 queries not asked (offline)"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("1 not asked (offline)"), "{}", ran.err);
    assert!(!ran.err.contains("unreachable"), "{}", ran.err);
}

#[test]
fn the_terminal_speaks_chinese_by_any_of_its_names() {
    let quick = crate::tool::quickstart();
    let ran = run(
        quick.path(),
        &["--lang", "zh-CN", "harvest", "campaign.toml"],
    );
    assert!(
        ran.err.contains("网站       找到 86") && ran.err.contains("不是买家："),
        "{}",
        ran.err
    );
    let ran = run(quick.path(), &["--lang", "cn", "doctor", "campaign.toml"]);
    assert!(
        ran.out.contains("老客户: customers.csv: 3 个老客户"),
        "{}",
        ran.out
    );
    let ran = run(quick.path(), &["--lang", "de", "doctor"]);
    assert!(ran.code == 2 && ran.err.contains("zh-Hans"), "{}", ran.err);
}
