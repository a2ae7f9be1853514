//! E-mail addresses: open ones and those a page hides from machines.
//!
//! Left out: placeholders, addresses of trackers and builders, names of files, and that of whoever made the page.

mod address;
mod encoded;
mod expression;
mod found;
mod hidden;
mod literal;
mod munged;
mod own;
mod plain;
mod replaced;
mod script;
mod shapes;
mod spaced;
mod spelled;
mod table;

use std::sync::LazyLock;

use memchr::memmem::Finder;
use serde_json::Value;

use crate::document::{Region, Target};
use crate::finding::Findings;

use super::context::Deobfuscate;
use super::kind::Kind;
use super::reading::Reading;
use found::{Found, Manner};

pub(super) use encoded::base64 as base64_text;
pub(super) use script::numbers as numbers_in_code;

/// E-mail addresses.
pub(super) const KIND: Kind = Kind {
    id: "emails",
    about: "e-mail addresses, hidden ones too",
    read,
};

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let mut found = Found::new(reading);
    read_references(reading, &mut found);
    read_blocks(reading, &mut found);
    hidden::read(reading, &mut found);
    for value in reading.document().json_ld() {
        read_linked_data(value, &mut found);
    }
    for value in reading.document().states() {
        read_state(value, &mut found);
    }
    for property in reading
        .document()
        .properties()
        .iter()
        .filter(|p| p.name.eq_ignore_ascii_case("email"))
    {
        if let Some(address) = encoded::one(&property.value) {
            found.offer(address, property.block, None, Manner::Open);
        }
    }
    findings.emails = found.finish();
}

/// `mailto:` links: several receivers, copies, percent signs.
fn read_references(reading: &Reading<'_>, found: &mut Found<'_>) {
    let document = reading.document();
    for (at, reference) in document.references().iter().enumerate() {
        let Some((scheme, rest)) = reference.parts() else {
            continue;
        };
        let turned;
        let rest = match scheme.as_str() {
            "mailto" => rest,
            // `mailto` thirteen places on, the rest with it; where digits are turned too, the domain tells.
            "znvygb" => {
                let is_own = |text: &String| {
                    encoded::one(text).is_some_and(|a| found.own().is_domain_of(&a))
                };
                let other = Some(encoded::rot18(rest)).filter(is_own);
                turned = other.unwrap_or_else(|| encoded::rot13(rest));
                turned.as_str()
            }
            // `cryptmail:696e666f…`
            coded if coded.contains("mail") => {
                let unveiled = encoded::unveil(rest, |a| found.own().is_domain_of(a));
                if let Some(address) = unveiled {
                    found.offer(address, reference.block, None, Manner::Hidden);
                }
                continue;
            }
            _ => continue,
        };
        let span = document
            .blocks()
            .get(reference.block)
            .and_then(|b| b.spans.iter().find(|s| s.target == Target::Reference(at)));
        let range = span.map(|s| s.start..s.end);
        for part in receivers(rest) {
            let decoded = encoded::entities(&encoded::percent(&encoded::percent(part)));
            let manner = if part.contains('%') {
                Manner::Hidden
            } else {
                Manner::Open
            };
            let open = plain::spot(&decoded)
                .into_iter()
                .map(|s| (s.address, manner));
            let spelled = spelled::spot(&decoded)
                .into_iter()
                .map(|s| (s.address, Manner::Hidden));
            // `mailto:vasb@zhfgre.qr`, which a script turns.
            let is_own = |address: &str| found.own().is_domain_of(address);
            let unveiled = encoded::unveil(&decoded, is_own)
                .filter(|_| plain::spot(&decoded).is_empty())
                .map(|address| (address, Manner::Hidden));
            let spelled = spelled.chain(unveiled).collect::<Vec<_>>();
            for (address, manner) in open.chain(spelled) {
                found.offer(address, reference.block, range.clone(), manner);
            }
        }
    }
}

/// The parts of a `mailto:` that hold receivers.
fn receivers(rest: &str) -> impl Iterator<Item = &str> {
    let (to, query) = rest.split_once('?').unwrap_or((rest, ""));
    let copies = query.split('&').filter_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        let key = key.trim_start_matches("amp;").to_ascii_lowercase();
        matches!(key.as_str(), "to" | "cc" | "bcc").then_some(value)
    });
    to.split([',', ';']).chain(copies)
}

/// The at sign of East Asian typing.
static WIDE: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("＠"));

fn read_blocks(reading: &Reading<'_>, found: &mut Found<'_>) {
    for (at, block) in reading.document().blocks().iter().enumerate() {
        let is_wide = WIDE.find(block.text.as_bytes()).is_some();
        if is_wide {
            for spotted in plain::spot(&wide_to_plain(&block.text)) {
                found.offer(spotted.address, at, None, Manner::Hidden);
            }
        }
        for spotted in plain::spot_with_links(block, reading.document().references()) {
            found.offer(spotted.address, at, Some(spotted.range), Manner::Open);
        }
        if block.region == Region::Nav && block.text.len() < 20 {
            continue;
        }
        if reading.context().deobfuscate == Deobfuscate::Yes {
            for spotted in spelled::spot(&block.text) {
                found.offer(spotted.address, at, Some(spotted.range), Manner::Hidden);
            }
            for address in spaced::spot(&block.text) {
                found.offer(address, at, None, Manner::Hidden);
            }
            if is_wide || memchr::memchr2(b'@', b'&', block.text.as_bytes()).is_some() {
                read_signs(reading, at, found);
            }
        }
    }
}

