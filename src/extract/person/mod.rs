//! People with their functions and their own ways to be reached.
//!
//! A person is a name with a function: beside a label (`line`), or on lines of their own, in a card, a row of a table, a
//! description (`card`); or one whom a sentence calls the firm's own (`sentence`); or what the page describes for
//! machines. Careful: a name without a function is none, unless its
//! own address stands with it; and nothing that may be a firm, a place or a heading is a name.

mod around;
mod card;
mod carried;
mod function;
mod genitive;
mod line;
mod name;
mod own;
mod sentence;
mod table;

use std::collections::BTreeMap;

use super::company::legal::has_form;
use super::kind::Kind;
use super::lines::Line;
use super::linked::{text, types};
use super::reading::Reading;
use crate::document::BlockKind;
use crate::finding::{Findings, Person};
use crate::text::{fold, shorten};
use card::{Cards, cell_of};
use function::{Function, Worth, behind_its_head, functions_in, tail_of, worth_of};
use genitive::in_the_person_of;
use line::{beside, in_line, in_long_line, named};
use name::{at_colon, name_at_start, whole_name};
use sentence::{in_sentence, polite};
use table::TABLE;

/// People with their functions.
pub(super) const KIND: Kind = Kind {
    id: "people",
    about: "people with their functions, and their own addresses and numbers",
    read,
};

/// A person found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Found {
    name: String,
    function: Option<String>,
    /// The line its name or function stands in; none where machines are told.
    at: Option<usize>,
    email: Option<String>,
    phone: Option<String>,
    /// It stands behind a label that says who speaks for the firm: what follows is the firm's.
    speaks: bool,
    /// It stands behind a label.
    labelled: bool,
    words: String,
}

impl Found {
    fn new(name: String, function: Option<String>, words: &str) -> Self {
        Self {
            name,
            function,
            words: shorten(words, 160),
            ..Self::default()
        }
    }

    fn labelled(mut self, label: &str) -> Self {
        self.speaks = !is_contact(label);
        self.labelled = true;
        self
    }

    fn at(mut self, line: usize) -> Self {
        self.at = Some(line);
        self
    }
}

/// A person's line is short.
const LONGEST: usize = 120;
/// A longer line has no people at all.
const LONGEST_OF_LABELS: usize = 600;
/// What parts the labels of one line.
const PARTING: [char; 6] = ['|', '·', '•', 'ㅣ', '│', '｜'];
/// More people are a list of somebody else's.
const MOST: usize = 60;

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let mut found = find(reading, findings);
    own::assign(reading, findings, &mut found);
    let found = found
        .into_iter()
        .filter(|f| f.function.is_some() || f.email.is_some());
    findings.people.extend(found.map(|f| Person {
        value: f.name,
        function: f.function.map(unspread),
        email: f.email,
        phone: f.phone,
        evidence: reading.evidence(&f.words),
    }));
}

/// `联 系 人` → `联系人`: letters that were set apart to fill the line.
fn unspread(function: String) -> String {
    let is_wide = |c: char| matches!(c as u32, 0x2E80..=0x9FFF | 0xAC00..=0xD7AF);
    let mut words = function.split(' ');
    let spread = function.contains(' ')
        && words.all(|word| word.chars().count() == 1 && word.starts_with(is_wide));
    if spread {
        function.replace(' ', "")
    } else {
        function
    }
}

/// The people of a page, each once, in order; of those without a function only those that may have an address.
fn find(reading: &Reading<'_>, findings: &Findings) -> Vec<Found> {
    let mut found = described(reading);
    found.extend(marked_up(reading));
    let cards = Cards::new(reading, findings);
    let lines = reading.lines();
    for (at, line) in lines.iter().enumerate() {
        if found.len() >= MOST || line.text.len() > LONGEST_OF_LABELS {
            continue;
        }
        let functions = if may_have_function(line.text) {
            functions_in(line.text)
        } else {
            Vec::new()
        };
        let mut here = beside_functions(lines, at, &functions);
        here.retain(|f| line.text.contains(f.name.as_str()) || cards.may_belong(at));
        here.retain(|f| !cards.is_of_another_firm(f));
        // The elements around a line are looked at last: few lines name anybody.
        here.retain(|f| {
            let place = place_of(lines, at, &f.name);
            !cards.is_of_others(at) && (place == at || !cards.is_of_others(place))
        });
        if here.is_empty() && line.text.len() <= LONGEST {
            here.extend(cards.person_at(at));
        }
        if here.is_empty() && !functions.is_empty() {
            here.extend(cards.below_its_function(at));
        }
        let more = below_the_first(lines, at, &here);
        here.extend(more);
        found.extend(here.into_iter().map(|f| {
            let place = place_of(lines, at, &f.name);
            f.at(place)
        }));
    }
    once(found)
}

