//! The language of what is said on the terminal: sentences are looked up by their English form, numbers get their nouns.
//!
//! To translate a sentence, add a line to `chinese.rs` with the same `{0}`, `{1}` …; what has none is said in English.

use std::fmt::Display;
use std::sync::atomic::{AtomicBool, Ordering};

use super::chinese::{NOUNS, SENTENCES};
use super::options::Tongue;
use super::plural::plural;

static CHINESE: AtomicBool = AtomicBool::new(false);

/// Sets the language of everything that is said from now on.
pub fn speak(tongue: Tongue) {
    CHINESE.store(tongue == Tongue::Zh, Ordering::Relaxed);
}

/// Is Chinese spoken?
pub fn is_chinese() -> bool {
    CHINESE.load(Ordering::Relaxed)
}

/// A sentence in the language spoken, by its English form; `{0}` is the first value.
pub fn say(english: &str, values: &[&dyn Display]) -> String {
    filled(said(english), values)
}

fn said(english: &str) -> &str {
    if !is_chinese() {
        return english;
    }
    SENTENCES
        .iter()
        .find(|(en, _)| *en == english)
        .map_or(english, |(_, zh)| zh)
}

fn filled(sentence: &str, values: &[&dyn Display]) -> String {
    let mut out = String::with_capacity(sentence.len() + 32);
    let mut rest = sentence;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let value = behind
            .split_once('}')
            .and_then(|(at, after)| Some((values.get(at.parse::<usize>().ok()?)?, after)));
        rest = if let Some((value, after)) = value {
            out.push_str(&value.to_string());
            after
        } else {
            out.push('{');
            behind
        };
    }
    out + rest
}

/// A number with its noun: `1 page`, `2 pages`, `2 个网页`.
pub fn count(many: usize, noun: &str) -> String {
    let zh = NOUNS.iter().find(|(en, _)| *en == noun);
    match zh.filter(|_| is_chinese()) {
        Some((_, zh)) => format!("{many} {zh}"),
        None => plural(many, noun),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_translated_sentence_names_the_same_values() {
        for (en, zh) in SENTENCES {
            for value in ["{0}", "{1}", "{2}", "{3}"] {
                assert_eq!(en.contains(value), zh.contains(value), "{en}");
            }
        }
        let mut keys: Vec<&str> = SENTENCES.iter().map(|(en, _)| *en).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), SENTENCES.len());
    }

    #[test]
    fn braces_that_are_no_value_stay() {
        assert_eq!(filled("{0} {x} {9} {", &[&1]), "1 {x} {9} {");
        assert_eq!(filled("{1}/{0}", &[&"{1}", &2]), "2/{1}");
    }
}