/// At signs that are shown as codes, replaced by another sign, set apart in a cell, or part of a text written backwards.
fn read_signs(reading: &Reading<'_>, at: usize, found: &mut Found<'_>) {
    let blocks = reading.document().blocks();
    let text = &blocks[at].text;
    if text.contains("&#") || text.contains("&commat;") {
        for spotted in plain::spot(&encoded::entities(text)) {
            found.offer(spotted.address, at, None, Manner::Hidden);
        }
    }
    if !text.contains(['@', '＠']) {
        return;
    }
    for (block, spotted) in replaced::around(blocks, at) {
        found.offer(spotted.address, block, Some(spotted.range), Manner::Hidden);
    }
    let own = found.own();
    let more = [replaced::backwards(text, own), replaced::parted(text, own)];
    for spotted in more.into_iter().flatten() {
        found.offer(spotted.address, at, Some(spotted.range), Manner::Hidden);
    }
    if let Some(address) = replaced::in_three(blocks, at) {
        found.offer(address, at, None, Manner::Hidden);
    }
}

/// Full-width letters and signs made plain ones.
fn wide_to_plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '。' => '.',
            c => c,
        })
        .collect()
}

/// The `email` of whatever is described, at any depth.
fn read_linked_data(root: &Value, found: &mut Found<'_>) {
    let is_email = |key: &str| key.eq_ignore_ascii_case("email");
    for (address, is_others) in addresses_under(root, is_email) {
        if !is_others || found.own().may_have(&address) {
            found.offer_unplaced(address);
        }
    }
}

/// Keys of linked data under which others than the page's firm are described: who made it, who wrote, who praises.
const OTHERS: &[&str] = &[
    "creator",
    "author",
    "contributor",
    "maintainer",
    "editor",
    "review",
    "reviews",
    "comment",
    "provider",
    "sponsor",
    "funder",
    "translator",
    "organizer",
    "performer",
    "copyrightHolder",
    "sdPublisher",
    "producer",
];

/// Addresses in the data of the page's own program, under keys that call them so.
fn read_state(root: &Value, found: &mut Found<'_>) {
    let is_mail = |key: &str| {
        let key = key.to_ascii_lowercase();
        key.ends_with("mail") || key.ends_with("mailaddress")
    };
    for (address, _) in addresses_under(root, is_mail) {
        found.offer_own(address);
    }
    for address in linked_under(root) {
        found.offer_own(address);
    }
}

/// Addresses in markup that such data holds.
fn linked_under(root: &Value) -> Vec<String> {
    let mut addresses = Vec::new();
    let mut open = vec![(root, 0_u8)];
    while let Some((value, depth)) = open.pop() {
        match value {
            Value::String(text) => {
                if let Some((_, behind)) = text.split_once("mailto:") {
                    addresses.extend(plain::spot(behind).into_iter().map(|s| s.address));
                }
            }
            Value::Array(items) if depth < 20 => {
                open.extend(items.iter().rev().map(|v| (v, depth + 1)));
            }
            Value::Object(map) if depth < 20 => {
                open.extend(map.values().rev().map(|v| (v, depth + 1)));
            }
            _ => {}
        }
    }
    addresses
}

/// Addresses under keys that call them so, each with whether it is said of others.
fn addresses_under(root: &Value, wanted: impl Fn(&str) -> bool) -> Vec<(String, bool)> {
    let mut addresses = Vec::new();
    let mut open = vec![(root, 0_u8, false, false)];
    while let Some((value, depth, is_wanted, is_others)) = open.pop() {
        match value {
            _ if is_wanted => {
                addresses.extend(texts(value).filter_map(told).map(|a| (a, is_others)));
            }
            Value::Array(items) if depth < 20 => {
                open.extend(items.iter().rev().map(|v| (v, depth + 1, false, is_others)));
            }
            Value::Object(map) if depth < 20 => {
                let inner = map.iter().rev();
                open.extend(inner.map(|(key, v)| {
                    let is_others = is_others || OTHERS.contains(&key.as_str());
                    (v, depth + 1, wanted(key), is_others)
                }));
            }
            _ => {}
        }
    }
    addresses
}

/// The address that a value is, plain or spelled.
fn told(text: &str) -> Option<String> {
    let spelled = || spelled::spot(text).into_iter().next().map(|s| s.address);
    encoded::one(text).or_else(spelled)
}

fn texts(value: &Value) -> impl Iterator<Item = &str> {
    let many = value.as_array().map(Vec::as_slice).unwrap_or_default();
    value
        .as_str()
        .into_iter()
        .chain(many.iter().filter_map(Value::as_str))
}

#[cfg(test)]
mod tests {
    use super::super::context::Context;
    use super::*;
    use crate::document::Document;
    use url::Url;

