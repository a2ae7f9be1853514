//! Short texts out of elements and addresses.

use ego_tree::NodeRef;
use scraper::node::Node;

/// The longest text that is kept of a link or a property, bytes.
pub(super) const LONGEST: usize = 600;

/// Adds a text as a line, cut at [`LONGEST`].
pub(super) fn add_line(out: &mut String, text: &str) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    out.push_str(&text[..end]);
}

/// The text right inside an element.
pub(super) fn own_text(node: NodeRef<'_, Node>) -> String {
    node.children()
        .filter_map(|c| c.value().as_text())
        .map(|t| &**t)
        .collect()
}

/// What follows the last slash or hash.
pub(super) fn last_part(address: &str) -> &str {
    address
        .trim_end_matches('/')
        .rsplit(['/', '#'])
        .next()
        .unwrap_or_default()
}
