//! An HTTP message as it lies in an archive: status, headers and body, with the transfer coding taken off.

/// A response read from its bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Message {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

/// Headers of the connection, which an answer does not have.
const OF_THE_CONNECTION: &[&str] = &[
    "connection",
    "content-length",
    "keep-alive",
    "proxy-connection",
    "transfer-encoding",
    "upgrade",
    "trailer",
    "te",
];

/// Whether a header belongs to the connection and not to the answer.
pub(in crate::fetch) fn of_the_connection(name: &str) -> bool {
    OF_THE_CONNECTION.contains(&name)
}

/// Reads a response; `None` where it does not begin like one.
pub(super) fn read_response(block: &[u8]) -> Option<Message> {
    let (head, body) = split_head(block);
    let mut lines = head
        .split(|b| *b == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let status = read_status(lines.next()?)?;
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in lines {
        read_header(&mut headers, line);
    }
    let chunked = headers
        .iter()
        .any(|(n, v)| n == "transfer-encoding" && v.to_ascii_lowercase().contains("chunked"));
    let body = if chunked {
        dechunk(body).unwrap_or_else(|| body.to_vec())
    } else {
        body.to_vec()
    };
    headers.retain(|(name, _)| !of_the_connection(name));
    Some(Message {
        status,
        headers,
        body,
    })
}

fn split_head(block: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    while let Some(end) = block[at..].iter().position(|b| *b == b'\n').map(|n| at + n) {
        match &block[end + 1..] {
            [b'\n', ..] => return (&block[..end], &block[end + 2..]),
            [b'\r', b'\n', ..] => return (&block[..end], &block[end + 3..]),
            _ => at = end + 1,
        }
    }
    (block, &[])
}

fn read_status(line: &[u8]) -> Option<u16> {
    let line = std::str::from_utf8(line.get(..line.len().min(64))?).ok()?;
    let mut words = line.split_ascii_whitespace();
    words.next()?.starts_with("HTTP/").then_some(())?;
    words.next()?.parse().ok()
}

fn read_header(headers: &mut Vec<(String, String)>, line: &[u8]) {
    let text = match std::str::from_utf8(line) {
        Ok(text) => text.to_owned(),
        Err(_) => line.iter().map(|b| char::from(*b)).collect(),
    };
    if text.starts_with([' ', '\t']) {
        if let Some((_, value)) = headers.last_mut() {
            value.push(' ');
            value.push_str(text.trim());
        }
    } else if let Some((name, value)) = text.split_once(':') {
        headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
    }
}

/// Takes the chunks apart; `None` where they are none. A last chunk that is missing is not missed.
fn dechunk(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let end = rest.iter().position(|b| *b == b'\n')?;
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            break;
        }
        body.extend_from_slice(&rest[..size.min(rest.len())]);
        rest = rest.get(size..).unwrap_or_default();
        rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .unwrap_or(rest);
    }
    Some(body)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn chunks_are_taken_apart_and_a_false_claim_of_chunks_is_seen_through() {
        let read = |body: &str| {
            read_response(
                format!(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: a\r\n b\r\n\r\n{body}"
                )
                .as_bytes(),
            )
            .unwrap()
        };
        let message = read("3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
        assert_eq!(
            message,
            Message {
                status: 200,
                headers: vec![("x".into(), "a b".into())],
                body: b"abcde".to_vec()
            }
        );
        assert_eq!(read("<html>").body, b"<html>");
        assert_eq!(
            read_response(b"HTTP/1.0 404\nA: b\n\nno").unwrap().body,
            b"no"
        );
        assert_eq!(read_response(b"GET / HTTP/1.1\r\n\r\n"), None);
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(block in prop::collection::vec(prop_oneof![Just(b'\r'), Just(b'\n'), any::<u8>()], 0..200)) {
            read_response(&block);
            read_response(&[b"HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n".as_slice(), &block].concat());
        }
    }
}
