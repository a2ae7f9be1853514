//! People with their functions: beside a label (`Inhaber: Max Muster`), or a name with its function after or below it.
//! Careful: a name without a function is none, and nothing that may be a firm, a place or a heading.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use super::linked::{text, types};
use super::kind::Kind;
use super::reading::Reading;
use crate::finding::{Findings, Person};
use crate::text::fold;

/// People with their functions.
pub(super) const KIND: Kind = Kind {
    id: "people",
    about: "people with their functions",
    read,
};

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let found = find(reading).into_iter();
    findings.people.extend(found.map(|f| Person { value: f.name, function: Some(f.function), evidence: reading.evidence(&f.words) }));
}

/// A person found.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    name: String,
    function: String,
    words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    function: Vec<String>,
    before: Vec<String>,
    no_name: Vec<String>,
}

struct Table {
    functions: AhoCorasick,
    /// The functions from this pattern on stand only before a name.
    before_from: usize,
    no_name: HashSet<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("data/functions.toml")).expect("a test reads the table");
    let folded = |list: &[String]| list.iter().map(|w| fold(w)).collect::<Vec<_>>();
    let functions = folded(&file.function);
    let before_from = functions.len();
    let patterns: Vec<String> = functions.into_iter().chain(folded(&file.before)).collect();
    let functions = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns).expect("the table is small");
    Table { functions, before_from, no_name: file.no_name.iter().map(|w| fold(w)).collect() }
});

/// A person's line is short.
const LONGEST: usize = 120;
/// More people are a list of somebody else's.
const MOST: usize = 40;

/// The people of a page, each once, in order.
fn find(reading: &Reading<'_>) -> Vec<Found> {
    let mut found = described(reading);
    for (at, line) in reading.lines().iter().enumerate() {
        if line.text.len() <= LONGEST && found.len() < MOST && may_have_function(line.text) {
            let above = at.checked_sub(1).map(|i| reading.lines()[i].text);
            let below = reading.lines().get(at + 1).map(|l| l.text);
            found.extend(in_line(line.text, above, below));
        }
    }
    let mut seen = BTreeSet::new();
    found.retain(|f| seen.insert(fold(&f.name)));
    found
}

fn described(reading: &Reading<'_>) -> Vec<Found> {
    let people = reading.things().iter().filter(|t| types(t).contains(&"Person"));
    people
        .filter_map(|t| {
            let (name, function) = (text(t, "name")?, text(t, "jobTitle")?);
            name_at_start(&name).map(|_| Found { words: format!("{name}, {function}"), name: name.clone(), function })
        })
        .collect()
}

/// Functions are capitalised or stand in a short line: a line of lower-case words alone has none.
fn may_have_function(line: &str) -> bool {
    !line.is_ascii() || line.bytes().any(|b| b.is_ascii_uppercase())
}

struct Function {
    start: usize,
    end: usize,
    only_before: bool,
}

/// The first function in a line, as a byte range of the line.
fn function_in(line: &str, folded: &str) -> Option<Function> {
    let found = TABLE.functions.find_iter(folded).find(|m| {
        let before = folded[..m.start()].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let after = folded[m.end()..].chars().next().is_none_or(|c| !c.is_alphanumeric() || !c.is_ascii() && !folded.is_ascii() && is_wide(c));
        before && after
    })?;
    // Folding may change lengths; the range is found again by counting letters.
    let (start, end) = if folded.len() == line.len() { (found.start(), found.end()) } else { by_letters(line, folded, found.start(), found.end())? };
    line.is_char_boundary(start).then_some(())?;
    line.is_char_boundary(end).then_some(Function { start, end, only_before: found.pattern().as_usize() >= TABLE.before_from })
}

fn is_wide(c: char) -> bool {
    matches!(c as u32, 0x2E80..=0x9FFF | 0xAC00..=0xD7AF)
}

fn by_letters(line: &str, folded: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    if folded.chars().count() != line.chars().count() {
        return None;
    }
    let place = |byte: usize| line.char_indices().nth(folded[..byte].chars().count()).map_or(line.len(), |(at, _)| at);
    Some((place(start), place(end)))
}

fn in_line(line: &str, above: Option<&str>, below: Option<&str>) -> Vec<Found> {
    let folded = fold(line);
    let Some(function) = function_in(line, &folded) else { return Vec::new() };
    let said = line[function.start..function.end].to_owned();
    let (before, after) = (&line[..function.start], &line[function.end..]);
    let with = |name: String, function: String| Found { name, function, words: crate::text::shorten(line, 160) };
    if let Some(rest) = after.trim_start().strip_prefix([':', '：']).or_else(|| after.strip_prefix('　')) {
        let names = names_in(rest.trim());
        if !names.is_empty() {
            return names.into_iter().map(|n| with(n, said.clone())).collect();
        }
        let alone = rest.trim().is_empty();
        return below.filter(|_| alone).map(names_in).unwrap_or_default().into_iter().map(|n| with(n, said.clone())).collect();
    }
    if function.only_before {
        return Vec::new();
    }
    // `Max Muster, Geschäftsführer`
    let front = before.trim_end().trim_end_matches([',', '-', '–', '—', '(', '|', '/', ':', '·']).trim();
    let separated = front.len() < before.trim_end().len();
    if separated
        && let Some(name) = whole_name(front)
    {
        return vec![with(name, tail_of(&line[function.start..]))];
    }
    // The function alone, its name on the line above.
    let alone = before.trim().is_empty() && after.trim().split(' ').count() <= 5;
    above.filter(|_| alone && before.is_empty()).and_then(whole_name).map(|n| with(n, tail_of(line))).into_iter().collect()
}

