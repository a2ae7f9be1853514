//! Legal forms: where a company's name stands in a line.

use std::borrow::Cow;

use super::form::{Place, TABLE, form_at, words};
use super::joined::joined_name;
use super::named::Named;

/// Names of more words are sentences.
const LONGEST_NAME: usize = 9;

/// The names with a legal form in a line, in order.
pub(in crate::extract) fn names(line: &str) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    if !line.is_ascii() {
        found.extend(joined_name(line));
    }
    // Behind `益鋐有限公司` only a second spelling in Latin letters is looked for: `YE HONE CO., LTD.`
    let joined = found.first().map_or(0, |n| n.end);
    if joined > 0 && !line[joined..].contains(|c: char| c.is_ascii_uppercase()) {
        return found;
    }
    let words = words(line);
    let mut at = words.partition_point(|word| word.0 < joined);
    while at < words.len() {
        let Some((length, place)) = form_at(line, &words, at) else {
            at += 1;
            continue;
        };
        let (start, end) = (words[at].0, words[at + length - 1].1);
        if is_state(line, start, end)
            || is_corporate(line, start, end)
            || is_postal(line, start, end)
        {
            at += length;
            continue;
        }
        let form = (at, with_next(line, &words, at, length));
        let floor = found.last().map_or(0, |n| n.end);
        let named = match place {
            Place::After => back(line, &words, form, floor)
                .or_else(|| small(line, &words, form))
                .or_else(|| french(line, &words, form))
                .or_else(|| quoted(line, &words, form)),
            Place::Before => forth(line, &words, form),
            Place::Either => either(line, &words, form, floor),
        };
        let length = form.1;
        found.extend(named);
        at += length;
    }
    found
}

/// The words of a form and of one right behind it: `Sp. z o.o. Sp.k.`.
fn with_next(line: &str, words: &[(usize, usize)], at: usize, length: usize) -> usize {
    let next = (at + length < words.len())
        .then(|| form_at(line, words, at + length))
        .flatten();
    let is_close = |next: usize| line[words[next - 1].1..words[next].0].trim().is_empty();
    next.filter(|(_, place)| *place == Place::After && is_close(at + length))
        .filter(|_| !line[..words[at + length - 1].1].ends_with([',', ';', ':']))
        .map_or(length, |(more, _)| length + more)
}

/// A form that stands before its name as well as behind it: `SIA "Vizija"`, `Vizija, SIA`.
fn either(
    line: &str,
    words: &[(usize, usize)],
    form: (usize, usize),
    floor: usize,
) -> Option<Named> {
    let (start, end) = (words[form.0].0, words[form.0 + form.1 - 1].1);
    // `SUCH AS THESE`
    let is_shouted =
        &line[start..end] == "AS" && form.0 + 1 < words.len() && !line.contains(char::is_lowercase);
    if is_shouted {
        return None;
    }
    let forward = || forth(line, words, form);
    let behind_comma = line[..start].trim_end().ends_with(',');
    quoted(line, words, form)
        .or_else(|| behind_comma.then(forward).flatten())
        .or_else(|| back(line, words, form, floor))
        .or_else(forward)
        .or_else(|| small(line, words, form))
}

/// `LLC «Vizija»`: a form right before a name in quotes.
fn quoted(line: &str, words: &[(usize, usize)], form: (usize, usize)) -> Option<Named> {
    let rest = line[words[form.0 + form.1 - 1].1..].trim_start();
    rest.starts_with(['"', '«', '“', '„'])
        .then(|| forth(line, words, form))
        .flatten()
}

