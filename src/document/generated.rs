//! Text that a style sheet shows before or behind an element: `.x::after{content:"@firma.de"}`. Only what may be part
//! of an address or a number is kept; arrows, quotation marks and icons are ornament.

use std::collections::HashMap;

/// Names with such text kept of a page.
const MOST: usize = 500;
/// The longest text of one rule, bytes.
const LONGEST: usize = 200;

/// What is shown before and behind an element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Generated {
    /// Before its own text.
    pub before: String,
    /// Behind it.
    pub behind: String,
}

/// Texts by class name or id, each with its `.` or `#`.
#[derive(Debug, Default)]
pub(super) struct AllGenerated {
    of: HashMap<String, Generated>,
}

impl AllGenerated {
    /// Reads one rule.
    pub fn read(&mut self, selector: &str, declarations: &str) {
        if !selector.contains(':') {
            return;
        }
        let Some(text) = content(declarations).filter(|t| may_tell(t)) else {
            return;
        };
        for part in selector.split(',') {
            let Some((name, place)) = part.trim().split_once(':') else {
                continue;
            };
            let name = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
            if !is_name(name) || self.of.len() >= MOST {
                continue;
            }
            let entry = self.of.entry(name.to_owned()).or_default();
            match place.trim_start_matches(':') {
                "before" => entry.before.clone_from(&text),
                "after" => entry.behind.clone_from(&text),
                _ => {}
            }
        }
    }

    /// What is shown around an element with these class names and this id.
    pub fn around(&self, class: &str, id: &str) -> Option<&Generated> {
        if self.of.is_empty() {
            return None;
        }
        let by_class = class
            .split_ascii_whitespace()
            .find_map(|c| self.of.get(&format!(".{c}")));
        by_class.or_else(|| self.of.get(&format!("#{id}")))
    }
}

fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    name.strip_prefix(['.', '#'])
        .is_some_and(|n| !n.is_empty() && n.chars().all(plain))
}

/// An at sign, a domain's end, or digits.
fn may_tell(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let ending = text.split_once('.').is_some_and(|(_, end)| {
        end.len() >= 2
            && end
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
    });
    digits >= 2 || text.contains('@') || ending
}

/// The strings of a `content` declaration, joined (CSS Generated Content §2).
fn content(declarations: &str) -> Option<String> {
    let at = declarations.rfind("content")?;
    let value = declarations[at..].split_once(':')?.1.trim_start();
    let mut text = String::new();
    let mut rest = value;
    while let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let (string, after) = string(&rest[1..], quote)?;
        text.push_str(&string);
        if text.len() > LONGEST {
            return None;
        }
        rest = after.trim_start();
    }
    Some(text).filter(|t| !t.is_empty())
}

/// A string up to its quotation mark, and what comes behind it.
fn string(text: &str, quote: char) -> Option<(String, &str)> {
    let mut out = String::new();
    let mut rest = text;
    loop {
        let letter = rest.chars().next()?;
        rest = &rest[letter.len_utf8()..];
        match letter {
            c if c == quote => return Some((out, rest)),
            '\\' => {
                let digits = rest
                    .bytes()
                    .take(6)
                    .take_while(u8::is_ascii_hexdigit)
                    .count();
                if let Ok(code) = u32::from_str_radix(&rest[..digits], 16) {
                    out.extend(char::from_u32(code));
                    rest = &rest[digits..];
                    rest = rest.strip_prefix(' ').unwrap_or(rest);
                }
            }
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_rule_shows_is_text_where_it_may_be_part_of_a_contact() {
        let mut all = AllGenerated::default();
        all.read(".m::after", "color:red;content:\"\\40 firma\" '.de'");
        all.read("span#t:before , .x::after", "content : '030 12'");
        all.read(".icon::before", "content:\"\\f095\"");
        all.read(".m .inner::after", "content:'@b.de'");
        all.read(".m:hover::after", "content:'@c.de'");
        assert_eq!(all.around("a m", "").unwrap().behind, "@firma.de");
        assert_eq!(all.around("", "t").unwrap().before, "030 12");
        assert_eq!(all.around("x", "").unwrap().behind, "030 12");
        assert_eq!(all.around("icon", ""), None);
        assert_eq!(all.around("inner", ""), None);
    }

    proptest! {
        #[test]
        fn no_rule_can_stop_it(selector in "[.#a:, ]{0,12}", declarations in "(content)?[: ]{0,2}[\"'\\\\a-f0-9@é ]{0,20}") {
            AllGenerated::default().read(&selector, &declarations);
        }
    }
}
