//! The clean form of an address: what makes no difference to the page is taken off.

use std::net::Ipv4Addr;

use url::{Host, Url};

/// Query keys that only say where the visitor came from or which session he is in.
const TRACKING: &[&str] = &[
    "gclid",
    "gclsrc",
    "fbclid",
    "msclkid",
    "yclid",
    "ysclid",
    "dclid",
    "gbraid",
    "wbraid",
    "ttclid",
    "twclid",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "_ga",
    "_gl",
    "igshid",
    "igsh",
    "srsltid",
    "_hsenc",
    "_hsmi",
    "mkt_tok",
    "phpsessid",
    "jsessionid",
    "aspsessionid",
    "sid",
    "sessionid",
    "session_id",
    "oscsid",
    "zenid",
    "cfid",
    "cftoken",
];

/// The address without fragment, default port, user part, tracking and session parameters, session path parameter
/// and the dot that closes a host name. Cleaning twice changes nothing; the order of the parameters is kept.
pub fn clean(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_fragment(None);
    let _ = url.set_username("");
    let _ = url.set_password(None);
    drop_closing_dot(&mut url);
    drop_session_path(&mut url);
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

fn drop_closing_dot(url: &mut Url) {
    let Some(Host::Domain(name)) = url.host() else {
        return;
    };
    let bare = name.trim_end_matches('.');
    if bare.len() < name.len() && !bare.is_empty() {
        let bare = bare.to_owned();
        let _ = url.set_host(Some(&bare));
    }
}

fn drop_session_path(url: &mut Url) {
    let path = url.path();
    if let Some(at) = path.to_ascii_lowercase().find(";jsessionid=") {
        let kept = path[..at].to_owned();
        url.set_path(&kept);
    }
}

fn is_tracking(pair: &str) -> bool {
    let key = pair.split('=').next().unwrap_or_default();
    let has_prefix = |p: &str| {
        key.get(..p.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(p))
    };
    has_prefix("utm_")
        || has_prefix("aspsessionid")
        || TRACKING.iter().any(|t| key.eq_ignore_ascii_case(t))
}

/// A full address of the web as pages write it, spaces around it taken off; `None` for relative ones and other schemes.
pub fn parse_absolute(written: &str) -> Option<Url> {
    Url::parse(written.trim())
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))
}

/// An address as a person gives it: a full one, or a bare host (`muster.de/kontakt`), which is read as `http://…`.
/// Brackets, quotes and punctuation around it are taken off; host names may be international.
///
/// `None` for other schemes, mail addresses, single words and numbers.
pub fn parse_given(given: &str) -> Option<Url> {
    let given = strip_wrapping(given);
    match rest_after_scheme(given) {
        Some(rest) if rest_after_scheme(rest).is_some() => parse_given(rest),
        Some(_) => parse_full(given.split_whitespace().next()?),
        None => parse_bare(given.trim_start_matches('/')),
    }
}

/// What follows `http:` or `https:` with its slashes, in any case.
fn rest_after_scheme(given: &str) -> Option<&str> {
    let (scheme, rest) = given.split_once(':')?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    is_web.then(|| rest.trim_start_matches(['/', '\\']))
}

fn parse_full(given: &str) -> Option<Url> {
    let url = Url::parse(given).ok()?;
    has_plausible_host(&url).then_some(url)
}

fn parse_bare(given: &str) -> Option<Url> {
    let authority = given.split(['/', '?', '#']).next()?;
    if given.contains("://") || authority.contains('@') || given.contains(char::is_whitespace) {
        return None;
    }
    let url = Url::parse(&format!("http://{given}")).ok()?;
    // `3.14` would be read as an address of the Internet Protocol.
    let spelt_out = |ip: Ipv4Addr| {
        authority
            .split(':')
            .next()
            .is_some_and(|host| host == ip.to_string())
    };
    let fits = match url.host()? {
        Host::Ipv4(ip) => spelt_out(ip),
        Host::Domain(_) | Host::Ipv6(_) => true,
    };
    (fits && has_plausible_host(&url)).then_some(url)
}

fn has_plausible_host(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost"
                || (name.contains('.') && name.split('.').all(|label| !label.is_empty()))
        }
        Some(_) => true,
        None => false,
    }
}

