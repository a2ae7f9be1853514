//! Addresses and numbers that an inline script assembles: strings joined, codes, base64. Nothing is run; only
//! expressions of strings are read, and an address that stands in a script whole is none of the page's.

use std::collections::HashMap;

use super::encoded::{base64, entities, percent, reversed, rot13};
use super::plain;

/// How deep expressions may be nested.
const DEEPEST: u8 = 20;

/// Services that mail a form to whom its address names.
const SERVICES: &[&str] = &["formsubmit.co/ajax/", "formsubmit.co/", "formspree.io/"];
/// Texts kept of one script.
const MOST: usize = 200;
/// The longest code that stands for a function, bytes.
const LONGEST_FUNCTION: usize = 400;

/// The addresses a script assembles.
pub(super) fn assembled(script: &str) -> Vec<String> {
    let mut found = Vec::new();
    for made in texts(script) {
        let text = entities(&made.text);
        let mailed = SERVICES.iter().find_map(|s| text.split_once(s));
        let is_target = mailed.is_some() || text.contains("mailto:");
        if !(made.hidden || is_target) || !text.contains('@') {
            continue;
        }
        let text = mailed.map_or(text.as_str(), |(_, receiver)| receiver);
        for spotted in plain::spot(&percent(text)) {
            if !found.contains(&spotted.address) && found.len() < 50 {
                found.push(spotted.address);
            }
        }
    }
    found
}

/// The telephone numbers a script links to or assembles whole, as they stand there.
pub(in crate::extract) fn numbers(script: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for made in texts(script) {
        let text = percent(&entities(&made.text));
        let number = match text.split_once("tel:") {
            Some((_, after)) => after
                .split(['"', '\'', '<', '>', '?', ';'])
                .next()
                .unwrap_or_default(),
            None if made.hidden => text.as_str(),
            None => continue,
        };
        let number = number.trim();
        if is_number(number) && !found.iter().any(|f| f == number) && found.len() < 50 {
            found.push(number.to_owned());
        }
    }
    found
}

/// Digits with what stands between them in numbers.
fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (7..=15).contains(&digits)
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '(' | ')' | '-' | '.' | '/'))
}

fn texts(script: &str) -> Vec<Made> {
    let mut reader = Reader {
        rest: script,
        variables: HashMap::new(),
        made: Vec::new(),
    };
    reader.read();
    reader.made
}

/// A string that was read, and whether work was needed to make it.
#[derive(Debug, Clone, Default)]
struct Made {
    text: String,
    hidden: bool,
}

struct Reader<'a> {
    rest: &'a str,
    variables: HashMap<&'a str, Made>,
    made: Vec<Made>,
}

impl<'a> Reader<'a> {
    fn read(&mut self) {
        while !self.rest.is_empty() {
            self.skip_space();
            let before = self.rest.len();
            if let Some(name) = self.assignment() {
                self.assign(name);
            } else if let Some(made) = self.sum(0) {
                self.keep(&made);
            }
            if self.rest.len() == before {
                self.skip_one();
            }
        }
    }

    /// `name =` or `name +=` at this place.
    fn assignment(&mut self) -> Option<(&'a str, bool)> {
        let name = self.peek_name()?;
        let after = self.rest[name.len()..].trim_start();
        let (value, adds) = match (after.strip_prefix("+="), after.strip_prefix('=')) {
            (Some(value), _) => (value, true),
            (None, Some(value)) if !value.starts_with(['=', '>']) => (value, false),
            _ => return None,
        };
        self.rest = value;
        Some((name, adds))
    }

