//! Writing an archive: WARC 1.1, each record compressed by itself and given to the system whole, so that a process that
//! is killed loses at most the record it was writing, which the next one takes off.

use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use jiff::Timestamp;
use reqwest::StatusCode;
use sha1::{Digest, Sha1};

use super::digest::sha1_base32;
use super::pack::pack;
use super::reader::read;
use super::{ArchiveError, Record};
use crate::fetch::answer::Answer;

/// An archive open for writing.
pub(in crate::fetch) struct Writer {
    path: Arc<PathBuf>,
    file: File,
    at: u64,
    packing: Packing,
}

/// How records are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::fetch) enum Packing {
    /// Each as a gzip member.
    Gzip,
    /// As they are (files named `.warc`).
    Plain,
}

/// A record to be written. Its block is a head and, in what came or was sent over HTTP, a payload.
pub(in crate::fetch) struct Draft {
    /// WARC-Type.
    pub(in crate::fetch) kind: &'static str,
    /// Tells it from others about the same thing at the same time.
    pub(in crate::fetch) number: u64,
    /// Target address.
    pub(in crate::fetch) url: Option<String>,
    /// Time.
    pub(in crate::fetch) date: Timestamp,
    /// Content-Type of the block.
    pub(in crate::fetch) content_type: &'static str,
    /// Further fields.
    pub(in crate::fetch) fields: Vec<(&'static str, String)>,
    /// The block, or what comes before the payload.
    pub(in crate::fetch) head: String,
    /// The payload.
    pub(in crate::fetch) payload: Option<Payload>,
}

/// The body of a request or an answer.
pub(in crate::fetch) struct Payload {
    pub(in crate::fetch) bytes: Bytes,
    /// `sha1:…`.
    pub(in crate::fetch) digest: String,
    pub(in crate::fetch) coding: Coding,
}

/// Whether bytes are compressed already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::fetch) enum Coding {
    /// They are not.
    Clear,
    /// They are, and would not get smaller.
    Packed,
}

impl Draft {
    /// An id that follows from what is recorded and when, not from chance.
    pub(in crate::fetch) fn id(&self) -> String {
        let url = self.url.as_deref().unwrap_or_default();
        let named = format!("{} {} {} {url}", self.kind, self.date, self.number);
        let d: [u8; 20] = Sha1::digest(named).into();
        let mut hex = String::with_capacity(32);
        for byte in &d[..16] {
            let _ = write!(hex, "{byte:02x}");
        }
        // Version 8: a scheme of one's own (RFC 9562 §5.8).
        format!(
            "<urn:uuid:{}-{}-8{}-a{}-{}>",
            &hex[..8],
            &hex[8..12],
            &hex[13..16],
            &hex[17..20],
            &hex[20..32]
        )
    }

    /// The record as bytes, packed.
    pub(in crate::fetch) fn pack(&self, packing: Packing) -> Vec<u8> {
        let (fields, head) = (self.fields_text(), self.head.as_bytes());
        let (body, coding) = self.body();
        match (packing, coding) {
            (Packing::Plain, _) => [fields.as_bytes(), head, body, END].concat(),
            (Packing::Gzip, Coding::Clear) => pack(&[fields.as_bytes(), head, body, END], &[]),
            (Packing::Gzip, Coding::Packed) => pack(&[fields.as_bytes(), head], &[body, END]),
        }
    }

    fn body(&self) -> (&[u8], Coding) {
        self.payload
            .as_ref()
            .map_or((&[], Coding::Clear), |p| (&p.bytes, p.coding))
    }

    fn fields_text(&self) -> String {
        let (body, _) = self.body();
        let mut text = format!(
            "WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\n",
            self.kind,
            self.id(),
            self.date
        );
        if let Some(url) = &self.url {
            let _ = write!(text, "WARC-Target-URI: {url}\r\n");
        }
        for (name, value) in &self.fields {
            let _ = write!(text, "{name}: {value}\r\n");
        }
        if let Some(payload) = &self.payload {
            let _ = write!(text, "WARC-Payload-Digest: {}\r\n", payload.digest);
        }
        let _ = write!(
            text,
            "WARC-Block-Digest: {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n",
            sha1_base32(&[self.head.as_bytes(), body]),
            self.content_type,
            self.head.len() + body.len()
        );
        text
    }
}

/// What ends every record.
const END: &[u8] = b"\r\n\r\n";

impl Payload {
    /// A body sent or received in clear.
    pub(in crate::fetch) fn clear(bytes: Bytes) -> Self {
        Self {
            digest: sha1_base32(&[&bytes]),
            bytes,
            coding: Coding::Clear,
        }
    }

    /// The body of an answer, which may be compressed.
    pub(in crate::fetch) fn of(answer: &Answer) -> Self {
        let coding = match answer.headers.get("content-encoding") {
            Some(coding) if !coding.eq_ignore_ascii_case("identity") => Coding::Packed,
            _ => Coding::Clear,
        };
        Self {
            coding,
            ..Self::clear(answer.body.clone())
        }
    }
}

/// The head of a response record, with a length that fits the body.
pub(in crate::fetch) fn response_head(answer: &Answer) -> String {
    let reason = StatusCode::from_u16(answer.status)
        .ok()
        .and_then(|s| s.canonical_reason())
        .unwrap_or_default();
    let mut head = format!("HTTP/1.1 {} {reason}\r\n", answer.status);
    for (name, value) in &answer.headers.0 {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    let _ = write!(head, "content-length: {}\r\n\r\n", answer.body.len());
    head
}

impl Writer {
    /// Opens an archive for appending, or makes it. What follows its last whole record is taken off; how much, is told.
    pub(in crate::fetch) fn open(path: &Path) -> Result<(Self, u64), ArchiveError> {
        let failed = |source| ArchiveError::File {
            file: path.to_owned(),
            source,
        };
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(path)
            .map_err(failed)?;
        let length = file.metadata().map_err(failed)?.len();
        let whole = if length == 0 {
            0
        } else {
            end_of_last_record(path)?
        };
        file.set_len(whole).map_err(failed)?;
        let at = file.seek(SeekFrom::Start(whole)).map_err(failed)?;
        let plain = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("warc"));
        let packing = if plain { Packing::Plain } else { Packing::Gzip };
        Ok((
            Self {
                path: Arc::new(path.to_owned()),
                file,
                at,
                packing,
            },
            length - whole,
        ))
    }

    /// The file.
    pub(in crate::fetch) fn path(&self) -> &Arc<PathBuf> {
        &self.path
    }

    /// How long it is, bytes.
    pub(in crate::fetch) fn length(&self) -> u64 {
        self.at
    }

    /// How its records are packed.
    pub(in crate::fetch) fn packing(&self) -> Packing {
        self.packing
    }

    /// Appends packed records in one go and gives where they begin. If it fails, nothing of them stays.
    pub(in crate::fetch) fn append(&mut self, records: &[u8]) -> io::Result<u64> {
        let began = self.at;
        if let Err(error) = self.file.write_all(records) {
            self.file.set_len(began)?;
            self.file.seek(SeekFrom::Start(began))?;
            return Err(error);
        }
        self.at += records.len() as u64;
        Ok(began)
    }
}

fn end_of_last_record(path: &Path) -> Result<u64, ArchiveError> {
    let mut reader = read(path)?;
    loop {
        match reader.next() {
            Some(Ok(Record { .. })) => {}
            None | Some(Err(ArchiveError::Cut { .. })) => return Ok(reader.whole()),
            Some(Err(other)) => return Err(other),
        }
    }
}
