//! Registration numbers: VAT, company registers and tax numbers, behind their labels. In `data/registrations.toml`.

mod check;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use super::kind::Kind;
use super::reading::Reading;
use crate::finding::{Findings, Registration};
use crate::text::fold;

/// VAT and register numbers.
pub(super) const KIND: Kind = Kind {
    id: "registrations",
    about: "VAT and register numbers",
    read,
};

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let found = find(reading).into_iter();
    findings.registrations.extend(found.map(|f| Registration {
        value: f.value,
        kind: f.kind.to_owned(),
        evidence: reading.evidence(&f.words),
    }));
}

/// A number found.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    value: String,
    kind: &'static str,
    words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Form {
    Digits,
    Prefixed,
    Mixed,
    Labelled,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Number {
    kind: String,
    #[serde(default)]
    #[expect(dead_code, reason = "says to readers of the table whose number it is")]
    country: Option<String>,
    labels: Vec<String>,
    digits: (usize, usize),
    form: Form,
    #[serde(default)]
    check: Option<String>,
    #[serde(default)]
    length: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    number: Vec<Number>,
}

struct Table {
    numbers: Vec<Number>,
    labels: AhoCorasick,
    /// The number of each label.
    of: Vec<usize>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("data/registrations.toml")).expect("a test reads the table");
    let pairs: Vec<(String, usize)> = file
        .number
        .iter()
        .enumerate()
        .flat_map(|(at, n)| n.labels.iter().map(move |l| (fold_label(l), at)))
        .collect();
    let labels = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(pairs.iter().map(|(l, _)| l))
        .expect("the table is small");
    Table {
        of: pairs.into_iter().map(|(_, at)| at).collect(),
        numbers: file.number,
        labels,
    }
});

/// Folding trims; a label may end in a space on purpose.
fn fold_label(label: &str) -> String {
    let folded = fold(label);
    if label.ends_with(' ') {
        format!("{folded} ")
    } else {
        folded
    }
}

static VAT_FORMS: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    toml::from_str(include_str!("data/vat_forms.toml")).expect("a test reads the table")
});

/// A longer line is running text: its numbers are about something else.
const LONGEST: usize = 500;

/// The registration numbers of a page, each once, in order.
fn find(reading: &Reading<'_>) -> Vec<Found> {
    let mut found = described(reading);
    for (at, line) in reading.lines().iter().enumerate() {
        let own = line.has_digit && line.text.len() <= LONGEST;
        if own && line.text.bytes().filter(u8::is_ascii_digit).count() >= 4 {
            found.extend(in_line(line.text));
            // The label on the line above, the number alone.
            if let Some(above) = at
                .checked_sub(1)
                .map(|i| reading.lines()[i].text)
                .filter(|t| t.len() < 48 && line.text.len() < 40)
                .filter(|t| TABLE.labels.is_match(&fold(t)))
            {
                found.extend(in_line(&format!("{above}: {}", line.text)));
            }
        }
    }
    let mut seen = BTreeSet::new();
    found.retain(|f| seen.insert((f.kind, f.value.clone())));
    found
}

fn described(reading: &Reading<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for thing in reading.things() {
        for key in ["vatID", "taxID"] {
            let Some(value) = super::linked::text(thing, key) else {
                continue;
            };
            let compact = compact(&value);
            if is_vat(&compact) {
                found.push(Found {
                    value: compact,
                    kind: "vat",
                    words: format!("{key}: {value}"),
                });
            }
        }
    }
    found
}

fn in_line(line: &str) -> Vec<Found> {
    let table = &*TABLE;
    let folded = fold(line);
    let mut found = Vec::new();
    for label in table.labels.find_iter(&folded) {
        if folded[..label.start()]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
        {
            continue;
        }
        let number = &table.numbers[table.of[label.pattern().as_usize()]];
        let rest = &folded[label.end()..];
        if rest.starts_with(char::is_alphabetic)
            && label.end() > 0
            && folded.as_bytes()[label.end() - 1].is_ascii_alphanumeric()
            && number.form != Form::Labelled
        {
            // The label is the beginning of a longer word.
            if !rest.starts_with("nr") && !rest.starts_with("nummer") {
                continue;
            }
        }
        if let Some(value) = value_behind(number, &folded[label.start()..label.end()], rest) {
            found.push(Found {
                value,
                kind: &number.kind,
                words: crate::text::shorten(line, 160),
            });
        }
    }
    found
}

/// Words between a label and its number.
const FILLERS: &[&str] = &[
    "nr",
    "no",
    "number",
    "nummer",
    "n",
    "id",
    "idnr",
    "reg",
    "gem",
    "gemass",
    "gemaess",
    "ustg",
    "§27a",
    "§",
    "a",
    "27",
    "27a",
    "umsatzsteuergesetz",
    "is",
    "code",
    "num",
    "numero",
    "eu",
    "ue",
    "identification",
    "intracommunautaire",
    "nro",
    "numarasi",
    "de",
    "paris",
    "lyon",
    "b",
    "art",
    "ident",
];