    fn assign(&mut self, (name, adds): (&'a str, bool)) {
        let Some(made) = self.sum(0) else { return };
        let made = match self.variables.get(name) {
            Some(old) if adds => Made {
                text: format!("{}{}", old.text, made.text),
                hidden: true,
            },
            _ => made,
        };
        self.keep(&made);
        if made.text.len() < 2000 && self.variables.len() < 500 {
            self.variables.insert(name, made);
        }
    }

    /// Keeps what may be an address or a number.
    fn keep(&mut self, made: &Made) {
        let may_be = made.text.contains(['@', '&', '%'])
            || made.text.bytes().filter(u8::is_ascii_digit).count() >= 7;
        if may_be && self.made.len() < MOST {
            self.made.push(made.clone());
        }
    }

    /// Strings joined by `+`.
    fn sum(&mut self, depth: u8) -> Option<Made> {
        let mut total = self.term(depth)?;
        loop {
            self.skip_space();
            let Some(after) = self
                .rest
                .strip_prefix('+')
                .filter(|r| !r.starts_with(['+', '=']))
            else {
                return Some(total);
            };
            self.rest = after;
            self.skip_space();
            let Some(next) = self.term(depth) else {
                // Something unknown in the middle: what is known so far is judged alone.
                return Some(total);
            };
            total = Made {
                text: total.text + &next.text,
                hidden: true,
            };
            if total.text.len() > 10_000 {
                return Some(total);
            }
        }
    }

    fn term(&mut self, depth: u8) -> Option<Made> {
        if depth > DEEPEST {
            return None;
        }
        self.skip_space();
        let made = match self.rest.chars().next()? {
            quote @ ('\'' | '"' | '`') => self.string(quote)?,
            '(' => {
                self.rest = &self.rest[1..];
                let inner = self.sum(depth + 1)?;
                if self.expect(')').is_none() {
                    // The first of several arguments of a function that is not known here.
                    self.keep(&inner);
                    return None;
                }
                inner
            }
            '[' => self.list(depth)?,
            _ => self.named(depth)?,
        };
        self.methods(made, depth)
    }

    fn named(&mut self, depth: u8) -> Option<Made> {
        let name = self.peek_name()?;
        let after = &self.rest[name.len()..];
        if let Some(arguments) = after.trim_start().strip_prefix('(') {
            let function = name.rsplit('.').next().unwrap_or_default();
            return self.call(function, arguments, depth);
        }
        let made = self.variables.get(name).cloned()?;
        self.rest = after;
        Some(made)
    }

    fn call(&mut self, function: &str, arguments: &'a str, depth: u8) -> Option<Made> {
        if function == "fromCharCode" {
            return self.codes(arguments);
        }
        let decode: fn(&str) -> Option<String> = match function {
            "atob" | "base64_decode" | "b64decode" => base64,
            "unescape" | "decodeURIComponent" | "decodeURI" => |t| Some(percent(t)),
            "rot13" | "str_rot13" | "r13" => |t| Some(rot13(t)),
            _ => return None,
        };
        self.rest = arguments;
        let inner = self.sum(depth + 1)?;
        self.expect(')')?;
        decode(&inner.text).map(|text| Made { text, hidden: true })
    }

    fn codes(&mut self, arguments: &'a str) -> Option<Made> {
        let end = arguments.find(')')?;
        let number = |n: &str| {
            let n = n.trim();
            n.strip_prefix("0x")
                .map_or_else(|| n.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())
                .and_then(char::from_u32)
        };
        let text: Option<String> = arguments[..end].split(',').map(number).collect();
        self.rest = &arguments[end + 1..];
        Some(Made {
            text: text?,
            hidden: true,
        })
    }

    /// `["a", "b"].join("@")`.
    fn list(&mut self, depth: u8) -> Option<Made> {
        self.rest = &self.rest[1..];
        let mut parts = Vec::new();
        loop {
            parts.push(self.sum(depth + 1)?.text);
            self.skip_space();
            match self.rest.chars().next()? {
                ',' if parts.len() < 200 => self.rest = &self.rest[1..],
                ']' => break,
                _ => return None,
            }
        }
        self.rest = &self.rest[1..];
        let mut turned = false;
        if let Some(after) = self.rest.strip_prefix(".reverse()") {
            self.rest = after;
            turned = true;
        }
        self.rest = self.rest.strip_prefix(".join(")?;
        self.skip_space();
        let between = if self.rest.starts_with(')') {
            ",".to_owned()
        } else {
            self.sum(depth + 1)?.text
        };
        self.expect(')')?;
        if turned {
            parts.reverse();
        }
        Some(Made {
            text: parts.join(&between),
            hidden: true,
        })
    }

    /// What is called on a string: turned round, something replaced.
    fn methods(&mut self, mut made: Made, depth: u8) -> Option<Made> {
        loop {
            let squeezed = self.rest.trim_start();
            if let Some(after) = squeezed.strip_prefix(".split(") {
                let Some((_, after)) = after.split_once(").reverse().join(") else {
                    return Some(made);
                };
                let (_, after) = after.split_once(')')?;
                self.rest = after;
                made = Made {
                    text: reversed(&made.text),
                    hidden: true,
                };
            } else if let Some(after) = squeezed.strip_prefix(".replace(") {
                self.rest = after;
                made = self.replaced(made, depth)?;
            } else if let Some(after) = squeezed.strip_prefix(".concat(") {
                self.rest = after;
                let tail = self.sum(depth + 1)?;
                self.expect(')')?;
                made = Made {
                    text: made.text + &tail.text,
                    hidden: true,
                };
            } else {
                return Some(made);
            }
        }
    }

    fn replaced(&mut self, made: Made, depth: u8) -> Option<Made> {
        self.skip_space();
        let pattern = match self.rest.strip_prefix('/') {
            Some(body) => {
                let (pattern, after) = body.split_once('/')?;
                self.rest = after.trim_start_matches(['g', 'i', 'm']);
                pattern.replace('\\', "")
            }
            None => self.sum(depth + 1)?.text,
        };
        self.expect(',')?;
        if pattern.contains("a-z") {
            return self.turned(&made);
        }
        let with = self.sum(depth + 1)?.text;
        self.expect(')')?;
        if pattern.is_empty() {
            return Some(made);
        }
        Some(Made {
            text: made.text.replace(&pattern, &with),
            hidden: true,
        })
    }

    /// `.replace(/[a-z]/gi, function (c) { … })`: letters moved by thirteen, the one such function that is in use.
    fn turned(&mut self, made: &Made) -> Option<Made> {
        let mut open = 1_u32;
        let end = self.rest.bytes().take(LONGEST_FUNCTION).position(|b| {
            match b {
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            open == 0
        })?;
        let function = &self.rest[..end];
        self.rest = &self.rest[end + 1..];
        let moves = ["charCodeAt", "13", "26"]
            .iter()
            .all(|s| function.contains(s));
        moves.then(|| Made {
            text: rot13(&made.text),
            hidden: true,
        })
    }

    fn string(&mut self, quote: char) -> Option<Made> {
        let mut text = String::new();
        let mut hidden = false;
        let mut letters = self.rest[1..].char_indices();
        while let Some((at, letter)) = letters.next() {
            match letter {
                '\\' => match letters.next()? {
                    (_, 'n' | 't' | 'r') => text.push(' '),
                    (at, kind @ ('x' | 'u')) => {
                        let digits = if kind == 'x' { 2 } else { 4 };
                        let code = self.rest[1..]
                            .get(at + 1..at + 1 + digits)
                            .and_then(|h| u32::from_str_radix(h, 16).ok());
                        text.push(code.and_then(char::from_u32)?);
                        letters.by_ref().take(digits).for_each(drop);
                        hidden = true;
                    }
                    (_, other) => text.push(other),
                },
                letter if letter == quote => {
                    self.rest = &self.rest[1 + at + quote.len_utf8()..];
                    return Some(Made { text, hidden });
                }
                '\n' if quote != '`' => return None,
                letter => text.push(letter),
            }
        }
        None
    }

    fn expect(&mut self, mark: char) -> Option<()> {
        self.skip_space();
        self.rest = self.rest.strip_prefix(mark)?;
        Some(())
    }

    fn peek_name(&self) -> Option<&'a str> {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.');
        let end = self
            .rest
            .find(|c: char| !is_part(c))
            .unwrap_or(self.rest.len());
        (end > 0
            && !self
                .rest
                .starts_with(|c: char| c.is_ascii_digit() || c == '.'))
        .then(|| &self.rest[..end])
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Goes on behind a word or one other character.
    fn skip_one(&mut self) {
        let length = match self.peek_name() {
            Some(name) => name.len(),
            None => self.rest.chars().next().map_or(0, char::len_utf8),
        };
        self.rest = &self.rest[length..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn assembled_addresses_are_read() {
        for (script, address) in [
            (
                r#"var u='info', d='fjord.no'; document.write('<a href="mail'+'to:'+u+'@'+d+'">'+u+'@'+d+'</a>');"#,
                "info@fjord.no",
            ),
            (
                "document.write(String.fromCharCode(105,110,102,111,64,97,98,46,115,101))",
                "info@ab.se",
            ),
            (
                "x.href='mailto:'+atob('d2hvbGVzYWxlQGxhcmttZWFkLmNvZmZlZQ==');",
                "wholesale@larkmead.coffee",
            ),
            (
                "var a='s&#101;rv' + '&#64;'; a = a + 'k&#111;ppel' + '&#46;' + 'd&#101;';",
                "serv@koppel.de",
            ),
            (r#"location.href="mailto:info@ab.de""#, "info@ab.de"),
            (r#"e.innerHTML = ["info","ab.de"].join("@")"#, "info@ab.de"),
            (
                r#"m = "ed.ba@ofni".split("").reverse().join("");"#,
                "info@ab.de",
            ),
            (r#"m = "info(at)ab.de".replace("(at)", "@");"#, "info@ab.de"),
            (r#"m = "\x69nfo\x40ab.de""#, "info@ab.de"),
            (
                "fetch('https://formsubmit.co/ajax/info@ab.de', { method: 'POST' })",
                "info@ab.de",
            ),
            (
                "document.write('vasb@no.qr'.replace(/[a-zA-Z]/g,function(c){return String.fromCharCode((c<='Z'?90:122)>=(c=c.charCodeAt(0)+13)?c:c-26);}));",
                "info@ab.de",
            ),
            (
                r"location.href='mai'+'lto:'+'info'+'\x40'+'ab.de'",
                "info@ab.de",
            ),
        ] {
            assert_eq!(assembled(script), [address], "{script}");
        }
    }

    #[test]
    fn numbers_that_are_linked_or_assembled_are_read() {
        for (script, number) in [
            (
                "var a='+49 30',b=' 901821'; c=a+b; document.write('<a href=\"'+'te'+'l:'+c+'\">'+c+'</a>')",
                "+49 30 901821",
            ),
            (
                "this.textContent=window.atob('KzQ5IDMwIDkwMTgyMQ==')",
                "+49 30 901821",
            ),
            ("location.href='tel:030/901821'", "030/901821"),
        ] {
            assert_eq!(numbers(script), [number], "{script}");
        }
        assert!(
            numbers(
                "t='+49 30 901821'; v = 'v' + '20240101'; s = atob('MTIzNDU2Nzg5OTk5OTk5OTk5')"
            )
            .is_empty()
        );
    }

    #[test]
    fn an_address_that_stands_whole_in_a_script_is_not_the_pages() {
        let script = r#"var mailer={from:"noreply@seeds.com"}; /* author: bugs@plugins.org */ Sentry.init({dsn:"https://ab@o4.ingest.sentry.io/1"})"#;
        assert!(assembled(script).is_empty());
    }

    proptest! {
        #[test]
        fn no_script_can_stop_the_reading(script in "[a-z'\"`+=@.()\\[\\],\\\\/ 0-9é]{0,80}") {
            assembled(&script);
            numbers(&script);
        }
    }
}
