//! The part of an imprint about who hosts the site, which French law has every imprint tell: his address and his number are
//! not the company's.

use super::lines::Line;
use super::registration::begins_a_hosts_part;
use crate::document::BlockKind;

/// Lines between the beginning of that part and what it tells.
const PART: usize = 6;

/// Does a line stand in the part about who hosts the site?
pub(super) fn is_hosts(lines: &[Line<'_>], at: usize) -> bool {
    is_below(lines, at, begins_a_hosts_part)
}

/// The same where `Hosting` and `Hébergement` alone do not begin the part: a firm offers them as well.
pub(super) fn is_surely_hosts(lines: &[Line<'_>], at: usize) -> bool {
    is_below(lines, at, |line| {
        begins_a_hosts_part(line) && {
            let line = line.trim_end_matches([' ', ':', '.']);
            let line = line.trim_start_matches(|c: char| !c.is_alphabetic());
            line.contains(' ') || line.ends_with("er") || line.ends_with("eur")
        }
    })
}

fn is_below(lines: &[Line<'_>], at: usize, begins: impl Fn(&str) -> bool) -> bool {
    for line in lines[..at].iter().rev().take(PART) {
        if begins(line.text) {
            return true;
        }
        if matches!(line.kind, BlockKind::Heading(_)) {
            return false;
        }
    }
    false
}
