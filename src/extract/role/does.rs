//! What a company says it does: "we specialise in the production of tiles", "занимаемся импортом". A verb of the table
//! and, a few words from it, a word for what is done; of what somebody makes only where the sentence is the company's
//! own, for who sells others' goods tells how they make them. To add a language: a section of `data/does.toml`.

use std::collections::{BTreeMap, HashMap};
use std::sync::{LazyLock, OnceLock};

use super::owner::{ARTICLES, PURPOSE};
use super::words::{ROLES, TABLE, spellings};
use crate::extract::phrase::Phrases;
use crate::text::fold;

/// Languages whose verbs may come after what is done.
const LAST: &[&str] = &[
    "az", "bn", "de", "hi", "hu", "hy", "ka", "kk", "mn", "nl", "tr", "ur", "uz",
];
/// Words between the verb and what is done.
const NEAR: usize = 9;
/// Letters between them where words have no spaces.
const WIDE_NEAR: usize = 24;
/// Bytes of a sentence that are looked at on each side of the verb.
const SENTENCE: usize = 200;

type File = BTreeMap<String, BTreeMap<String, Vec<String>>>;

static FILE: LazyLock<File> =
    LazyLock::new(|| toml::from_str(include_str!("../data/does.toml")).expect("a test reads it"));

static LANGUAGES: LazyLock<HashMap<&str, OnceLock<Language>>> = LazyLock::new(|| {
    FILE.keys()
        .map(|code| (code.as_str(), OnceLock::new()))
        .collect()
});

/// The words of a language.
pub(super) struct Language {
    verbs: Phrases,
    /// Whether each verb is the company's own.
    own: Vec<bool>,
    our: Vec<String>,
    /// Whether the verb may come last.
    last: bool,
    /// Beginnings of words for what is done, folded.
    roles: Vec<(&'static str, Vec<String>)>,
}

/// The words of a language, built when first asked for; `None` where the table has none.
pub(super) fn language(code: &str) -> Option<&'static Language> {
    let lists = FILE.get(code)?;
    Some(LANGUAGES.get(code)?.get_or_init(|| build(code, lists)))
}

fn build(code: &str, lists: &BTreeMap<String, Vec<String>>) -> Language {
    let of = |key: &str| lists.get(key).map_or(&[][..], Vec::as_slice);
    let folded = |key: &str| of(key).iter().map(|w| fold(w)).collect();
    let mut patterns = Vec::new();
    let mut own = Vec::new();
    for (verbs, is_own) in [(of("we"), true), (of("it"), false)] {
        for spelling in verbs.iter().flat_map(|verb| spellings(verb)) {
            patterns.push(spelling);
            own.push(is_own);
        }
    }
    let roles = ROLES.iter().map(|role| (*role, folded(role)));
    Language {
        verbs: Phrases::new(&patterns),
        own,
        our: folded("our"),
        last: LAST.contains(&code),
        roles: roles.collect(),
    }
}

/// The roles that a text says the company has by what it does, each with the sentence that says so.
pub(super) fn done<'a>(
    language: &Language,
    text: &'a str,
    company: Option<&str>,
) -> Vec<(&'static str, &'a str)> {
    let mut all: Vec<(&'static str, &'a str)> = Vec::new();
    for verb in language.verbs.find_in(text) {
        let at = (verb.start, verb.end);
        let sentence = sentence(text, at);
        let wide = text[at.0..].starts_with(|c| u32::from(c) >= 0x0E00);
        let mut roles = match wide {
            true => of_wide(language, &text[at.1..]),
            false if is_whole(text, at) => of_words(language, text, at, sentence),
            false => Vec::new(),
        };
        let own = language.own[verb.phrase];
        if roles.contains(&MAKER) && !own && !is_own(language, sentence, company) {
            roles.retain(|role| *role != MAKER);
        }
        for role in roles {
            if !all.iter().any(|(known, _)| *known == role) {
                all.push((role, sentence));
            }
        }
    }
    all
}

const MAKER: &str = "manufacturer";

fn start_of(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// The sentence around a place, no more than some of it.
fn sentence(text: &str, (start, end): (usize, usize)) -> &str {
    let stops = ['.', '!', '?', '\n', '|', ';'];
    let mut from = text[..start].rfind(stops).map_or(0, |at| at + 1);
    from = from.max(start.saturating_sub(SENTENCE));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = text[end..].find(stops).map_or(text.len(), |at| end + at);
    to = to.min(end + SENTENCE);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    &text[from..to]
}

fn is_whole(text: &str, (start, end): (usize, usize)) -> bool {
    !text[..start].ends_with(char::is_alphanumeric)
        && !text[end..].starts_with(char::is_alphanumeric)
}

/// Is it the company of the page that a sentence speaks of?
fn is_own(language: &Language, sentence: &str, company: Option<&str>) -> bool {
    let folded = fold(sentence);
    let named = company.is_some_and(|name| {
        let name = fold(name);
        let first = name.split(' ').find(|w| w.len() >= 4).unwrap_or_default();
        !first.is_empty() && folded.contains(first)
    });
    let padded = format!(" {} ", words(sentence).join(" "));
    named
        || language
            .our
            .iter()
            .any(|w| padded.contains(&format!(" {w} ")))
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(|w| fold(w.trim_matches(|c: char| !c.is_alphanumeric())))
        .filter(|w| !w.is_empty())
        .collect()
}

/// What is done, in the words of a sentence behind its verb, or before it too.
fn of_words(
    language: &Language,
    text: &str,
    (start, end): (usize, usize),
    sentence: &str,
) -> Vec<&'static str> {
    let from = start_of(text, sentence);
    let to = from + sentence.len();
    let mut near = Vec::new();
    if language.last {
        near = words(&text[from..start]);
        near.drain(..near.len().saturating_sub(NEAR));
    }
    let middle = near.len();
    near.extend(words(&text[end..to.max(end)]).into_iter().take(NEAR));
    let of_the_stage = |w: &String| TABLE.stage.contains(w) || UNREAL.contains(&w.as_str());
    let said = |stems: &[String]| {
        (0..near.len())
            .any(|at| stems.iter().any(|s| begins(&near, at, s)) && is_done(&near, at, middle))
    };
    let roles = language.roles.iter().filter(|(_, stems)| said(stems));
    roles
        .map(|(role, _)| *role)
        .filter(|role| *role != MAKER || !near.iter().any(of_the_stage))
        .collect()
}

