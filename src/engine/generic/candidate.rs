//! Links that may be results: those that lead away from the engine, outside of menus and margins.

use std::collections::{BTreeMap, BTreeSet};

use scraper::ElementRef;
use url::Url;

use super::{Sureness, Unknown};
use crate::engine::address::belongs_to;
use crate::engine::html::{self, resolve, text_of};
use crate::engine::unwrap::{under, unwrap};
use crate::web::Site;

/// Fewer repetitions are no list.
const FEWEST: usize = 3;
/// So many links of one kind are a list, whatever site they lead to.
const MANY: usize = 5;
/// Titles of results are that long on average, in characters; menus are shorter.
const LONG: usize = 20;
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
    /// How that heading looks.
    pub look: String,
}

/// What tells one result from another: where it leads and what it is called.
pub type Key<'c> = (&'c str, &'c str);

impl Candidate<'_> {
    /// What tells it from others.
    pub fn key(&self) -> Key<'_> {
        (self.url.as_str(), &self.title)
    }
}

/// Every link of a page that may be a result, in order.
pub fn all(unknown: Unknown<'_>) -> Vec<Candidate<'_>> {
    let anchors = html::elements(unknown.page)
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
    let (heading, title) = heading_of(link);
    let long_enough = if heading.is_some() { 2 } else { SHORTEST };
    let place = Place::of(unknown, &url);
    let fits = match place {
        Place::Away => true,
        Place::Beside => heading.is_some(),
        Place::Within => heading.is_some() && engine.answer.inward,
        Place::Own => false,
    };
    (fits && title.chars().count() >= long_enough && !stands_aside(link)).then_some(Candidate {
        link,
        url,
        title,
        heading: heading.map(|(kind, _)| kind),
        look: heading.map_or_else(String::new, |(_, element)| look_of(element)),
    })
}

/// Where a link leads, seen from the engine.
enum Place {
    /// To another site, or to where an advertisement or a redirect hides its end.
    Away,
    /// To another host of the engine's.
    Beside,
    /// To a page of the same host.
    Within,
    /// To the engine's own offers.
    Own,
}

impl Place {
    fn of(unknown: Unknown<'_>, url: &Url) -> Self {
        let Unknown { engine, base, .. } = unknown;
        let answer = &engine.answer;
        let holds = |piece: &String| url.as_str().contains(piece.as_str());
        if answer.redirects.iter().chain(&answer.ad_address).any(holds) {
            return Self::Away;
        }
        let host = url.host_str().unwrap_or_default();
        let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_owned();
        if Site::of(url).is_none() {
            return Self::Own;
        }
        if base.host_str().is_some_and(|own| bare(own) == bare(host)) {
            return if url.path().len() > 1 {
                Self::Within
            } else {
                Self::Own
            };
        }
        if answer.internal.iter().any(|own| under(host, own)) {
            return Self::Own;
        }
        let related = belongs_to(&engine.home(), url) || Site::of(url) == Site::of(base);
        if related { Self::Beside } else { Self::Away }
    }
}

/// How a heading looks: its kind and classes.
fn look_of(element: ElementRef<'_>) -> String {
    let classes: Vec<&str> = element.value().classes().collect();
    format!("{}.{}", element.value().name(), classes.join("."))
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

/// A kind of heading, and the heading.
type Heading<'a> = Option<(&'static str, ElementRef<'a>)>;

fn heading_of(link: ElementRef<'_>) -> (Heading<'_>, String) {
    let headed = |element: ElementRef<'_>| heading_kind(element).is_some();
    if let Some(inner) = link.descendent_elements().find(|e| headed(*e)) {
        let title = text_of(inner);
        if !title.is_empty() {
            return (heading_kind(inner).map(|kind| (kind, inner)), title);
        }
    }
    let around = link
        .ancestors()
        .filter_map(ElementRef::wrap)
        .take(DEPTH - 1)
        .find_map(|element| Some((heading_kind(element)?, element)));
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
    let mut kinds: BTreeMap<&str, BTreeSet<Key>> = BTreeMap::new();
    for link in links {
        if let Some(kind) = link.heading {
            kinds.entry(kind).or_default().insert(link.key());
        }
    }
    let (kind, urls) = kinds.into_iter().max_by_key(|(_, urls)| urls.len())?;
    let chosen = links.iter().filter(|link| link.heading == Some(kind));
    (urls.len() >= FEWEST).then(|| chosen.cloned().collect())
}

/// The largest group of links that stand in the same kind of place and lead to several sites, or to many pages.
pub fn alike<'a>(links: &[Candidate<'a>]) -> Option<(Vec<Candidate<'a>>, Sureness)> {
    let mut groups: BTreeMap<String, Vec<Candidate<'a>>> = BTreeMap::new();
    for link in links {
        groups
            .entry(place_of(link.link))
            .or_default()
            .push(link.clone());
    }
    let words = |group: &[Candidate<'_>]| -> usize {
        group.iter().map(|link| link.title.chars().count()).sum()
    };
    let group = groups
        .into_values()
        .filter(|group| distinct_sites(group) >= FEWEST || distinct_pages(group) >= MANY)
        .max_by_key(|group| (words(group), distinct_pages(group)))?;
    let is_list = distinct_pages(&group) >= MANY && words(&group) >= LONG * group.len();
    let sureness = if is_list {
        Sureness::Sure
    } else {
        Sureness::Likely
    };
    Some((group, sureness))
}

fn distinct_pages(links: &[Candidate<'_>]) -> usize {
    let urls = links.iter().map(|link| link.url.as_str());
    urls.collect::<BTreeSet<_>>().len()
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
