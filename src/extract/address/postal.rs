//! Postal codes: what in a line looks like one, and in which countries. The shapes are in `data/postal.toml`.

use std::slice;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::code_label::is_code_label;
use super::town::country_of_city;

/// Where the code stands by the town's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Place {
    /// `21775 Wanna`.
    Before,
    /// `Houston, TX 77055`.
    After,
    /// Both are written.
    Either,
}

/// How a country writes its codes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Postal {
    /// Alpha-2 code of the country.
    pub(super) code: String,
    shapes: Vec<String>,
    /// Where the code stands by the town.
    pub(super) place: Place,
    /// The shape alone says the country.
    #[serde(default)]
    pub(super) strong: bool,
    /// A state or province must stand before the code.
    #[serde(default)]
    pub(super) state: bool,
    #[serde(default)]
    prefix: Vec<String>,
    /// Letters every code begins with.
    #[serde(default)]
    area: Option<String>,
}

#[derive(Deserialize)]
struct File {
    country: Vec<Postal>,
}

static COUNTRIES: LazyLock<Vec<Postal>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../data/postal.toml")).expect("a test reads the table");
    file.country
});

/// Who writes codes of a shape.
#[derive(Default)]
struct Writers {
    /// Those whose codes all begin with letters of their own.
    by_area: Vec<&'static Postal>,
    others: Vec<&'static Postal>,
}

static BY_SHAPE: LazyLock<FxHashMap<&'static str, Writers>> = LazyLock::new(|| {
    let mut by_shape: FxHashMap<&'static str, Writers> = FxHashMap::default();
    for postal in COUNTRIES.iter() {
        for shape in &postal.shapes {
            let writers = by_shape.entry(shape).or_default();
            match postal.area {
                Some(_) => writers.by_area.push(postal),
                None => writers.others.push(postal),
            }
        }
    }
    by_shape
});

/// The way a country writes its codes.
pub(super) fn postal(country: &str) -> Option<&'static Postal> {
    COUNTRIES.iter().find(|p| p.code == country)
}

/// Does a country write its codes so? Oman writes three digits, which no other place tells from the number of a house.
pub(super) fn has_shape(code: &str, country: &str) -> bool {
    if country == "OM" {
        return code.len() == 3;
    }
    shaped(code).is_some_and(|countries| countries.iter().any(|p| p.code == country))
}

/// Something in a line that has the shape of a postal code.
#[derive(Debug, Clone)]
pub(super) struct Code<'a> {
    /// First byte, prefix included.
    pub(super) start: usize,
    /// Byte after the last.
    pub(super) end: usize,
    /// The code without prefix.
    pub(super) text: &'a str,
    /// The countries that write codes so.
    pub(super) countries: &'static [&'static Postal],
    /// The country whose prefix stands before it.
    pub(super) by_prefix: Option<&'static Postal>,
}

/// The longest shape is `AA9A 9AA`; nothing longer needs a look.
const LONGEST: usize = 12;

/// Everything in the line that has the shape of a postal code, in order.
pub(super) fn codes(line: &str) -> Vec<Code<'_>> {
    let words = words(line);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let pair = words.get(at + 1).filter(|next| next.0 == words[at].1 + 1);
        let digits = |w: &(usize, usize)| line[w.0..w.1].bytes().any(|b| b.is_ascii_digit());
        let two = pair.and_then(|next| {
            code_at(line, words[at].0, next.1)
                .filter(|c| digits(&words[at]) || c.countries[0].strong || c.by_prefix.is_some())
        });
        if let Some(code) = two {
            found.push(code);
            at += 2;
            continue;
        }
        found.extend(code_at(line, words[at].0, words[at].1));
        at += 1;
    }
    found
}

/// Runs of letters, digits and hyphens, as byte ranges: those with a digit, and those beside them.
fn words(line: &str) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    while let Some(digit) = line.as_bytes()[from..].iter().position(u8::is_ascii_digit) {
        let at = from + digit;
        let word = word_at(line, at, from);
        let before = word_before(line, word.0).filter(|before| before.0 >= from);
        words.extend(before);
        words.push(word);
        from = word.1.max(at + 1);
        let has_digit =
            |&(start, end): &(usize, usize)| line[start..end].bytes().any(|b| b.is_ascii_digit());
        if let Some(after) = word_after(line, word.1).filter(|after| !has_digit(after)) {
            words.push(after);
            from = after.1;
        }
    }
    words
}

