//! Whose people stand in a part of a page: the firm's, or customers who are quoted.

use std::cell::OnceCell;

use super::table::TABLE;
use crate::document::BlockKind;
use crate::extract::lines::Line;
use crate::extract::reading::Reading;
use crate::text::fold;

/// A shorter text in quotation marks is a name of something.
const QUOTE: usize = 40;
const QUOTES: [char; 10] = ['"', '“', '”', '„', '«', '»', '「', '」', '『', '』'];
/// Elements up from a line that its class names are looked for on.
const HEIGHT: usize = 5;
/// Bytes of the longest heading above the words of customers.
const LONGEST_SAYING: usize = 80;

/// Where others than the firm's people stand on a page.
pub(super) struct Others<'a> {
    reading: &'a Reading<'a>,
    /// Lines below a heading that announces what customers say.
    announced: OnceCell<Vec<bool>>,
}

impl<'a> Others<'a> {
    pub(super) fn of(reading: &'a Reading<'a>) -> Self {
        Self {
            reading,
            announced: OnceCell::new(),
        }
    }

    /// Has one of a line spoken right above it, or below a heading that announces others?
    pub(super) fn speak(&self, at: usize) -> bool {
        self.are_quoted(at) || self.are_announced(at)
    }

    /// Does a line stand below a heading that announces what customers say, or on a page called so?
    fn are_announced(&self, at: usize) -> bool {
        let marks = self.announced.get_or_init(|| {
            let mut level = is_saying(self.reading.document().title()).then_some(0);
            let mut marks = Vec::with_capacity(self.reading.lines().len());
            for line in self.reading.lines() {
                if let BlockKind::Heading(this) = line.kind {
                    if is_saying(line.text) {
                        level = Some(level.unwrap_or(this).min(this));
                    } else if level.is_some_and(|level| this <= level) {
                        level = None;
                    }
                }
                marks.push(level.is_some());
            }
            marks
        });
        marks[at]
    }

    /// Do words in quotation marks stand right above, that the one below has said?
    fn are_quoted(&self, at: usize) -> bool {
        let lines = self.reading.lines();
        let above = lines[..at].iter().rev().take(2);
        above.into_iter().any(|l| {
            let text = l.text.trim();
            text.len() > QUOTE
                && text.starts_with(QUOTES)
                && text.trim_end_matches(['.', ' ']).ends_with(QUOTES)
        })
    }

    /// Whose people stand in such elements.
    pub(super) fn around(&self, line: &Line<'_>) -> Around {
        let document = self.reading.document();
        let Some(block) = document.blocks().get(line.block) else {
            return Around::Unsaid;
        };
        let tree = &document.html().tree;
        let Some(node) = tree.get(block.node) else {
            return Around::Unsaid;
        };
        let mut team = false;
        for element in std::iter::once(node)
            .chain(node.ancestors())
            .take(HEIGHT)
            .filter_map(|n| n.value().as_element())
        {
            if element.name() == "blockquote" {
                return Around::Others;
            }
            for word in [element.attr("class"), element.attr("id")]
                .into_iter()
                .flatten()
                .flat_map(|names| names.split(|c: char| !c.is_ascii_alphabetic()))
            {
                let begins = |list: &[String]| list.iter().any(|w| begins_with(word, w));
                if begins(&TABLE.others) {
                    return Around::Others;
                }
                team |= begins(&TABLE.around);
            }
        }
        if team { Around::Team } else { Around::Unsaid }
    }
}

fn begins_with(word: &str, beginning: &str) -> bool {
    let head = word.as_bytes().get(..beginning.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(beginning.as_bytes()))
}

/// Does a heading or title announce what customers say?
fn is_saying(heading: &str) -> bool {
    if heading.is_empty() || heading.len() > LONGEST_SAYING {
        return false;
    }
    let has = |text: &str| TABLE.sayings.find_in(text).next().is_some();
    if heading.is_ascii() {
        has(heading)
    } else {
        has(&fold(heading))
    }
}

/// Whose people an element's class names speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    Team,
    Others,
    Unsaid,
}
