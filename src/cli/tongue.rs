//! The language of what is said on the terminal: sentences are looked up by their English form, numbers get their nouns.
//!
//! To translate a sentence, add a line to `data/zh.toml` with the same `{0}`, `{1}` …; what has none is said in English.

use std::collections::HashMap;
use std::fmt::Display;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Deserialize;

use super::options::Tongue;
use super::plural::plural;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chinese {
    /// Nouns with their measure words, by their English form.
    nouns: HashMap<String, String>,
    /// Sentences by their English form, with the same values.
    sentences: HashMap<String, String>,
}

static TABLE: LazyLock<Chinese> =
    LazyLock::new(|| toml::from_str(include_str!("data/zh.toml")).expect("a test reads the table"));

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
    TABLE.sentences.get(english).map_or(english, String::as_str)
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
    if is_chinese()
        && let Some(zh) = TABLE.nouns.get(noun)
    {
        return format!("{many} {zh}");
    }
    plural(many, noun)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_translated_sentence_names_the_same_values() {
        for (en, zh) in &TABLE.sentences {
            for value in ["{0}", "{1}", "{2}", "{3}"] {
                assert_eq!(en.contains(value), zh.contains(value), "{en}");
            }
        }
    }

    #[test]
    fn what_is_translated_is_said_somewhere() {
        let mut sources = String::new();
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|e| e == "rs") {
                    sources.push_str(&std::fs::read_to_string(path).unwrap());
                }
            }
        }
        let written = |en: &String| en.replace('\\', "\\\\").replace('"', "\\\"");
        let unsaid = |en: &&String| !sources.contains(&written(en));
        let unsaid: Vec<_> = TABLE.sentences.keys().filter(unsaid).collect();
        assert!(unsaid.is_empty(), "{unsaid:#?}");
    }

    #[test]
    fn braces_that_are_no_value_stay() {
        assert_eq!(filled("{0} {x} {9} {", &[&1]), "1 {x} {9} {");
        assert_eq!(filled("{1}/{0}", &[&"{1}", &2]), "2/{1}");
    }
}
