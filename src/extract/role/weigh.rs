//! What the words of a page say of its company, weighed by where they stand.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use super::does;
use super::foreign::Foreign;
use super::hit::{Match, matches};
use super::listing::{is_elsewhere, labelled};
use super::names::{names_in, without_names};
use super::owner::{Owner, is_among_goods, is_of_goods, is_of_the_stage, is_stated, owner};
use super::trade::{TRADES, opens};
use super::words::{Automaton, MARKET, Number, SELLER, SHELF, SHOP, WORKS, automaton, is_role};
use crate::document::{Block, BlockKind, Document, Region, Target};
use crate::extract::reading::Reading;

/// Where a text stands, and so what a word in it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// Title, description or first heading of the front page.
    Front,
    Title,
    /// A heading of the front page.
    Top,
    Heading,
    Opening,
    Body,
    Footer,
    Edge,
}

impl Weight {
    /// Points of a kind that is named there: roles are named to say what a company is, the other kinds also because it
    /// has news, services, members.
    fn points(self, role: bool) -> u32 {
        match self {
            Self::Front => 8,
            Self::Title if role => 5,
            Self::Top | Self::Heading if role => 3,
            Self::Opening if role => 2,
            Self::Title => 2,
            Self::Footer | Self::Edge if !role => 0,
            Self::Edge => 0,
            _ => 1,
        }
    }

    /// Points of a claim there.
    fn claimed(self) -> u32 {
        match self {
            Self::Front => 10,
            Self::Title => 7,
            Self::Top | Self::Heading => 5,
            _ => CLAIM,
        }
    }

    /// A title or a heading.
    fn heads(self) -> bool {
        matches!(self, Self::Front | Self::Title | Self::Top | Self::Heading)
    }

    fn is_running(self) -> bool {
        !matches!(self, Self::Front | Self::Title)
    }
}

/// What is said for one kind.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Points in all.
    pub(super) points: u32,
    /// Of them, points of title, description and first heading.
    top: u32,
    /// Of them, points of running text that only names the kind.
    named: u32,
    /// Of them, points of the company's own claims.
    claimed: u32,
    best: u32,
    /// The words that say it best.
    pub(super) words: String,
}

impl Said {
    fn top(&mut self, points: u32) -> u32 {
        let points = points.min(MOST_TOP.saturating_sub(self.top));
        self.top += points;
        points
    }

    /// Can running text give it no more points?
    fn is_full(&self, role: bool) -> bool {
        let most = if role { MOST_NAMED } else { MOST_PHRASES };
        self.named >= most && self.claimed >= MOST_CLAIMED
    }

    /// Points that come from elsewhere than words.
    pub(super) fn give(&mut self, points: u32, words: &str) {
        self.points += points;
        if self.words.is_empty() || points > self.best {
            self.best = points;
            words.clone_into(&mut self.words);
        }
    }
}

/// A role needs this many points.
pub(super) const ENOUGH: u32 = 3;
/// What running text that only names a kind can give it in all.
const MOST_NAMED: u32 = 3;
/// What phrases of running text that only one kind says can give it in all.
const MOST_PHRASES: u32 = 4;
/// What title, description and first heading can give to one kind in all.
const MOST_TOP: u32 = 20;
/// What the company's own claims can give to one kind in all.
const MOST_CLAIMED: u32 = 8;
/// A claim of the company in running text.
const CLAIM: u32 = 4;
/// The company's own name says this.
const NAME: u32 = 2;
/// A heading of the front page begins with it.
const LEADS: u32 = 3;
/// What is said of works or of shelves, however often.
const HINT: u32 = 2;
/// A title names several kinds of traders, each in the plural.
const CROWD: u32 = 4;
/// Bytes of the shortest text that tells what somebody does.
const SHORTEST: usize = 18;
/// The paragraphs that open a page.
const OPENING: usize = 4;

/// What the words of a page say.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// By kind.
    pub(super) said: BTreeMap<&'static str, Said>,
    /// Names behind labels of sellers.
    pub(super) sellers: BTreeSet<String>,
}

/// What the words of a page say, by kind.
pub(super) fn read_words(reading: &Reading<'_>, company: Option<&str>) -> Read {
    let language = reading.document().language().or_else(|| spoken(reading));
    let language = language.map(known);
    let automaton = language.and_then(automaton).or_else(|| automaton("en"));
    let mut read = Read::default();
    let Some(automaton) = automaton else {
        return read;
    };
    let names = company.map_or_else(Vec::new, |c| names_in(automaton, c));
    let foreign = Foreign::of_page(reading, language);
    let does = language
        .and_then(does::language)
        .or_else(|| does::language("en"));
    for (text, weight) in texts(reading) {
        // A menu says nothing but that there is a cart.
        if weight == Weight::Edge && read.said.contains_key(SHOP) {
            continue;
        }
        // What the company is called counts once, however often it is called so.
        let text = without_names(text, &names);
        let other = if weight == Weight::Edge {
            None
        } else {
            foreign.of(&text)
        };
        let automaton = other.unwrap_or(automaton);
        weigh(automaton, &text, weight, &mut read);
        let tells = weight != Weight::Edge && weight != Weight::Footer && text.len() >= SHORTEST;
        if let Some(does) = does.filter(|_| tells) {
            for (role, words) in does::done(does, &text, company) {
                let said = read.said.entry(role).or_default();
                let points = claim(said, weight);
                said.give(points, words.trim());
            }
        }
    }
    for (name, kind) in names {
        read.said.entry(kind).or_default().give(NAME, name);
    }
    read
}

