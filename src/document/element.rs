//! What the elements of HTML do to text, and their attributes read in one pass.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use html5ever::{LocalName, local_name, ns};
use memchr::memmem::Finder;
use scraper::node::Element;

use super::assembly::may_assemble;

/// What an element does to the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// Its text adjoins the text around it.
    Inline,
    /// It stands on lines of its own.
    Block,
    /// It is a thing in the line: a space for the text.
    Thing,
    /// It is a line break.
    Break,
    /// Its content is no visible text.
    Hidden,
}

/// What an element does to the text around it.
pub(super) fn effect(element: &Element) -> Effect {
    if element.name.ns != ns!(html) {
        return match element.name.local {
            local_name!("title")
            | local_name!("desc")
            | local_name!("style")
            | local_name!("script") => Effect::Hidden,
            _ => Effect::Inline,
        };
    }
    match element.name.local {
        local_name!("br") => Effect::Break,
        local_name!("script")
        | local_name!("style")
        | local_name!("template")
        | local_name!("title")
        | local_name!("iframe")
        | local_name!("textarea")
        | local_name!("select")
        | local_name!("datalist")
        | local_name!("noembed")
        | local_name!("noframes")
        | local_name!("frame") => Effect::Hidden,
        local_name!("img")
        | local_name!("input")
        | local_name!("button")
        | local_name!("object")
        | local_name!("video")
        | local_name!("audio")
        | local_name!("canvas")
        | local_name!("embed") => Effect::Thing,
        local_name!("address")
        | local_name!("article")
        | local_name!("aside")
        | local_name!("blockquote")
        | local_name!("body")
        | local_name!("caption")
        | local_name!("center")
        | local_name!("dd")
        | local_name!("details")
        | local_name!("dialog")
        | local_name!("dir")
        | local_name!("div")
        | local_name!("dl")
        | local_name!("dt")
        | local_name!("fieldset")
        | local_name!("figcaption")
        | local_name!("figure")
        | local_name!("footer")
        | local_name!("form")
        | local_name!("h1")
        | local_name!("h2")
        | local_name!("h3")
        | local_name!("h4")
        | local_name!("h5")
        | local_name!("h6")
        | local_name!("head")
        | local_name!("header")
        | local_name!("hgroup")
        | local_name!("hr")
        | local_name!("html")
        | local_name!("legend")
        | local_name!("li")
        | local_name!("listing")
        | local_name!("main")
        | local_name!("menu")
        | local_name!("nav")
        | local_name!("ol")
        | local_name!("p")
        | local_name!("plaintext")
        | local_name!("pre")
        | local_name!("search")
        | local_name!("section")
        | local_name!("summary")
        | local_name!("table")
        | local_name!("tbody")
        | local_name!("td")
        | local_name!("tfoot")
        | local_name!("th")
        | local_name!("thead")
        | local_name!("tr")
        | local_name!("ul")
        | local_name!("xmp")
        | local_name!("marquee")
        | local_name!("frameset") => Effect::Block,
        _ => Effect::Inline,
    }
}

/// The attributes that matter, read in one pass.
#[derive(Default)]
pub(super) struct Attributes<'a> {
    pub id: &'a str,
    pub class: &'a str,
    pub style: &'a str,
    pub role: &'a str,
    pub title: &'a str,
    pub label: &'a str,
    pub alt: &'a str,
    pub name: &'a str,
    pub href: Option<&'a str>,
    pub src: Option<&'a str>,
    pub rel: &'a str,
    pub content: Option<&'a str>,
    pub item_property: Option<&'a str>,
    pub item_type: Option<&'a str>,
    pub opens_item: bool,
    pub action: Option<&'a str>,
    pub kind: &'a str,
    pub placeholder: &'a str,
    pub value: &'a str,
    pub lang: &'a str,
    pub direction: &'a str,
    pub column_span: &'a str,
    pub hidden: bool,
    pub read_only: Option<&'a str>,
    /// Some attribute is to be looked at for hidden addresses.
    pub may_hide: bool,
}

impl<'a> Attributes<'a> {
    pub fn of(element: &'a Element) -> Self {
        let mut out = Self::default();
        let of_own_name = is_of_own_name(element);
        for (name, value) in &element.attrs {
            out.take(&name.local, value);
            out.may_hide |= hides(&name.local, value, of_own_name);
        }
        out
    }

    fn take(&mut self, name: &LocalName, value: &'a str) {
        match *name {
            local_name!("id") => self.id = value,
            local_name!("class") => self.class = value,
            local_name!("style") => self.style = value,
            local_name!("role") => self.role = value,
            local_name!("title") => self.title = value,
            local_name!("aria-label") => self.label = value,
            local_name!("alt") => self.alt = value,
            local_name!("name") => self.name = value,
            local_name!("href") => self.href = Some(value),
            local_name!("src") => self.src = Some(value),
            local_name!("rel") => self.rel = value,
            local_name!("content") => self.content = Some(value),
            local_name!("itemprop") => self.item_property = Some(value),
            local_name!("itemtype") => self.item_type = Some(value),
            local_name!("itemscope") => self.opens_item = true,
            local_name!("action") => self.action = Some(value),
            local_name!("type") => self.kind = value,
            local_name!("placeholder") => self.placeholder = value,
            local_name!("value") => self.value = value,
            local_name!("lang") => self.lang = value,
            local_name!("dir") => self.direction = value,
            local_name!("colspan") => self.column_span = value,
            local_name!("hidden") => self.hidden = true,
            local_name!("readonly") => self.read_only = Some(value),
            _ => {}
        }
    }
}

