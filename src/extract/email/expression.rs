//! Expressions of strings in a script, read without running anything: strings joined, turned round and replaced, lists,
//! variables, templates.

use std::collections::HashMap;

use super::encoded::{percent, reversed, rot13, short_base64};
use super::literal::{self, Made, cut};

/// How deep expressions may be nested.
const DEEPEST: u8 = 20;
/// Texts kept of one script.
const MOST: usize = 200;
/// Variables and lists kept of one script, each.
const MOST_NAMES: usize = 500;
/// What is called on strings and known here.
const METHODS: &[&str] = &[
    "split",
    "replace",
    "replaceAll",
    "concat",
    "slice",
    "substring",
    "substr",
];
/// Strings of one list.
const LONGEST_LIST: usize = 200;
/// The longest code that stands for a function, bytes.
const LONGEST_FUNCTION: usize = 400;

/// A script being read.
pub(super) struct Reader<'a> {
    rest: &'a str,
    variables: HashMap<&'a str, Made>,
    lists: HashMap<&'a str, Vec<String>>,
    made: Vec<Made>,
}

impl<'a> Reader<'a> {
    /// At the beginning of a script.
    pub fn of(script: &'a str) -> Self {
        Self {
            rest: script,
            variables: HashMap::new(),
            lists: HashMap::new(),
            made: Vec::new(),
        }
    }

    /// What the script's strings make, as far as it may be an address or a number.
    pub fn texts(mut self) -> Vec<Made> {
        self.read();
        self.made
    }

    /// The strings as they stand there, in order.
    pub fn literals(mut self) -> Vec<String> {
        let mut found = Vec::new();
        while let Some(at) = self.rest.find(['\'', '"', '`']) {
            self.rest = &self.rest[at..];
            let quote = char::from(self.rest.as_bytes()[0]);
            match self.string(quote) {
                Some(made) => found.push(made.text),
                None => self.rest = &self.rest[1..],
            }
        }
        found
    }

