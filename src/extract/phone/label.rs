//! The labels of numbers: what the words before (or behind) a number say it reaches.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use crate::market;
use crate::text::fold;

/// What a label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "words that stand together in any combination"
)]
pub(super) struct Label {
    pub phone: bool,
    pub fax: bool,
    pub mobile: bool,
    pub whatsapp: bool,
    pub toll_free: bool,
    /// The number is none of a telephone.
    pub other: bool,
}

impl Label {
    /// Does it say that the number reaches somebody?
    pub fn is_positive(self) -> bool {
        self.phone || self.fax || self.mobile || self.whatsapp || self.toll_free
    }

    /// Does it say anything?
    pub fn is_told(self) -> bool {
        self.is_positive() || self.other
    }

    fn with(self, other: Self) -> Self {
        Self {
            phone: self.phone || other.phone,
            fax: self.fax || other.fax,
            mobile: self.mobile || other.mobile,
            whatsapp: self.whatsapp || other.whatsapp,
            toll_free: self.toll_free || other.toll_free,
            other: false,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    phone: Vec<String>,
    fax: Vec<String>,
    mobile: Vec<String>,
    whatsapp: Vec<String>,
    toll_free: Vec<String>,
    not_phone: Vec<String>,
    joiners: Vec<String>,
}

struct Table {
    words: AhoCorasick,
    labels: Vec<Label>,
    joiners: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../data/phone.toml")).expect("a test reads the table");
    let none = Label::default();
    let lists = [
        (
            file.phone,
            Label {
                phone: true,
                ..none
            },
        ),
        (file.fax, Label { fax: true, ..none }),
        (
            file.mobile,
            Label {
                mobile: true,
                ..none
            },
        ),
        (
            file.whatsapp,
            Label {
                whatsapp: true,
                ..none
            },
        ),
        (
            file.toll_free,
            Label {
                toll_free: true,
                ..none
            },
        ),
        (
            file.not_phone,
            Label {
                other: true,
                ..none
            },
        ),
    ];
    let (mut words, mut labels) = (Vec::new(), Vec::new());
    for (word, label) in lists
        .into_iter()
        .flat_map(|(list, label)| list.into_iter().map(move |w| (w, label)))
        .chain(of_markets())
    {
        let word = fold(&word);
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
            labels.push(label);
        }
    }
    let words = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&words)
        .expect("a short list of words");
    Table {
        words,
        labels,
        joiners: file.joiners,
    }
});

/// The labels of the market's languages. Words for two things at once are left to be read as two words.
fn of_markets() -> impl Iterator<Item = (String, Label)> {
    let none = Label::default();
    let lists = [
        ("label_fax", Label { fax: true, ..none }),
        (
            "label_mobile",
            Label {
                mobile: true,
                ..none
            },
        ),
        (
            "label_whatsapp",
            Label {
                whatsapp: true,
                ..none
            },
        ),
        (
            "label_phone",
            Label {
                phone: true,
                ..none
            },
        ),
        (
            "label_vat",
            Label {
                other: true,
                ..none
            },
        ),
    ];
    lists.into_iter().flat_map(|(id, label)| {
        let words = market::languages()
            .iter()
            .flat_map(move |l| market::words(&l.code, id));
        words
            .filter(|w| !w.contains('/') && w.chars().count() > 1)
            .map(move |w| (w.clone(), label))
    })
}

struct Hit {
    start: usize,
    end: usize,
    label: Label,
}

/// The label that stands last in a text, with those it is joined to (`Tel./Fax`).
pub(super) fn last(text: &str) -> Label {
    let folded = fold(text);
    let hits = hits(&folded);
    let Some(nearest) = hits.last() else {
        return Label::default();
    };
    // What stands far before a number is no label of it.
    if folded[nearest.end..].chars().count() > 30 {
        return Label::default();
    }
    let mut label = nearest.label;
    let mut start = nearest.start;
    for hit in hits.iter().rev().skip(1) {
        let between = folded[hit.end..start].trim_matches([' ', '.', ':', '(', ')']);
        if !is_joiner(between) || between.is_empty() && folded[hit.end..start].contains(':') {
            break;
        }
        if hit.label.other || label.other {
            break;
        }
        // "Mobile phone", "Tel. fax": the nearer word is the narrower one.
        label = if between.is_empty() && nearest_is_noun(hit.label, label) {
            hit.label.with(Label {
                phone: false,
                ..label
            })
        } else {
            label.with(hit.label)
        };
        start = hit.start;
    }
    label
}

/// "cell phone", "fax phone": the first word tells, the second is only the noun.
fn nearest_is_noun(first: Label, second: Label) -> bool {
    second.phone && !first.phone
}

