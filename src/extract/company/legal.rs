//! Legal forms: where a company's name stands in a line. The forms are in `data/legal_forms.toml`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use crate::text::fold;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Place {
    After,
    Before,
    Either,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    place: Place,
    #[serde(default)]
    case: bool,
    #[serde(default)]
    joined: bool,
    names: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    form: Vec<Group>,
}

struct Table {
    /// Normal form of a spaced form (`sp z o o`) → where it stands.
    spaced: HashMap<String, Place>,
    /// Short forms that count only as written.
    cased: HashMap<String, Place>,
    /// First words of all spaced forms, normal form.
    firsts: HashSet<String>,
    longest: usize,
    joined: AhoCorasick,
    joined_places: Vec<Place>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../data/legal_forms.toml")).expect("a test reads the table");
    let mut table = Table {
        spaced: HashMap::new(),
        cased: HashMap::new(),
        firsts: HashSet::new(),
        longest: 1,
        joined: AhoCorasick::new::<_, &str>([]).expect("an empty automaton is small"),
        joined_places: Vec::new(),
    };
    let mut joined = Vec::new();
    for group in &file.form {
        for name in &group.names {
            if group.joined {
                joined.push(name.clone());
                table.joined_places.push(group.place);
            } else if group.case {
                table.cased.insert(name.clone(), group.place);
            } else {
                let words: Vec<String> = name.split_whitespace().map(normal).filter(|w| !w.is_empty()).collect();
                table.longest = table.longest.max(words.len());
                table.firsts.insert(words[0].clone());
                table.spaced.insert(words.join(" "), group.place);
            }
        }
    }
    table.joined = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&joined).expect("the table is small");
    table
});

/// A word without dots, commas and case: `S.r.l.,` → `srl`.
fn normal(word: &str) -> String {
    fold(word).chars().filter(|c| c.is_alphanumeric() || matches!(c, '&' | '/' | '(' | ')')).collect()
}

/// A name with its legal form, as a byte range of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) struct Named {
    pub(in crate::extract) start: usize,
    pub(in crate::extract) end: usize,
}

/// Names of more words are sentences.
const LONGEST_NAME: usize = 9;

/// The names with a legal form in a line, in order.
pub(in crate::extract) fn names(line: &str) -> Vec<Named> {
    if !line.is_ascii()
        && let Some(named) = joined_name(line)
    {
        return vec![named];
    }
    let words = words(line);
    let mut found: Vec<Named> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some((length, place)) = form_at(line, &words, at) else {
            at += 1;
            continue;
        };
        let floor = found.last().map_or(0, |n| n.end);
        let named = match place {
            Place::After => back(line, &words, (at, length), floor),
            Place::Before => forth(line, &words, (at, length)),
            Place::Either => back(line, &words, (at, length), floor).or_else(|| forth(line, &words, (at, length))),
        };
        found.extend(named);
        at += length;
    }
    found
}

/// Has the text a legal form that says so without doubt?
pub(super) fn has_form(text: &str) -> bool {
    !names(text).is_empty()
}

/// The text without the legal form, folded, letters and digits only, in words.
pub(super) fn core(name: &str) -> Vec<String> {
    let joined = TABLE.joined.replace_all(name, &vec![" "; TABLE.joined_places.len()]);
    let words = words(&joined);
    let mut kept = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some((length, place)) = form_at(&joined, &words, at)
            && (at > 0 || place == Place::Before)
            && length < words.len()
        {
            at += length;
            continue;
        }
        kept.extend(crate::text::words(&joined[words[at].0..words[at].1]));
        at += 1;
    }
    kept
}

