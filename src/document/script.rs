//! What is in a page's scripts: linked data, and code that may assemble an address.

use serde_json::Value;

use super::assembly::may_assemble;
use super::collected::Collected;
use super::element::Attributes;
use super::property::Script;

/// The longest script that is kept, bytes; those that assemble an address are short.
const LONGEST: usize = 20_000;
/// The longest data of a page's own program that is kept, bytes.
const LONGEST_STATE: usize = 400_000;

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
    let is_code = kind.is_empty() || kind.contains("javascript") || kind == "module";
    if is_code && text.len() <= LONGEST && may_assemble(text) {
        out.scripts.push(Script {
            text: text.to_owned(),
            block: out.blocks.len(),
            at,
        });
    }
}

/// Has the data a key that calls its value an address or a number?
fn names_a_contact(text: &str) -> bool {
    ["mail\"", "tel\"", "phone\"", "fax\""]
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
    fn linked_data_is_read_as_pages_write_it() {
        let value = parse_linked_data("<!-- {\"name\": \"A\nB\", \"tags\": [\"x\", \"y\",], } -->")
            .unwrap();
        assert_eq!(value["name"], "A\nB");
        assert_eq!(value["tags"][1], "y");
        assert!(parse_linked_data("{{{").is_none());
    }
}
