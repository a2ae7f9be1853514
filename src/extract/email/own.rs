//! Whose an address is: the page's own, a third party's, or that of a machine nobody reads.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use deunicode::deunicode;
use scraper::Node;

use crate::document::{Block, BlockKind, Document};
use crate::web::Site;

use super::address::registrable;
use super::table::TABLE;

/// A name shorter than this stands in other words by chance, letters.
const SHORTEST: usize = 4;
/// Headings looked at for the page's name.
const HEADINGS: usize = 3;
/// A notice about cookies is shorter than this; a page about them is longer, bytes.
const LONGEST_NOTICE: usize = 2_500;

/// Class names and ids of notices about cookies.
static NOTICES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build([
            "cookie",
            "consent",
            "gdpr",
            "tarteaucitron",
            "cmpbox",
            "didomi",
            "onetrust",
        ])
        .expect("a short list of words")
});
/// Mailboxes of machines.
const MACHINES: &[&str] = &[
    "noreply",
    "donotreply",
    "dontreply",
    "bounce",
    "bounces",
    "mailerdaemon",
    "nepasrepondre",
    "noresponder",
    "naoresponda",
    "nichtantworten",
];

/// What tells the page's own addresses.
pub(super) struct Own {
    site: Option<Site>,
    /// What the page calls itself, letters and digits only; empty where its site is known.
    called: String,
}

impl Own {
    /// Of a page.
    pub fn of(document: &Document) -> Self {
        let site = Site::of(document.url());
        let called = match site {
            Some(_) => String::new(),
            None => calls_itself(document),
        };
        Self { site, called }
    }

    /// The page's site, if its address is known.
    pub fn site(&self) -> Option<&Site> {
        self.site.as_ref()
    }

    /// Is an address of the page's own domain, or of one that the page is called after?
    pub fn is_domain_of(&self, address: &str) -> bool {
        let domain = registrable(address);
        match &self.site {
            Some(site) => site.as_str() == domain,
            None => self.is_called(label(domain)),
        }
    }

    /// May an address be the firm's own: of its domain, of one like it, or of a mail host open to everybody?
    pub fn may_have(&self, address: &str) -> bool {
        let domain = registrable(address);
        let label = label(domain);
        TABLE.freemail.contains(domain)
            || match &self.site {
                Some(site) => {
                    site.as_str() == domain
                        || site.label() == label
                        || (label.len() > 4 && site.label().contains(label))
                }
                None => self.is_called(label),
            }
    }

    fn is_called(&self, label: &str) -> bool {
        let label = letters(label);
        label.len() >= SHORTEST && self.called.contains(&label)
    }
}

fn label(domain: &str) -> &str {
    domain.split('.').next().unwrap_or_default()
}

fn calls_itself(document: &Document) -> String {
    let blocks = document.blocks().iter();
    let headings = blocks
        .filter(|b| matches!(b.kind, BlockKind::Heading(1 | 2)))
        .take(HEADINGS)
        .map(|b| b.text.as_str());
    let metas = ["og:site_name", "og:title", "application-name", "author"];
    let said = std::iter::once(document.title())
        .chain(metas.iter().filter_map(|name| document.meta(name)))
        .chain(document.logos().iter().map(String::as_str))
        .chain(headings);
    // What stands in two texts is no name.
    said.map(letters).collect::<Vec<_>>().join(" ")
}

fn letters(text: &str) -> String {
    let latin = deunicode(text);
    let plain = latin.chars().filter(char::is_ascii_alphanumeric);
    plain.flat_map(char::to_lowercase).collect()
}

/// Is the mailbox one that a machine writes from and nobody reads?
pub(super) fn is_machines(address: &str) -> bool {
    let name = address.split('@').next().unwrap_or_default();
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    MACHINES.contains(&plain.as_str())
}

/// Stands a block in a notice about cookies? What such a notice names beside the firm is who made the tool.
pub(super) fn is_in_cookie_notice(document: &Document, block: &Block) -> bool {
    let Some(node) = document.html().tree.get(block.node) else {
        return false;
    };
    let around = std::iter::once(node).chain(node.ancestors());
    around
        .take_while(|node| !is_body(node.value()))
        .filter(|node| {
            node.value().as_element().is_some_and(|element| {
                let named = |name: &str| element.attr(name).is_some_and(|v| NOTICES.is_match(v));
                named("class") || named("id")
            })
        })
        .any(|node| {
            let texts = node
                .descendants()
                .filter_map(|inner| inner.value().as_text());
            let mut length = 0;
            texts.into_iter().all(|text| {
                length += text.trim().len();
                length <= LONGEST_NOTICE
            })
        })
}

fn is_body(node: &Node) -> bool {
    node.as_element().is_some_and(|e| e.name() == "body")
}
