//! Contact cards become headings and cells.

use super::shape::Cells;
use crate::document::{CardWay, ContactCard};

/// Parts of an address in the order of the card.
const ADDRESS: [&str; 5] = ["street", "city", "region", "postal code", "country"];

/// The headings and cells of a card.
pub(super) fn row_of(card: ContactCard) -> (Vec<String>, Cells) {
    let named = [
        ("company", card.company),
        ("person", card.person),
        ("title", card.title),
    ];
    let named = named
        .into_iter()
        .filter_map(|(heading, value)| Some((heading, value?)));
    let ways = card
        .ways
        .into_iter()
        .map(|(way, value)| (heading(way), value));
    let addresses = card.addresses.into_iter();
    let parts = addresses.flat_map(|address| ADDRESS.into_iter().zip(address));
    named
        .chain(ways)
        .chain(parts)
        .map(|(heading, value)| (heading.to_owned(), value))
        .unzip()
}

fn heading(way: CardWay) -> &'static str {
    match way {
        CardWay::Phone => "phone",
        CardWay::Mobile => "mobile",
        CardWay::Fax => "fax",
        CardWay::Email => "email",
        CardWay::Website => "website",
        CardWay::WeChat => "wechat",
        CardWay::Note => "notes",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::cards;

    #[test]
    fn a_card_gives_company_person_numbers_and_address() {
        let text = "BEGIN:VCARD\r\nFN:Anna Schmidt\r\nORG:Muster GmbH;Einkauf\r\nTEL;TYPE=FAX:+49 30 901821\r\nEMAIL;TYPE=work:a@muster.example\r\nADR;TYPE=WORK:;;Weg 1;Berlin;;10115;Germany\r\nEND:VCARD\r\n";
        let (headings, cells) = row_of(cards(text).next().unwrap());
        let of = |heading: &str| {
            headings
                .iter()
                .position(|h| h == heading)
                .map(|at| cells[at].as_str())
        };
        assert_eq!(of("company"), Some("Muster GmbH"));
        assert_eq!(of("person"), Some("Anna Schmidt"));
        assert_eq!(of("fax"), Some("+49 30 901821"));
        assert_eq!(of("email"), Some("a@muster.example"));
        assert_eq!(of("postal code"), Some("10115"));
    }
}
