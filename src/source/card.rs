//! Business cards: vCard 2.1, 3.0 and 4.0 become headings and cells.

use super::shape::Cells;

/// A card: the line it begins in, headings, cells.
pub(super) type Card = (usize, Vec<String>, Cells);

/// Properties and the headings they stand for.
const PROPERTIES: &[(&str, &str)] = &[
    ("ORG", "company"),
    ("FN", "person"),
    ("EMAIL", "email"),
    ("URL", "website"),
    ("TITLE", "title"),
    ("NOTE", "notes"),
];
/// Parts of an address after the post-office box and the suite (RFC 6350 §6.3.1).
const ADDRESS: &[&str] = &["street", "city", "region", "postal code", "country"];

/// Does a text begin with a card?
pub(super) fn looks_like_cards(text: &str) -> bool {
    text.trim_start()
        .get(..11)
        .is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCARD"))
}

/// The cards of a text.
pub(super) fn cards(text: &str) -> Vec<Card> {
    let mut cards: Vec<Card> = Vec::new();
    for (number, line) in unfolded(text) {
        if line.eq_ignore_ascii_case("BEGIN:VCARD") {
            cards.push((number, Vec::new(), Vec::new()));
        } else if let Some((_, headings, cells)) = cards.last_mut() {
            for (heading, value) in property(&line) {
                headings.push(heading);
                cells.push(value);
            }
        }
    }
    cards
}

/// Lines with their continuations, each with the number of its first line.
fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        match lines.last_mut() {
            Some((_, last)) if line.starts_with([' ', '\t']) => last.push_str(&line[1..]),
            // Quoted-printable goes on after a `=` at the end.
            Some((_, last))
                if last.ends_with('=')
                    && last.to_ascii_uppercase().contains("QUOTED-PRINTABLE") =>
            {
                last.pop();
                last.push_str(line);
            }
            _ => lines.push((number, line.trim_end().to_owned())),
        }
    }
    lines
}

/// The headings and cells a property gives.
fn property(line: &str) -> Vec<(String, String)> {
    let Some((head, value)) = line.split_once(':') else {
        return Vec::new();
    };
    let head = head.to_ascii_uppercase();
    let value = if head.contains("QUOTED-PRINTABLE") {
        unquote(value)
    } else {
        value.to_owned()
    };
    // `item1.EMAIL;TYPE=work`
    let name = head
        .split(';')
        .next()
        .unwrap_or_default()
        .rsplit('.')
        .next()
        .unwrap_or_default();
    match name {
        "TEL" => vec![(
            number_heading(&head).to_owned(),
            unescape(value.trim_start_matches("tel:")),
        )],
        "ADR" => ADDRESS
            .iter()
            .zip(parts(&value).into_iter().skip(2))
            .map(|(heading, part)| ((*heading).to_owned(), part))
            .collect(),
        "ORG" => vec![(
            "company".to_owned(),
            parts(&value).into_iter().next().unwrap_or_default(),
        )],
        _ => PROPERTIES
            .iter()
            .filter(|(p, _)| *p == name)
            .map(|(_, heading)| ((*heading).to_owned(), unescape(&value)))
            .collect(),
    }
}

fn number_heading(head: &str) -> &'static str {
    if head.contains("FAX") {
        "fax"
    } else if head.contains("CELL") {
        "mobile"
    } else {
        "phone"
    }
}

/// The parts between `;` that no backslash takes away.
fn parts(value: &str) -> Vec<String> {
    let (mut out, mut part, mut escaped) = (Vec::new(), String::new(), false);
    for c in value.chars() {
        if c == ';' && !escaped {
            out.push(unescape(&std::mem::take(&mut part)));
        } else {
            part.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    out.push(unescape(&part));
    out
}

fn unescape(text: &str) -> String {
    text.replace("\\n", " ")
        .replace("\\N", " ")
        .replace("\\,", ",")
        .replace("\\;", ";")
        .replace("\\:", ":")
        .replace("\\\\", "\\")
        .trim()
        .to_owned()
}

/// Quoted-printable (RFC 2045 §6.7), in UTF-8 as telephones write it.
fn unquote(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let hex = text
            .get(at + 1..at + 3)
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        if let Some(byte) = hex.filter(|_| bytes[at] == b'=') {
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_gives_company_person_numbers_and_address() {
        let text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Schmidt\r\nORG:Muster GmbH\\; Licht;Einkauf\r\nTEL;TYPE=WORK,FAX:+49 30\r\n  901821\r\nitem1.EMAIL;TYPE=work:a@muster.de\r\nADR;TYPE=WORK:;;Weg 1;Berlin;;10115;Germany\r\nEND:VCARD\r\n";
        let (line, headings, cells) = cards(text).remove(0);
        assert_eq!(line, 1);
        let of = |heading: &str| {
            headings
                .iter()
                .position(|h| h == heading)
                .map(|at| cells[at].as_str())
        };
        assert_eq!(of("company"), Some("Muster GmbH; Licht"));
        assert_eq!(of("fax"), Some("+49 30 901821"));
        assert_eq!(of("email"), Some("a@muster.de"));
        assert_eq!(of("postal code"), Some("10115"));
        assert_eq!(unquote("=E5=85=89"), "光");
    }
}
