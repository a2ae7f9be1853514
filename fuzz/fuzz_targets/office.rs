//! Office files: any bytes as a package, and any XML as a part of one.

#![no_main]

mod page;

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (choice, bytes) = bytes.split_first().unwrap_or((&0, bytes));
    let package = match choice % 5 {
        0 => [b"PK\x03\x04", bytes].concat(),
        1 => packed(&[("word/document.xml", bytes)]),
        2 => packed(&[
            ("word/document.xml", b"<w:p><w:hyperlink r:id=\"a\"><w:t>x</w:t></w:hyperlink></w:p>"),
            ("word/_rels/document.xml.rels", bytes),
            ("word/footer1.xml", bytes),
        ]),
        3 => workbook(bytes, b"<sst><si><t>Firma</t></si></sst>"),
        _ => workbook(
            b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>",
            bytes,
        ),
    };
    page::parse(&package, None);
});

fn workbook(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    packed(&[
        ("xl/workbook.xml", b"<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
    ])
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
