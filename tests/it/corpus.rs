//! Inputs that the fuzzing of the readers of documents, emails, telephones and addresses has found worth keeping.

use std::io::{Cursor, Read as _};
use std::path::Path;

use buyerscout::document::Document;
use buyerscout::extract::{Context, Deobfuscate, extract};
use url::Url;

const TYPES: &[&str] = &[
    "text/html",
    "text/html; charset=utf-8",
    "text/html; charset=gbk",
    "text/html; charset=shift_jis",
    "text/plain",
    "text/vcard",
];
const REGIONS: &[&str] = &["DE", "US", "JP", "BR", "CN", "TR", "IN"];

/// The first byte of an input chooses how it is read, as it does when it is fuzzed.
fn read(of_document: bool, bytes: &[u8]) {
    let (choice, bytes) = bytes.split_first().unwrap();
    let choice = usize::from(*choice);
    let url = Url::parse("https://muster.example/kontakt").unwrap();
    let kind = if of_document {
        TYPES.get(choice)
    } else {
        TYPES.get(1)
    };
    let document = Document::parse(bytes, kind.copied(), &url);
    for block in document.blocks() {
        for span in &block.spans {
            assert!(block.text.get(span.start..span.end).is_some());
        }
    }
    let page = extract(
        &document,
        &Context {
            source: "page",
            fetched_at: jiff::Timestamp::UNIX_EPOCH,
            status: 200,
            region: REGIONS.get(choice >> 1).copied(),
            deobfuscate: Deobfuscate::Yes,
        },
    );
    let found = &page.findings;
    assert!(found.emails.iter().all(|email| email.value.contains('@')));
    let is_international = |e164: &str| e164.is_empty() || e164.starts_with('+');
    assert!(
        found
            .phones
            .iter()
            .all(|phone| is_international(&phone.e164))
    );
    let mut addresses = found.addresses.iter();
    assert!(addresses.all(|address| address.street.is_some()));
}

#[test]
fn what_fuzzing_kept_is_read_without_a_fall() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus.zip");
    let bytes = std::fs::read(path).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    assert!(archive.len() >= 1000, "{}", archive.len());
    for number in 0..archive.len() {
        let mut entry = archive.by_index(number).unwrap();
        let of_document = entry.name().unwrap().starts_with("document/");
        let mut input = Vec::new();
        entry.read_to_end(&mut input).unwrap();
        drop(entry);
        read(of_document, &input);
    }
}
