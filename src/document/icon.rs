//! Icons: an element without text of its own whose names say what the text behind it is.

use html5ever::local_name;
use scraper::node::Element;

use super::element::{Attributes, Effect, told};
use super::excerpt::last_part;

/// What class, alternative text, title or picture of an element in the line say of a way to reach somebody.
pub(super) fn words(element: &Element, seen: &Attributes<'_>, effect: Effect) -> Option<String> {
    let name = &element.name.local;
    if !matches!(effect, Effect::Inline | Effect::Thing)
        || matches!(*name, local_name!("input") | local_name!("button"))
    {
        return None;
    }
    let picture = match *name {
        local_name!("img") => seen.src.map(last_part).unwrap_or_default(),
        local_name!("use") => seen.href.or_else(|| any_href(element)).unwrap_or_default(),
        _ => "",
    };
    let hits = [seen.class, seen.alt, seen.title, seen.label, picture]
        .into_iter()
        .filter(|t| t.len() < 120 && told(t).contact);
    let words = hits.collect::<Vec<_>>().join(" ").to_lowercase();
    (!words.is_empty()).then_some(words)
}

/// `href` in any namespace: `xlink:href` too.
fn any_href(element: &Element) -> Option<&str> {
    element
        .attrs
        .iter()
        .find(|(n, _)| n.local == local_name!("href"))
        .map(|(_, v)| &**v)
}
