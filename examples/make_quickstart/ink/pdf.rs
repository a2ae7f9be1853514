//! A PDF of one page, written by hand: compressed text in a standard face.

use std::fmt::Write as _;

use miniz_oxide::deflate::compress_to_vec_zlib;

/// How the text is set.
#[derive(Clone, Copy)]
pub enum Setting {
    /// Line by line as strings.
    Plain,
    /// Letter by letter with kerning, as layout programs do.
    Kerned,
}

/// The page with these lines.
pub fn page(lines: &[String], setting: Setting) -> Vec<u8> {
    let mut text = String::from("BT /F1 12 Tf 60 760 Td 18 TL\n");
    for line in lines {
        let _ = writeln!(text, "{} T*", shown(line, setting));
    }
    text.push_str("ET\n");
    assemble(&compress_to_vec_zlib(text.as_bytes(), 9))
}

fn shown(line: &str, setting: Setting) -> String {
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(line);
    match setting {
        Setting::Plain => format!(
            "({}) Tj",
            bytes.iter().map(|b| literal(*b)).collect::<String>()
        ),
        Setting::Kerned => {
            let letters: Vec<String> = bytes
                .chunks(2)
                .map(|pair| {
                    pair.iter()
                        .fold(String::new(), |hex, b| format!("{hex}{b:02X}"))
                })
                .collect();
            format!("[<{}>] TJ", letters.join("> -12 <"))
        }
    }
}

fn literal(byte: u8) -> String {
    match byte {
        b'(' | b')' | b'\\' => format!("\\{}", char::from(byte)),
        0x20..0x7F => char::from(byte).to_string(),
        _ => format!("\\{byte:03o}"),
    }
}

fn assemble(stream: &[u8]) -> Vec<u8> {
    let head = format!(
        "<< /Length {} /Filter /FlateDecode >>\nstream\n",
        stream.len()
    );
    let objects: [Vec<u8>; 5] = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_vec(),
        [head.as_bytes(), stream, b"\nendstream"].concat(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    let mut out = b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut table = String::from("xref\n0 6\n0000000000 65535 f \n");
    for (number, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        out.extend_from_slice(format!("{} 0 obj\n", number + 1).as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    out.extend_from_slice(table.as_bytes());
    out.extend_from_slice(
        format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").as_bytes(),
    );
    out
}
