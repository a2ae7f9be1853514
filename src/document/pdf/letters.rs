//! The table a face carries of what its codes mean (ISO 32000-1 §9.10.3), read as loosely as writers write it: only its
//! `bfchar` and `bfrange` parts matter.

use std::collections::BTreeMap;

/// Letters by code.
pub(super) type Letters = BTreeMap<u16, String>;

/// Codes read of one table at most: ranges may name the same ones again and again.
const MOST: usize = 100_000;
/// The longest thing one code may mean, bytes of UTF-16: `ffi` is six.
const LONGEST: usize = 32;

/// What stands in a table.
#[derive(Debug, PartialEq)]
enum Token<'a> {
    Code(Vec<u8>),
    Open,
    Close,
    Word(&'a [u8]),
}

/// The letters of a table.
pub(super) fn letters(table: &[u8]) -> Letters {
    let mut found = Letters::new();
    let mut tokens = Tokens(table);
    let mut left = MOST;
    while let Some(token) = tokens.next() {
        match token {
            Token::Word(b"beginbfchar") => chars(&mut tokens, &mut found, &mut left),
            Token::Word(b"beginbfrange") => ranges(&mut tokens, &mut found, &mut left),
            _ => {}
        }
    }
    found
}

fn chars(tokens: &mut Tokens<'_>, found: &mut Letters, left: &mut usize) {
    while *left > 0
        && let Some(Token::Code(code)) = tokens.next()
        && let Some(Token::Code(text)) = tokens.next()
    {
        *left -= 1;
        if let Some(code) = number(&code) {
            found.insert(code, of(&text, 0));
        }
    }
}

fn ranges(tokens: &mut Tokens<'_>, found: &mut Letters, left: &mut usize) {
    while *left > 0
        && let Some(Token::Code(first)) = tokens.next()
        && let Some(Token::Code(last)) = tokens.next()
        && let Some(meaning) = tokens.next()
    {
        let (Some(first), Some(last)) = (number(&first), number(&last)) else {
            continue;
        };
        match meaning {
            Token::Code(text) => {
                for code in (first..=last).take(*left) {
                    found.insert(code, of(&text, code - first));
                }
            }
            Token::Open => {
                let mut codes = (first..=last).take(*left);
                while let Some(Token::Code(text)) = tokens.next() {
                    if let Some(code) = codes.next() {
                        found.insert(code, of(&text, 0));
                    }
                }
            }
            _ => return,
        }
        *left = left.saturating_sub(1 + usize::from(last.saturating_sub(first)));
    }
}

/// A code of one or two bytes.
fn number(code: &[u8]) -> Option<u16> {
    match code {
        [one] => Some(u16::from(*one)),
        [high, low] => Some(u16::from_be_bytes([*high, *low])),
        _ => None,
    }
}

/// UTF-16 whose last unit is so many steps further.
fn of(text: &[u8], step: u16) -> String {
    let text = &text[..text.len().min(LONGEST)];
    let mut units: Vec<u16> = match text {
        [one] => vec![u16::from(*one)],
        _ => text
            .chunks_exact(2)
            .map(|p| u16::from_be_bytes([p[0], p[1]]))
            .collect(),
    };
    if let Some(last) = units.last_mut() {
        *last = last.wrapping_add(step);
    }
    char::decode_utf16(units).flatten().collect()
}

/// The tokens of a table, one after the other.
struct Tokens<'a>(&'a [u8]);

impl<'a> Tokens<'a> {
    fn next(&mut self) -> Option<Token<'a>> {
        let is_end = |b: &u8| b.is_ascii_whitespace() || b"<>[]/%()".contains(b);
        loop {
            self.0 = self.0.trim_ascii_start();
            let (first, rest) = self.0.split_first()?;
            match first {
                b'[' => return Some(self.after(rest, Token::Open)),
                b']' => return Some(self.after(rest, Token::Close)),
                b'<' if !rest.starts_with(b"<") => {
                    let end = rest.iter().position(|b| *b == b'>').unwrap_or(rest.len());
                    let code = Token::Code(hex(&rest[..end]));
                    return Some(self.after(rest.get(end + 1..).unwrap_or_default(), code));
                }
                b'%' => {
                    let end = rest.iter().position(|b| matches!(b, b'\n' | b'\r'));
                    self.0 = &rest[end.unwrap_or(rest.len())..];
                }
                _ => {
                    let end = rest.iter().position(is_end).unwrap_or(rest.len());
                    let word = &self.0[..=end];
                    return Some(self.after(&rest[end..], Token::Word(word)));
                }
            }
        }
    }

    fn after(&mut self, rest: &'a [u8], token: Token<'a>) -> Token<'a> {
        self.0 = rest;
        token
    }
}

fn hex(text: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = text
        .iter()
        .take(4 * LONGEST)
        .filter_map(|b| char::from(*b).to_digit(16))
        .filter_map(|d| u8::try_from(d).ok())
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn characters_ranges_and_lists_are_read_however_they_are_spaced() {
        let table = b"/CIDInit /ProcSet findresource begin begincmap<</Registry(A)>>def 1 begincodespacerange<00><FF>endcodespacerange\n2 beginbfchar<01><0041>\n<0002> <00660069> endbfchar % x\n2 beginbfrange <10><12><0061>\r<0020> <0021> [<4E2D> <D83DDE00>]endbfrange endcmap";
        let found = letters(table);
        let of = |code: u16| found.get(&code).map(String::as_str);
        assert_eq!(of(1), Some("A"));
        assert_eq!(of(2), Some("fi"));
        assert_eq!(of(0x12), Some("c"));
        assert_eq!(of(0x20), Some("中"));
        assert_eq!(of(0x21), Some("😀"));
        assert_eq!(of(3), None);
    }

    #[test]
    fn a_table_of_endless_ranges_ends() {
        let table = "beginbfrange ".to_owned() + &"<0000> <FFFF> <0000> ".repeat(100_000);
        assert!(letters(table.as_bytes()).len() <= 65_536);
    }

    proptest! {
        #[test]
        fn no_table_can_stop_it(parts in proptest::collection::vec("(beginbfchar|beginbfrange|<[0-9A-Fa-f]{0,6}>?|\\[|\\]|%|[a-z/(]{0,3}| |\n)", 0..60)) {
            letters(parts.concat().as_bytes());
        }
    }
}
