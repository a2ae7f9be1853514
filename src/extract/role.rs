//! What the company says it is: importer, distributor, wholesaler, retailer, manufacturer or agent.
//!
//! The words are those of the language tables and of `data/roles.toml`, in the page's language and in English; one
//! automaton a language runs over the text as it stands, so that nothing need be folded. Title, description and
//! headings weigh most; "our suppliers", "become a distributor" and the like weigh nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{LazyLock, OnceLock};

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use super::kind::Kind;
use super::reading::Reading;
use crate::document::{BlockKind, Region};
use crate::finding::{Findings, Role};
use crate::market;
use crate::text::fold;

/// Roles of the company.
pub(super) const KIND: Kind = Kind {
    id: "roles",
    about: "what the company says it is: importer, distributor, wholesaler, retailer, manufacturer, agent",
    read,
};

/// The roles, in the order in which they are given.
const ROLES: &[&str] = &["importer", "distributor", "wholesaler", "retailer", "manufacturer", "agent"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Others {
    before: Vec<String>,
    after: Vec<String>,
    own: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    #[serde(rename = "_others")]
    others: Others,
    #[serde(flatten)]
    languages: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

struct Table {
    languages: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    before: HashSet<String>,
    after: HashSet<String>,
    own: HashSet<String>,
    automata: HashMap<String, OnceLock<Automaton>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("data/roles.toml")).expect("a test reads the table");
    let set = |list: &[String]| list.iter().map(|w| fold(w)).collect();
    let spoken = market::languages().iter().map(|l| l.code.clone());
    let automata = file.languages.keys().cloned().chain(spoken).map(|code| (code, OnceLock::new())).collect();
    Table { before: set(&file.others.before), after: set(&file.others.after), own: set(&file.others.own), languages: file.languages, automata }
});

/// The words of a language in the spellings that pages use.
struct Automaton {
    words: AhoCorasick,
    /// The role of each pattern, and whether it is a plural.
    of: Vec<(&'static str, Number)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    One,
    Many,
}

fn automaton(language: &str) -> Option<&'static Automaton> {
    let table = &*TABLE;
    table.automata.get(language).map(|cell| cell.get_or_init(|| build(language)))
}

fn build(language: &str) -> Automaton {
    let mut patterns = Vec::new();
    let mut of = Vec::new();
    let mut seen = BTreeSet::new();
    for &role in ROLES {
        let own = TABLE.languages.get(language).and_then(|l| l.get(role)).into_iter().flatten().map(|w| (w, number_of(w, language)));
        let one = market::words(language, role).iter().map(|w| (w, Number::One));
        let plural = format!("{role}_plural");
        let many = market::words(language, &plural).iter().map(|w| (w, Number::Many));
        for (word, number) in many.chain(own).chain(one) {
            for spelling in spellings(word) {
                if seen.insert(spelling.clone()) {
                    patterns.push(spelling);
                    of.push((role, number));
                }
            }
        }
    }
    let words = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns).expect("the table is small");
    Automaton { words, of }
}

/// English plurals in our own list; elsewhere endings say too little.
fn number_of(word: &str, language: &str) -> Number {
    if language == "en" && word.ends_with('s') && !word.contains(' ') { Number::Many } else { Number::One }
}

/// As given, lower, upper and title case, each also without accents.
fn spellings(word: &str) -> BTreeSet<String> {
    let lower = word.to_lowercase();
    let mut letters = lower.chars();
    let title: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let folded = fold(word);
    let mut first = folded.chars();
    let plain_title: String = first.next().into_iter().flat_map(char::to_uppercase).chain(first).collect();
    let each_title = lower.split(' ').map(|w| w.chars().next().into_iter().flat_map(char::to_uppercase).chain(w.chars().skip(1)).collect::<String>());
    let all_title = each_title.collect::<Vec<_>>().join(" ");
    [word.to_owned(), word.to_uppercase(), lower.clone(), title, all_title, folded.to_uppercase(), folded, plain_title].into_iter().filter(|s| s.chars().count() > 1).collect()
}

