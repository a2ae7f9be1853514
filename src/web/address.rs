//! The clean form of an address: what makes no difference to the page is taken off.

use url::Url;

/// Query keys that only say where the visitor came from or which session he is in.
const TRACKING: &[&str] = &[
    "gclid",
    "fbclid",
    "msclkid",
    "yclid",
    "dclid",
    "gbraid",
    "wbraid",
    "mc_cid",
    "mc_eid",
    "_ga",
    "igshid",
    "srsltid",
    "phpsessid",
    "jsessionid",
    "sid",
    "sessionid",
];

/// The address without fragment, default port, user part, tracking and session parameters.
pub fn clean(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_fragment(None);
    let _ = url.set_username("");
    let _ = url.set_password(None);
    if let Some(query) = url.query() {
        let kept: Vec<&str> = query
            .split('&')
            .filter(|pair| !pair.is_empty() && !is_tracking(pair))
            .collect();
        let kept = kept.join("&");
        url.set_query((!kept.is_empty()).then_some(kept.as_str()));
    }
    url
}

fn is_tracking(pair: &str) -> bool {
    let key = pair
        .split('=')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    key.starts_with("utm_") || TRACKING.contains(&key.as_str())
}

/// An address as a person gives it: a full one, or a bare host (`muster.de/kontakt`), which is read as `http://…`.
pub fn parse_given(given: &str) -> Option<Url> {
    let given = given.trim();
    let url = if given.contains("://") {
        Url::parse(given).ok()?
    } else {
        Url::parse(&format!("http://{given}")).ok()?
    };
    let host = url.host_str()?;
    (matches!(url.scheme(), "http" | "https")
        && (host.contains('.') || host.contains(':') || host == "localhost"))
        .then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tracking_and_sessions_make_no_second_page() {
        let a = clean(&Url::parse("http://a.de:80/x?utm_source=g&id=3&PHPSESSID=77#top").unwrap());
        assert_eq!(a.as_str(), "http://a.de/x?id=3");
    }

    #[test]
    fn a_bare_host_is_an_address_and_a_word_is_not() {
        assert_eq!(
            parse_given("muster.de").unwrap().as_str(),
            "http://muster.de/"
        );
        assert!(parse_given("importers").is_none());
        assert!(parse_given("ftp://muster.de").is_none());
    }
}
