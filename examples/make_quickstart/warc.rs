//! The archive: WARC 1.1 (ISO 28500:2017), one gzip member a record.

use std::fmt::Write as _;

use miniz_oxide::deflate::compress_to_vec;
use sha1::{Digest, Sha1};

/// What came of a request.
pub enum Outcome {
    /// An answer.
    Answered {
        /// Status code and reason.
        status: &'static str,
        /// Headers, but for the length.
        headers: Vec<(&'static str, String)>,
        /// Body as on the wire.
        body: Vec<u8>,
    },
    /// No answer in time.
    TimedOut,
}

/// A request and what came of it.
pub struct Exchange {
    /// What was asked for.
    pub url: String,
    /// What came.
    pub outcome: Outcome,
}

/// Seconds after 2026-11-02T08:00:00Z at which the first record was made.
const START: (usize, usize) = (8, 0);

/// The archive of the exchanges, a second apart.
pub fn archive(exchanges: &[Exchange]) -> Vec<u8> {
    let software = "software: buyerscout make_quickstart\r\nformat: WARC File Format 1.1\r\ndescription: invented sites for the quickstart; nothing here was ever on the web\r\n";
    let mut first = Record::new("warcinfo", &stamp(0), software.as_bytes());
    first.add("WARC-Filename", "web.warc.gz");
    first.add("Content-Type", "application/warc-fields");
    let mut out = gzip(&first.bytes());
    for (number, exchange) in exchanges.iter().enumerate() {
        let at = stamp(number + 1);
        let (answer, answer_id) = match &exchange.outcome {
            Outcome::Answered {
                status,
                headers,
                body,
            } => response(exchange, &at, &http(status, headers, body), body),
            Outcome::TimedOut => failure(exchange, &at),
        };
        out.extend(gzip(&answer));
        out.extend(gzip(&request(exchange, &at, &answer_id)));
    }
    out
}

fn response(exchange: &Exchange, at: &str, message: &[u8], body: &[u8]) -> (Vec<u8>, String) {
    let mut record = Record::new("response", at, message);
    record.add("WARC-Target-URI", &exchange.url);
    record.add("WARC-Payload-Digest", &digest(body));
    record.add("Content-Type", "application/http; msgtype=response");
    (record.bytes(), record.id)
}

/// A failure as the library's recorder writes it.
fn failure(exchange: &Exchange, at: &str) -> (Vec<u8>, String) {
    let mut record = Record::new("metadata", at, br#"{"failure":{"id":"timed_out"}}"#);
    record.add("WARC-Target-URI", &exchange.url);
    record.add("Content-Type", "application/json");
    (record.bytes(), record.id)
}

fn request(exchange: &Exchange, at: &str, answer: &str) -> Vec<u8> {
    let url = url::Url::parse(&exchange.url).expect("the addresses of this example are well made");
    let path = exchange.url.splitn(4, '/').nth(3).unwrap_or_default();
    let message = format!(
        "GET /{path} HTTP/1.1\r\nhost: {}\r\nuser-agent: buyerscout/0.1\r\naccept-encoding: gzip\r\n\r\n",
        url.host_str().unwrap_or_default()
    );
    let mut record = Record::new("request", at, message.as_bytes());
    record.add("WARC-Target-URI", &exchange.url);
    record.add("WARC-Concurrent-To", answer);
    record.add("Content-Type", "application/http; msgtype=request");
    record.bytes()
}

fn http(status: &str, headers: &[(&str, String)], body: &[u8]) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status}\r\n");
    for (name, value) in headers {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    let _ = write!(head, "Content-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

struct Record<'a> {
    id: String,
    head: String,
    block: &'a [u8],
}

impl<'a> Record<'a> {
    fn new(kind: &str, at: &str, block: &'a [u8]) -> Self {
        let id = identity(&[kind.as_bytes(), at.as_bytes(), block].concat());
        let head =
            format!("WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: {id}\r\nWARC-Date: {at}\r\n");
        Self { id, head, block }
    }

    fn add(&mut self, name: &str, value: &str) {
        let _ = write!(self.head, "{name}: {value}\r\n");
    }

    fn bytes(&self) -> Vec<u8> {
        let rest = format!("Content-Length: {}\r\n\r\n", self.block.len());
        [
            self.head.as_bytes(),
            rest.as_bytes(),
            self.block,
            b"\r\n\r\n",
        ]
        .concat()
    }
}

fn stamp(seconds: usize) -> String {
    let (hour, minute) = (START.0 + seconds / 3600, START.1 + seconds / 60 % 60);
    format!("2026-11-02T{hour:02}:{minute:02}:{:02}Z", seconds % 60)
}

/// A name-based UUID (RFC 9562, version 8: of the first bytes of a hash).
fn identity(of: &[u8]) -> String {
    let mut hex = String::new();
    for byte in &Sha1::digest(of)[..16] {
        let _ = write!(hex, "{byte:02x}");
    }
    format!(
        "<urn:uuid:{}-{}-8{}-9{}-{}>",
        &hex[..8],
        &hex[8..12],
        &hex[13..16],
        &hex[17..20],
        &hex[20..]
    )
}

/// `sha1:` and the digest in base32 (RFC 4648), as archives write it.
fn digest(of: &[u8]) -> String {
    const SIGNS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut out = String::from("sha1:");
    for group in Sha1::digest(of).chunks(5) {
        let bits = group
            .iter()
            .fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
        out.extend(
            (0..8)
                .rev()
                .map(|place| char::from(SIGNS[bits >> (5 * place) & 31])),
        );
    }
    out
}

/// One gzip member (RFC 1952), without name and time.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let size = u32::try_from(bytes.len()).expect("a small record");
    let mut out = vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 0xFF];
    out.extend(compress_to_vec(bytes, 10));
    out.extend(crc32(bytes).to_le_bytes());
    out.extend(size.to_le_bytes());
    out
}

/// The check sum of gzip and PNG (RFC 1952, 8).
pub fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |s, _| {
            if s & 1 == 1 {
                s >> 1 ^ 0xEDB8_8320
            } else {
                s >> 1
            }
        })
    };
    !bytes.iter().fold(u32::MAX, step)
}
