//! People named in running text: `our sales manager Anna Weber will help you`, `Ihr Ansprechpartner ist Max Muster`,
//! `please contact Anna Weber at …`, `请联系销售经理王伟先生`. Only whom a firm calls its own, or tells its reader to turn to.

use super::Found;
use super::function::Function;
use super::name::{has_wide_title, is_wide, name_at_start, whole_name};
use super::table::TABLE;
use crate::text::fold;

/// Words before a function that may say whose it is.
const NEAR: usize = 3;
/// What stands between a function and the name.
const SIGNS: [char; 7] = [',', ':', '–', '—', '-', '(', '：'];
/// The name of a Chinese person has at most so many letters.
const MOST_LETTERS: usize = 4;

/// The people of a sentence by the functions in it.
pub(super) fn in_sentence(line: &str, functions: &[Function]) -> Vec<Found> {
    let found = functions
        .iter()
        .filter_map(|function| named_behind(line, function).or_else(|| addressed(line, function)));
    found.collect()
}

/// A name behind a function that is the firm's own, or behind who is to be turned to.
fn named_behind(line: &str, function: &Function) -> Option<Found> {
    let end = function.end + of_what(&line[function.end..]);
    let said = &line[function.start..end];
    let rest = line[end..].trim_start();
    let (ours, rest) = without_own(rest);
    let bare = rest.trim_start_matches(SIGNS).trim_start();
    let (is, behind) = without_to_be(bare);
    let asked = function.only_before && (is || has_wide_title(behind));
    let whose = asked || ours || is_own(&line[..function.start]) || says_own(said);
    if !whose {
        return None;
    }
    let name = name_at_start(behind).filter(|n| !n.starts_with(is_wide))?;
    Some(Found::new(name, Some(said.to_owned()), line).labelled(said))
}

/// Bytes of what a function is of, up to the sign before a name: `Head of Sales Europe, Anna Weber`.
fn of_what(rest: &str) -> usize {
    let begins = OF.iter().any(|of| rest.starts_with(of));
    let sign = rest.find([',', '–', '—']).filter(|_| begins);
    sign.filter(|at| *at <= LONGEST_FIELD).unwrap_or(0)
}

const OF: [&str; 8] = [
    " of ", " for ", " für ", " de ", " des ", " di ", " del ", " voor ",
];
/// Bytes of the longest field that somebody is a manager of.
const LONGEST_FIELD: usize = 50;

/// `please contact Anna Weber at …`: without a function only her own address makes her one of the people.
fn addressed(line: &str, function: &Function) -> Option<Found> {
    let said = fold(&line[function.start..function.end]);
    if !TABLE.turn_to.contains(&said) {
        return None;
    }
    let behind = line[function.end..].strip_prefix(' ')?;
    let name = name_at_start(behind).filter(|n| !n.starts_with(is_wide))?;
    let rest = behind.strip_prefix(name.as_str())?.trim_start();
    let goes_on = rest.starts_with(['(', '<', ',', ':']) || {
        let next = rest.split(' ').next().unwrap_or_default();
        TABLE.reached_by.contains(&fold(next))
    };
    goes_on.then(|| Found::new(name, None, line))
}

/// `王伟先生` behind a function: a name with what polite people put to it.
pub(super) fn polite(line: &str) -> Vec<Found> {
    let polite = ["先生", "女士", "小姐"];
    let places = polite.iter().flat_map(|p| line.match_indices(p));
    let found = places.filter_map(|(end, _)| {
        let before = &line[..end];
        let from = before.char_indices().rev().take(MOST_LETTERS);
        let names = from.filter_map(|(at, _)| whole_name(&before[at..]).map(|name| (at, name)));
        let (at, name) = names.last()?;
        let said = before[..at].trim_end_matches([':', '：', ' ', '-', '—']);
        let function = TABLE
            .wide_functions
            .iter()
            .find(|f| said.ends_with(f.as_str()))?;
        Some(Found::new(name, Some(function.clone()), line).labelled(function))
    });
    found.collect()
}