/// Where a text stands, and so what a word in it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    Title,
    Description,
    Heading,
    Opening,
    Body,
    Edge,
}

impl Weight {
    fn points(self) -> u32 {
        match self {
            Self::Title | Self::Description => 5,
            Self::Heading => 3,
            Self::Opening => 2,
            Self::Body => 1,
            Self::Edge => 0,
        }
    }
}

#[derive(Default)]
struct Said {
    points: u32,
    body: u32,
    best: u32,
    words: String,
}

/// A role needs this many points.
const ENOUGH: u32 = 3;
/// What running text can give to one role in all.
const MOST_BODY: u32 = 3;
/// The paragraphs that open a page.
const OPENING: usize = 4;

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let document = reading.document();
    let mut languages: Vec<&str> = document.language().into_iter().collect();
    if !languages.contains(&"en") {
        languages.push("en");
    }
    let automata: Vec<&Automaton> = languages.iter().filter_map(|l| automaton(l)).collect();
    let mut said: BTreeMap<&'static str, Said> = BTreeMap::new();
    for (text, weight) in texts(reading) {
        for automaton in &automata {
            weigh(automaton, text, weight, &mut said);
        }
    }
    for &role in ROLES {
        if let Some(found) = said.get(role).filter(|s| s.points >= ENOUGH) {
            findings.roles.push(Role { value: role.to_owned(), evidence: reading.evidence(&found.words) });
        }
    }
}

/// The texts of a page with their weights.
fn texts<'a>(reading: &Reading<'a>) -> Vec<(&'a str, Weight)> {
    let document = reading.document();
    let mut texts = vec![(document.title(), Weight::Title)];
    texts.extend(document.meta("description").map(|d| (d, Weight::Description)));
    texts.extend(document.meta("og:description").filter(|d| document.meta("description") != Some(d)).map(|d| (d, Weight::Description)));
    let mut paragraphs = 0;
    for block in document.blocks() {
        let weight = match (block.kind, block.region) {
            (_, Region::Nav | Region::Aside) => Weight::Edge,
            (BlockKind::Heading(level), _) if level <= 2 => Weight::Heading,
            (_, Region::Footer) => Weight::Body,
            _ if block.text.len() > 80 && paragraphs < OPENING => {
                paragraphs += 1;
                Weight::Opening
            }
            _ => Weight::Body,
        };
        texts.push((&block.text, weight));
    }
    texts
}

fn weigh(automaton: &Automaton, text: &str, weight: Weight, said: &mut BTreeMap<&'static str, Said>) {
    if weight == Weight::Edge {
        return;
    }
    for found in automaton.words.find_iter(text) {
        let (role, number) = automaton.of[found.pattern().as_usize()];
        let (start, end) = (found.start(), found.end());
        if !is_word(text, start, end) {
            continue;
        }
        let points = match owner(text, start, end) {
            Owner::Others => 0,
            Owner::Company => weight.points() + 2,
            Owner::Unsaid if number == Number::Many && weight != Weight::Title => weight.points() / 2,
            Owner::Unsaid => weight.points(),
        };
        add(said.entry(role).or_default(), points, weight, text, (start, end));
    }
}

fn add(said: &mut Said, points: u32, weight: Weight, text: &str, at: (usize, usize)) {
    let counted = if weight == Weight::Body { points.min(MOST_BODY.saturating_sub(said.body)) } else { points };
    if weight == Weight::Body {
        said.body += counted;
    }
    if points > said.best {
        said.best = points;
        said.words = around(text, at.0, at.1).to_owned();
    }
    said.points += counted;
}

/// A whole word, give or take the ending that its language puts to it; compounds may stand before it
/// (`Elektrogroßhandel`). Scripts without spaces have no borders to look at.
fn is_word(text: &str, start: usize, end: usize) -> bool {
    let first = text[start..].chars().next().unwrap_or(' ');
    if !first.is_ascii() && (first as u32) >= 0x0E00 {
        return true;
    }
    let before = text[..start].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '@' && c != '.' && c != '/');
    let compound = first.is_lowercase() && end - start >= 8;
    let tail = text[end..].chars().take_while(|c| c.is_alphabetic()).count();
    let latin = first.is_ascii();
    (before || compound) && tail <= if latin { 2 } else { 3 }
}

