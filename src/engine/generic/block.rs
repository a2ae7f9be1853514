//! The blocks that candidates stand in: the largest part of the list that holds one result alone.

use std::collections::{BTreeMap, BTreeSet};

use ego_tree::NodeId;
use scraper::ElementRef;

use super::candidate::{Candidate, Key};
use crate::engine::html::text_of;

/// Share of the candidates that the list must hold; what stands outside of it is a margin.
const SHARE: (usize, usize) = (4, 5);
/// Words of a snippet, in characters.
const SNIPPET: usize = 400;

/// One result and what belongs to it.
pub struct Block<'a> {
    /// The link of the result.
    pub candidate: Candidate<'a>,
    /// The block; the link itself where it stands alone.
    pub element: ElementRef<'a>,
    /// What stands around the block, within the list, from the inside out.
    pub around: Vec<ElementRef<'a>>,
}

impl Block<'_> {
    /// The block's words but for its title.
    pub fn snippet(&self) -> String {
        let text = text_of(self.element);
        let rest = text.replacen(&self.candidate.title, "", 1);
        rest.trim().chars().take(SNIPPET).collect()
    }
}

/// The blocks of the list that most candidates stand in, in order, one an address and block.
pub fn blocks<'a>(candidates: &[Candidate<'a>]) -> Vec<Block<'a>> {
    let mut held: BTreeMap<NodeId, BTreeSet<Key>> = BTreeMap::new();
    let mut depth: BTreeMap<NodeId, usize> = BTreeMap::new();
    for candidate in candidates {
        let line: Vec<NodeId> = candidate.link.ancestors().map(|node| node.id()).collect();
        for (at, id) in line.iter().rev().enumerate() {
            held.entry(*id).or_default().insert(candidate.key());
            depth.insert(*id, at);
        }
    }
    let all: BTreeSet<Key> = candidates.iter().map(Candidate::key).collect();
    let enough = (all.len() * SHARE.0).div_ceil(SHARE.1);
    let list = held
        .iter()
        .filter(|(_, urls)| urls.len() >= enough)
        .max_by_key(|(id, _)| depth[*id])
        .map(|(id, _)| *id);
    let mut seen = BTreeSet::new();
    candidates
        .iter()
        .filter_map(|candidate| block_of(candidate, list, &held))
        .filter(|block| seen.insert((block.element.id(), block.candidate.url.clone())))
        .collect()
}

/// Blocks whose heading looks as most do, and their neighbours: links within a result look different and stand deeper.
pub fn of_one_look(blocks: Vec<Block<'_>>) -> Vec<Block<'_>> {
    let mut looks: BTreeMap<&str, usize> = BTreeMap::new();
    for block in &blocks {
        *looks.entry(block.candidate.look.as_str()).or_default() += 1;
    }
    let most = looks.into_iter().max_by_key(|(_, count)| *count);
    let look = most.map(|(look, _)| look.to_owned()).unwrap_or_default();
    let parent = |block: &Block<'_>| block.element.parent().map(|node| node.id());
    let lists: BTreeSet<Option<NodeId>> = blocks
        .iter()
        .filter(|block| block.candidate.look == look)
        .map(parent)
        .collect();
    blocks
        .into_iter()
        .filter(|block| block.candidate.look == look || lists.contains(&parent(block)))
        .collect()
}

fn block_of<'a>(
    candidate: &Candidate<'a>,
    list: Option<NodeId>,
    held: &BTreeMap<NodeId, BTreeSet<Key>>,
) -> Option<Block<'a>> {
    let parents: Vec<ElementRef<'a>> = candidate
        .link
        .ancestors()
        .take_while(|node| Some(node.id()) != list)
        .filter_map(ElementRef::wrap)
        .collect();
    let within = list.is_none_or(|list| candidate.link.ancestors().any(|n| n.id() == list));
    let alone = parents
        .iter()
        .take_while(|parent| held.get(&parent.id()).is_some_and(|urls| urls.len() == 1))
        .count();
    let element = alone
        .checked_sub(1)
        .map_or(candidate.link, |at| parents[at]);
    within.then(|| Block {
        candidate: candidate.clone(),
        element,
        around: parents[alone..].to_vec(),
    })
}
