//! Blocks that hold an address nobody is to see: bait for address collectors. A block without a box is mostly a tab, a
//! menu or a dialog, so one is taken for bait only where it holds an address, next to nothing else, and nothing on the
//! page can open it; or where its name says so.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use ego_tree::NodeRef;
use scraper::node::Node;

use super::element::Attributes;
use super::sheet::is_out_of_sight;

/// More elements or text than this are content, not bait.
const MOST_NODES: usize = 12;
const LONGEST: usize = 160;

/// Names that say what it is.
static BAIT: LazyLock<AhoCorasick> = LazyLock::new(|| {
    names(&[
        "honeypot",
        "honey-pot",
        "honey_pot",
        "spamtrap",
        "spam-trap",
        "spam_trap",
        "bottrap",
        "bot-trap",
        "mailtrap",
        "mail-trap",
        "emailtrap",
        "email-trap",
    ])
});
/// Names of what opens by a click, by scripts or by a style sheet elsewhere.
static OPENS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    names(&[
        "tab", "collap", "accord", "modal", "pop", "menu", "nav", "drop", "mobile", "desktop",
        "toggle", "lang", "slid", "panel", "drawer", "canvas", "dialog", "lightbox", "fancy",
        "tooltip", "overlay", "show", "reveal", "open", "more", "step", "content", "contact",
        "kontakt", "info", "print", "screen", "sr-only", "visually",
    ])
});

fn names(words: &[&str]) -> AhoCorasick {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(words)
        .expect("a short list of words")
}

/// Say the class names of an element that it is bait?
pub(super) fn is_called_bait(seen: &Attributes<'_>) -> bool {
    // A cheap look first: all these names have the letter.
    memchr::memchr(b'p', seen.class.as_bytes()).is_some() && BAIT.is_match(seen.class)
}

/// Is a block bait? `hidden` says whether the page's own sheets hide it.
pub(super) fn is_bait(node: NodeRef<'_, Node>, seen: &Attributes<'_>, hidden: bool) -> bool {
    let is_named = |words: &AhoCorasick| words.is_match(seen.class) || words.is_match(seen.id);
    if !seen.class.is_empty() && is_named(&BAIT) {
        return true;
    }
    let out_of_sight =
        hidden || seen.hidden || !seen.style.is_empty() && is_out_of_sight(seen.style);
    out_of_sight && (seen.id.is_empty() || hidden) && !is_named(&OPENS) && is_lone_address(node)
}

/// An address and next to nothing else.
fn is_lone_address(node: NodeRef<'_, Node>) -> bool {
    let (mut length, mut address) = (0, false);
    for (count, inner) in node.descendants().enumerate() {
        if count > MOST_NODES || length > LONGEST {
            return false;
        }
        match inner.value() {
            Node::Text(text) => {
                length += text.trim().len();
                address |= text.contains('@');
            }
            Node::Element(element) => {
                address |= element
                    .attr("href")
                    .is_some_and(|h| h.starts_with("mailto:"));
            }
            _ => {}
        }
    }
    address && length <= LONGEST
}
