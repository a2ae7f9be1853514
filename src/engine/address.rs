//! The address a saved page had, read from the page itself.

use std::collections::BTreeMap;

use url::Url;

use super::description::Engine;
use super::html;
use crate::document::{Document, said_addresses};
use crate::web::{Site, parse_absolute};

/// The address of a page that was saved from an engine, where it says one that belongs to the engine.
///
/// Engines answer under the name of many countries; relative links must be read against the right one.
pub fn of_saved(engine: &Engine, page: &Document) -> Option<Url> {
    let home = engine.home();
    // Below the same domain the engine's own file knows the host better.
    let belongs = |url: &Url| belongs_to(&home, url) && Site::of(url) != Site::of(&home);
    if engine.url.is_empty() || engine.answer.inward {
        return said_addresses(page)
            .into_iter()
            .find(|url| url.host_str().is_some());
    }
    said_addresses(page)
        .into_iter()
        .find(belongs)
        .or_else(|| most_named(page, &home))
}

/// Is the address of the engine's own name, in whatever country?
pub fn belongs_to(home: &Url, url: &Url) -> bool {
    let labels = |url: &Url| Site::of(url).map(|site| site.label().to_owned());
    labels(home).is_some_and(|label| labels(url).as_ref() == Some(&label))
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
    for url in written.filter_map(parse_absolute) {
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
