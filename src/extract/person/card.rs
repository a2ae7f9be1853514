//! People on lines of their own: a card with a name and a function below or above it, a row of a table, a description.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::Found;
use super::carried::{hidden_in, spells};
use super::function::{Worth, can_be, is_head, is_whole, tail_of, worth_of};
use super::line::named;
use super::table::TABLE;
use crate::document::{BlockKind, Cell, Region, Span, Target};
use crate::extract::company::legal;
use crate::extract::lines::Line;
use crate::extract::reading::Reading;
use crate::finding::Findings;
use crate::text::fold;

/// A shorter text in quotation marks is a name of something.
const QUOTE: usize = 40;
const QUOTES: [char; 8] = ['"', '“', '”', '„', '«', '»', '「', '」'];
/// Elements up from a line that its class names are looked for on.
const HEIGHT: usize = 5;
/// Lines behind a name that an address or number of its own stands in.
const REACH: usize = 6;
/// Bytes of the longest function that heads a name.
const LONGEST_FUNCTION: usize = 80;
/// Lines of a row; longer ones lay out a page.
pub(super) const LONGEST_ROW: usize = 12;

/// The cards of a page.
pub(super) struct Cards<'a> {
    reading: &'a Reading<'a>,
    addresses: BTreeSet<&'a str>,
    numbers: BTreeSet<&'a str>,
    /// The company's name, folded.
    company: Option<String>,
    is_team: OnceLock<bool>,
}

impl<'a> Cards<'a> {
    pub(super) fn new(reading: &'a Reading<'a>, findings: &'a Findings) -> Self {
        Self {
            reading,
            addresses: findings.emails.iter().map(|e| e.value.as_str()).collect(),
            numbers: findings.phones.iter().map(|p| p.value.as_str()).collect(),
            company: findings.company.as_ref().map(|c| fold(&c.value)),
            is_team: OnceLock::new(),
        }
    }

    /// The person whose name is this line.
    pub(super) fn person_at(&self, at: usize) -> Option<Found> {
        let lines = self.reading.lines();
        let line = &lines[at];
        if matches!(line.region, Region::Nav | Region::Footer) || line.has_digit {
            return None;
        }
        let name = named(line.text)?;
        let around = self.around(line);
        if around == Around::Others || self.is_quoted(at) {
            return None;
        }
        let function = match line.kind {
            BlockKind::Cell(cell) => self.beside(at, around).or_else(|| self.in_row(at, cell)),
            _ => self.beside(at, around),
        };
        let words = match &function {
            Some(function) => super::both(&name, function),
            None => line.text.to_owned(),
        };
        // Without a function only an address that carries the name makes it a person.
        let known =
            function.is_some() || !self.is_the_company(&name) && self.has_address(at, &name);
        known.then(|| Found::new(name, function, &words))
    }

    /// The person whose name stands right below a heading that is a function, or what stands for one.
    pub(super) fn below_its_function(&self, at: usize) -> Option<Found> {
        let lines = self.reading.lines();
        let (heading, line) = (&lines[at], lines.get(at + 1)?);
        // A line above it in one block (`<b>Directeur commercial</b><br>Max Muster`) is a heading too.
        let first = at
            .checked_sub(1)
            .is_none_or(|i| lines[i].block != heading.block);
        let heads =
            matches!(heading.kind, BlockKind::Heading(_)) || first && heading.block == line.block;
        let short = heading.text.len() <= LONGEST_FUNCTION;
        if !heads || !short || !is_whole(heading.text) || self.is_quoted(at) {
            return None;
        }
        // Under a name the heading says what that one does, and so does a line under the next name.
        let above = at.checked_sub(1).and_then(|i| named(lines[i].text));
        let own = lines.get(at + 2).and_then(|l| worth_of(l.text));
        if above.is_some() || own == Some(Worth::Rank) || line.region != heading.region {
            return None;
        }
        let name = named(line.text).filter(|_| self.around(line) != Around::Others)?;
        let words = super::both(&name, heading.text);
        Some(Found::new(name, Some(tail_of(heading.text)), &words))
    }

    /// May a line say what the person of the line above does?
    pub(super) fn may_belong(&self, at: usize) -> bool {
        let lines = self.reading.lines();
        at.checked_sub(1)
            .is_none_or(|above| self.may_say(&lines[above], &lines[at]))
    }

    /// Does a line stand among other people than the company's?
    pub(super) fn is_of_others(&self, at: usize) -> bool {
        self.around(&self.reading.lines()[at]) == Around::Others || self.is_quoted(at)
    }

