//! `translate` over a real socket: asked once, known offline afterwards; every failure has its own words.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::tool::{Ran, run};

const SENSES: &str = r#"{"searchinfo":{"search":"solar inverter"},"search":[
    {"id":"Q15268","label":"solar inverter","description":"converter of direct current","match":{"type":"label","language":"en","text":"solar inverter"}},
    {"id":"Q11184","label":"power inverter","description":"device"}],"success":1}"#;
const NAMES: &str = r#"{"entities":{"Q15268":{"type":"item","id":"Q15268",
    "labels":{"de":{"language":"de","value":"Solarwechselrichter"},"fr":{"language":"fr","value":"onduleur solaire"},"nb":{"language":"nb","value":"solcellevekselretter"}},
    "aliases":{"de":[{"language":"de","value":"PV-Wechselrichter"}]}}},"success":1}"#;

/// Status, further header lines, body.
type Said = (u16, &'static str, &'static str);

/// A dictionary on the loopback that remembers what it was asked.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// One that gives these answers in turn, the last for ever; robots.txt is not there.
    fn saying(answers: Vec<Said>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/w/api.php", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let request = first_line(&stream);
                let said = if request.contains(" /robots.txt ") {
                    (404, "", "")
                } else {
                    let mut seen = seen.lock().unwrap();
                    seen.push(request);
                    answers[(seen.len() - 1).min(answers.len() - 1)]
                };
                let (status, more, body) = said;
                let answer = format!(
                    "HTTP/1.1 {status} Said\r\ncontent-type: application/json\r\n{more}content-length: {}\r\nconnection: close\r\n\r\n{body}",
                    body.len()
                );
                // A client that has heard enough may be gone.
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn first_line(stream: &TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).unwrap();
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|n| n > 0) && line != "\r\n" {
        line.clear();
    }
    first
}

fn translate(folder: &Path, server: &Server, more: &[&str]) -> Ran {
    let given = ["translate", "solar inverter", "--db", "s.db", "--gap", "0"];
    let base = ["--wikidata", &server.address];
    run(folder, &[&given[..], &base, more].concat())
}

#[test]
fn what_was_asked_once_is_known_offline_in_other_languages_too() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::saying(vec![(200, "", SENSES), (200, "", NAMES)]);
    let ran = translate(folder.path(), &server, &["--languages", "de,hi"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "de\tSolarwechselrichter, PV-Wechselrichter\n"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("Q11184"), "{}", ran.err);
    assert!(ran.err.contains("no name there in: hi"), "{}", ran.err);
    let asked = server.asked();
    assert_eq!(asked.len(), 2, "{asked:?}");
    assert!(asked[0].contains("action=wbsearchentities&search=solar+inverter&language=en"));
    assert!(asked[1].contains("action=wbgetentities&ids=Q15268"));

    let ran = translate(
        folder.path(),
        &server,
        &["--languages", "fr,no", "--format", "csv", "--offline"],
    );
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "onduleur solaire,fr\nsolcellevekselretter,no\n"),
        "{}",
        ran.err
    );
    assert_eq!(server.asked().len(), 2);
    let other = run(
        folder.path(),
        &[
            "translate",
            "lamp",
            "--db",
            "s.db",
            "--offline",
            "--wikidata",
            &server.address,
        ],
    );
    assert_eq!(other.code, 4, "{}{}", other.out, other.err);
    assert!(other.err.contains("offline"), "{}", other.err);
}

#[test]
fn a_busy_dictionary_is_asked_again_when_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let lagged =
        r#"{"error":{"code":"maxlag","info":"Waiting for a database server: 6 seconds lagged"}}"#;
    let server = Server::saying(vec![
        (429, "retry-after: 0\r\n", ""),
        (200, "retry-after: 0\r\n", lagged),
        (200, "", SENSES),
        (200, "", NAMES),
    ]);
    let ran = translate(folder.path(), &server, &["--languages", "fr"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "fr\tonduleur solaire\n"));
    assert_eq!(server.asked().len(), 4);
}

#[test]
fn every_failure_says_what_is_wrong_and_what_to_do() {
    let lagged = r#"{"error":{"code":"maxlag","info":"Waiting for a database server"}}"#;
    let wrong = r#"{"error":{"code":"badvalue","info":"Unrecognized value for parameter"}}"#;
    let cases = [
        (
            (429, "retry-after: 3600\r\n", ""),
            4,
            &["HTTP 429", "3600 seconds", "try again later"][..],
        ),
        ((429, "", ""), 4, &["HTTP 429", "try again later"]),
        (
            (500, "", "oops"),
            4,
            &["out of order (HTTP 500)", "try again later"],
        ),
        ((403, "", ""), 4, &["refuses (HTTP 403)"]),
        (
            (200, "", "<html>welcome to this hotel"),
            4,
            &["not what Wikidata answers", "api.php"],
        ),
        (
            (200, "", "{\"search\":5}"),
            4,
            &["not what Wikidata answers"],
        ),
        ((200, "", ""), 4, &["answer is empty"]),
        ((200, "", lagged), 4, &["too busy", "Waiting"]),
        ((200, "", wrong), 4, &["says: Unrecognized value"]),
        (
            (200, "", "{\"search\":[],\"success\":1}"),
            0,
            &["does not know `solar inverter`"],
        ),
    ];
    // A second passes between two questions, so the cases are tried side by side.
    std::thread::scope(|scope| {
        for (said, code, words) in cases {
            scope.spawn(move || fails(said, code, words));
        }
    });
}

fn fails(said: Said, code: i32, words: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let ran = translate(folder.path(), &Server::saying(vec![said]), &[]);
    assert_eq!(ran.code, code, "{said:?}: {}", ran.err);
    assert!(ran.out.is_empty(), "{}", ran.out);
    for word in words {
        assert!(ran.err.contains(word), "{said:?}: {}", ran.err);
    }
    let hint = ran.err.contains("translate --list");
    assert_eq!(hint, code != 0, "{}", ran.err);
    // It is not remembered.
    let server = Server::saying(vec![(200, "", SENSES), (200, "", NAMES)]);
    let again = translate(folder.path(), &server, &["--languages", "fr"]);
    assert_eq!(
        (again.code, again.out.as_str()),
        (0, "fr\tonduleur solaire\n")
    );
}
