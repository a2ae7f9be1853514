//! Addresses that a page hides outside its text: in attributes, in links that run a script, in scripts.

use crate::document::Attribute;

use super::super::context::Deobfuscate;
use super::super::reading::Reading;
use super::encoded;
use super::found::{Found, Manner};
use super::plain;
use super::script;
use super::spelled;

/// What stands for the at sign in a value that is called mail.
const SIGNS: &[char] = &['|', '#', '*', '!', ';', ',', '/', '~', '$', '§', '^', ' '];

/// Reads what a page hides.
pub(super) fn read(reading: &Reading<'_>, found: &mut Found<'_>) {
    let document = reading.document();
    for attribute in document.attributes() {
        read_attribute(attribute, found);
    }
    if reading.context().deobfuscate == Deobfuscate::No {
        return;
    }
    for of_one in document
        .attributes()
        .chunk_by(|a, b| a.element == b.element)
    {
        if let Some(address) = halves(of_one) {
            found.offer(address, of_one[0].block, None, Manner::Hidden);
        }
    }
    for link in document.links() {
        if let Some(code) = link
            .url
            .fragment()
            .filter(|_| link.url.path().ends_with("/email-protection"))
            && let Some(address) = encoded::cloudflare(code)
        {
            found.offer(address, link.block, None, Manner::Hidden);
        }
    }
    for reference in document.references() {
        if let Some(("javascript", code)) =
            reference.parts().as_ref().map(|(s, c)| (s.as_str(), *c))
        {
            read_code(&encoded::percent(code), reference.block, found);
        }
    }
    for script in document.scripts() {
        for address in script::assembled(&script.text) {
            found.offer(address, script.block, None, Manner::Hidden);
        }
        if !script::may_decode(&script.text) {
            continue;
        }
        // What a function of the page decodes is told by its result: an address of the page's own domain.
        for string in script::literals(&script.text) {
            let own = encoded::veiled(&string).into_iter();
            for address in own
                .filter(|a| found.own().is_domain_of(a))
                .collect::<Vec<_>>()
            {
                found.offer(address, script.block, None, Manner::Hidden);
            }
        }
    }
}

fn read_attribute(attribute: &Attribute, found: &mut Found<'_>) {
    if matches!(
        attribute.tag.as_str(),
        "input" | "textarea" | "option" | "script" | "iframe" | "link"
    ) || attribute.name.contains("placeholder")
    {
        return;
    }
    let (name, value) = (attribute.name.as_str(), attribute.value.as_str());
    let is_own_name = attribute.tag.contains('-');
    let is_data = name.starts_with("data-");
    let address = match name {
        "data-cfemail" => encoded::cloudflare(value),
        "data-mailto-token" => encoded::typo3(value),
        "href" => coded_link(value),
        name if is_data && (name.contains("rot13") || name.contains("-enc-")) => {
            encoded::turned(value)
        }
        name if is_data && name.contains("mail") && parted(value).is_some() => parted(value),
        _ if is_data || is_own_name => encoded::unveil(value, |a| found.own().is_domain_of(a)),
        _ => None,
    };
    if let Some(address) = address {
        found.offer(address, attribute.block, None, Manner::Hidden);
        return;
    }
    if name.starts_with("on") {
        read_code(value, attribute.block, found);
    } else if name != "href" && !is_data {
        for spotted in plain::spot(value) {
            found.offer(spotted.address, attribute.block, None, Manner::Open);
        }
    }
    if !name.starts_with("on") && name != "href" && value.len() < 120 {
        for spotted in spelled::spot(value) {
            found.offer(spotted.address, attribute.block, None, Manner::Hidden);
        }
    }
}

/// Name and domain in one value with another sign between them, or in a list: `info|firma.de`, `["info","firma.de"]`.
fn parted(value: &str) -> Option<String> {
    if value.starts_with('[') {
        return script::joined(&script::strings(value));
    }
    let (name, domain) = value.split_once(SIGNS)?;
    if name.is_empty() || domain.contains(SIGNS) || !domain.contains('.') {
        return None;
    }
    script::joined(&[name.trim(), domain.trim()])
}

/// A link that is only a code: Cloudflare's, the same behind a `#`, or `mailto:` in base64.
fn coded_link(href: &str) -> Option<String> {
    let href = href.trim();
    match href.rsplit_once('#') {
        Some((_, code)) => encoded::cloudflare(code),
        None => encoded::one(&encoded::base64(href)?),
    }
}

/// Code in a link or a handler: what its strings hide.
fn read_code(code: &str, block: usize, found: &mut Found<'_>) {
    for address in script::assembled(code) {
        found.offer(address, block, None, Manner::Hidden);
    }
    let strings = script::strings(code);
    let lower = code.to_ascii_lowercase();
    let decodes = ["crypt", "mail", "decode"]
        .iter()
        .any(|word| lower.contains(word));
    for string in &strings {
        let address = encoded::typo3(string)
            .or_else(|| encoded::unveil(string, |a| found.own().is_domain_of(a)))
            .or_else(|| decodes.then(|| encoded::moved(string))?);
        if let Some(address) = address {
            found.offer(address, block, None, Manner::Hidden);
        }
    }
    let is_told = |address: &String| lower.contains("mail") || found.own().is_domain_of(address);
    if let Some(address) = script::joined(&strings).filter(is_told) {
        found.offer(address, block, None, Manner::Hidden);
    }
}

/// Name and domain in two attributes of one element.
fn halves(attributes: &[Attribute]) -> Option<String> {
    let is_own_name = attributes[0].tag.contains('-');
    let part = |words: &[&str], letters: &[&str]| {
        attributes.iter().find_map(|a| {
            let name = match a.name.strip_prefix("data-") {
                Some(name) => name,
                None if is_own_name => a.name.as_str(),
                None => return None,
            };
            (letters.contains(&name) || words.iter().any(|w| name.contains(w)))
                .then_some(a.value.trim())
        })
    };
    let domain = part(
        &[
            "domain", "host", "server", "after", "second", "part2", "right", "provider", "last",
        ],
        &["d", "h", "b"],
    )?;
    let name = part(
        &[
            "user", "local", "mailbox", "account", "before", "first", "part1", "left", "name",
        ],
        &["u", "n", "a", "l", "m"],
    )?;
    if let Some(address) = encoded::of_halves(name, domain) {
        return Some(address);
    }
    if domain.contains('.') {
        return None;
    }
    let top = part(&["tld", "ext", "third", "part3", "suffix"], &["t", "c"])?;
    encoded::of_halves(name, &format!("{domain}.{}", top.trim_start_matches('.')))
}
