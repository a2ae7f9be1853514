//! The text under way on the walk: the block that is being read, what holds for it, the link that is open in it.

use ego_tree::NodeId;

use super::block::{Block, BlockKind, Mark, Region, Span, Target};
use super::collected::Collected;
use super::excerpt::{LONGEST, add_line};
use super::run::Run;

/// What holds for the text inside an element.
#[derive(Clone, Copy)]
pub(super) struct Context {
    pub node: NodeId,
    pub kind: BlockKind,
    pub region: Region,
    pub in_address: bool,
    pub in_article: bool,
    pub item: usize,
    pub mark: Option<usize>,
    pub mark_reach: u8,
}

/// A place in the text.
#[derive(Clone, Copy)]
pub(super) struct Point {
    pub block: usize,
    pub at: usize,
}

/// A link that is open.
pub(super) struct Anchor {
    pub target: Option<Target>,
    pub start: usize,
    pub fallback: String,
}

/// The text under way.
pub(super) struct Flow<'a> {
    pub run: Run,
    pub context: Context,
    pub anchor: Option<Anchor>,
    /// Class names of block-level elements that speak of a way to reach somebody.
    pub block_marks: Vec<&'a str>,
}

impl Flow<'_> {
    /// Nothing yet.
    pub fn at(root: NodeId) -> Self {
        let context = Context {
            node: root,
            kind: BlockKind::Other,
            region: Region::Body,
            in_address: false,
            in_article: false,
            item: 0,
            mark: None,
            mark_reach: 0,
        };
        Self {
            run: Run::default(),
            context,
            anchor: None,
            block_marks: Vec::new(),
        }
    }

    /// A part of the text is a link.
    pub fn push_span(&mut self, target: Target, start: usize) {
        let end = self.run.text.len();
        self.run.spans.push(Span {
            start: start.min(end),
            end,
            target,
        });
    }

    /// Where the text has come to.
    pub fn point(&self, out: &Collected) -> Point {
        Point {
            block: out.blocks.len(),
            at: self.run.position(),
        }
    }

    /// The text from a place on.
    pub fn text_since(&self, point: Point, out: &Collected) -> String {
        let mut text = String::new();
        let mut at = point.at;
        for block in out.blocks.get(point.block..).unwrap_or_default() {
            add_line(&mut text, block.text.get(at..).unwrap_or_default());
            at = 0;
            if text.len() >= LONGEST {
                break;
            }
        }
        add_line(&mut text, self.run.text.get(at..).unwrap_or_default());
        text
    }

    /// Ends the block under way.
    pub fn flush(&mut self, out: &mut Collected) {
        if let Some(anchor) = &mut self.anchor {
            let start = std::mem::take(&mut anchor.start);
            if let Some(target) = anchor.target
                && !self.run.text.is_empty()
            {
                self.push_span(target, start);
            }
        }
        let Some(mut run) = self.run.take() else {
            return;
        };
        if let Some(at) = self.context.mark
            && self.context.mark_reach > 0
        {
            run.marks.insert(
                0,
                Mark {
                    at: 0,
                    words: self.block_marks[at].to_lowercase(),
                },
            );
        }
        let end = run.text.len();
        for span in &mut run.spans {
            span.start = span.start.min(end);
            span.end = span.end.min(end);
        }
        if let BlockKind::Cell(cell) = self.context.kind {
            let start = &mut out.table_starts[cell.table as usize];
            start.get_or_insert(out.blocks.len());
        }
        let block = Block {
            text: run.text,
            node: self.context.node,
            kind: self.context.kind,
            region: self.context.region,
            in_address: self.context.in_address,
            spans: run.spans,
            marks: run.marks,
        };
        out.blocks.extend(block.parted());
    }
}
