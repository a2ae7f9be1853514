//! Whose role a word names: the company's own or somebody else's, by the words around it.

use super::hit::Match;
use super::near::{Near, Words, last_words};
use super::words::{Number, TABLE, is_role};
use crate::extract::phrase::{Phrases, Words as Set};
use crate::text::{end_of, fold};

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
/// Words before a role that are looked at, and those that may say that the company is one.
const NEAR: usize = 6;
const FAR: usize = 9;
/// Bytes behind a role that may name who holds it.
const HELD: usize = 90;
/// Words before a service that are looked at for the goods it is named for.
const SENTENCE: usize = 20;
/// Bytes before a role that may begin a list of customers, and the least that does.
const LIST: usize = 200;
const LEAST: usize = 8;
/// Letters before and after a role that are looked at where words have no spaces.
const WIDE_BEFORE: usize = 14;
const WIDE_AFTER: usize = 8;

/// Whose role the words around it make it; `is` are the language's words for "to be".
pub(super) fn owner(text: &str, found: &Match, is: &Set) -> Owner {
    let Match { number, at, .. } = *found;
    let (start, end) = at;
    let first = text[start..].chars().next().unwrap_or(' ');
    if (first as u32) >= 0x0E00 {
        return match wide_owner(&text[..start], &text[end..]) {
            Owner::Unsaid if number == Number::Claim => Owner::Company,
            owner => owner,
        };
    }
    let far = Near::before(&text[..start], FAR);
    let before = far.last(NEAR);
    let after = Near::behind(&text[end..]);
    let table = &*TABLE;
    let mut adjacent = before;
    while adjacent.len() > 1
        && ARTICLES.contains(&adjacent.word(adjacent.len() - 1))
        && !adjacent.end_with(&table.own)
    {
        adjacent = adjacent.without_last(1);
    }
    if before.have(&table.reader)
        || is_a_customer(&text[..start])
        || is_ours(adjacent, number)
        || is_held(&text[end..])
    {
        return Owner::Others;
    }
    let named_own = adjacent.end_with(&table.own);
    let specialised = after.begin_with(&table.is_after);
    let own = named_own || specialised;
    // "With specialised distributors", "from the official distributor": who is named with a preposition is another,
    // whatever is said of it.
    let several = number == Number::Many;
    if is_possessive(&text[end..])
        || after.begin_with(&table.after)
        || !named_own && adjacent.end_with(&table.before)
        || !named_own && is_role(found.kind) && adjacent.end_with(&table.ask)
        || several && is_with_others(before)
    {
        return Owner::Others;
    }
    if own {
        return Owner::Company;
    }
    if is_theirs(&text[end..]) || before.have(&table.seek) || several && before.have(&table.supply)
    {
        return Owner::Others;
    }
    let most = if is_role(found.kind) { FAR } else { NEAR };
    if number == Number::Claim || claims(is, far.last(most)) {
        Owner::Company
    } else {
        Owner::Unsaid
    }
}

/// "Our exclusive distributor", "unser exklusiver Partner und Importeur": does a word for whose it is stand before what is
/// said of the role, or before what is named with it?
fn is_ours(words: Words<'_>, number: Number) -> bool {
    let joined = match words.len() {
        0 => return false,
        1 => words,
        n if AND.contains(&words.word(n - 1)) => words.without_last(2),
        _ => words,
    };
    let own = |at: &usize| TABLE.own.contains(joined.word(*at));
    let stripped = (0..joined.len()).rev().take(2).take_while(own).count();
    let bare = joined.without_last(stripped);
    let said = bare.len() < words.len() || number == Number::Claim;
    said && bare.len() > 0 && TABLE.our.contains(bare.word(bare.len() - 1))
}

const AND: [&str; 14] = [
    "and", "und", "et", "y", "e", "i", "en", "og", "och", "a", "и", "та", "ve", "ja",
];

/// "The distributor in Poland is the company …": is somebody named as the one?
fn is_held(rest: &str) -> bool {
    let near = &rest[..rest.floor_char_boundary(HELD)];
    // A word that is cut is none.
    let near = match near.rsplit_once(char::is_whitespace) {
        _ if near.len() == rest.len() => near,
        head => head.map_or("", |(head, _)| head),
    };
    let sentence = near.split(['.', '!', '?', '\n', '|']).next();
    let sentence = sentence.unwrap_or_default();
    sentence.len() >= LEAST && has(&TABLE.holder, sentence)
}

