//! Bytes of a text file become text: UTF-8 with or without a mark, UTF-16, else GBK or what the letters say.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes looked at to tell an encoding without a mark.
const LOOKED_AT: usize = 256 * 1024;

/// The text of a file.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => unmarked(bytes).decode_without_bom_handling(bytes).0,
    }
}

fn unmarked(bytes: &[u8]) -> &'static Encoding {
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding;
    }
    // One broken character in a long UTF-8 file does not make it another encoding.
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let broken = head
        .utf8_chunks()
        .filter(|c| !c.invalid().is_empty())
        .count();
    let letters = head.iter().filter(|b| **b >= 0x80).count();
    if broken * 20 < letters {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Latin text in UTF-16 has a zero in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |odd: usize| {
        head.iter()
            .skip(odd)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
            * 10
    };
    let half = head.len() / 2;
    if zeros(1) > half * 4 && zeros(0) < half {
        Some(UTF_16LE)
    } else if zeros(0) > half * 4 && zeros(1) < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_list_in_five_encodings_is_one_text() {
        let text = "公司名称,邮箱\n深圳市光明照明有限公司,info@guang.example\n";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked: Vec<u8> = [&[0xFF, 0xFE], utf16.as_slice()].concat();
        let gbk = encoding_rs::GBK.encode(text).0.into_owned();
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            marked,
            gbk,
        ] {
            assert_eq!(decode(&bytes), text);
        }
        let latin = "name,mail\nMuster,info@muster.example\n";
        let bare: Vec<u8> = latin.encode_utf16().flat_map(u16::to_le_bytes).collect();
        // Valid UTF-8 by accident: the zeros tell.
        assert_eq!(
            decode(&[&bare[..], &[0xE9, 0x00]].concat()),
            format!("{latin}é")
        );
    }
}
