//! What went wrong on the wire, as a failure: the client's chain of errors is read for what the site, the name, the
//! certificate or the proxy did.

use std::error::Error;
use std::io;

use super::answer::Failure;
use super::dns::NotFound;

/// How a request went out: decides whose fault a broken connection is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Straight.
    Direct,
    /// Through an http proxy that passes the request on: a broken connection is the proxy's.
    Passed,
    /// Through a tunnel of an http proxy, or SOCKS: the proxy says whether it or the site failed.
    Tunnelled,
}

/// The failure behind an error of the client. Never holds the address, which may hold a secret.
pub(super) fn read(error: &reqwest::Error, way: Way) -> Failure {
    let chain = chain(error);
    if let Some(NotFound(failure)) = find(&chain) {
        return if way == Way::Direct {
            failure.clone()
        } else {
            Failure::Proxy {
                why: "its name does not resolve".into(),
            }
        };
    }
    if let Some(tls) = find::<rustls::Error>(&chain) {
        return Failure::Certificate {
            why: tls.to_string(),
        };
    }
    let said: Vec<String> = chain.iter().skip(1).map(ToString::to_string).collect();
    if let Some(failure) = read_proxy(&said) {
        return failure;
    }
    let why = said
        .last()
        .cloned()
        .unwrap_or_else(|| "no connection".into());
    if way == Way::Passed && error.is_connect() {
        return Failure::Proxy { why };
    }
    if error.is_timeout() {
        return Failure::TimedOut;
    }
    if error.is_builder() || find::<hyper::Error>(&chain).is_some_and(hyper::Error::is_parse) {
        return Failure::Malformed { why };
    }
    Failure::Unreachable { why }
}

/// What a proxy said about itself or about the site. The types of these errors are not public, their words are.
fn read_proxy(said: &[String]) -> Option<Failure> {
    let why = said.iter().find_map(|s| {
        s.strip_prefix("tunnel error: ")
            .or_else(|| s.strip_prefix("SOCKS error: "))
    })?;
    let about_site = [
        "unsuccessful",
        "host unreachable",
        "network unreachable",
        "connection refused",
        "ttl expired",
        "general",
    ];
    let site = about_site
        .iter()
        .any(|mark| why.to_ascii_lowercase().contains(mark));
    let last = said.last().map_or(why, String::as_str);
    Some(if site {
        Failure::Unreachable {
            why: "the proxy could not reach it".into(),
        }
    } else if last.starts_with("tunnel error") || last.starts_with("SOCKS error") {
        Failure::Proxy {
            why: why.to_owned(),
        }
    } else {
        Failure::Proxy {
            why: format!("{why}: {last}"),
        }
    })
}

/// An error and its causes, also those that an `io::Error` carries inside.
fn chain<'a>(error: &'a (dyn Error + 'static)) -> Vec<&'a (dyn Error + 'static)> {
    let mut chain = vec![error];
    let mut at = error;
    while chain.len() < 16 {
        let inside = at
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref)
            .map(|inner| inner as &(dyn Error + 'static));
        let Some(next) = inside.or_else(|| at.source()) else {
            break;
        };
        chain.push(next);
        at = next;
    }
    chain
}

fn find<'a, T: Error + 'static>(chain: &[&'a (dyn Error + 'static)]) -> Option<&'a T> {
    chain.iter().find_map(|error| error.downcast_ref())
}

/// The last word of an error's chain.
pub(super) fn words(error: &reqwest::Error) -> String {
    chain(error)
        .last()
        .map(ToString::to_string)
        .unwrap_or_default()
}
