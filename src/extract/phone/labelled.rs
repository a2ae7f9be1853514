//! The runs of digits in a block, each with its label.

use std::ops::Range;

use crate::document::{Block, BlockKind};

use super::super::reading::Reading;
use super::label::{self, Label};
use super::scan;

/// The longest text that is only a label, bytes.
const LABEL_LENGTH: usize = 60;

/// Letters that may stand between the label in the cell before and the number ("main office").
const MOST_BETWEEN: usize = 20;

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
    let leads = brackets_lead(text);
    for range in scan::runs(text) {
        let before = out.last().map(|r| (r.range.end, r.label));
        let after = line_after(text, range.end);
        let behind = label::first_in(after);
        let in_brackets = behind.is_told() && after.trim_start().starts_with('(') && !leads;
        if leads && let Some(label) = bracket_before(text, range.start) {
            out.push(Run { range, label });
            continue;
        }
        let is_led = in_text(without_own(
            &text[before.map_or(0, |(end, _)| end)..range.start],
        ))
        .is_told();
        let label = if in_brackets && !is_led {
            behind
        } else {
            label_at(reading, block, text, range.start, before)
        };
        let label = if label.is_told() { label } else { behind };
        out.push(Run { range, label });
    }
    out
}

/// Does the text label its first number in brackets before it: `(P) 215 … (F) 215 …`?
fn brackets_lead(text: &str) -> bool {
    let first = scan::runs(text).into_iter().next();
    first.is_some_and(|run| bracket_before(text, run.start).is_some())
}

/// The label in brackets right before a place.
fn bracket_before(text: &str, start: usize) -> Option<Label> {
    let inner = text[..start].trim_end().strip_suffix(')')?;
    let (_, word) = inner.rsplit_once('(')?;
    let label = label::last(&format!("{word}:"));
    (label.is_told() && word.chars().count() <= 10).then_some(label)
}

/// The label of a number that stands at a place; `before` is the number before it in the block.
pub(super) fn label_at(
    reading: &Reading<'_>,
    block: usize,
    text: &str,
    start: usize,
    before: Option<(usize, Label)>,
) -> Label {
    let from = before.map_or(0, |(end, _)| end.min(start));
    let between = &text[from..start];
    let between = if before.is_some() {
        without_own(between)
    } else {
        between
    };
    let found = in_text(between);
    if found.is_told() {
        return found;
    }
    let this = &reading.document().blocks()[block];
    let marked = by_marks(this, from, start);
    if marked.is_told() {
        return marked;
    }
    if let Some((_, label)) = before {
        return inherited(between, label);
    }
    if between.chars().filter(|c| c.is_alphanumeric()).count() > MOST_BETWEEN {
        return Label::default();
    }
    around(reading, block, this)
}

/// Brackets right behind a number are about that number: `030 12 34 (Fax)`.
fn without_own(between: &str) -> &str {
    let rest = between.trim_start().strip_prefix('(');
    rest.and_then(|r| r.split_once(')'))
        .map_or(between, |(_, after)| after)
}

fn in_text(between: &str) -> Label {
    let mut lines = between.rsplit('\n');
    let line = lines.next().unwrap_or_default();
    let own = label::last(line);
    if own.is_told() || line.contains(char::is_alphanumeric) {
        return own;
    }
    let above = lines
        .find(|l| !l.trim().is_empty())
        .filter(|l| l.len() < LABEL_LENGTH);
    above.map(label::last).unwrap_or_default()
}

/// The label of the number before, where only a joiner stands between; the next line is another matter after a fax.
fn inherited(between: &str, label: Label) -> Label {
    let holds = label::is_joiner(between) && !(between.contains('\n') && label.fax);
    if holds { label } else { Label::default() }
}

fn by_marks(block: &Block, from: usize, start: usize) -> Label {
    let near = block
        .marks
        .iter()
        .rev()
        .filter(|m| m.at <= start && (m.at >= from || from == 0));
    near.map(|m| label::of_mark(&m.words))
        .find(|l| l.is_told())
        .unwrap_or_default()
}

/// The label outside the block: the cell before, the term, the head of the column, a short block before.
fn around(reading: &Reading<'_>, at: usize, block: &Block) -> Label {
    let document = reading.document();
    if let Some(before) = document.label_of(at) {
        let label = label::last(&before.text);
        if label.is_told() || matches!(block.kind, BlockKind::Description) {
            return label;
        }
    }
    if let Some(label) = document
        .column_head(at)
        .map(|b| label::last(&b.text))
        .filter(|l| l.is_told())
    {
        return label;
    }
    let Some(before) = at.checked_sub(1).and_then(|i| document.blocks().get(i)) else {
        return Label::default();
    };
    // The second number of a row: its label is that of the first.
    if matches!(block.kind, BlockKind::Cell(_))
        && !before.text.contains(char::is_alphabetic)
        && document
            .label_of(at)
            .is_some_and(|cell| std::ptr::eq(cell, before))
        && let Some(label) = document.label_of(at - 1)
    {
        return label::last(&label.text);
    }
    let line = before.text.rsplit('\n').next().unwrap_or_default();
    if line.len() >= LABEL_LENGTH || scan::digits(line) >= 5 {
        return Label::default();
    }
    let label = label::last(line);
    // A heading over telephone and fax numbers: those that are fax numbers say so.
    let over_both = label.fax && (label.phone || label.mobile) && block.text.contains('\n');
    if over_both {
        Label {
            fax: false,
            ..label
        }
    } else {
        label
    }
}

fn line_after(text: &str, end: usize) -> &str {
    let rest = &text[end..];
    let mut stop = rest.find('\n').unwrap_or(rest.len()).min(30);
    while !rest.is_char_boundary(stop) {
        stop -= 1;
    }
    &rest[..stop]
}
