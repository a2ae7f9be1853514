//! The proxy the user named, and the hosts he excepts from it. Read from a text, never from the environment.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use thiserror::Error;
use url::{Host, Url};

/// A proxy: `http://`, `https://` or `socks5h://`, with `user:pass@` where it asks for them. Names are resolved by the
/// proxy, never here; `socks5://` is read as `socks5h://` for that reason, and `host:port` as `http://host:port`.
#[derive(Clone, PartialEq, Eq)]
pub struct Proxy {
    url: Url,
    except: Vec<Exception>,
}

/// What was wrong with a proxy's address.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BadProxy {
    /// It cannot be read.
    #[error("not a proxy's address")]
    Unreadable,
    /// Its scheme is none of those that are spoken.
    #[error("a proxy is http://, https:// or socks5h://, not {0}://")]
    Scheme(String),
}

/// A host or hosts asked without the proxy.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Exception {
    All,
    Below(String),
    Network(IpAddr, u32),
}

impl FromStr for Proxy {
    type Err = BadProxy;

    fn from_str(text: &str) -> Result<Self, BadProxy> {
        let text = text.trim();
        let text = if text.contains("://") {
            text.to_owned()
        } else {
            format!("http://{text}")
        };
        let text =
            text.replacen("socks5://", "socks5h://", 1)
                .replacen("socks://", "socks5h://", 1);
        let url = Url::parse(&text).map_err(|_| BadProxy::Unreadable)?;
        if !matches!(url.scheme(), "http" | "https" | "socks5h") {
            return Err(BadProxy::Scheme(url.scheme().to_owned()));
        }
        if url.host_str().is_none_or(str::is_empty) {
            return Err(BadProxy::Unreadable);
        }
        Ok(Self {
            url,
            except: Vec::new(),
        })
    }
}

impl Proxy {
    /// Hosts to ask without it, as in `NO_PROXY`: names with everything below them, addresses, networks, `*`;
    /// separated by commas. What cannot be read is no exception.
    #[must_use]
    pub fn except(mut self, list: &str) -> Self {
        self.except = list.split([',', ' ']).filter_map(read_exception).collect();
        self
    }

    /// Host and port of the proxy itself.
    pub fn place(&self) -> (String, u16) {
        let host = self.url.host_str().unwrap_or_default();
        let usual = if self.url.scheme() == "socks5h" {
            1080
        } else {
            80
        };
        let port = self.url.port_or_known_default().unwrap_or(usual);
        (host.trim_matches(['[', ']']).to_owned(), port)
    }

    /// Its address, with the password.
    pub(super) fn url(&self) -> &Url {
        &self.url
    }

    /// Some hosts are asked without it.
    pub(super) fn has_exceptions(&self) -> bool {
        !self.except.is_empty()
    }

    /// Whether a request goes through it.
    pub(super) fn covers(&self, url: &Url) -> bool {
        !self.except.iter().any(|exception| exception.holds(url))
    }
}

impl Exception {
    fn holds(&self, url: &Url) -> bool {
        match (self, url.host()) {
            (Self::All, _) => true,
            (Self::Below(name), Some(Host::Domain(host))) => {
                host == name
                    || host
                        .strip_suffix(name.as_str())
                        .is_some_and(|rest| rest.ends_with('.'))
            }
            (Self::Network(net, bits), Some(Host::Ipv4(ip))) => {
                same_network(*net, ip.into(), *bits)
            }
            (Self::Network(net, bits), Some(Host::Ipv6(ip))) => {
                same_network(*net, ip.into(), *bits)
            }
            _ => false,
        }
    }
}

fn same_network(net: IpAddr, ip: IpAddr, bits: u32) -> bool {
    match (net, ip) {
        (IpAddr::V4(net), IpAddr::V4(ip)) => (net.to_bits() ^ ip.to_bits()).leading_zeros() >= bits,
        (IpAddr::V6(net), IpAddr::V6(ip)) => (net.to_bits() ^ ip.to_bits()).leading_zeros() >= bits,
        _ => false,
    }
}

fn read_exception(text: &str) -> Option<Exception> {
    let text = text
        .trim()
        .trim_start_matches("*.")
        .trim_start_matches('.')
        .to_ascii_lowercase();
    if text.is_empty() {
        return None;
    }
    if text == "*" {
        return Some(Exception::All);
    }
    let (address, bits) = text
        .split_once('/')
        .map_or((text.as_str(), None), |(a, b)| (a, b.parse().ok()));
    let Ok(ip) = address.trim_matches(['[', ']']).parse::<IpAddr>() else {
        return Some(Exception::Below(text));
    };
    let most = if ip.is_ipv4() { 32 } else { 128 };
    Some(Exception::Network(ip, bits.unwrap_or(most).min(most)))
}

impl fmt::Display for Proxy {
    /// Without user and password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}://{}",
            self.url.scheme(),
            self.url.host_str().unwrap_or_default()
        )?;
        self.url.port().map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Proxy({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_shown_without_its_password() {
        let proxy: Proxy = "socks5://me:secret@127.0.0.1:1080".parse().unwrap();
        assert_eq!(
            format!("{proxy} {proxy:?}"),
            "socks5h://127.0.0.1:1080 Proxy(socks5h://127.0.0.1:1080)"
        );
        assert_eq!(
            "ftp://a".parse::<Proxy>(),
            Err(BadProxy::Scheme("ftp".into()))
        );
        assert_eq!("".parse::<Proxy>(), Err(BadProxy::Unreadable));
    }

    #[test]
    fn exceptions_hold_for_names_below_and_addresses_within() {
        let proxy: Proxy = "127.0.0.1:7890".parse().unwrap();
        let proxy = proxy.except("localhost, .corp.example,10.0.0.0/8,192.168.1.7,[::1]");
        let covered = |url: &str| proxy.covers(&Url::parse(url).unwrap());
        for direct in [
            "http://localhost:8888/",
            "http://a.corp.example/",
            "http://10.9.9.9/",
            "http://192.168.1.7/",
            "http://[::1]/",
        ] {
            assert!(!covered(direct), "{direct}");
        }
        for through in [
            "http://muster.de/",
            "http://notcorp.example/",
            "http://192.168.1.8/",
            "http://11.0.0.1/",
        ] {
            assert!(covered(through), "{through}");
        }
    }
}
