//! What the head of a page says of it: `<meta>` and `<link>`.

use scraper::node::Element;

use super::collected::Collected;
use super::element::Attributes;
use super::link::LinkKind;
use super::links::{Links, refresh_target};

/// Meta values kept of a page.
const MOST: usize = 500;

/// Reads a `<meta>`: named values, the language, a redirection.
pub(super) fn read_meta(
    element: &Element,
    seen: &Attributes<'_>,
    out: &mut Collected,
    links: &mut Links,
) {
    let Some(content) = seen.content else { return };
    let other = |name: &str| element.attrs().find(|(n, _)| *n == name).map(|(_, v)| v);
    match other("http-equiv") {
        Some(key) if key.eq_ignore_ascii_case("refresh") => {
            if let Some(target) = refresh_target(content) {
                links.add_other(target, "", LinkKind::Refresh, out.blocks.len());
            }
        }
        Some(key)
            if key.eq_ignore_ascii_case("content-language") && out.claimed_language.is_empty() =>
        {
            content.clone_into(&mut out.claimed_language);
        }
        _ => {}
    }
    let name = if seen.name.is_empty() {
        other("property").unwrap_or_default()
    } else {
        seen.name
    };
    if !name.is_empty() && out.metas.len() < MOST {
        out.metas
            .push((name.trim().to_lowercase(), content.trim().to_owned()));
    }
}

/// Reads a `<link>`: the canonical address.
pub(super) fn read_link(seen: &Attributes<'_>, out: &mut Collected) {
    if let Some(href) = seen
        .href
        .filter(|_| seen.rel.eq_ignore_ascii_case("canonical"))
    {
        out.metas
            .push(("canonical".to_owned(), href.trim().to_owned()));
    }
}
