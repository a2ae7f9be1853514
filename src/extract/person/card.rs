//! People on lines of their own: a card with a name and a function below or above it, a row of a table, a description.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::Found;
use super::around::{Around, Others};
use super::carried::{Spelled, hidden_in};
use super::function::{
    Worth, behind_its_head, can_be, is_head, is_rank, is_whole, tail_of, worth_of,
};
use super::line::named;
use super::name::is_parted_name;
use super::table::TABLE;
use crate::document::{BlockKind, Cell, Region, Span, Target};
use crate::extract::company::legal;
use crate::extract::lines::Line;
use crate::extract::reading::Reading;
use crate::finding::Findings;
use crate::text::fold;

/// Lines behind a name that an address or number of its own stands in.
const REACH: usize = 6;
/// Bytes of the longest function that heads a name.
const LONGEST_FUNCTION: usize = 80;
/// Lines of a row; longer ones lay out a page.
pub(super) const LONGEST_ROW: usize = 12;

/// A line of more bytes is no name.
const LONGEST_NAME: usize = 40;

/// The cards of a page.
pub(super) struct Cards<'a> {
    reading: &'a Reading<'a>,
    addresses: Vec<Spelled<'a>>,
    numbers: BTreeSet<&'a str>,
    /// The company's name, folded.
    company: Option<String>,
    /// The name that each line is, looked for when first asked for.
    names: Vec<OnceCell<Option<String>>>,
    is_team: OnceCell<bool>,
    /// Blocks with a link to an address or number.
    reaching: OnceCell<BTreeSet<usize>>,
    /// Whose people they are.
    others: Others<'a>,
}

impl<'a> Cards<'a> {
    pub(super) fn new(reading: &'a Reading<'a>, findings: &'a Findings) -> Self {
        let addresses: BTreeSet<&str> = findings.emails.iter().map(|e| e.value.as_str()).collect();
        Self {
            reading,
            addresses: addresses.into_iter().map(Spelled::of).collect(),
            numbers: findings.phones.iter().map(|p| p.value.as_str()).collect(),
            company: findings.company.as_ref().map(|c| fold(&c.value)),
            names: vec![OnceCell::new(); reading.lines().len()],
            is_team: OnceCell::new(),
            reaching: OnceCell::new(),
            others: Others::of(reading),
        }
    }

    /// The name that all of a line is.
    fn name_at(&self, at: usize) -> Option<&str> {
        let line = &self.reading.lines()[at];
        let name = || (!line.has_digit).then(|| named(line.text)).flatten();
        self.names[at].get_or_init(name).as_deref()
    }

    /// The person whose name is this line.
    pub(super) fn person_at(&self, at: usize) -> Option<Found> {
        let lines = self.reading.lines();
        let line = &lines[at];
        if line.region == Region::Nav {
            return None;
        }
        let Some(name) = self.name_at(at).map(str::to_owned) else {
            return self.parted_at(at);
        };
        let around = self.others.around(line);
        if around == Around::Others || self.others.speak(at) {
            return None;
        }
        let function = match line.kind {
            BlockKind::Cell(cell) => self
                .beside(at, around)
                .or_else(|| self.in_row(at, cell))
                .or_else(|| self.in_column(at, cell)),
            BlockKind::Description => self.by_its_term(line).or_else(|| self.beside(at, around)),
            _ => self.beside(at, around),
        };
        // Between the links of a footer only a rank with a way to reach it is a person's.
        if line.region == Region::Footer {
            let rank = function.as_deref().is_some_and(is_rank);
            if !rank || !self.is_reached(at) {
                return None;
            }
        }
        let words = match &function {
            Some(function) => super::both(&name, function),
            None => line.text.to_owned(),
        };
        // Without a function only an address that carries the name makes it a person.
        let known =
            function.is_some() || !self.is_the_company(&name) && self.has_address(at, &name);
        known.then(|| Found::new(name, function, &words))
    }

    /// `<dt>Inhaber<dd>Ulrich Frey`
    fn by_its_term(&self, line: &Line<'_>) -> Option<String> {
        let term = self.reading.document().label_of(line.block)?;
        let said = term.text.trim_end_matches([':', '：', ' ']);
        (worth_of(said) == Some(Worth::Rank)).then(|| tail_of(said))
    }

