//! Engines with a key, asked over a real socket: every answer gets its outcome, and the key goes nowhere but there.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::tool::{folder_with, program};

const KEY: &str = "k3y-that-nobody-may-see";

/// An interface on the loopback that gives one answer to everybody and remembers what it was asked.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn answering(status: u16, body: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (seen, body) = (Arc::clone(&asked), body.to_owned());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let request = read_request(&stream);
                let robots = request.contains(" /robots.txt ");
                if !robots {
                    seen.lock().unwrap().push(request);
                }
                let (status, body) = if robots { (404, "") } else { (status, &*body) };
                let answer = format!(
                    "HTTP/1.1 {status} Answer\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                    body.len()
                );
                // A client that has heard enough may be gone.
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Self { address, asked }
    }
}

fn read_request(stream: &TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap() == 0 || line == "\r\n" {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        head.push_str(&line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    head + &String::from_utf8_lossy(&body)
}

/// An engine, the variable of its key, and how to ask it.
const ENGINES: &[(&str, &str)] = &[
    ("brave-api", "BRAVE_API_KEY"),
    ("serper", "SERPER_API_KEY"),
    ("serpapi", "SERPAPI_API_KEY"),
    ("mojeek-api", "MOJEEK_API_KEY"),
    ("marginalia", "MARGINALIA_API_KEY"),
    ("yandex-api", "YANDEX_API_KEY"),
];

/// Everything a run left: what it said and every file it wrote, unpacked.
fn ask(engine: &str, variable: &str, server: &Server) -> (i32, String, String) {
    let folder = folder_with(
        "c.toml",
        format!(
            "[product]\nname = \"lamp\"\n[market]\ncountries = [\"DE\"]\n[search]\nengines = [\"{engine}\"]\nresult_pages = 1\n[engine.{engine}]\nurl = \"{}/x\"\n",
            server.address
        ),
    );
    std::fs::write(folder.path().join("q.txt"), "lamp importers\n").unwrap();
    let output = program(folder.path())
        .args(["search", "q.txt", "-c", "c.toml", "--db", "s.db", "-vv"])
        .args(["--record", "a.warc.gz"])
        .env(variable, KEY)
        .output()
        .unwrap();
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    let left = left_in(folder.path());
    (output.status.code().unwrap(), said, left)
}

fn left_in(folder: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.push_str(&left_in(&path));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let mut plain = Vec::new();
        let gz = path.extension().is_some_and(|e| e == "gz");
        if gz {
            flate2::read::MultiGzDecoder::new(&*bytes)
                .read_to_end(&mut plain)
                .unwrap();
        }
        all.push_str(&String::from_utf8_lossy(if gz { &plain } else { &bytes }));
    }
    all
}

#[test]
fn a_key_reaches_its_engine_and_stands_nowhere_else() {
    for (engine, variable) in ENGINES {
        let server = Server::answering(200, "{}");
        let (_, said, left) = ask(engine, variable, &server);
        let asked = server.asked.lock().unwrap().join("\n");
        assert!(
            asked.contains(KEY),
            "{engine} was asked without its key: {asked} {said}"
        );
        assert!(!said.contains(KEY), "{engine}: {said}");
        assert!(left.contains("WARC/1.1"), "{engine}: nothing was recorded");
        assert!(!left.contains(KEY), "{engine}: the key was written down");
    }
}

/// What an interface answers, the exit code of the run, and a word of what it says.
const ANSWERS: &[(&str, &str, u16, &str, i32, &str)] = &[
    (
        "brave-api",
        "BRAVE_API_KEY",
        200,
        r#"{"web":{"results":[{"title":"A","url":"https://muster.de/","description":"x"}]}}"#,
        0,
        "muster.de",
    ),
    (
        "brave-api",
        "BRAVE_API_KEY",
        200,
        r#"{"type":"search","query":{"original":"x"}}"#,
        0,
        "empty",
    ),
    (
        "brave-api",
        "BRAVE_API_KEY",
        422,
        r#"{"error":{"code":"SUBSCRIPTION_TOKEN_INVALID"}}"#,
        4,
        "key",
    ),
    (
        "serper",
        "SERPER_API_KEY",
        200,
        r#"{"organic":[{"title":"A","link":"https://muster.de/"}]}"#,
        0,
        "muster.de",
    ),
    (
        "serper",
        "SERPER_API_KEY",
        403,
        r#"{"message":"Unauthorized."}"#,
        4,
        "the key is not valid",
    ),
    (
        "serper",
        "SERPER_API_KEY",
        400,
        r#"{"message":"Not enough credits"}"#,
        4,
        "the credits are used up",
    ),
    (
        "serpapi",
        "SERPAPI_API_KEY",
        200,
        r#"{"organic_results":[{"title":"A","link":"https://muster.de/"}]}"#,
        0,
        "muster.de",
    ),
    (
        "serpapi",
        "SERPAPI_API_KEY",
        401,
        r#"{"error":"Invalid API key."}"#,
        4,
        "the key is not valid",
    ),
    (
        "mojeek-api",
        "MOJEEK_API_KEY",
        200,
        r#"{"response":{"status":"OK","results":[{"url":"https://muster.de/","title":"A"}]}}"#,
        0,
        "muster.de",
    ),
    (
        "mojeek-api",
        "MOJEEK_API_KEY",
        200,
        "<html>not an answer",
        4,
        "mojeek-api",
    ),
    (
        "marginalia",
        "MARGINALIA_API_KEY",
        200,
        r#"{"results":[{"url":"https://muster.de/","title":"A"}]}"#,
        0,
        "muster.de",
    ),
    (
        "marginalia",
        "MARGINALIA_API_KEY",
        401,
        "{}",
        4,
        "the key is not valid",
    ),
    (
        "yandex-api",
        "YANDEX_API_KEY",
        403,
        r#"{"code":7,"message":"Permission denied"}"#,
        4,
        "the key is not valid",
    ),
];

#[test]
fn every_answer_of_an_interface_has_its_outcome() {
    for (engine, variable, status, body, code, word) in ANSWERS {
        let server = Server::answering(*status, body);
        let (ended, said, _) = ask(engine, variable, &server);
        assert_eq!(ended, *code, "{engine} {status} {body}: {said}");
        assert!(said.contains(word), "{engine} {status} {body}: {said}");
    }
}