/// The label at the beginning of a text, as in `(Fax)` behind a number.
pub(super) fn first_in(text: &str) -> Label {
    let folded = fold(text);
    let trimmed = folded.trim_start_matches([' ', '(', '-', '–', ',', '[']);
    let hits = hits(trimmed);
    match hits.first() {
        Some(hit)
            if hit.start == 0
                && !trimmed[hit.end..]
                    .trim_start_matches(['.', ' '])
                    .starts_with(|c: char| c.is_ascii_digit() || matches!(c, ':' | '+' | '(')) =>
        {
            hit.label
        }
        _ => Label::default(),
    }
}

/// May a text stand between two numbers under one label?
pub(super) fn is_joiner(text: &str) -> bool {
    let folded = fold(text);
    let text = folded.trim_matches([' ', '.', '(', ')', '\n']);
    TABLE.joiners.iter().any(|j| j == text)
}

/// What the class name or alternative text of an icon says.
pub(super) fn of_mark(words: &str) -> Label {
    let mut label = Label::default();
    for word in words.split(|c: char| !c.is_alphanumeric()) {
        match word {
            "fax" | "faxnumber" | "print" | "printer" | "telefax" => label.fax = true,
            "whatsapp" | "wa" => label.whatsapp = true,
            "mobile" | "mobil" | "cell" | "cellphone" | "handy" | "smartphone" | "celular"
            | "movil" | "mobilephone" => label.mobile = true,
            "phone" | "tel" | "telephone" | "telefon" | "telefono" | "telefone" | "call"
            | "phonenumber" | "earphone" => label.phone = true,
            "email" | "mail" | "envelope" => label.other = false,
            _ => {}
        }
    }
    if label.fax || label.whatsapp {
        label.phone = false;
    }
    label
}

fn hits(folded: &str) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let words = TABLE
        .words
        .find_iter(folded)
        .filter(|m| is_word(folded, m.start(), m.end()));
    for found in words {
        let (start, end) = (found.start(), found.end());
        // `Tel. No.:` is no other number than `Tel.:`.
        if &folded[start..end] == "no."
            && let Some(last) = hits.last_mut().filter(|h| !h.label.other)
            && folded[last.end..start].trim_matches([' ', '.']).is_empty()
        {
            last.end = end;
            continue;
        }
        hits.push(Hit {
            start,
            end,
            label: TABLE.labels[found.pattern().as_usize()],
        });
    }
    hits
}

/// Latin, Greek and Cyrillic labels are whole words; single letters must be followed by a mark.
fn is_word(text: &str, start: usize, end: usize) -> bool {
    let word = &text[start..end];
    let letters = |c: char| c.is_alphabetic() && (c as u32) < 0x600;
    let (before, after) = (
        text[..start].chars().next_back(),
        text[end..].chars().next(),
    );
    let bounded = (!word.starts_with(letters) || !before.is_some_and(letters))
        && (!word.ends_with(letters) || !after.is_some_and(letters));
    if !bounded {
        return false;
    }
    if word.len() == 1 {
        let apart = before
            .is_none_or(|c| c.is_whitespace() || matches!(c, '|' | '/' | '(' | '•' | '·' | ','));
        let marked = text[end..].trim_start().is_empty()
            || matches!(after, Some(':' | '.' | ')'))
            || text[end..].trim_start().starts_with(['+', '(', ':']);
        return apart && marked;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_in_many_languages() {
        for (text, fax) in [
            ("Fax-Nr.: ", true),
            ("Tel.: ", false),
            ("传真：", true),
            ("電話番号 ", false),
            ("Φαξ: ", true),
            ("Belgegeçer", true),
            ("โทรสาร", true),
            ("Telefoonnummer:", false),
            ("Tel. No.: ", false),
            ("Telephone No. ", false),
            ("Tel./Fax No.: ", true),
        ] {
            let label = last(text);
            assert!(label.is_positive(), "{text}");
            assert_eq!(label.fax, fax, "{text}");
        }
        assert!(last("USt-IdNr.: DE ").other && last("Item No.: ").other);
        assert!(last("T: ").phone && last("F: ").fax && last("F : ").fax);
        assert!(last("P.o Box ").other && last("P.O.: ").other && last("P.O.Box: ").other);
        assert!(last("Cell phone: ").mobile && !last("Cell phone: ").phone);
        assert!(!last("Hotel ").is_told());
    }

    #[test]
    fn the_nearest_label_holds() {
        assert!(last("Tel: 030 12 Fax: ").fax);
        assert!(!last("Tel: 030 12 Fax: ").phone);
        let both = last("Тел./факс: ");
        assert!(both.phone && both.fax);
    }
}