    /// `新沼　敬` beside `執行役員営業部長`: two words of a script without spaces, whose family name no table has.
    fn parted_at(&self, at: usize) -> Option<Found> {
        let line = &self.reading.lines()[at];
        if line.has_digit || line.text.is_ascii() || !is_parted_name(line.text) {
            return None;
        }
        let function = match line.kind {
            BlockKind::Cell(cell) => self.in_row(at, cell),
            _ => self.beside(at, Around::Unsaid),
        }?;
        let name = line.text.replace('　', " ");
        let words = super::both(&name, &function);
        (worth_of(&function) == Some(Worth::Rank)).then(|| Found::new(name, Some(function), &words))
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
        let short = heading.text.len() <= LONGEST_FUNCTION && !heading.has_digit;
        let stands = heads || heading.kind == BlockKind::Other;
        // `Geschäftsführung | Representative:`
        let said = heading.text.split([':', '|', '/']).next();
        let said = said.unwrap_or_default().trim();
        let is_titled = matches!(heading.kind, BlockKind::Heading(_))
            && said.split(' ').count() <= 3
            && is_rank(said);
        if !short || !stands || !(is_whole(said) || is_titled) || self.is_of_others(at) {
            return None;
        }
        if !heads && !self.begins_a_card(at) {
            return None;
        }
        // Under a name the heading says what that one does, and so does a line under the next name.
        let above = at.checked_sub(1).and_then(|i| self.name_at(i));
        let own = lines.get(at + 2).and_then(|l| worth_of(l.text));
        let says_more = own == Some(Worth::Rank) || own.is_some() && super::is_contact(said);
        if above.is_some() || says_more || line.region != heading.region {
            return None;
        }
        let name = self.name_at(at + 1)?.to_owned();
        if self.others.around(line) == Around::Others {
            return None;
        }
        let words = super::both(&name, heading.text);
        Some(Found::new(name, Some(tail_of(said)), &words))
    }

    /// Is a line that is no heading the first of a card, so that what it says is of the one below? Nothing stands above that
    /// could be a name, and below the name nothing that could be its function.
    fn begins_a_card(&self, at: usize) -> bool {
        let lines = self.reading.lines();
        let above = at.checked_sub(1).map(|i| &lines[i]);
        let apart = above.is_none_or(|l| {
            l.region != lines[at].region
                || l.has_digit
                || l.text.len() > LONGEST_NAME
                || matches!(l.kind, BlockKind::Heading(1 | 2))
        });
        let own = lines.get(at + 2).filter(|l| l.region == lines[at].region);
        apart && own.is_none_or(|l| l.has_digit || worth_of(l.text).is_none())
    }

    /// May a line say what the person of the line above does?
    pub(super) fn may_belong(&self, at: usize) -> bool {
        let lines = self.reading.lines();
        at.checked_sub(1)
            .is_none_or(|above| self.may_say(&lines[above], &lines[at]))
    }

    /// Does a line stand among other people than the company's?
    pub(super) fn is_of_others(&self, at: usize) -> bool {
        self.others.around(&self.reading.lines()[at]) == Around::Others || self.others.speak(at)
    }

