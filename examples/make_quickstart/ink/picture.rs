//! A small grey picture of a line of text: what no parser reads.

use miniz_oxide::deflate::compress_to_vec_zlib;

use super::font::glyph;
use crate::quickstart::warc::crc32;

const SCALE: usize = 2;
const HEIGHT: usize = 10;

/// The line as a PNG.
pub fn png(line: &str) -> Vec<u8> {
    let columns: Vec<u8> = line
        .chars()
        .flat_map(|c| glyph(c).into_iter().chain([0]))
        .collect();
    let width = columns.len() * SCALE;
    let mut rows = Vec::new();
    for y in 0..HEIGHT * SCALE {
        rows.push(0);
        rows.extend((0..width).map(|x| ink(columns[x / SCALE], y / SCALE)));
    }
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut head = [width, HEIGHT * SCALE]
        .map(|side| u32::try_from(side).expect("a short line").to_be_bytes())
        .concat();
    head.extend([8, 0, 0, 0, 0]);
    chunk(&mut out, *b"IHDR", &head);
    chunk(&mut out, *b"IDAT", &compress_to_vec_zlib(&rows, 9));
    chunk(&mut out, *b"IEND", &[]);
    out
}

/// Black where the column's bit of the row is set.
fn ink(column: u8, row: usize) -> u8 {
    let set = (1..9).contains(&row) && column >> (row - 1) & 1 == 1;
    if set { 0 } else { 255 }
}

fn chunk(out: &mut Vec<u8>, name: [u8; 4], body: &[u8]) {
    let size = u32::try_from(body.len()).expect("a small picture");
    out.extend(size.to_be_bytes());
    let named = [name.as_slice(), body].concat();
    out.extend(&named);
    out.extend(crc32(&named).to_be_bytes());
}
