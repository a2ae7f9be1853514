//! The site: the registrable domain, which is the identity of a company until proved otherwise.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// A registrable domain by the ICANN part of the public suffix list (`shop.muster.co.uk` → `muster.co.uk`), or a
/// bare IP address. Lower case, in ASCII (punycode).
///
/// Private suffixes (`blogspot.com`) do not make sites of their own here: [`Site::of_host`] keeps the whole host
/// below such a suffix, so that two shops on one platform stay two companies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Site(String);

impl Site {
    /// The site of an address; `None` where it has no host or the host is a bare public suffix.
    pub fn of(url: &Url) -> Option<Self> {
        match url.host()? {
            Host::Domain(name) => Self::of_host(name),
            Host::Ipv4(ip) => Some(Self(ip.to_string())),
            Host::Ipv6(ip) => Some(Self(format!("[{ip}]"))),
        }
    }

    /// The site of a host name.
    pub fn of_host(host: &str) -> Option<Self> {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        if host.is_empty() || !host.contains('.') {
            return (host == "localhost").then_some(Self(host));
        }
        if host.parse::<std::net::Ipv4Addr>().is_ok() {
            return Some(Self(host));
        }
        let domain = psl::domain_str(&host)?;
        Some(Self(domain.to_owned()))
    }

    /// The domain as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last label: the top-level domain.
    pub fn tld(&self) -> &str {
        self.0.rsplit('.').next().unwrap_or_default()
    }

    /// The label before the public suffix: `muster` of `muster.co.uk`.
    pub fn label(&self) -> &str {
        self.0.split('.').next().unwrap_or_default()
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_the_registrable_domain() {
        let site = |u: &str| Site::of(&Url::parse(u).unwrap()).map(|s| s.to_string());
        assert_eq!(
            site("http://www.shop.muster.co.uk/a"),
            Some("muster.co.uk".into())
        );
        assert_eq!(site("https://LUX.com.br"), Some("lux.com.br".into()));
        assert_eq!(site("http://co.uk/"), None);
        assert_eq!(site("http://127.0.0.1:80/"), Some("127.0.0.1".into()));
    }
}
