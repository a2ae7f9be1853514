//! Who reads a mailbox, by the words of its local part; and which people decide on buying, by their function.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::finding::{Email, EmailKind, Person};
use crate::text::fold;

/// Who reads a mailbox; the earlier, the better for an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Desk {
    /// Purchasing, sourcing, import.
    Purchasing,
    /// Sales, export, trade.
    Sales,
    /// The office that opens the letters.
    General,
    /// A function no list knows (`team-nord@`).
    Other,
    /// A person.
    Personal,
    /// A mailbox at a free-mail host.
    Freemail,
    /// Applications, press, data protection, bills, technics.
    Last,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    purchasing: Vec<String>,
    sales: Vec<String>,
    general: Vec<String>,
    last: Vec<String>,
    functions: Functions,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Functions {
    purchasing: Vec<String>,
    deciding: Vec<String>,
}

struct Table {
    desks: HashMap<String, Desk>,
    long: Vec<(String, Desk)>,
    purchasing: Vec<String>,
    deciding: Vec<String>,
}

/// Words from this length on also match as the beginning of a part.
const LONG: usize = 5;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("data/mailboxes.toml")).expect("a test reads the table");
    let mut desks = HashMap::new();
    let lists = [
        (file.purchasing, Desk::Purchasing),
        (file.sales, Desk::Sales),
        (file.general, Desk::General),
        (file.last, Desk::Last),
    ];
    for (words, desk) in lists {
        for word in words {
            desks.entry(fold(&word)).or_insert(desk);
        }
    }
    let mut long: Vec<(String, Desk)> = desks
        .iter()
        .filter(|(w, _)| w.len() >= LONG)
        .map(|(w, d)| (w.clone(), *d))
        .collect();
    long.sort();
    let folded = |list: Vec<String>| list.iter().map(|w| fold(w)).collect();
    Table {
        desks,
        long,
        purchasing: folded(file.functions.purchasing),
        deciding: folded(file.functions.deciding),
    }
});

/// Who reads an address.
pub fn desk_of(email: &Email) -> Desk {
    let local = email.value.split('@').next().unwrap_or_default();
    if let Some(desk) = desk_of_local(local) {
        return desk;
    }
    match email.kind {
        EmailKind::Role => Desk::Other,
        EmailKind::Personal => Desk::Personal,
        EmailKind::Freemail => Desk::Freemail,
    }
}

/// The most telling part of a local name: purchasing wins over the rest, what nobody should write to over general words.
fn desk_of_local(local: &str) -> Option<Desk> {
    let found: Vec<Desk> = fold(local)
        .split(|c: char| !c.is_alphabetic())
        .filter(|p| !p.is_empty())
        .filter_map(desk_of_word)
        .collect();
    let has = |desk| found.contains(&desk).then_some(desk);
    has(Desk::Purchasing)
        .or(has(Desk::Last))
        .or(has(Desk::Sales))
        .or(has(Desk::General))
}

fn desk_of_word(word: &str) -> Option<Desk> {
    if let Some(desk) = TABLE.desks.get(word) {
        return Some(*desk);
    }
    TABLE
        .long
        .iter()
        .filter(|(w, _)| word.starts_with(w.as_str()))
        .max_by_key(|(w, _)| w.len())
        .map(|(_, d)| *d)
}

/// What a person decides on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Say {
    /// Purchasing or import.
    Purchasing,
    /// The firm.
    Deciding,
    /// Not known.
    Other,
}

/// What a person decides on, by his function.
pub(crate) fn say_of(person: &Person) -> Say {
    let function = fold(person.function.as_deref().unwrap_or_default());
    let has = |list: &[String]| {
        !function.is_empty() && list.iter().any(|w| function.contains(w.as_str()))
    };
    if has(&TABLE.purchasing) {
        Say::Purchasing
    } else if has(&TABLE.deciding) {
        Say::Deciding
    } else {
        Say::Other
    }
}

/// Does the address carry the person's family name (`a.schmidt@`, `schmidt@`)?
pub(crate) fn belongs_to(email: &Email, person: &Person) -> bool {
    let local = fold(email.value.split('@').next().unwrap_or_default());
    let name = deunicode::deunicode(&fold(&person.value)).to_lowercase();
    name.split(|c: char| !c.is_alphanumeric())
        .any(|word| word.len() >= 4 && local.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_and_words_are_known_in_several_languages() {
        for (local, desk) in [
            ("einkauf", Desk::Purchasing),
            ("einkauf.nord", Desk::Purchasing),
            ("compras1", Desk::Purchasing),
            ("Purchasing-Dept", Desk::Purchasing),
            ("sales", Desk::Sales),
            ("info", Desk::General),
            ("bewerbung", Desk::Last),
            ("sales.jobs", Desk::Last),
            ("datenschutzbeauftragter", Desk::Last),
        ] {
            assert_eq!(desk_of_local(local), Some(desk), "{local}");
        }
        assert_eq!(desk_of_local("anna.schmidt"), None);
    }
}