/// What is produced of no goods.
const UNREAL: &[&str] = &[
    "software",
    "content",
    "contenidos",
    "contenuti",
    "webseiten",
    "websites",
    "energy",
    "energie",
    "strom",
];

/// Do the words from a place begin with a stem, which may be two words?
fn begins(words: &[String], at: usize, stem: &str) -> bool {
    match stem.split_once(' ') {
        None => words[at].starts_with(stem),
        Some((first, rest)) => {
            words[at] == first
                && words
                    .get(at + 1)
                    .is_some_and(|next| begins(std::slice::from_ref(next), 0, rest))
        }
    }
}

/// Is it what the company does, and no purpose ("machines for the production of") nor a kind of goods ("production
/// lines")?
fn is_done(words: &[String], at: usize, verb: usize) -> bool {
    let end = if at >= verb { verb } else { 0 };
    let before = words[end..at].iter().rev();
    let mut before = before.filter(|w| !ARTICLES.contains(&w.as_str()));
    let purpose = before
        .next()
        .is_some_and(|w| PURPOSE.contains(&w.as_str()) || ALSO_PURPOSE.contains(&w.as_str()));
    let next = words.get(at + 1).map_or("", String::as_str);
    let goods = TABLE.goods.contains(next) || LINES.contains(&next);
    !purpose && !goods
}

const ALSO_PURPOSE: &[&str] = &[
    "to", "zur", "zum", "do", "za", "na", "для", "til", "untuk", "pentru", "για", "за", "of",
    "von", "к", "від", "от",
];
const LINES: &[&str] = &[
    "line",
    "lines",
    "linien",
    "anlagen",
    "technology",
    "planning",
    "control",
    "management",
    "process",
    "processes",
];

/// The same where words have no spaces.
fn of_wide(language: &Language, after: &str) -> Vec<&'static str> {
    let to = after
        .char_indices()
        .nth(WIDE_NEAR)
        .map_or(after.len(), |(at, _)| at);
    let near = after[..to]
        .split(['。', '，', ',', '；', '\n'])
        .next()
        .unwrap_or_default();
    let said = |stems: &[String]| stems.iter().any(|s| near.contains(s.as_str()));
    let roles = language.roles.iter();
    roles
        .filter(|(_, stems)| said(stems))
        .map(|(role, _)| *role)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str, text: &str) -> Vec<&'static str> {
        let all = done(language(code).unwrap(), text, Some("Muster GmbH"));
        all.into_iter().map(|(role, _)| role).collect()
    }

    #[test]
    fn what_a_company_does_says_what_it_is() {
        for (code, text, roles) in [
            (
                "en",
                "We specialise in the import and distribution of tiles",
                &["importer", "distributor"][..],
            ),
            ("cs", "Zabýváme se výrobou kovových dílů", &["manufacturer"]),
            (
                "de",
                "Muster ist auf die Herstellung von Möbeln spezialisiert",
                &["manufacturer"],
            ),
            (
                "es",
                "Nos dedicamos a la importación y venta de herramientas",
                &["importer"],
            ),
            (
                "hu",
                "Cégünk fémbútorok gyártásával foglalkozik",
                &["manufacturer"],
            ),
            (
                "ru",
                "Занимаемся оптовыми поставками продуктов",
                &["wholesaler"],
            ),
            ("zh", "公司主要从事办公用品批发和零售", &["wholesaler"]),
        ] {
            assert_eq!(of(code, text), roles, "{text}");
        }
    }

    #[test]
    fn what_others_make_and_what_things_are_for_says_nothing() {
        for (code, text) in [
            ("en", "Pumpex specialises in the production of pumps"),
            (
                "en",
                "We specialise in machines for the production of tiles",
            ),
            ("en", "We specialise in video production and events"),
            ("ro", "Muster Distribuție activează în Cluj din 1987"),
            (
                "de",
                "Wir sind spezialisiert auf Maschinen zur Herstellung von Möbeln",
            ),
            (
                "es",
                "Nos dedicamos a las máquinas para la fabricación de muebles",
            ),
        ] {
            assert!(of(code, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn every_language_has_verbs_and_every_key_is_known() {
        for (code, lists) in &*FILE {
            assert!(lists.get("we").is_some_and(|we| !we.is_empty()), "{code}");
            for key in lists.keys() {
                let known =
                    ["we", "it", "our"].contains(&key.as_str()) || ROLES.contains(&key.as_str());
                assert!(known, "{code} {key}");
            }
            assert!(language(code).is_some());
        }
    }
}
