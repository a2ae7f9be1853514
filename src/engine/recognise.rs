//! Saved pages: which engine one comes from, and what it says.

use std::sync::LazyLock;

use url::Url;

use super::PageKind;
use super::address;
use super::description::Engine;
use super::page::ResultPage;
use super::table::engines;
use crate::document::{Document, said_addresses};
use crate::web::Site;

impl Engine {
    /// The address that relative links of a saved page are read against, where the page's own is not known.
    pub fn home(&self) -> Url {
        crate::web::parse_given(&self.url).unwrap_or_else(nowhere)
    }
}

/// The address of a page that tells none.
pub(super) fn nowhere() -> Url {
    Url::parse("http://saved.invalid/").expect("a plain address")
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
pub(super) fn of_json<'a>(bytes: &[u8], candidates: &'a [Engine]) -> Option<&'a Engine> {
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
pub(super) fn among<'a>(page: &Document, candidates: &'a [Engine]) -> Option<&'a Engine> {
    let said: Vec<Url> = std::iter::once(page.url().clone())
        .chain(said_addresses(page))
        .collect();
    let says_so = |engine: &Engine| {
        if engine.url.is_empty() {
            return 0;
        }
        let home = engine.home();
        let named = |url: &Url| Site::of(url).is_some() && Site::of(url) == Site::of(&home);
        let related = |url: &Url| address::belongs_to(&home, url);
        usize::from(said.iter().any(named)) + usize::from(said.iter().any(related))
    };
    let marks = |engine: &Engine| {
        let own = engine.answer.own.iter();
        own.filter(|css| css.on(page.html())).count() + says_so(engine)
    };
    let marked = |engine: &&Engine| marks(engine) > 0;
    let gives = |engine: &&Engine| {
        let read = engine.parse_html(page);
        let sureness = match read.kind {
            PageKind::Results | PageKind::Partial => 2,
            kind => u8::from(kind.of_saved_page() != "unknown" && kind != PageKind::Changed),
        };
        (
            says_so(engine) > 1,
            sureness,
            read.hits.len(),
            marks(engine),
        )
    };
    // Among equals the first is taken.
    let best = |of: Vec<&'a Engine>| of.into_iter().rev().max_by_key(gives);
    let own: Vec<&Engine> = candidates.iter().filter(marked).collect();
    if own.is_empty() {
        return best(candidates.iter().collect()).filter(|engine| gives(engine).2 > 0);
    }
    best(own)
}
