//! Strings in a script as they are written: escapes, templates, character codes, parts.

/// The longest string, bytes.
const LONGEST: usize = 20_000;

/// A string that was read, and whether work was needed to make it.
#[derive(Debug, Clone, Default)]
pub(super) struct Made {
    pub text: String,
    pub hidden: bool,
}

impl Made {
    /// One that had to be made.
    pub fn hidden(text: String) -> Self {
        Self { text, hidden: true }
    }
}

/// The string that a code begins with, and the code behind it; `value` knows what stands in a template's brackets.
pub(super) fn read(
    code: &str,
    quote: char,
    value: impl Fn(&str) -> Option<Made>,
) -> Option<(Made, &str)> {
    let body = &code[1..];
    let mut made = Made::default();
    let mut at = 0;
    loop {
        let letter = body[at..].chars().next()?;
        at += letter.len_utf8();
        match letter {
            '\\' => {
                let (letter, length, coded) = escape(&body[at..])?;
                made.text.extend(letter);
                made.hidden |= coded;
                at += length;
            }
            letter if letter == quote => return Some((made, &body[at..])),
            '\n' if quote != '`' => return None,
            '$' if quote == '`' && body[at..].starts_with('{') => {
                let end = body[at..].find('}')?;
                let value = value(body[at + 1..at + end].trim())?;
                made = Made::hidden(made.text + &value.text);
                at += end + 1;
            }
            letter => made.text.push(letter),
        }
        if made.text.len() > LONGEST {
            return None;
        }
    }
}

/// The text of character codes with commas between them.
pub(super) fn of_codes(codes: &str) -> Option<String> {
    let number = |n: &str| {
        let n = n.trim();
        n.strip_prefix("0x")
            .map_or_else(|| n.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())
            .and_then(char::from_u32)
    };
    codes.split(',').map(number).collect()
}

/// `.slice(2)`, `.substring(2, 9)`, `.substr(2, 7)`: the part of a text, and the code behind.
pub(super) fn cut<'c>(code: &'c str, text: &str) -> Option<(String, &'c str)> {
    let (call, behind) = code.strip_prefix(".s")?.split_once(')')?;
    let (name, numbers) = call.split_once('(')?;
    let mut numbers = numbers.split(',').map(|n| n.trim().parse::<usize>());
    let from = numbers.next()?.ok()?;
    let second = numbers.next().transpose().ok()?;
    let length = match (name, second) {
        ("lice" | "ubstring" | "ubstr", None) => usize::MAX,
        ("lice" | "ubstring", Some(to)) => to.saturating_sub(from),
        ("ubstr", Some(length)) => length,
        _ => return None,
    };
    Some((text.chars().skip(from).take(length).collect(), behind))
}

/// The text up to the bracket that closes, where that stands within so many bytes.
pub(super) fn in_brackets(text: &str, most: usize) -> Option<&str> {
    let mut open = 1_u32;
    let end = text.bytes().take(most).position(|b| {
        match b {
            b'(' => open += 1,
            b')' => open -= 1,
            _ => {}
        }
        open == 0
    })?;
    text.get(..end)
}

/// What a backslash stands before: its letter, how many bytes it takes, and whether it was a code.
fn escape(text: &str) -> Option<(Option<char>, usize, bool)> {
    let letter = text.chars().next()?;
    let code = |digits: &str, base| {
        u32::from_str_radix(digits, base)
            .ok()
            .and_then(char::from_u32)
    };
    match letter {
        'n' | 't' | 'r' => Some((Some(' '), 1, false)),
        '\n' => Some((None, 1, false)),
        'x' => Some((Some(code(text.get(1..3)?, 16)?), 3, true)),
        'u' => Some((Some(code(text.get(1..5)?, 16)?), 5, true)),
        '0'..='7' => {
            let length = text
                .bytes()
                .take(3)
                .take_while(|b| matches!(b, b'0'..=b'7'))
                .count();
            Some((Some(code(&text[..length], 8)?), length, true))
        }
        other => Some((Some(other), other.len_utf8(), false)),
    }
}