    /// Do words in quotation marks stand right above, that the one below has said?
    fn is_quoted(&self, at: usize) -> bool {
        let lines = self.reading.lines();
        let above = lines[..at].iter().rev().take(2);
        above.into_iter().any(|l| {
            let text = l.text.trim();
            text.len() > QUOTE
                && text.starts_with(QUOTES)
                && text.trim_end_matches(['.', ' ']).ends_with(QUOTES)
        })
    }

    /// A function in the line below, else in the line above.
    fn beside(&self, at: usize, around: Around) -> Option<String> {
        let lines = self.reading.lines();
        let line = &lines[at];
        let is_heading = matches!(line.kind, BlockKind::Heading(_));
        let near =
            |l: &&Line<'_>| l.region == line.region && (is_heading || cell_of(l) == cell_of(line));
        let heads =
            |l: &&Line<'_>| l.region == line.region && matches!(l.kind, BlockKind::Heading(_));
        let below = lines.get(at + 1).filter(|l| near(l) || heads(l));
        if let Some(below) = below
            && named(below.text).is_none()
        {
            let shown = around == Around::Team || self.is_team() || self.is_reached(at);
            let fits = self.may_say(line, below)
                && match worth_of(below.text) {
                    Some(Worth::Rank) => true,
                    Some(Worth::Desk) => shown,
                    None => around == Around::Team && self.may_be_function(below),
                };
            if fits {
                return Some(tail_of(below.text));
            }
        }
        let above = at.checked_sub(1).map(|i| &lines[i]).filter(near)?;
        // It says what the one above it does.
        let taken = at.checked_sub(2).and_then(|i| named(lines[i].text));
        if taken.is_some() {
            return None;
        }
        let fits =
            worth_of(above.text).is_some() && self.is_reached(at) && self.may_say(line, above);
        fits.then(|| tail_of(above.text))
    }

    /// May a line say what the person of another does? Firms, links to other pages and further items of a list do not.
    fn may_say(&self, name: &Line<'_>, line: &Line<'_>) -> bool {
        let items = matches!((name.kind, line.kind), (BlockKind::Item, BlockKind::Item));
        let apart = items && name.block != line.block;
        !apart && !self.is_link(line) && !self.is_firm(line.text)
    }

    /// Is the whole line a link to a page?
    fn is_link(&self, line: &Line<'_>) -> bool {
        let blocks = self.reading.document().blocks();
        let Some(block) = blocks.get(line.block) else {
            return false;
        };
        let pages = block
            .spans
            .iter()
            .filter(|s| matches!(s.target, Target::Link(_)));
        let linked = |s: &Span| block.text.get(s.start..s.end).unwrap_or_default();
        pages.map(linked).any(|text| text.contains(line.text))
    }

    /// Words of no table under a name in a card of the team: capitalised, no sentence, not the company.
    fn may_be_function(&self, line: &Line<'_>) -> bool {
        let text = line.text;
        let plain = !line.has_digit && !text.contains(['@', '.', '?', '!', ':', '…']);
        plain
            && can_be(text)
            && text.split(' ').count() <= 5
            && text.chars().next().is_some_and(|c| !c.is_lowercase())
            && !self.links(line.block)
    }

    /// `Read more`, `LinkedIn`: words that lead elsewhere are no function.
    fn links(&self, block: usize) -> bool {
        let blocks = self.reading.document().blocks();
        blocks.get(block).is_some_and(|b| !b.spans.is_empty())
    }

    /// A function in another cell of the row: one that is one by its words, or by the head of its column.
    fn in_row(&self, at: usize, cell: Cell) -> Option<String> {
        let lines = self.reading.lines();
        let same = |l: &&Line<'_>| matches!(l.kind, BlockKind::Cell(c) if c.table == cell.table && c.row == cell.row);
        let before = lines[..at].iter().rev().take_while(same).count();
        let row: Vec<&Line<'_>> = lines[at - before..].iter().take_while(same).collect();
        if row.len() > LONGEST_ROW {
            return None;
        }
        let others = || {
            let row = row.iter().enumerate();
            row.filter(|(_, l)| cell_of(l) != Some(cell))
        };
        let headed = others().find(|(_, l)| {
            let head = self.reading.document().column_head(l.block);
            can_be(l.text) && !l.has_digit && head.is_some_and(|h| is_head(&h.text))
        });
        let reached = || {
            row.iter().any(|l| {
                self.holds_address(l.text) || self.holds_number(l.text) || self.refers(l.block)
            })
        };
        let worded = || {
            others().find(|(_, l)| match worth_of(l.text) {
                Some(Worth::Rank) => true,
                Some(Worth::Desk) => reached() || self.is_team(),
                None => false,
            })
        };
        headed.or_else(worded).map(|(_, l)| tail_of(l.text))
    }

