//! What is in a page's scripts: linked data, and code that may assemble an address.

use serde_json::Value;

use super::collected::Collected;
use super::element::Attributes;
use super::property::Script;

/// The longest script that is kept, bytes; those that assemble an address are short.
const LONGEST: usize = 20_000;
/// What a script that assembles an address has in it.
const SIGNS: &[&[u8]] = &[
    b"@",
    b"mailto",
    b"fromCharCode",
    b"atob",
    b"&#64",
    b"%40",
    b"\\x40",
    b"\\u0040",
    b"rot13",
];

/// Reads one script element.
pub(super) fn read(text: &str, seen: &Attributes<'_>, out: &mut Collected) {
    let kind = seen.kind.trim();
    if kind.eq_ignore_ascii_case("application/ld+json") {
        if let Some(value) = parse_linked_data(text) {
            out.json_ld.push(value);
        }
        return;
    }
    let is_code = kind.is_empty() || kind.contains("javascript") || kind == "module";
    if is_code
        && text.len() <= LONGEST
        && SIGNS
            .iter()
            .any(|s| memchr::memmem::find(text.as_bytes(), s).is_some())
    {
        out.scripts.push(Script {
            text: text.to_owned(),
            block: out.blocks.len(),
        });
    }
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