fn words(line: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices() {
        match (c.is_whitespace() || matches!(c, '|' | '•' | '·' | '"' | '«' | '»' | '„' | '“' | '”' | '©' | ';' | '!' | '?'), start) {
            (true, Some(from)) => {
                words.push((from, at));
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    words.extend(start.map(|from| (from, line.len())));
    words
}

/// No first word of a legal form is longer, bytes.
const SHORT: usize = 64;

/// [`normal`] without a copy for plain words; `None` for words too long to be a form.
fn short_form<'a>(word: &str, buffer: &'a mut [u8; SHORT]) -> Option<&'a str> {
    let mut length = 0;
    if word.is_ascii() {
        for byte in word.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'&' | b'/' | b'(' | b')') {
                *buffer.get_mut(length)? = byte.to_ascii_lowercase();
                length += 1;
            }
        }
    } else {
        let normal = normal(word);
        length = normal.len();
        buffer.get_mut(..length)?.copy_from_slice(normal.as_bytes());
    }
    std::str::from_utf8(&buffer[..length]).ok()
}

/// The longest legal form that begins at a word: how many words, and its place.
fn form_at(line: &str, words: &[(usize, usize)], at: usize) -> Option<(usize, Place)> {
    let table = &*TABLE;
    let raw = &line[words[at].0..words[at].1];
    let mut buffer = [0_u8; SHORT];
    let first = short_form(raw, &mut buffer);
    if let Some(first) = first.filter(|f| table.firsts.contains(*f)) {
        let mut key = String::new();
        let mut best = None;
        for (more, &(from, to)) in words[at..].iter().take(table.longest).enumerate() {
            if more > 0 {
                key.push(' ');
            }
            key.push_str(&normal(&line[from..to]));
            if let Some(place) = table.spaced.get(&key) {
                best = Some((more + 1, *place));
            }
        }
        if best.is_some_and(|(length, _)| length > 1 || spelt(raw, first)) {
            return best;
        }
    }
    let bare = raw.trim_matches([',', ':', ')', '(', ';']);
    table.cased.get(bare).or_else(|| table.cased.get(bare.trim_end_matches('.'))).map(|place| (1, *place))
}

/// One-word forms that are also common words need a capital or dots.
fn spelt(raw: &str, first: &str) -> bool {
    let capital = raw.chars().any(char::is_uppercase);
    match first {
        "me" | "as" | "sa" | "ad" | "est" | "sc" | "ca" | "ae" | "oe" | "ee" | "sp" | "is" | "ks" | "vos" | "rt" | "bt" | "dd" | "pc" | "pcl" => raw.contains(['.', '/']),
        "company" | "corporation" | "limited" | "asc" | "ky" | "cic" | "gie" | "scop" | "epp" | "mei" | "hf" | "eg" | "doo" | "asa" | "sas" | "sia" => capital,
        _ => first.chars().count() > 1,
    }
}

/// Small words inside names.
const LINKS: &[&str] = &["of", "and", "&", "+", "de", "del", "la", "le", "les", "el", "y", "e", "et", "und", "for", "für", "fuer", "i", "do", "da", "dos", "van", "von", "der", "den", "di", "dei", "del", "della", "the", "ve", "og", "och", "ja", "a", "w", "en", "in", "on", "-", "–", "/", "x"];

/// Reads a name backwards from its legal form.
fn back(line: &str, words: &[(usize, usize)], form: (usize, usize), floor: usize) -> Option<Named> {
    let mut start = form.0;
    while start > 0 && form.0 - start < LONGEST_NAME {
        let (from, to) = words[start - 1];
        let word = &line[from..to];
        let gap = &line[to..words[start].0];
        if from < floor || breaks(word, gap, start == form.0) || !belongs(word) {
            break;
        }
        start -= 1;
    }
    while start < form.0 && LINKS.contains(&line[words[start].0..words[start].1].to_lowercase().as_str()) && !line[words[start].0..].starts_with("The") {
        start += 1;
    }
    let end = words[form.0 + form.1 - 1].1;
    (start < form.0 && line[words[start].0..words[form.0].0].chars().any(char::is_alphabetic)).then(|| Named { start: words[start].0, end: trimmed(line, words[start].0, end) })
}