/// The language of the table that a page's is read as: its own, or the next of kin that traders of the country write too.
fn known(code: &str) -> &str {
    let kin = KIN.iter().find(|(other, _)| *other == code);
    kin.map(|(_, kin)| *kin)
        .or_else(|| crate::market::language(code).map(|l| l.code.as_str()))
        .unwrap_or(code)
}

const KIN: &[(&str, &str)] = &[
    ("gl", "es"),
    ("oc", "fr"),
    ("be", "ru"),
    ("ky", "ru"),
    ("tg", "ru"),
    ("tt", "ru"),
    ("tk", "ru"),
    ("af", "nl"),
    ("fy", "nl"),
    ("lb", "de"),
    ("jv", "id"),
    ("su", "id"),
    ("ne", "hi"),
    ("mr", "hi"),
];

/// What most of a page's country speak, where the page does not tell its language.
fn spoken(reading: &Reading<'_>) -> Option<&'static str> {
    let country = reading.country().and_then(crate::market::country)?;
    country.languages.first().map(String::as_str)
}

/// The texts of a page with their weights.
fn texts<'a>(reading: &Reading<'a>) -> Vec<(Cow<'a, str>, Weight)> {
    let document = reading.document();
    let front = is_front(document.url());
    let top = if front { Weight::Front } else { Weight::Title };
    let description = document.meta("description");
    let other = document
        .meta("og:description")
        .filter(|d| description != Some(d));
    let mut texts = vec![(Cow::from(document.title()), top)];
    let described = description.into_iter().chain(other);
    texts.extend(described.map(|d| (Cow::from(d), top)));
    let keywords = document.meta("keywords").into_iter();
    texts.extend(keywords.map(|k| (Cow::from(k), Weight::Body)));
    let mut paragraphs = 0;
    for block in document.blocks() {
        let weight = match (block.kind, block.region) {
            (_, Region::Nav | Region::Aside) => Weight::Edge,
            (BlockKind::Heading(1), _) if front => Weight::Front,
            (BlockKind::Heading(1 | 2), _) if front => Weight::Top,
            (BlockKind::Heading(level), _) if level <= 2 => Weight::Heading,
            (_, Region::Footer) => Weight::Footer,
            _ if block.text.len() > 80 && paragraphs < OPENING => {
                paragraphs += 1;
                Weight::Opening
            }
            _ => Weight::Body,
        };
        texts.push((own_words(document, block), weight));
    }
    texts
}

/// A block's text without the words that link to other sites: those name others.
fn own_words<'a>(document: &Document, block: &'a Block) -> Cow<'a, str> {
    let mut text = Cow::from(block.text.as_str());
    for span in block.spans.iter().rev() {
        if let Target::Link(link) = span.target
            && is_elsewhere(document, link)
            && text.get(span.start..span.end).is_some()
        {
            text.to_mut().replace_range(span.start..span.end, "\n");
        }
    }
    text
}

/// The front page of a site, or of one of its languages.
fn is_front(url: &Url) -> bool {
    let path = url.path().trim_matches('/');
    let front = path.is_empty() || path.len() == 2 || path.starts_with("index.");
    front && url.query().is_none()
}

fn weigh(automaton: &Automaton, text: &str, weight: Weight, read: &mut Read) {
    let matches: Vec<Match> = matches(automaton, text, weight == Weight::Edge).collect();
    let crowd = is_crowd(text, &matches);
    let trades: Vec<(usize, usize)> = matches
        .iter()
        .filter(|m| TRADES.contains(&m.kind) && m.number == Number::One)
        .map(|m| m.at)
        .collect();
    if crowd && !weight.is_running() {
        let said = read.said.entry("directory").or_default();
        let points = said.top(CROWD);
        said.give(points, text);
    }
    for found in matches {
        let Match { kind, number, at } = found;
        if kind == SELLER {
            let name = labelled(text, at.1).map(str::to_owned);
            read.sellers.extend(name);
            continue;
        }
        let kind = if kind == "manufacturer" && is_of_the_stage(text, at) {
            "service"
        } else {
            kind
        };
        let said = read.said.entry(kind).or_default();
        if kind == SHOP {
            said.points = 1;
            text[at.0..at.1].clone_into(&mut said.words);
            continue;
        }
        if [WORKS, SHELF].contains(&kind) {
            if weight != Weight::Edge {
                said.give(HINT.saturating_sub(said.points), around(text, at.0, at.1));
            }
            continue;
        }
        if kind == MARKET {
            let stated = weight == Weight::Top && at.0 == 0
                || is_stated(text, at.0, &automaton.is) && !names_a_place(&text[at.1..]);
            if stated {
                said.give(1, around(text, at.0, at.1));
            }
            continue;
        }
        if weight.is_running() && said.is_full(is_role(kind))
            || number == Number::Many && is_role(kind) && weight.heads() && is_alone(text, at)
        {
            continue;
        }
        let others = || {
            crowd && is_role(kind)
                || kind == "service" && (is_of_goods(text, at) || is_among_goods(text, at))
        };
        let points = match owner(text, &found, &automaton.is) {
            Owner::Others => 0,
            // "Our firm makes fire engines for municipalities": an authority says right away that it is one.
            Owner::Company if kind == "government" && !is_stated(text, at.0, &automaton.is) => {
                name(said, weight, (kind, number))
            }
            Owner::Company => claim(said, weight),
            Owner::Unsaid if others() => 0,
            Owner::Unsaid if weight == Weight::Top && at.0 == 0 && leads(kind, number) => {
                said.top(LEADS)
            }
            Owner::Unsaid if weight.is_running() && opens(text, found.at, &trades) => {
                said.named = MOST_NAMED;
                ENOUGH
            }
            Owner::Unsaid => name(said, weight, (kind, number)),
        };
        if points > said.best {
            said.best = points;
            around(text, at.0, at.1).clone_into(&mut said.words);
        }
        said.points += points;
    }
}

