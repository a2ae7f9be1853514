//! Hosts that tell no firm from another: free mail, access providers, places where many have their pages.
//!
//! To add one, edit `data/hosts.toml`.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::market::site_class;
use crate::web::Site;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    hosts: Vec<String>,
    shared: Vec<String>,
}

static TABLE: LazyLock<(HashSet<String>, HashSet<String>)> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("data/hosts.toml")).expect("a test reads the table");
    (
        file.hosts.into_iter().collect(),
        file.shared.into_iter().collect(),
    )
});

/// Can anybody have a mailbox at this host, whatever firm he is of?
pub fn is_freemail(host: &str) -> bool {
    let (mail, _) = &*TABLE;
    mail.contains(host) || Site::of_host(host).is_some_and(|site| mail.contains(site.as_str()))
}

/// Do many firms share this site: a mail host, a marketplace, a directory, a network, a site builder?
pub fn is_shared(site: &Site) -> bool {
    let (mail, shared) = &*TABLE;
    mail.contains(site.as_str()) || shared.contains(site.as_str()) || site_class(site).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_clean_and_large() {
        let (mail, shared) = &*TABLE;
        assert!(mail.len() > 500 && shared.len() > 50);
        for host in mail.iter().chain(shared) {
            assert!(
                host.contains('.')
                    && host
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c)),
                "{host}"
            );
        }
    }

    #[test]
    fn mail_hosts_are_known_in_every_market_and_firms_are_not() {
        for host in [
            "gmail.com",
            "qq.com",
            "web.de",
            "mail.ru",
            "uol.com.br",
            "naver.com",
            "vip.163.com",
            "yahoo.co.jp",
        ] {
            assert!(is_freemail(host), "{host}");
        }
        assert!(!is_freemail("muster-leuchten.de"));
    }
}
