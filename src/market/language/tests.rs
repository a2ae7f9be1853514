//! The word lists are whole, in the right script and free of duplicates.

use std::collections::HashSet;

use super::*;
use crate::market::QUERY_IDS;
use crate::text::fold;

/// Ids that every language has.
const REQUIRED: &[&str] = &[
    "importer",
    "distributor",
    "wholesaler",
    "retailer",
    "dealer",
    "agent",
    "supplier",
    "manufacturer",
    "buyer",
    "buy",
    "price",
    "price_list",
    "wholesale",
    "brand",
    "contact",
    "contact_slug",
    "imprint",
    "imprint_slug",
    "about",
    "about_slug",
    "products",
    "where_to_buy",
    "imported_by",
    "company",
    "home",
    "team",
    "privacy",
    "terms",
    "news",
    "cart",
    "label_phone",
    "label_mobile",
    "label_fax",
    "label_whatsapp",
    "label_email",
    "label_address",
    "label_vat",
    "shop",
    "wholesale_price",
];

/// Roles and bodies that people also search for in the plural.
const IN_PLURAL: &[&str] = &[
    "importer",
    "distributor",
    "wholesaler",
    "retailer",
    "dealer",
    "agent",
    "supplier",
    "buyer",
    "trade_fair",
    "association",
    "catalogue",
];

/// Languages with the words of queries only: pages in them are read by the words of other languages.
const WITH_SHORT_LIST: &[&str] = &[
    "az", "bn", "ca", "hy", "is", "ka", "kk", "mk", "mn", "sq", "sw", "ur", "uz",
];

/// Languages whose nouns have no plural form.
const WITHOUT_PLURAL: &[&str] = &["zh", "ja", "ko", "vi", "id", "ms", "th"];

#[test]
fn every_language_has_every_id() {
    for l in languages() {
        let known = |id: &str| {
            let id = plain_id(l, id)
                .trim_end_matches("_plural")
                .trim_end_matches("_inflected");
            REQUIRED.contains(&id) || QUERY_IDS.contains(&id)
        };
        assert!(l.words.keys().all(|id| known(id)), "{}", l.code);
        if WITH_SHORT_LIST.contains(&l.code.as_str()) {
            continue;
        }
        for id in REQUIRED {
            assert!(!words(&l.code, id).is_empty(), "{} {id}", l.code);
        }
        assert_ne!(
            words(&l.code, "manufacturer_plural").is_empty(),
            !WITHOUT_PLURAL.contains(&l.code.as_str()),
            "{}",
            l.code
        );
    }
}

