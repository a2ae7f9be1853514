//! Which engine a saved page comes from.

use std::sync::LazyLock;

use url::Url;

use super::description::Engine;
use super::page::ResultPage;
use super::table::engines;
use crate::document::Document;

impl Engine {
    /// The address that relative links of a saved page are read against, where the page's own is not known.
    pub fn home(&self) -> Url {
        crate::web::parse_given(&self.url)
            .unwrap_or_else(|| Url::parse("http://saved.invalid/").expect("a plain address"))
    }
}

/// A page no engine is recognised in: a bot wall, or blocks that look like results.
pub fn read_unrecognised(page: &Document) -> ResultPage {
    static NAMELESS: LazyLock<Engine> =
        LazyLock::new(|| toml::from_str("").expect("every key of an engine may be left out"));
    NAMELESS.parse_html(page)
}

/// The engine whose page this is: it has what only that engine's pages have, and that engine reads most from it.
pub fn recognise(page: &Document) -> Option<&'static Engine> {
    let marked = |engine: &&Engine| engine.answer.own.iter().any(|css| css.on(page.html()));
    let gives = |engine: &&'static Engine| {
        let read = engine.parse_html(page);
        (
            read.hits.len() * usize::from(read.kind.of_saved_page() == "results"),
            usize::from(read.kind.of_saved_page() != "unknown"),
        )
    };
    // Among equals the first of the table.
    let best = |candidates: Vec<&'static Engine>| candidates.into_iter().rev().max_by_key(gives);
    let own: Vec<&'static Engine> = engines().iter().filter(marked).collect();
    if own.is_empty() {
        best(engines().iter().collect()).filter(|engine| gives(engine).0 > 0)
    } else {
        best(own)
    }
}
