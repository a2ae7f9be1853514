//! vCard 3.0 (RFC 2426), the version that telephones and mail programs read without loss.

use std::io::{self, Write};

use super::cell::Cell;
use super::sheet::Sheet;

/// Octets of a line before it is folded (RFC 2426 §2.6).
const LINE: usize = 75;

/// Which columns become which properties, in the order of the card.
const PROPERTIES: &[(&str, &str)] = &[
    ("emails", "EMAIL;TYPE=INTERNET"),
    ("phones", "TEL;TYPE=WORK,VOICE"),
    ("faxes", "TEL;TYPE=WORK,FAX"),
    ("whatsapp", "TEL;TYPE=CELL"),
    ("website", "URL"),
    ("why", "NOTE"),
];

/// Writes one card a row. Rows without a company's name are left out: a card needs a name.
pub(super) fn write(mut to: impl Write, sheet: &Sheet) -> io::Result<()> {
    for line in sheet.rows.iter().flat_map(|row| card(sheet, row)) {
        to.write_all(fold_line(&line).as_bytes())?;
    }
    Ok(())
}

fn card(sheet: &Sheet, row: &[Cell]) -> Vec<String> {
    let cell = |id: &str| {
        sheet
            .place_of(id)
            .and_then(|at| row.get(at))
            .unwrap_or(&Cell::Empty)
    };
    let (company, person) = (cell("company").text(), cell("person").text());
    if company.is_empty() {
        return Vec::new();
    }
    let (shown, name) = if person.is_empty() {
        (company.clone(), &company)
    } else {
        (format!("{person} ({company})"), &person)
    };
    let mut lines = vec![
        "BEGIN:VCARD".to_owned(),
        "VERSION:3.0".to_owned(),
        format!("FN:{}", escape(&shown)),
    ];
    lines.push(format!("N:{};;;;", escape(name)));
    lines.push(format!("ORG:{}", escape(&company)));
    for (id, property) in PROPERTIES {
        lines.extend(
            cell(id)
                .texts()
                .iter()
                .map(|value| format!("{property}:{}", escape(value))),
        );
    }
    if let Some(address) = cell("addresses").texts().first() {
        lines.push(format!(
            "ADR;TYPE=WORK:;;{};;;;{}",
            escape(address),
            escape(&cell("country").text())
        ));
    }
    lines.push("END:VCARD".to_owned());
    lines
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('\n', "\\n")
        .replace('\r', "")
        .replace(',', "\\,")
        .replace(';', "\\;")
}

/// The line in pieces of at most 75 octets, each further one begun with a space; never within a character.
fn fold_line(line: &str) -> String {
    let (mut out, mut used) = (String::with_capacity(line.len() + 2), 0);
    for c in line.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_line_of_a_card_is_too_long_and_unfolding_gives_the_line_again(line in "[a-z中é]{0,200}") {
            let folded = fold_line(&line);
            prop_assert!(folded.lines().all(|l| l.len() <= LINE));
            prop_assert_eq!(folded.replace("\r\n ", ""), format!("{line}\r\n"));
        }
    }
}