/// The people of a line by the functions in it: of each part, where signs part it.
fn beside_functions(lines: &[Line<'_>], at: usize, functions: &[Function]) -> Vec<Found> {
    let text = lines[at].text;
    let is_parted = if text.is_ascii() {
        text.contains('|')
    } else {
        text.contains(PARTING)
    };
    let mut here = if is_parted {
        in_parts(text)
    } else if text.len() <= LONGEST {
        let above = at.checked_sub(1).map(|i| &lines[i]);
        // A term heads what follows it.
        let above = above.filter(|l| is_beside(l, &lines[at]) && lines[at].kind != BlockKind::Term);
        let above = above.map(|l| l.text);
        let below = lines.get(at + 1).map(|l| l.text);
        beside(text, functions, above, below)
    } else if functions.is_empty() {
        Vec::new()
    } else {
        in_long_line(text)
    };
    if here.is_empty() && !functions.is_empty() {
        here = in_sentence(text, functions);
    }
    if here.is_empty() && !text.is_ascii() {
        if text.contains("в лице") {
            here.extend(in_the_person_of(text));
        }
        if text.contains(['生', '士', '姐']) {
            here = polite(text);
        }
        here.extend(behind_its_label(lines, at));
    }
    for one in &mut here {
        one.function = said_below(lines, at, one).or(one.function.take());
    }
    here
}

/// Do two lines stand in one row of a table, or in none?
fn is_beside(one: &Line<'_>, other: &Line<'_>) -> bool {
    match (cell_of(one), cell_of(other)) {
        (Some(one), Some(other)) => one.table == other.table && one.row == other.row,
        _ => true,
    }
}

/// `Contact:`, a name, and below it what the named does: that says more than the label.
fn said_below(lines: &[Line<'_>], at: usize, one: &Found) -> Option<String> {
    let holds = |i: usize| {
        let line = lines.get(i);
        line.is_some_and(|l| l.text.contains(one.name.as_str()))
    };
    let place = if holds(at) {
        at
    } else if holds(at + 1) {
        at + 1
    } else {
        return None;
    };
    let below = lines.get(place + 1)?;
    let headed = || behind_its_head(below.text);
    let rank = || (worth_of(below.text) == Some(Worth::Rank)).then(|| tail_of(below.text));
    if place == at {
        one.labelled.then(headed).flatten()
    } else {
        headed().or_else(rank)
    }
}

/// `Họ tên: Lê Lan`, and below it `Chức vụ: …`.
fn behind_its_label(lines: &[Line<'_>], at: usize) -> Option<Found> {
    let text = lines[at].text;
    let (label, rest) = at_colon(text)?;
    let name = name_at_start(rest).filter(|_| TABLE.name_heads.contains(&fold(label)))?;
    let function = lines[at + 1..]
        .iter()
        .take(2)
        .find_map(|l| behind_its_head(l.text))?;
    let words = both(&name, &function);
    Some(Found::new(name, Some(function), &words))
}

/// The people of each part of a line.
fn in_parts(text: &str) -> Vec<Found> {
    let parts = text.split(PARTING).map(str::trim);
    let found: Vec<Found> = parts
        .flat_map(|part| match part.len() {
            0..=LONGEST => in_line(part),
            _ => in_long_line(part),
        })
        .collect();
    if found.is_empty() && text.len() <= LONGEST {
        in_line(text)
    } else {
        found
    }
}

/// Does a label say whom to turn to?
fn is_contact(label: &str) -> bool {
    let folded = fold(label);
    let words = [
        "contact",
        "kontakt",
        "ansprech",
        "attn",
        "attention",
        "referente",
        "контакт",
        "yetkili",
        "担当",
        "联系",
        "聯絡",
        "담당",
        "ติดต่อ",
    ];
    words.iter().any(|w| folded.contains(w))
}

/// Names that one heading heads at most.
const HEADED: usize = 8;

/// `Vertreten durch:`, and below it one name a line: all of them have what the first one has.
fn below_the_first(lines: &[Line<'_>], at: usize, here: &[Found]) -> Vec<Found> {
    let [first] = here else {
        return Vec::new();
    };
    let is_alone = |nth: usize, name: &str| {
        lines.get(nth).is_some_and(|line| {
            line.text.len() <= LONGEST && whole_name(line.text).is_some_and(|one| one == name)
        })
    };
    // Scripts without capitals tell names less surely.
    let is_sure = first.name.starts_with(|c: char| {
        c.is_uppercase() || matches!(c as u32, 0x2E80..=0x9FFF | 0xAC00..=0xD7AF)
    });
    if !is_sure || lines[at].text.contains(first.name.as_str()) || !is_alone(at + 1, &first.name) {
        return Vec::new();
    }
    let names = lines[at + 2..].iter().take(HEADED).map_while(|line| {
        let is_short = line.text.len() <= LONGEST && line.text.split(' ').count() <= 4;
        let is_same = line.kind == lines[at + 1].kind && line.region == lines[at + 1].region;
        (is_short && is_same && !line.has_digit && !has_form(line.text))
            .then(|| named(line.text))
            .flatten()
    });
    let with = |name: String| Found {
        name,
        ..first.clone()
    };
    names.map(with).collect()
}

/// The line that a name stands in: the line itself, the one below or the one above.
fn place_of(lines: &[Line<'_>], at: usize, name: &str) -> usize {
    let holds = |i: usize| lines.get(i).is_some_and(|l| l.text.contains(name));
    if holds(at) {
        at
    } else if holds(at + 1) {
        at + 1
    } else {
        at.saturating_sub(1)
    }
}

/// Each name once: the sighting with a function, the first of them.
fn once(found: Vec<Found>) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for one in found {
        match places.get(&fold(&one.name)) {
            Some(at) if kept[*at].function.is_none() && one.function.is_some() => kept[*at] = one,
            Some(_) => {}
            None => {
                places.insert(fold(&one.name), kept.len());
                kept.push(one);
            }
        }
    }
    kept
}

/// The people of the linked data that have a job.
fn described(reading: &Reading<'_>) -> Vec<Found> {
    let people = reading
        .things()
        .iter()
        .filter(|t| types(t).contains(&"Person"));
    people
        .filter_map(|t| {
            let (name, function) = (text(t, "name")?, text(t, "jobTitle")?);
            let named = name_at_start(&name).is_some() || whole_name(&name).is_some();
            named.then(|| {
                Found::new(
                    name.clone(),
                    Some(function.clone()),
                    &both(&name, &function),
                )
            })
        })
        .collect()
}

fn both(name: &str, function: &str) -> String {
    format!("{name}, {function}")
}

/// The people of the microdata that have a job.
fn marked_up(reading: &Reading<'_>) -> Vec<Found> {
    let mut items: BTreeMap<u32, BTreeMap<&str, &str>> = BTreeMap::new();
    let properties = reading.document().properties();
    for property in properties.iter().filter(|p| p.item == "Person") {
        let item = items.entry(property.item_number).or_default();
        item.entry(property.name.as_str())
            .or_insert(property.value.trim());
    }
    items
        .into_values()
        .filter_map(|item| {
            let (name, function) = (whole_name(item.get("name")?)?, *item.get("jobTitle")?);
            let words = both(&name, function);
            (!function.is_empty()).then(|| Found::new(name, Some(shorten(function, 80)), &words))
        })
        .collect()
}

/// Functions are capitalised or stand in a short line: a line of lower-case words alone has none.
fn may_have_function(line: &str) -> bool {
    !line.is_ascii() || line.bytes().any(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests;
