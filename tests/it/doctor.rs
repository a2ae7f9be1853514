//! The doctor looks at everything a run stands on, asks only servers the user named, and says what to do.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;

use crate::tool::{Ran, folder_with, quickstart, run};

const CAMPAIGN: &str = "[product]\nname = \"LED light\"\n[market]\ncountries = [\"DE\", \"FR\"]\n[run]\nstore = \"s.db\"\n[export]\nfile = \"leads.csv\"\n";

/// A server on loopback that answers every request in the same way.
pub fn server(answer: &'static str) -> u16 {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = socket.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut stream in socket.incoming().flatten() {
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    port
}

/// A port that nobody listens at.
pub fn closed_port() -> u16 {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    socket.local_addr().unwrap().port()
}

fn doctor(more: &str) -> Ran {
    let folder = folder_with("c.toml", format!("{CAMPAIGN}{more}"));
    run(folder.path(), &["doctor", "c.toml"])
}

fn says(ran: &Ran, code: i32, words: &[&str]) {
    assert_eq!(ran.code, code, "{}{}", ran.out, ran.err);
    for word in words {
        assert!(ran.out.contains(word), "{word}: {}{}", ran.out, ran.err);
    }
}

fn searxng(url: &str) -> String {
    format!("[search]\nengines = [\"searxng\"]\n[engine.searxng]\nurl = \"{url}\"\n")
}

#[test]
fn the_quickstart_is_sound_and_asks_nobody() {
    let quick = quickstart();
    let ran = run(quick.path(), &["doctor", "campaign.toml"]);
    says(
        &ran,
        0,
        &[
            "ok     customers: customers.csv: 3 customers",
            "ok     engine bazaar: ",
            "ok     archive: web.warc.gz",
            "ok     list: leads.csv",
            "ok     campaign: LED flood light: 19 countries, 120 queries",
            "is not there yet",
        ],
    );
    assert!(!ran.out.contains("fault"), "{}", ran.out);
    run(quick.path(), &["harvest", "campaign.toml", "-q"]);
    let ran = run(quick.path(), &["doctor", "campaign.toml"]);
    says(
        &ran,
        0,
        &["`campaign: LED flood light` (58 leads, 285 pages"],
    );
    let ran = run(quick.path(), &["doctor", "campaign.toml", "-q"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
}

#[test]
fn an_engines_server_is_asked_and_what_it_lacks_is_said() {
    let json = server(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"query\":\"test\",\"results\":[{\"url\":\"https://a.example/\",\"title\":\"A\",\"content\":\"\"}]}",
    );
    let ran = doctor(&searxng(&format!("http://127.0.0.1:{json}")));
    says(&ran, 0, &["answers (1 hit for a trial question)"]);
    let forbidden = server(
        "HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: 9\r\nConnection: close\r\n\r\nForbidden",
    );
    let ran = doctor(&searxng(&format!("http://127.0.0.1:{forbidden}")));
    says(&ran, 3, &["fault  engine searxng", "settings.yml"]);
    let nobody = format!("http://127.0.0.1:{}", closed_port());
    let ran = doctor(&searxng(&nobody));
    says(
        &ran,
        3,
        &["fault  engine searxng", &nobody, "start the server"],
    );
    says(&doctor(&searxng("")), 3, &["needs the address of a server"]);
    says(
        &doctor(&searxng("http://127.0.0.1:8888/search")),
        3,
        &["is the address of a page"],
    );
    says(
        &doctor("[search]\nengines = [\"brave-api\"]\n"),
        3,
        &["BRAVE_API_KEY", "export BRAVE_API_KEY="],
    );
}

#[test]
fn customers_that_are_none_and_places_that_cannot_be_written_are_faults() {
    let seed = "[known]\nseeds = [\"lux.de\"]\n";
    says(&doctor(seed), 0, &["note   customers: no list is named"]);
    let folder = folder_with(
        "c.toml",
        format!("{CAMPAIGN}[known]\ncustomers = \"k.csv\"\nseeds = [\"lux.de\"]\n"),
    );
    fs::write(folder.path().join("k.csv"), "company,website,email\n").unwrap();
    let ran = run(folder.path(), &["doctor", "c.toml"]);
    assert_eq!(ran.code, 3, "{}", ran.out);
    assert!(ran.out.contains("fault  customers: "), "{}", ran.out);
    fs::write(
        folder.path().join("k.csv"),
        "company,website\nMuster,muster.de\n",
    )
    .unwrap();
    let ran = run(folder.path(), &["doctor", "c.toml"]);
    says(&ran, 0, &["ok     customers: k.csv: 1 customer\n"]);
    let text = format!("{CAMPAIGN}{seed}").replace("s.db", "c.toml/s.db");
    fs::write(
        folder.path().join("c.toml"),
        text.replace("leads.csv", "leads.doc"),
    )
    .unwrap();
    let ran = run(folder.path(), &["doctor", "c.toml"]);
    says(&ran, 3, &["leads.doc: no format has this ending", ".xlsx"]);
}

#[test]
fn a_proxy_that_is_down_is_a_fault() {
    let folder = folder_with(
        "c.toml",
        format!("{CAMPAIGN}[known]\nseeds = [\"lux.de\"]\n"),
    );
    let down = format!("http://127.0.0.1:{}", closed_port());
    let ran = run(folder.path(), &["doctor", "c.toml", "--proxy", &down]);
    says(&ran, 3, &["fault  proxy: 127.0.0.1:", "does not answer"]);
    let up = format!("http://127.0.0.1:{}", server(""));
    let ran = run(folder.path(), &["doctor", "c.toml", "--proxy", &up]);
    says(&ran, 0, &["ok     proxy: 127.0.0.1:", "takes connections"]);
}
