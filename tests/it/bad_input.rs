//! Bad input gets an error that names the place and says what to do, and the exit code of the contract.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;

use crate::tool::{Ran, folder_with, pipe, quickstart, run};

const CAMPAIGN: &str = "[product]\nname = \"LED light\"\n[market]\ncountries = [\"DE\"]\n";

fn refused(ran: &Ran, code: i32, said: &[&str]) {
    assert_eq!(ran.code, code, "{}", ran.err);
    assert!(
        ran.err.contains("error: ") && ran.err.contains("hint: "),
        "{}",
        ran.err
    );
    for words in said {
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
}

#[test]
fn a_missing_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    refused(
        &run(folder.path(), &["harvest", "none.toml"]),
        2,
        &["none.toml"],
    );
    refused(
        &run(folder.path(), &["extract", "none.html"]),
        2,
        &["none.html"],
    );
    refused(
        &run(folder.path(), &["dedupe", "none.csv"]),
        2,
        &["none.csv"],
    );
}

#[test]
fn a_fault_in_a_campaign_is_named_with_its_line_and_what_was_meant() {
    let said = |text: &str, words: &[&str]| {
        let folder = folder_with("c.toml", text);
        refused(&run(folder.path(), &["harvest", "c.toml"]), 2, words);
    };
    said(
        &format!("{CAMPAIGN}[search]\ntactcs = []\n"),
        &["line 6", "tactcs", "`tactics`"],
    );
    said(
        &format!(
            "{CAMPAIGN}[search]\nengines = [\"searxng\"]\ntactics = [\"distributer\"]\n[engine.searxng]\nurl = \"http://127.0.0.1:9\"\n"
        ),
        &["distributer", "`distributor`"],
    );
    said(
        "[product]\nname = \"x\"\n[market]\ncountries = [\"Germny\"]\n",
        &["line 4", "Germny", "Germany"],
    );
    said("", &["name"]);
    said("[product]\nname = “LED light”\n", &["line 2"]);
    said(
        &format!(
            "{CAMPAIGN}[known]\ncustomers = \"none.xlsx\"\n[search]\nengines = [\"searxng\"]\n[engine.searxng]\nurl = \"http://127.0.0.1:9\"\n"
        ),
        &["none.xlsx"],
    );
}

#[test]
fn a_campaign_in_gbk_is_read() {
    let text = "# 客户在德国，做灯具批发\n[product]\nname = \"LED light\"\n[market]\ncountries = [\"德国\"]\n";
    let (bytes, ..) = encoding_rs::GBK.encode(text);
    let folder = folder_with("c.toml", &bytes);
    let ran = run(
        folder.path(),
        &["query", "--campaign", "c.toml", "--format", "text"],
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("Germany"), "{}", ran.out);
}

#[test]
fn without_an_engine_the_ways_that_work_are_shown() {
    let folder = folder_with("c.toml", CAMPAIGN);
    for args in [
        &["harvest", "c.toml"][..],
        &["find", "LED light", "--country", "DE"],
    ] {
        let ran = run(folder.path(), args);
        refused(
            &ran,
            2,
            &[
                "--format html",
                "--saved SAVED-PAGES",
                "[engine.searxng]",
                "BRAVE_API_KEY",
            ],
        );
    }
}

