//! A TOML file a person wrote, read so that every fault can name its line and key.

use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::charset::decode_saved;
use super::fault::{FileFault, nearest};

/// More than anyone writes by hand.
const LARGEST: u64 = 4 * 1024 * 1024;

/// Characters that an input method or a word processor puts where TOML wants plain ones.
const LOOK_ALIKES: &[(char, char)] = &[
    ('“', '"'),
    ('”', '"'),
    ('„', '"'),
    ('＂', '"'),
    ('‘', '\''),
    ('’', '\''),
    ('＇', '\''),
    ('＝', '='),
    ('［', '['),
    ('］', ']'),
    ('【', '['),
    ('】', ']'),
    ('，', ','),
    ('、', ','),
    ('｛', '{'),
    ('｝', '}'),
    ('＃', '#'),
    ('。', '.'),
    ('　', ' '),
];

/// How a Windows path is written.
pub(super) const PATHS: &str = "write a Windows path in single quotes ('C:\\leads\\list.csv') or with forward slashes (\"C:/leads/list.csv\")";

/// A settings file: its name and its text.
#[derive(Debug, Clone, Default)]
pub struct TomlFile {
    name: String,
    text: String,
}

impl TomlFile {
    /// A file from text that is already there; `name` is what faults call it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }

    /// Reads a file in UTF-8 (with or without mark), UTF-16 or GBK.
    ///
    /// # Errors
    /// Where it cannot be opened, is too large, or is in another encoding.
    pub fn read(path: &Path) -> Result<Self, FileFault> {
        let name = path.display().to_string();
        let fault = |what: String| FileFault::of_file(&name, what);
        let size = std::fs::metadata(path)
            .map_err(|e| unreadable(&name, &e))?
            .len();
        if size > LARGEST {
            return Err(fault(format!(
                "is {size} bytes; a settings file has at most {LARGEST}"
            )));
        }
        let bytes = std::fs::read(path).map_err(|e| unreadable(&name, &e))?;
        let text = decode_saved(&bytes).ok_or_else(|| {
            fault("is neither UTF-8 nor UTF-16 nor GBK".into())
                .with_hint("save it as UTF-8 in your editor and try again")
        })?;
        Ok(Self { name, text })
    }