/// The function as worded, without what follows it in brackets or after a separator.
fn tail_of(text: &str) -> String {
    let end = text.find([')', '|', '•', ';']).unwrap_or(text.len());
    crate::text::shorten(text[..end].trim().trim_end_matches([',', '.']), 80)
}

/// One or more names at the start of a text, separated by commas, `und`, `and`.
fn names_in(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for part in text.split([',', ';', '/', '|', '、']).flat_map(|p| p.split(" und ")).flat_map(|p| p.split(" and ")).flat_map(|p| p.split(" & ")) {
        let Some(name) = name_at_start(part.trim()) else { break };
        names.push(name);
        if names.len() >= 4 {
            break;
        }
    }
    names
}

/// The text, if all of it is a name.
fn whole_name(text: &str) -> Option<String> {
    let text = text.trim();
    let name = name_at_start(text)?;
    (name.len() + 14 >= text.len() && text.ends_with(name.split(' ').next_back()?)).then_some(name)
}

/// Titles before names, and small words inside them.
const TITLES: &[&str] = &["dr", "prof", "dipl", "ing", "mr", "mrs", "ms", "herr", "herrn", "frau", "dipl-ing", "mag", "m", "mme", "sr", "sra", "sig", "dott", "don", "pan", "pani", "inz", "mgr", "dipl-kfm", "mba", "hon", "eng"];
const LINKS: &[&str] = &["von", "van", "de", "da", "di", "del", "der", "den", "dos", "la", "le", "el", "al", "bin", "ter", "zu", "e", "y"];

fn name_at_start(text: &str) -> Option<String> {
    if text.chars().next().is_some_and(is_wide) {
        return wide_name(text);
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut full = 0;
    for word in text.split_whitespace() {
        let bare = word.trim_end_matches([',', '.', ':', ')']);
        let folded = fold(bare).replace('.', "");
        if kept.is_empty() && TITLES.contains(&folded.as_str()) {
            continue;
        }
        if TABLE.no_name.contains(&folded) || !is_name_word(bare, &folded) {
            break;
        }
        if !LINKS.contains(&folded.as_str()) {
            full += 1;
        }
        kept.push(if bare.chars().count() == 1 { word.trim_end_matches([',', ':', ')']) } else { bare });
        if kept.len() >= 5 || word.ends_with([',', ':', ')']) {
            break;
        }
    }
    while kept.last().is_some_and(|w| LINKS.contains(w)) {
        kept.pop();
    }
    let long = kept.iter().any(|w| w.chars().count() >= 3);
    ((2..=4).contains(&full) && long).then(|| kept.join(" "))
}

fn is_name_word(word: &str, folded: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let plain = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
    plain && (first || LINKS.contains(&folded)) && word.chars().count() <= 20
}

/// Two to five letters of a script without spaces: `山田 太郎`, `王经理` is none.
fn wide_name(text: &str) -> Option<String> {
    let name: String = text.chars().take_while(|c| is_wide(*c) || matches!(c, ' ' | '　')).collect();
    let name = name.trim();
    let letters = name.chars().filter(|c| is_wide(*c)).count();
    let whole = text.chars().count() <= 12;
    (whole && (2..=5).contains(&letters) && name.split([' ', '　']).count() <= 2).then(|| name.replace('　', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str, above: Option<&str>) -> Vec<(String, String)> {
        in_line(line, above, None).into_iter().map(|f| (f.name, f.function)).collect()
    }

    #[test]
    fn a_name_behind_a_function_is_a_person() {
        assert_eq!(of("Geschäftsführer: Max Muster, Dr. Eva von Beispiel", None), vec![("Max Muster".into(), "Geschäftsführer".into()), ("Eva von Beispiel".into(), "Geschäftsführer".into())]);
        assert_eq!(of("Генеральный директор: Иванов Иван Иванович", None)[0].0, "Иванов Иван Иванович");
        assert_eq!(of("代表取締役：山田 太郎", None)[0].0, "山田 太郎");
    }

    #[test]
    fn a_function_after_or_below_a_name_is_its_function() {
        assert_eq!(of("Anna Schmidt, Head of Purchasing", None), vec![("Anna Schmidt".into(), "Head of Purchasing".into())]);
        assert_eq!(of("Managing Director", Some("John A. Smith")), vec![("John A. Smith".into(), "Managing Director".into())]);
    }

    #[test]
    fn firms_and_headings_are_no_people() {
        assert!(of("Sales Manager", Some("Our Sales Team")).is_empty());
        assert!(of("Owner: Muster Trading Ltd", None).is_empty());
        assert!(of("Director of the board", None).is_empty());
    }
}
