//! What is found on a small page, for tests.

use url::Url;

use super::{Context, Deobfuscate, extract};
use crate::document::Document;
use crate::finding::Findings;

/// The findings of a page in HTML.
pub(super) fn findings(url: &str, region: Option<&str>, html: &str) -> Findings {
    let parsed = Url::parse(url).expect("a test gives a web address");
    let document = Document::parse(html.as_bytes(), Some("text/html; charset=utf-8"), &parsed);
    let context = Context {
        source: url,
        fetched_at: jiff::Timestamp::UNIX_EPOCH,
        status: 200,
        region,
        deobfuscate: Deobfuscate::Yes,
    };
    extract(&document, &context).findings
}
