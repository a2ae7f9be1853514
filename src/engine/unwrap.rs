//! Redirect wrappers taken off: the address a result really leads to.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use url::Url;

use super::description::{Engine, Unwrap};

/// Wrappers within wrappers at most.
const DEEPEST: usize = 4;

/// Where a link really leads; itself where nothing wraps it. Text fragments (`#:~:text=`) are taken off.
pub fn unwrap(engine: &Engine, page: &Url, link: Url) -> Url {
    let mut url = link;
    for _ in 0..DEEPEST {
        let inner = engine
            .answer
            .unwrap
            .iter()
            .find_map(|wrapper| inside(wrapper, page, &url));
        match inner {
            Some(inner) if inner != url => url = inner,
            _ => break,
        }
    }
    if let Some(at) = url.fragment().and_then(|f| f.find(":~:")) {
        let kept = url
            .fragment()
            .map(|f| f[..at].to_owned())
            .filter(|f| !f.is_empty());
        url.set_fragment(kept.as_deref());
    }
    url
}

fn inside(wrapper: &Unwrap, page: &Url, url: &Url) -> Option<Url> {
    let host = if wrapper.host.is_empty() {
        page.host_str()?
    } else {
        &wrapper.host
    };
    if !under(url.host_str()?, host) || !url.path().starts_with(&wrapper.path) {
        return None;
    }
    let held = match (&wrapper.parameter, &wrapper.segment) {
        (Some(name), _) => url
            .query_pairs()
            .find(|(n, _)| n == name.as_str())
            .map(|(_, v)| v.into_owned())?,
        (None, Some(segment)) => from_path(url, segment)?,
        (None, None) => return None,
    };
    let held = match &wrapper.base64_after {
        Some(before) => from_base64(held.strip_prefix(before.as_str())?)?,
        None => held,
    };
    let held = if held.starts_with("//") {
        format!("{}:{held}", url.scheme())
    } else {
        held
    };
    url.join(&held)
        .ok()
        .filter(|inner| matches!(inner.scheme(), "http" | "https"))
}

fn from_path(url: &Url, segment: &str) -> Option<String> {
    let piece = url.path_segments()?.find_map(|s| s.strip_prefix(segment))?;
    let pairs = format!("x={}", piece.replace('+', "%2B"));
    url::form_urlencoded::parse(pairs.as_bytes())
        .next()
        .map(|(_, v)| v.into_owned())
}

fn from_base64(text: &str) -> Option<String> {
    let text = text.trim_end_matches('=');
    let bytes = URL_SAFE_NO_PAD
        .decode(text)
        .or_else(|_| STANDARD_NO_PAD.decode(text))
        .ok()?;
    String::from_utf8(bytes).ok()
}

/// Is `host` the domain, or below it? A domain that ends in `.*` stands for every country's: `www.firm.*`.
pub fn under(host: &str, domain: &str) -> bool {
    let (domain, host) = match domain.strip_suffix(".*") {
        None => (domain, host),
        Some(name) => {
            let suffix = psl::suffix_str(host).unwrap_or_default();
            match host.strip_suffix(suffix).and_then(|h| h.strip_suffix('.')) {
                Some(rest) if !suffix.is_empty() => (name, rest),
                _ => return false,
            }
        }
    };
    host.strip_suffix(domain)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_of_every_country_is_known_in_each() {
        for host in ["www.firm.de", "www.firm.co.uk", "m.www.firm.com.hk"] {
            assert!(under(host, "www.firm.*"), "{host}");
        }
        for host in ["firm.de", "www.firm.de.evil.com", "wwwfirm.de", "www.firm"] {
            assert!(!under(host, "www.firm.*"), "{host}");
        }
        assert!(under("a.firm.de", "firm.de") && !under("afirm.de", "firm.de"));
    }
}
