//! Whose role a word names: the company's own or somebody else's, by the words around it.

use std::collections::HashSet;

use super::words::TABLE;
use crate::text::fold;

/// Whose role it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Company,
    Others,
    Unsaid,
}

const ARTICLES: &[&str] = &[
    "a", "an", "the", "der", "die", "das", "den", "dem", "ein", "eine", "einen", "un", "una",
    "une", "le", "la", "les", "el", "los", "il", "o", "um", "uma", "een", "de", "en", "et",
];
/// Words before a role that are looked at.
const NEAR: usize = 6;
/// Letters before and after a role that are looked at where words have no spaces.
const WIDE_BEFORE: usize = 14;
const WIDE_AFTER: usize = 8;

/// Whose role the words around it make it.
pub(super) fn owner(text: &str, start: usize, end: usize) -> Owner {
    let first = text[start..].chars().next().unwrap_or(' ');
    if (first as u32) >= 0x0E00 {
        return wide_owner(&text[..start], &text[end..]);
    }
    let before: Vec<String> = last_words(&text[..start]).iter().map(|w| fold(w)).collect();
    let table = &*TABLE;
    let mut adjacent = before.clone();
    while adjacent.len() > 1
        && adjacent
            .last()
            .is_some_and(|w| ARTICLES.contains(&w.as_str()))
        && !ends(&table.own, &adjacent)
    {
        adjacent.pop();
    }
    let own = ends(&table.own, &adjacent);
    if followed(&text[end..]) || ends(&table.before, &adjacent) && !own {
        Owner::Others
    } else if own {
        Owner::Company
    } else if within(&table.seek, &before) {
        Owner::Others
    } else if within(&table.is, &before) {
        Owner::Company
    } else {
        Owner::Unsaid
    }
}

fn wide_owner(before: &str, after: &str) -> Owner {
    let wide = &TABLE.wide;
    let from = before
        .char_indices()
        .rev()
        .take(WIDE_BEFORE)
        .last()
        .map_or(0, |(at, _)| at);
    let stops = [
        '。', '，', '、', '！', '？', '；', '：', '|', '\n', '.', '!', ',',
    ];
    let before = before[from..].rsplit(stops).next().unwrap_or_default();
    let to = after
        .char_indices()
        .nth(WIDE_AFTER)
        .map_or(after.len(), |(at, _)| at);
    let after = after[..to].split(stops).next().unwrap_or_default();
    let any = |list: &[String], text: &str| list.iter().any(|w| text.contains(w.as_str()));
    if any(&wide.seek, before) || any(&wide.seek_after, after) {
        Owner::Others
    } else if any(&wide.is, before) || wide.is_after.iter().any(|w| after.starts_with(w.as_str())) {
        Owner::Company
    } else {
        Owner::Unsaid
    }
}

/// Does a list have the one or two words that stand right before?
fn ends(set: &HashSet<String>, before: &[String]) -> bool {
    (1..=2.min(before.len())).any(|n| set.contains(&before[before.len() - n..].join(" ")))
}

/// Does a list have one, two or three words in a row of these?
fn within(set: &HashSet<String>, words: &[String]) -> bool {
    (1..=3.min(words.len())).any(|n| words.windows(n).any(|w| set.contains(&w.join(" "))))
}

/// Do the words right behind a role make it others'?
fn followed(rest: &str) -> bool {
    let after: Vec<String> = rest
        .split_whitespace()
        .take(2)
        .map(|w| fold(w.trim_matches(|c: char| !c.is_alphanumeric())))
        .collect();
    (1..=after.len()).any(|n| TABLE.after.contains(&after[..n].join(" ")))
}

/// The last few words of a text, within the sentence.
fn last_words(text: &str) -> Vec<&str> {
    let mut from = text.len().saturating_sub(120);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = text[from..]
        .rsplit(['.', '!', '?', '\n', ':', '|'])
        .next()
        .unwrap_or_default();
    let words: Vec<&str> = near
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
        .collect();
    words[words.len().saturating_sub(NEAR)..].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, word: &str) -> Owner {
        let at = text.find(word).unwrap();
        owner(text, at, at + word.len())
    }

    #[test]
    fn who_is_sought_or_supplied_is_somebody_else() {
        for (text, word) in [
            ("We are looking for reliable manufacturers", "manufacturers"),
            ("Wir beliefern den Fachhandel", "Fachhandel"),
            ("Wir arbeiten mit Herstellern", "Herstellern"),
            ("Buscamos nuevos fabricantes", "fabricantes"),
            ("Мы ищем новых производителей", "производителей"),
            ("我们正在寻找海外制造商", "制造商"),
            ("海外のメーカーを探しています", "メーカー"),
        ] {
            assert_eq!(of(text, word), Owner::Others, "{text}");
        }
    }

    #[test]
    fn what_a_company_is_it_says_with_to_be_or_as() {
        for (text, word) in [
            ("Muster is a family owned importer", "importer"),
            ("Als Großhändler beliefern wir", "Großhändler"),
            ("Jesteśmy importerem pomp", "importerem"),
            ("我们是专业进口商", "进口商"),
            ("当社は輸入商社です", "輸入商社"),
            ("펌프 전문 수입업체로서", "수입업체"),
        ] {
            assert_eq!(of(text, word), Owner::Company, "{text}");
        }
    }
}
