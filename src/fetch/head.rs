//! The head of a request as it goes out: the same for the wire and for the archive.

use super::request::Request;

/// What pages come as; engines set their own in the request.
const ACCEPT: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

/// The codings that [`document::decode_content`](crate::document::decode_content) takes off.
const ACCEPT_ENCODING: &str = "gzip, br, zstd";

/// The headers of a request: the usual ones, and the request's own in their place.
pub(super) fn headers(request: &Request, user_agent: &str) -> Vec<(String, String)> {
    let usual = [
        ("user-agent", user_agent),
        ("accept", ACCEPT),
        ("accept-encoding", ACCEPT_ENCODING),
    ];
    let own = |name: &str| {
        request
            .headers
            .iter()
            .any(|(n, _)| n.eq_ignore_ascii_case(name))
    };
    let usual = usual
        .into_iter()
        .filter(|(name, _)| !own(name))
        .map(|(n, v)| (n.to_owned(), v.to_owned()));
    usual.chain(request.headers.iter().cloned()).collect()
}
