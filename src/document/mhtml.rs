//! MHTML (RFC 2557): a page that a browser saved with all its parts in one file; only the page itself is read.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
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

/// Parts of a message within parts at most.
const DEEPEST: usize = 4;

/// The first HTML part of an MHTML file; `None` where the bytes are none.
pub fn unpack_mhtml(bytes: &[u8]) -> Option<Unpacked> {
    let (headers, body) = split(bytes)?;
    let is_message = field(&headers, "mime-version").is_some()
        || field(&headers, "content-type").is_some_and(|t| t.starts_with("multipart/"));
    if !is_message {
        return None;
    }
    let address = field(&headers, "snapshot-content-location");
    let mut page = part(&headers, body, 0)?;
    page.url = page.url.or_else(|| Url::parse(address?.trim()).ok());
    Some(page)
}

fn part(headers: &str, body: &[u8], depth: usize) -> Option<Unpacked> {
    let kind = field(headers, "content-type").unwrap_or_default();
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("multipart/") {
        let mark = parameter(&kind, "boundary")?;
        return (depth < DEEPEST)
            .then(|| pieces(body, &mark))?
            .into_iter()
            .filter_map(split)
            .find_map(|(headers, body)| part(&headers, body, depth + 1));
    }
    if !lower.starts_with("text/html") && !lower.starts_with("application/xhtml") {
        return None;
    }
    let coding = field(headers, "content-transfer-encoding").unwrap_or_default();
    let html = match coding.trim().to_ascii_lowercase().as_str() {
        "quoted-printable" => unquote(body),
        "base64" => {
            let plain: Vec<u8> = body
                .iter()
                .copied()
                .filter(|b| !b.is_ascii_whitespace())
                .collect();
            STANDARD.decode(plain).ok()?
        }
        _ => body.to_vec(),
    };
    let url = field(headers, "content-location").and_then(|u| Url::parse(u.trim()).ok());
    Some(Unpacked {
        html,
        content_type: Some(kind),
        url,
    })
}

/// Headers (unfolded) and body.
fn split(bytes: &[u8]) -> Option<(String, &[u8])> {
    let finder = |end: &[u8]| memchr::memmem::find(bytes, end).map(|at| (at, at + end.len()));
    let (head, body) = match (finder(b"\r\n\r\n"), finder(b"\n\n")) {
        (Some(a), Some(b)) => {
            if a.0 <= b.0 {
                a
            } else {
                b
            }
        }
        (a, b) => a.or(b)?,
    };
    let head = String::from_utf8_lossy(bytes.get(..head.min(64 * 1024))?);
    let unfolded = head
        .replace("\r\n", "\n")
        .replace("\n ", " ")
        .replace("\n\t", " ");
    Some((unfolded, &bytes[body..]))
}

fn field(headers: &str, name: &str) -> Option<String> {
    headers.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().to_owned())
    })
}

fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|piece| {
        let (key, value) = piece.split_once('=')?;
        key.trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().trim_matches('"').to_owned())
    })
}

fn pieces<'a>(body: &'a [u8], mark: &str) -> Vec<&'a [u8]> {
    let mark = format!("--{mark}");
    let places: Vec<usize> = memchr::memmem::find_iter(body, mark.as_bytes()).collect();
    let ends = places.iter().skip(1).copied().chain([body.len()]);
    places
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| {
            let piece = body.get(start + mark.len()..end)?;
            let line = memchr::memchr(b'\n', piece)?;
            piece.get(line + 1..)
        })
        .collect()
}

/// Quoted-printable (RFC 2045); what is no code stays as it is.
pub(super) fn unquote(body: &[u8]) -> Vec<u8> {
    let digit = |b: &u8| {
        char::from(*b)
            .to_digit(16)
            .and_then(|d| u8::try_from(d).ok())
    };
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((first, after)) = rest.split_first() {
        rest = match (first, after) {
            (b'=', [b'\r', b'\n', after @ ..] | [b'\n', after @ ..]) => after,
            (b'=', [high, low, after @ ..]) => {
                if let (Some(high), Some(low)) = (digit(high), digit(low)) {
                    out.push(high * 16 + low);
                    after
                } else {
                    out.push(b'=');
                    &rest[1..]
                }
            }
            _ => {
                out.push(*first);
                after
            }
        };
    }
    out
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
            "<a href=\"x\">Lübeck!</a>=zz\r\n"
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