/// Takes off what a sentence or a list puts around an address; a closing bracket stays where its opening one is
/// part of the address.
fn strip_wrapping(given: &str) -> &str {
    let mut rest = given.trim().trim_start_matches(is_opening);
    loop {
        let Some(last) = rest
            .chars()
            .next_back()
            .filter(|c| is_closing(*c) || c.is_whitespace())
        else {
            return rest;
        };
        let opening = match last {
            ')' => '(',
            ']' => '[',
            _ => '\0',
        };
        if opening != '\0' && rest.matches(opening).count() >= rest.matches(last).count() {
            return rest;
        }
        rest = &rest[..rest.len() - last.len_utf8()];
    }
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '<' | '('
            | '"'
            | '\''
            | '{'
            | '«'
            | '“'
            | '„'
            | '‘'
            | '（'
            | '【'
            | '《'
            | '「'
            | '\u{FEFF}'
    )
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '>' | ')'
            | ']'
            | '"'
            | '\''
            | '}'
            | '»'
            | '”'
            | '“'
            | '’'
            | '）'
            | '】'
            | '》'
            | '」'
            | ','
            | ';'
            | '.'
            | '!'
            | '|'
    ) || matches!(c, '，' | '；' | '。' | '！' | '、')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tracking_and_sessions_make_no_second_page() {
        let cleaned = |u: &str| clean(&Url::parse(u).unwrap()).to_string();
        assert_eq!(
            cleaned("http://a.de:80/x?utm_source=g&id=3&PHPSESSID=77#top"),
            "http://a.de/x?id=3"
        );
        assert_eq!(
            cleaned("https://u:p@A.de./x;jsessionid=7F?&&b=2&a=1&"),
            "https://a.de/x?b=2&a=1"
        );
        assert_eq!(cleaned("https://a.de/?fbclid=1"), "https://a.de/");
        assert_eq!(
            cleaned("https://a.de/?sidecar=1&q=a%26b"),
            "https://a.de/?sidecar=1&q=a%26b"
        );
    }

    #[test]
    fn a_bare_host_is_an_address_and_a_word_is_not() {
        for (given, url) in [
            ("muster.de", "http://muster.de/"),
            ("  HTTP://Muster.DE/Kontakt ", "http://muster.de/Kontakt"),
            ("www.muster.de:8080/x", "http://www.muster.de:8080/x"),
            ("localhost:8080", "http://localhost:8080/"),
            ("127.0.0.1:81/a", "http://127.0.0.1:81/a"),
            ("[::1]:80", "http://[::1]/"),
            ("müller.de", "http://xn--mller-kva.de/"),
            (
                "почта.рф/о-нас",
                "http://xn--80a1acny.xn--p1ai/%D0%BE-%D0%BD%D0%B0%D1%81",
            ),
            ("<https://muster.de/a>,", "https://muster.de/a"),
            ("\"muster.de\".", "http://muster.de/"),
            ("(see muster.de)", ""),
            ("https://muster.de/a_(b)", "https://muster.de/a_(b)"),
            ("(https://muster.de/a)", "https://muster.de/a"),
            ("//muster.de/x", "http://muster.de/x"),
            ("http:muster.de", "http://muster.de/"),
            ("http://https://muster.de", "https://muster.de/"),
            ("https://muster.de/a Muster GmbH", "https://muster.de/a"),
            ("ｗｗｗ．ｍｕｓｔｅｒ．ｄｅ", "http://www.muster.de/"),
            ("muster.de。", "http://muster.de/"),
            ("importers", ""),
            ("ftp://muster.de", ""),
            ("mailto:info@muster.de", ""),
            ("info@muster.de", ""),
            ("javascript:void(0)", ""),
            ("tel:+49.30.1", ""),
            ("3.14", ""),
            ("Muster GmbH muster.de", ""),
            ("http://importers", ""),
            ("muster..de", ""),
            ("http://", ""),
            ("", ""),
        ] {
            assert_eq!(
                parse_given(given).map(String::from).unwrap_or_default(),
                url,
                "{given}"
            );
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in "(http|https)://[a-zA-Z0-9.:@é]{1,12}[a-z/;?&=#_%A-Z]{0,30}(;jsessionid=1)?") {
            if let Ok(url) = Url::parse(&text) {
                prop_assert_eq!(clean(&clean(&url)), clean(&url));
            }
        }

        #[test]
        fn whatever_is_given_ends_in_a_web_address_or_nothing(text in any::<String>()) {
            if let Some(url) = parse_given(&text) {
                prop_assert!(matches!(url.scheme(), "http" | "https") && url.has_host());
            }
        }
    }
}