#[test]
fn an_archive_that_is_none_is_refused_and_a_cut_one_is_read_to_its_last_whole_record() {
    let quick = quickstart();
    let archive = quick.path().join("web.warc.gz");
    let whole = fs::read(&archive).unwrap();
    fs::write(&archive, b"no archive at all").unwrap();
    refused(
        &run(quick.path(), &["harvest", "campaign.toml"]),
        2,
        &["web.warc.gz"],
    );
    fs::write(&archive, &whole[..whole.len() * 9 / 10]).unwrap();
    let ran = run(quick.path(), &["harvest", "campaign.toml"]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(ran.err.contains("last whole record"), "{}", ran.err);
    assert!(quick.path().join("leads.csv").exists());
}

#[test]
fn a_wrong_engine_file_is_named_with_its_key() {
    let folder = folder_with("e.toml", "id = \"mine\"\nname = \"Mine\"\nabuot = \"x\"\n");
    refused(
        &run(folder.path(), &["engines", "check", "e.toml"]),
        2,
        &["e.toml", "line 3", "abuot"],
    );
}

#[test]
fn a_store_that_is_newer_or_none_is_refused() {
    let quick = quickstart();
    let store = quick.path().join("quickstart.db");
    drop(buyerscout::store::Store::open(&store).unwrap());
    rusqlite::Connection::open(&store)
        .unwrap()
        .execute_batch("PRAGMA user_version = 9999")
        .unwrap();
    let ran = run(quick.path(), &["harvest", "campaign.toml"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(
        ran.err.contains("layout 9999") && ran.err.contains("hint: "),
        "{}",
        ran.err
    );
    fs::write(
        &store,
        b"this is a letter, not a database, and it is long enough to be looked at twice",
    )
    .unwrap();
    let ran = run(quick.path(), &["harvest", "campaign.toml"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("no database"), "{}", ran.err);
}

#[test]
fn a_second_harvest_into_one_store_is_refused() {
    let quick = quickstart();
    let held = buyerscout::store::Store::open(&quick.path().join("quickstart.db")).unwrap();
    let lock = held.lock_for_fetching().unwrap();
    let ran = run(quick.path(), &["harvest", "campaign.toml"]);
    refused(&ran, 1, &["another buyerscout"]);
    drop(lock);
    assert_eq!(
        run(quick.path(), &["harvest", "campaign.toml", "-q"]).code,
        0
    );
}

#[test]
fn a_proxy_that_is_down_is_every_source_unreachable() {
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let text = format!(
        "{CAMPAIGN}[search]\nengines = [\"searxng\"]\nbudget = 5\n[engine.searxng]\nurl = \"http://search.invalid\"\n[engine.searxng.pace]\ngap_seconds = 0\n[run]\nstore = \"s.db\"\n"
    );
    let folder = folder_with("c.toml", text);
    let ran = run(
        folder.path(),
        &["harvest", "c.toml", "--proxy", &format!("http://{free}")],
    );
    assert_eq!(ran.code, 4, "{}", ran.err);
    assert!(ran.err.contains("proxy"), "{}", ran.err);
    refused(
        &run(folder.path(), &["harvest", "c.toml", "--proxy", "ftp://x"]),
        2,
        &["proxy", "socks5h"],
    );
}

#[test]
fn known_sites_none_of_which_answers_end_a_run_as_every_source_unreachable() {
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let text = format!(
        "{CAMPAIGN}[known]\nseeds = [\"lux-handel.de\", \"lux-import.de\"]\n[search]\nengines = []\n[run]\nstore = \"s.db\"\n"
    );
    let folder = folder_with("c.toml", text);
    let proxy = format!("http://{free}");
    let ran = run(folder.path(), &["harvest", "c.toml", "--proxy", &proxy]);
    assert_eq!(ran.code, 4, "{}", ran.err);
    assert!(ran.err.contains("2 unreachable"), "{}", ran.err);
    assert!(ran.err.contains("No site answered"), "{}", ran.err);
}

#[test]
fn a_list_that_cannot_be_replaced_gets_a_name_beside_it() {
    let quick = quickstart();
    fs::create_dir(quick.path().join("leads.csv")).unwrap();
    let ran = run(quick.path(), &["harvest", "campaign.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("could not be replaced"), "{}", ran.err);
    assert!(quick.path().join("leads (2).csv").exists());
    let ran = run(
        quick.path(),
        &["harvest", "campaign.toml", "-o", "none/leads.csv"],
    );
    refused(&ran, 1, &["none"]);
}

#[test]
fn input_of_the_wrong_stage_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let hit = "{\"type\":\"hit\",\"v\":1,\"url\":\"http://a.de/\"}";
    refused(
        &pipe(folder.path(), &["grade"], hit),
        2,
        &["standard input:1", "hit"],
    );
    refused(
        &pipe(
            folder.path(),
            &[
                "search",
                "-e",
                "searxng",
                "--engine-url",
                "http://127.0.0.1:9",
            ],
            hit,
        ),
        2,
        &["standard input:1"],
    );
    refused(
        &pipe(folder.path(), &["crawl"], "# my list\n\nnot an address\n"),
        2,
        &["standard input:3"],
    );
    refused(
        &pipe(folder.path(), &["dedupe"], "a,b,c"),
        2,
        &["standard input:1"],
    );
}

#[test]
fn an_empty_input_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    for stage in ["crawl", "dedupe", "grade"] {
        let ran = pipe(folder.path(), &[stage], "");
        assert_eq!(ran.code, 0, "{stage}: {}", ran.err);
    }
}

/// A name server that answers every question with one address.
fn name_server(address: [u8; 4]) -> std::net::SocketAddr {
    let socket = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
    let at = socket.local_addr().unwrap();
    std::thread::spawn(move || {
        let mut buffer = [0; 512];
        while let Ok((length, from)) = socket.recv_from(&mut buffer) {
            let question = &buffer[12..length];
            let end = question.iter().position(|b| *b == 0).unwrap() + 5;
            let is_a = question[end - 4..end - 2] == [0, 1];
            let mut answer = buffer[..2].to_vec();
            answer.extend([0x81, 0x80, 0, 1, 0, u8::from(is_a), 0, 0, 0, 0]);
            answer.extend(&question[..end]);
            if is_a {
                answer.extend([0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4]);
                answer.extend(address);
            }
            let _ = socket.send_to(&answer, from);
        }
    });
    at
}

#[test]
fn names_that_resolve_to_a_private_address_are_not_asked() {
    let trap = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = trap.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in trap.incoming().flatten() {
            let mut stream = stream;
            let _ = stream.read(&mut [0; 64]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
        }
    });
    let dns = name_server([127, 0, 0, 1]).to_string();
    let folder = tempfile::tempdir().unwrap();
    let ran = pipe(
        folder.path(),
        &["crawl", "--dns", &dns, "--gap", "0"],
        &format!("http://inside.example.com:{port}/\n"),
    );
    assert!(
        ran.out.contains("not on the public network"),
        "{}{}",
        ran.out,
        ran.err
    );
    assert!(!ran.out.contains("\"type\":\"page\""));
}
