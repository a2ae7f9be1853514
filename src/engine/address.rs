//! The address a saved page had, read from the page itself.

use std::collections::BTreeMap;

use url::Url;

use super::description::Engine;
use super::html;
use crate::document::Document;
use crate::web::Site;

/// Bytes at the top of a page in which a browser notes where it comes from.
const HEAD: usize = 4096;
/// Head links that name the page's own server.
const OWN_LINKS: [&str; 5] = ["canonical", "alternate", "search", "self", "next"];

/// The address of a page that was saved from an engine, where it says one that belongs to the engine.
///
/// Engines answer under the name of many countries; relative links must be read against the right one.
pub fn of_saved(engine: &Engine, page: &Document) -> Option<Url> {
    let home = engine.home();
    // Below the same domain the engine's own file knows the host better.
    let belongs = |url: &Url| belongs_to(&home, url) && Site::of(url) != Site::of(&home);
    if engine.url.is_empty() || engine.answer.inward {
        return said(page).into_iter().find(|url| url.host_str().is_some());
    }
    said(page)
        .into_iter()
        .find(belongs)
        .or_else(|| most_named(page, &home))
}

/// Is the address of the engine's own name, in whatever country?
pub fn belongs_to(home: &Url, url: &Url) -> bool {
    let labels = |url: &Url| Site::of(url).map(|site| site.label().to_owned());
    labels(home).is_some_and(|label| labels(url).as_ref() == Some(&label))
}

/// Addresses that the page says of itself, the surest first.
pub fn said(page: &Document) -> Vec<Url> {
    let mut out = Vec::new();
    for element in html::elements(page).take(3_000) {
        let value = element.value();
        let written = match value.name() {
            "base" => value.attr("href"),
            "link" if value.attr("rel").is_some_and(is_own_link) => value.attr("href"),
            "meta" if value.attr("property") == Some("og:url") => value.attr("content"),
            _ => None,
        };
        out.extend(written.and_then(web_address));
    }
    out
}

fn is_own_link(rel: &str) -> bool {
    rel.split_ascii_whitespace()
        .any(|word| OWN_LINKS.contains(&word))
}

fn web_address(written: &str) -> Option<Url> {
    Url::parse(written.trim())
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))
}

/// What browsers write at the top of a page they save: `saved from url=(0023)https://…`, or a line `url: https://…`.
pub fn saved_from(bytes: &[u8]) -> Option<Url> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let (_, comment) = head.split_once("<!--")?;
    let comment = comment.split("-->").next()?;
    let after = comment
        .split_once("saved from url=(")
        .and_then(|(_, rest)| rest.split_once(')'))
        .or_else(|| comment.split_once("url: "))?
        .1;
    web_address(after.split_whitespace().next()?)
}

/// The host that most absolute links name, of those that differ from the engine's home in the country alone.
fn most_named(page: &Document, home: &Url) -> Option<Url> {
    let bare = |url: &Url| {
        url.host_str()
            .map(|h| h.strip_prefix("www.").unwrap_or(h).to_owned())
    };
    let mut counts: BTreeMap<String, (usize, Url)> = BTreeMap::new();
    let written = html::elements(page);
    let written = written.filter_map(|e| e.attr("href").or_else(|| e.attr("action")));
    for url in written.filter_map(web_address) {
        let Some(host) = bare(&url) else { continue };
        let is_root = Site::of(&url).is_some_and(|site| site.as_str() == host);
        if is_root && belongs_to(home, &url) {
            counts.entry(host).or_insert((0, url)).0 += 1;
        }
    }
    // A page that names the engine's home as well says nothing sure of another country.
    if bare(home).is_some_and(|home| counts.contains_key(&home)) {
        return None;
    }
    counts
        .into_iter()
        .max_by_key(|(_, (count, _))| *count)
        .map(|(_, (_, url))| url)
        .filter(|url| Site::of(url) != Site::of(home))
}
