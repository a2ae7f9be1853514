//! A record of an archive, and the answer in it.

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use jiff::Timestamp;
use url::Url;

use super::digest::sha1_base32;
use super::message::{Message, read_response};
use crate::fetch::answer::{Answer, Headers, Location};

/// What kind of record it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// About the archive.
    Info,
    /// What was asked.
    Request,
    /// What came back.
    Response,
    /// A file as it is, without an HTTP head.
    Resource,
    /// About another record; why there is no answer.
    Metadata,
    /// Anything else.
    Other,
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its named fields, in order, as written.
    pub fields: Vec<(String, String)>,
    /// Its block.
    pub block: Vec<u8>,
    /// The block was longer than anyone reads and was cut.
    pub cut: bool,
    /// Where it begins in the file, bytes.
    pub offset: u64,
    /// How long it is in the file, bytes; 0 where it shares a compressed piece with others.
    pub length: u64,
}

impl Record {
    /// A field, by its name in any case.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, v)| v.as_str())
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self
            .field("WARC-Type")
            .unwrap_or_default()
            .to_ascii_lowercase()
            .as_str()
        {
            "warcinfo" => Kind::Info,
            "request" => Kind::Request,
            "response" => Kind::Response,
            "resource" => Kind::Resource,
            "metadata" => Kind::Metadata,
            _ => Kind::Other,
        }
    }

    /// The address it is about; some tools write it in `<>`.
    pub fn url(&self) -> Option<Url> {
        let text = self
            .field("WARC-Target-URI")?
            .trim_start_matches('<')
            .trim_end_matches('>');
        let mut url = Url::parse(text).ok()?;
        url.set_fragment(None);
        Some(url)
    }

    /// When it was made.
    pub fn date(&self) -> Option<Timestamp> {
        self.field("WARC-Date")?.parse().ok()
    }

    /// The answer in a response or a resource; `None` in other records and where it cannot be read as HTTP.
    pub fn answer(&self, file: &Arc<PathBuf>) -> Option<Answer> {
        let message = match self.kind() {
            Kind::Response => read_response(&self.block)?,
            Kind::Resource => self.resource(),
            _ => return None,
        };
        let digest = self
            .field("WARC-Payload-Digest")
            .map_or_else(|| sha1_base32(&[&message.body]), str::to_owned);
        let location = Location {
            file: Arc::clone(file),
            offset: self.offset,
            length: self.length,
            digest,
        };
        Some(Answer {
            url: self.url()?,
            status: message.status,
            headers: Headers(message.headers),
            body: Bytes::from(message.body),
            truncated: self.cut || self.field("WARC-Truncated").is_some(),
            fetched_at: self.date()?,
            archived: (self.length > 0).then_some(location),
            replayed: true,
        })
    }

    fn resource(&self) -> Message {
        let kind = self
            .field("Content-Type")
            .map(|kind| ("content-type".to_owned(), kind.to_owned()));
        Message {
            status: 200,
            headers: kind.into_iter().collect(),
            body: self.block.clone(),
        }
    }
}