/// Reads a name forwards from its legal form: a name in quotes, or capitalised words.
fn forth(line: &str, words: &[(usize, usize)], form: (usize, usize)) -> Option<Named> {
    let from = words[form.0].0;
    let behind = words[form.0 + form.1 - 1].1;
    let rest = line[behind..].trim_start();
    let open = line.len() - rest.len();
    let close = rest.chars().next().and_then(|c| match c {
        '"' => Some('"'),
        '«' => Some('»'),
        '“' | '„' => Some('”'),
        _ => None,
    });
    if let Some(close) = close {
        let inner = rest.char_indices().skip(1).find(|(_, c)| *c == close || close == '”' && matches!(c, '“' | '"'))?;
        return (inner.0 < 80).then_some(Named { start: from, end: open + inner.0 + inner.1.len_utf8() });
    }
    let mut end = None;
    for &(start, to) in words.iter().skip(form.0 + form.1).take(LONGEST_NAME) {
        let word = &line[start..to];
        if !belongs(word) || LINKS.contains(&word) && end.is_none() || !line[behind..start].chars().all(|c| !matches!(c, '|' | '•' | ';' | '·')) {
            break;
        }
        end = Some(to);
        if word.ends_with([',', ':', ';']) {
            break;
        }
    }
    end.map(|end| Named { start: from, end: trimmed(line, from, end) })
}

fn trimmed(line: &str, start: usize, end: usize) -> usize {
    start + line[start..end].trim_end_matches([',', ':', ';', ' ', '-', '–']).len()
}

/// Does the name end before this word, going backwards?
fn breaks(word: &str, gap: &str, next_is_form: bool) -> bool {
    let ends = word.ends_with([':', ';', '!', '?', '：']) || word.ends_with(',') && !next_is_form || ends_sentence(word) && !next_is_form;
    ends || gap.contains(['|', '•', '·', '©', ';']) || matches!(word, "-" | "–" | "—" | "|" | "/" | "»" | ">" | "(c)" | "(C)")
}

fn ends_sentence(word: &str) -> bool {
    word.ends_with('.') && word.chars().filter(|c| c.is_alphabetic()).count() > 4 && !word[..word.len() - 1].contains('.')
}

/// Capitalised words, numbers that are no years, and small words.
fn belongs(word: &str) -> bool {
    let first = word.chars().find(|c| c.is_alphanumeric());
    if is_year(word) || word.contains('@') || word.contains("://") {
        return false;
    }
    first.map_or(word == "&" || word == "+", |c| !c.is_lowercase()) || LINKS.contains(&word.to_lowercase().as_str()) || word.chars().skip(1).any(char::is_uppercase)
}

fn is_year(word: &str) -> bool {
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    digits.len() >= 4 && digits.len() % 4 == 0 && (digits.starts_with("19") || digits.starts_with("20")) && !word.chars().any(char::is_alphabetic)
}

/// A name with a form that is written without spaces.
fn joined_name(line: &str) -> Option<Named> {
    let table = &*TABLE;
    let form = table.joined.find(line)?;
    let place = table.joined_places[form.pattern().as_usize()];
    let before = name_before(line, form.start());
    let after = name_after(line, form.end());
    match place {
        Place::After => before.map(|start| Named { start, end: form.end() }),
        Place::Before => after.map(|end| Named { start: form.start(), end }),
        Place::Either => match (before, after) {
            (Some(start), None) => Some(Named { start, end: form.end() }),
            (None, Some(end)) => Some(Named { start: form.start(), end }),
            (Some(start), Some(end)) => {
                let front = line[..form.start()].ends_with(char::is_whitespace) || start == form.start();
                Some(if front { Named { start: form.start(), end } } else { Named { start, end: form.end() } })
            }
            (None, None) => None,
        },
    }
    .filter(|n| line[n.start..n.end].chars().count() <= 60)
}

