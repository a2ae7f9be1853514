//! Links that may be results: those that lead away from the engine, outside of menus and margins.

use std::collections::{BTreeMap, BTreeSet};

use scraper::ElementRef;
use url::Url;

use super::Unknown;
use crate::engine::address::belongs_to;
use crate::engine::html::{resolve, text_of};
use crate::engine::unwrap::{under, unwrap};
use crate::web::Site;

/// Fewer repetitions are no list.
const FEWEST: usize = 3;
/// A link with less text is a button or a picture.
const SHORTEST: usize = 8;
/// Parents that make two links blocks of one kind, and within which a heading may stand.
const DEPTH: usize = 4;
/// Links of a page that are looked at.
const MOST: usize = 20_000;

/// A link that may be a result.
#[derive(Clone)]
pub struct Candidate<'a> {
    /// The link.
    pub link: ElementRef<'a>,
    /// Where it leads, unwrapped.
    pub url: Url,
    /// Its title.
    pub title: String,
    /// The kind of heading it is or holds; none where it is a plain link.
    heading: Option<&'static str>,
}

/// Every link of a page that may be a result, in order.
pub fn all(unknown: Unknown<'_>) -> Vec<Candidate<'_>> {
    let html = unknown.page.html();
    let anchors = html
        .root_element()
        .descendent_elements()
        .filter(|e| e.value().name() == "a" && e.attr("href").is_some());
    anchors
        .take(MOST)
        .filter_map(|link| candidate(unknown, link))
        .collect()
}

fn candidate<'a>(unknown: Unknown<'a>, link: ElementRef<'a>) -> Option<Candidate<'a>> {
    let Unknown { engine, base, .. } = unknown;
    let written = own_address(unknown, link).or_else(|| link.attr("href"))?;
    let url = unwrap(engine, base, resolve(base, written)?);
    let hidden_from = |url: &Url| {
        let host = url.host_str().unwrap_or_default();
        engine.answer.internal.iter().any(|own| under(host, own)) || Site::of(url).is_none()
    };
    let away = !belongs_to(&engine.home(), &url) && Site::of(&url) != Site::of(base);
    let hides_its_end = engine
        .answer
        .redirects
        .iter()
        .chain(&engine.answer.ad_address)
        .any(|piece| url.as_str().contains(piece.as_str()));
    if !hides_its_end && (!away || hidden_from(&url)) {
        return None;
    }
    let (heading, title) = heading_of(link);
    (title.chars().count() >= SHORTEST.min(if heading.is_some() { 2 } else { SHORTEST })
        && !stands_aside(link))
    .then_some(Candidate {
        link,
        url,
        title,
        heading,
    })
}

/// The final address where a parent of the link carries it in an attribute.
fn own_address<'a>(unknown: Unknown<'a>, link: ElementRef<'a>) -> Option<&'a str> {
    let names = &unknown.engine.answer.address_in;
    let parents = link.ancestors().filter_map(ElementRef::wrap).take(6);
    std::iter::once(link).chain(parents).find_map(|element| {
        names
            .iter()
            .filter_map(|name| element.attr(name))
            .find(|value| value.starts_with("http"))
    })
}

fn heading_of(link: ElementRef<'_>) -> (Option<&'static str>, String) {
    if let Some((kind, inner)) = link
        .descendent_elements()
        .find_map(|e| Some((heading_kind(e)?, e)))
    {
        let title = text_of(inner);
        if !title.is_empty() {
            return (Some(kind), title);
        }
    }
    let around = link
        .ancestors()
        .filter_map(ElementRef::wrap)
        .take(DEPTH - 1)
        .find_map(heading_kind);
    (around, text_of(link))
}

fn heading_kind(element: ElementRef<'_>) -> Option<&'static str> {
    ["h1", "h2", "h3", "h4", "h5"]
        .into_iter()
        .find(|name| *name == element.value().name())
        .or_else(|| (element.attr("role") == Some("heading")).then_some("role"))
}

/// Menus, margins, dialogues, carousels, and what nobody sees.
fn stands_aside(link: ElementRef<'_>) -> bool {
    const NAMES: [&str; 4] = ["nav", "aside", "footer", "dialog"];
    const ROLES: [&str; 6] = [
        "navigation",
        "complementary",
        "contentinfo",
        "banner",
        "dialog",
        "menu",
    ];
    let parents = link.ancestors().filter_map(ElementRef::wrap);
    std::iter::once(link).chain(parents).any(|element| {
        let value = element.value();
        NAMES.contains(&value.name())
            || value.name().contains("carousel")
            || value.attr("role").is_some_and(|role| ROLES.contains(&role))
            || value.attr("hidden").is_some()
            || value
                .attr("style")
                .is_some_and(|style| style.replace(' ', "").contains("display:none"))
            || value
                .classes()
                .any(|class| class.contains("carousel") || class.contains("related-question"))
    })
}

/// The links that are headings of the kind that most are, where there are enough.
pub fn headed<'a>(links: &[Candidate<'a>]) -> Option<Vec<Candidate<'a>>> {
    let mut kinds: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for link in links {
        if let Some(kind) = link.heading {
            kinds.entry(kind).or_default().insert(link.url.as_str());
        }
    }
    let (kind, urls) = kinds.into_iter().max_by_key(|(_, urls)| urls.len())?;
    let chosen = links.iter().filter(|link| link.heading == Some(kind));
    (urls.len() >= FEWEST).then(|| chosen.cloned().collect())
}

/// The largest group of links that stand in the same kind of place and lead to several sites.
pub fn alike<'a>(links: &[Candidate<'a>]) -> Option<Vec<Candidate<'a>>> {
    let mut groups: BTreeMap<String, Vec<Candidate<'a>>> = BTreeMap::new();
    for link in links {
        groups
            .entry(place_of(link.link))
            .or_default()
            .push(link.clone());
    }
    groups
        .into_values()
        .max_by_key(|group| distinct_sites(group))
        .filter(|group| distinct_sites(group) >= FEWEST)
}

fn distinct_sites(links: &[Candidate<'_>]) -> usize {
    let sites = links.iter().filter_map(|link| Site::of(&link.url));
    sites.collect::<BTreeSet<_>>().len()
}

fn place_of(link: ElementRef<'_>) -> String {
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
