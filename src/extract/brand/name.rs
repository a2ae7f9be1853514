//! What can be the name of a brand.

use super::table::TABLE;
use crate::market::country_named;

/// A name has so many bytes and words at most.
const LONGEST: usize = 40;
const MOST_WORDS: usize = 4;
/// Words of a name in running text.
const MOST_TOLD: usize = 3;

/// An entry of a list of brands, if it is one: without the number of its goods and its sign.
pub(super) fn listed(text: &str) -> Option<&str> {
    let text = text.trim();
    // `Dove (7)`
    let bare = match text.rsplit_once('(') {
        Some((name, rest))
            if rest
                .trim_end_matches(')')
                .bytes()
                .all(|b| b.is_ascii_digit()) =>
        {
            name
        }
        _ => text,
    };
    let bare = bare.trim_matches(|c: char| {
        matches!(
            c,
            '®' | '™' | '•' | '·' | '-' | '–' | '|' | '>' | '»' | ',' | ';'
        ) || c.is_whitespace()
    });
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let is_name = (1..=LONGEST).contains(&bare.len())
        && letters > 0
        && (letters > 1 || !bare.is_ascii() || digits > 0)
        && digits <= 4
        && bare.split_whitespace().count() <= MOST_WORDS
        && !bare.contains(['@', '?', '!', ':', '=', '{', '<', '…', '：', '。', '\n'])
        && !is_sentence(bare)
        && country_named(bare).is_none()
        && !TABLE.is_none(bare.trim_end_matches('.'))
        && !TABLE.speaks_of_brands(bare);
    is_name.then_some(bare)
}

/// `We stock all of these.`
fn is_sentence(text: &str) -> bool {
    let is_small = |word: &str| word.starts_with(|c: char| c.is_lowercase()) && word.len() > 3;
    let words = text.split_whitespace();
    let last = words.clone().next_back().unwrap_or_default();
    let is_stopped = last.len() > 5 && last.ends_with('.');
    is_stopped && words.clone().count() > 2 || words.filter(|w| is_small(w)).count() > 1
}

/// The names that a text begins with: `the Bosch, Makita and Black & Decker brands in Chile`.
pub(super) fn told(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = text;
    loop {
        rest = after_small_words(rest);
        let quoted = rest.strip_prefix(['"', '“', '«', '„', '\'']);
        let Some((name, after, goes_on)) = first_name(quoted.unwrap_or(rest)) else {
            break;
        };
        names.push(name);
        rest = after.trim_start_matches(['"', '”', '»', '“', '®', '™']);
        let next = rest.trim_start();
        if let Some(more) = next.strip_prefix([',', '、', ';', '/']) {
            rest = more.trim_start_matches(',');
            continue;
        }
        let word = next.split(' ').next().unwrap_or_default();
        if TABLE.joins(word) && !word.is_empty() {
            rest = &next[word.len()..];
        } else if !goes_on {
            break;
        }
    }
    names
}

fn after_small_words(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let word = rest.split(' ').next().unwrap_or_default();
        // `de`, `der`: a name that begins with such a word begins with a capital.
        let is_small = word.starts_with(char::is_lowercase) || word.ends_with('.');
        if word.is_empty() || !is_small || !TABLE.is_small(word) && !TABLE.joins(word) {
            return rest;
        }
        rest = rest[word.len()..].trim_start();
    }
}

/// The first name, what stands behind it, and whether a comma says that another one follows.
fn first_name(text: &str) -> Option<(&str, &str, bool)> {
    let mut end = 0;
    let mut words = 0;
    let mut goes_on = false;
    for word in text.split_inclusive([' ', '、']) {
        let bare = word.trim_end();
        let core = bare.trim_end_matches([
            ',', ';', '.', ')', ':', '!', '"', '”', '»', '®', '™', '\'', '、', '。',
        ]);
        let joined =
            bare == "&" && words > 0 && text[end + word.len()..].starts_with(char::is_uppercase);
        if !joined && (words == MOST_TOLD || !is_proper(core)) {
            break;
        }
        if !joined {
            words += 1;
        }
        let start = end;
        end += word.len();
        if core.len() < bare.len() {
            goes_on = bare.ends_with(',');
            let name = text[..start + core.len()].trim_end();
            return accepted(name).map(|name| (name, &text[start + core.len()..], goes_on));
        }
    }
    let name = text[..end].trim_end().trim_end_matches(" &");
    accepted(name).map(|name| (name, &text[name.len()..], goes_on))
}

/// A word that begins a proper name: with a capital, or a digit and a capital (`3M`).
fn is_proper(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next();
    let begins = first.is_some_and(char::is_uppercase)
        || first.is_some_and(|c| c.is_ascii_digit())
            && letters.next().is_some_and(char::is_uppercase);
    begins && !word.contains(['|', '@', '(', '/']) && !word.ends_with("'s") && !word.ends_with("’s")
}

fn accepted(name: &str) -> Option<&str> {
    let is_common = name.split([' ', '-']).any(|word| TABLE.is_common(word));
    let is_brand = name.chars().filter(|c| c.is_alphanumeric()).count() >= 2
        && name.len() <= LONGEST
        && !is_common
        && country_named(name).is_none()
        && !TABLE.is_none(name);
    is_brand.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_running_text_end_where_the_sentence_goes_on() {
        assert_eq!(
            told("Bosch, Makita and Black & Decker in Chile"),
            ["Bosch", "Makita", "Black & Decker"]
        );
        assert_eq!(told("the Geely vehicles in Ethiopia"), ["Geely"]);
        assert_eq!(
            told("Brunswick Bowling in India and Nepal"),
            ["Brunswick Bowling"]
        );
        assert_eq!(told("\"Pumpex\" and 3M."), ["Pumpex", "3M"]);
        assert_eq!(told("компании LLumar на территории России"), ["LLumar"]);
        assert_eq!(told("Audi | Tucumán y Salta"), ["Audi"]);
        assert_eq!(told("Bosch、Makita、3M。"), ["Bosch", "Makita", "3M"]);
        assert_eq!(told("\"Bosch\"、\"Makita\""), ["Bosch", "Makita"]);
        for none in [
            "premium tiles",
            "Italian food",
            "Leading Brands",
            "Germany",
            "our partners",
            "8 Marcas",
            "Australia's largest range",
        ] {
            assert!(told(none).is_empty(), "{none}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_can_stop_it(text in "([A-Za-zÄ博, 、;/&\"“.'®0-9]{0,6}( and | y |、|, )?){0,8}|.{0,60}") {
            told(&text);
            listed(&text);
        }
    }

    #[test]
    fn entries_of_a_list_are_names_and_no_menu() {
        for (text, name) in [
            ("Dove (7)", "Dove"),
            ("adidas Originals", "adidas Originals"),
            ("G.H. Bass & Co.", "G.H. Bass & Co."),
            ("KARCHER®", "KARCHER"),
            ("博世", "博世"),
        ] {
            assert_eq!(listed(text), Some(name));
        }
        for none in [
            "View all brands",
            "Contact us",
            "Germany",
            "We stock all of these brands.",
            "info@muster.de",
            "12",
            "",
        ] {
            assert_eq!(listed(none), None, "{none}");
        }
    }
}