    /// A function in the line below, else in the line above.
    fn beside(&self, at: usize, around: Around) -> Option<String> {
        let lines = self.reading.lines();
        let line = &lines[at];
        let is_heading = matches!(line.kind, BlockKind::Heading(_));
        let is_term =
            |l: &Line<'_>| l.kind == BlockKind::Term && line.kind == BlockKind::Description;
        let near = |l: &&Line<'_>| {
            l.region == line.region && (is_heading || cell_of(l) == cell_of(line)) && !is_term(l)
        };
        let heads =
            |l: &&Line<'_>| l.region == line.region && matches!(l.kind, BlockKind::Heading(_));
        let below = lines.get(at + 1).filter(|l| near(l) || heads(l));
        if let Some(below) = below
            && self.name_at(at + 1).is_none()
        {
            if let Some(function) = behind_its_head(below.text) {
                return Some(function);
            }
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
        let taken = at.checked_sub(2).and_then(|i| self.name_at(i));
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
        let worth = |l: &Line<'_>| (!l.has_digit).then(|| worth_of(l.text)).flatten();
        let rank = others().find(|(_, l)| worth(l) == Some(Worth::Rank));
        let headed = || {
            others().find(|(_, l)| {
                let head = self.reading.document().column_head(l.block);
                can_be(l.text) && !l.has_digit && head.is_some_and(|h| is_head(&h.text))
            })
        };
        let desk = || {
            let shown = self.is_team() || row.iter().any(|l| self.reaches(l));
            shown
                .then(|| others().find(|(_, l)| worth(l) == Some(Worth::Desk)))
                .flatten()
        };
        let found = rank.or_else(headed).or_else(desk);
        found.map(|(_, l)| tail_of(l.text))
    }

    /// A rank in the cell below, where each person has a column.
    fn in_column(&self, at: usize, cell: Cell) -> Option<String> {
        let below =
            |c: Cell| c.table == cell.table && c.column == cell.column && c.row == cell.row + 1;
        let rest = self.reading.lines()[at + 1..].iter().take(2 * LONGEST_ROW);
        let found = rest
            .take_while(|l| cell_of(l).is_some_and(|c| c.row <= cell.row + 1))
            .find(|l| cell_of(l).is_some_and(below))?;
        (worth_of(found.text) == Some(Worth::Rank)).then(|| tail_of(found.text))
    }

    /// `CEO of Acme Inc.`: does what somebody does name a firm that is not the page's?
    pub(super) fn is_of_another_firm(&self, found: &Found) -> bool {
        let function = found.function.as_deref().unwrap_or_default();
        let Some(company) = self.company.as_deref().filter(|_| function.contains(' ')) else {
            return function.contains(' ') && !legal::names(function).is_empty();
        };
        !legal::names(function).is_empty() && !fold(function).contains(company)
    }

    /// Does an address or number stand in the few lines behind the name?
    fn is_reached(&self, at: usize) -> bool {
        self.behind(at).any(|l| self.reaches(l))
    }

    /// Is an address or number of the page in a line?
    fn reaches(&self, line: &Line<'_>) -> bool {
        self.holds_address(line.text) || self.holds_number(line) || self.refers(line.block)
    }

    /// Does an address that carries the name stand in the few lines behind it?
    fn has_address(&self, at: usize, name: &str) -> bool {
        !self.addresses.is_empty()
            && self
                .behind(at)
                .any(|l| self.holds_address(l.text) || self.refers(l.block))
            && super::carried::is_spelled(&self.addresses, name)
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
        let rest = (at + 1..lines.len()).take(REACH);
        rest.map(move |i| (i, &lines[i]))
            .take_while(move |(_, l)| l.region == lines[at].region && l.text.len() < 160)
            .take_while(|(i, _)| self.name_at(*i).is_none())
            .map(|(_, line)| line)
    }

    fn holds_address(&self, text: &str) -> bool {
        let open = text.contains('@');
        self.addresses
            .iter()
            .any(|a| open && text.contains(a.address) || hidden_in(text, a.address))
    }

    fn holds_number(&self, line: &Line<'_>) -> bool {
        line.has_digit && self.numbers.iter().any(|n| line.text.contains(n))
    }

    fn refers(&self, block: usize) -> bool {
        let reaches = |href: &str| {
            let scheme = href.split(':').next().unwrap_or_default();
            ["mailto", "tel"]
                .iter()
                .any(|s| scheme.eq_ignore_ascii_case(s))
        };
        let references = || self.reading.document().references().iter();
        let reaching = self.reaching.get_or_init(|| {
            let found = references().filter(|r| reaches(&r.href));
            found.map(|r| r.block).collect()
        });
        reaching.contains(&block)
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
}

/// The place of a line's cell; none outside of tables.
pub(super) fn cell_of(line: &Line<'_>) -> Option<Cell> {
    match line.kind {
        BlockKind::Cell(cell) => Some(cell),
        _ => None,
    }
}