    fn emails(html: &str, deobfuscate: Deobfuscate) -> Vec<(String, bool)> {
        let url = Url::parse("http://www.muster.de/").unwrap();
        let document = Document::parse(html.as_bytes(), Some("text/html; charset=utf-8"), &url);
        let context = Context {
            source: "x",
            fetched_at: jiff::Timestamp::UNIX_EPOCH,
            status: 200,
            region: None,
            deobfuscate,
        };
        let mut findings = Findings::default();
        read(&Reading::new(&document, &context), &mut findings);
        findings
            .emails
            .into_iter()
            .map(|e| (e.value, e.obfuscated))
            .collect()
    }

    #[test]
    fn an_address_is_given_once_and_in_the_order_of_the_page() {
        let html = "<p>info@muster.de<p><a href='mailto:Einkauf@muster.de,verkauf@muster.de?cc=x@muster.de'>Mail</a> <a href='mailto:info@muster.de'>info@muster.de</a>";
        let values: Vec<_> = emails(html, Deobfuscate::Yes)
            .into_iter()
            .map(|(e, _)| e)
            .collect();
        assert_eq!(
            values,
            [
                "info@muster.de",
                "einkauf@muster.de",
                "verkauf@muster.de",
                "x@muster.de"
            ]
        );
    }

    #[test]
    fn hidden_addresses_are_marked_and_can_be_left_alone() {
        let html = "<p>post (at) muster (punkt) de <a class=e data-user=trade data-domain=muster.de>x</a><p>open@muster.de";
        let hidden = |address: &str| (address.to_owned(), true);
        assert_eq!(
            emails(html, Deobfuscate::Yes),
            [
                hidden("post@muster.de"),
                hidden("trade@muster.de"),
                ("open@muster.de".to_owned(), false)
            ]
        );
        assert_eq!(
            emails(html, Deobfuscate::No),
            [("open@muster.de".to_owned(), false)]
        );
    }

    #[test]
    fn what_site_software_writes_is_read_and_machines_mailboxes_are_not() {
        for html in [
            "<a href='#' data-mailto-token='ocknvq,kphqBowuvgt0fg' data-mailto-vector='2'>Mail</a>",
            "<joomla-hidden-mail is-link='0' first='aW5mbw==' last='bXVzdGVyLmRl' text=''>x</joomla-hidden-mail>",
            "<a data-enc-email='vasb[at]zhfgre.qr' href='javascript:;'>x</a>",
            "<span class=c data-user='ofni' data-domain='ed.retsum'></span>",
            "<a href='bWFpbHRvOmluZm9AbXVzdGVyLmRl'>x</a>",
            "<a href='znvygb:vasb@zhfgre.qr'>x</a>",
            "<a href=\"javascript:DeCryptX('0i1o2h0o0@1n0u1t1u1f0r0.2f1f')\">x</a>",
            "<script>dec('ed.retsum@ofni')</script>",
            "<div data-page='{&quot;email&quot;:&quot;info@muster.de&quot;}'></div>",
            "<script>var x={contactEmail:'info@muster.de',adminEmail:'root@muster.de'}</script>",
            "<p>info@muster.de<p>no-reply@muster.de",
        ] {
            let found = emails(html, Deobfuscate::Yes);
            let values: Vec<_> = found.iter().map(|(e, _)| e.as_str()).collect();
            assert_eq!(values, ["info@muster.de"], "{html}");
        }
    }

    #[test]
    fn whoever_made_the_site_is_described_as_well_and_is_not_the_firm() {
        let html = r#"<script type="application/ld+json">{"@graph":[{"@type":"Organization","email":"info@muster.de"},{"@type":"WebSite","creator":{"email":"hallo@pixel.agency"}},{"@type":"Article","author":{"email":"anna@muster.de"}}]}</script>"#;
        let open = |address: &str| (address.to_owned(), false);
        assert_eq!(
            emails(html, Deobfuscate::Yes),
            [open("info@muster.de"), open("anna@muster.de")]
        );
    }

    #[test]
    fn the_makers_address_is_not_the_companys() {
        let html = "<footer>© Muster GmbH info@muster.de. Webdesign: <a href=//pixel.agency>pixel</a> <a href='mailto:hello@pixel.agency'>hello@pixel.agency</a></footer>";
        assert_eq!(
            emails(html, Deobfuscate::Yes),
            [("info@muster.de".to_owned(), false)]
        );
    }

    #[test]
    fn a_customers_address_beside_his_praise_is_not_the_companys() {
        let html = "<blockquote>“Right on the day.” — jane.roe@customer.com</blockquote><blockquote>Write to info@muster.de</blockquote>";
        assert_eq!(
            emails(html, Deobfuscate::Yes),
            [("info@muster.de".to_owned(), false)]
        );
    }

    #[test]
    fn a_label_set_apart_by_style_is_no_part_of_the_address() {
        assert_eq!(
            emails(
                "<span>Email</span><a href='mailto:jm@muster.de'>jm@muster.de</a>",
                Deobfuscate::Yes
            ),
            [("jm@muster.de".to_owned(), false)]
        );
    }
}
