//! Contact cards as a page: a heading, labelled cells, marked-up addresses.

use super::{CardWay, ContactCard, cards};
use crate::document::markup::Markup;

/// Cards of one page at most.
const MOST: usize = 500;
/// Parts of an address by the names of schema.org.
const ADDRESS: [&str; 5] = [
    "streetAddress",
    "addressLocality",
    "addressRegion",
    "postalCode",
    "addressCountry",
];

/// The cards of a text as a page.
pub fn markup_of(text: &str) -> String {
    let mut markup = Markup::default();
    for card in cards(text).take(MOST) {
        write(&card, &mut markup);
    }
    markup.finish()
}

fn write(card: &ContactCard, markup: &mut Markup) {
    if let Some(name) = card.company.as_ref().or(card.person.as_ref()) {
        markup.tag("<div itemscope itemtype=\"https://schema.org/Organization\">");
        markup.element("<h1 itemprop=\"name\">", name, "</h1></div>");
    }
    let of_company = |person: &&String| card.company.as_ref().is_some_and(|c| c != *person);
    if let Some(person) = card.person.as_ref().filter(of_company) {
        markup.element("<p>", person, "<br>");
        markup.element("", card.title.as_deref().unwrap_or_default(), "</p>");
    }
    markup.tag("<table>");
    for (way, value) in &card.ways {
        markup.element("<tr><th>", label(*way), "</th><td>");
        if *way == CardWay::Website && value.starts_with("http") {
            markup.open("a", "href", value);
            markup.element("", value, "</a>");
        } else {
            markup.text(value);
        }
        markup.tag("</td></tr>");
    }
    markup.tag("</table>");
    for address in &card.addresses {
        markup.tag("<address itemscope itemtype=\"https://schema.org/PostalAddress\">");
        for (name, part) in ADDRESS.iter().zip(address) {
            if !part.is_empty() {
                markup.open("div", "itemprop", name);
                markup.element("", part, "</div>");
            }
        }
        markup.tag("</address>");
    }
}

fn label(way: CardWay) -> &'static str {
    match way {
        CardWay::Phone => "Tel",
        CardWay::Mobile => "Mobile",
        CardWay::Fax => "Fax",
        CardWay::Email => "E-mail",
        CardWay::Website => "Website",
        CardWay::WeChat => "WeChat",
        CardWay::Note => "Note",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_a_page_with_labelled_cells_and_an_address() {
        let text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna <b>Schmidt\r\nTITLE:Einkauf\r\nORG:Muster GmbH;Einkauf\r\nTEL;TYPE=WORK,FAX:+49 30 901821\r\nTEL;CELL:1\r\nEMAIL:a@muster.example\r\nADR;TYPE=WORK:;;Weg 1;Berlin;;10115;Germany\r\nEND:VCARD\r\n";
        let page = markup_of(text);
        for part in [
            "<h1 itemprop=\"name\">Muster GmbH</h1>",
            "<p>Anna &lt;b&gt;Schmidt<br>Einkauf</p>",
            "<tr><th>Fax</th><td>+49 30 901821</td></tr>",
            "<tr><th>Mobile</th><td>1</td></tr>",
            "<tr><th>E-mail</th><td>a@muster.example</td></tr>",
            "<div itemprop=\"postalCode\">10115</div>",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
    }
}
