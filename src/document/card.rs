//! Contact cards (vCard 2.1, 3.0, 4.0: RFC 6350) as pages: a heading, labelled cells, a marked-up address.
//!
//! The lines are read here and not by a library, because cards of the wild mix the three versions in one file and
//! carry broken escapes, and a reader that refuses them reads nothing.

use std::borrow::Cow;

use super::markup::Markup;

/// Cards of one file at most.
const MOST: usize = 500;
/// The longest line after unfolding, bytes: photographs are longer.
const LONGEST: usize = 4000;
/// Parts of `ADR` after the post-office box and the suite (RFC 6350 §6.3.1), by the names of schema.org.
const ADDRESS: [&str; 5] = [
    "streetAddress",
    "addressLocality",
    "addressRegion",
    "postalCode",
    "addressCountry",
];

/// Does a text begin with a card?
pub(super) fn is_card(text: &str) -> bool {
    text.trim_start()
        .get(..11)
        .is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCARD"))
}

/// The cards of a text as a page.
pub(super) fn markup_of(text: &str) -> String {
    let mut markup = Markup::default();
    let mut cards = 0;
    let mut card: Vec<Property> = Vec::new();
    for line in unfolded(text) {
        if line.eq_ignore_ascii_case("BEGIN:VCARD") {
            card.clear();
        } else if line.eq_ignore_ascii_case("END:VCARD") {
            write(&card, &mut markup);
            card.clear();
            cards += 1;
        } else if line.len() <= LONGEST
            && let Some(property) = property(&line)
        {
            card.push(property);
        }
        if cards == MOST {
            break;
        }
    }
    write(&card, &mut markup);
    markup.finish()
}

/// A line of a card.
struct Property {
    name: String,
    /// Its parameters, upper case.
    about: String,
    value: String,
}

/// Lines with their continuations.
fn unfolded(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut lines = text.lines().peekable();
    std::iter::from_fn(move || {
        let mut line = Cow::Borrowed(lines.next()?.trim_end());
        // Quoted-printable goes on after a `=` at the end (RFC 2045 §6.7).
        let quoted = line
            .split(':')
            .next()
            .is_some_and(|head| head.to_ascii_uppercase().contains("QUOTED-PRINTABLE"));
        while let Some(next) = lines.peek() {
            if next.starts_with([' ', '\t']) {
                line.to_mut().push_str(next[1..].trim_end());
            } else if quoted && line.ends_with('=') {
                line.to_mut().pop();
                line.to_mut().push_str(next.trim_end());
            } else {
                break;
            }
            lines.next();
        }
        Some(line)
    })
}

fn property(line: &str) -> Option<Property> {
    let colon = outside_quotes(line)?;
    let (head, value) = (&line[..colon], &line[colon + 1..]);
    let (name, about) = head.split_once(';').unwrap_or((head, ""));
    let about = about.to_ascii_uppercase();
    let value = if about.contains("QUOTED-PRINTABLE") {
        let bytes = super::mhtml::unquote(value.as_bytes());
        String::from_utf8_lossy(&bytes).into_owned()
    } else {
        value.to_owned()
    };
    // `item1.EMAIL`
    let name = name.rsplit('.').next().unwrap_or(name);
    Some(Property {
        name: name.trim().to_ascii_uppercase(),
        about,
        value,
    })
}

/// The colon that ends the parameters: one that no quotes hold.
fn outside_quotes(line: &str) -> Option<usize> {
    let mut quoted = false;
    line.bytes().position(|b| {
        quoted ^= b == b'"';
        b == b':' && !quoted
    })
}

fn write(card: &[Property], markup: &mut Markup) {
    let first = |name: &str| {
        let line = card.iter().find(|p| p.name == name)?;
        let text = parts(&line.value).into_iter().next()?;
        Some(text).filter(|t| !t.is_empty())
    };
    let (company, person) = (first("ORG"), first("FN"));
    if let Some(name) = company.as_ref().or(person.as_ref()) {
        markup.tag("<div itemscope itemtype=\"https://schema.org/Organization\">");
        markup.element("<h1 itemprop=\"name\">", name, "</h1></div>");
    }
    if let Some(person) = person.filter(|p| company.as_ref().is_some_and(|c| c != p)) {
        let title = first("TITLE").or(first("ROLE")).unwrap_or_default();
        markup.element("<p>", &person, "<br>");
        markup.element("", &title, "</p>");
    }
    markup.tag("<table>");
    for line in card {
        write_line(line, markup);
    }
    markup.tag("</table>");
    for line in card.iter().filter(|p| p.name == "ADR") {
        write_address(line, markup);
    }
}

fn write_line(line: &Property, markup: &mut Markup) {
    let label = match line.name.as_str() {
        "TEL" => number_label(&line.about),
        "EMAIL" => "E-mail",
        "URL" => "Website",
        "NOTE" => "Note",
        "X-WECHAT" => "WeChat",
        _ => return,
    };
    let value = unescape(&line.value);
    markup.element("<tr><th>", label, "</th><td>");
    if line.name == "URL" && value.starts_with("http") {
        markup.open("a", "href", &value);
        markup.element("", &value, "</a>");
    } else {
        let bare = value.trim_start_matches("tel:");
        markup.text(bare.trim_start_matches("mailto:"));
    }
    markup.tag("</td></tr>");
}

fn number_label(about: &str) -> &'static str {
    if about.contains("FAX") {
        "Fax"
    } else if about.contains("CELL") {
        "Mobile"
    } else {
        "Tel"
    }
}

fn write_address(line: &Property, markup: &mut Markup) {
    markup.tag("<address itemscope itemtype=\"https://schema.org/PostalAddress\">");
    for (name, part) in ADDRESS.iter().zip(parts(&line.value).iter().skip(2)) {
        if !part.is_empty() {
            markup.open("div", "itemprop", name);
            markup.element("", part, "</div>");
        }
    }
    markup.tag("</address>");
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

/// Backslashes taken off (RFC 6350 §3.4).
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars();
    while let Some(c) = signs.next() {
        match c {
            '\\' => match signs.next() {
                Some('n' | 'N') | None => out.push(' '),
                Some(sign) => out.push(sign),
            },
            _ => out.push(c),
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_a_page_with_labelled_cells_and_an_address() {
        let text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Schmidt\r\nTITLE:Einkauf\r\nORG:Muster GmbH\\; Licht;Einkauf\r\nTEL;TYPE=WORK,FAX:+49 30\r\n  901821\r\nitem1.EMAIL;X-A=\"a:b\":a@muster.example\r\nADR;TYPE=WORK:;;Weg 1;Berlin;;10115;Germany\r\nEND:VCARD\r\n";
        let page = markup_of(text);
        for part in [
            "<h1 itemprop=\"name\">Muster GmbH; Licht</h1>",
            "<p>Anna Schmidt<br>Einkauf</p>",
            "<tr><th>Fax</th><td>+49 30 901821</td></tr>",
            "<tr><th>E-mail</th><td>a@muster.example</td></tr>",
            "<div itemprop=\"postalCode\">10115</div>",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
    }

    #[test]
    fn old_cards_are_quoted_printable_and_cut_ones_give_what_is_there() {
        let text = "BEGIN:VCARD\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=85=89=\n=E6=98=8E\nTEL;CELL:1";
        let page = markup_of(text);
        assert!(
            page.contains("光明") && page.contains("<th>Mobile"),
            "{page}"
        );
    }
}
