//! Records packed for their rows: JSON, compressed against a fixed sample so that small records shrink too, with a
//! checksum that tells a damaged row from a whole one.
//!
//! The first byte says how a row is packed, so that old rows stay readable when a better way is added. A sample
//! never changes once rows were packed with it: add a new one under the next number.

use std::cell::RefCell;

use serde::Serialize;
use serde::de::DeserializeOwned;
use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::CParameter;

/// Plain JSON.
const PLAIN: u8 = 0;
/// Zstandard against [`SAMPLE`].
const SAMPLED: u8 = 1;

/// A page record with the keys and words that most records share.
const SAMPLE: &[u8] = include_bytes!("data/sample-1.txt");

/// No record grows past this when unpacked; a damaged length cannot exhaust memory.
const MOST: usize = 64 << 20;

thread_local! {
    static PACKER: RefCell<Option<Compressor<'static>>> = RefCell::new(packer());
    static UNPACKER: RefCell<Option<Decompressor<'static>>> = RefCell::new(Decompressor::with_dictionary(SAMPLE).ok());
}

fn packer() -> Option<Compressor<'static>> {
    let mut packer = Compressor::with_dictionary(1, SAMPLE).ok()?;
    packer.set_parameter(CParameter::ChecksumFlag(true)).ok()?;
    Some(packer)
}

/// Packs a record.
pub(super) fn pack<T: Serialize>(record: &T) -> Result<Vec<u8>, serde_json::Error> {
    let json = serde_json::to_vec(record)?;
    let squeezed =
        PACKER.with_borrow_mut(|packer| packer.as_mut().and_then(|p| p.compress(&json).ok()));
    let (how, bytes) = match squeezed {
        Some(small) if small.len() < json.len() => (SAMPLED, small),
        _ => (PLAIN, json),
    };
    let mut row = Vec::with_capacity(bytes.len() + 1);
    row.push(how);
    row.extend_from_slice(&bytes);
    Ok(row)
}

/// Unpacks a record, or says what is wrong with the row.
pub(super) fn unpack<T: DeserializeOwned>(row: &[u8]) -> Result<T, String> {
    let json = unpack_json(row)?;
    serde_json::from_slice(&json).map_err(|e| format!("a record that cannot be read ({e})"))
}

/// The JSON of a packed record.
pub(super) fn unpack_json(row: &[u8]) -> Result<Vec<u8>, String> {
    match row.split_first() {
        Some((&PLAIN, json)) => Ok(json.to_vec()),
        Some((&SAMPLED, small)) => expand(small),
        Some((how, _)) => Err(format!("a record packed in an unknown way ({how})")),
        None => Err("an empty record".into()),
    }
}

fn expand(small: &[u8]) -> Result<Vec<u8>, String> {
    let size = zstd::zstd_safe::get_frame_content_size(small)
        .ok()
        .flatten();
    let size = size
        .and_then(|s| usize::try_from(s).ok())
        .filter(|s| *s <= MOST)
        .ok_or("a record of impossible length")?;
    UNPACKER.with_borrow_mut(|unpacker| {
        let unpacker = unpacker.as_mut().ok_or("no memory to unpack a record")?;
        unpacker
            .decompress(small, size)
            .map_err(|e| format!("a record that does not unpack ({e})"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_sample_never_changes() {
        use sha2::{Digest, Sha256};
        let digest = Sha256::digest(SAMPLE);
        assert_eq!(
            digest[..8],
            [0xce, 0xbf, 0x0d, 0xf3, 0x45, 0x56, 0x54, 0x20],
            "rows in users' stores were packed with the old sample: add sample-2 instead"
        );
    }

    #[test]
    fn one_flipped_bit_is_noticed() {
        let text = "Großhandel für Leuchten, ".repeat(20);
        let row = pack(&text).unwrap();
        for at in 1..row.len() {
            let mut hurt = row.clone();
            hurt[at] ^= 0x10;
            assert!(
                unpack::<String>(&hurt).is_err() || unpack::<String>(&hurt) == Ok(text.clone()),
                "byte {at}"
            );
        }
    }

    proptest! {
        #[test]
        fn what_was_packed_unpacks(text in "\\PC{0,400}") {
            prop_assert_eq!(unpack::<String>(&pack(&text).unwrap()).unwrap(), text);
        }

        #[test]
        fn no_row_can_stop_it(row in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = unpack::<String>(&row);
        }
    }
}
