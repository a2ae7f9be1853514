//! Bytes of a file a person saved become text: UTF-8 with or without mark, UTF-16, GBK.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// The text of a file, or `None` where it is in none of the encodings read here.
///
/// GBK is tried last, and only believed where most of its two-byte letters are those of Chinese text: an editor's
/// Windows-1252 would also decode, into nonsense.
pub fn decode_saved(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return whole(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return whole(encoding, bytes);
    }
    whole(UTF_8, bytes).or_else(|| {
        looks_chinese(bytes)
            .then(|| whole(GB18030, bytes))
            .flatten()
    })
}

fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(std::borrow::Cow::into_owned)
}

/// A settings file is mostly ASCII, so in UTF-16 every other byte is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |from: usize| {
        bytes
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let half = bytes.len() / 4;
    if bytes.len() < 4 || bytes.len() % 2 == 1 {
        return None;
    }
    match (zeros(0) > half, zeros(1) > half) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// In Chinese text both bytes of nearly every letter are high; in Western text a high byte stands alone.
fn looks_chinese(bytes: &[u8]) -> bool {
    let (mut pairs, mut lone, mut at) = (0, 0, 0);
    while at < bytes.len() {
        if bytes[at] < 0x80 {
            at += 1;
        } else if bytes.get(at + 1).is_some_and(|next| *next >= 0x80) {
            pairs += 1;
            at += 2;
        } else {
            lone += 1;
            at += 2;
        }
    }
    pairs > lone * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_an_editor_saves_a_file_is_read() {
        let text = "name = \"LED\" # 探照灯，德国\n";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain(utf16.iter().copied())
            .collect();
        let (gbk, _, _) = encoding_rs::GBK.encode(text);
        for bytes in [
            text.as_bytes(),
            &[b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            &utf16,
            &marked,
            &gbk,
        ] {
            assert_eq!(decode_saved(bytes).as_deref(), Some(text));
        }
    }

    #[test]
    fn western_bytes_are_not_taken_for_chinese() {
        assert_eq!(decode_saved(b"name = \"f\xFCr Gr\xFC\xDFe\""), None);
    }
}
