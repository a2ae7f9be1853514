//! The addresses found so far, each once, with the best evidence.

use std::collections::HashMap;
use std::ops::Range;

use crate::document::{Block, Document};
use crate::finding::Email;
use crate::text::fold;

use super::super::context::Deobfuscate;
use super::super::reading::Reading;
use super::address::{is_nobodys, kind_of, registrable};
use super::own::{Own, is_in_cookie_notice, is_machines};
use super::table::TABLE;

/// More addresses than this are a list of members, not a company's page.
const MOST: usize = 500;
/// How far before an address the words stand that say it is of whoever made the page, characters.
const CREDIT_REACH: usize = 90;

/// How an address stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// As people write it.
    Open,
    /// Hidden from machines.
    Hidden,
}

struct Entry {
    address: String,
    block: usize,
    range: Option<Range<usize>>,
    manner: Manner,
}

/// The addresses found so far.
pub(super) struct Found<'a> {
    reading: &'a Reading<'a>,
    own: Own,
    entries: Vec<Entry>,
    by_address: HashMap<String, usize>,
}

impl<'a> Found<'a> {
    /// Nothing yet.
    pub fn new(reading: &'a Reading<'a>) -> Self {
        Self {
            reading,
            own: Own::of(reading.document()),
            entries: Vec::new(),
            by_address: HashMap::new(),
        }
    }

    /// What tells the page's own addresses.
    pub fn own(&self) -> &Own {
        &self.own
    }

    /// Adds an address that stands in a block or before it.
    pub fn offer(
        &mut self,
        address: String,
        block: usize,
        range: Option<Range<usize>>,
        manner: Manner,
    ) {
        if manner == Manner::Hidden && self.reading.context().deobfuscate == Deobfuscate::No {
            return;
        }
        if let Some(at) = self.by_address.get(&address) {
            let entry = &mut self.entries[*at];
            if manner == Manner::Open {
                entry.manner = Manner::Open;
            }
            let is_before = range.as_ref().is_some_and(|r| {
                (block, r.start) < (entry.block, entry.range.as_ref().map_or(0, |e| e.start))
            });
            if (entry.range.is_none() || is_before) && range.is_some() {
                (entry.block, entry.range) = (block, range);
            }
            return;
        }
        let refused = is_machines(&address)
            || is_nobodys(&address, self.own.site())
            || self.is_credit(&address, block, range.as_ref());
        if refused || self.entries.len() >= MOST {
            return;
        }
        self.by_address.insert(address.clone(), self.entries.len());
        self.entries.push(Entry {
            address,
            block,
            range,
            manner,
        });
    }

    /// Adds an address that stands in no text (linked data).
    pub fn offer_unplaced(&mut self, address: String) {
        self.offer(address, usize::MAX, None, Manner::Open);
    }

    /// Adds an address that the page's own program holds, if it is of the page's own domain: such data holds those of
    /// builders and users as well.
    pub fn offer_own(&mut self, address: String) {
        let is_own = self.own.is_domain_of(&address)
            || self.own.site().is_none() && self.has_domain_of(&address);
        if is_own {
            self.offer(address, usize::MAX, None, Manner::Open);
        }
    }

    /// Was one of the same domain found, where that is no mail host open to everybody?
    fn has_domain_of(&self, address: &str) -> bool {
        let domain = registrable(address);
        !TABLE.freemail.contains(domain)
            && self
                .entries
                .iter()
                .any(|e| registrable(&e.address) == domain)
    }

    /// Is it the address of whoever made the page, or praises the firm: of another domain, behind words that say so or
    /// in a quotation?
    fn is_credit(&self, address: &str, block: usize, range: Option<&Range<usize>>) -> bool {
        if self.own.may_have(address) {
            return false;
        }
        let blocks = self.reading.document().blocks();
        let Some(this) = blocks.get(block) else {
            return false;
        };
        let document = self.reading.document();
        if is_quoted(document, this) || is_in_cookie_notice(document, this) {
            return true;
        }
        let end = range.map_or(this.text.len(), |r| r.start);
        let mut before = tail(&this.text[..end.min(this.text.len())]);
        if before.len() < 10 && block > 0 && blocks[block - 1].text.len() < 60 {
            before = format!("{} {before}", tail(&blocks[block - 1].text));
        }
        let before = fold(&before);
        TABLE.credits.iter().any(|c| before.contains(c.as_str()))
    }

    /// The findings, in the order of the page.
    pub fn finish(mut self) -> Vec<Email> {
        self.entries
            .sort_by_key(|e| (e.block, e.range.as_ref().map_or(0, |r| r.start)));
        let reading = self.reading;
        self.entries
            .into_iter()
            .map(|entry| {
                let evidence = match entry.range {
                    Some(range) => reading.evidence_in(entry.block, range),
                    None => match reading.document().blocks().get(entry.block) {
                        Some(block) => reading.evidence(&block.text),
                        None => reading.evidence(&entry.address),
                    },
                };
                Email {
                    kind: kind_of(&entry.address),
                    obfuscated: entry.manner == Manner::Hidden,
                    evidence,
                    value: entry.address,
                }
            })
            .collect()
    }
}

/// The last words of a text.
fn tail(text: &str) -> String {
    let skip = text.chars().count().saturating_sub(CREDIT_REACH);
    text.chars().skip(skip).collect()
}

/// Are these the words of others? Old pages indent with `blockquote` as well, so that the text must be in quotes.
fn is_quoted(document: &Document, block: &Block) -> bool {
    if !block
        .text
        .starts_with(['“', '”', '„', '"', '«', '»', '‘', '「', '『'])
    {
        return false;
    }
    let node = document.html().tree.get(block.node);
    node.is_some_and(|node| {
        let around = std::iter::once(node).chain(node.ancestors());
        around
            .filter_map(|node| node.value().as_element())
            .any(|element| matches!(element.name(), "blockquote" | "q"))
    })
}
