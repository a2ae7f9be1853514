//! The links of the page so far, resolved against its base.

use url::Url;

use super::block::Target;
use super::element::Attributes;
use super::link::{Link, LinkKind, Reference};

/// Links kept of a page, and as many references.
const MOST: usize = 20_000;

/// The links of the page so far.
#[derive(Debug)]
pub(super) struct Links {
    base: Url,
    pub pages: Vec<Link>,
    pub references: Vec<Reference>,
}

impl Links {
    /// None yet.
    pub fn at(url: &Url) -> Self {
        Self {
            base: url.clone(),
            pages: Vec::new(),
            references: Vec::new(),
        }
    }

    /// `<base href>`.
    pub fn set_base(&mut self, href: Option<&str>) {
        if let Some(base) = href.and_then(|h| self.base.join(h.trim()).ok()) {
            self.base = base;
        }
    }

    /// Adds an anchor that stands in or before a block.
    pub fn add_anchor(
        &mut self,
        seen: &Attributes<'_>,
        text: String,
        block: usize,
    ) -> Option<Target> {
        let href = seen.href?.trim();
        if is_reference(href) {
            if self.references.len() >= MOST {
                return None;
            }
            self.references.push(Reference {
                href: href.to_owned(),
                text,
                block,
            });
            return Some(Target::Reference(self.references.len() - 1));
        }
        if href.starts_with('#') {
            return None;
        }
        let nofollow = seen
            .rel
            .split_ascii_whitespace()
            .any(|r| r.eq_ignore_ascii_case("nofollow"));
        let url = self.resolve(href)?;
        self.push(Link {
            url,
            text,
            kind: LinkKind::Anchor,
            nofollow,
            block,
        })
    }

    /// Adds a frame or a redirection.
    pub fn add_other(&mut self, href: &str, text: &str, kind: LinkKind, block: usize) {
        if let Some(url) = self.resolve(href) {
            self.push(Link {
                url,
                text: text.trim().to_owned(),
                kind,
                nofollow: false,
                block,
            });
        }
    }

    /// Gives an anchor its words.
    pub fn set_text(&mut self, target: Target, text: String) {
        match target {
            Target::Link(at) => self.pages[at].text = text,
            Target::Reference(at) => self.references[at].text = text,
        }
    }

    fn push(&mut self, link: Link) -> Option<Target> {
        if self.pages.len() >= MOST {
            return None;
        }
        self.pages.push(link);
        Some(Target::Link(self.pages.len() - 1))
    }

    fn resolve(&self, href: &str) -> Option<Url> {
        let url = self.base.join(href.trim()).ok()?;
        matches!(url.scheme(), "http" | "https").then_some(url)
    }
}

/// The target in the content of a `meta refresh`.
pub(super) fn refresh_target(content: &str) -> Option<&str> {
    let (_, target) = content.split_once([';', ','])?;
    let target = target.trim();
    let target = match target.get(..3) {
        Some(key) if key.eq_ignore_ascii_case("url") => {
            target[3..].trim_start().trim_start_matches('=')
        }
        _ => target,
    };
    Some(target.trim().trim_matches(['"', '\'']))
}

/// Schemes that open no page.
fn is_reference(href: &str) -> bool {
    let Some(colon) = memchr::memchr(b':', href.as_bytes()) else {
        return false;
    };
    let scheme = &href[..colon];
    scheme.len() < 20
        && !scheme.is_empty()
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
        && !scheme.eq_ignore_ascii_case("http")
        && !scheme.eq_ignore_ascii_case("https")
}
