//! Content codings (RFC 9110 §8.4.1) taken off, never past a limit.

use std::io::Read;

/// A body with its codings taken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The limit or a broken stream cut them off.
    pub truncated: bool,
}

/// Takes the codings named in a `Content-Encoding` value off a body: `gzip`, `deflate`, `br`, `zstd`, several in a row.
///
/// Never gives more than `limit` bytes; a broken stream gives what came before the break.
pub fn decode_content(body: &[u8], content_encoding: Option<&str>, limit: usize) -> Decoded {
    let mut decoded = Decoded {
        bytes: body.to_vec(),
        truncated: false,
    };
    for coding in content_encoding
        .unwrap_or_default()
        .split(',')
        .rev()
        .map(str::trim)
    {
        decoded = match coding.to_ascii_lowercase().as_str() {
            "gzip" | "x-gzip" => read_limited(
                flate2::read::MultiGzDecoder::new(&*decoded.bytes),
                limit,
                decoded.truncated,
            ),
            "deflate" => inflate(&decoded, limit),
            "br" => read_limited(
                brotli::Decompressor::new(&*decoded.bytes, 4096),
                limit,
                decoded.truncated,
            ),
            "zstd" => match zstd::stream::read::Decoder::new(&*decoded.bytes) {
                Ok(reader) => read_limited(reader, limit, decoded.truncated),
                Err(_) => Decoded {
                    bytes: Vec::new(),
                    truncated: true,
                },
            },
            _ => decoded,
        };
    }
    if decoded.bytes.len() > limit {
        decoded.bytes.truncate(limit);
        decoded.truncated = true;
    }
    decoded
}

/// `deflate` is the zlib format by the RFC; many servers send the bare stream.
fn inflate(from: &Decoded, limit: usize) -> Decoded {
    let zlib = read_limited(
        flate2::read::ZlibDecoder::new(&*from.bytes),
        limit,
        from.truncated,
    );
    if !zlib.bytes.is_empty() {
        return zlib;
    }
    read_limited(
        flate2::read::DeflateDecoder::new(&*from.bytes),
        limit,
        from.truncated,
    )
}

fn read_limited(reader: impl Read, limit: usize, truncated: bool) -> Decoded {
    let mut bytes = Vec::new();
    let mut reader = reader.take(limit as u64 + 1);
    let mut chunk = [0; 16 * 1024];
    let broken = loop {
        match reader.read(&mut chunk) {
            Ok(0) => break false,
            Ok(n) => bytes.extend_from_slice(&chunk[..n]),
            Err(_) => break true,
        }
    };
    Decoded {
        truncated: truncated || broken,
        bytes,
    }
}
