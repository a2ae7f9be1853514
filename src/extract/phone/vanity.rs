//! Numbers written in letters: `1-800-PETALS-4`. Only toll-free ones of North America, where that is the custom.

use std::ops::Range;

use super::number::{self, Line, Number};

const PREFIXES: &[&str] = &["800", "888", "877", "866", "855", "844", "833"];

/// The lettered numbers in a text.
pub(super) fn spot(text: &str) -> Vec<(Range<usize>, Number)> {
    let is_prefix = |at: &usize| {
        let three = text.get(*at..at + 3);
        three.is_some_and(|three| PREFIXES.contains(&three))
    };
    let eights = memchr::memchr_iter(b'8', text.as_bytes());
    eights
        .filter(is_prefix)
        .filter_map(|at| read(text, at))
        .collect()
}

fn read(text: &str, at: usize) -> Option<(Range<usize>, Number)> {
    let head = text[..at].trim_end_matches(['(', '-', ' ', '.']);
    let start = if head.ends_with('1') {
        head.len() - 1
    } else {
        at
    };
    if text[..start].ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let tail = &text[at + 3..];
    let end = tail
        .find(|c: char| {
            !(c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '-' | ' ' | ')' | '.'))
        })
        .unwrap_or(tail.len());
    let tail = tail[..end].trim_end_matches(['-', ' ', '.', ')']);
    if tail.bytes().filter(u8::is_ascii_uppercase).count() < 3
        || !tail.starts_with(['-', ' ', ')', '.'])
    {
        return None;
    }
    let digits: String = tail.chars().filter_map(key).take(7).collect();
    if digits.len() < 7 || tail.bytes().filter(u8::is_ascii_alphanumeric).count() > 11 {
        return None;
    }
    let number = number::read(&format!("+1{}{digits}", &text[at..at + 3]), &[])?;
    (number.line == Line::TollFree).then(|| (start..at + 3 + tail.len(), number))
}

/// The digit on the key of a letter.
fn key(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => c,
        'A'..='C' => '2',
        'D'..='F' => '3',
        'G'..='I' => '4',
        'J'..='L' => '5',
        'M'..='O' => '6',
        'P'..='S' => '7',
        'T'..='V' => '8',
        'W'..='Z' => '9',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_keys() {
        let all = |t: &str| {
            spot(t)
                .into_iter()
                .map(|(r, n)| (t[r].to_owned(), n.e164))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            all("Phone: 1-800-PETALS-4"),
            [("1-800-PETALS-4".to_owned(), "+18007382574".to_owned())]
        );
        assert_eq!(
            all("(888) FLOWERS"),
            [("888) FLOWERS".to_owned(), "+18883569377".to_owned())]
        );
        assert!(all("800 LED FLOOD LIGHTS FOR EVERYBODY").is_empty());
        assert!(all("SKU A800-ABCDEFG").is_empty());
    }
}
