//! PDF files of any bytes; and of one page with any operators, which mutation alone would never wrap so well.

#![no_main]

mod page;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (choice, bytes) = bytes.split_first().unwrap_or((&0, bytes));
    match choice % 3 {
        0 => page::parse(&[b"%PDF-1.7\n", bytes].concat(), None),
        1 => page::parse(&file(bytes, b"endbfchar"), None),
        _ => page::parse(&file(b"BT /F1 9 Tf 9 9 Td <00010002> Tj ET", bytes), None),
    };
});

/// A file of one page with these operators and a face with this table of letters.
fn file(operators: &[u8], table: &[u8]) -> Vec<u8> {
    let stream = |body: &[u8]| {
        let head = format!("<< /Length {} >>\nstream\n", body.len());
        [head.as_bytes(), body, b"\nendstream"].concat()
    };
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> /XObject << /X 4 0 R >> >> >>".to_vec(),
        stream(operators),
        b"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 7 0 R /DescendantFonts [<< /DW 500 /W [1 [600 610] 40 50 500] >>] >>".to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        stream(table),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut table = String::from("xref\n0 8\n0000000000 65535 f \n");
    for (number, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.extend_from_slice(format!("{} 0 obj\n", number + 1).as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    let end = format!("trailer\n<< /Size 8 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    [out, table.into_bytes(), end.into_bytes()].concat()
}