/// Hyphens and full stops are parts of a word within it only.
fn in_word(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || matches!(c, '-' | '.')
    } else {
        !is_wide(c) && !is_thai(c) && c.is_alphanumeric()
    }
}

/// The word around a digit, from `floor` on.
fn word_at(line: &str, at: usize, floor: usize) -> (usize, usize) {
    let head = &line[floor..at];
    let start = head
        .char_indices()
        .rev()
        .take_while(|(_, c)| in_word(*c))
        .last()
        .map_or(head.len(), |(start, _)| start);
    let word = head[start..].trim_start_matches(['-', '.']);
    (at - word.len(), end_of_word(line, at))
}

/// Where the word ends that goes on at a place.
fn end_of_word(line: &str, at: usize) -> usize {
    let rest = &line[at..];
    let end = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
    at + rest[..end].trim_end_matches(['-', '.']).len()
}

/// The word one byte before a place.
fn word_before(line: &str, at: usize) -> Option<(usize, usize)> {
    let head = line.get(..at.checked_sub(1)?)?;
    let (last, c) = head.char_indices().next_back()?;
    let is_part = in_word(c) && !matches!(c, '-' | '.');
    is_part.then(|| (word_at(line, last, 0).0, head.len()))
}

/// The word one byte behind a place.
fn word_after(line: &str, at: usize) -> Option<(usize, usize)> {
    let c = line.get(at + 1..)?.chars().next()?;
    let is_part = in_word(c) && !matches!(c, '-' | '.');
    is_part.then(|| (at + 1, end_of_word(line, at + 1)))
}

/// Scripts that write no spaces: a code may touch the words around it.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c as u32, 0x2E80..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF)
}

/// Thai puts spaces between phrases only.
fn is_thai(c: char) -> bool {
    matches!(c as u32, 0xE00..=0xE7F)
}

fn code_at(line: &str, start: usize, end: usize) -> Option<Code<'_>> {
    let text = &line[start..end];
    let longest = if text.contains('-') {
        3 * LONGEST
    } else {
        LONGEST
    };
    if text.len() > longest || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    // `P.O. Box 7563-00300`: Kenya writes the code behind the number of a box.
    if let Some((number, code)) = text.rsplit_once('-')
        && (1..=6).contains(&number.len())
        && code.len() == 5
        && (number.len() != 5 || code.starts_with('0'))
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
    {
        let kenya = shaped(code)?.iter().find(|p| p.code == "KE")?;
        return Some(Code {
            start: end - code.len(),
            end,
            text: code,
            countries: slice::from_ref(kenya),
            by_prefix: None,
        });
    }
    if let Some(code) = plain(line, start, end) {
        return Some(code);
    }
    if let Some(code) = glued(line, (start, end)) {
        return Some(code);
    }
    // `P.C.71306`
    if let Some((label, code)) = text.rsplit_once('.')
        && is_code_label(label)
    {
        return plain(line, end - code.len(), end);
    }
    let Some((prefix, rest)) = text.split_once(['-', ' ', '.']) else {
        return touching(line, start, end);
    };
    if prefix.len() > 3 && prefix.chars().all(char::is_alphabetic) {
        // `Mumbai-400001`
        return plain(line, end - rest.len(), end);
    }
    prefixed(line, prefix, (end - rest.len(), end))
        .map(|code| Code { start, ..code })
        .or_else(|| touching(line, start, end))
}

/// `Bekasi17530`, `Tokyo101-0046`: the code touches the town's name; one in parts that of a town everybody knows.
fn touching(line: &str, start: usize, end: usize) -> Option<Code<'_>> {
    let text = &line[start..end];
    let town = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    let small = |c: char| c.is_alphabetic() && c.is_lowercase();
    let is_town = town.chars().count() >= 4
        && town.starts_with(char::is_uppercase)
        && town.chars().skip(1).all(small);
    is_town
        .then(|| plain(line, start + town.len(), end))
        .flatten()
        .filter(|code| {
            let length = code.text.len();
            if code.text.contains('-') {
                (6..=8).contains(&length) && country_of_city(town).is_some()
            } else {
                (5..=6).contains(&length)
            }
        })
}