/// "Distribuidores — Muster": a title or heading that names several, and says no more of them, is of a page that shows or
/// seeks them.
fn is_alone(text: &str, (start, end): (usize, usize)) -> bool {
    let parts = ['|', '—', '–', '-', ':', '·', '•', '»', '«', '\n'];
    let before = text[..start].trim_end();
    let after = text[end..].trim_start_matches(['s', 'S']).trim_start();
    (before.is_empty() || before.ends_with(parts)) && (after.is_empty() || after.starts_with(parts))
}

/// Words that make a place on a market of it: "we are a market leader".
const PLACES: &[&str] = &[
    "leader", "leaders", "leading", "maker", "makers", "player", "research",
];

fn names_a_place(after: &str) -> bool {
    let next = after.trim_start_matches(['-', ' ']);
    let end = next.find(|c: char| !c.is_ascii_alphabetic());
    let next = &next[..end.unwrap_or(next.len())];
    PLACES.iter().any(|place| next.eq_ignore_ascii_case(place))
}

/// Importers, wholesalers and manufacturers in one breath are those a page helps to find. Without a word of that they
/// are a firm that says it is all of them ("manufacturers, wholesalers and distributors of valves").
fn is_crowd(text: &str, matches: &[Match]) -> bool {
    let many = matches.iter().filter(|m| m.number == Number::Many);
    let roles: BTreeSet<&str> = many.map(|m| m.kind).filter(|k| is_role(k)).collect();
    let lists = |m: &Match| ["directory", "marketplace"].contains(&m.kind);
    roles.len() >= 3 && (matches.iter().any(lists) || begins_to_find(text))
}

fn begins_to_find(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let finds = ["find", "search", "connect", "browse", "discover"];
    finds.iter().any(|word| first.eq_ignore_ascii_case(word))
}

/// A heading of the front page that begins with such a word says what the site is.
fn leads(kind: &str, number: Number) -> bool {
    number == Number::One && ["marketplace", "directory", "association"].contains(&kind)
}

/// The company says that it is one.
fn claim(said: &mut Said, weight: Weight) -> u32 {
    let points = weight.claimed();
    if !weight.is_running() {
        return said.top(points);
    }
    let points = points.min(MOST_CLAIMED.saturating_sub(said.claimed));
    said.claimed += points;
    points
}

/// It is named, whoever it is.
fn name(said: &mut Said, weight: Weight, (kind, number): (&str, Number)) -> u32 {
    let role = is_role(kind);
    let full = weight.points(role);
    let points = match (number, role) {
        // "The best shops" of a title are others'.
        (Number::Many, true) if !weight.is_running() && kind != "retailer" => full,
        (Number::Many, true) => full / 2,
        // Associations, towns, hotels in the plural are customers.
        (Number::Many, false) => full / 4,
        (Number::Part, _) => full.div_ceil(4),
        (Number::Phrase, _) => full * 2,
        (Number::One | Number::Claim, _) => full,
    };
    if !weight.is_running() {
        return said.top(points);
    }
    let most = match (role, number) {
        (true, _) => MOST_NAMED,
        (false, Number::Phrase) => MOST_PHRASES,
        (false, _) => 1,
    };
    let points = points.min(most.saturating_sub(said.named));
    said.named += points;
    points
}

fn around(text: &str, start: usize, end: usize) -> &str {
    let mut from = start.saturating_sub(50);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = (end + 50).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    let from = text[from..start]
        .find(' ')
        .filter(|_| from > 0)
        .map_or(from, |at| from + at + 1);
    let to = text[end..to]
        .rfind(' ')
        .filter(|_| to < text.len())
        .map_or(to, |at| end + at);
    &text[from..to]
}

#[cfg(test)]
mod tests;