/// A verb that says who somebody is, at the beginning of a text.
fn without_to_be(text: &str) -> (bool, &str) {
    let Some((verb, rest)) = text.split_once(' ') else {
        return (false, text);
    };
    let is = verb.len() <= 8 && TABLE.to_be.contains(&fold(verb));
    if is {
        (true, rest.trim_start_matches([':', ' ']))
    } else {
        (false, text)
    }
}

/// Is one of the last few words before a function the firm's or the reader's own?
fn is_own(before: &str) -> bool {
    let sentence = before.rsplit(['.', '!', '?', ';', ':']).next();
    let words = sentence.unwrap_or_default().split_whitespace().rev();
    words.take(NEAR).any(is_whose)
}

/// Is a word one for whose somebody is? German has two that differ in their first letter.
fn is_whose(word: &str) -> bool {
    word.len() <= 14
        && (TABLE.own.contains(word)
            || !word.eq_ignore_ascii_case("ihr") && TABLE.own.contains(&word.to_lowercase()))
}

/// `Ваш менеджер`, `satış müdürümüz`: the word for whose it is belongs to the function.
fn says_own(function: &str) -> bool {
    let mut words = function.split(' ');
    words.any(|w| w.len() < function.len() && is_whose(w))
        || OURS.iter().any(|end| function.ends_with(end))
}

/// Endings of a language's "our".
const OURS: [&str; 4] = ["müz", "miz", "mız", "muz"];

/// `διευθυντής μας`, `manager kami`: the word for whose it is behind the function.
fn without_own(rest: &str) -> (bool, &str) {
    let end = rest.find([' ', ',']).unwrap_or(rest.len());
    let (word, behind) = rest.split_at(end);
    if !word.is_empty() && is_whose(word) {
        (true, behind.trim_start())
    } else {
        (false, rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::person::function::functions_in;

    fn of(line: &str) -> Vec<(String, Option<String>)> {
        let sentence = in_sentence(line, &functions_in(line));
        let found = sentence.into_iter().chain(polite(line));
        found.map(|f| (f.name, f.function)).collect()
    }

    #[test]
    fn whom_a_firm_calls_its_own_is_one_of_its_people() {
        for (line, name, function) in [
            (
                "Our sales manager Anna Weber will help you.",
                "Anna Weber",
                "sales manager",
            ),
            (
                "For orders please contact our Managing Director, Eric Muster, in Berlin",
                "Eric Muster",
                "Managing Director",
            ),
            (
                "Ihr Ansprechpartner ist Max Muster. Rufen Sie an!",
                "Max Muster",
                "Ihr Ansprechpartner",
            ),
            (
                "Wenden Sie sich an unseren Vertriebsleiter Herrn Max Muster",
                "Max Muster",
                "Vertriebsleiter",
            ),
            ("Ваш менеджер – Иван Петров", "Иван Петров", "Ваш менеджер"),
            ("如需报价，请联系销售经理王伟先生", "王伟", "销售经理"),
        ] {
            let wanted = (name.to_owned(), Some(function.to_owned()));
            assert_eq!(of(line), [wanted], "{line}");
        }
    }

    #[test]
    fn whom_to_write_to_is_named_before_the_address() {
        assert_eq!(
            of("For invoices, please contact Anna Weber at anna@muster.example"),
            [("Anna Weber".to_owned(), None)]
        );
    }

    #[test]
    fn others_and_sentences_that_go_on_name_nobody() {
        for line in [
            "Ihr Ansprechpartner ist der leitende Architekt",
            "Managing Director Eric Muster of Acme said so",
            "Please contact our Export Manager directly at export@muster.example",
            "Our Sales Manager in Great Britain",
            "Die Muster AG und ihr Geschäftsführer Max Muster",
            "Acme och dess dåvarande, det var Exportchef Anna Lind",
            "Ejemplo S.A. y su Director General Juan Pérez",
            "Please contact Customer Service at 030 1234567",
        ] {
            assert!(of(line).is_empty(), "{line} {:?}", of(line));
        }
    }
}
