//! Whose an address or a number is: the person's in whose card or row it stands, or whose name it carries.

use std::collections::{BTreeMap, BTreeSet};

use ego_tree::NodeId;

use super::Found;
use super::card::LONGEST_ROW;
use super::carried::{carries, hidden_in};
use super::line::named;
use crate::document::{BlockKind, Region};
use crate::extract::reading::Reading;
use crate::finding::{EmailKind, Findings, PhoneKind};

/// Lines behind a name that belong to it at most.
const REACH: usize = 7;

/// Gives people their own addresses and numbers, and marks those addresses as personal.
pub(super) fn assign(reading: &Reading<'_>, findings: &mut Findings, found: &mut [Found]) {
    if found.is_empty() {
        return;
    }
    let starts: BTreeSet<usize> = found.iter().filter_map(|f| f.at).collect();
    let groups: Vec<Group<'_>> = found
        .iter()
        .map(|f| Group::of(reading, f, &starts))
        .collect();
    let mut emails: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, email) in findings.emails.iter().enumerate() {
        let named: Vec<usize> = (0..found.len())
            .filter(|i| carries(&email.value, &found[*i].name))
            .collect();
        let grouped: Vec<usize> = (0..found.len())
            .filter(|i| groups[*i].has_address(&email.value))
            .collect();
        let both: Vec<usize> = named
            .iter()
            .copied()
            .filter(|i| grouped.contains(i))
            .collect();
        let owner = match (both.as_slice(), grouped.as_slice(), named.as_slice()) {
            ([], [one], _)
                if email.kind != EmailKind::Role
                    && !groups[*one].is_the_firms
                    && !is_anothers(&email.value, &found[*one].name) =>
            {
                Some(*one)
            }
            ([one], _, _) | ([], [], [one]) => Some(*one),
            _ => None,
        };
        if let Some(owner) = owner {
            emails.entry(owner).or_default().push(at);
        }
    }
    for (owner, list) in emails {
        let carried = |at: &&usize| carries(&findings.emails[**at].value, &found[owner].name);
        let at = *list.iter().find(carried).unwrap_or(&list[0]);
        let email = &mut findings.emails[at];
        if email.kind == EmailKind::Role {
            email.kind = EmailKind::Personal;
        }
        found[owner].email = Some(email.value.clone());
    }
    for phone in findings.phones.iter().filter(|p| p.kind != PhoneKind::Fax) {
        let mut owners = (0..found.len()).filter(|i| groups[*i].has_number(&phone.value));
        if let (Some(owner), None) = (owners.next(), owners.next())
            && found[owner].phone.is_none()
            && (!groups[owner].is_the_firms || found[owner].email.is_some())
            && !phone.e164.is_empty()
        {
            found[owner].phone = Some(phone.e164.clone());
        }
    }
}

/// Does an address that is known to carry no name of the page's people spell one out: `susan.clark@…`?
fn is_anothers(address: &str, name: &str) -> bool {
    // Other scripts are spelled in many ways.
    if !name.starts_with(|c: char| u32::from(c) < 0x250) {
        return false;
    }
    let local = address.split('@').next().unwrap_or_default();
    let mut parts = local.split(['.', '_']);
    let name = |part: Option<&str>| {
        part.is_some_and(|p| p.len() >= 3 && p.bytes().all(|b| b.is_ascii_alphabetic()))
    };
    name(parts.next()) && name(parts.next()) && parts.next().is_none()
}

/// The lines that belong to a person, and what their links refer to.
struct Group<'a> {
    texts: Vec<&'a str>,
    references: Vec<String>,
    /// The person speaks for the firm, and what follows is the firm's.
    is_the_firms: bool,
}

