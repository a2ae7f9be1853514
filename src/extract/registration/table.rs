//! The labels of registration numbers and what stands around them (`data/registrations.toml`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use crate::extract::phrase::Beginnings;
use crate::text::fold;

/// Which letters belong to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Form {
    Digits,
    Prefixed,
    Mixed,
    Labelled,
}

/// A scheme of numbers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Number {
    pub(super) kind: String,
    /// Whose number it is, alpha-2.
    #[serde(default)]
    pub(super) country: Option<String>,
    labels: Vec<String>,
    /// Least and most digits.
    pub(super) digits: (usize, usize),
    pub(super) form: Form,
    #[serde(default)]
    pub(super) forms: Vec<String>,
    #[serde(default)]
    pub(super) check: Option<String>,
    /// Digits and letters in all.
    #[serde(default)]
    pub(super) length: Option<usize>,
    /// What the number begins with, written or not.
    #[serde(default)]
    pub(super) named: Option<String>,
    /// The label is one in capitals only.
    #[serde(default)]
    pub(super) capitals: bool,
    /// Only on pages of its country.
    #[serde(default)]
    pub(super) home: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    makers: Vec<String>,
    sections: BTreeSet<String>,
    number: Vec<Number>,
}

/// The table with its automata.
pub(super) struct Table {
    pub(super) numbers: Vec<Number>,
    labels: AhoCorasick,
    /// The schemes of each label: its own, then those of the labels it begins with.
    of: Vec<Schemes>,
    makers: AhoCorasick,
    sections: BTreeSet<String>,
    /// How headings begin that begin with one of them.
    made: Beginnings,
}

struct Schemes {
    all: Vec<usize>,
    own: usize,
}

/// The table, read on first use.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../data/registrations.toml")).expect("a test reads the table");
    let mut labels: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, number) in file.number.iter().enumerate() {
        for label in &number.labels {
            labels.entry(fold_label(label)).or_default().push(at);
        }
    }
    let automaton = |words: Vec<String>| {
        AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words)
            .expect("the table is small")
    };
    let makers: Vec<String> = file.makers.iter().map(|w| fold(w)).collect();
    let sections: BTreeSet<String> = file.sections.iter().map(|w| fold(w)).collect();
    let parts = makers.iter().chain(&sections);
    Table {
        made: Beginnings::new(parts.map(String::as_str)),
        labels: automaton(labels.keys().cloned().collect()),
        of: labels.keys().map(|l| schemes_of(l, &labels)).collect(),
        makers: automaton(makers),
        sections,
        numbers: file.number,
    }
});

/// `nif:` is also what `nif` is.
fn schemes_of(label: &str, labels: &BTreeMap<String, Vec<usize>>) -> Schemes {
    let mut all = labels[label].clone();
    let own = all.len();
    for (shorter, schemes) in labels {
        let rest = label.strip_prefix(shorter.as_str());
        let begins = rest.is_some_and(|r| r.starts_with(|c: char| !c.is_alphanumeric()));
        if begins {
            all.extend(schemes.iter().filter(|n| !labels[label].contains(n)));
        }
    }
    Schemes { all, own }
}

/// Folding trims; a label may end in a space on purpose.
fn fold_label(label: &str) -> String {
    let folded = fold(label);
    if label.ends_with(' ') {
        format!("{folded} ")
    } else {
        folded
    }
}

/// A label in a folded line.
#[derive(Debug)]
pub(super) struct Label {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: String,
    /// The schemes it may be a label of.
    pub(super) numbers: &'static [usize],
    own: usize,
    /// All its letters are capitals as the page writes it.
    pub(super) in_capitals: bool,
}

impl Label {
    /// Does the number begin with its label?
    pub(super) fn is_part(&self) -> bool {
        let mut schemes = self.numbers.iter().map(|at| &TABLE.numbers[*at]);
        schemes.any(|n| n.form == Form::Labelled)
    }

    /// Is one of its schemes read on the pages of a country?
    pub(super) fn may_be_of(&self, country: Option<&str>) -> bool {
        let mut schemes = self.numbers.iter().map(|at| &TABLE.numbers[*at]);
        schemes.any(|n| !n.home || country.is_some() && n.country.as_deref() == country)
    }

    /// Do two labels say one scheme?
    pub(super) fn shares_with(&self, other: &Self) -> bool {
        let theirs = &other.numbers[..other.own];
        self.numbers[..self.own].iter().any(|n| theirs.contains(n))
    }
}

/// The labels of a line that are words of their own; `folded` is the line, folded.
pub(super) fn labels_in(line: &str, folded: &str) -> Vec<Label> {
    let table = &*TABLE;
    let mut found = Vec::new();
    let mut written = None;
    for one in table.labels.find_iter(folded) {
        let (start, end) = (one.start(), one.end());
        let letters = &*written.get_or_insert_with(|| Letters::of(line, folded));
        if begins(folded, start, end, letters) && ends(folded, start, end) {
            found.push(Label {
                start,
                end,
                text: folded[start..end].trim().to_owned(),
                numbers: &table.of[one.pattern().as_usize()].all,
                own: table.of[one.pattern().as_usize()].own,
                in_capitals: letters.are_capitals(start, end),
            });
        }
    }
    found
}

/// A label begins a word: behind a digit, behind a small letter where it is in capitals (pages put such things side by
/// side without a space), and anywhere in scripts without spaces.
fn begins(folded: &str, start: usize, end: usize, letters: &Letters) -> bool {
    let Some(before) = folded[..start].chars().next_back() else {
        return true;
    };
    let wide = folded[start..].starts_with(|c: char| (c as u32) >= 0x0E00);
    let long = folded[start..end]
        .chars()
        .filter(|c| c.is_alphabetic())
        .count()
        > 2;
    !before.is_alphanumeric()
        || wide
        || before.is_ascii_digit() && long
        || letters.rise_at(start) && long
}

