//! The charset of a page: bytes become text, never failing.
//!
//! Order: byte order mark; valid UTF-8 whatever is claimed (no legacy text is UTF-8 by chance); the header; the
//! page's own `meta`; a guess by the bytes and the top-level domain.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a page its `meta` is looked for, bytes; browsers look at 1024, pages put it later.
const PRESCAN: usize = 8 * 1024;
/// How much of a page the guess reads, bytes.
const GUESS: usize = 256 * 1024;

/// The text of a page's bytes.
pub(super) fn decode_text<'a>(
    bytes: &'a [u8],
    content_type: Option<&str>,
    tld: &str,
) -> Cow<'a, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0;
    }
    let claimed = content_type.and_then(charset_of);
    let claimed = claimed.or_else(|| in_meta(bytes));
    let claimed = claimed.or_else(|| shifts(bytes).then_some(ISO_2022_JP));
    match std::str::from_utf8(bytes) {
        Ok(text) if !claims_shifting(claimed) => return Cow::Borrowed(text),
        Err(error) if cut_in_last_letter(bytes, &error) => return String::from_utf8_lossy(bytes),
        _ => {}
    }
    let encoding = match claimed {
        Some(encoding) if encoding != UTF_8 => encoding,
        _ if mostly_utf8(bytes) => UTF_8,
        _ => guess(bytes, tld),
    };
    encoding.decode_without_bom_handling(bytes).0
}

/// ISO-2022-JP and UTF-16 without a mark can be made of bytes that look like ASCII.
fn claims_shifting(claimed: Option<&'static Encoding>) -> bool {
    claimed.is_some_and(|c| c == ISO_2022_JP || c == UTF_16LE || c == UTF_16BE)
}

/// Old Japanese pages that name no charset: letters shifted in and out by escape sequences, without an error. Browsers do
/// not guess it because a script could hide in it; here no script runs.
fn shifts(bytes: &[u8]) -> bool {
    let mut escapes = memchr::memchr_iter(b'\x1B', bytes);
    escapes.any(|at| matches!(bytes[at + 1..], [b'$', b'B' | b'@', ..]))
        && !ISO_2022_JP.decode_without_bom_handling(bytes).1
}

fn cut_in_last_letter(bytes: &[u8], error: &std::str::Utf8Error) -> bool {
    error.error_len().is_none() && error.valid_up_to() + 4 > bytes.len()
}

/// A page in UTF-8 with a few broken letters is still one in UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 4
}

fn guess(bytes: &[u8], tld: &str) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(GUESS)], true);
    let tld = tld
        .bytes()
        .all(|b| b.is_ascii_lowercase())
        .then_some(tld.as_bytes());
    detector.guess(tld.filter(|t| !t.is_empty()), Utf8Detection::Allow)
}

/// The encoding a `Content-Type` value names.
fn charset_of(content_type: &str) -> Option<&'static Encoding> {
    label_after_charset(content_type.as_bytes()).and_then(Encoding::for_label)
}

fn in_meta(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(PRESCAN)];
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'<', &head[from..]) {
        let tag = &head[from + at..];
        let end = memchr::memchr(b'>', tag).unwrap_or(tag.len());
        from += at + 1;
        let is_meta = tag.len() > 5 && tag[1..5].eq_ignore_ascii_case(b"meta");
        if is_meta
            && let Some(encoding) = label_after_charset(&tag[..end]).and_then(Encoding::for_label)
        {
            // A page that can be read this far is not in UTF-16, whatever it says.
            return Some(if encoding == UTF_16LE || encoding == UTF_16BE {
                UTF_8
            } else {
                encoding
            });
        }
        if tag.starts_with(b"<?xml")
            && let Some(encoding) = xml_encoding(&tag[..end])
        {
            return Some(encoding);
        }
    }
    None
}

fn xml_encoding(declaration: &[u8]) -> Option<&'static Encoding> {
    let at = memchr::memmem::find(declaration, b"encoding=")? + "encoding=".len();
    Encoding::for_label(label(&declaration[at..]))
}

fn label_after_charset(text: &[u8]) -> Option<&[u8]> {
    let at = text
        .windows(7)
        .position(|w| w.eq_ignore_ascii_case(b"charset"))?
        + 7;
    let rest = text[at..].trim_ascii_start().strip_prefix(b"=")?;
    Some(label(rest))
}

fn label(text: &[u8]) -> &[u8] {
    let quoted = |b: u8| b == b'"' || b == b'\'' || b.is_ascii_whitespace();
    let start = text.iter().position(|b| !quoted(*b)).unwrap_or(text.len());
    let text = &text[start..];
    let end = text
        .iter()
        .position(|b| quoted(*b) || matches!(b, b';' | b',' | b'/' | b'>'))
        .unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_in_the_charset_it_is_in_and_not_in_the_one_it_claims() {
        let text = "Größe über alles";
        assert_eq!(
            decode_text(text.as_bytes(), Some("text/html; charset=iso-8859-1"), "de"),
            text
        );
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        assert_eq!(
            decode_text(&latin, Some("text/html; charset=\"ISO-8859-1\""), "de"),
            text
        );
        assert_eq!(
            decode_text(&latin, Some("text/html; charset=utf-8"), "de"),
            text
        );
    }

    #[test]
    fn a_meta_tag_names_the_charset() {
        let page = "<html><META http-equiv=content-type content='text/html; charset=gb2312'>公司简介 联系我们";
        let (bytes, _, _) = encoding_rs::GBK.encode(page);
        assert_eq!(decode_text(&bytes, None, "cn"), page);
        let page = "<meta charset=\"shift_jis\"><p>会社概要</p>";
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(page);
        assert_eq!(decode_text(&bytes, None, "jp"), page);
    }

    #[test]
    fn an_unnamed_charset_is_guessed() {
        for (encoding, tld, text) in [
            (
                encoding_rs::ISO_2022_JP,
                "jp",
                "会社概要とお問い合わせ 東京都港区",
            ),
            (
                encoding_rs::WINDOWS_1251,
                "ru",
                "Компания занимается оптовыми поставками светильников и кабеля по всей России",
            ),
            (
                encoding_rs::GBK,
                "cn",
                "本公司专业从事照明产品的进口和批发业务，欢迎联系我们",
            ),
            (
                encoding_rs::EUC_KR,
                "kr",
                "저희 회사는 조명 제품을 수입하여 도매로 판매하고 있습니다",
            ),
            (
                encoding_rs::WINDOWS_874,
                "th",
                "บริษัทของเราเป็นผู้นำเข้าและจัดจำหน่ายสินค้า",
            ),
        ] {
            let (bytes, _, _) = encoding.encode(text);
            assert_eq!(decode_text(&bytes, None, tld), text);
        }
    }

    #[test]
    fn a_cut_page_loses_its_last_letter_only() {
        let bytes = "über Größe ü".as_bytes();
        assert!(decode_text(&bytes[..bytes.len() - 1], None, "de").starts_with("über Größe "));
    }
}
