//! The key of a request: what makes two requests the same to a cache and to an archive.

use std::fmt::Write as _;

use sha1::{Digest, Sha1};
use url::Url;

use super::request::{Method, Request};
use super::secret::Redaction;

/// The parts of a request that its answer depends on, with no secret in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    /// Method.
    pub(super) method: Method,
    /// Address, redacted, without its fragment.
    pub(super) url: String,
    /// SHA-1 of the redacted body.
    pub(super) body: Option<[u8; 20]>,
}

impl Key {
    /// The key of a request.
    pub(super) fn of(request: &Request) -> Self {
        let redaction = Redaction::of(&request.secrets);
        let body = request
            .body
            .as_deref()
            .map(|body| Sha1::digest(redaction.bytes(body)).into());
        Self {
            method: request.method,
            url: redaction.text(bare(&request.url)),
            body,
        }
    }

    /// As one line, for a memory.
    pub(super) fn line(&self) -> String {
        let mut line = format!("{} {}", self.method.as_str(), self.url);
        if let Some(body) = self.body {
            line.push(' ');
            for byte in body {
                let _ = write!(line, "{byte:02x}");
            }
        }
        line
    }

    /// As a few bytes, for an index over a large archive.
    pub(super) fn short(&self) -> [u8; 16] {
        let mut sha = Sha1::new();
        sha.update(self.method.as_str());
        sha.update(b" ");
        sha.update(&self.url);
        if let Some(body) = self.body {
            sha.update(b" ");
            sha.update(body);
        }
        let digest: [u8; 20] = sha.finalize().into();
        let mut short = [0; 16];
        short.copy_from_slice(&digest[..16]);
        short
    }
}

/// An address without its fragment.
pub(super) fn bare(url: &Url) -> &str {
    let text = url.as_str();
    text.split('#').next().unwrap_or(text)
}
