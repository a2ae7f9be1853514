//! Where a text stands and whether it is seen, by names and inline styles.

use html5ever::local_name;
use scraper::node::Element;

use super::block::Region;
use super::element::Attributes;
use super::sheet::{is_out_of_sight, turns_round};

/// Inline text with no box is bait for address collectors; a block without one is a tab or a dialog.
pub(super) fn is_hidden_inline(seen: &Attributes<'_>) -> bool {
    if seen.style.is_empty() {
        return seen.hidden;
    }
    seen.hidden || is_out_of_sight(seen.style)
}

/// Does a style turn the text round?
pub(super) fn is_reversed(element: &Element, seen: &Attributes<'_>) -> bool {
    if element.name.local == local_name!("bdo") {
        return seen.direction.eq_ignore_ascii_case("rtl");
    }
    !seen.style.is_empty()
        && (turns_round(seen.style)
            || seen.direction.eq_ignore_ascii_case("rtl") && seen.style.contains("bidi-override"))
}

/// The part of the page that a role, an id or a class names.
pub(super) fn region_by_name(seen: &Attributes<'_>) -> Option<Region> {
    match seen.role {
        "contentinfo" => return Some(Region::Footer),
        "banner" => return Some(Region::Header),
        "navigation" => return Some(Region::Nav),
        _ => {}
    }
    let names = seen
        .class
        .split_ascii_whitespace()
        .chain(std::iter::once(seen.id));
    names.filter(|n| !n.is_empty()).find_map(|name| {
        let name = name.to_ascii_lowercase();
        let whole = [
            "site", "page", "main", "global", "l", "c", "the", "web", "bottom",
        ];
        let is = |part: &str| {
            name == part
                || name
                    .strip_prefix(part)
                    .is_some_and(|rest| rest.starts_with(['-', '_']) || rest == "s" || rest == "er")
                || name
                    .strip_suffix(part)
                    .is_some_and(|head| whole.contains(&head.trim_end_matches(['-', '_'])))
        };
        match () {
            () if is("footer") || is("foot") => Some(Region::Footer),
            () if is("header") || is("masthead") => Some(Region::Header),
            () if is("nav") || is("navbar") || is("menu") || is("navigation") => Some(Region::Nav),
            () => None,
        }
    })
}
