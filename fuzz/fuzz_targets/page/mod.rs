//! A page of given bytes, and one kind read on it.

use buyerscout::document::Document;
use buyerscout::extract::{Context, Deobfuscate, KINDS, Reading};
use buyerscout::finding::Findings;
use url::Url;

/// Reads bytes as a page of a company; blocks and the links in them must fit each other.
pub fn parse(bytes: &[u8], content_type: Option<&str>) -> Document {
    let url = Url::parse("https://muster.example/kontakt").expect("it is an address");
    let document = Document::parse(bytes, content_type, &url);
    for (number, block) in document.blocks().iter().enumerate() {
        assert!(!block.text.trim().is_empty());
        for span in &block.spans {
            assert!(block.text.get(span.start..span.end).is_some());
        }
        let _ = (document.label_of(number), document.column_head(number));
    }
    document
}

/// Reads one kind of findings on a page of these bytes.
///
/// The first byte chooses the region, and whether what is hidden is read.
#[allow(dead_code, reason = "not every target reads a kind")]
pub fn read(kind: &str, bytes: &[u8]) -> Findings {
    const REGIONS: &[&str] = &["DE", "US", "JP", "BR", "CN", "TR", "IN"];
    let (choice, bytes) = bytes.split_first().unwrap_or((&0, bytes));
    let document = parse(bytes, Some("text/html; charset=utf-8"));
    let context = Context {
        source: "page",
        fetched_at: jiff::Timestamp::UNIX_EPOCH,
        status: 200,
        region: REGIONS.get(usize::from(choice >> 1)).copied(),
        deobfuscate: if choice & 1 == 1 {
            Deobfuscate::No
        } else {
            Deobfuscate::Yes
        },
    };
    let reading = Reading::new(&document, &context);
    let kind = KINDS
        .iter()
        .find(|k| k.id == kind)
        .expect("a kind of this name");
    let mut findings = Findings::default();
    (kind.read)(&reading, &mut findings);
    findings
}
