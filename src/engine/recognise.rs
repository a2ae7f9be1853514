//! Saved pages: which engine one comes from, and what it says.

use std::sync::LazyLock;

use url::Url;

use super::PageKind;
use super::description::Engine;
use super::page::ResultPage;
use super::table::engines;
use crate::document::Document;

impl Engine {
    /// The address that relative links of a saved page are read against, where the page's own is not known.
    pub fn home(&self) -> Url {
        crate::web::parse_given(&self.url).unwrap_or_else(nowhere)
    }
}

fn nowhere() -> Url {
    Url::parse("http://saved.invalid/").expect("a plain address")
}

/// Reads a saved page or JSON answer: with the one engine there is, or with the one of several that it comes from.
///
/// Where it comes from none of them, the page is still read for bot walls and for blocks that look like results.
pub fn read_saved<'a>(bytes: &[u8], candidates: &'a [Engine]) -> (Option<&'a Engine>, ResultPage) {
    let engine = match candidates {
        [only] => Some(only),
        many => {
            of_json(bytes, many).or_else(|| among(&Document::parse(bytes, None, &nowhere()), many))
        }
    };
    match engine {
        Some(engine) => (
            Some(engine),
            engine.parse_saved(bytes, None, &engine.home()),
        ),
        None => (
            None,
            read_unrecognised(&Document::parse(bytes, None, &nowhere())),
        ),
    }
}

/// The engine compiled in whose page this is.
pub fn recognise(page: &Document) -> Option<&'static Engine> {
    among(page, engines())
}

/// A page no engine is recognised in: a bot wall, or blocks that look like results.
pub fn read_unrecognised(page: &Document) -> ResultPage {
    static NAMELESS: LazyLock<Engine> =
        LazyLock::new(|| toml::from_str("").expect("every key of an engine may be left out"));
    NAMELESS.parse_html(page)
}

/// A JSON answer has no marks; the engine that finds results in it is the one.
fn of_json<'a>(bytes: &[u8], candidates: &'a [Engine]) -> Option<&'a Engine> {
    let first = bytes.iter().find(|b| !b.is_ascii_whitespace());
    if first != Some(&b'{') {
        return None;
    }
    let gives = |engine: &&Engine| {
        let read = engine.parse_saved(bytes, None, &engine.home());
        engine.answer.json.is_some()
            && matches!(
                read.kind,
                PageKind::Results | PageKind::Partial | PageKind::Empty
            )
    };
    candidates.iter().find(gives)
}

/// The engine that has what only its pages have, and reads most from it; where no marks are there, the one that reads any.
fn among<'a>(page: &Document, candidates: &'a [Engine]) -> Option<&'a Engine> {
    let marked = |engine: &&Engine| engine.answer.own.iter().any(|css| css.on(page.html()));
    let gives = |engine: &&Engine| {
        let read = engine.parse_html(page);
        let kind = read.kind.of_saved_page();
        (
            read.hits.len() * usize::from(kind == "results"),
            usize::from(kind != "unknown"),
        )
    };
    // Among equals the first is taken.
    let best = |of: Vec<&'a Engine>| of.into_iter().rev().max_by_key(gives);
    let own: Vec<&Engine> = candidates.iter().filter(marked).collect();
    if own.is_empty() {
        return best(candidates.iter().collect()).filter(|engine| gives(engine).0 > 0);
    }
    best(own)
}