fn plain(line: &str, start: usize, end: usize) -> Option<Code<'_>> {
    let text = &line[start..end];
    let countries = shaped(text)?;
    // Singapore writes `S(417800)`.
    if let Some(before) = line[..start].strip_suffix("S(")
        && !before.ends_with(char::is_alphanumeric)
    {
        let singapore = countries.iter().find(|p| p.code == "SG")?;
        return Some(Code {
            start: before.len(),
            end,
            text,
            countries: slice::from_ref(singapore),
            by_prefix: Some(singapore),
        });
    }
    Some(Code {
        start,
        end,
        text,
        countries,
        by_prefix: marked(&line[..start]),
    })
}

/// `LV1010`: the letters of a country touch its code. `NO1234` is a number of something.
fn glued(line: &str, at: (usize, usize)) -> Option<Code<'_>> {
    let text = &line[at.0..at.1];
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let prefix = text.get(..letters).filter(|p| p.len() == 2 && *p != "NO")?;
    prefixed(line, prefix, (at.0 + letters, at.1)).map(|code| Code {
        start: at.0,
        ..code
    })
}

fn prefixed<'a>(line: &'a str, prefix: &str, at: (usize, usize)) -> Option<Code<'a>> {
    let text = &line[at.0..at.1];
    let country = shaped(text)?
        .iter()
        .find(|p| p.prefix.iter().any(|x| x == prefix))?;
    Some(Code {
        start: at.0,
        end: at.1,
        text,
        countries: slice::from_ref(country),
        by_prefix: Some(country),
    })
}

/// The postal mark of Japan and the like, which stand right before the digits.
fn marked(before: &str) -> Option<&'static Postal> {
    let before = before.trim_end();
    if before.ends_with('〒') {
        return postal("JP");
    }
    let label = before.trim_end_matches(':').trim_end();
    let last = label
        .rsplit([' ', ',', '-', '|'])
        .next()
        .unwrap_or_default();
    last.eq_ignore_ascii_case("cep")
        .then(|| postal("BR"))
        .flatten()
}

fn shaped(text: &str) -> Option<&'static [&'static Postal]> {
    let mut shape = [0; 3 * LONGEST];
    let shape = shape.get_mut(..text.len())?;
    for (sign, byte) in shape.iter_mut().zip(text.bytes()) {
        *sign = match byte {
            b'0'..=b'9' => b'9',
            b'A'..=b'Z' => b'A',
            b' ' | b'-' | b'.' => byte,
            _ => return None,
        };
    }
    let writers = BY_SHAPE.get(str::from_utf8(shape).ok()?)?;
    let own = writers.by_area.iter().find(|postal| {
        let area = postal.area.as_deref();
        area.is_some_and(|area| text.starts_with(area))
    });
    Some(own.map_or(writers.others.as_slice(), slice::from_ref))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(line: &str) -> (String, Vec<String>) {
        let code = codes(line).into_iter().next().unwrap();
        (
            code.text.to_owned(),
            code.countries.iter().map(|p| p.code.clone()).collect(),
        )
    }

    #[test]
    fn a_shape_names_the_countries_that_write_it() {
        assert_eq!(
            first("London W1J 7BU"),
            ("W1J 7BU".into(), vec!["GB".into()])
        );
        assert_eq!(first("D-21775 Wanna"), ("21775".into(), vec!["DE".into()]));
        assert_eq!(codes("LV1010")[0].by_prefix.unwrap().code, "LV");
        assert_eq!(first("P.O. Box 7563-00300").0, "00300");
        assert_eq!(first("Off Muster 74429-00200 Nairobi").0, "00200");
        assert!(codes("NO1234").is_empty());
        assert_eq!(first("8000-233 Faro").1, vec!["PT".to_owned()]);
        assert!(first("〒105-6017").1.contains(&"JP".to_owned()));
        assert_eq!(codes("〒105-6017東京都")[0].by_prefix.unwrap().code, "JP");
    }

    #[test]
    fn a_number_of_another_length_is_no_code() {
        assert!(codes("call 1234567890123").is_empty());
    }
}