/// `San Dimas, CA 91773`: two capitals between a comma and a ZIP code are a state; `Navan, Co. Meath` is a county.
fn is_state(line: &str, start: usize, end: usize) -> bool {
    let form = &line[start..end];
    let rest = line[end..].trim_start();
    if !line[..start].trim_end().ends_with(',') {
        return false;
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_two = form.len() == 2 && form.bytes().all(|b| b.is_ascii_uppercase());
    let is_county = matches!(form, "Co" | "Co.") && rest.starts_with(char::is_uppercase);
    is_two && digits == 5 || is_county
}

/// `PC 112`, `P.C. 71306`: the code of a town in Oman or Greece.
fn is_postal(line: &str, start: usize, end: usize) -> bool {
    let form = &line[start..end];
    matches!(form, "PC" | "P.C." | "P.C")
        && line[end..]
            .trim_start_matches([' ', '.', ':'])
            .starts_with(|c: char| c.is_ascii_digit())
}

/// `Corp. Office`, `Regd. & Corp. Office`: the office of the whole firm, no form.
fn is_corporate(line: &str, start: usize, end: usize) -> bool {
    let form = line[start..end].trim_end_matches('.');
    let rest = line[end..].trim_start().as_bytes();
    form.eq_ignore_ascii_case("corp")
        && rest
            .get(..6)
            .is_some_and(|word| word.eq_ignore_ascii_case(b"office"))
}

/// Does it tell a place by what stands there: `Opp. Muster Mills Ltd`?
pub(in crate::extract) fn is_landmark(text: &str) -> bool {
    let first = text.split([' ', '.']).next().unwrap_or_default();
    matches!(
        first.to_lowercase().as_str(),
        "near" | "nr" | "opp" | "opposite" | "behind" | "beside" | "next" | "adjacent"
    )
}

/// Has the text a legal form that says so without doubt?
pub(in crate::extract) fn has_form(text: &str) -> bool {
    !names(text).is_empty()
}

/// The text without the legal form, folded, letters and digits only, in words.
pub(super) fn core(name: &str) -> Vec<String> {
    let joined: Cow<'_, str> = if name.is_ascii() {
        name.into()
    } else {
        TABLE
            .joined
            .replace_all(name, &vec![" "; TABLE.joined_places.len()])
            .into()
    };
    let words = words(&joined);
    let mut kept = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some((length, place)) = form_at(&joined, &words, at)
            && (at > 0 || place != Place::After)
            && length < words.len()
        {
            at += length;
            continue;
        }
        kept.extend(crate::text::words(&joined[words[at].0..words[at].1]));
        at += 1;
    }
    kept
}

/// Small words inside names.
const LINKS: &[&str] = &[
    "of", "and", "&", "+", "de", "del", "la", "le", "les", "el", "y", "e", "et", "und", "for",
    "für", "fuer", "i", "do", "da", "dos", "van", "von", "der", "den", "di", "dei", "del", "della",
    "the", "ve", "og", "och", "ja", "a", "w", "en", "in", "on", "-", "–", "/", "x", "és", "și",
    "şi", "και", "des", "du", "pour", "per", "para",
];

/// Forms of countries whose names have no small words.
const ENGLISH: &[&str] = &[
    "Ltd",
    "Limited",
    "LLC",
    "LLP",
    "Inc",
    "Corp",
    "Corporation",
    "Company",
    "Co",
    "Co. Ltd",
    "Co., Ltd",
    "Co.,Ltd",
    "PLC",
    "LP",
    "Incorporated",
];

/// Articles that begin names.
const ARTICLES: &[&str] = &[
    "De", "Del", "La", "Las", "Los", "Le", "Les", "El", "Van", "Von", "Di", "Dal", "Da", "Do",
];

