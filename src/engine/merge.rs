//! Hits of many queries become one list: one hit an address, the sites that most ways led to first.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use super::Hit;
use crate::web::{Site, clean};

/// Merges hits by their cleaned address; the order does not depend on the order of arrival.
///
/// A site that more independent queries and engines found comes before one that fewer found; among equals the better
/// rank, then the address.
pub fn merge_hits(hits: impl IntoIterator<Item = Hit>) -> Vec<Hit> {
    let mut by_address: BTreeMap<String, Hit> = BTreeMap::new();
    for hit in hits {
        let Some(url) = Url::parse(&hit.url).ok().map(|u| clean(&u)) else {
            continue;
        };
        match by_address.get_mut(&key_of(&url)) {
            Some(known) => join(known, hit, url),
            None => {
                by_address.insert(
                    key_of(&url),
                    Hit {
                        url: url.into(),
                        ..hit
                    },
                );
            }
        }
    }
    let mut out: Vec<Hit> = by_address.into_values().collect();
    for hit in &mut out {
        hit.origins.sort();
        hit.origins.dedup();
    }
    let ways = ways_by_site(&out);
    out.sort_by_cached_key(|hit| {
        let found = site_of(hit)
            .and_then(|site| ways.get(&site))
            .map_or(0, BTreeSet::len);
        (std::cmp::Reverse(found), best_rank(hit), hit.url.clone())
    });
    out
}

/// `http` and `https`, with or without `www.`, with or without a last `/`, are one page to a reader.
fn key_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let query = url.query().map(|q| format!("?{q}")).unwrap_or_default();
    format!(
        "{}{}{query}",
        host.strip_prefix("www.").unwrap_or(host),
        url.path().trim_end_matches('/')
    )
}

/// Titles and words of the hit with the better rank are kept, so that arrival decides nothing.
fn join(known: &mut Hit, other: Hit, url: Url) {
    let key = |hit: &Hit, url: &str| {
        (
            best_rank(hit),
            url.to_owned(),
            hit.title.clone(),
            hit.snippet.clone(),
        )
    };
    let other_is_better = key(&other, url.as_str()) < key(known, &known.url);
    let ad = known.ad && other.ad;
    let mut origins = std::mem::take(&mut known.origins);
    let mut better = if other_is_better {
        Hit {
            url: url.into(),
            ..other
        }
    } else {
        origins.extend(other.origins);
        std::mem::take(known)
    };
    origins.append(&mut better.origins);
    *known = Hit {
        ad,
        origins,
        ..better
    };
}

fn best_rank(hit: &Hit) -> u32 {
    hit.origins
        .iter()
        .filter_map(|o| o.rank)
        .min()
        .unwrap_or(u32::MAX)
}

fn site_of(hit: &Hit) -> Option<Site> {
    Url::parse(&hit.url).ok().as_ref().and_then(Site::of)
}

fn ways_by_site(hits: &[Hit]) -> BTreeMap<Site, BTreeSet<(String, String)>> {
    let mut ways: BTreeMap<Site, BTreeSet<(String, String)>> = BTreeMap::new();
    for hit in hits {
        if let Some(site) = site_of(hit) {
            ways.entry(site).or_default().extend(
                hit.origins
                    .iter()
                    .map(|o| (o.engine.clone(), o.query.to_lowercase())),
            );
        }
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Origin;
    use proptest::prelude::*;

    fn hit(url: &str, query: &str, engine: &str, rank: u32) -> Hit {
        let origin = Origin {
            query: query.into(),
            engine: engine.into(),
            rank: Some(rank),
            ..Origin::default()
        };
        Hit {
            url: url.into(),
            title: format!("{query} {rank}"),
            origins: vec![origin],
            ..Hit::default()
        }
    }

    #[test]
    fn the_site_that_more_queries_found_comes_first() {
        let merged = merge_hits([
            hit("http://a.de/", "q1", "e", 1),
            hit("http://b.de/x?utm_source=e", "q1", "e", 5),
            hit("https://www.b.de/x/", "q2", "e", 9),
        ]);
        assert_eq!(merged.len(), 2);
        assert_eq!(merged[0].url, "http://b.de/x");
        assert_eq!(merged[0].origins.len(), 2);
    }

    proptest! {
        #[test]
        fn the_order_of_arrival_changes_nothing(
            mut hits in proptest::collection::vec((0..6u8, 0..3u8, 1..9u32), 0..20), turn in 0..20usize
        ) {
            let made = |list: &[(u8, u8, u32)]| {
                merge_hits(list.iter().map(|(a, q, r)| hit(&format!("http://s{a}.de/{}", q % 2), &format!("q{q}"), "e", *r)))
            };
            let once = made(&hits);
            let by = turn % hits.len().max(1);
            hits.rotate_left(by);
            prop_assert_eq!(&made(&hits), &once);
            prop_assert_eq!(&merge_hits(once.clone()), &once);
        }
    }
}
