//! The runs of digits in a block, each with its label.

use std::ops::Range;

use crate::document::{Block, BlockKind};

use super::super::reading::Reading;
use super::label::{self, Label};
use super::scan;

/// The longest text that is only a label, bytes.
const LABEL_LENGTH: usize = 60;

/// A run of digits with its label.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// Where in the text.
    pub range: Range<usize>,
    /// What its label says; nothing where it has none.
    pub label: Label,
}

/// The runs of a block. `text` is the block's text made plain.
pub(super) fn runs(reading: &Reading<'_>, block: usize, text: &str) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for range in scan::runs(text) {
        let before = out.last().map(|r| (r.range.end, r.label));
        let label = label_at(reading, block, text, range.start, before);
        let label = if label.is_told() { label } else { label::first_in(line_after(text, range.end)) };
        out.push(Run { range, label });
    }
    out
}

/// The label of a number that stands at a place; `before` is the number before it in the block.
pub(super) fn label_at(reading: &Reading<'_>, block: usize, text: &str, start: usize, before: Option<(usize, Label)>) -> Label {
    let from = before.map_or(0, |(end, _)| end.min(start));
    let between = &text[from..start];
    let found = in_text(between, before.map(|(_, label)| label));
    if found.is_told() {
        return found;
    }
    let this = &reading.document().blocks()[block];
    let marked = by_marks(this, from, start);
    if marked.is_told() {
        return marked;
    }
    if between.contains(|c: char| c.is_alphanumeric()) && !short_words(between) {
        return Label::default();
    }
    around(reading, block, this)
}

/// A few words may stand between the label in the cell before and the number ("main office").
fn short_words(text: &str) -> bool {
    text.rsplit('\n').next().unwrap_or_default().chars().count() < 25
}

fn in_text(between: &str, inherited: Option<Label>) -> Label {
    let mut lines = between.rsplit('\n');
    let line = lines.next().unwrap_or_default();
    let own = label::last(line);
    if own.is_told() {
        return own;
    }
    if inherited.is_some() && label::is_joiner(between) {
        let label = inherited.unwrap_or_default();
        // The next line is another matter when it was a fax.
        return if between.contains('\n') && label.fax { Label::default() } else { label };
    }
    if !line.contains(char::is_alphanumeric) && let Some(above) = lines.find(|l| !l.trim().is_empty()) && above.len() < LABEL_LENGTH {
        return label::last(above);
    }
    Label::default()
}

fn by_marks(block: &Block, from: usize, start: usize) -> Label {
    let near = block.marks.iter().rev().filter(|m| m.at <= start && (m.at >= from || from == 0));
    near.map(|m| label::of_mark(&m.words)).find(|l| l.is_told()).unwrap_or_default()
}

/// The label outside the block: the cell before, the term, a short block before.
fn around(reading: &Reading<'_>, at: usize, block: &Block) -> Label {
    let document = reading.document();
    if let Some(before) = document.label_of(at) {
        let label = label::last(&before.text);
        if label.is_told() || matches!(block.kind, BlockKind::Description) {
            return label;
        }
    }
    let Some(before) = at.checked_sub(1).and_then(|i| document.blocks().get(i)) else { return Label::default() };
    let line = before.text.rsplit('\n').next().unwrap_or_default();
    if line.len() < LABEL_LENGTH && scan::digits(line) < 5 { label::last(line) } else { Label::default() }
}

fn line_after(text: &str, end: usize) -> &str {
    let rest = &text[end..];
    let mut stop = rest.find('\n').unwrap_or(rest.len()).min(30);
    while !rest.is_char_boundary(stop) {
        stop -= 1;
    }
    &rest[..stop]
}
