//! Lists of brands below a heading, and behind a label.

use ego_tree::NodeRef;
use scraper::Node;

use super::Found;
use super::name::{listed, told};
use super::table::TABLE;
use crate::document::{Block, BlockKind};
use crate::extract::reading::Reading;

/// Entries of one list at most.
const MOST: usize = 120;
/// A list has so many entries; fewer are chance.
const LEAST: usize = 3;
/// Pictures looked at below one heading, and elements walked for them.
const MOST_ELEMENTS: usize = 600;

/// The brands of all lists of a page.
pub(super) fn below_headings(reading: &Reading<'_>) -> Vec<Found> {
    let blocks = reading.document().blocks();
    let mut found = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        if let Some((label, rest)) = block.text.split_once([':', '：'])
            && !rest.trim().is_empty()
        {
            if TABLE.is_heading(label) {
                found.extend(behind_label(&block.text, rest, 2));
            } else if TABLE.ends_with_heading(label) {
                found.extend(behind_label(&block.text, rest, LEAST));
            }
            continue;
        }
        if !TABLE.is_heading(&block.text) {
            continue;
        }
        let list = entries(reading, blocks, at);
        if list.is_empty() {
            found.extend(pictures(reading, block));
        } else {
            found.extend(list);
        }
    }
    found
}

/// `Brands: Bosch, Makita, Stihl`
fn behind_label(line: &str, rest: &str, fewest: usize) -> Vec<Found> {
    let parts = rest.split([',', ';', '|', '•', '·', '、', '，', '/', '\n']);
    let parts: Vec<&str> = parts.map(str::trim).filter(|p| !p.is_empty()).collect();
    let Some((end, all)) = parts.split_last() else {
        return Vec::new();
    };
    let mut names: Vec<&str> = all.iter().filter_map(|part| listed(part)).collect();
    // Behind the last one a sentence may go on.
    let ends = told(end);
    if ends.is_empty() {
        names.extend(listed(end));
    } else {
        names.extend(ends);
    }
    let most = names.len() >= fewest && names.len() + 1 >= parts.len();
    let found = names.into_iter().map(|name| Found::new(name, line));
    if most { found.collect() } else { Vec::new() }
}

/// The short texts of one kind that follow a heading.
fn entries(reading: &Reading<'_>, blocks: &[Block], at: usize) -> Vec<Found> {
    let head = &blocks[at];
    let Some(first) = blocks.get(at + 1) else {
        return Vec::new();
    };
    let is_head = matches!(head.kind, BlockKind::Heading(_));
    // An item of a menu is followed by the next one; below a heading stand items of another kind, or within its own.
    if !is_head && is_alike(head.kind, first.kind) && !is_within(reading, first, head) {
        return Vec::new();
    }
    let inner = !is_head && is_alike(head.kind, first.kind);
    let run = blocks[at + 1..].iter().take(MOST).take_while(|block| {
        is_alike(block.kind, first.kind)
            && block.region == first.region
            && (!inner || is_within(reading, block, head))
    });
    let texts: Vec<&str> = run.flat_map(|block| block.text.split('\n')).collect();
    let mut names = Vec::new();
    let (mut other, mut menu) = (0, 0);
    for text in texts {
        if let Some(name) = listed(text) {
            names.push(name);
            continue;
        }
        menu += usize::from(TABLE.is_none(text));
        other += 1;
        // The list is over.
        if other > 2 + names.len() / 5 {
            break;
        }
    }
    let is_list = names.len() >= LEAST && menu * 3 <= names.len() && other * 3 <= names.len();
    if !is_list {
        return Vec::new();
    }
    names
        .into_iter()
        .map(|name| Found::new(name, &format!("{}: {name}", head.text)))
        .collect()
}

fn is_alike(one: BlockKind, other: BlockKind) -> bool {
    match (one, other) {
        (BlockKind::Cell(a), BlockKind::Cell(b)) => a.table == b.table,
        _ => one == other,
    }
}

/// Does a block stand inside the element of another one?
fn is_within(reading: &Reading<'_>, block: &Block, outer: &Block) -> bool {
    let node = reading.document().html().tree.get(block.node);
    block.node != outer.node && node.is_some_and(|n| n.ancestors().any(|a| a.id() == outer.node))
}

/// The logos below a heading: the alternative texts of the pictures up to the next heading.
fn pictures(reading: &Reading<'_>, head: &Block) -> Vec<Found> {
    let Some(node) = reading.document().html().tree.get(head.node) else {
        return Vec::new();
    };
    // The heading, or what holds nothing but it.
    let climbed = std::iter::successors(Some(node), NodeRef::parent).take(4);
    for level in climbed {
        let mut names = Vec::new();
        let mut left = MOST_ELEMENTS;
        for sibling in level.next_siblings() {
            if !collect(sibling, &mut names, &mut left) {
                break;
            }
        }
        if names.len() >= LEAST {
            let words = |name: &str| Found::new(name, &format!("{}: {name}", head.text));
            return names.iter().map(|name| words(name)).collect();
        }
    }
    Vec::new()
}

/// Collects the names of pictures in a part of the page; false at a heading, where another part begins.
fn collect(part: NodeRef<'_, Node>, names: &mut Vec<String>, left: &mut usize) -> bool {
    for node in part.descendants() {
        let Some(element) = node.value().as_element() else {
            continue;
        };
        *left = left.saturating_sub(1);
        if *left == 0 || matches!(element.name(), "h1" | "h2" | "h3" | "footer") {
            return false;
        }
        if element.name() == "img" {
            let said = element
                .attr("alt")
                .filter(|alt| !alt.trim().is_empty())
                .or_else(|| element.attr("title"));
            let name = said.map(without_logo);
            names.extend(name.and_then(listed).map(str::to_owned));
        }
    }
    true
}

/// `Bosch logo`
fn without_logo(said: &str) -> &str {
    let said = said.trim();
    let lower = said.to_ascii_lowercase();
    let end = ["logo", "brand"]
        .iter()
        .find_map(|word| lower.strip_suffix(word));
    let said = end.map_or(said, |rest| &said[..rest.len()]);
    let begin = ["logo "]
        .iter()
        .find(|word| said.to_ascii_lowercase().starts_with(**word));
    begin
        .map_or(said, |word| &said[word.len()..])
        .trim_matches([' ', '-', '_'])
}
