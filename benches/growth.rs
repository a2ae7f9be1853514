//! How the cost of reading grows with a page that says one thing over and over: a page eight times as long may take eight
//! times as long to read, and no more.
//!
//! `cargo bench --bench growth` prints, for every shape of page, the milliseconds of the short and of the long page and
//! what the long one takes more than eight times the short one: 1.0 grows with the page.

use std::io::Write as _;
use std::time::{Duration, Instant};

use buyerscout::document::Document;
use buyerscout::extract::{Context, Deobfuscate, extract};
use url::Url;

/// Bytes of the short page.
const SHORT: usize = 100_000;
/// How much longer the long page is.
const TIMES: u32 = 8;
/// Readings of each, of which the fastest counts.
const READINGS: u32 = 3;

/// What the pages say.
const SHAPES: &[(&str, &str)] = &[
    ("digits", "1234567890 "),
    ("one number", "1234567890"),
    ("telephones in a line", "Tel. +49 30 1234567 "),
    ("telephones in paragraphs", "<p>Tel. +49 30 1234567</p>"),
    ("telephones in rows", "<tr><td>Tel<td>+49 30 123456"),
    ("mail", "info@muster.example "),
    ("hidden mail", "info [at] muster [dot] de "),
    ("signs", "@"),
    ("addresses in a line", "Musterstr. 12, 20095 Hamburg, "),
    (
        "addresses in lines",
        "123 Main Street<br>Springfield, IL 62701<br>",
    ),
    ("addresses in Chinese", "上海市浦东新区张江路123号"),
    (
        "addresses in Japanese",
        "〒100-0005 東京都千代田区丸の内1丁目2番3号 ",
    ),
    ("addresses in Arabic", "شارع الملك فهد، الرياض 12345 "),
    ("companies", "Muster Handels GmbH &amp; Co. KG "),
    ("people", "<p>Max Mustermann, Geschäftsführer</p>"),
    ("people in a line", "Max Mustermann Geschäftsführer "),
    ("numbers of tax", "USt-IdNr.: DE123456789 "),
    ("accounts", "DE89 3704 0044 0532 0130 00 "),
    (
        "words of trade",
        "manufacturer wholesale importer distributor retailer ",
    ),
    (
        "sentences of trade",
        "We are an importer and distributor of lights. ",
    ),
    ("menus", "<li><a href=/x>Produkte</a>"),
    (
        "forms",
        "<form action=/a><input name=name><input name=email><textarea name=message></textarea></form>",
    ),
    ("open elements", "<div>"),
    ("open tables", "<table><tr><td>"),
    ("one word", "a"),
    ("white space", " "),
];

/// The same in a script.
const IN_SCRIPTS: &[(&str, &str)] = &[
    ("keys in a script", "email"),
    ("data in a script", "{\"email\":\"info@muster.example\"},"),
];

fn page(before: &str, shape: &str, bytes: usize) -> Vec<u8> {
    let body = shape.repeat(bytes / shape.len());
    format!("<!DOCTYPE html><title>Muster</title><body>{before}{body}").into_bytes()
}

/// The fastest of some readings.
fn read(bytes: &[u8], url: &Url) -> Duration {
    let context = Context {
        source: "page",
        fetched_at: jiff::Timestamp::UNIX_EPOCH,
        status: 200,
        region: Some("DE"),
        deobfuscate: Deobfuscate::Yes,
    };
    (0..READINGS)
        .map(|_| {
            let start = Instant::now();
            let document = Document::parse(bytes, Some("text/html; charset=utf-8"), url);
            drop(extract(&document, &context));
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn main() {
    let url = Url::parse("https://muster.example/kontakt").expect("an address");
    let mut out = std::io::stdout().lock();
    let shapes = SHAPES.iter().map(|shape| ("", shape));
    let in_scripts = IN_SCRIPTS.iter().map(|shape| ("<script>", shape));
    for (before, (name, shape)) in shapes.chain(in_scripts) {
        let milliseconds = |bytes| read(&page(before, shape, bytes), &url).as_secs_f64() * 1000.0;
        let (short, long) = (milliseconds(SHORT), milliseconds(SHORT * TIMES as usize));
        let growth = long / short / f64::from(TIMES);
        let _ = writeln!(out, "{name:28} {short:9.2} ms {long:9.2} ms {growth:6.2}");
    }
}
