//! MHTML (RFC 2557): a page that a browser saved with all its parts in one file; only the page itself is read.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::{MessageParser, MessagePart, MimeHeaders as _};
use quoted_printable::ParseMode;
use url::Url;

/// The page of an MHTML file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpacked {
    /// Its HTML, decoded.
    pub html: Vec<u8>,
    /// The `content-type` of the part.
    pub content_type: Option<String>,
    /// The address it was saved from.
    pub url: Option<Url>,
}

/// Where browsers of the Chromium family say which page they saved.
const SAVED_FROM: &str = "Snapshot-Content-Location";

/// The first HTML part of an MHTML file; `None` where the bytes are none.
pub fn unpack_mhtml(bytes: &[u8]) -> Option<Unpacked> {
    let message = MessageParser::new()
        .with_mime_headers()
        .header_text("MIME-Version")
        .header_text(SAVED_FROM)
        .parse(bytes)?;
    let is_message = message.header("MIME-Version").is_some()
        || message
            .content_type()
            .is_some_and(|t| t.ctype() == "multipart");
    if !is_message {
        return None;
    }
    let part = message.parts.iter().find(|part| is_page(part))?;
    let said = part.content_location();
    let said = said.or_else(|| message.header(SAVED_FROM)?.as_text());
    Some(Unpacked {
        html: decoded(part, bytes)?,
        content_type: Some(content_type(part)),
        url: said.and_then(|url| Url::parse(url.trim()).ok()),
    })
}

fn is_page(part: &MessagePart<'_>) -> bool {
    part.content_type().is_some_and(|kind| {
        let kind = (kind.ctype(), kind.subtype().unwrap_or_default());
        matches!(kind, ("text", "html") | ("application", "xhtml+xml"))
    })
}

/// The part's bytes in the page's own charset; what is no code stays as it is.
fn decoded(part: &MessagePart<'_>, bytes: &[u8]) -> Option<Vec<u8>> {
    let body = bytes.get(usize::try_from(part.offset_body).ok()?..)?;
    let length = part.offset_end.saturating_sub(part.offset_body);
    let body = body.get(..usize::try_from(length).ok()?)?;
    let coding = part.content_transfer_encoding().unwrap_or_default();
    match coding.trim().to_ascii_lowercase().as_str() {
        "quoted-printable" => quoted_printable::decode(body, ParseMode::Robust).ok(),
        "base64" => base64_decode(body),
        _ => Some(body.to_vec()),
    }
}

fn content_type(part: &MessagePart<'_>) -> String {
    let charset = part
        .content_type()
        .and_then(|kind| kind.attribute("charset"));
    match charset {
        Some(charset) => format!("text/html; charset={charset}"),
        None => "text/html".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAVED: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.bing.com/search?q=x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----B1\"\r\n\r\n\r\n------B1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://www.bing.com/search?q=x\r\n\r\n<a href=3D\"x\">L=C3=BCbeck=\r\n!</a>=zz\r\n------B1\r\nContent-Type: image/png\r\n\r\nxx\r\n------B1--\r\n";

    #[test]
    fn the_page_of_a_saved_file_is_unpacked_with_its_address() {
        let page = unpack_mhtml(SAVED.as_bytes()).unwrap();
        assert_eq!(
            String::from_utf8(page.html).unwrap(),
            "<a href=\"x\">Lübeck!</a>=zz"
        );
        assert_eq!(
            page.url.unwrap().as_str(),
            "https://www.bing.com/search?q=x"
        );
    }

    #[test]
    fn what_is_no_saved_file_is_none_and_cut_ones_give_what_is_there() {
        assert_eq!(unpack_mhtml(b"<html><p>a\n\nb: c"), None);
        assert_eq!(unpack_mhtml(b""), None);
        for end in 0..SAVED.len() {
            let _ = unpack_mhtml(&SAVED.as_bytes()[..end]);
        }
    }
}
