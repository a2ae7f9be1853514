//! Links that hold a number: `tel:` and its like, and WhatsApp.

use url::Url;

use crate::document::Target;

use super::super::reading::Reading;
use super::found::{Found, Sighting, Told};
use super::label::{self, Label};
use super::number;
use super::regions::Regions;
use super::scan;

/// The number a link calls: `tel:`, `callto:`, `sms:`. `None` for other links.
pub(super) fn number_in(href: &str) -> Option<String> {
    let (scheme, rest) = href.split_once(':')?;
    if !["tel", "callto", "sms", "phone", "fax", "mobile", "smsto"].iter().any(|s| scheme.eq_ignore_ascii_case(s)) {
        return None;
    }
    let rest = rest.split(['?', ';', '&']).next().unwrap_or_default().trim_start_matches('/');
    let decoded = percent(rest);
    let plain = scan::plain(&decoded).into_owned();
    let kept: String = plain.trim().chars().filter(|c| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')).collect();
    (scan::digits(&kept) >= 6).then_some(kept)
}

fn percent(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    // A number in a link has only these encoded.
    let mut out = text.to_owned();
    for (code, letter) in [("%20", " "), ("%2B", "+"), ("%2b", "+"), ("%28", "("), ("%29", ")"), ("%2F", "/"), ("%2f", "/"), ("%2D", "-"), ("%2d", "-"), ("%E2%80%8B", ""), ("%C2%A0", " ")] {
        out = out.replace(code, letter);
    }
    out
}

/// The number of a WhatsApp link, with its `+`.
pub(super) fn whatsapp_number(url: &Url) -> Option<String> {
    let host = url.domain()?;
    let given = match host.trim_start_matches("www.") {
        "wa.me" => url.path_segments()?.next()?.to_owned(),
        "api.whatsapp.com" | "web.whatsapp.com" | "chat.whatsapp.com" | "whatsapp.com" => phone_key(url)?,
        _ => return None,
    };
    digits_of(&given)
}

fn phone_key(url: &Url) -> Option<String> {
    url.query_pairs().find(|(key, _)| key.eq_ignore_ascii_case("phone")).map(|(_, value)| value.into_owned())
}

fn digits_of(given: &str) -> Option<String> {
    let digits: String = given.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches("00");
    (digits.len() >= 7).then(|| format!("+{digits}"))
}

/// WhatsApp links, `https` and `whatsapp:`.
pub(super) fn read_messengers(reading: &Reading<'_>, regions: &Regions, found: &mut Found) {
    let document = reading.document();
    for (at, link) in document.links().iter().enumerate() {
        if let Some(given) = whatsapp_number(&link.url) {
            offer(reading, regions, found, &Messenger { given, text: &link.text, block: link.block, target: Target::Link(at) });
        }
    }
    for (at, reference) in document.references().iter().enumerate() {
        let is_whatsapp = reference.href.get(..9).is_some_and(|s| s.eq_ignore_ascii_case("whatsapp:"));
        if is_whatsapp && let Some(given) = Url::parse(&reference.href).ok().and_then(|u| phone_key(&u)).and_then(|p| digits_of(&p)) {
            offer(reading, regions, found, &Messenger { given, text: &reference.text, block: reference.block, target: Target::Reference(at) });
        }
    }
}

struct Messenger<'a> {
    given: String,
    text: &'a str,
    block: usize,
    target: Target,
}

fn offer(reading: &Reading<'_>, regions: &Regions, found: &mut Found, link: &Messenger<'_>) {
    // Some write the national number into the link.
    let national = link.given.trim_start_matches('+');
    let Some(number) = number::read(&link.given, &[]).or_else(|| number::read(national, regions.all())) else { return };
    let span = reading.document().blocks().get(link.block).and_then(|b| b.spans.iter().find(|s| s.target == link.target));
    let evidence = match span {
        Some(span) => reading.evidence_in(link.block, span.start..span.end),
        None => reading.evidence(if link.text.is_empty() { &link.given } else { link.text }),
    };
    found.offer(Sighting {
        value: link.given.clone(),
        label: Label { whatsapp: true, ..Label::default() },
        told: Told::Labelled,
        place: (link.block, span.map_or(0, |s| s.start)),
        extension: None,
        evidence,
        number,
    });
}

/// `tel:` links that stand in no text: a button, an icon, an area of a map.
pub(super) fn read_loose(reading: &Reading<'_>, regions: &mut Regions, found: &mut Found) {
    let document = reading.document();
    for (at, reference) in document.references().iter().enumerate() {
        let Some(given) = number_in(&reference.href) else { continue };
        let placed = document.blocks().get(reference.block..).unwrap_or_default().iter().take(3);
        if placed.flat_map(|b| &b.spans).any(|s| s.target == Target::Reference(at)) {
            continue;
        }
        let Some(number) = number::read(&given, regions.all()) else { continue };
        if let Some(region) = number.region {
            regions.add_region(region);
        }
        let label = label::last(&reference.text);
        found.offer(Sighting {
            value: given.clone(),
            told: if label.is_positive() { Told::Labelled } else { Told::Linked },
            label,
            place: (reference.block, 0),
            extension: None,
            evidence: reading.evidence(if reference.text.is_empty() { &given } else { &reference.text }),
            number,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_give_their_numbers() {
        assert_eq!(number_in("tel:+49%2030%20123456").as_deref(), Some("+49 30 123456"));
        assert_eq!(number_in("TEL://030-123456").as_deref(), Some("030-123456"));
        assert_eq!(number_in("mailto:030123456@x.de"), None);
        let wa = |u: &str| whatsapp_number(&Url::parse(u).unwrap());
        assert_eq!(wa("https://wa.me/4917112345678?text=Hi").as_deref(), Some("+4917112345678"));
        assert_eq!(wa("https://api.whatsapp.com/send?phone=%2B4917112345678").as_deref(), Some("+4917112345678"));
        assert_eq!(wa("https://wa.me/?text=share"), None);
        assert_eq!(wa("https://muster.de/4917112345678"), None);
    }
}
