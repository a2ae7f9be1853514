//! A page being read: the document, what is known besides, and the evidence of what is found.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use crate::document::Document;
use crate::finding::{Evidence, Findings};
use crate::text::{fold, printable, shorten};

use super::context::Context;
use super::country;
use super::lines::{Line, lines};
use super::linked::{Thing, things};

/// Words of evidence on each side of a value, bytes.
const AROUND: usize = 40;

/// A page being read.
pub struct Reading<'a> {
    document: &'a Document,
    context: &'a Context<'a>,
    country: Option<String>,
    url: Arc<str>,
    lines: Vec<Line<'a>>,
    folded: Vec<OnceCell<String>>,
    things: Vec<&'a Thing>,
}

impl<'a> Reading<'a> {
    /// Begins to read a page.
    pub fn new(document: &'a Document, context: &'a Context<'a>) -> Self {
        let country = country::country_of(document, context);
        let lines = lines(document);
        Self {
            document,
            context,
            country,
            url: document.url().as_str().into(),
            folded: vec![OnceCell::new(); lines.len()],
            lines,
            things: things(document),
        }
    }

    /// Takes the country from what was found so far, where neither the domain nor the caller tells it.
    pub(super) fn learn(&mut self, findings: &Findings) {
        if !country::is_known(self.document, self.context)
            && let Some(told) = country::told_by(findings)
        {
            self.country = Some(told);
        }
    }

    /// The page.
    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// What is known besides.
    pub fn context(&self) -> &'a Context<'a> {
        self.context
    }

    /// The lines of its blocks.
    pub(super) fn lines(&self) -> &[Line<'a>] {
        &self.lines
    }

    /// A line's folded form, made when it is first asked for.
    pub(super) fn folded(&self, line: usize) -> &str {
        self.folded[line].get_or_init(|| fold(self.lines[line].text))
    }

    /// The things of its linked data, outer ones first.
    pub(super) fn things(&self) -> &[&'a Thing] {
        &self.things
    }

    /// Country the page speaks for, as far as can be said before anything is found, alpha-2.
    pub fn country(&self) -> Option<&str> {
        self.country.as_deref()
    }

    /// Evidence with given words, cut to a readable length.
    pub fn evidence(&self, words: &str) -> Evidence {
        let words = shorten(printable(words).trim(), 120);
        Evidence::new(self.url.clone(), self.context.fetched_at, words)
            .expect("an address of a page is never empty")
    }

    /// Evidence for a value in a block: the words around it.
    pub fn evidence_in(&self, block: usize, range: Range<usize>) -> Evidence {
        self.evidence_around(
            self.document
                .blocks()
                .get(block)
                .map_or("", |b| b.text.as_str()),
            range,
        )
    }

    /// Evidence for a value in a text: the words around it.
    pub fn evidence_around(&self, text: &str, range: Range<usize>) -> Evidence {
        self.evidence(around(text, range))
    }
}

/// The text around a part of it, cut at word borders where there are any.
fn around(text: &str, range: Range<usize>) -> &str {
    let inner =
        range.start.min(text.len())..range.end.clamp(range.start.min(text.len()), text.len());
    let mut start = inner.start.saturating_sub(AROUND);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = (inner.end + AROUND).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    if start > 0
        && let Some(space) = text[start..inner.start].find(char::is_whitespace)
    {
        start += space + 1;
    }
    if end < text.len()
        && let Some(space) = text[inner.end..end].rfind(char::is_whitespace)
    {
        end = inner.end + space;
    }
    &text[start..end]
}
