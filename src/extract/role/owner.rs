//! Whose role a word names: the company's own or somebody else's, by the words around it.

use std::collections::HashSet;

use super::words::{Number, TABLE};
use crate::text::fold;

/// Whose role it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Company,
    Others,
    Unsaid,
}

/// Articles, that say nothing.
pub(super) const ARTICLES: &[&str] = &[
    "a", "an", "the", "der", "die", "das", "den", "dem", "ein", "eine", "einen", "un", "una",
    "une", "le", "la", "les", "l", "d", "el", "los", "il", "o", "um", "uma", "een", "de", "en",
    "et",
];
/// Words before a role that are looked at.
const NEAR: usize = 6;
/// Words before a service that are looked at for the goods it is named for.
const SENTENCE: usize = 20;
/// Bytes before a role that may begin a list of customers, and the least that does.
const LIST: usize = 200;
const LEAST: usize = 8;
/// Letters before and after a role that are looked at where words have no spaces.
const WIDE_BEFORE: usize = 14;
const WIDE_AFTER: usize = 8;

/// Whose role the words around it make it; `is` are the language's words for "to be".
pub(super) fn owner(
    text: &str,
    (start, end): (usize, usize),
    number: Number,
    is: &HashSet<String>,
) -> Owner {
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
    if within(&table.reader, &before) || is_a_customer(&text[..start]) {
        return Owner::Others;
    }
    let named_own = ends(&table.own, &adjacent);
    let specialised = followed(&table.is_after, &text[end..]);
    let own = named_own || specialised;
    // "With specialised distributors", "for leading manufacturers": several are others, whatever they are good at.
    let several = number == Number::Many;
    let doubted = !own || !named_own && several;
    if is_possessive(&text[end..])
        || followed(&table.after, &text[end..])
        || ends(&table.before, &adjacent) && doubted
        || several && is_with_others(&before)
    {
        Owner::Others
    } else if own {
        Owner::Company
    } else if is_theirs(&text[end..])
        || within(&table.seek, &before)
        || number == Number::Many && within(&table.supply, &before)
    {
        Owner::Others
    } else if claims(is, &before) {
        Owner::Company
    } else {
        Owner::Unsaid
    }
}

/// Does the company say right before a word that it is one: "we are a", with nothing but an article between?
pub(super) fn is_stated(text: &str, start: usize, is: &HashSet<String>) -> bool {
    let mut before: Vec<String> = last_words(&text[..start]).iter().map(|w| fold(w)).collect();
    while before.len() > 1 && !ends(is, &before) {
        let article = before
            .last()
            .is_some_and(|w| ARTICLES.contains(&w.as_str()));
        if !article {
            return false;
        }
        before.pop();
    }
    ends(is, &before)
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

/// "For leading manufacturers", "from many reputable importers": is one of the last few words one of those before others?
fn is_with_others(words: &[String]) -> bool {
    let few = &words[words.len().saturating_sub(WITH)..];
    few.iter().any(|w| OTHERS.contains(&w.as_str()))
}

/// Words between such a word and a role.
const WITH: usize = 3;
const OTHERS: &[&str] = &[
    "for", "from", "by", "with", "between", "among", "fur", "von", "mit", "bei", "zwischen",
    "pour", "avec", "chez", "aupres", "entre", "para", "desde", "por", "con", "com", "dai",
    "dagli", "presso", "tra", "voor", "van", "met", "bij", "dla", "przez", "od", "pro", "med",
    "hos", "fran", "fra", "till", "til", "pentru", "icin", "ile", "для", "от", "с", "от", "від",
    "для",
];

/// Is it said that the company is one, with no word between that parts the two?
fn claims(is: &HashSet<String>, words: &[String]) -> bool {
    let parting = &TABLE.parting;
    (1..=3.min(words.len())).any(|n| {
        words.windows(n).enumerate().any(|(at, w)| {
            is.contains(&w.join(" ")) && !words[at + n..].iter().any(|w| parting.contains(w))
        })
    })
}

/// "Either manufacturer or third-party warranty".
fn is_theirs(rest: &str) -> bool {
    let sentence = rest.split(['.', '!', '?', '\n', ':', '|']).next();
    let words = sentence.unwrap_or_default().split_whitespace();
    words.take(NEAR).any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.len() > 4 && TABLE.theirs.contains(&fold(word))
    })
}