enum Owner {
    Company,
    Others,
    Unsaid,
}

const ARTICLES: &[&str] = &["a", "an", "the", "der", "die", "das", "den", "dem", "ein", "eine", "einen", "un", "una", "une", "le", "la", "les", "el", "los", "il", "o", "um", "uma", "een", "de", "en", "et"];

/// `is a`, `est un`: the words that make a role the company's own end in an article themselves.
fn ends_own(before: &[String]) -> bool {
    before.len() > 1 && TABLE.own.contains(&before[before.len() - 2..].join(" "))
}

/// Whose role the words around it make it.
fn owner(text: &str, start: usize, end: usize) -> Owner {
    let mut before: Vec<String> = last_words(&text[..start]).iter().map(|w| fold(w)).collect();
    while before.len() > 1 && before.last().is_some_and(|w| ARTICLES.contains(&w.as_str())) && !ends_own(&before) {
        before.pop();
    }
    let after: Vec<String> = text[end..].split_whitespace().take(2).map(|w| fold(w.trim_matches(|c: char| !c.is_alphanumeric()))).collect();
    let table = &*TABLE;
    let ends = |set: &HashSet<String>, most: usize| (1..=most.min(before.len())).any(|n| set.contains(&before[before.len() - n..].join(" ")));
    let begins = (1..=after.len()).any(|n| table.after.contains(&after[..n].join(" ")));
    if begins {
        Owner::Others
    } else if ends(&table.before, 2) && !ends(&table.own, 2) {
        Owner::Others
    } else if ends(&table.own, 2) || before.iter().rev().take(5).any(|w| matches!(w.as_str(), "we" | "wir" | "somos" | "sommes" | "siamo" | "мы" | "jestesmy")) {
        Owner::Company
    } else {
        Owner::Unsaid
    }
}

/// The last few words of a text, within the sentence.
fn last_words(text: &str) -> Vec<&str> {
    let mut from = text.len().saturating_sub(60);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = text[from..].rsplit(['.', '!', '?', '\n', ':', '|']).next().unwrap_or_default();
    let words: Vec<&str> = near.split_whitespace().collect();
    words[words.len().saturating_sub(5)..].to_vec()
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
    let from = text[from..start].find(' ').filter(|_| from > 0).map_or(from, |at| from + at + 1);
    let to = text[end..to].rfind(' ').filter(|_| to < text.len()).map_or(to, |at| end + at);
    &text[from..to]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(language: &str, text: &str, weight: Weight) -> BTreeMap<&'static str, u32> {
        let mut said = BTreeMap::new();
        weigh(automaton(language).unwrap(), text, weight, &mut said);
        said.into_iter().map(|(role, s)| (role, s.points)).filter(|(_, p)| *p > 0).collect()
    }

    #[test]
    fn a_company_says_what_it_is() {
        assert!(points("en", "We are a leading importer and distributor of tiles", Weight::Body)["importer"] >= ENOUGH);
        assert!(points("de", "Ihr Elektrogroßhandel in Hamburg", Weight::Title)["wholesaler"] >= ENOUGH);
        assert!(points("zh", "专业LED灯具生产厂家", Weight::Title)["manufacturer"] >= ENOUGH);
        assert!(points("ru", "Прямой импортер мрамора", Weight::Title)["importer"] >= ENOUGH);
    }

    #[test]
    fn the_roles_of_others_do_not_count() {
        assert!(points("en", "Become a distributor", Weight::Heading).is_empty());
        assert!(points("en", "Our suppliers and our manufacturers", Weight::Heading).is_empty());
        assert!(points("de", "Für Hersteller", Weight::Heading).is_empty());
        assert!(points("en", "Distributor login", Weight::Heading).is_empty());
    }

    #[test]
    fn every_language_of_the_table_has_the_six_roles() {
        for (language, roles) in &TABLE.languages {
            assert!(ROLES.iter().all(|r| roles.get(*r).is_some_and(|w| !w.is_empty())), "{language}");
        }
    }
}
