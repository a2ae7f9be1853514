//! Contact cards (vCard 2.1, 3.0 and 4.0: RFC 6350), read by a library card by card, so that a broken one takes no
//! other with it.

mod page;

use calcard::vcard::{VCard, VCardEntry, VCardParameterValue, VCardProperty, VCardType};
use calcard::{Entry, Parser};

pub(super) use page::markup_of;

/// The line a card begins with.
const BEGIN: &str = "BEGIN:VCARD";
/// Parts of an address before the street: the post-office box and the suite (RFC 6350 §6.3.1).
const BEFORE_STREET: usize = 2;

/// A contact card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactCard {
    /// The line of the file that it begins in, from 1.
    pub line: usize,
    /// The organisation.
    pub company: Option<String>,
    /// The person's full name.
    pub person: Option<String>,
    /// The person's title, or their role.
    pub title: Option<String>,
    /// Numbers, addresses on the web and notes, in the card's order.
    pub ways: Vec<(CardWay, String)>,
    /// Postal addresses: street, city, region, postal code, country; what is not said is empty.
    pub addresses: Vec<[String; 5]>,
}

/// What a line of a card holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardWay {
    /// A telephone number.
    Phone,
    /// A mobile number.
    Mobile,
    /// A fax number.
    Fax,
    /// An e-mail address.
    Email,
    /// A website.
    Website,
    /// A WeChat id.
    WeChat,
    /// A note.
    Note,
}

/// Does a text begin with a card?
pub fn is_card(text: &str) -> bool {
    begins(text.trim_start())
}

/// The cards of a text, in order; one that is cut gives what is there.
pub fn cards(text: &str) -> impl Iterator<Item = ContactCard> {
    let mut rest = text;
    let mut above = 0;
    std::iter::from_fn(move || {
        let start = next_begin(rest, 0)?;
        let end = next_begin(rest, start + BEGIN.len()).unwrap_or(rest.len());
        let line = above + lines_in(&rest[..start]) + 1;
        let card = card(&rest[start..end], line);
        above += lines_in(&rest[..end]);
        rest = &rest[end..];
        Some(card)
    })
}

fn begins(line: &str) -> bool {
    line.get(..BEGIN.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(BEGIN))
}

/// The next line from `from` on that begins a card.
fn next_begin(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    if at > 0 {
        at += text.get(at..)?.find('\n')? + 1;
    }
    loop {
        if begins(text.get(at..)?) {
            return Some(at);
        }
        at += text[at..].find('\n')? + 1;
    }
}

fn lines_in(text: &str) -> usize {
    text.bytes().filter(|b| *b == b'\n').count()
}

fn card(text: &str, line: usize) -> ContactCard {
    let mut card = ContactCard {
        line,
        ..ContactCard::default()
    };
    if let Entry::VCard(VCard { entries }) = Parser::new(text).entry() {
        for entry in &entries {
            take(entry, &mut card);
        }
    }
    card
}

fn take(entry: &VCardEntry, card: &mut ContactCard) {
    let mut texts = entry.values.iter().map(|value| {
        let text = value.as_text().unwrap_or_default();
        crate::text::squeeze(text)
    });
    let mut first = || texts.next().filter(|text| !text.is_empty());
    let way = match &entry.name {
        VCardProperty::Org => return fill(&mut card.company, first()),
        VCardProperty::Fn => return fill(&mut card.person, first()),
        VCardProperty::Title | VCardProperty::Role => return fill(&mut card.title, first()),
        VCardProperty::Adr => {
            let mut parts = texts.skip(BEFORE_STREET);
            let address = std::array::from_fn(|_| parts.next().unwrap_or_default());
            return card.addresses.push(address);
        }
        VCardProperty::Tel => number_kind(entry),
        VCardProperty::Email => CardWay::Email,
        VCardProperty::Url => CardWay::Website,
        VCardProperty::Note => CardWay::Note,
        VCardProperty::Other(name) if name.eq_ignore_ascii_case("X-WECHAT") => CardWay::WeChat,
        _ => return,
    };
    if let Some(value) = first() {
        let bare = value.trim_start_matches("tel:");
        let bare = bare.trim_start_matches("mailto:");
        card.ways.push((way, bare.to_owned()));
    }
}

fn fill(place: &mut Option<String>, value: Option<String>) {
    if place.is_none() {
        *place = value;
    }
}

fn number_kind(entry: &VCardEntry) -> CardWay {
    let is = |kind: &VCardType| {
        let asked = VCardParameterValue::Type(kind.clone());
        entry.params.iter().any(|param| param.value == asked)
    };
    if is(&VCardType::Fax) {
        CardWay::Fax
    } else if is(&VCardType::Cell) {
        CardWay::Mobile
    } else {
        CardWay::Phone
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Schmidt\r\nTITLE:Einkauf\r\nORG:Muster GmbH\\; Licht;Einkauf\r\nTEL;TYPE=WORK,FAX:+49 30\r\n  901821\r\nitem1.EMAIL;X-A=\"a:b\":a@muster.example\r\nADR;TYPE=WORK:;;Weg 1;Berlin;;10115;Germany\r\nEND:VCARD\r\n";

    #[test]
    fn a_card_is_read_whole() {
        let card = cards(WHOLE).next().unwrap();
        assert_eq!(card.line, 1);
        assert_eq!(card.company.as_deref(), Some("Muster GmbH; Licht"));
        assert_eq!(card.person.as_deref(), Some("Anna Schmidt"));
        assert_eq!(card.title.as_deref(), Some("Einkauf"));
        assert_eq!(
            card.ways,
            [
                (CardWay::Fax, "+49 30 901821".to_owned()),
                (CardWay::Email, "a@muster.example".to_owned())
            ]
        );
        assert_eq!(
            card.addresses,
            [["Weg 1", "Berlin", "", "10115", "Germany"].map(str::to_owned)]
        );
    }

    #[test]
    fn old_cards_are_quoted_printable_and_cut_ones_give_what_is_there() {
        let text = "BEGIN:VCARD\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=85=89=\n=E6=98=8E\nTEL;CELL:1";
        let card = cards(text).next().unwrap();
        assert_eq!(card.person.as_deref(), Some("光明"));
        assert_eq!(card.ways, [(CardWay::Mobile, "1".to_owned())]);
    }

    #[test]
    fn commas_are_part_of_notes_and_names() {
        let text = "BEGIN:VCARD\nORG:Muster\\, Licht GmbH\nNOTE:Call Mon, Tue\\, Wed\nTEL:+49 30, 12\nEND:VCARD";
        let card = cards(text).next().unwrap();
        assert_eq!(card.company.as_deref(), Some("Muster, Licht GmbH"));
        let ways: Vec<&str> = card.ways.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(ways, ["Call Mon, Tue, Wed", "+49 30, 12"]);
    }

    #[test]
    fn a_card_without_an_end_does_not_swallow_the_next_and_each_knows_its_line() {
        let text = "\nBEGIN:VCARD\nFN:A\n\nbegin:vcard\nFN:B\nEND:VCARD\njunk\nBEGIN:VCARD\nFN:C\n";
        let found: Vec<_> = cards(text)
            .map(|card| (card.line, card.person.unwrap()))
            .collect();
        let named = |line, name: &str| (line, name.to_owned());
        assert_eq!(found, [named(2, "A"), named(5, "B"), named(9, "C")]);
    }
}
