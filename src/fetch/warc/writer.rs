//! Writing an archive: WARC 1.1, each record compressed by itself and given to the system whole, so that a process that
//! is killed loses at most the record it was writing, which the next one takes off.

use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use reqwest::StatusCode;
use sha1::{Digest, Sha1};

use super::digest::sha1_base32;
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

/// A record to be written.
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
    /// The block.
    pub(in crate::fetch) block: Vec<u8>,
    /// Where the payload begins in the block, where it has one.
    pub(in crate::fetch) payload: Option<usize>,
}

impl Draft {
    /// An id that follows from what is recorded, where and when: the same run gives the same archive.
    pub(in crate::fetch) fn id(&self) -> String {
        let mut sha = Sha1::new();
        for part in [self.kind.as_bytes(), self.url.as_deref().unwrap_or_default().as_bytes(), self.date.to_string().as_bytes()] {
            sha.update(part);
            sha.update([0]);
        }
        sha.update(self.number.to_le_bytes());
        sha.update(&self.block);
        let d: [u8; 20] = sha.finalize().into();
        let mut hex = String::with_capacity(32);
        for byte in &d[..16] {
            let _ = write!(hex, "{byte:02x}");
        }
        // Version 8: a scheme of one's own (RFC 9562 §5.8).
        format!("<urn:uuid:{}-{}-8{}-a{}-{}>", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..32])
    }

    /// The record as bytes, packed.
    pub(in crate::fetch) fn pack(&self, packing: Packing) -> io::Result<Vec<u8>> {
        let head = self.head();
        if packing == Packing::Plain {
            return Ok([head.as_bytes(), &self.block, b"\r\n\r\n"].concat());
        }
        let mut gzip = GzEncoder::new(Vec::with_capacity(self.block.len() / 2 + 512), self.level());
        gzip.write_all(head.as_bytes())?;
        gzip.write_all(&self.block)?;
        gzip.write_all(b"\r\n\r\n")?;
        gzip.finish()
    }

    /// What is compressed already is not compressed again.
    fn level(&self) -> Compression {
        let body = &self.block[self.payload.unwrap_or(0)..];
        let packed = body.starts_with(&[0x1f, 0x8b]) || body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) || body.starts_with(b"\x89PNG");
        Compression::new(if packed && body.len() > 256 { 0 } else { 3 })
    }

    fn head(&self) -> String {
        let mut head = format!("WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\n", self.kind, self.id(), self.date);
        if let Some(url) = &self.url {
            let _ = write!(head, "WARC-Target-URI: {url}\r\n");
        }
        for (name, value) in &self.fields {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        if let Some(payload) = self.payload {
            let _ = write!(head, "WARC-Payload-Digest: {}\r\n", sha1_base32(&[&self.block[payload..]]));
        }
        let digest = sha1_base32(&[&self.block]);
        let _ = write!(
            head,
            "WARC-Block-Digest: {digest}\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n",
            self.content_type,
            self.block.len()
        );
        head
    }
}

/// The block of a response record, and where its payload begins: the head with a length that fits, the body as on the wire.
pub(in crate::fetch) fn response_block(answer: &Answer, body: &[u8]) -> (Vec<u8>, usize) {
    let reason = StatusCode::from_u16(answer.status).ok().and_then(|s| s.canonical_reason()).unwrap_or_default();
    let mut head = format!("HTTP/1.1 {} {reason}\r\n", answer.status);
    for (name, value) in &answer.headers.0 {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    let _ = write!(head, "content-length: {}\r\n\r\n", body.len());
    let payload = head.len();
    let mut block = head.into_bytes();
    block.extend_from_slice(body);
    (block, payload)
}

impl Writer {
    /// Opens an archive for appending, or makes it. What follows its last whole record is taken off; how much, is told.
    pub(in crate::fetch) fn open(path: &Path) -> Result<(Self, u64), ArchiveError> {
        let failed = |source| ArchiveError::File { file: path.to_owned(), source };
        let mut file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path).map_err(failed)?;
        let length = file.metadata().map_err(failed)?.len();
        let whole = if length == 0 { 0 } else { end_of_last_record(path)? };
        file.set_len(whole).map_err(failed)?;
        let at = file.seek(SeekFrom::Start(whole)).map_err(failed)?;
        let plain = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("warc"));
        let packing = if plain { Packing::Plain } else { Packing::Gzip };
        Ok((Self { path: Arc::new(path.to_owned()), file, at, packing }, length - whole))
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