    /// The expression at the beginning, and the code behind it.
    pub fn first(mut self) -> Option<(String, &'a str)> {
        let made = self.sum(0)?;
        Some((made.text, self.rest))
    }

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
            // `{ user: 'info', host: 'firma.de' }`
            _ => {
                let value = after.strip_prefix(':')?;
                (value.trim_start().starts_with(['\'', '"'])).then_some((value, false))?
            }
        };
        self.rest = value;
        Some((name, adds))
    }

    fn assign(&mut self, (name, adds): (&'a str, bool)) {
        if let Some(list) = self.plain_list() {
            if self.lists.len() < MOST_NAMES {
                self.lists.insert(name, list);
            }
            return;
        }
        let Some(made) = self.sum(0) else { return };
        let made = match self.variables.get(name) {
            Some(old) if adds => Made::hidden(format!("{}{}", old.text, made.text)),
            _ => made,
        };
        self.keep(&made);
        if made.text.len() < 2000 && self.variables.len() < MOST_NAMES {
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
            total = Made::hidden(total.text + &next.text);
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
            if METHODS.contains(&function)
                && let Some((thing, _)) = name.rsplit_once('.')
                && let Some(made) = self.variable(thing)
            {
                self.rest = &self.rest[thing.len()..];
                return Some(made);
            }
            return self.call(function, arguments, depth);
        }
        if let Some(made) = self.variable(name) {
            self.rest = after;
            return Some(made);
        }
        let (number, after) = after.strip_prefix('[')?.split_once(']')?;
        let made = self.entry(name, number)?;
        self.rest = after;
        Some(made)
    }

    /// A variable or an entry of a list, by what stands for it: `user`, `parts[0]`.
    fn value(&self, name: &str) -> Option<Made> {
        self.variable(name).or_else(|| {
            let (list, number) = name.strip_suffix(']')?.split_once('[')?;
            self.entry(list, number)
        })
    }

    fn entry(&self, list: &str, number: &str) -> Option<Made> {
        let number: usize = number.trim().parse().ok()?;
        self.lists.get(list)?.get(number).cloned().map(Made::hidden)
    }

    /// A variable, also as the part of a thing: `mail.user`.
    fn variable(&self, name: &str) -> Option<Made> {
        let of_thing = || name.rsplit_once('.').map(|(_, part)| part);
        let found = self.variables.get(name);
        found.or_else(|| self.variables.get(of_thing()?)).cloned()
    }

    /// A list of strings that nothing is done to yet, also as one string that is split.
    fn plain_list(&mut self) -> Option<Vec<String>> {
        self.skip_space();
        let before = self.rest;
        if let Some(quote) = self.rest.chars().next().filter(|c| matches!(c, '\'' | '"')) {
            let parts = self.split(quote);
            if parts.is_none() {
                self.rest = before;
            }
            return parts;
        }
        if !self.rest.starts_with('[') {
            return None;
        }
        let parts = self
            .parts(0)
            .filter(|_| !self.rest.trim_start().starts_with('.'));
        if parts.is_none() {
            self.rest = before;
        }
        parts
    }

    fn call(&mut self, function: &str, arguments: &'a str, depth: u8) -> Option<Made> {
        if function == "fromCharCode" {
            return self.codes(arguments);
        }
        if function == "join" {
            let name = &self.rest[..self.rest.len() - arguments.len()];
            let list = name.rsplit_once('.').map_or("", |(list, _)| list);
            let parts = self.lists.get(list)?.clone();
            self.rest = arguments;
            return self.joined(&parts, depth);
        }
        let decode: fn(&str) -> Option<String> = match function {
            "atob" | "base64_decode" | "b64decode" => short_base64,
            "unescape" | "decodeURIComponent" | "decodeURI" => |t| Some(percent(t)),
            "rot13" | "str_rot13" | "r13" => |t| Some(rot13(t)),
            _ => return None,
        };
        self.rest = arguments;
        let inner = self.sum(depth + 1)?;
        self.expect(')')?;
        decode(&inner.text).map(Made::hidden)
    }

    fn codes(&mut self, arguments: &'a str) -> Option<Made> {
        let (codes, behind) = arguments.split_once(')')?;
        let text = literal::of_codes(codes)?;
        self.rest = behind;
        Some(Made::hidden(text))
    }

    /// `"info|firma|de".split("|")`.
    fn split(&mut self, quote: char) -> Option<Vec<String>> {
        let text = self.string(quote)?.text;
        self.rest = self.rest.strip_prefix(".split(")?;
        let between = self
            .rest
            .chars()
            .next()
            .filter(|c| matches!(c, '\'' | '"'))?;
        let between = self.string(between)?.text;
        self.expect(')')?;
        let parts = text
            .split(between.as_str())
            .take(LONGEST_LIST)
            .map(str::to_owned);
        (!between.is_empty() && !self.rest.starts_with('.')).then(|| parts.collect())
    }

    /// `["a", "b"].join("@")`.
    fn list(&mut self, depth: u8) -> Option<Made> {
        let mut parts = self.parts(depth)?;
        if let Some(after) = self.rest.strip_prefix(".reverse()") {
            self.rest = after;
            parts.reverse();
        }
        self.rest = self.rest.strip_prefix(".join(")?;
        self.joined(&parts, depth)
    }

    /// The strings of a list, up to behind its bracket.
    fn parts(&mut self, depth: u8) -> Option<Vec<String>> {
        self.rest = &self.rest[1..];
        let mut parts = Vec::new();
        loop {
            self.skip_space();
            if let Some(after) = self.rest.strip_prefix("...") {
                self.rest = after;
                let text = self.sum(depth + 1)?.text;
                parts.extend(text.chars().take(LONGEST_LIST).map(String::from));
            } else {
                parts.push(self.sum(depth + 1)?.text);
            }
            self.skip_space();
            match self.rest.chars().next()? {
                ',' if parts.len() < LONGEST_LIST => self.rest = &self.rest[1..],
                ']' => break,
                _ => return None,
            }
        }
        self.rest = &self.rest[1..];
        Some(parts)
    }

    /// Parts joined by the argument that comes here.
    fn joined(&mut self, parts: &[String], depth: u8) -> Option<Made> {
        self.skip_space();
        let between = if self.rest.starts_with(')') {
            ",".to_owned()
        } else {
            self.sum(depth + 1)?.text
        };
        self.expect(')')?;
        Some(Made::hidden(parts.join(&between)))
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
                made = Made::hidden(reversed(&made.text));
            } else if let Some(after) = squeezed
                .strip_prefix(".replace(")
                .or_else(|| squeezed.strip_prefix(".replaceAll("))
            {
                self.rest = after;
                made = self.replaced(made, depth)?;
            } else if let Some((text, after)) = cut(squeezed, &made.text) {
                self.rest = after;
                made = Made::hidden(text);
            } else if let Some(after) = squeezed.strip_prefix(".concat(") {
                self.rest = after;
                loop {
                    made = Made::hidden(made.text + &self.sum(depth + 1)?.text);
                    if self.expect(',').is_none() {
                        break;
                    }
                }
                self.expect(')')?;
            } else if is_method(squeezed) {
                // What it gives is not known.
                return None;
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
        Some(Made::hidden(made.text.replace(&pattern, &with)))
    }

    /// `.replace(/[a-z]/gi, function (c) { … })`: letters moved by thirteen, the one such function that is in use.
    fn turned(&mut self, made: &Made) -> Option<Made> {
        let function = literal::in_brackets(self.rest, LONGEST_FUNCTION)?;
        self.rest = &self.rest[function.len() + 1..];
        let moves = ["charCodeAt", "13", "26"]
            .iter()
            .all(|s| function.contains(s));
        moves.then(|| Made::hidden(rot13(&made.text)))
    }

    fn string(&mut self, quote: char) -> Option<Made> {
        let (made, behind) = literal::read(self.rest, quote, |name| self.value(name))?;
        self.rest = behind;
        Some(made)
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

/// Begins a code with a method of strings?
fn is_method(code: &str) -> bool {
    code.strip_prefix('.').is_some_and(|call| {
        METHODS
            .iter()
            .any(|m| call.strip_prefix(m).is_some_and(|r| r.starts_with('(')))
    })
}
