//! The site: the registrable domain, which is the identity of a company until proved otherwise.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// A registrable domain by the public suffix list (`shop.muster.co.uk` → `muster.co.uk`), or a bare IP address. Lower
/// case, in ASCII (punycode).
///
/// The list's private part counts as well: below a platform's suffix (`github.io`, `blogspot.com`) each name is a
/// site of its own (`a.blogspot.com`), so that two shops on one platform stay two companies. The platform's own
/// domain, with or without `www`, is the platform's site. A name without a registrable part (`co.uk`) is no site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Site(String);

/// A text that names no site.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a site: give a domain such as `muster.de`")]
pub struct NoSite(String);

impl Site {
    /// The site of an address; `None` where it has no host or the host is a bare public suffix.
    pub fn of(url: &Url) -> Option<Self> {
        match url.host()? {
            Host::Domain(name) => Self::of_domain(name),
            Host::Ipv4(ip) => Some(Self(ip.to_string())),
            Host::Ipv6(ip) => Some(Self(format!("[{ip}]"))),
        }
    }

    /// The site of a host name, international ones included (`müller.de`); IPv6 addresses stand in brackets.
    pub fn of_host(host: &str) -> Option<Self> {
        let host = host.trim_end_matches('.');
        match Host::parse(host).ok()? {
            Host::Domain(name) => Self::of_domain(&name),
            Host::Ipv4(ip) => (ip.to_string() == host).then(|| Self(host.to_owned())),
            Host::Ipv6(ip) => Some(Self(format!("[{ip}]"))),
        }
    }

    /// Takes a name that is ASCII and lower case already.
    fn of_domain(name: &str) -> Option<Self> {
        let name = name.trim_end_matches('.');
        if !name.contains('.') {
            return (name == "localhost").then(|| Self(name.to_owned()));
        }
        if name.split('.').any(str::is_empty) {
            return None;
        }
        let bare = name.strip_prefix("www.").unwrap_or(name);
        let own = if is_private_suffix(bare) {
            bare
        } else {
            psl::domain_str(name)?
        };
        Some(Self(own.to_owned()))
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

fn is_private_suffix(name: &str) -> bool {
    name.contains('.')
        && psl::suffix(name.as_bytes()).is_some_and(|s| {
            s.typ() == Some(psl::Type::Private) && s.as_bytes().len() == name.len()
        })
}

impl TryFrom<String> for Site {
    type Error = NoSite;

    fn try_from(host: String) -> Result<Self, NoSite> {
        Self::of_host(&host).ok_or(NoSite(host))
    }
}

impl From<Site> for String {
    fn from(site: Site) -> Self {
        site.0
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
    use proptest::prelude::*;

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

    #[test]
    fn a_host_name_is_read_in_any_spelling() {
        let site = |host: &str| Site::of_host(host).map(|s| s.to_string());
        assert_eq!(site("WWW.Muster.DE."), Some("muster.de".into()));
        assert_eq!(site("www.müller.de"), Some("xn--mller-kva.de".into()));
        assert_eq!(site("[::1]"), Some("[::1]".into()));
        assert_eq!(
            site("shop.ourfactory.example"),
            Some("ourfactory.example".into())
        );
        assert_eq!(site("localhost"), Some("localhost".into()));
        for no_site in [
            "",
            ".",
            "muster",
            "co.uk",
            "a..de",
            "mu ster.de",
            "3.14",
            "a/b.de",
        ] {
            assert_eq!(site(no_site), None, "{no_site}");
        }
    }

    #[test]
    fn two_shops_on_one_platform_are_two_sites_and_the_platform_is_its_own() {
        let site = |host: &str| Site::of_host(host).unwrap().to_string();
        assert_eq!(site("www.lamps.blogspot.com"), "lamps.blogspot.com");
        assert_eq!(site("lamps.github.io"), "lamps.github.io");
        assert_eq!(site("www.blogspot.com"), "blogspot.com");
        assert_eq!(site("github.io"), "github.io");
        assert_eq!(Site::of_host("www.co.uk").unwrap().label(), "www");
    }

    #[test]
    fn a_record_with_no_site_in_it_is_refused() {
        assert_eq!(
            serde_json::from_str::<Site>("\"www.muster.de\"")
                .unwrap()
                .as_str(),
            "muster.de"
        );
        assert!(serde_json::from_str::<Site>("\"co.uk\"").is_err());
    }

    proptest! {
        #[test]
        fn the_site_of_a_site_is_itself(host in "(www\\.)?[a-z0-9é.-]{1,14}\\.(de|co\\.uk|blogspot\\.com|example|ck)") {
            if let Some(site) = Site::of_host(&host) {
                prop_assert_eq!(Site::of_host(site.as_str()), Some(site));
            }
        }
    }
}