fn is_break(c: char) -> bool {
    matches!(c, '|' | '｜' | '、' | '。' | '，' | ',' | ':' | '：' | ';' | '/' | '／' | '(' | '（' | '【' | '】' | '「' | '」' | '©' | '-' | '–' | '»' | '>' | '・' | '■' | '●' | '\u{a9}')
}

fn name_before(line: &str, at: usize) -> Option<usize> {
    let text = line[..at].trim_end();
    let wide = text.chars().next_back().is_some_and(|c| matches!(c as u32, 0x2E80..=0x9FFF | 0xAC00..=0xD7AF));
    let start = text.char_indices().rev().take_while(|(_, c)| !(is_break(*c) && !(wide && matches!(c, '(' | '（' | ')' | '）'))) && (!c.is_whitespace() || !wide) && !c.is_ascii_digit()).last()?.0;
    let name = text[start..].trim_start();
    (name.chars().filter(|c| c.is_alphanumeric()).count() >= 2).then(|| text.len() - name.len())
}

fn name_after(line: &str, at: usize) -> Option<usize> {
    let text = line[at..].trim_start();
    let open = line.len() - text.len();
    let wide = text.chars().next().is_some_and(|c| matches!(c as u32, 0x2E80..=0x9FFF | 0xAC00..=0xD7AF));
    let end = text.char_indices().find(|(_, c)| is_break(*c) || c.is_whitespace() && wide || matches!(c, ')' | '）')).map_or(text.len(), |(end, _)| end);
    let name = text[..end].trim_end();
    let particle = ["は", "の", "が", "を", "에서", "について"].iter().filter_map(|p| name.find(p)).filter(|&i| i > 3).min();
    let name = &name[..particle.unwrap_or(name.len())];
    (name.chars().filter(|c| c.is_alphanumeric()).count() >= 2).then_some(open + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Vec<&str> {
        names(line).into_iter().map(|n| &line[n.start..n.end]).collect()
    }

    #[test]
    fn names_are_found_by_their_legal_forms() {
        assert_eq!(found("© 2013 Muster Handels GmbH & Co. KG, Alle Rechte"), vec!["Muster Handels GmbH & Co. KG"]);
        assert_eq!(found("Welcome to Visionera AB in Stockholm"), vec!["Visionera AB"]);
        assert_eq!(found("The company Alan Telekomunikacja Sp. z o.o. was founded"), vec!["Alan Telekomunikacja Sp. z o.o."]);
        assert_eq!(found("ООО «Ромашка», Москва"), vec!["ООО «Ромашка»"]);
        assert_eq!(found("PT. Aksesindo Buana Perkasa"), vec!["PT. Aksesindo Buana Perkasa"]);
        assert_eq!(found("Aslı Endüstri Metal Teknik Makina SAN. ve TİC. LTD. ŞTİ."), vec!["Aslı Endüstri Metal Teknik Makina SAN. ve TİC. LTD. ŞTİ."]);
        assert_eq!(found("SHIMOMURA TOKUSHU SEIKO Co.,Ltd."), vec!["SHIMOMURA TOKUSHU SEIKO Co.,Ltd."]);
        assert_eq!(found("Copyright (C) 株式会社東京製版 All Rights"), vec!["株式会社東京製版"]);
        assert_eq!(found("신원스틸(주)"), vec!["신원스틸(주)"]);
    }

    #[test]
    fn words_that_only_look_like_forms_make_no_names() {
        assert!(found("we sell as much as we can").is_empty());
        assert!(found("limited offer for our company").is_empty());
    }

    #[test]
    fn the_core_of_a_name_has_no_legal_form() {
        assert_eq!(core("Muster Handels GmbH"), vec!["muster", "handels"]);
        assert_eq!(core("三和システム株式会社"), vec!["三和システム"]);
    }
}