/// A label is not the beginning of a longer word.
fn ends(folded: &str, start: usize, end: usize) -> bool {
    let rest = &folded[end..];
    let last = folded[start..end].chars().next_back();
    let open = last.is_none_or(|c| !c.is_alphanumeric() || (c as u32) >= 0x0E00);
    let goes_on = rest.starts_with(|c: char| c.is_alphabetic());
    // Behind a hyphen, as in `che-`, the number itself begins.
    open || !goes_on
        || ["nr", "nummer", "no", "nº"]
            .iter()
            .any(|w| rest.starts_with(w))
        || begins_number(rest)
}

/// `NIFB64287055`, `UIDATU68772937`: up to three letters, then at least four digits.
fn begins_number(rest: &str) -> bool {
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digits = rest[letters..].bytes().take_while(u8::is_ascii_digit);
    letters <= 3 && digits.count() >= 4
}

/// The letters of a line as written, by the places of its folded form; empty where folding changed their number.
struct Letters(Vec<(usize, char)>);

impl Letters {
    fn of(line: &str, folded: &str) -> Self {
        if line.chars().count() != folded.chars().count() {
            return Self(Vec::new());
        }
        let places = folded.char_indices().map(|(at, _)| at);
        Self(places.zip(line.chars()).collect())
    }

    /// Does a capital stand there behind a small letter?
    fn rise_at(&self, start: usize) -> bool {
        let at = self.0.partition_point(|(place, _)| *place < start);
        let here = self.0.get(at).is_some_and(|(_, c)| c.is_uppercase());
        let before = at.checked_sub(1).and_then(|at| self.0.get(at));
        here && before.is_some_and(|(_, c)| c.is_lowercase())
    }

    fn are_capitals(&self, start: usize, end: usize) -> bool {
        let here = self.0.iter().filter(|(at, _)| (start..end).contains(at));
        let mut letters = here.filter(|(_, c)| c.is_alphabetic()).peekable();
        letters.peek().is_some() && letters.all(|(_, c)| c.is_uppercase())
    }
}

/// Does a text name who made or hosts the site?
pub(in crate::extract) fn is_of_a_maker(folded: &str) -> bool {
    TABLE.makers.find_iter(folded).any(|one| {
        let before = folded[..one.start()].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric())
    })
}

/// Does a heading begin the part about who made or hosts the site?
pub(super) fn begins_a_makers_part(heading: &str) -> bool {
    let plain = heading.trim_start_matches(|c: char| !c.is_alphabetic());
    if !TABLE.made.may_have(plain) {
        return false;
    }
    let folded = fold(plain);
    let plain = folded.trim_start_matches(|c: char| !c.is_alphabetic());
    let first = TABLE.makers.find(plain).is_some_and(|one| one.start() == 0);
    first || TABLE.sections.contains(plain.trim_end_matches([':', ' ']))
}

/// Words for hosting begin like these, whatever letter before is accented or a capital.
static HOSTS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words = [
        "berg",
        "host",
        "aloja",
        "hosped",
        "zduir",
        "rhely",
        "остинг",
        "registrar",
    ];
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(words)
        .expect("a short list of words")
});

/// Does a line begin the part about who hosts the site: `Hébergeur`, `Le site est hébergé par :`, `Hosting`?
pub(in crate::extract) fn begins_a_hosts_part(line: &str) -> bool {
    if line.len() > LONGEST_HEADING || !HOSTS.is_match(line) {
        return false;
    }
    let folded = fold(line);
    let plain = folded
        .trim_start_matches(|c: char| !c.is_alphabetic())
        .trim_end_matches([':', ' ', '.']);
    let opens = |at: usize| {
        let rest = &plain[at..];
        // `hébergé par` alone: who it is stands below.
        ["par", "by", "bei", "por", "da", "da:", "von"]
            .iter()
            .any(|by| rest.ends_with(by))
    };
    HOSTS.is_match(plain)
        && (TABLE.sections.contains(plain)
            || plain.split(' ').count() <= 2 && TABLE.makers.is_match(&format!("{plain} :"))
            || TABLE
                .makers
                .find(plain)
                .is_some_and(|one| opens(one.start())))
}

/// A heading is shorter.
const LONGEST_HEADING: usize = 70;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_and_every_number_has_a_label_and_a_length() {
        assert!(TABLE.numbers.len() > 80);
        for number in &TABLE.numbers {
            assert!(!number.labels.is_empty() && number.digits.0 <= number.digits.1);
        }
    }

    #[test]
    fn the_part_about_the_host_is_told_by_its_first_line() {
        for line in [
            "Hébergeur",
            "2. Hébergement du site",
            "Le site est hébergé par :",
            "Hosting",
            "Hosted by",
        ] {
            assert!(begins_a_hosts_part(line), "{line}");
        }
        for line in [
            "Hosting & Domains since 1999",
            "Impressum",
            "Webdesign: Muster Media",
            "Hosted by Muster Ltd",
        ] {
            assert!(!begins_a_hosts_part(line), "{line}");
        }
    }

    #[test]
    fn a_label_is_a_word_of_its_own_also_where_no_space_parts_it() {
        let texts = |line: &str| -> Vec<String> {
            let labels = labels_in(line, &fold(line)).into_iter();
            labels.map(|l| l.text).collect()
        };
        assert_eq!(texts("SídloIČO: 12DIČ: 34"), ["ico", "dic"]);
        assert_eq!(texts("대표사업자등록번호: 12"), ["사업자등록번호"]);
        assert!(texts("historico, magnit, garnier").is_empty());
    }
}
