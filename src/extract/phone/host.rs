//! The number of whoever hosts the site, which French law has every imprint tell.

use super::super::reading::Reading;
use super::super::registration::begins_a_hosts_part;
use crate::document::BlockKind;

/// Lines between the beginning of the part about the host and his number.
const PART: usize = 6;

/// Does a number with this text before it in its block stand in the part about who hosts the site?
pub(super) fn is_hosts(reading: &Reading<'_>, block: usize, before: &str) -> bool {
    let mut left = PART;
    let mut begins = |text: &str| {
        text.rsplit('\n').take(left).any(|line| {
            left -= 1;
            begins_it(line)
        })
    };
    // What stands on the number's own line is no heading.
    if before
        .rsplit_once('\n')
        .is_some_and(|(above, _)| begins(above))
    {
        return true;
    }
    for earlier in reading.document().blocks()[..block].iter().rev().take(PART) {
        if begins(&earlier.text) {
            return true;
        }
        if matches!(earlier.kind, BlockKind::Heading(_)) {
            return false;
        }
    }
    false
}

/// `Hosting` and `Hébergement` alone are what a firm offers as well.
fn begins_it(line: &str) -> bool {
    begins_a_hosts_part(line) && {
        let line = line.trim_end_matches([' ', ':', '.']);
        let line = line.trim_start_matches(|c: char| !c.is_alphabetic());
        line.contains(' ') || line.ends_with("er") || line.ends_with("eur")
    }
}
