//! Documents: bytes and headers become decoded, parsed text, blocks, links and language, once for all who read them.
//!
//! [`Document::parse`] decodes (`charset`), builds a tree with a bound on depth and size (`tree`), and walks it once
//! (`walk`); everything offered here was collected on that walk. No selector is run over a whole page.

mod block;
mod charset;
mod collected;
mod decode;
mod element;
mod form;
mod language;
mod link;
mod plain;
mod property;
mod run;
mod script;
mod tree;
mod walk;

use std::borrow::Cow;

use serde_json::Value;
use url::Url;

pub use block::{Block, BlockKind, Cell, Mark, Region, Span, Target};
pub use decode::{Decoded, decode_content};
pub use form::{Field, Form};
pub use link::{Link, LinkKind, Reference};
pub use property::{Attribute, Property, Script};

use collected::Collected;

/// The longest page that is read, bytes; the rest is left out.
const LONGEST: usize = 8 * 1024 * 1024;

/// A parsed page. Parsed once; engines, extraction and the crawl all read this.
pub struct Document {
    url: Url,
    html: scraper::Html,
    language: Option<String>,
    found: Collected,
}

impl Document {
    /// Reads a page from its decoded bytes (content codings already taken off, see [`decode_content`]).
    ///
    /// `content_type` is the header's value, charset included; `url` is the page's address. Never fails: bad HTML
    /// yields less, pictures and other binaries yield nothing. Open elements deeper than 512 are flattened, so that no
    /// nesting can stop it.
    pub fn parse(bytes: &[u8], content_type: Option<&str>, url: &Url) -> Self {
        let bytes = &bytes[..bytes.len().min(LONGEST)];
        let text = if is_binary(bytes) {
            Cow::Borrowed("")
        } else {
            charset::decode_text(bytes, content_type, top_level(url))
        };
        if is_plain(content_type, &text) {
            return Self::from_plain(&text, url);
        }
        let html = tree::parse_tree(&text);
        let found = walk::walk(&html, url);
        Self::with(html, found, url)
    }

    fn from_plain(text: &str, url: &Url) -> Self {
        let html = scraper::Html::new_document();
        let blocks = plain::blocks_of(text, html.tree.root().id());
        Self::with(
            html,
            Collected {
                blocks,
                ..Collected::default()
            },
            url,
        )
    }

    fn with(html: scraper::Html, found: Collected, url: &Url) -> Self {
        let language = language::language_of(&found.claimed_language, &found.blocks);
        Self {
            url: url.clone(),
            html,
            language,
            found,
        }
    }

    /// Address of the page.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The parsed tree. Empty for plain text.
    pub fn html(&self) -> &scraper::Html {
        &self.html
    }

    /// Title, on one line.
    pub fn title(&self) -> &str {
        &self.found.title
    }

    /// Language, ISO 639-1: by the page's own word where the text does not contradict it, else by the text.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// What the page claims as its language, region included (`pt-BR`); empty where it claims none.
    pub fn claimed_language(&self) -> &str {
        &self.found.claimed_language
    }

    /// Links in document order, resolved against `<base>`; `http` and `https` only.
    pub fn links(&self) -> &[Link] {
        &self.found.links
    }

    /// Links that open no page (`mailto:`, `tel:` …), in document order.
    pub fn references(&self) -> &[Reference] {
        &self.found.references
    }

    /// The visible text in blocks, in document order.
    pub fn blocks(&self) -> &[Block] {
        &self.found.blocks
    }

    /// The page's linked data, one value a script.
    pub fn json_ld(&self) -> &[Value] {
        &self.found.json_ld
    }

    /// Microdata properties, in the order in which they end.
    pub fn properties(&self) -> &[Property] {
        &self.found.properties
    }

    /// Attributes that may hide an address.
    pub fn attributes(&self) -> &[Attribute] {
        &self.found.attributes
    }

    /// Inline scripts that may assemble an address.
    pub fn scripts(&self) -> &[Script] {
        &self.found.scripts
    }