impl<'a> Group<'a> {
    fn of(reading: &'a Reading<'a>, found: &Found, starts: &BTreeSet<usize>) -> Self {
        let Some(at) = found.at else {
            return Self {
                texts: Vec::new(),
                references: Vec::new(),
                is_the_firms: false,
            };
        };
        let (from, to) = extent(reading, found, at, starts);
        let lines = &reading.lines()[from..to];
        let blocks = lines[0].block..=lines[lines.len() - 1].block;
        // A block with the lines of several people says of none whose its links are.
        let shared = reading.lines().get(to).map(|l| l.block);
        let references = reading.document().references().iter();
        Self {
            texts: lines.iter().map(|l| l.text).collect(),
            references: references
                .filter(|r| blocks.contains(&r.block) && Some(r.block) != shared)
                .map(|r| unescaped(&r.href))
                .collect(),
            is_the_firms: found.speaks && !leads_its_block(reading, at),
        }
    }

    fn has_address(&self, address: &str) -> bool {
        let here = |t: &&str| t.to_lowercase().contains(address) || hidden_in(t, address);
        self.texts.iter().any(here) || self.references.iter().any(|r| r.contains(address))
    }

    fn has_number(&self, number: &str) -> bool {
        let digits = |t: &str| t.chars().filter(char::is_ascii_digit).collect::<String>();
        let wanted = digits(number);
        let refers = |r: &String| r.starts_with("tel:") && digits(r).ends_with(&wanted);
        self.texts.iter().any(|t| t.contains(number))
            || wanted.len() > 5 && self.references.iter().any(refers)
    }
}

/// The lines from a person's on, up to the next person, heading, part of the page or table row.
fn extent(
    reading: &Reading<'_>,
    found: &Found,
    at: usize,
    starts: &BTreeSet<usize>,
) -> (usize, usize) {
    let lines = reading.lines();
    let line = &lines[at];
    if let BlockKind::Cell(cell) = line.kind {
        let same = |kind: BlockKind| matches!(kind, BlockKind::Cell(c) if c.table == cell.table && c.row == cell.row);
        let before = lines[..at]
            .iter()
            .rev()
            .take_while(|l| same(l.kind))
            .count();
        let behind = lines[at..].iter().take_while(|l| same(l.kind)).count();
        if before + behind <= LONGEST_ROW {
            return (at - before, at + behind);
        }
    }
    let card = card_of(reading, at);
    let behind = (at + 1..lines.len().min(at + 1 + REACH))
        .take_while(|i| {
            let l = &lines[*i];
            l.region == line.region
                && l.region != Region::Nav
                && l.text.len() < 160
                && (!matches!(l.kind, BlockKind::Heading(_)) || *i == at + 1 && says(l.text, found))
                && !starts.contains(i)
                && named(l.text).is_none()
                && card.is_none_or(|card| is_inside(reading, l.block, card))
        })
        .count();
    (at, at + 1 + behind)
}

/// Does a block begin with the person's line and go on behind it?
fn leads_its_block(reading: &Reading<'_>, at: usize) -> bool {
    let lines = reading.lines();
    let same = |i: usize| lines.get(i).is_some_and(|l| l.block == lines[at].block);
    !at.checked_sub(1).is_some_and(same) && same(at + 1)
}

/// Is a heading the person's function?
fn says(heading: &str, found: &Found) -> bool {
    let function = found.function.as_deref();
    function.is_some_and(|f| heading.contains(f))
}

/// The smallest element that holds a line and the next one.
fn card_of(reading: &Reading<'_>, at: usize) -> Option<NodeId> {
    let lines = reading.lines();
    let (this, next) = (lines[at].block, lines.get(at + 1)?.block);
    let document = reading.document();
    let node = document
        .html()
        .tree
        .get(document.blocks().get(this)?.node)?;
    std::iter::once(node)
        .chain(node.ancestors())
        .map(|n| n.id())
        .find(|id| is_inside(reading, next, *id))
}

fn is_inside(reading: &Reading<'_>, block: usize, element: NodeId) -> bool {
    let document = reading.document();
    let node = document.blocks().get(block).map(|b| b.node);
    let node = node.and_then(|n| document.html().tree.get(n));
    node.is_some_and(|n| n.id() == element || n.ancestors().any(|a| a.id() == element))
}

/// Percent signs of a link taken out, lower case.
fn unescaped(href: &str) -> String {
    percent_encoding::percent_decode_str(href)
        .decode_utf8_lossy()
        .to_lowercase()
}
