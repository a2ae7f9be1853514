//! Addresses that a page hides outside its text: in attributes, in links that run a script, in scripts.

use crate::document::Attribute;

use super::super::context::Deobfuscate;
use super::super::reading::Reading;
use super::encoded;
use super::found::{Found, Manner};
use super::plain;
use super::script;
use super::spelled;

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
    let name = attribute.name.as_str();
    let address = match name {
        "data-cfemail" => encoded::cloudflare(&attribute.value),
        name if name.starts_with("data-") => encoded::unveil(&attribute.value),
        _ => None,
    };
    if let Some(address) = address {
        found.offer(address, attribute.block, None, Manner::Hidden);
        return;
    }
    if name.starts_with("on") {
        read_code(&attribute.value, attribute.block, found);
    } else if !name.starts_with("data-") {
        for spotted in plain::spot(&attribute.value) {
            found.offer(spotted.address, attribute.block, None, Manner::Open);
        }
    } else if attribute.value.len() < 120 {
        for spotted in spelled::spot(&attribute.value) {
            found.offer(spotted.address, attribute.block, None, Manner::Hidden);
        }
    }
}

/// Code in a link or a handler: what its strings hide.
fn read_code(code: &str, block: usize, found: &mut Found<'_>) {
    for address in script::assembled(code) {
        found.offer(address, block, None, Manner::Hidden);
    }
    let strings: Vec<&str> = code
        .split(['\'', '"'])
        .skip(1)
        .step_by(2)
        .take(20)
        .collect();
    for string in &strings {
        if let Some(address) = encoded::typo3(string).or_else(|| encoded::unveil(string)) {
            found.offer(address, block, None, Manner::Hidden);
        }
    }
    // `mail('info', 'firma.de')`, `mail('info', 'firma', 'de')`
    let joined = match strings.as_slice() {
        [name, domain] if domain.contains('.') => Some(format!("{name}@{domain}")),
        [name, domain, top] if !domain.contains('.') => {
            Some(format!("{name}@{domain}.{}", top.trim_start_matches('.')))
        }
        _ => None,
    };
    if let Some(address) = joined
        .filter(|_| code.to_ascii_lowercase().contains("mail"))
        .and_then(|j| encoded::one(&j))
    {
        found.offer(address, block, None, Manner::Hidden);
    }
}

/// Name and domain in two attributes of one element.
fn halves(attributes: &[Attribute]) -> Option<String> {
    let part = |words: &[&str], letters: &[&str]| {
        attributes.iter().find_map(|a| {
            let name = a.name.strip_prefix("data-")?;
            (letters.contains(&name) || words.iter().any(|w| name.contains(w)))
                .then_some(a.value.trim())
        })
    };
    let domain = part(
        &[
            "domain", "host", "server", "after", "second", "part2", "right", "provider",
        ],
        &["d", "h", "b"],
    )?;
    let name = part(
        &[
            "user", "local", "mailbox", "account", "before", "first", "part1", "left", "name",
        ],
        &["u", "n", "a", "l", "m"],
    )?;
    if name.contains('@') || domain.contains('@') {
        return None;
    }
    if domain.contains('.') {
        return encoded::one(&format!("{name}@{domain}"));
    }
    let top = part(&["tld", "ext", "third", "part3", "suffix"], &["t", "c"])?;
    encoded::one(&format!("{name}@{domain}.{}", top.trim_start_matches('.')))
}
