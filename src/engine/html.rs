//! An HTML page of an engine, read by the layouts of its file.

use std::collections::BTreeSet;

use scraper::ElementRef;
use url::Url;

use super::css::Css;
use super::description::{Engine, Layout};
use super::page::{Next, PageHit};
use super::unwrap::{under, unwrap};
use crate::document::Document;
use crate::text::{printable, squeeze};

/// What a layout found.
#[derive(Debug, Default)]
pub struct Found {
    /// Results.
    pub hits: Vec<PageHit>,
    /// Advertisements.
    pub ads: Vec<PageHit>,
    /// The next page.
    pub next: Option<Next>,
}

/// Results that are so many that no other layout need be tried.
const PLENTY: usize = 5;

/// Reads a page by the layout that fits: the first that finds plenty, else the first, unless another finds more than
/// twice as much. Advertisements alone count too, where no layout finds more. `base` is the page's own address.
pub fn read(engine: &Engine, page: &Document, base: &Url) -> Found {
    let mut best = Found::default();
    for layout in &engine.answer.layout {
        let found = Reader {
            engine,
            page,
            base,
            layout,
        }
        .read();
        if found.hits.len() >= PLENTY && best.hits.len() * 2 < found.hits.len() {
            return found;
        }
        let first = best.hits.is_empty() && !found.hits.is_empty();
        let only_beside = found.hits.is_empty()
            && best.hits.is_empty()
            && best.ads.is_empty()
            && best.next.is_none();
        if first || only_beside || found.hits.len() > best.hits.len() * 2 {
            best = found;
        }
    }
    best
}

struct Reader<'a> {
    engine: &'a Engine,
    page: &'a Document,
    base: &'a Url,
    layout: &'a Layout,
}

impl Reader<'_> {
    fn read(&self) -> Found {
        let ad_blocks: Vec<ElementRef> = self
            .layout
            .ad
            .iter()
            .flat_map(|css| css.all(self.page.html()))
            .collect();
        let mut found = Found {
            next: self.next(),
            ..Found::default()
        };
        let mut seen = BTreeSet::new();
        for block in self.layout.result.all(self.page.html()) {
            let in_ad = || {
                block
                    .ancestors()
                    .any(|a| ad_blocks.iter().any(|ad| ad.id() == a.id()))
                    || ad_blocks.contains(&block)
            };
            if self
                .layout
                .skip
                .as_ref()
                .is_some_and(|skip| skip.about(block))
                || in_ad()
                || self.link(block).is_some_and(|link| !seen.insert(link.id()))
            {
                continue;
            }
            match self.result(block) {
                Some((hit, true)) => found.ads.push(hit),
                Some((hit, false)) => found.hits.push(hit),
                None => {}
            }
        }
        found
            .ads
            .extend(ad_blocks.into_iter().filter_map(|block| self.ad(block)));
        number(&mut found);
        found
    }

    fn link<'b>(&'b self, block: ElementRef<'b>) -> Option<ElementRef<'b>> {
        match &self.layout.link {
            Some(css) => css.within(block),
            None => Some(block),
        }
    }

    /// A result, and whether its address says that it is an advertisement.
    fn result(&self, block: ElementRef<'_>) -> Option<(PageHit, bool)> {
        let Some(link) = self.link(block) else {
            return self.unlinked(block);
        };
        let told = self.layout.address_text.as_ref();
        let told = told.and_then(|css| css.within(block)).map(text_of);
        let written = [
            told.as_deref(),
            link.attr(&self.layout.address),
            block.attr(&self.layout.address),
            link.attr("href"),
        ]
        .into_iter()
        .flatten()
        .next()?;
        let url = unwrap(self.engine, self.base, resolve(self.base, written)?);
        let is_ad = self
            .engine
            .answer
            .ad_address
            .iter()
            .any(|piece| url.as_str().contains(piece.as_str()));
        if !is_ad && self.is_internal(&url) {
            return None;
        }
        let title = titled(self.layout.title.as_ref(), block)
            .or_else(|| Some(text_of(link)).filter(|text| !text.is_empty()))
            .or_else(|| link.attr("aria-label").map(squeeze))
            .unwrap_or_default();
        let snippet = self
            .layout
            .snippet
            .as_ref()
            .and_then(|css| css.within(block))
            .map(text_of)
            .unwrap_or_default();
        Some((
            PageHit {
                url: url.into(),
                title,
                snippet,
                rank: 0,
            },
            is_ad,
        ))
    }

    /// A firm that a list of places names without a site.
    fn unlinked(&self, block: ElementRef<'_>) -> Option<(PageHit, bool)> {
        let title =
            titled(self.layout.title.as_ref(), block).filter(|_| self.layout.without_address)?;
        let snippet = self
            .layout
            .snippet
            .as_ref()
            .and_then(|css| css.within(block))
            .map(text_of)
            .unwrap_or_default();
        Some((
            PageHit {
                title,
                snippet,
                ..PageHit::default()
            },
            false,
        ))
    }

    fn ad(&self, block: ElementRef<'_>) -> Option<PageHit> {
        let links = || {
            block
                .descendent_elements()
                .filter(|e| e.value().name() == "a" && e.attr("href").is_some())
        };
        let link = match &self.layout.ad_link {
            Some(css) => css.within(block),
            None => links()
                .find(|link| !text_of(*link).is_empty())
                .or_else(|| links().next()),
        };
        let titled = titled(self.layout.ad_title.as_ref(), block);
        let Some(link) = link else {
            let title = titled.filter(|_| self.layout.without_address)?;
            return Some(PageHit {
                title,
                ..PageHit::default()
            });
        };
        let url = unwrap(
            self.engine,
            self.base,
            resolve(self.base, link.attr("href")?)?,
        );
        let title = titled.unwrap_or_else(|| text_of(link));
        Some(PageHit {
            url: url.into(),
            title,
            ..PageHit::default()
        })
    }

    fn is_internal(&self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or_default();
        self.engine
            .answer
            .internal
            .iter()
            .any(|own| under(host, own))
    }

    fn next(&self) -> Option<Next> {
        let element = self.layout.next.as_ref()?.all(self.page.html()).last()?;
        if element.value().name() == "form" {
            return form_of(self.base, element);
        }
        resolve(self.base, element.attr("href")?).map(Next::Link)
    }
}

