//! A saved page and what can be told from it alone: the engine it comes from, the query that was asked, its results.

use scraper::ElementRef;
use url::Url;

use super::description::Engine;
use super::page::ResultPage;
use super::recognise::{among, nowhere, of_json, read_unrecognised};
use super::{address, html};
use crate::document::{Document, saved_from, unpack_mhtml};
use crate::text::squeeze;

/// Names under which engines send their query.
const QUERY_NAMES: [&str; 11] = [
    "q",
    "query",
    "p",
    "wd",
    "word",
    "text",
    "search_query",
    "keyword",
    "keywords",
    "k",
    "as_q",
];

/// A saved page, read.
#[derive(Debug)]
pub struct SavedPage<'a> {
    /// The engine it comes from, where it is recognised.
    pub engine: Option<&'a Engine>,
    /// The query that was asked, where the page says it.
    pub query: Option<String>,
    /// What it says.
    pub page: ResultPage,
}

/// Reads a saved page (HTML, MHTML, a JSON answer) with the one engine there is, or with the one of several that it
/// comes from; `url` is the page's own address, where it is known.
///
/// Where it comes from none of them, the page is still read for bot walls and for blocks that look like results.
pub fn read_saved_page<'a>(
    bytes: &[u8],
    url: Option<&Url>,
    candidates: &'a [Engine],
) -> SavedPage<'a> {
    if let Some(unpacked) = unpack_mhtml(bytes) {
        let document = parsed(&unpacked.html, unpacked.url.as_ref().or(url), None);
        return read_document(&document, candidates);
    }
    let by_answer = match candidates {
        [only] if is_json(bytes) => Some(only),
        many => of_json(bytes, many),
    };
    if let Some(engine) = by_answer {
        return SavedPage {
            engine: Some(engine),
            query: None,
            page: engine.parse_saved(bytes, None, url.unwrap_or(&engine.home())),
        };
    }
    let home = match candidates {
        [only] => Some(only.home()),
        _ => None,
    };
    let noted = saved_from(bytes);
    let url = url.or(noted.as_ref()).or(home.as_ref());
    read_document(&parsed(bytes, url, None), candidates)
}

fn is_json(bytes: &[u8]) -> bool {
    bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{')
}

fn parsed(bytes: &[u8], url: Option<&Url>, content_type: Option<&str>) -> Document {
    Document::parse(bytes, content_type, url.unwrap_or(&nowhere()))
}

fn read_document<'a>(document: &Document, candidates: &'a [Engine]) -> SavedPage<'a> {
    let engine = match candidates {
        [only] => Some(only),
        many => among(document, many),
    };
    let base = engine
        .filter(|engine| *document.url() == nowhere() || *document.url() == engine.home())
        .and_then(|engine| address::of_saved(engine, document));
    SavedPage {
        engine,
        query: query_of(document, base.as_ref().unwrap_or(document.url())),
        page: match engine {
            Some(engine) => engine.parse_html(document),
            None => read_unrecognised(document),
        },
    }
}

/// The query of a result page: from its address, its search field, or the beginning of its title.
pub fn query_of(page: &Document, url: &Url) -> Option<String> {
    let asked = url
        .query_pairs()
        .find(|(name, value)| QUERY_NAMES.contains(&name.as_ref()) && !value.trim().is_empty())
        .map(|(_, value)| squeeze(&value));
    asked.or_else(|| typed(page)).or_else(|| titled(page))
}

fn typed(page: &Document) -> Option<String> {
    let field = |element: ElementRef<'_>| {
        let value = element.value();
        let named = value
            .attr("name")
            .is_some_and(|name| QUERY_NAMES.contains(&name));
        match value.name() {
            "input" if named => value.attr("value").map(squeeze),
            "textarea" if named => Some(html::text_of(element)),
            _ => None,
        }
    };
    html::elements(page)
        .filter_map(field)
        .find(|text| !text.is_empty())
}

fn titled(page: &Document) -> Option<String> {
    const SIGNS: [&str; 6] = [" - ", " – ", " — ", " | ", "_", " at "];
    let title = page.title();
    let end = SIGNS.iter().filter_map(|sign| title.find(sign)).min()?;
    Some(squeeze(&title[..end])).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::engines;

    #[test]
    fn engine_and_query_are_told_from_the_page_itself() {
        let html = "<html><head><title>led lamp importer - Search</title></head><body><form id=\"sb_form\" action=\"/search\"><input name=\"q\" value=\"led lamp  importer\"></form><ol id=\"b_results\"><li class=\"b_algo\"><h2><a href=\"https://lux.example/\">Lux</a></h2></li></ol></body></html>";
        let read = read_saved_page(html.as_bytes(), None, engines());
        assert_eq!(read.engine.map(|e| e.id.as_str()), Some("bing"));
        assert_eq!(read.query.as_deref(), Some("led lamp importer"));
        assert_eq!(read.page.hits[0].url, "https://lux.example/");
        let url = Url::parse("https://www.bing.com/search?q=other+words").unwrap();
        let read = read_saved_page(html.as_bytes(), Some(&url), engines());
        assert_eq!(read.query.as_deref(), Some("other words"));
    }

    #[test]
    fn a_page_saved_under_another_countrys_address_keeps_it() {
        let html = "<!-- saved from url=(0040)https://www.google.de/search?q=lampen&hl=de -->\n<html><body><div id=\"rso\"><div class=\"g\"><a href=\"https://lux.example/\"><h3>Lux</h3></a></div></div><a id=\"pnnext\" href=\"/search?q=lampen&start=10\">Weiter</a></body></html>";
        let read = read_saved_page(html.as_bytes(), None, engines());
        assert_eq!(read.engine.map(|e| e.id.as_str()), Some("google"));
        assert_eq!(read.query.as_deref(), Some("lampen"));
        let next = read.page.next.and_then(|n| n.url()).unwrap();
        assert_eq!(
            next.as_str(),
            "https://www.google.de/search?q=lampen&start=10"
        );
    }
}
