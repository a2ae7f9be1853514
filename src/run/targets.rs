//! Hits become sites to visit: grouped by site, without the sites that are nobody one could sell to.

use std::collections::BTreeMap;

use url::Url;

use crate::crawl::Target;
use crate::engine::Hit;
use crate::fetch::NamedBy;
use crate::finding::Origin;
use crate::market::{SiteClass, site_class};
use crate::web::{Site, parse_given};

/// Addresses of one site that a visit begins with.
const KNOWN: usize = 3;

/// The sites of some hits: those to visit, best first, and those left out.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Targets {
    /// To visit.
    pub wanted: Vec<Target>,
    /// Left out, with why.
    pub dropped: BTreeMap<Site, String>,
    /// Addresses passed over by an exclusion pack, with why; their sites may be visited for other hits.
    pub passed_over: BTreeMap<String, String>,
    /// Hits whose address has no site.
    pub unreadable: usize,
}

/// Sites that the user wants left out, with why.
pub trait Unwanted {
    /// Why a site is not visited; `None` where it may be.
    fn why(&self, site: &Site) -> Option<String>;

    /// Why a hit is passed over, whatever its site; `None` where it is not.
    fn why_hit(&self, _: &Hit, _: &Site) -> Option<String> {
        None
    }

    /// Are sites of this class visited all the same?
    fn allows(&self, _: SiteClass) -> bool {
        false
    }
}

impl Unwanted for BTreeMap<Site, String> {
    fn why(&self, site: &Site) -> Option<String> {
        self.get(site).cloned()
    }
}

/// Why nobody on this site is a company of its own: the class of a marketplace, a directory, news and the like.
pub fn class_of(site: &Site) -> Option<String> {
    class_id(site_class(site)?)
}

fn class_id(class: SiteClass) -> Option<String> {
    let class = serde_json::to_value(class).ok()?;
    class.as_str().map(str::to_owned)
}

/// Why a site is not visited for a user: its class, unless he switched that pack off, or what he said of it.
pub fn why_not(site: &Site, unwanted: &dyn Unwanted) -> Option<String> {
    let class = site_class(site).filter(|class| !unwanted.allows(*class));
    class.and_then(class_id).or_else(|| unwanted.why(site))
}

/// Groups hits by site, in the order of their first hits.
pub fn targets(hits: &[Hit], unwanted: &dyn Unwanted) -> Targets {
    let mut out = Targets::default();
    let mut places: BTreeMap<Site, usize> = BTreeMap::new();
    for hit in hits {
        let named = parse_given(&hit.url).and_then(|url| Some((Site::of(&url)?, url)));
        let Some((site, url)) = named else {
            out.unreadable += 1;
            continue;
        };
        if let Some(why) = why_not(&site, unwanted) {
            out.dropped.insert(site, why);
            continue;
        }
        if let Some(why) = unwanted.why_hit(hit, &site) {
            out.passed_over.insert(hit.url.clone(), why);
            continue;
        }
        let place = *places.entry(site.clone()).or_insert_with(|| {
            out.wanted.push(new_target(site));
            out.wanted.len() - 1
        });
        add(&mut out.wanted[place], url, &hit.origins);
    }
    for target in &mut out.wanted {
        target.origins.sort();
        target.origins.dedup();
    }
    out
}

fn new_target(site: Site) -> Target {
    Target {
        site,
        known: Vec::new(),
        origins: Vec::new(),
        named_by: NamedBy::Web,
    }
}

fn add(target: &mut Target, url: Url, origins: &[Origin]) {
    if target.known.len() < KNOWN && !target.known.contains(&url) {
        target.known.push(url);
    }
    target.origins.extend_from_slice(origins);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(url: &str, rank: u32) -> Hit {
        let origin = Origin {
            tactic: "importers".into(),
            rank: Some(rank),
            ..Origin::default()
        };
        Hit {
            url: url.into(),
            origins: vec![origin],
            ..Hit::default()
        }
    }

    #[test]
    fn pages_of_one_site_are_one_target_and_platforms_are_none() {
        let hits = [
            hit("http://www.lux.de/a", 1),
            hit("https://alibaba.com/x", 2),
            hit("http://shop.lux.de/b", 3),
            hit("http://kunde.de/", 4),
        ];
        let mine = BTreeMap::from([(Site::of_host("kunde.de").unwrap(), "customer".to_owned())]);
        let targets = targets(&hits, &mine);
        assert_eq!(targets.wanted.len(), 1);
        assert_eq!(
            (
                targets.wanted[0].known.len(),
                targets.wanted[0].origins.len()
            ),
            (2, 2)
        );
        let why: Vec<&str> = targets.dropped.values().map(String::as_str).collect();
        assert_eq!(why, ["marketplace", "customer"]);
    }
}
