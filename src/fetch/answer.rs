//! The answer: what came back, as it came; or why there is nothing.

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use url::Url;

/// Response headers in order, names in lower case; without those of the connection (`Content-Length`,
/// `Transfer-Encoding`, `Connection`), as the body is whole by then.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headers(pub Vec<(String, String)>);

impl Headers {
    /// The first value of a header, by its lower-case name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }
}

/// Where a body lies in an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// Archive file.
    pub file: Arc<PathBuf>,
    /// Offset of the record, bytes.
    pub offset: u64,
    /// Length of the record as compressed, bytes.
    pub length: u64,
    /// `sha1:…` of the payload, base32, as in WARC.
    pub digest: String,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Address it came from, after redirects.
    pub url: Url,
    /// HTTP status. A 404 is an answer.
    pub status: u16,
    /// Headers.
    pub headers: Headers,
    /// Body as on the wire, content codings still on; see `document::decode_content`.
    pub body: Bytes,
    /// The body was cut at the limit.
    pub truncated: bool,
    /// When it came from the server (for a replay: the archive's time).
    pub fetched_at: Timestamp,
    /// Where it was archived, if it was.
    pub archived: Option<Location>,
    /// It came from cache or archive: no connection was opened for it.
    pub replayed: bool,
}

/// Why there is no answer. Ids are stable: they stand in archives and summaries.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "id", rename_all = "snake_case")]
pub enum Failure {
    /// No answer in time.
    #[error("no answer in time")]
    TimedOut,
    /// The connection could not be made or broke.
    #[error("unreachable: {why}")]
    Unreachable {
        /// What the network said.
        why: String,
    },
    /// The certificate is not to be trusted, or TLS cannot be agreed on.
    #[error("no secure connection: {why}")]
    Certificate {
        /// What TLS said.
        why: String,
    },
    /// The name does not resolve.
    #[error("the name does not resolve")]
    NoSuchHost,
    /// robots.txt forbids it, or could not be read.
    #[error("robots.txt forbids it")]
    Robots,
    /// The address is private, loopback or reserved.
    #[error("the address is not on the public network")]
    Guarded,
    /// More redirects than anyone follows, or a circle of them.
    #[error("redirects without end")]
    Redirects,
    /// A replay has no such address.
    #[error("not recorded")]
    NotRecorded,
    /// Not HTTP, or broken beyond reading.
    #[error("not a readable answer: {why}")]
    Malformed {
        /// What was wrong.
        why: String,
    },
    /// The proxy does not answer or refuses.
    #[error("the proxy does not answer: {why}")]
    Proxy {
        /// What it said.
        why: String,
    },
    /// Whoever asked stopped waiting.
    #[error("the deadline ran out")]
    Deadline,
    /// `--offline`.
    #[error("offline")]
    Offline,
}

impl Failure {
    /// Nobody answers there: no name, no connection, no answer in time.
    pub fn is_unreachable(&self) -> bool {
        matches!(
            self,
            Self::NoSuchHost
                | Self::Unreachable { .. }
                | Self::TimedOut
                | Self::Proxy { .. }
                | Self::Certificate { .. }
                | Self::Offline
        )
    }
}

/// An answer, or why there is none.
pub type Outcome = Result<Answer, Failure>;
