//! What is no name, and what is cut off one: generic titles, copyright phrases, the site's makers. In `data/company_words.toml`.

use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use super::legal::{self, has_form};
use super::phrases::{Phrases, Word, words};
use crate::market;
use crate::text::{fold, squeeze};

/// The word lists of the language tables that name pages, not firms.
const PAGES: &[&str] = &[
    "home",
    "contact",
    "imprint",
    "about",
    "products",
    "where_to_buy",
    "team",
    "privacy",
    "terms",
    "news",
    "cart",
    "company",
    "label_address",
    "label_phone",
    "label_mobile",
    "label_fax",
    "label_email",
    "label_vat",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    generic: Vec<String>,
    lead: Vec<String>,
    tail: Vec<String>,
    rights: Vec<String>,
    maker: Vec<String>,
    platform: Vec<String>,
    label: Vec<String>,
}

struct Words {
    generic: HashSet<String>,
    lead: Phrases,
    tail: Phrases,
    rights: Phrases,
    maker: Phrases,
    platform: HashSet<String>,
    label: HashSet<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../data/company_words.toml")).expect("a test reads the table");
    let set = |list: &[String]| -> HashSet<String> { list.iter().map(|w| fold(w)).collect() };
    let mut generic = set(&file.generic);
    for language in market::languages() {
        generic.extend(
            PAGES
                .iter()
                .filter_map(|id| language.words.get(*id))
                .flatten()
                .map(|w| fold(w)),
        );
    }
    Words {
        generic,
        lead: Phrases::of(&file.lead),
        tail: Phrases::of(&file.tail),
        rights: Phrases::of(&file.rights),
        maker: Phrases::of(&file.maker),
        platform: set(&file.platform),
        label: set(&file.label),
    }
});

/// The name in a title piece or heading, without what opens and closes it; `None` where nothing of a name is left.
pub(super) fn clean(piece: &str) -> Option<String> {
    let mut text = strip_marks(piece);
    // What Indian firms call each other by.
    for messrs in ["M/s.", "M/S.", "M/s ", "M/S ", "Messrs."] {
        text = text.strip_prefix(messrs).map_or(text, strip_marks);
    }
    for _ in 0..2 {
        let words = words(text);
        let lead = WORDS.lead.starting(&words).find(|n| *n < words.len());
        if let Some(lead) = lead {
            text = strip_marks(&text[words[lead].start..]);
            continue;
        }
        let tail = WORDS.tail.ending(&words).find(|n| *n < words.len());
        let Some(tail) = tail else { break };
        text = strip_marks(&text[..words[words.len() - tail - 1].end]);
    }
    let name = squeeze(without_alias(text));
    is_name(&name).then_some(name)
}

/// `株式会社夢見（YUMEMI LTD.）`: a name of China or Japan without its form in Latin letters.
fn without_alias(text: &str) -> &str {
    let is_wide = |c: char| matches!(c as u32, 0x3040..=0x30FF | 0x4E00..=0x9FFF);
    let alias = text
        .strip_suffix(['）', ')'])
        .and_then(|text| text.rsplit_once(['（', '(']));
    alias
        .filter(|(name, alias)| {
            name.contains(is_wide)
                && has_form(name)
                && alias.is_ascii()
                && alias.bytes().filter(u8::is_ascii_alphabetic).count() > 3
        })
        .map_or(text, |(name, _)| name.trim_end())
}

fn strip_marks(text: &str) -> &str {
    let edge = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '|' | '-'
                    | '–'
                    | '—'
                    | ':'
                    | '·'
                    | '•'
                    | '"'
                    | '\''
                    | '“'
                    | '”'
                    | '„'
                    | '«'
                    | '»'
                    | ','
                    | ';'
                    | '*'
                    | '®'
                    | '™'
                    | '℠'
                    | '©'
                    | '>'
                    | '<'
                    | '~'
                    | '_'
                    | '/'
                    | '!'
                    | '…'
                    | '、'
                    | '｜'
                    | '['
                    | ']'
                    | '{'
                    | '}'
                    | '='
            )
    };
    let start = text.trim_start_matches(edge);
    let kept = start.trim_end_matches(edge);
    // `ООО «Пример»`: the mark that closes one inside the name belongs to it.
    let closing = start[kept.len()..].chars().next();
    let closes = closing.is_some_and(|c| is_open(kept, c));
    &start[..kept.len() + closing.filter(|_| closes).map_or(0, char::len_utf8)]
}

