//! Messenger accounts known by an id: links, and ids behind a label in the text. WhatsApp is a telephone number, not here.

use std::collections::BTreeSet;

use super::kind::Kind;
use super::network::{account, account_at, labelled, names_messenger};
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
    findings.messengers.extend(found.map(|f| Messenger {
        value: f.id,
        kind: f.app.to_owned(),
        evidence: reading.evidence(&f.words),
    }));
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
    let links = document
        .links()
        .iter()
        .filter_map(|l| account_at(&l.url).map(|found| (found, l.text.as_str())));
    let references = document
        .references()
        .iter()
        .filter_map(|r| account(&r.href).map(|found| (found, r.text.as_str())));
    let mut found: Vec<Found> = links
        .chain(references)
        .map(|((app, id), words)| Found {
            id,
            app: &app.id,
            words: crate::text::shorten(words, 120),
        })
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

/// The accounts of a line: `WeChat: muster88 | Skype – muster.gmbh`, `QQ/微信：1285550953`, or a label alone and the id on
/// the next line.
fn in_line(line: &str, next: Option<&str>) -> Vec<Found> {
    let found = |(app, id): (&'static str, String)| Found {
        id,
        app,
        words: crate::text::shorten(line, 120),
    };
    let signs = [":", "：", " - ", " – "];
    let mut places: Vec<(usize, &str)> = signs
        .iter()
        .flat_map(|sign| line.match_indices(sign))
        .collect();
    places.sort_unstable();
    if places.is_empty() {
        return below_its_label(line, next).map(found).into_iter().collect();
    }
    let mut from = 0;
    let mut all = Vec::new();
    for (at, sign) in places {
        let label = &line[from.min(at)..at];
        let rest = line[at + sign.len()..].trim_start_matches([':', '：', ' ', '-', '–']);
        from = at + sign.len();
        let apps = apps_of(label);
        if let (Some(id), false) = (id(rest), apps.is_empty()) {
            all.extend(apps.into_iter().map(|app| found((app, id.clone()))));
        }
    }
    all
}

/// The messengers a label names: all of it, or what stands behind another account or number (`muster88 Skype`).
fn apps_of(label: &str) -> Vec<&'static str> {
    let label = label
        .rsplit(['|', ',', ';', '•'])
        .next()
        .unwrap_or_default();
    let label = label.trim();
    let has_sign = |word: &str| word.contains(|c: char| c.is_ascii_digit() || "._@".contains(c));
    let own = match label.rsplit_once(' ') {
        Some((before, last)) if before.split(' ').next_back().is_some_and(has_sign) => last,
        _ => label,
    };
    if own.len() > LONGEST_LABEL {
        return Vec::new();
    }
    match labelled(own) {
        Some(app) => vec![app],
        None => own
            .split(['/', '&', '+', '、'])
            .filter_map(|part| labelled(part.trim()))
            .collect(),
    }
}

/// A bare name of a messenger before a word is a menu; an id has a digit, a dot or an underscore.
fn below_its_label(line: &str, next: Option<&str>) -> Option<(&'static str, String)> {
    let app = (line.len() <= LONGEST_LABEL)
        .then(|| labelled(line))
        .flatten()?;
    let is_telling = |c: char| c.is_ascii_digit() || matches!(c, '_' | '@');
    let next = next.filter(|n| n.len() < 40 && n.contains(is_telling))?;
    id(next).map(|id| (app, id))
}

/// The digits of a telephone number that begins a text, where an account is known by it.
fn number(text: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '.' | '(' | ')');
    let end = text.find(|c: char| !is_part(c)).unwrap_or(text.len());
    let ends_word = !text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let written = &text[..end];
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let plus = if written.starts_with('+') { "+" } else { "" };
    (ends_word && (8..=15).contains(&digits.len())).then(|| format!("{plus}{digits}"))
}

/// The first word of a text, where it can be an id.
fn id(text: &str) -> Option<String> {
    if let Some(number) = number(text) {
        return Some(number);
    }
    let word = text
        .split([' ', ',', ';', '|', '(', '/', '，', '\u{a0}'])
        .next()
        .unwrap_or_default()
        .trim_start_matches('@')
        .trim_end_matches(['.', ':']);
    let latin = word.is_ascii()
        && word
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | ':' | '+' | '@'));
    let telling = word
        .chars()
        .any(|c| c.is_ascii_digit() || matches!(c, '.' | '_' | '-' | ':'))
        || text.split_whitespace().count() == 1;
    let plain = matches!(
        word.to_ascii_lowercase().as_str(),
        "id" | "us"
            | "qr"
            | "chat"
            | "here"
            | "whatsapp"
            | "phone"
            | "email"
            | "http"
            | "https"
            | "add"
            | "scan"
            | "viber"
            | "telegram"
            | "skype"
            | "n.a"
            | "n-a"
    );
    (latin && telling && !plain && (3..=40).contains(&word.len())).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_before_an_id_makes_an_account() {
        let all = |line: &str| -> Vec<(&'static str, String)> {
            let found = in_line(line, None).into_iter();
            found.map(|f| (f.app, f.id)).collect()
        };
        let of = |line: &str| all(line).into_iter().next();
        assert_eq!(of("WeChat: muster88"), Some(("wechat", "muster88".into())));
        assert_eq!(of("微信：muster_88"), Some(("wechat", "muster_88".into())));
        assert_eq!(
            of("Skype: muster.gmbh (office hours)"),
            Some(("skype", "muster.gmbh".into()))
        );
        assert_eq!(of("Telegram: follow us here"), None);
        assert_eq!(of("Product line: 88.12"), None);
        assert_eq!(
            all("QQ/微信：1285550953"),
            [("qq", "1285550953".into()), ("wechat", "1285550953".into())]
        );
        assert_eq!(
            all("Skype: muster.gmbh WeChat: muster88 | Line – @muster"),
            [
                ("skype", "muster.gmbh".into()),
                ("wechat", "muster88".into()),
                ("line", "muster".into())
            ]
        );
        assert_eq!(
            all("Di động: 0968 399 133 Zalo: 0975 696 729"),
            [("zalo", "0975696729".into())]
        );
        assert_eq!(
            of("WeChat/WhatsApp: +86 138 0013 8000"),
            Some(("wechat", "+8613800138000".into()))
        );
    }
}