    /// Forms.
    pub fn forms(&self) -> &[Form] {
        &self.found.forms
    }

    /// The value of a `<meta>` by its lower-case name or property (`og:site_name`); `canonical` is the canonical link.
    pub fn meta(&self, name: &str) -> Option<&str> {
        self.found
            .metas
            .iter()
            .find(|(n, v)| n == name && !v.is_empty())
            .map(|(_, v)| v.as_str())
    }

    /// Alternative texts of pictures that are called a logo.
    pub fn logos(&self) -> &[String] {
        &self.found.logos
    }

    /// The block that labels another one: the text in the cell before it in the row, or the term of a description.
    pub fn label_of(&self, block: usize) -> Option<&Block> {
        let this = self.found.blocks.get(block)?;
        let before = self.found.blocks[..block].iter().rev().take(40);
        match this.kind {
            BlockKind::Cell(cell) => before
                .take_while(|b| !matches!(b.kind, BlockKind::Cell(c) if c.table == cell.table && c.row != cell.row))
                .find(|b| matches!(b.kind, BlockKind::Cell(c) if c.table == cell.table && c.column < cell.column)),
            BlockKind::Description => before.take_while(|b| !matches!(b.kind, BlockKind::Heading(_))).find(|b| b.kind == BlockKind::Term),
            _ => None,
        }
    }

    /// The head of the column a cell stands in: the text of the same column in the first row of its table.
    pub fn column_head(&self, block: usize) -> Option<&Block> {
        let BlockKind::Cell(cell) = self.found.blocks.get(block)?.kind else {
            return None;
        };
        if cell.row == 0 {
            return None;
        }
        let first = self
            .found
            .table_starts
            .get(cell.table as usize)
            .copied()
            .flatten()?;
        let row = self.found.blocks.get(first..block)?.iter();
        row.take_while(|b| matches!(b.kind, BlockKind::Cell(c) if c.table != cell.table || c.row == 0) || !matches!(b.kind, BlockKind::Cell(_)))
            .find(|b| matches!(b.kind, BlockKind::Cell(c) if c.table == cell.table && c.row == 0 && c.column == cell.column))
    }

    /// The heading a block stands under.
    pub fn heading_of(&self, block: usize) -> Option<&Block> {
        self.found
            .blocks
            .get(..block)?
            .iter()
            .rev()
            .find(|b| matches!(b.kind, BlockKind::Heading(_)))
    }
}

fn top_level(url: &Url) -> &str {
    url.domain()
        .and_then(|d| d.rsplit('.').next())
        .unwrap_or_default()
}

fn is_plain(content_type: Option<&str>, text: &str) -> bool {
    let claimed = content_type.is_some_and(|c| {
        c.trim_start()
            .to_ascii_lowercase()
            .starts_with("text/plain")
    });
    let head = text.trim_start().get(..1).unwrap_or_default();
    let untold = content_type.is_none_or(|c| !c.to_ascii_lowercase().contains("html"));
    claimed && !has_markup(text) || (untold && head != "<" && !has_markup(text))
}

fn has_markup(text: &str) -> bool {
    let mut end = text.len().min(2000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text[..end].to_ascii_lowercase();
    [
        "<html",
        "<!doctype",
        "<head",
        "<body",
        "<div",
        "<p>",
        "<table",
        "<span",
        "<a ",
        "<br",
        "<h1",
        "<meta",
    ]
    .iter()
    .any(|t| head.contains(t))
}

/// Pictures, archives, programs: zero bytes where no text has them.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let marked = head.starts_with(&[0xFE, 0xFF]) || head.starts_with(&[0xFF, 0xFE]);
    const SIGNATURES: &[&[u8]] = &[
        b"\x89PNG",
        b"GIF8",
        b"\xFF\xD8\xFF",
        b"%PDF",
        b"PK\x03\x04",
        b"\x1F\x8B",
    ];
    SIGNATURES.iter().any(|s| head.starts_with(s))
        || (!marked && memchr::memchr_iter(0, head).count() > 3)
}