    /// Does an address or number stand in the few lines behind the name?
    fn is_reached(&self, at: usize) -> bool {
        self.behind(at).any(|l| {
            self.holds_address(l.text) || self.holds_number(l.text) || self.refers(l.block)
        })
    }

    /// Does an address that carries the name stand in the few lines behind it?
    fn has_address(&self, at: usize, name: &str) -> bool {
        let mut carrying = self.addresses.iter().filter(|a| spells(a, name)).peekable();
        carrying.peek().is_some()
            && self
                .behind(at)
                .any(|l| self.holds_address(l.text) || self.refers(l.block))
    }

    /// Is it what the company is called, or a part of that?
    fn is_the_company(&self, name: &str) -> bool {
        let name = fold(name);
        let site = self.reading.document().url().host_str().unwrap_or_default();
        let words = || name.split([' ', '-']).filter(|w| w.len() > 2);
        let firm = self.company.as_deref().unwrap_or_default();
        words().any(|w| firm.contains(w)) || words().filter(|w| site.contains(w)).count() > 0
    }

    /// Is a line under or over a name a firm?
    fn is_firm(&self, text: &str) -> bool {
        let folded = fold(text);
        self.company.as_deref().is_some_and(|c| folded.contains(c))
            || !legal::names(text).is_empty()
    }

    /// The lines behind a name up to the next one.
    fn behind(&self, at: usize) -> impl Iterator<Item = &Line<'a>> {
        let lines = self.reading.lines();
        let rest = lines[at + 1..].iter().take(REACH);
        rest.take_while(move |l| l.region == lines[at].region && l.text.len() < 160)
            .take_while(|l| named(l.text).is_none())
    }

    fn holds_address(&self, text: &str) -> bool {
        text.contains('@') && self.addresses.iter().any(|a| text.contains(a))
            || self.addresses.iter().any(|a| hidden_in(text, a))
    }

    fn holds_number(&self, text: &str) -> bool {
        self.numbers.iter().any(|n| text.contains(n))
    }

    fn refers(&self, block: usize) -> bool {
        let references = self.reading.document().references();
        let reaches = |href: &str| {
            let scheme = href.split(':').next().unwrap_or_default();
            ["mailto", "tel"]
                .iter()
                .any(|s| scheme.eq_ignore_ascii_case(s))
        };
        references
            .iter()
            .any(|r| r.block == block && reaches(&r.href))
    }

    fn is_team(&self) -> bool {
        *self.is_team.get_or_init(|| {
            let document = self.reading.document();
            let known = |text: &str| TABLE.teams.contains(&fold(text));
            let headings = document
                .blocks()
                .iter()
                .filter(|b| matches!(b.kind, BlockKind::Heading(1 | 2)));
            let path = document.url().path();
            let mut parts = path.split(|c: char| !c.is_alphanumeric());
            let title = document.title();
            headings.map(|b| b.text.as_str()).any(known)
                || parts.any(known)
                || title.split(['|', '-', '–', '—', ':', '·']).any(known)
        })
    }

    /// Whose people stand in such elements.
    fn around(&self, line: &Line<'_>) -> Around {
        let document = self.reading.document();
        let Some(block) = document.blocks().get(line.block) else {
            return Around::Unsaid;
        };
        let tree = &document.html().tree;
        let Some(node) = tree.get(block.node) else {
            return Around::Unsaid;
        };
        let mut team = false;
        for element in std::iter::once(node)
            .chain(node.ancestors())
            .take(HEIGHT)
            .filter_map(|n| n.value().as_element())
        {
            if element.name() == "blockquote" {
                return Around::Others;
            }
            for word in [element.attr("class"), element.attr("id")]
                .into_iter()
                .flatten()
                .flat_map(|names| names.split(|c: char| !c.is_ascii_alphabetic()))
            {
                let word = word.to_ascii_lowercase();
                let begins = |list: &[String]| list.iter().any(|w| word.starts_with(w.as_str()));
                if begins(&TABLE.others) {
                    return Around::Others;
                }
                team |= begins(&TABLE.around);
            }
        }
        if team { Around::Team } else { Around::Unsaid }
    }
}

/// The place of a line's cell; none outside of tables.
pub(super) fn cell_of(line: &Line<'_>) -> Option<Cell> {
    match line.kind {
        BlockKind::Cell(cell) => Some(cell),
        _ => None,
    }
}

/// Whose people an element's class names speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    Team,
    Others,
    Unsaid,
}