/// Is a quotation open in a text that this mark would close?
fn is_open(text: &str, closing: char) -> bool {
    let opening = match closing {
        '»' => '«',
        '“' => '„',
        '”' => '“',
        '"' => return text.matches('"').count() % 2 == 1,
        _ => return false,
    };
    let opened = text.rfind(opening);
    opened.is_some_and(|at| !text[at + opening.len_utf8()..].contains(closing))
}

/// Can the text be a company's name at all?
pub(super) fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    let folded = fold(name);
    letters >= 2
        && name.chars().count() <= 90
        && name.split(' ').count() <= if is_vietnamese(&folded) { 18 } else { 10 }
        && name.chars().any(char::is_alphabetic)
        && !WORDS
            .generic
            .contains(folded.trim_end_matches(['.', '!', ':']))
        && !is_platform(name)
        && !name.contains(['@', '{', '}', '<', '$', '%'])
        && !folded.contains("http")
        && !is_right(&folded)
}

/// Vietnamese puts a space between syllables, and spells its legal forms out.
fn is_vietnamese(folded: &str) -> bool {
    ["cong ty ", "cty ", "doanh nghiep "]
        .iter()
        .any(|form| folded.starts_with(form))
}

/// Is the whole text a phrase about rights?
fn is_right(folded: &str) -> bool {
    let words = crate::text::words(folded);
    WORDS.rights.has(&words)
}

/// Is it the name of a platform or network?
pub(super) fn is_platform(name: &str) -> bool {
    let folded = fold(name);
    WORDS.platform.contains(folded.trim_end_matches('.')) || WORDS.platform.contains(&folded)
}

/// The name in a copyright line: what is left without years, rights and the site's makers. It stands behind the sign; before
/// it only with its legal form, or where nothing is behind.
pub(super) fn copyright_name(line: &str) -> Option<String> {
    let spaced = line.replace(".All", ". All").replace('©', " © ");
    let kept = without_maker(&spaced);
    let (before, behind) = kept.split_once('©').unwrap_or(("", kept));
    let before = name_in(before);
    let is_sure = before.as_deref().is_some_and(has_form);
    let behind = (!is_sure).then(|| name_in(behind)).flatten();
    behind.or(before)
}

/// The first name among the pieces of a stretch of a copyright line.
fn name_in(stretch: &str) -> Option<String> {
    let kept = without_rights(stretch);
    let parts = kept
        .split(['|', '•', '·', '©', '\u{1}', '｜', '、'])
        .flat_map(|p| p.split(" - "))
        .flat_map(|p| p.split(" – "))
        .flat_map(|p| p.split(". "));
    let name = parts
        .filter_map(|part| clean(&without_years(part)))
        .find(|name| name.chars().count() <= 60 && name.split(' ').count() <= 8)?;
    // `Muster S.A. de C.V.`: the stops of a form end no sentence.
    let formed = legal::names(&kept)
        .into_iter()
        .map(|n| &kept[n.start..n.end]);
    let whole = formed
        .filter(|whole| whole.starts_with(&name) && whole.trim_end_matches('.').len() > name.len())
        .max_by_key(|whole| whole.len())
        .map(str::to_owned);
    Some(whole.unwrap_or(name))
}

/// The line up to where it begins to name who made the site.
pub(super) fn without_maker(line: &str) -> &str {
    let words = words(line);
    let cut = (0..words.len()).find(|&at| {
        let mut phrases = WORDS.maker.starting(&words[at..]);
        phrases.any(|length| length > 1 || at > 0 && follows_colon(line, &words, at))
    });
    cut.map_or(line, |at| &line[..words[at].start])
}

/// Words one of which most phrases about makers have.
static MAKER_SIGNS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let signs = [
        " by",
        "design",
        "powered",
        "realis",
        "realiz",
        "desarroll",
        "desenvolv",
        "umsetzung",
        "theme",
        "template",
        "разработк",
        "создани",
        "技术支持",
    ];
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(signs)
        .expect("the table is small")
});

/// [`without_maker`], asked only where a cheap look says that it may matter.
pub(super) fn without_maker_cheap(line: &str) -> &str {
    let likely = line.len() < 400 && MAKER_SIGNS.is_match(line);
    if likely { without_maker(line) } else { line }
}

/// A single word (`Webdesign`) names makers only before a colon or at the end.
fn follows_colon(line: &str, words: &[Word], at: usize) -> bool {
    line[words[at].end..]
        .trim_start()
        .starts_with([':', '-', '–'])
        || at + 2 >= words.len()
}

/// Does the line name who made the site?
pub(super) fn names_maker(line: &str) -> bool {
    without_maker(line).len() < line.len()
}