fn titled(css: Option<&Css>, block: ElementRef<'_>) -> Option<String> {
    let element = css?.within(block)?;
    Some(text_of(element))
        .filter(|t| !t.is_empty())
        .or_else(|| element.attr("title").map(squeeze))
}

/// A form as a way to the next page.
pub fn form_of(base: &Url, form: ElementRef<'_>) -> Option<Next> {
    let action = resolve(base, form.attr("action").unwrap_or_default())?;
    let post = form
        .attr("method")
        .is_some_and(|m| m.eq_ignore_ascii_case("post"));
    let fields = form
        .descendent_elements()
        .filter(|e| {
            e.value().name() == "input" && !matches!(e.attr("type"), Some("submit" | "button"))
        })
        .filter_map(|e| {
            Some((
                e.attr("name")?.to_owned(),
                e.attr("value").unwrap_or_default().to_owned(),
            ))
        })
        .collect();
    Some(Next::Form {
        action,
        fields,
        post,
    })
}

/// Gives results and advertisements their places, from 1.
pub fn number(found: &mut Found) {
    for list in [&mut found.hits, &mut found.ads] {
        for (at, hit) in (1..).zip(list) {
            hit.rank = at;
        }
    }
}

/// Every element of a page, in order; none of plain text.
pub fn elements(page: &Document) -> impl Iterator<Item = ElementRef<'_>> {
    let nodes = page.html().tree.root().descendants();
    nodes.filter_map(ElementRef::wrap)
}

/// The address of a link of a page; nothing that is no web address.
pub fn resolve(base: &Url, written: &str) -> Option<Url> {
    base.join(written.trim())
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))
}

/// The text of an element on one line, scripts and styles left out.
pub fn text_of(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    for node in element.descendants() {
        if let Some(words) = node.value().as_text() {
            let hidden = node
                .parent()
                .and_then(ElementRef::wrap)
                .is_some_and(|e| matches!(e.value().name(), "script" | "style"));
            if !hidden {
                text.push_str(words);
            }
        }
    }
    squeeze(&printable(&text))
}
