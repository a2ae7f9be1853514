//! What is in a page's scripts: linked data, and code that may assemble an address.

use serde_json::{Value, json};

use super::assembly::may_assemble;
use super::collected::Collected;
use super::element::Attributes;
use super::property::Script;
use crate::text::end_of;

/// The longest script that is kept, bytes; those that assemble an address are short.
const LONGEST: usize = 20_000;
/// The longest data of a page's own program that is kept, bytes.
const LONGEST_STATE: usize = 400_000;

/// The longest value that is an address, bytes.
const LONGEST_ADDRESS: usize = 120;

/// The longest name of a key, bytes.
const LONGEST_KEY: usize = 60;

/// Words in the names of keys whose addresses are of the program, not for visitors.
const NOT_CONTACTS: &[&str] = &[
    "admin",
    "from",
    "sender",
    "reply",
    "bounce",
    "user",
    "author",
    "login",
    "account",
    "test",
    "debug",
    "error",
    "log",
    "notif",
    "customer",
    "client",
    "subscri",
    "recover",
    "owner",
    "dev",
    "default",
    "sample",
    "demo",
    "placeholder",
];

/// Data of this kind kept of a page.
const MOST_STATES: usize = 20;

/// Reads one script element that stands before a byte of its block's text.
pub(super) fn read(text: &str, seen: &Attributes<'_>, at: usize, out: &mut Collected) {
    let kind = seen.kind.trim();
    if kind.eq_ignore_ascii_case("application/ld+json") {
        if let Some(value) = parse_linked_data(text) {
            out.json_ld.push(value);
        }
        return;
    }
    if kind.eq_ignore_ascii_case("application/json") {
        if text.len() <= LONGEST_STATE && out.states.len() < MOST_STATES && names_a_contact(text) {
            out.states.extend(serde_json::from_str::<Value>(text));
        }
        return;
    }
    if kind.is_empty() || kind.contains("javascript") {
        note_told(text, out);
    }
    let is_code = kind.is_empty() || kind.contains("javascript") || kind == "module";
    if is_code && text.len() <= LONGEST && may_assemble(text) {
        out.scripts.push(Script {
            text: text.to_owned(),
            block: out.blocks.len(),
            at,
        });
    }
}

/// Keeps the addresses that keys of data call so.
pub(super) fn note_told(text: &str, out: &mut Collected) {
    let left = MOST_STATES.saturating_sub(out.states.len());
    let told = told_addresses(text).map(|address| json!({ "email": address }));
    out.states.extend(told.take(left));
}

/// The values of keys that call them mail addresses, in data that is assigned in code: `{"email":"info@firma.de"}`,
/// `{contactEmail: 'info@firma.de'}`, also where quotation marks and at signs are escaped.
fn told_addresses(code: &str) -> impl Iterator<Item = String> + '_ {
    memchr::memmem::find_iter(code.as_bytes(), b"ail").filter_map(|at| {
        let rest = code.get(at + 3..)?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let key = end_of(&code[..at], LONGEST_KEY)
            .rsplit(|c| !is_name(c))
            .next()?
            .to_ascii_lowercase();
        if NOT_CONTACTS.iter().any(|word| key.contains(word)) {
            return None;
        }
        let rest = ["Address", "_address", "-address"]
            .iter()
            .find_map(|end| rest.strip_prefix(end))
            .unwrap_or(rest);
        let rest = rest.trim_start_matches(['\\', '"', '\'']).trim_start();
        let value = rest
            .strip_prefix(':')?
            .trim_start()
            .trim_start_matches('\\');
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let value = value[1..]
            .get(..LONGEST_ADDRESS.min(value.len() - 1))
            .unwrap_or(&value[1..]);
        let value = value.split(quote).next()?.trim_end_matches('\\');
        let value = value
            .replace("\\u0040", "@")
            .replace("\\x40", "@")
            .replace("&#64;", "@");
        value.contains('@').then_some(value)
    })
}

/// Has the data a key that calls its value an address or a number, or a link to one?
fn names_a_contact(text: &str) -> bool {
    ["mail\"", "tel\"", "phone\"", "fax\"", "mailto:"]
        .iter()
        .any(|key| memchr::memmem::find(text.as_bytes(), key.as_bytes()).is_some())
}

/// Linked data as pages really write it: in comments, with raw line breaks in strings, commas too many.
fn parse_linked_data(text: &str) -> Option<Value> {
    let text = text.trim();
    let text = text
        .strip_prefix("<!--")
        .map_or(text, |t| t.trim_end_matches("-->"));
    let text = text
        .trim()
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[");
    let text = text
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>")
        .trim()
        .trim_end_matches(';');
    serde_json::from_str(text)
        .ok()
        .or_else(|| serde_json::from_str(&mended(text)).ok())
}

/// Escapes control characters inside strings and drops commas before a closing bracket.
fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let (mut in_string, mut escaped) = (false, false);
    for c in text.chars() {
        if in_string {
            match c {
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                c if c.is_control() => {}
                c => out.push(c),
            }
            in_string = escaped || c != '"';
            escaped = !escaped && c == '\\';
            continue;
        }
        if matches!(c, '}' | ']') {
            let kept = out.trim_end().trim_end_matches(',').len();
            out.truncate(kept);
        }
        in_string = c == '"';
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_assigned_data_are_kept() {
        for code in [
            r#"window.__INITIAL_STATE__={"contacts":{"email":"a@b.de"}}"#,
            r#"__next_f.push([1,"{\"email\":\"a@b.de\"}"])"#,
            "theme = { shop: { contactEmail : 'a@b.de' } }",
            r#"x={"emailAddress":"a\u0040b.de"}"#,
        ] {
            assert_eq!(
                told_addresses(code).collect::<Vec<_>>(),
                ["a@b.de"],
                "{code}"
            );
        }
        let other = r#"x={"adminEmail":"a@b.de","user_email":"a@b.de","email":"","mail":"{{m}}"};if(email=="a@b.de"){retail:"é"}"#;
        assert_eq!(told_addresses(other).count(), 0);
    }

    #[test]
    fn linked_data_is_read_as_pages_write_it() {
        let value = parse_linked_data("<!-- {\"name\": \"A\nB\", \"tags\": [\"x\", \"y\",], } -->")
            .unwrap();
        assert_eq!(value["name"], "A\nB");
        assert_eq!(value["tags"][1], "y");
        assert!(parse_linked_data("{{{").is_none());
    }
}
