//! The company's own profiles at social networks: links to profiles and what the linked data names as the same.

use std::collections::BTreeSet;

use url::Url;

use super::linked::texts;
use super::network::profile;
use super::kind::Kind;
use super::reading::Reading;
use crate::finding::{Findings, Social};

/// The company's own profiles at social networks.
pub(super) const KIND: Kind = Kind {
    id: "socials",
    about: "the company's own profiles at social networks",
    read,
};

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let found = find(reading).into_iter();
    findings.socials.extend(found.map(|f| Social { value: f.url, kind: f.network.to_owned(), evidence: reading.evidence(&f.words) }));
}

/// A profile found.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    url: String,
    network: &'static str,
    words: String,
}

/// More profiles of one network are those of other firms: a directory, a list of partners.
const MOST_OF_ONE: usize = 5;

/// The profiles a page links to, each once, in order.
fn find(reading: &Reading<'_>) -> Vec<Found> {
    let mut seen = BTreeSet::new();
    let mut found: Vec<Found> = Vec::new();
    let linked = reading.document().links().iter().map(|l| (l.url.clone(), l.text.as_str()));
    let same = reading.things().iter().flat_map(|t| texts(t.get("sameAs"))).filter_map(|u| Url::parse(u).ok()).map(|u| (u, "sameAs"));
    for (url, words) in linked.chain(same) {
        let Some((network, address)) = profile(&url) else { continue };
        let of_one = found.iter().filter(|f| f.network == network.id).count();
        if of_one < MOST_OF_ONE && seen.insert(key(&address)) {
            found.push(Found { url: address, network: &network.id, words: crate::text::shorten(words, 120) });
        }
    }
    found
}

/// One profile has many hosts and spellings.
fn key(address: &str) -> String {
    let bare = address.trim_start_matches("https://").trim_start_matches("www.").trim_start_matches("m.");
    bare.trim_end_matches('/').to_lowercase()
}