/// "Our customers include repair shops, retailers and consultants".
fn is_a_customer(before: &str) -> bool {
    let sentence = before.rsplit(['.', '!', '?', '\n']).next();
    let mut sentence = sentence.unwrap_or_default();
    while sentence.len() > LIST {
        let rest = sentence.split_once(char::is_whitespace);
        sentence = rest.map_or("", |(_, rest)| rest);
    }
    if sentence.len() < LEAST {
        return false;
    }
    let sentence = fold(sentence);
    TABLE
        .customers
        .iter()
        .any(|w| sentence.contains(w.as_str()))
}

/// English: "the manufacturer's warranty".
fn is_possessive(rest: &str) -> bool {
    ["'s ", "’s ", "s' ", "s’ "]
        .iter()
        .any(|s| rest.starts_with(s))
}

/// Is a service named for its goods: "plumbing supplies", "valves and fittings for residential plumbing"?
pub(super) fn is_of_goods(text: &str, (start, end): (usize, usize)) -> bool {
    if followed(&TABLE.goods, &text[end..]) {
        return true;
    }
    let sentence = text[..start].rsplit(['.', '!', '?', '\n', ':', '|']).next();
    let words = sentence.unwrap_or_default().split_whitespace();
    let words = words
        .rev()
        .take(SENTENCE)
        .collect::<Vec<_>>()
        .into_iter()
        .rev();
    let before: Vec<String> = words
        .map(|w| fold(w.trim_matches(|c: char| !c.is_alphanumeric())))
        .collect();
    let purpose = before.iter().rposition(|w| PURPOSE.contains(&w.as_str()));
    purpose.is_some_and(|at| before[..at].iter().any(|w| TABLE.goods.contains(w)))
}

/// Is software named among the goods of a shop ("Hardware, Notebooks & Software"), or as one of its shelves?
pub(super) fn is_among_goods(text: &str, (start, end): (usize, usize)) -> bool {
    if fold(&text[start..end]) != "software" {
        return false;
    }
    let before = last_words(&text[..start]);
    text.trim() == &text[start..end] || before.iter().any(|w| TABLE.goods.contains(&fold(w)))
}

/// Words between goods and whom they are for.
pub(super) const PURPOSE: &[&str] = &[
    "for", "fur", "pour", "para", "per", "voor", "dla", "pro", "till", "til",
];

/// Is it a producer of films, shows or events that a word names, and none of goods?
pub(super) fn is_of_the_stage(text: &str, (start, end): (usize, usize)) -> bool {
    let word = fold(&text[start..end]);
    if !["produ", "proizvod"].iter().any(|p| word.starts_with(p)) {
        return false;
    }
    let rest = text[end..].split(['.', '!', '?', '\n', ':', '|']).next();
    let after = rest.unwrap_or_default().split_whitespace().take(NEAR);
    let before = last_words(&text[..start]);
    let mut near = before.into_iter().chain(after);
    near.any(|w| {
        let word = w.trim_matches(|c: char| !c.is_alphanumeric());
        TABLE.stage.contains(&fold(word))
    })
}

