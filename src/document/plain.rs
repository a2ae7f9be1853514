//! Plain text as a page: paragraphs become blocks.

use ego_tree::NodeId;

use super::block::{Block, BlockKind, Region};
use super::run::Run;

/// The blocks of a plain text: runs of lines between empty ones.
pub(super) fn blocks_of(text: &str, node: NodeId) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut run = Run::default();
    for line in text.lines() {
        if line.trim().is_empty() {
            finish(&mut run, node, &mut blocks);
        } else {
            run.push(line);
            run.break_line();
        }
    }
    finish(&mut run, node, &mut blocks);
    blocks
}

fn finish(run: &mut Run, node: NodeId, blocks: &mut Vec<Block>) {
    if let Some(done) = run.take() {
        let block = Block {
            text: done.text,
            node,
            kind: BlockKind::Other,
            region: Region::Body,
            in_address: false,
            spans: Vec::new(),
            marks: Vec::new(),
        };
        blocks.extend(block.parted());
    }
}
