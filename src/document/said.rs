//! The address a page had, where the page itself or the browser that saved it says so.

use scraper::ElementRef;
use url::Url;

use super::Document;
use crate::web::{Site, parse_absolute};

/// Bytes at the top of a page in which a browser notes where it comes from.
const HEAD: usize = 4096;
/// Elements of a page that are looked at.
const MOST: usize = 3_000;
/// Head links that name the page's own server, the surest first.
const OWN_LINKS: [&str; 5] = ["canonical", "self", "alternate", "search", "next"];

/// Addresses that a page says of itself, in its order.
pub fn said_addresses(page: &Document) -> Vec<Url> {
    said(page).map(|(_, url)| url).collect()
}

/// The address a page had: what the browser that saved it wrote down, else the surest the page says of itself.
pub fn own_address(bytes: &[u8], page: &Document) -> Option<Url> {
    let public = |url: &Url| Site::of(url).is_some();
    let said = || said(page).filter(|(_, url)| public(url));
    let surest = || said().min_by_key(|(sureness, _)| *sureness);
    saved_from(bytes)
        .filter(public)
        .or_else(|| surest().map(|(_, url)| url))
}

/// Addresses with their sureness, the lower the surer.
fn said(page: &Document) -> impl Iterator<Item = (usize, Url)> {
    let nodes = page.html().tree.root().descendants();
    let elements = nodes.filter_map(ElementRef::wrap).take(MOST);
    elements.filter_map(|element| {
        let value = element.value();
        let (sureness, written) = match value.name() {
            "link" => (own_link(value.attr("rel")?)?, value.attr("href")),
            "meta" if value.attr("property") == Some("og:url") => (1, value.attr("content")),
            "base" => (2, value.attr("href")),
            _ => return None,
        };
        Some((sureness, parse_absolute(written?)?))
    })
}

/// How sure a link of this kind is; none where it says nothing of the page's own server.
fn own_link(rel: &str) -> Option<usize> {
    let place = |word: &str| OWN_LINKS.iter().position(|own| *own == word);
    rel.split_ascii_whitespace()
        .find_map(place)
        .map(|at| if at == 0 { 0 } else { at + 2 })
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
    parse_absolute(after.split_whitespace().next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(html: &str) -> Option<String> {
        let url = Url::parse("file:///").unwrap();
        let page = Document::parse(html.as_bytes(), Some("text/html; charset=utf-8"), &url);
        own_address(html.as_bytes(), &page).map(|url| url.to_string())
    }

    #[test]
    fn the_surest_of_what_a_page_says_of_itself_is_its_address() {
        let html = "<link rel=alternate href=https://feeds.example.org/rss><meta property=og:url content='https://muster.example.com/b'><link rel=canonical href=https://muster.example.com/a>";
        assert_eq!(own(html).as_deref(), Some("https://muster.example.com/a"));
        let saved = "<!-- saved from url=(0024)https://www.example.com/ -->\n<link rel=canonical href=https://other.example.com/>";
        assert_eq!(own(saved).as_deref(), Some("https://www.example.com/"));
        assert_eq!(own("<link rel=canonical href=/a><p>x"), None);
        assert_eq!(
            own("<link rel=stylesheet href=https://cdn.example.com/a.css>"),
            None
        );
    }
}
