//! Packing a record: one gzip member (RFC 1952). A body that is compressed already is stored as it is behind the
//! compressed heads, which costs a copy instead of a second compression.

use std::cell::RefCell;

use flate2::{Compress, Compression, Crc, FlushCompress};

/// How hard is tried; higher costs more time than it saves room.
const LEVEL: u32 = 3;

/// Most bytes of a stored block (RFC 1951 §3.2.4).
const STORED: usize = 65_535;

thread_local! {
    /// Making a compressor costs more than packing a small record with it.
    static COMPRESS: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(LEVEL), false));
}

/// A gzip member of some parts that are compressed and some that are stored after them.
pub(super) fn pack(compressed: &[&[u8]], stored: &[&[u8]]) -> Vec<u8> {
    let length = |parts: &[&[u8]]| parts.iter().map(|part| part.len()).sum::<usize>();
    let mut out = Vec::with_capacity(length(compressed) / 2 + length(stored) + 256);
    out.extend_from_slice(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
    let mut crc = Crc::new();
    COMPRESS.with_borrow_mut(|compress| {
        compress.reset();
        for part in compressed {
            crc.update(part);
            deflate(compress, part, FlushCompress::None, &mut out);
        }
        // Ends on a whole byte, so that stored blocks can follow.
        deflate(compress, &[], FlushCompress::Sync, &mut out);
    });
    for part in stored {
        crc.update(part);
        store(part, &mut out);
    }
    // An empty last block.
    out.extend_from_slice(&[1, 0, 0, 0xff, 0xff]);
    out.extend_from_slice(&crc.sum().to_le_bytes());
    out.extend_from_slice(&crc.amount().to_le_bytes());
    out
}

fn deflate(compress: &mut Compress, mut from: &[u8], flush: FlushCompress, out: &mut Vec<u8>) {
    loop {
        out.reserve(4096);
        let before = compress.total_in();
        // Into a vector with room and with these flushes there is no way to fail.
        let _ = compress.compress_vec(from, out, flush);
        let read = usize::try_from(compress.total_in() - before).unwrap_or(from.len());
        from = &from[read..];
        if from.is_empty() && out.len() < out.capacity() {
            return;
        }
    }
}

fn store(bytes: &[u8], out: &mut Vec<u8>) {
    for block in bytes.chunks(STORED) {
        let length = u16::try_from(block.len()).expect("no longer than a stored block can be");
        out.push(0);
        out.extend_from_slice(&length.to_le_bytes());
        out.extend_from_slice(&(!length).to_le_bytes());
        out.extend_from_slice(block);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn what_is_packed_is_unpacked(
            head in prop::collection::vec(any::<u8>(), 0..300), repeat in 0..3000usize, stored in 0..200_000usize,
        ) {
            let (head, stored) = (head.repeat(repeat.min(1 + 60_000 / (head.len() + 1))), vec![7; stored]);
            let packed = pack(&[&head, b"|"], &[&stored, b"|"]);
            let mut unpacked = Vec::new();
            let mut reader = flate2::read::GzDecoder::new(&*packed);
            reader.read_to_end(&mut unpacked).unwrap();
            prop_assert!(unpacked == [&head[..], b"|", &stored, b"|"].concat());
            prop_assert!(reader.into_inner().is_empty());
        }
    }
}
