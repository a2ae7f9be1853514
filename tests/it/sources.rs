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