fn value_behind(number: &Number, label: &str, rest: &str) -> Option<String> {
    let mut value = String::new();
    let mut digits = 0;
    let mut words = 0;
    let tail: &str = rest
        .get(..rest.char_indices().nth(90).map_or(rest.len(), |(at, _)| at))
        .unwrap_or_default();
    for word in tail
        .split([' ', ':', '：', '#', '(', ')', ',', '\u{a0}'])
        .filter(|w| !w.is_empty())
    {
        let bare: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        let here = bare.bytes().filter(u8::is_ascii_digit).count();
        let fits = here > 0
            || (1..=3).contains(&bare.len()) && number.form != Form::Digits && value.is_empty();
        let filler = FILLERS.contains(&word.trim_matches(['.', '-', '/']))
            && value.bytes().all(|b| !b.is_ascii_digit());
        words += 1;
        if filler && !(number.form == Form::Mixed && here == 0 && bare.len() == 2 && bare == "de") {
            continue;
        }
        if digits + here > number.digits.1
            || !fits
            || !word
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/'))
        {
            if value.is_empty() && words < 8 {
                continue;
            }
            break;
        }
        digits += here;
        value.push_str(&bare);
    }
    let value = value.to_uppercase();
    let value = if number.form == Form::Labelled {
        format!(
            "{}{value}",
            label.trim().trim_end_matches('-').to_uppercase()
        )
    } else {
        value
    };
    valid(number, &value, digits).then_some(value)
}

fn valid(number: &Number, value: &str, digits: usize) -> bool {
    let long_enough = digits >= number.digits.0
        && digits <= number.digits.1
        && number
            .length
            .is_none_or(|l| value.len() == l || number.kind == "rfc" && value.len() == 13);
    let plain: String = value.chars().filter(char::is_ascii_digit).collect();
    let checked = number
        .check
        .as_deref()
        .is_none_or(|rule| check::holds(rule, &plain));
    long_enough
        && checked
        && (number.kind != "vat"
            || number.check.is_some()
            || is_vat(value)
            || plain.len() >= 8 && plain.len() == value.len())
}

fn compact(value: &str) -> String {
    value
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_uppercase()
}

/// Has it the form of a VAT number of the country its letters name?
fn is_vat(value: &str) -> bool {
    let Some((country, rest)) = value.split_at_checked(2) else {
        return false;
    };
    let fits = |form: &String| {
        form.len() == rest.len()
            && form.chars().zip(rest.chars()).all(|(f, c)| match f {
                '9' => c.is_ascii_digit(),
                'A' => c.is_ascii_alphabetic(),
                '?' => c.is_ascii_alphanumeric(),
                f => f == c,
            })
    };
    VAT_FORMS
        .get(country)
        .is_some_and(|forms| forms.iter().any(fits))
        || country == "CH" && check::is_swiss(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(line: &str) -> Option<(&'static str, String)> {
        in_line(line).into_iter().next().map(|f| (f.kind, f.value))
    }

    #[test]
    fn numbers_are_read_behind_their_labels() {
        assert_eq!(
            first("USt-IdNr.: DE 153 059 887"),
            Some(("vat", "DE153059887".into()))
        );
        assert_eq!(
            first(
                "Umsatzsteuer-Identifikationsnummer gemäß § 27 a Umsatzsteuergesetz: DE153059887"
            ),
            Some(("vat", "DE153059887".into()))
        );
        assert_eq!(
            first("Amtsgericht Hamburg, HRB 12345"),
            Some(("register", "HRB12345".into()))
        );
        assert_eq!(
            first("P.IVA 00743110157"),
            Some(("vat", "00743110157".into()))
        );
        assert_eq!(
            first("CNPJ: 11.222.333/0001-81"),
            Some(("cnpj", "11222333000181".into()))
        );
        assert_eq!(
            first("ИНН 7707083893 / КПП 770701001"),
            Some(("inn", "7707083893".into()))
        );
        assert_eq!(
            first("GSTIN: 27AAPFU0939F1ZV"),
            Some(("gstin", "27AAPFU0939F1ZV".into()))
        );
        assert_eq!(
            first("NIP: 526-10-40-828"),
            Some(("nip", "5261040828".into()))
        );
    }

    #[test]
    fn a_number_with_a_wrong_check_digit_or_no_label_is_none() {
        assert_eq!(first("NIP: 526-10-40-829"), None);
        assert_eq!(first("CNPJ: 11.222.333/0001-82"), None);
        assert_eq!(first("call 5261040828 now"), None);
        assert_eq!(first("VAT is 20 % of 1000000"), None);
    }

    #[test]
    fn the_tables_are_read() {
        assert!(TABLE.numbers.len() > 40 && VAT_FORMS.len() > 25);
    }
}