    /// The name of the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The file as a value.
    ///
    /// # Errors
    /// With the line and the key at fault; an unknown key with the nearest known one.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, FileFault> {
        toml::from_str(&self.text).map_err(|error| self.explain(&error))
    }

    /// A fault at a key of this file; array positions are numbers (`["search", "tactics", "2"]`). Where the key is
    /// not there, the nearest key above it that is.
    pub fn fault_at(&self, path: &[&str], what: impl Into<String>) -> FileFault {
        let key = path
            .iter()
            .filter(|p| p.parse::<usize>().is_err())
            .copied()
            .collect::<Vec<_>>()
            .join(".");
        FileFault {
            file: self.name.clone(),
            line: self.line_of(path),
            key: (!key.is_empty()).then_some(key),
            what: what.into(),
            hint: None,
        }
    }

    /// Does this key stand in the file?
    pub fn holds(&self, path: &[&str]) -> bool {
        let Ok(table) = DeTable::parse(&self.text) else {
            return false;
        };
        let mut value = DeValue::Table(table.into_inner());
        for part in path {
            let DeValue::Table(mut table) = value else {
                return false;
            };
            match table.remove(*part) {
                Some(inner) => value = inner.into_inner(),
                None => return false,
            }
        }
        true
    }

    fn line_of(&self, path: &[&str]) -> Option<usize> {
        let table = DeTable::parse(&self.text).ok()?;
        let mut at = None;
        let mut value = &DeValue::Table(table.into_inner());
        for part in path {
            let next = match value {
                DeValue::Table(table) => table
                    .iter()
                    .find(|(k, _)| k.get_ref() == part)
                    .map(|(k, v)| (k.span(), v)),
                DeValue::Array(list) => part
                    .parse::<usize>()
                    .ok()
                    .and_then(|n| list.get(n))
                    .map(|v| (v.span(), v)),
                _ => None,
            };
            let Some((span, inner)) = next else { break };
            at = Some(span.start);
            value = inner.get_ref();
        }
        at.map(|offset| self.line(offset))
    }

    fn line(&self, offset: usize) -> usize {
        self.text
            .get(..offset)
            .unwrap_or(&self.text)
            .matches('\n')
            .count()
            + 1
    }

    fn explain(&self, error: &toml::de::Error) -> FileFault {
        let line = error.span().map(|span| self.line(span.start));
        let key = error.span().and_then(|span| self.key_at(&span));
        let fault = FileFault {
            file: self.name.clone(),
            line,
            key,
            what: one_line(error.message()),
            hint: None,
        };
        if let Some(unknown) = quoted(error.message())
            .first()
            .filter(|_| error.message().starts_with("unknown field"))
        {
            return explain_unknown(fault, unknown, &quoted(error.message())[1..]);
        }
        if line.is_some_and(|line| self.has_backslash(line)) && DeTable::parse(&self.text).is_err()
        {
            return FileFault {
                key: None,
                what: "in double quotes a backslash begins an escape".to_owned(),
                hint: Some(PATHS.to_owned()),
                ..fault
            };
        }
        match line.and_then(|line| self.look_alike(line)) {
            Some((found, plain)) if DeTable::parse(&self.text).is_err() => FileFault {
                key: None,
                what: format!("`{found}` stands where a plain `{plain}` belongs"),
                hint: Some(format!(
                    "switch the input method to half-width and write `{plain}` instead of `{found}`"
                )),
                ..fault
            },
            _ => fault,
        }
    }

    /// Does a backslash that begins no escape stand within plain double quotes of a line?
    fn has_backslash(&self, line: usize) -> bool {
        let text = self.text.lines().nth(line - 1).unwrap_or_default();
        let (mut quote, mut rest) = (None, text.chars());
        while let Some(c) = rest.next() {
            match (quote, c) {
                (Some('"'), '\\') if !is_escape(rest.as_str()) => return true,
                (Some('"'), '\\') => drop(rest.next()),
                (Some(open), c) if open == c => quote = None,
                (None, '"' | '\'') => quote = Some(c),
                (None, '#') => return false,
                _ => {}
            }
        }
        false
    }

    /// The first look-alike of a line that stands outside plain quotes and comments.
    fn look_alike(&self, line: usize) -> Option<(char, char)> {
        let mut quote = None;
        for c in self.text.lines().nth(line - 1)?.chars() {
            match quote {
                Some(open) if open == c => quote = None,
                Some(_) => {}
                None if c == '"' || c == '\'' => quote = Some(c),
                None if c == '#' => return None,
                None => {
                    if let Some(pair) = LOOK_ALIKES.iter().find(|(odd, _)| *odd == c) {
                        return Some(*pair);
                    }
                }
            }
        }
        None
    }

    fn key_at(&self, span: &Range<usize>) -> Option<String> {
        let table = DeTable::parse(&self.text).ok()?;
        let mut keys = Vec::new();
        find_key(table.get_ref(), span, &mut keys);
        (!keys.is_empty()).then(|| keys.join("."))
    }
}

fn unreadable(name: &str, error: &std::io::Error) -> FileFault {
    let fault = FileFault::of_file(name, format!("cannot be read: {error}"));
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            fault.with_hint("check the path; `buyerscout init \"PRODUCT\"` writes a new campaign")
        }
        _ => fault,
    }
}

