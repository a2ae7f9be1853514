//! What an address goes on with over lines: streets that begin on the line above their number, rooms and codes below them.

use super::code_label::code_behind;
use super::draft::Draft;
use super::piece::Sheet;
use super::postal::has_shape;
use super::town::is_name;
use super::words::{is_quarter, marks};
use crate::extract::company::legal::has_form;
use crate::extract::lines::Line;

/// `Fevzi Çakmak Mh.` above `Milenyum Sk. No:14`, `Karaca Sokak` above `No:70/12 Lüleburgaz`: a line that names a quarter or
/// a street and no number, with its rest on the next line.
pub(super) fn opens_street(lines: &[Line<'_>], from: usize) -> bool {
    let (above, line) = (&lines[from], &lines[from + 1]);
    if above.has_digit || above.text.len() > 80 || above.text.split(' ').count() > 6 {
        return false;
    }
    let first = line.text.split([':', '.', ' ']).next().unwrap_or_default();
    let is_number = matches!(first, "No" | "NO" | "no" | "№" | "Nr" | "Nº" | "N°");
    (is_number || above.block == line.block) && {
        let marks = marks(above.text);
        (marks.street || is_quarter(above.text) && above.block == line.block)
            && !marks.stop
            && !above.text.contains(':')
            && is_name(above.text)
            && !has_form(above.text)
    }
}

/// `Posta Kodu: 43100` below the town, `کد پستی: …` behind it: the labelled code of an address that was read without one.
pub(super) fn with_code(draft: Draft, sheet: &Sheet<'_>) -> Draft {
    let Some(country) = draft.parts.country.as_deref() else {
        return draft;
    };
    if draft.parts.postal_code.is_some() {
        return draft;
    }
    let lines = sheet.lines();
    let last = draft.lines.1;
    let own = (draft.lines.0..=last).flat_map(|line| sheet.parts(line));
    let below = lines.get(last + 1).map(|_| sheet.parts(last + 1));
    let below = below.and_then(|parts| parts.first());
    let mut all = own
        .map(|part| (part, last))
        .chain(below.map(|part| (part, last + 1)));
    let found = all.find_map(|(part, line)| {
        let code = code_behind(part.text).filter(|code| has_shape(code, country))?;
        Some((code.to_owned(), line))
    });
    let Some((code, line)) = found else {
        return draft;
    };
    let mut draft = draft;
    draft.parts.postal_code = Some(code);
    draft.lines.1 = draft.lines.1.max(line);
    draft
}

/// `вул. Нова 34,` above `оф. 201`: the room on the line below a street that ends its own.
pub(super) fn with_room(draft: Draft, lines: &[Line<'_>]) -> Draft {
    let last = draft.lines.1;
    let (Some(line), Some(next)) = (lines.get(last), lines.get(last + 1)) else {
        return draft;
    };
    let Some(street) = draft.parts.street.as_deref() else {
        return draft;
    };
    let tail = line.text.trim_end_matches([',', ' ', '.']);
    let number = |c: char| c.is_ascii_digit();
    let is_open = line.text.ends_with(',')
        && street.ends_with(number)
        && street
            .rsplit(' ')
            .next()
            .is_some_and(|end| tail.ends_with(end));
    let room = next.text.trim_end_matches(['.', ',']);
    let marks = marks(room);
    let is_room = is_open
        && line.block == next.block
        && room.chars().count() <= 14
        && next.has_digit
        && marks.unit
        && !marks.stop
        && !marks.street
        && !marks.boxed;
    if !is_room {
        return draft;
    }
    let street = format!("{street}, {room}");
    let mut draft = draft;
    draft.parts.street = Some(street);
    draft.lines.1 = last + 1;
    draft
}

#[cfg(test)]
mod tests {
    use super::super::tests::of;

    #[test]
    fn a_room_and_a_labelled_code_may_stand_on_the_next_line() {
        for (home, text, read) in [
            (
                "UA",
                "м. Луцьк,\nвул. Мрійна 34,\nоф.201",
                "вул. Мрійна 34, оф.201, Луцьк, UA",
            ),
            (
                "TR",
                "Hayal Organize Sanayi Bölgesi\nMerkez, Kütahya, Türkiye\nPosta Kodu: 43100",
                "Hayal Organize Sanayi Bölgesi, 43100 Kütahya, TR",
            ),
            (
                "OM",
                "P.O. Box: 1604, PC 130, Azaiba, Sultanate of Oman",
                "P.O. Box: 1604, Azaiba, 130, OM",
            ),
            (
                "OM",
                "P.O.Box: 154, P.C: 111, Sultanate of Oman",
                "P.O.Box: 154, 111, OM",
            ),
        ] {
            let plain = |text: &str| text.replace([',', ' '], "");
            let found = of(text, home);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            let mut found: Vec<char> = plain(&found[0]).chars().collect();
            let mut read: Vec<char> = plain(read).chars().collect();
            found.sort_unstable();
            read.sort_unstable();
            assert_eq!(found, read, "{text}");
        }
    }
}