/// Reads a name backwards from its legal form.
fn back(line: &str, words: &[(usize, usize)], form: (usize, usize), floor: usize) -> Option<Named> {
    let mut start = form.0;
    while start > 0 && form.0 - start < LONGEST_NAME {
        let (from, to) = words[start - 1];
        let word = &line[from..to];
        let gap = &line[to..words[start].0];
        if from < floor || breaks(word, gap, start == form.0) || !belongs(word) {
            break;
        }
        start -= 1;
    }
    let end = words[form.0 + form.1 - 1].1;
    // `De Molen B.V.` on a line of its own; `De` begins a sentence elsewhere.
    let is_alone = start == 0 && !line[end..].trim_start().starts_with(char::is_alphanumeric);
    let is_article = |word: &str| word == "The" || is_alone && ARTICLES.contains(&word);
    while start < form.0 {
        let word = &line[words[start].0..words[start].1];
        if is_article(word) || !LINKS.contains(&word.to_lowercase().as_str()) {
            break;
        }
        start += 1;
    }
    (start < form.0
        && line[words[start].0..words[form.0].0]
            .chars()
            .any(char::is_alphabetic))
    .then(|| Named {
        start: words[start].0,
        end: trimmed(line, words[start].0, end),
    })
}

/// `fantaso GmbH`, `Sanjski med d.o.o.`: a name with small words, alone on its line or before a comma.
fn small(line: &str, words: &[(usize, usize)], form: (usize, usize)) -> Option<Named> {
    let end = words[form.0 + form.1 - 1].1;
    let written = &line[words[form.0].0..end];
    let name = line[words.first()?.0..words[form.0].0].trim_end();
    let rest = line[end..].trim();
    let capital = written.starts_with(char::is_uppercase);
    // English names have their words in capitals; so have those of `Company Limited`.
    let is_foreign = !ENGLISH.contains(&written.trim_end_matches(['.', ',']))
        && (capital || written.contains('.'))
        && name.starts_with(char::is_uppercase);
    let is_alone = if is_foreign {
        (1..=4).contains(&form.0) && (rest.is_empty() || line[..end].ends_with(','))
    } else {
        (1..=2).contains(&form.0) && rest.is_empty() && capital
    };
    let plain = name.chars().filter(|c| c.is_alphabetic()).count() > 2
        && name
            .trim_end_matches(',')
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '&' | '.' | ' '));
    // `private Limited` is no name.
    let is_form =
        |word: &str| matches!(word, "private" | "public" | "our" | "the" | "a" | "company");
    (is_alone && plain && !name.split(' ').any(is_form)).then(|| Named {
        start: words[0].0,
        end: trimmed(line, words[0].0, end),
    })
}

/// `SAS Fantaisie`: French firms put their form before the name as well.
fn french(line: &str, words: &[(usize, usize)], form: (usize, usize)) -> Option<Named> {
    let written = &line[words[form.0].0..words[form.0 + form.1 - 1].1];
    let is_french = matches!(written, "SAS" | "SARL" | "SASU" | "EURL" | "SNC" | "SCI");
    is_french.then(|| forth(line, words, form)).flatten()
}

/// Reads a name forwards from its legal form: a name in quotes, or capitalised words.
fn forth(line: &str, words: &[(usize, usize)], form: (usize, usize)) -> Option<Named> {
    let from = words[form.0].0;
    let behind = words[form.0 + form.1 - 1].1;
    let rest = to_quotation(line[behind..].trim_start());
    let open = line.len() - rest.len();
    let close = rest.chars().next().and_then(|c| match c {
        '"' => Some('"'),
        '«' => Some('»'),
        '“' | '„' => Some('”'),
        _ => None,
    });
    if let Some(close) = close {
        let inner = rest.char_indices().skip(1).find(|(at, c)| {
            let closes = *c == close || close == '”' && matches!(c, '“' | '"');
            // `«БЦ»ВИЗИЯ»`: a mark inside the name.
            let more = rest[at + c.len_utf8()..].chars().next();
            closes && !(close == '»' && more.is_some_and(char::is_alphabetic))
        })?;
        return (inner.0 < 80).then_some(Named {
            start: from,
            end: open + inner.0 + inner.1.len_utf8(),
        });
    }
    if is_vietnamese(&line[from..behind]) {
        return vietnamese(line, words, form);
    }
    let mut end = None;
    for &(start, to) in words.iter().skip(form.0 + form.1).take(LONGEST_NAME) {
        let word = &line[start..to];
        // `Công ty TNHH Muster –Nhà máy`
        let is_cut = word.starts_with(['–', '—']) && word.chars().count() > 1;
        if !belongs(word)
            || is_cut
            || LINKS.contains(&word) && end.is_none()
            || !line[behind..start]
                .chars()
                .all(|c| !matches!(c, '|' | '•' | ';' | '·'))
        {
            break;
        }
        end = Some(to);
        if word.ends_with([',', ':', ';']) {
            break;
        }
    }
    end.map(|end| Named {
        start: from,
        end: trimmed(line, from, end),
    })
}