/// Prints what is missing where something is, as `language: ids`.
#[test]
fn every_language_has_every_word_that_queries_are_made_of_in_singular_and_plural() {
    let missing_in = |l: &Language| {
        let plural = IN_PLURAL.iter().map(|id| format!("{id}_plural"));
        let plural = plural.filter(|_| !WITHOUT_PLURAL.contains(&l.code.as_str()));
        let ids = QUERY_IDS.iter().map(|id| (*id).to_owned()).chain(plural);
        let missing: Vec<String> = ids.filter(|id| words(&l.code, id).is_empty()).collect();
        (!missing.is_empty()).then(|| format!("{}: {}", l.code, missing.join(" ")))
    };
    let missing: Vec<String> = languages().iter().filter_map(missing_in).collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Where nouns are inflected, people search with the inflected form too (`дистрибьюторов`, `ithalatçısı`).
#[test]
fn languages_that_inflect_have_the_forms_people_search_with() {
    for code in [
        "ar", "az", "bg", "cs", "el", "et", "fa", "fi", "he", "hi", "hr", "hu", "lt", "lv", "pl",
        "ro", "ru", "sk", "sl", "sr", "tr", "uk", "uz",
    ] {
        assert!(!words(code, "importer_inflected").is_empty(), "{code}");
    }
}

#[test]
fn no_word_stands_twice_in_a_list() {
    for l in languages() {
        for (id, list) in &l.words {
            let mut seen = HashSet::new();
            let twice: Vec<_> = list
                .iter()
                .filter(|word| !seen.insert(fold(word)))
                .collect();
            assert!(twice.is_empty(), "{} {id} {twice:?}", l.code);
            for word in list {
                assert!(
                    !word.is_empty() && word.trim() == word && !word.ends_with(':'),
                    "{} {id} {word:?}",
                    l.code
                );
            }
        }
    }
}

fn is_of_script(c: char, script: &str) -> bool {
    let at = c as u32;
    match script {
        "Cyrl" => (0x400..0x530).contains(&at),
        "Grek" => (0x370..0x400).contains(&at) || (0x1F00..0x2000).contains(&at),
        "Arab" => (0x600..0x700).contains(&at) || at == 0x200C,
        "Hebr" => (0x590..0x600).contains(&at),
        "Thai" => (0xE00..0xE80).contains(&at),
        "Beng" => (0x980..0xA00).contains(&at),
        "Geor" => (0x10A0..0x1100).contains(&at),
        "Armn" => (0x530..0x590).contains(&at),
        "Deva" => (0x900..0x980).contains(&at),
        "Hans" => (0x4E00..0xA000).contains(&at),
        "Jpan" => (0x4E00..0xA000).contains(&at) || (0x3040..0x3100).contains(&at),
        "Kore" => (0xAC00..0xD7A4).contains(&at),
        _ => {
            c.is_ascii_alphabetic()
                || (0xC0..0x250).contains(&at)
                || at == 0x259
                || at == 0x18F
                || at == 0x2BB
                || (0x1E00..0x1F00).contains(&at)
        }
    }
}

/// Serbian is written in both scripts; abbreviations and loans (`WhatsApp`, `GSM`) stay Latin everywhere.
#[test]
fn words_are_in_the_script_of_the_language() {
    for l in languages() {
        let lists = l
            .words
            .iter()
            .filter(|(id, _)| !id.starts_with("label_") && !id.ends_with("_slug"));
        for word in lists.flat_map(|(_, list)| list) {
            let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
            let own = letters.iter().all(|c| is_of_script(*c, &l.script));
            let serbian = l.code == "sr" && letters.iter().all(|c| is_of_script(*c, "Cyrl"));
            let loan = word.is_ascii() && ["GDPR", "KVKK", "HOME"].contains(&word.as_str());
            assert!(own || serbian || loan, "{} {word}", l.code);
        }
    }
}

#[test]
fn no_word_mixes_scripts() {
    for l in languages() {
        for word in l
            .words
            .values()
            .flatten()
            .flat_map(|w| w.split(|c: char| !c.is_alphanumeric()))
        {
            let latin = word.chars().any(|c| is_of_script(c, "Latn"));
            let other = word
                .chars()
                .any(|c| is_of_script(c, "Cyrl") || is_of_script(c, "Grek"));
            assert!(!(latin && other), "{} {word}", l.code);
        }
    }
}

#[test]
fn slugs_are_as_addresses_write_them() {
    for l in languages() {
        for (id, list) in l.words.iter().filter(|(id, _)| id.ends_with("_slug")) {
            for slug in list {
                let plain = slug.chars().all(|c| {
                    c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_')
                });
                let own = !slug
                    .chars()
                    .any(|c| c.is_whitespace() || c.is_ascii_uppercase())
                    && l.script != "Latn"
                    && !slug.is_ascii();
                assert!(plain || own || l.code == "sr", "{} {id} {slug}", l.code);
            }
        }
    }
}

#[test]
fn a_country_has_its_own_script_and_words_where_they_differ() {
    let first =
        |language: &str, country: &str, id: &str| words_in(language, Some(country), id)[0].as_str();
    assert_eq!(first("zh", "TW", "importer"), "進口商");
    assert_eq!(first("zh", "SG", "importer"), "进口商");
    assert_eq!(first("pt", "PT", "retailer_plural"), "retalhistas");
    assert_eq!(first("pt", "BR", "retailer_plural"), "varejistas");
    assert_eq!(first("es", "MX", "wholesale"), "mayoreo");
    assert_eq!(first("de", "TW", "importer"), "Importeur");
    assert_eq!(words_in("zh", None, "importer"), words("zh", "importer"));
    for l in languages() {
        let codes = l.variants.values().flatten();
        let mut seen = HashSet::new();
        assert!(codes.clone().all(|c| crate::market::country(c).is_some()));
        assert!(codes.clone().all(|c| seen.insert(c)), "{}", l.code);
        for ending in l.variants.keys() {
            let ending = format!("_{ending}");
            assert!(l.words.keys().any(|id| id.ends_with(&ending)), "{}", l.code);
        }
    }
    // Where script differs, every word of queries does.
    for id in QUERY_IDS {
        assert!(!words("zh", &format!("{id}_hant")).is_empty(), "{id}");
    }
}

#[test]
fn a_region_and_an_old_code_lead_to_the_language() {
    let code = |of: &str| language(of).map(|l| l.code.as_str());
    assert_eq!(
        (
            code("pt-BR"),
            code("ZH_hant"),
            code("nb"),
            code("iw"),
            code("xx"),
            code("")
        ),
        (Some("pt"), Some("zh"), Some("no"), Some("he"), None, None)
    );
    assert_eq!(words("de-AT", "imprint")[0], "Impressum");
    assert!(words("de", "nothing").is_empty());
}

#[test]
fn files_are_named_by_their_codes_and_in_order() {
    assert!(languages().windows(2).all(|two| two[0].code < two[1].code));
    assert!(languages().len() >= 50);
}