/// Does a list have the one or two words that stand right behind?
fn followed(set: &HashSet<String>, rest: &str) -> bool {
    if !rest.starts_with(char::is_whitespace) && !rest.starts_with(['-', '\'', '’']) {
        // The word's own ending comes first.
        let ending = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        return !rest[ending..].is_empty()
            && rest[ending..].starts_with(' ')
            && followed(set, &rest[ending..]);
    }
    let after: Vec<String> = rest
        .split_whitespace()
        .take(2)
        .map(|w| fold(w.trim_matches(|c: char| !c.is_alphanumeric())))
        .collect();
    (1..=after.len()).any(|n| set.contains(&after[..n].join(" ")))
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
    use crate::extract::role::words::automaton;

    fn of(text: &str, word: &str) -> Owner {
        of_language("en", text, word)
    }

    fn of_language(language: &str, text: &str, word: &str) -> Owner {
        let at = text.find(word).unwrap();
        let is = &automaton(language).unwrap().is;
        owner(text, (at, at + word.len()), Number::Many, is)
    }

    #[test]
    fn who_is_sought_or_supplied_is_somebody_else() {
        for (text, word) in [
            ("We are looking for reliable manufacturers", "manufacturers"),
            ("If you are a manufacturer", "manufacturer"),
            ("Are you a manufacturer of valves?", "manufacturer"),
            ("Sind Sie Hersteller?", "Hersteller"),
            (
                "Our customer base includes schools, repair depots, builders and retailers",
                "retailers",
            ),
            ("Si eres fabricante", "fabricante"),
            ("如果您是制造商", "制造商"),
            ("Wir beliefern den Fachhandel", "Fachhandel"),
            (
                "Authorised distributor for leading manufacturers",
                "manufacturers",
            ),
            ("Negociado con los mejores fabricantes", "fabricantes"),
            ("We are not a manufacturer", "manufacturer"),
            (
                "Presencia con distribuidores especializados",
                "distribuidores",
            ),
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
        for (language, text, word) in [
            ("en", "Muster is a family owned importer", "importer"),
            ("de", "Als Großhändler beliefern wir", "Großhändler"),
            ("pl", "Jesteśmy importerem pomp", "importerem"),
            ("fr", "Grossiste spécialisé en pompes", "Grossiste"),
            ("zh", "我们是专业进口商", "进口商"),
            ("ja", "当社は輸入商社です", "輸入商社"),
            ("ko", "펌프 전문 수입업체로서", "수입업체"),
        ] {
            assert_eq!(of_language(language, text, word), Owner::Company, "{text}");
        }
    }

    #[test]
    fn a_word_between_parts_a_company_from_a_role() {
        for text in [
            "Muster is the right address for every importer",
            "Sign up to hear from the importer",
        ] {
            assert_ne!(of(text, "importer"), Owner::Company, "{text}");
        }
        assert_ne!(
            of(
                "Muster is a marketplace connecting Hamburg retailers",
                "retailers"
            ),
            Owner::Company
        );
        assert_eq!(
            of("The manufacturer's warranty", "manufacturer"),
            Owner::Others
        );
    }

    #[test]
    fn a_producer_of_films_makes_no_goods() {
        let stage = |text: &str, word: &str| {
            let at = text.find(word).unwrap();
            is_of_the_stage(text, (at, at + word.len()))
        };
        for (text, word) in [
            ("an Emmy winning Producer of corporate events", "Producer"),
            ("Muster is a leading film producer", "producer"),
            ("Produzent von Fernsehfilmen und Shows", "Produzent"),
            ("productor de cine y televisión", "productor"),
        ] {
            assert!(stage(text, word), "{text}");
        }
        for (text, word) in [
            ("a leading producer of olive oil", "producer"),
            ("manufacturer of film equipment", "manufacturer"),
            ("producer of cheese. See our events", "producer"),
        ] {
            assert!(!stage(text, word), "{text}");
        }
    }

    #[test]
    fn goods_for_a_trade_are_no_service() {
        let goods = |text: &str, word: &str| {
            let at = text.find(word).unwrap();
            is_of_goods(text, (at, at + word.len()))
        };
        assert!(goods("Plumbing supplies", "Plumbing"));
        assert!(goods(
            "Supplies are perfect for residential plumbing",
            "plumbing"
        ));
        assert!(!goods("Call us for plumbing", "plumbing"));
        assert!(!goods("Your dentist and products", "dentist"));
    }

    #[test]
    fn software_on_a_shops_shelves_is_goods() {
        let goods = |text: &str| {
            let at = text.find("Software").unwrap();
            is_among_goods(text, (at, at + "Software".len()))
        };
        assert!(goods("Hardware, Notebooks & Software von Muster"));
        assert!(goods("Software"));
        assert!(!goods("Software für Steuerberater"));
        assert!(!goods("Wir entwickeln Software"));
    }

    #[test]
    fn who_speaks_for_a_trade_is_none_of_it() {
        for (text, word) in [
            ("The Federation of Wholesale Distributors", "Distributors"),
            ("Verband der Importeure", "Importeure"),
            ("Asociación de Importadores de Muster", "Importadores"),
            ("Muster Manufacturers Association", "Manufacturers"),
            ("中国进口商协会", "进口商"),
        ] {
            assert_eq!(of(text, word), Owner::Others, "{text}");
        }
    }

    #[test]
    fn supplies_of_a_wholesaler_are_goods_and_not_what_it_does() {
        let number = |number| {
            let is = &automaton("en").unwrap().is;
            owner("Upholstery supplies wholesale", (20, 29), number, is)
        };
        assert_eq!(number(Number::One), Owner::Unsaid);
        assert_eq!(number(Number::Many), Owner::Others);
    }
}