/// `унитарное предприятие электросвязи "Пример"`: what a firm does may stand between its form and its name in quotes.
fn to_quotation(rest: &str) -> &str {
    let is_small = |word: &str| {
        word.chars()
            .all(|c| matches!(c, 'а'..='я' | 'ё' | 'і' | 'ї' | 'є' | '-'))
            && word.len() > 2
    };
    let mut behind = rest;
    for _ in 0..4 {
        if behind.starts_with(['"', '«', '“', '„']) {
            return behind;
        }
        let word = behind.split(' ').next().unwrap_or_default();
        if !is_small(word) {
            return rest;
        }
        behind = behind[word.len()..].trim_start();
    }
    rest
}

/// Vietnam spells its forms out and puts a space between syllables: `Công ty cổ phần Đầu tư và Phát triển Ví Dụ`.
fn is_vietnamese(form: &str) -> bool {
    let first = form.split(' ').next().unwrap_or_default();
    let folded = crate::text::fold(first);
    matches!(folded.as_str(), "cong" | "cty" | "doanh" | "dntn" | "tap")
}

/// Syllables of the longest name of a Vietnamese firm behind its form.
const SYLLABLES: usize = 16;

/// A Vietnamese name: small words between its capitals belong to it, up to a verb.
fn vietnamese(line: &str, words: &[(usize, usize)], form: (usize, usize)) -> Option<Named> {
    const VERBS: &[&str] = &[
        "là", "chuyên", "được", "xin", "có", "cam", "luôn", "đã", "tại", "với", "hân", "sẽ", "ra",
    ];
    let from = words[form.0].0;
    let mut end = None;
    let mut before = words[form.0 + form.1 - 1].1;
    for &(start, to) in words.iter().skip(form.0 + form.1).take(SYLLABLES) {
        let word = &line[start..to];
        let is_cut = word.starts_with(['–', '—']) || word == "-";
        let is_small = word.chars().all(|c| c.is_alphabetic() && c.is_lowercase());
        let goes_on = belongs(word) || is_small && !VERBS.contains(&word);
        let parted = line[before..start].contains(['|', '•', ';', '·']);
        if is_cut || parted || !goes_on {
            break;
        }
        if !is_small {
            end = Some(to);
        }
        before = to;
        if word.ends_with([',', ':', ';', '.']) {
            break;
        }
    }
    end.map(|end| Named {
        start: from,
        end: trimmed(line, from, end),
    })
}

fn trimmed(line: &str, start: usize, end: usize) -> usize {
    start
        + line[start..end]
            .trim_end_matches([',', ':', ';', ' ', '-', '–'])
            .len()
}

/// Does the name end before this word, going backwards?
fn breaks(word: &str, gap: &str, next_is_form: bool) -> bool {
    let ends = word.ends_with([':', ';', '!', '?', '：'])
        || word.ends_with(',') && !next_is_form
        || ends_sentence(word) && !next_is_form;
    ends || gap.contains(['|', '•', '·', '©', ';'])
        || matches!(
            word,
            "-" | "–" | "—" | "|" | "/" | "»" | ">" | "(c)" | "(C)"
        )
}

