//! A page no layout fits: results are blocks of one kind that repeat, each with a link that leads away and some words.

use std::collections::{BTreeMap, BTreeSet};

use scraper::ElementRef;

use super::description::Engine;
use super::html::{absolute, text_of};
use super::page::PageHit;
use super::unwrap::unwrap;
use crate::document::Document;
use crate::web::Site;

/// Fewer repetitions are no list.
const FEWEST: usize = 3;
/// A link with less text is a button or a picture.
const SHORTEST: usize = 8;
/// Parents that make two links blocks of one kind.
const DEPTH: usize = 4;

/// The largest group of alike links that lead to other sites.
pub fn repeated(engine: &Engine, page: &Document) -> Vec<PageHit> {
    let own = Site::of(page.url());
    let mut groups: BTreeMap<String, Vec<PageHit>> = BTreeMap::new();
    let elements = page
        .html()
        .tree
        .root()
        .descendants()
        .filter_map(ElementRef::wrap);
    let anchors = elements.filter(|e| e.value().name() == "a");
    for link in anchors {
        let title = text_of(link);
        let Some(url) = link.attr("href").and_then(|h| absolute(page, h)) else {
            continue;
        };
        let url = unwrap(engine, page.url(), url);
        if title.chars().count() < SHORTEST || Site::of(&url).is_none() || Site::of(&url) == own {
            continue;
        }
        groups.entry(kind_of(link)).or_default().push(PageHit {
            url: url.into(),
            title,
            ..PageHit::default()
        });
    }
    let best = groups
        .into_values()
        .max_by_key(|hits| distinct_sites(hits))
        .filter(|hits| distinct_sites(hits) >= FEWEST);
    let mut hits = best.unwrap_or_default();
    for (at, hit) in (1..).zip(&mut hits) {
        hit.rank = at;
    }
    hits
}

fn distinct_sites(hits: &[PageHit]) -> usize {
    hits.iter()
        .filter_map(|h| url::Url::parse(&h.url).ok())
        .filter_map(|u| Site::of(&u))
        .collect::<BTreeSet<_>>()
        .len()
}

fn kind_of(link: ElementRef<'_>) -> String {
    let parents = link.ancestors().filter_map(ElementRef::wrap).take(DEPTH);
    let name = |e: ElementRef<'_>| {
        format!(
            "{}.{}",
            e.value().name(),
            e.value().classes().next().unwrap_or_default()
        )
    };
    std::iter::once(link)
        .chain(parents)
        .map(name)
        .collect::<Vec<_>>()
        .join("<")
}
