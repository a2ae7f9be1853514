//! The words of the company's own name: they say its kind once, and are taken out of what its page says.

use std::borrow::Cow;

use super::hit::is_word;
use super::words::{Automaton, MARKET, PLAIN, SELLER, SHELF, SHOP, WORKS};
use crate::text::fold_char;

/// The words of the company's name that say a kind, each with the word before it (or behind it). What a company is
/// called counts once, however often it is called so.
pub(super) fn names_in<'a>(
    automaton: &Automaton,
    company: &'a str,
) -> Vec<(&'a str, &'static str)> {
    let mut names = Vec::new();
    for found in automaton.words.find_in(company) {
        let (kind, _) = automaton.of[found.phrase];
        let (start, end) = (found.start, found.end);
        if [SHOP, MARKET, SELLER, PLAIN, WORKS, SHELF].contains(&kind)
            || !is_word(company, (start, end), automaton.tail)
        {
            continue;
        }
        let before = company[..start].trim_end();
        let name = if before.is_empty() {
            let next = company[end..].trim_start().find(' ');
            let skipped = company[end..].len() - company[end..].trim_start().len();
            &company[..next.map_or(company.len(), |at| end + skipped + at)]
        } else {
            &company[before.rfind(' ').map_or(0, |at| at + 1)..end]
        };
        names.push((name, kind));
    }
    names
}

/// A text without the company's name, however its letters are written ("Ingeniería y Servicios", "INGENIERIA Y
/// SERVICIOS").
pub(super) fn without_names<'a>(
    text: Cow<'a, str>,
    names: &[(&str, &'static str)],
) -> Cow<'a, str> {
    let found = names
        .iter()
        .find_map(|(name, _)| Some((name, place_of(&text, name)?)));
    let Some((name, first)) = found else {
        return text;
    };
    let mut rest = text[first.1..].to_owned();
    let mut parted = text[..first.0].to_owned();
    while let Some((start, end)) = place_of(&rest, name) {
        parted.push('\n');
        parted.push_str(&rest[..start]);
        rest.drain(..end);
    }
    parted.push('\n');
    parted.push_str(&rest);
    Cow::from(parted)
}

/// Where a name stands in a text, in any case and with or without accents; one that begins small, as words of a sentence
/// do, only as it is.
fn place_of(text: &str, name: &str) -> Option<(usize, usize)> {
    if name.starts_with(char::is_lowercase) {
        return text.find(name).map(|at| (at, at + name.len()));
    }
    let first = fold_char(name.chars().next()?)?;
    let starts = text
        .char_indices()
        .filter(|(_, c)| fold_char(*c) == Some(first));
    starts.map(|(start, _)| start).find_map(|start| {
        let mut rest = text[start..].char_indices();
        let mut letters = name.chars();
        letters
            .all(|letter| {
                rest.next().is_some_and(|(_, c)| {
                    c == letter || fold_char(c) == fold_char(letter) && fold_char(c).is_some()
                })
            })
            .then(|| (start, text.len() - rest.as_str().len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::role::words::automaton;

    #[test]
    fn the_companys_name_is_taken_out_however_its_letters_are_written() {
        let automaton = automaton("es").unwrap();
        let names = names_in(automaton, "Muster Ingeniería y Servicios");
        for text in [
            "Contacto - MUSTER INGENIERIA Y SERVICIOS en Bera",
            "Contacto - Muster Ingeniería y Servicios en Bera",
        ] {
            let rest = without_names(Cow::from(text), &names);
            assert!(!rest.to_lowercase().contains("ingenier"), "{rest}");
            assert!(rest.ends_with("en Bera"), "{rest}");
        }
        let other = "Servicios de ingeniería";
        assert_eq!(without_names(Cow::from(other), &names), other);
    }

    #[test]
    fn words_of_a_sentence_are_taken_out_only_as_they_are() {
        let names = [("shop muster", "retailer")];
        assert_eq!(
            without_names(Cow::from("Shop Muster"), &names),
            "Shop Muster"
        );
        assert_eq!(
            without_names(Cow::from("our shop muster"), &names),
            "our \n"
        );
    }
}