fn ends_sentence(word: &str) -> bool {
    word.ends_with('.')
        && word.chars().filter(|c| c.is_alphabetic()).count() > 4
        && !word[..word.len() - 1].contains('.')
}

/// Capitalised words, numbers that are no years, and small words.
fn belongs(word: &str) -> bool {
    let first = word.chars().find(|c| c.is_alphanumeric());
    if is_year(word) || word.contains('@') || word.contains("://") {
        return false;
    }
    first.map_or(word == "&" || word == "+", |c| !c.is_lowercase())
        || LINKS.contains(&word.to_lowercase().as_str())
        || word.chars().skip(1).any(char::is_uppercase)
}

fn is_year(word: &str) -> bool {
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    digits.len() >= 4
        && digits.len().is_multiple_of(4)
        && (digits.starts_with("19") || digits.starts_with("20"))
        && !word.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Vec<&str> {
        names(line)
            .into_iter()
            .map(|n| &line[n.start..n.end])
            .collect()
    }

    #[test]
    fn a_state_before_its_zip_code_is_no_legal_form() {
        for line in [
            "San Dimas, CA 91773",
            "Denver, CO 80202",
            "New Orleans, LA 70112-1234",
        ] {
            assert!(names(line).is_empty(), "{line}");
        }
        for line in ["Lampara Azul, C.A. 2013", "Muster AG 2013", "Lux, SA Paris"] {
            assert_eq!(names(line).len(), 1, "{line}");
        }
    }

    #[test]
    fn small_words_may_stand_within_names() {
        for (line, name) in [
            (
                "Công ty cổ phần Đầu tư và Phát triển Ví Dụ chuyên cung cấp",
                "Công ty cổ phần Đầu tư và Phát triển Ví Dụ",
            ),
            (
                "CÔNG TY TNHH SẢN XUẤT DỊCH VỤ THƯƠNG MẠI XUẤT NHẬP KHẨU 628",
                "CÔNG TY TNHH SẢN XUẤT DỊCH VỤ THƯƠNG MẠI XUẤT NHẬP KHẨU 628",
            ),
            (
                "a VISIO Kereskedelmi és Szolgáltató Korlátolt Felelősségű Társaság által",
                "VISIO Kereskedelmi és Szolgáltató Korlátolt Felelősségű Társaság",
            ),
            (
                "Республиканское унитарное предприятие электросвязи \"Пример\"",
                "Республиканское унитарное предприятие электросвязи \"Пример\"",
            ),
        ] {
            assert_eq!(found(line), vec![name], "{line}");
        }
    }

    #[test]
    fn names_are_found_by_their_legal_forms() {
        assert_eq!(
            found("© 2013 Muster Handels GmbH & Co. KG, Alle Rechte"),
            vec!["Muster Handels GmbH & Co. KG"]
        );
        assert_eq!(
            found("Welcome to Visionera AB in Stockholm"),
            vec!["Visionera AB"]
        );
        assert_eq!(
            found("The company Alan Telekomunikacja Sp. z o.o. was founded"),
            vec!["Alan Telekomunikacja Sp. z o.o."]
        );
        assert_eq!(found("ООО «Ромашка», Москва"), vec!["ООО «Ромашка»"]);
        assert_eq!(
            found("PT. Aksesindo Buana Perkasa"),
            vec!["PT. Aksesindo Buana Perkasa"]
        );
        assert_eq!(
            found("Aslı Endüstri Metal Teknik Makina SAN. ve TİC. LTD. ŞTİ."),
            vec!["Aslı Endüstri Metal Teknik Makina SAN. ve TİC. LTD. ŞTİ."]
        );
        assert_eq!(
            found("SHIMOMURA TOKUSHU SEIKO Co.,Ltd."),
            vec!["SHIMOMURA TOKUSHU SEIKO Co.,Ltd."]
        );
        assert_eq!(
            found("Copyright (C) 株式会社東京製版 All Rights"),
            vec!["株式会社東京製版"]
        );
        assert_eq!(found("신원스틸(주)"), vec!["신원스틸(주)"]);
        assert_eq!(found("© 2024 (주) 보기 무역"), vec!["(주) 보기 무역"]);
        assert_eq!(found("(주) 보기 대표: 김보기"), vec!["(주) 보기"]);
        assert_eq!(
            found("주식회사 보기 대표이사 김보기"),
            vec!["주식회사 보기"]
        );
    }

    #[test]
    fn forms_may_follow_each_other_and_stand_on_either_side() {
        for (line, name) in [
            ("Vizija d.o.o., Izmišljena 4", "Vizija d.o.o."),
            ("Draumur hf. Reykjavík", "Draumur hf."),
            (
                "Meble Wizja Sp. z o.o. Sp.k. ul. Senna 4",
                "Meble Wizja Sp. z o.o. Sp.k.",
            ),
            ("Kontakt: SIA \"Koka vizija\", Rīga", "SIA \"Koka vizija\""),
            ("Koka vizija, SIA", "Koka vizija, SIA"),
            ("Medaus vizija, UAB", "Medaus vizija, UAB"),
            ("Drømmefisk AS", "Drømmefisk AS"),
            ("AS Unistus", "AS Unistus"),
            ("LLC «Vision Trade» Tashkent", "LLC «Vision Trade»"),
            ("Argan Vision SARL AU", "Argan Vision SARL AU"),
            ("Dream Linen DAC", "Dream Linen DAC"),
            (
                "Sanjska zemlja d.o.o., Izmišljena 4",
                "Sanjska zemlja d.o.o.",
            ),
            ("De Droommolen B.V.", "De Droommolen B.V."),
            ("De Droommolen B.V. is", "Droommolen B.V."),
            ("Vision SARL au capital de 8 000 €", "Vision SARL"),
            ("Vise s. r. o., Praha", "Vise s. r. o."),
        ] {
            assert_eq!(found(line), [name], "{line}");
        }
        assert!(found("Dream Park, Co. Meath").is_empty());
        assert!(found("FRUITS SUCH AS APPLES AND PEARS").is_empty());
    }

    #[test]
    fn words_that_only_look_like_forms_make_no_names() {
        assert!(found("we sell as much as we can").is_empty());
        assert!(found("limited offer for our company").is_empty());
        assert!(found("Det ska gå fort att betala").is_empty());
    }

    #[test]
    fn a_second_spelling_an_inner_mark_and_a_glued_dash_are_read() {
        assert_eq!(
            found("夢見企业有限公司 YUME MI ENTERPRISE CO., LTD."),
            ["夢見企业有限公司", "YUME MI ENTERPRISE CO., LTD."]
        );
        assert_eq!(found("ООО «БЦ»ВИЗИЯ», Москва"), ["ООО «БЦ»ВИЗИЯ»"]);
        assert_eq!(
            found("Công ty TNHH Mơ Mộng –Nhà máy sản xuất"),
            ["Công ty TNHH Mơ Mộng"]
        );
        assert_eq!(found("ONEIRO E.E."), ["ONEIRO E.E."]);
        assert!(found("HQ. & Corp. Office").is_empty());
        assert_eq!(found("Vision Corp."), ["Vision Corp."]);
    }

    #[test]
    fn the_core_of_a_name_has_no_legal_form() {
        assert_eq!(core("Muster Handels GmbH"), vec!["muster", "handels"]);
        assert_eq!(core("三和システム株式会社"), vec!["三和システム"]);
    }

    proptest::proptest! {
        #[test]
        fn no_line_can_stop_it(line in "(\\PC|GmbH|Co\\.|, |ООО «|»|株式会社|\\(주\\)|Ltd ){0,30}") {
            for named in names(&line) {
                proptest::prop_assert!(!line[named.start..named.end].is_empty());
            }
            let _ = core(&line);
        }
    }
}
