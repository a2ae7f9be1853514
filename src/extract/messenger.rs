//! Messenger accounts known by an id: links, and ids behind a label in the text. WhatsApp is a telephone number, not here.

use std::collections::BTreeSet;

use super::network::{account, account_at, labelled, names_messenger};
use super::kind::Kind;
use super::reading::Reading;
use crate::finding::{Findings, Messenger};

/// Messenger accounts known by an id, not by a number.
pub(super) const KIND: Kind = Kind {
    id: "messengers",
    about: "messenger accounts known by an id, not by a number",
    read,
};

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let found = find(reading).into_iter();
    findings.messengers.extend(found.map(|f| Messenger { value: f.id, kind: f.app.to_owned(), evidence: reading.evidence(&f.words) }));
}

/// An account found.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    id: String,
    app: &'static str,
    words: String,
}

/// The accounts of a page, each once: linked ones first.
fn find(reading: &Reading<'_>) -> Vec<Found> {
    let document = reading.document();
    let links = document.links().iter().filter_map(|l| account_at(&l.url).map(|found| (found, l.text.as_str())));
    let references = document.references().iter().filter_map(|r| account(&r.href).map(|found| (found, r.text.as_str())));
    let mut found: Vec<Found> = links
        .chain(references)
        .map(|((app, id), words)| Found { id, app: &app.id, words: crate::text::shorten(words, 120) })
        .collect();
    for (at, line) in reading.lines().iter().enumerate() {
        if line.text.len() < 160 && names_messenger(line.text) {
            let next = reading.lines().get(at + 1).map(|l| l.text);
            found.extend(in_line(line.text, next));
        }
    }
    let mut seen = BTreeSet::new();
    found.retain(|f| seen.insert((f.app, f.id.to_lowercase())));
    found
}

/// Labels are short: nothing longer is looked up.
const LONGEST_LABEL: usize = 24;

/// `WeChat: muster88`, `Skype – muster.gmbh`, or the label alone and the id on the next line.
fn in_line(line: &str, next: Option<&str>) -> Option<Found> {
    let end = line.find([':', '：']).or_else(|| line.find(" - ")).or_else(|| line.find(" – "));
    let Some(end) = end else {
        let app = (line.len() <= LONGEST_LABEL).then(|| labelled(line)).flatten()?;
        // A bare name of a messenger before a word is a menu; an id has a digit, a dot or an underscore.
        let id = next.filter(|n| n.chars().any(|c| c.is_ascii_digit() || matches!(c, '_' | '@')) && n.len() < 40).and_then(id)?;
        return Some(Found { id, app, words: line.to_owned() });
    };
    let label = line[..end].rsplit(['|', ',', ';', '•']).next().unwrap_or_default();
    if label.len() > LONGEST_LABEL {
        return None;
    }
    let app = labelled(label.trim())?;
    let rest = line[end..].trim_start_matches([':', '：', ' ', '-', '–']);
    id(rest).map(|id| Found { id, app, words: crate::text::shorten(line, 120) })
}

/// The first word of a text, where it can be an id.
fn id(text: &str) -> Option<String> {
    let word = text.split([' ', ',', ';', '|', '(', '/', '，', '\u{a0}']).next().unwrap_or_default().trim_start_matches('@').trim_end_matches(['.', ':']);
    let latin = word.is_ascii() && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | ':' | '+' | '@'));
    let telling = word.chars().any(|c| c.is_ascii_digit() || matches!(c, '.' | '_' | '-' | ':')) || text.split_whitespace().count() == 1;
    let plain = matches!(word.to_ascii_lowercase().as_str(), "id" | "us" | "qr" | "chat" | "here" | "whatsapp" | "phone" | "email" | "http" | "https" | "add" | "scan" | "viber" | "telegram" | "skype" | "n.a" | "n-a");
    (latin && telling && !plain && (3..=40).contains(&word.len())).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_before_an_id_makes_an_account() {
        let of = |line: &str| in_line(line, None).map(|f| (f.app, f.id));
        assert_eq!(of("WeChat: muster88"), Some(("wechat", "muster88".into())));
        assert_eq!(of("微信：muster_88"), Some(("wechat", "muster_88".into())));
        assert_eq!(of("Skype: muster.gmbh (office hours)"), Some(("skype", "muster.gmbh".into())));
        assert_eq!(of("Telegram: follow us here"), None);
        assert_eq!(of("Product line: 88.12"), None);
    }
}
