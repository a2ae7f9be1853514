//! The blocks of a page: its visible text in runs, each with its place.

use ego_tree::NodeId;

/// What a block is. A text inside `<td><div>` is still text of the cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BlockKind {
    /// A paragraph, a division, anything else.
    #[default]
    Other,
    /// A heading with its level, 1 to 6.
    Heading(u8),
    /// A table cell.
    Cell(Cell),
    /// `<dt>`.
    Term,
    /// `<dd>`.
    Description,
    /// `<li>`.
    Item,
}

/// The place of a table cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Number of the table on the page, from 0, nested ones included.
    pub table: u32,
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0; a cell over several columns counts as that many.
    pub column: u32,
    /// It is a `<th>`.
    pub is_header: bool,
}

/// The part of the page a block stands in, by element, `role`, id or class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Region {
    /// No part that is named.
    #[default]
    Body,
    /// The page's head line: `<header>`.
    Header,
    /// Navigation.
    Nav,
    /// The page's foot.
    Footer,
    /// Beside the main text.
    Aside,
}

/// One run of text of a block-level element or table cell, in document order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The text: white space collapsed, `\n` for `<br>`; soft hyphens, zero-width and direction marks taken out. Never
    /// empty.
    pub text: String,
    /// The block-level element it is text of.
    pub node: NodeId,
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub region: Region,
    /// It is inside `<address>`.
    pub in_address: bool,
    /// The links in it, in order.
    pub spans: Vec<Span>,
    /// What its icons and class names say, in order.
    pub marks: Vec<Mark>,
}

/// A block is at most so long, bytes: readers look back and ahead in it, and no page may make them look at all of itself
/// from every place.
const LONGEST: usize = 8 * 1024;

impl Block {
    /// The block, or, where it is longer than any paragraph, its parts: each ends with a line, a sentence or a word.
    pub(super) fn parted(mut self) -> Vec<Self> {
        let mut parts = Vec::new();
        while self.text.len() > LONGEST {
            let rest = self.split_off(end_of_part(&self.text));
            parts.push(std::mem::replace(&mut self, rest));
        }
        parts.push(self);
        parts
    }

    fn split_off(&mut self, at: usize) -> Self {
        let text = self.text.split_off(at);
        let rest = Self {
            spans: self.spans.iter().filter_map(|s| s.from(at)).collect(),
            marks: self.marks.iter().filter_map(|m| m.from(at)).collect(),
            text,
            ..*self
        };
        self.text.truncate(self.text.trim_end().len());
        let end = self.text.len();
        self.spans.retain_mut(|span| {
            span.end = span.end.min(end);
            span.start < span.end
        });
        self.marks.retain(|mark| mark.at < at);
        rest
    }
}

/// Where the first part of a long text ends: the next one begins with a letter.
fn end_of_part(text: &str) -> usize {
    let most = text.floor_char_boundary(LONGEST);
    let head = &text[..most];
    let after = |sign: &str| head.rfind(sign).map(|at| at + sign.len());
    let line = after("\n");
    let sentence = head
        .char_indices()
        .rev()
        .filter(|(_, sign)| matches!(sign, '.' | '!' | '?' | '。'))
        .map(|(at, sign)| at + sign.len_utf8())
        .find(|at| begins_a_sentence(&text[*at..]));
    let word = after(" ");
    // An end near the beginning would make many small parts.
    let end = [line, sentence, word]
        .into_iter()
        .flatten()
        .find(|at| *at > LONGEST / 2)
        .unwrap_or(most);
    text.len() - text[end..].trim_start().len()
}

/// `. We` does, the number of `Tel. 030` does not.
fn begins_a_sentence(text: &str) -> bool {
    let begins = |c: char| c.is_alphabetic() && !c.is_lowercase();
    let spaced = text.strip_prefix(' ');
    spaced.is_some_and(|rest| rest.starts_with(begins))
        || text.starts_with(|c: char| c > '\u{2E80}')
}

/// A part of a block's text that is a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First byte in the block's text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// What it links to.
    pub target: Target,
}

impl Span {
    /// What of it stands from a place on, counted from there.
    fn from(&self, at: usize) -> Option<Self> {
        (self.end > at).then(|| Self {
            start: self.start.saturating_sub(at),
            end: self.end - at,
            target: self.target,
        })
    }
}

/// What a [`Span`] links to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Index into [`Document::links`](super::Document::links).
    Link(usize),
    /// Index into [`Document::references`](super::Document::references).
    Reference(usize),
}

/// Class names, alternative text or titles at a place of a block that speak of a way to reach somebody
/// (`fa fa-phone`, `icon-fax`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Byte in the block's text before which it stands.
    pub at: usize,
    /// The words, lower case.
    pub words: String,
}

impl Mark {
    fn from(&self, at: usize) -> Option<Self> {
        Some(Self {
            at: self.at.checked_sub(at)?,
            words: self.words.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn block(text: &str, spans: Vec<Span>, marks: Vec<Mark>) -> Block {
        Block {
            text: text.to_owned(),
            node: scraper::Html::new_document().tree.root().id(),
            kind: BlockKind::Other,
            region: Region::Body,
            in_address: false,
            spans,
            marks,
        }
    }

    #[test]
    fn a_long_text_is_parted_between_sentences_and_keeps_its_links() {
        let sentence = "Tel. 030 1234567 in Berlin. ";
        let text = sentence.repeat(1000);
        let at = sentence.len() * 700;
        let span = Span {
            start: at + 5,
            end: at + 16,
            target: Target::Link(0),
        };
        let mark = Mark {
            at: at + 5,
            words: "phone".into(),
        };
        let parts = block(&text, vec![span], vec![mark]).parted();
        assert_eq!(parts.len(), 4);
        assert!(
            parts
                .iter()
                .all(|p| p.text.len() <= LONGEST && p.text.starts_with("Tel."))
        );
        let linked: Vec<_> = parts.iter().filter(|p| !p.spans.is_empty()).collect();
        assert_eq!(linked.len(), 1);
        let span = linked[0].spans[0];
        assert_eq!(&linked[0].text[span.start..span.end], "030 1234567");
        assert_eq!(linked[0].marks[0].at, span.start);
    }

    proptest! {
        #[test]
        fn no_text_is_lost(words in proptest::collection::vec("[a-zé上.\n]{0,3000}", 0..20), start in 0..20_000_usize, length in 0..9000_usize) {
            let text = words.join(" ");
            let text = text.trim();
            let start = text.floor_char_boundary(start);
            let end = text.floor_char_boundary(start + length);
            let span = Span { start, end, target: Target::Reference(1) };
            let spans = if start < end { vec![span] } else { Vec::new() };
            let parts = block(text, spans, Vec::new()).parted();
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            let all: String = parts.iter().map(|p| p.text.as_str()).collect();
            prop_assert_eq!(bare(&all), bare(text));
            for part in &parts {
                prop_assert!(part.text.len() <= LONGEST);
                for span in &part.spans {
                    prop_assert!(part.text.get(span.start..span.end).is_some());
                }
            }
        }
    }
}