/// The line with its phrases about rights replaced by a separator.
fn without_rights(line: &str) -> String {
    let words = words(line);
    let mut kept = String::with_capacity(line.len());
    let (mut at, mut from) = (0, 0);
    while at < words.len() {
        if let Some(length) = WORDS.rights.starting(&words[at..]).next() {
            kept.push_str(&line[from..words[at].start]);
            kept.push('\u{1}');
            at += length;
            from = words[at - 1].end;
        } else {
            at += 1;
        }
    }
    kept.push_str(&line[from..]);
    kept.replace("(c)", "\u{1}")
        .replace("(C)", "\u{1}")
        .replace("版权所有", "\u{1}")
        .replace("版權所有", "\u{1}")
}

fn without_years(part: &str) -> String {
    let is_year = |w: &str| {
        let bare = w.trim_matches(|c: char| !c.is_alphanumeric());
        bare.len() >= 4
            && bare.split(['-', '–', '/']).all(|y| {
                matches!(y.len(), 2 | 4)
                    && y.bytes().all(|b| b.is_ascii_digit())
                    && (y.len() == 2 || y.starts_with("19") || y.starts_with("20"))
            })
    };
    let kept: Vec<&str> = part.split_whitespace().filter(|w| !is_year(w)).collect();
    let text = kept.join(" ");
    let text =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | ',' | '.' | ':'));
    let text = text
        .strip_prefix("by ")
        .or_else(|| text.strip_prefix("By "))
        .unwrap_or(text);
    text.to_owned()
}

/// Is it the label of a company's name (`Raison sociale`)?
pub(super) fn is_name_label(text: &str) -> bool {
    text.len() < 100 && WORDS.label.contains(&fold(strip_marks(text)))
}

/// Is the whole text one of the generic ones?
pub(super) fn is_generic(text: &str) -> bool {
    WORDS.generic.contains(&fold(strip_marks(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_what_is_no_name() {
        assert_eq!(
            clean("Contact Utah Lawyer Loans").as_deref(),
            Some("Utah Lawyer Loans")
        );
        assert_eq!(
            clean("ScoutForce Contact Us").as_deref(),
            Some("ScoutForce")
        );
        assert_eq!(clean("Home"), None);
        assert_eq!(
            clean("Corner Bakery Cafe®").as_deref(),
            Some("Corner Bakery Cafe")
        );
    }

    #[test]
    fn what_is_owned_is_not_the_owner() {
        assert_eq!(
            copyright_name("All content © 2012 Anna Muster. Website: www.example.org").as_deref(),
            Some("Anna Muster")
        );
        assert_eq!(clean("contact us"), None);
        assert_eq!(
            clean("株式会社夢見（YUMEMI LTD.）").as_deref(),
            Some("株式会社夢見")
        );
        assert_eq!(clean("US Foods").as_deref(), Some("US Foods"));
    }

    #[test]
    fn copyright_lines_give_the_owner_not_the_maker() {
        assert_eq!(
            copyright_name(
                "© 2016 Wszelkie prawa zastrzeżone. Centrum Dywanowe. Realizacja: One-Art.pl"
            )
            .as_deref(),
            Some("Centrum Dywanowe")
        );
        assert_eq!(
            copyright_name("© SANWA SYSTEMS CO.,LTD.All Rights Reserved.").as_deref(),
            Some("SANWA SYSTEMS CO.,LTD")
        );
        assert_eq!(
            copyright_name("Copyright © 2010-2014 Better Builders. Website by Foo Design")
                .as_deref(),
            Some("Better Builders")
        );
        for (line, owner) in [
            (
                "12 Muster St. Exampletown, CA 95600 • 555.0100 Copyright © 1997-2013 by City of Exampletown",
                "City of Exampletown",
            ),
            (
                "Copryright © 2012 MusterHomes.com. All rights reserved.",
                "MusterHomes.com",
            ),
            ("Muster Lights GmbH © 2013 Impressum", "Muster Lights GmbH"),
            ("Muster Lights © 2013", "Muster Lights"),
        ] {
            assert_eq!(copyright_name(line).as_deref(), Some(owner), "{line}");
        }
        assert_eq!(
            clean("ТОО «Пример Свет», Алматы").as_deref(),
            Some("ТОО «Пример Свет», Алматы")
        );
        for (text, name) in [
            ("ООО «Пример Свет» |", "ООО «Пример Свет»"),
            ("SIA \"Muster\"", "SIA \"Muster\""),
            ("«Пример Свет»", "Пример Свет"),
            ("\"Muster Light\"", "Muster Light"),
            ("ООО „Пример“", "ООО „Пример“"),
        ] {
            assert_eq!(clean(text).as_deref(), Some(name), "{text}");
        }
        assert_eq!(copyright_name("© 2010 All Rights Reserved"), None);
    }
}
