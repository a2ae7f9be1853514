//! The guard: what the web named never reaches a private, loopback, link-local or reserved address.
//!
//! Addresses written out are judged here before anything is opened; names are judged in [`dns`](super::dns) by the very
//! answers the connection then uses. With a proxy, names are resolved by the proxy, and only this half applies.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use url::{Host, Url};

use super::answer::Failure;
use super::request::{NamedBy, Request};
use super::{Fetch, Fetching};

/// Where an address lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// On the public network.
    Public,
    /// 198.18.0.0/15: reserved for benchmarks, and the stand-in that common proxy clients answer for every name.
    StandIn,
    /// Anywhere else: private, loopback, link-local, shared, reserved, multicast, for documentation.
    Closed,
}

/// Names that never mean the public network, with everything below them (RFC 6761, RFC 6762, RFC 9476).
const CLOSED_NAMES: &[&str] = &["localhost", "local", "internal", "localdomain", "home.arpa", "lan", "intranet"];

/// IPv4 networks that are not public (IANA's special-purpose registry): first address, prefix length.
const CLOSED_V4: &[(Ipv4Addr, u32)] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 3),
];

/// Parts of 2000::/3 that are not public: benchmarking and Teredo, ORCHID, documentation, SRv6.
const CLOSED_V6: &[(Ipv6Addr, u32)] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

/// Where an address lies; an IPv6 address that carries an IPv4 one (mapped, NAT64, 6to4) lies where that one does.
pub(super) fn reach(ip: IpAddr) -> Reach {
    match ip {
        IpAddr::V4(ip) => reach_v4(ip),
        IpAddr::V6(ip) => carried(ip).map_or_else(|| reach_v6(ip), reach_v4),
    }
}

fn reach_v4(ip: Ipv4Addr) -> Reach {
    let within = |&(net, bits): &(Ipv4Addr, u32)| ip.to_bits() >> (32 - bits) == net.to_bits() >> (32 - bits);
    if within(&(Ipv4Addr::new(198, 18, 0, 0), 15)) {
        Reach::StandIn
    } else if CLOSED_V4.iter().any(within) {
        Reach::Closed
    } else {
        Reach::Public
    }
}

fn reach_v6(ip: Ipv6Addr) -> Reach {
    let within = |&(net, bits): &(Ipv6Addr, u32)| ip.to_bits() >> (128 - bits) == net.to_bits() >> (128 - bits);
    let global = ip.segments()[0] & 0xe000 == 0x2000;
    if global && !CLOSED_V6.iter().any(within) { Reach::Public } else { Reach::Closed }
}

fn carried(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let s = ip.segments();
    let v4 = |high: u16, low: u16| Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low));
    match s {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(v4(high, low)),
        [0x2002, high, low, ..] => Some(v4(high, low)),
        _ => None,
    }
}

/// Whether a name can mean the public network at all.
pub(super) fn may_be_public(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let closed = |&closed: &&str| name == closed || name.strip_suffix(closed).is_some_and(|rest| rest.ends_with('.'));
    name.contains('.') && !CLOSED_NAMES.iter().any(closed)
}

/// Judges an address by what is written in it.
pub(super) fn judge(url: &Url) -> Result<(), Failure> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Failure::Malformed { why: format!("leads to {}:", url.scheme()) });
    }
    let public = match url.host() {
        Some(Host::Ipv4(ip)) => reach(ip.into()) == Reach::Public,
        Some(Host::Ipv6(ip)) => reach(ip.into()) == Reach::Public,
        Some(Host::Domain(name)) => may_be_public(name),
        None => return Err(Failure::Malformed { why: "an address without a host".into() }),
    };
    if public { Ok(()) } else { Err(Failure::Guarded) }
}

/// The layer: judges what the web named, lets the user's own addresses pass.
pub(super) struct Guard {
    below: Arc<dyn Fetch>,
}

impl Guard {
    /// A guard before a source.
    pub(super) fn new(below: Arc<dyn Fetch>) -> Self {
        Self { below }
    }
}

impl Fetch for Guard {
    fn fetch<'a>(&'a self, request: &'a Request) -> Fetching<'a> {
        if request.named_by == NamedBy::Web
            && let Err(failure) = judge(&request.url)
        {
            return Box::pin(async { Err(failure) });
        }
        self.below.fetch(request)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn refused(url: &str) -> bool {
        judge(&Url::parse(url).unwrap()) == Err(Failure::Guarded)
    }

    #[test]
    fn every_spelling_of_a_private_address_is_refused() {
        for host in [
            "127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "10.0.0.1", "192.168.1.1", "172.31.255.255", "169.254.169.254",
            "100.64.0.1", "0.0.0.0", "198.18.0.9", "224.0.0.1", "255.255.255.255", "192.0.2.1", "[::1]", "[::]", "[fe80::1]", "[fc00::1]",
            "[fd00:ec2::254]", "[::ffff:127.0.0.1]", "[::ffff:a00:1]", "[64:ff9b::10.0.0.1]", "[2002:7f00:1::]", "[2001:db8::1]", "[ff02::1]",
            "[::127.0.0.1]", "localhost", "LOCALHOST.", "a.localhost", "printer.local", "metadata.google.internal", "intranet", "①②⑦.0.0.1",
        ] {
            assert!(refused(&format!("http://{host}/")), "{host}");
        }
    }

    #[test]
    fn the_public_network_is_let_through() {
        for host in ["8.8.8.8", "193.99.144.80", "172.32.0.1", "[2606:4700::1111]", "[64:ff9b::8.8.8.8]", "muster.de", "local.de", "mylocal.com"] {
            assert!(judge(&Url::parse(&format!("https://{host}/")).unwrap()).is_ok(), "{host}");
        }
        assert!(matches!(judge(&Url::parse("ftp://muster.de/").unwrap()), Err(Failure::Malformed { .. })));
    }

    proptest! {
        #[test]
        fn a_mapped_address_is_judged_as_the_address_itself(bits: u32) {
            let v4 = Ipv4Addr::from_bits(bits);
            prop_assert_eq!(reach(v4.into()), reach(v4.to_ipv6_mapped().into()));
            let decimal = Url::parse(&format!("http://{bits}/")).unwrap();
            let dotted = Url::parse(&format!("http://{v4}/")).unwrap();
            prop_assert_eq!(judge(&decimal), judge(&dotted));
        }

        #[test]
        fn what_the_standard_library_calls_private_is_never_public(bits: u32) {
            let ip = Ipv4Addr::from_bits(bits);
            if ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_multicast() || ip.is_broadcast() || ip.is_documentation() {
                prop_assert_eq!(reach(ip.into()), Reach::Closed);
            }
        }

        #[test]
        fn nothing_outside_the_global_ipv6_space_is_public(bits: u128) {
            let ip = Ipv6Addr::from_bits(bits);
            if reach(ip.into()) == Reach::Public {
                prop_assert!(carried(ip).is_some() || ip.segments()[0] >> 13 == 1);
            }
        }
    }
}