fn explain_unknown(mut fault: FileFault, unknown: &str, known: &[String]) -> FileFault {
    fault.what = format!("unknown key `{unknown}`");
    fault.key = fault.key.filter(|key| key != unknown);
    let list = known.join(", ");
    fault.hint = Some(match nearest(unknown, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`? keys here: {list}"),
        None => format!("keys here: {list}"),
    });
    fault
}

/// The innermost key whose key or value holds the span.
fn find_key(table: &DeTable<'_>, span: &Range<usize>, keys: &mut Vec<String>) {
    let holds = |outer: Range<usize>| outer.start <= span.start && span.end <= outer.end;
    for (key, value) in table {
        let inside = holds(key.span()) || holds(value.span()) || holds_deep(value, span);
        if inside {
            keys.push(key.get_ref().to_string());
            if let DeValue::Table(inner) = value.get_ref() {
                find_key(inner, span, keys);
            }
            return;
        }
    }
}

/// A table written under a header spans its header only; its keys stand outside of that.
fn holds_deep(value: &Spanned<DeValue<'_>>, span: &Range<usize>) -> bool {
    match value.get_ref() {
        DeValue::Table(table) => {
            let mut keys = Vec::new();
            find_key(table, span, &mut keys);
            !keys.is_empty()
        }
        _ => false,
    }
}

fn quoted(message: &str) -> Vec<String> {
    message
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn one_line(message: &str) -> String {
    message
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// Is what follows a backslash an escape of TOML (1.1)?
fn is_escape(behind: &str) -> bool {
    let hex = |many: usize| {
        let digits = behind.get(1..=many).unwrap_or_default();
        !digits.is_empty() && digits.chars().all(|c| c.is_ascii_hexdigit())
    };
    match behind.chars().next() {
        Some('b' | 't' | 'n' | 'f' | 'r' | 'e' | '"' | '\\') => true,
        Some('x') => hex(2),
        Some('u') => hex(4),
        Some('U') => hex(8),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> FileFault {
        TomlFile::new("c.toml", text)
            .decode::<toml::Table>()
            .unwrap_err()
    }

    #[test]
    fn quotes_of_an_input_method_get_their_own_fault() {
        for (text, odd) in [
            ("a = 1\nname = “LED”\n", '“'),
            ("a = 1\nname ＝ \"LED\"\n", '＝'),
            ("a = 1\nb = [1，2]\n", '，'),
        ] {
            let fault = fault(text);
            assert_eq!(fault.line, Some(2), "{text}");
            assert!(fault.what.contains(odd), "{fault}");
            assert!(fault.hint.is_some());
        }
    }

    #[test]
    fn a_windows_path_in_double_quotes_gets_its_own_fault() {
        for path in [
            "C:\\leads\\list.csv",
            "C:\\Users\\li\\x.csv",
            "D:\\xls\\1.csv",
        ] {
            let fault = fault(&format!("a = 1\nfile = \"{path}\"\n"));
            assert_eq!(fault.line, Some(2), "{path}: {fault}");
            assert!(
                fault
                    .hint
                    .clone()
                    .unwrap_or_default()
                    .contains("single quotes"),
                "{path}: {fault}"
            );
        }
        let other = fault("a = 1\nname = \"a \\\"b\\\"\" = 2\n");
        assert!(other.hint.is_none(), "{other}");
        assert!(
            TomlFile::new("c.toml", "file = 'C:\\leads\\x.csv'\n")
                .decode::<toml::Table>()
                .is_ok()
        );
    }

    #[test]
    fn a_fault_finds_the_line_of_its_key() {
        let file = TomlFile::new(
            "c.toml",
            "[search]\ntactics = [\n  \"importers\",\n  \"x\",\n]\n[engine.a]\nurl = 1\n",
        );
        assert_eq!(file.fault_at(&["search", "tactics", "1"], "").line, Some(4));
        assert_eq!(file.fault_at(&["engine", "a", "url"], "").line, Some(7));
        assert_eq!(file.fault_at(&["engine", "a", "gone"], "").line, Some(6));
    }
}