/// Does the company say right before a word that it is one: "we are a", with nothing but an article between?
pub(super) fn is_stated(text: &str, start: usize, is: &Set) -> bool {
    let near = Near::before(&text[..start], NEAR);
    let mut before = near.last(NEAR);
    while before.len() > 1 && !before.end_with(is) {
        if !ARTICLES.contains(&before.word(before.len() - 1)) {
            return false;
        }
        before = before.without_last(1);
    }
    before.end_with(is)
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

/// "For leading manufacturers", "from many reputable importers": is one of the last few words one of those before others?
fn is_with_others(words: Words<'_>) -> bool {
    let few = words.len().saturating_sub(WITH)..words.len();
    few.into_iter().any(|at| OTHERS.contains(&words.word(at)))
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
fn claims(is: &Set, words: Words<'_>) -> bool {
    let parting =
        |from: usize| (from..words.len()).any(|at| TABLE.parting.contains(words.word(at)));
    (1..=3.min(words.len()))
        .any(|n| (0..=words.len() - n).any(|at| is.contains(words.row(at, n)) && !parting(at + n)))
}

/// "Either manufacturer or third-party warranty".
fn is_theirs(rest: &str) -> bool {
    let near = &rest[..rest.floor_char_boundary(LIST)];
    let sentence = near.split(['.', '!', '?', '\n', ':', '|']).next();
    let words = sentence.unwrap_or_default().split_whitespace();
    words.take(NEAR).any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.len() > 4 && TABLE.theirs.contains(&fold(word))
    })
}

/// "Our customers include repair shops, retailers and consultants".
fn is_a_customer(before: &str) -> bool {
    let near = end_of(before, LIST);
    let near = match near.split_once(char::is_whitespace) {
        _ if near.len() == before.len() => near,
        tail => tail.map_or("", |(_, tail)| tail),
    };
    let sentence = near.rsplit(['.', '!', '?', '\n']).next();
    let sentence = sentence.unwrap_or_default();
    sentence.len() >= LEAST && has(&TABLE.customers, sentence)
}

/// Has a text one of these phrases, in any case and with or without accents?
fn has(phrases: &Phrases, text: &str) -> bool {
    let found = |text: &str| phrases.find_in(text).next().is_some();
    if text.is_ascii() {
        found(text)
    } else {
        found(&fold(text))
    }
}

/// English: "the manufacturer's warranty".
fn is_possessive(rest: &str) -> bool {
    ["'s ", "’s ", "s' ", "s’ "]
        .iter()
        .any(|s| rest.starts_with(s))
}

/// Is a service named for its goods: "plumbing supplies", "valves and fittings for residential plumbing"?
pub(super) fn is_of_goods(text: &str, (start, end): (usize, usize)) -> bool {
    if Near::behind(&text[end..]).begin_with(&TABLE.goods) {
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
    let before = last_words(&text[..start], NEAR);
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
    let before = last_words(&text[..start], NEAR);
    let mut near = before.into_iter().chain(after);
    near.any(|w| {
        let word = w.trim_matches(|c: char| !c.is_alphanumeric());
        TABLE.stage.contains(&fold(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::role::words::automaton;

    fn owner_of(language: &str, text: &str, at: (usize, usize), number: Number) -> Owner {
        let kind = "distributor";
        let is = &automaton(language).unwrap().is;
        owner(text, &Match { kind, number, at }, is)
    }

    fn of(text: &str, word: &str) -> Owner {
        of_language("en", text, word)
    }

    fn one(language: &str, text: &str, word: &str) -> Owner {
        let at = text.find(word).unwrap();
        owner_of(language, text, (at, at + word.len()), Number::One)
    }

    fn of_language(language: &str, text: &str, word: &str) -> Owner {
        let at = text.find(word).unwrap();
        owner_of(language, text, (at, at + word.len()), Number::Many)
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
    fn our_distributor_is_somebody_else_and_an_abbreviation_ends_no_sentence() {
        for (language, text, word) in [
            (
                "en",
                "Our exclusive distributor in Poland is Muster",
                "distributor",
            ),
            (
                "uk",
                "Наш офіційний дистриб'ютор в Україні – ТОВ Приклад",
                "дистриб'ютор",
            ),
            (
                "pl",
                "Naszym wyłącznym dystrybutorem w Polsce jest firma Muster",
                "dystrybutorem",
            ),
            (
                "pl",
                "Wyłącznym dystrybutorem pomp jest firma Muster",
                "dystrybutorem",
            ),
            ("id", "langsung dari distributor resmi", "distributor"),
        ] {
            assert_eq!(one(language, text, word), Owner::Others, "{text}");
        }
        for (language, text, word) in [
            (
                "en",
                "Muster is the EXCLUSIVE U.S. wholesale distributor of moss",
                "wholesale",
            ),
            (
                "en",
                "Muster is a locally owned and operated wholesale distributor",
                "distributor",
            ),
            ("fr", "Importateur exclusif de pompes", "Importateur"),
            (
                "it",
                "Distributore ufficiale Pumpex in Italia",
                "Distributore",
            ),
            (
                "tr",
                "Pumpex'in Türkiye'deki yetkili distribütörü olarak",
                "distribütörü",
            ),
            ("ar", "نحن الموزع المعتمد", "الموزع"),
        ] {
            assert_eq!(one(language, text, word), Owner::Company, "{text}");
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
        let number = |number| owner_of("en", "Upholstery supplies wholesale", (20, 29), number);
        assert_eq!(number(Number::One), Owner::Unsaid);
        assert_eq!(number(Number::Many), Owner::Others);
    }
}