/// Digits from which a title may be a number.
const DIGITS: usize = 7;

/// Has the element a name that no standard gives: one that a script fills?
pub(super) fn is_of_own_name(element: &Element) -> bool {
    element.name.local.bytes().any(|b| b == b'-')
}

/// May an attribute hide an address or a number? `data-*`, those of elements with a name of the page's own, handlers,
/// titles with digits, links that are only a code, and whatever has an at sign outside the usual places.
pub(super) fn hides(name: &LocalName, value: &str, of_own_name: bool) -> bool {
    match *name {
        local_name!("href") => is_coded_link(value),
        local_name!("class")
        | local_name!("style")
        | local_name!("src")
        | local_name!("placeholder")
        | local_name!("value")
        | local_name!("srcset")
        | local_name!("id") => false,
        _ if value.is_empty() => false,
        _ if name.starts_with("data-") && value.starts_with(['{', '[']) => is_data(value),
        _ if value.len() > 2000 => false,
        _ if name.starts_with("data-") => !value.starts_with('#') && value.len() < 300,
        _ if memchr::memchr(b'@', value.as_bytes()).is_some() => true,
        _ if of_own_name && !value.starts_with(['{', '[', '#']) && value.len() < 300 => true,
        local_name!("title") | local_name!("alt") | local_name!("aria-label") => {
            value.len() < 120
                && (value.chars().filter(|c| c.is_numeric()).count() >= DIGITS || spells(value))
        }
        _ => name.starts_with("on") && may_assemble(value),
    }
}

/// The longest data in an attribute that is read, bytes.
const LONGEST_DATA: usize = 60_000;

/// Is it data that may hold an address: a thing with a key for mail, or a short list of strings?
pub(super) fn is_data(value: &str) -> bool {
    let has = |part: &[u8]| memchr::memmem::find(value.as_bytes(), part).is_some();
    value.len() < LONGEST_DATA && (has(b"ail") && has(b"@"))
        || value.starts_with("[\"") && value.len() < 120
}

/// Spells a title an address?
fn spells(title: &str) -> bool {
    let bytes = title.as_bytes();
    memchr::memchr2(b'(', b'[', bytes).is_some()
        && (title.contains("(at)") || title.contains("[at]"))
        || DOT.find(bytes).is_some()
}

/// A full stop that is spelled.
static DOT: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(" dot "));

/// Letters of a code from which it may be an address.
const SHORTEST_CODE: usize = 14;

/// Is a link only a code that a script makes an address of: hexadecimal digits behind a `#`, or `mailto` in base64?
fn is_coded_link(href: &str) -> bool {
    let href = href.trim();
    if href.len() < SHORTEST_CODE || href.len() > 600 {
        return false;
    }
    let is_code =
        |code: &str| code.len() >= SHORTEST_CODE - 1 && code.bytes().all(|b| b.is_ascii_hexdigit());
    match href.as_bytes()[0] {
        b'#' => is_code(&href[1..]),
        b'b' => href.starts_with("bWFpbHRvO"),
        _ => memchr::memrchr(b'#', href.as_bytes()).is_some_and(|at| {
            href[..at].ends_with("/email-protection") && is_code(&href[at + 1..])
        }),
    }
}

/// Words in class names, ids and roles that say something about the place or the text.
const TELLING: &[&str] = &[
    "phone",
    "tel",
    "fax",
    "mobil",
    "cell",
    "whats",
    "mail",
    "print",
    "envelope",
    "call",
    "foot",
    "head",
    "nav",
    "menu",
    "contentinfo",
    "banner",
    "logo",
];
const CONTACT_WORDS: usize = 10;

static TELLING_WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(TELLING)
        .expect("a short fixed list of words")
});

/// What class names, ids, roles tell.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    /// A way to reach somebody.
    pub contact: bool,
    /// A part of the page.
    pub region: bool,
    /// A logo.
    pub logo: bool,
}

/// What a class name, id or role tells.
pub(super) fn told(text: &str) -> Told {
    let mut out = Told::default();
    if text.is_empty() {
        return out;
    }
    for found in TELLING_WORDS.find_overlapping_iter(text) {
        match found.pattern().as_usize() {
            at if at < CONTACT_WORDS => out.contact = true,
            at if at + 1 == TELLING.len() => out.logo = true,
            _ => out.region = true,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_tell_of_contacts_regions_and_logos() {
        assert!(told("fa fa-Fax").contact);
        assert!(told("site-footer").region);
        assert!(told("header-logo").logo && told("header-logo").region);
        assert!(!told("col-md-6").contact);
    }
}
