//! Office files: any bytes as a package, and any XML as a part of one.

#![no_main]

mod page;

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (choice, bytes) = bytes.split_first().unwrap_or((&0, bytes));
    let file = match choice % 5 {
        0 => [b"PK\x03\x04", bytes].concat(),
        1 => [b"\xD0\xCF\x11\xE0", bytes].concat(),
        2 => package("word/document.xml", bytes, "styles", b"<w:styles/>"),
        3 => package("ppt/presentation.xml", bytes, "slide", bytes),
        _ => package("xl/workbook.xml", b"<workbook><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>", "worksheet", bytes),
    };
    page::parse(&file, None);
});

/// A package whose main part leads to one other.
fn package(main: &str, body: &[u8], kind: &str, other: &[u8]) -> Vec<u8> {
    let (folder, name) = main.split_once('/').expect("a part in a folder");
    let first = relation("officeDocument", main);
    let second = relation(kind, "other.xml");
    packed(&[
        (
            "[Content_Types].xml",
            b"<Types><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>",
        ),
        ("_rels/.rels", first.as_bytes()),
        (main, body),
        (&format!("{folder}/_rels/{name}.rels"), second.as_bytes()),
        (&format!("{folder}/other.xml"), other),
    ])
}

fn relation(kind: &str, target: &str) -> String {
    format!("<Relationships><Relationship Id=\"rId1\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/></Relationships>")
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in parts {
        let started = writer.start_file(*name, SimpleFileOptions::default());
        started.expect("a part of a package in memory");
        writer.write_all(body).expect("it is in memory");
    }
    writer.finish().expect("it is in memory").into_inner()
}
