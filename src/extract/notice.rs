//! Statements against collecting the contacts of a page or advertising to them. In `data/notices.toml`.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use super::kind::Kind;
use super::qr;
use super::reading::Reading;
use crate::finding::{Findings, Notice};
use crate::text::fold;

/// Statements that bind whoever reads the page, such as one against address collection.
pub(super) const KIND: Kind = Kind {
    id: "notices",
    about: "statements that bind whoever reads the page, such as one against address collection",
    read,
};

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let found = find(reading).into_iter();
    let codes = qr::unread(reading, &findings.messengers);
    findings.notices.extend(codes);
    findings.notices.extend(found.map(|f| Notice {
        value: f.id.to_owned(),
        evidence: reading.evidence(&f.words),
    }));
}

/// A statement found.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    id: &'static str,
    words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Statement {
    id: String,
    sign: Vec<String>,
    any: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    notice: Vec<Statement>,
}

struct Table {
    statements: Vec<Statement>,
    signs: AhoCorasick,
    /// The statement of each sign.
    of: Vec<usize>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("data/notices.toml")).expect("a test reads the table");
    let signs: Vec<(&String, usize)> = file
        .notice
        .iter()
        .enumerate()
        .flat_map(|(at, n)| n.sign.iter().map(move |s| (s, at)))
        .collect();
    let automaton = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(signs.iter().map(|(s, _)| s))
        .expect("the table is small");
    Table {
        of: signs.iter().map(|(_, at)| *at).collect(),
        signs: automaton,
        statements: file.notice,
    }
});

/// A statement is a sentence: shorter texts are labels and buttons.
const SHORTEST: usize = 20;

/// The statements of a page, one of each kind.
fn find(reading: &Reading<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for block in reading.document().blocks() {
        if block.text.len() < SHORTEST {
            continue;
        }
        if let Some(sign) = TABLE.signs.find(&block.text) {
            let first = TABLE.of[sign.pattern().as_usize()];
            found.extend(said(&block.text, first).filter(|f| found.iter().all(|g| g.id != f.id)));
        }
    }
    found
}

/// The statement a passage makes, if it makes one; a passage with the sign of one may make another.
fn said(text: &str, first: usize) -> Option<Found> {
    let folded = fold(text);
    let table = &*TABLE;
    let all = std::iter::once(first)
        .chain(0..table.statements.len())
        .map(|at| &table.statements[at]);
    let holds = |s: &&Statement| {
        s.any
            .iter()
            .any(|parts| parts.iter().all(|p| folded.contains(&fold(p))))
    };
    all.into_iter().find(holds).map(|s| Found {
        id: &s.id,
        words: crate::text::shorten(text, 240),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_statements_are_read_in_several_languages() {
        let said = |text: &str| said(text, 0).map(|f| f.id);
        let german = "Der Nutzung von im Rahmen der Impressumspflicht veröffentlichten Kontaktdaten durch Dritte zur Übersendung von nicht ausdrücklich angeforderter Werbung und Informationsmaterialien wird hiermit ausdrücklich widersprochen.";
        assert_eq!(said(german), Some("no_address_collection"));
        assert_eq!(
            said("本サイトへの営業メールは固くお断りします。"),
            Some("no_address_collection")
        );
        assert_eq!(
            said("이메일 주소의 무단 수집을 거부합니다"),
            Some("no_address_collection")
        );
        assert_eq!(
            said("Der Kunde kann der Bestellung widersprechen, Werbung erhalten Sie per Post."),
            None
        );
        assert!(TABLE.signs.is_match(german));
    }
}
