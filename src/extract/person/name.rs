//! What a person's name looks like, in every script.

use super::table::TABLE;
use crate::text::fold;

/// Titles before names, and small words inside them.
const TITLES: &[&str] = &[
    "dr", "prof", "dipl", "ing", "mr", "mrs", "ms", "herr", "herrn", "frau", "dipl-ing", "mag",
    "m", "mme", "sr", "sra", "sig", "dott", "don", "pan", "pani", "inz", "mgr", "dipl-kfm", "mba",
    "hon", "eng", "miss", "bay", "bayan", "dhr", "mevr", "hr", "fru", "г-н", "г-жа", "ong", "ba",
    "bc", "phdr", "judr", "rndr",
];
const LINKS: &[&str] = &[
    "von", "van", "de", "da", "di", "del", "der", "den", "dos", "la", "le", "el", "al", "bin",
    "ter", "zu", "e", "y", "ten", "das", "do", "della", "bint", "abu",
];
/// Titles of scripts without capitals.
const WIDE_TITLES: &[&str] = &[
    "นางสาว",
    "นาย",
    "นาง",
    "คุณ",
    "السيد ",
    "السيدة ",
    "أ. ",
    "د. ",
    "م. ",
    "מר ",
    "גב' ",
];
/// The longest line that is a name, bytes.
const LONGEST: usize = 80;

/// One or more names at the start of a text, separated by commas, `und`, `and`.
pub(super) fn names_in(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for part in text
        .split([',', ';', '/', '|', '、'])
        .flat_map(|p| p.split(" und "))
        .flat_map(|p| p.split(" and "))
        .flat_map(|p| p.split(" & "))
    {
        let Some(name) = name_at_start(part.trim()) else {
            break;
        };
        names.push(name);
        if names.len() >= 6 {
            break;
        }
    }
    names
}

/// The text, if all of it is a name.
pub(super) fn whole_name(text: &str) -> Option<String> {
    let text = without_degrees(text.trim().trim_end_matches([',', ':']));
    if text.len() > LONGEST || text.bytes().any(|b| b.is_ascii_digit() || b == b'@') {
        return None;
    }
    let first = text.chars().next()?;
    if is_wide(first) {
        return family_name(text);
    }
    if is_caseless(first) {
        return caseless_name(text);
    }
    if !first.is_uppercase() {
        return None;
    }
    let name = name_at_start(text)?;
    let ends = text.ends_with(name.split(' ').next_back()?);
    (name.len() + 14 >= text.len() && ends && !is_heading(&name)).then_some(name)
}

/// `Max Muster, CPA`: letters behind a comma that say what somebody has learnt.
fn without_degrees(text: &str) -> &str {
    let Some((name, rest)) = text.split_once(',') else {
        return text;
    };
    let degree = |w: &str| {
        let letters = w.chars().filter(|c| c.is_alphabetic()).count();
        let plain = w.chars().all(|c| c.is_ascii_alphabetic() || c == '.');
        (2..=5).contains(&letters)
            && plain
            && w.ends_with(|c: char| c.is_ascii_uppercase() || c == '.')
    };
    let words = rest.split([',', ' ']).filter(|w| !w.is_empty());
    let learnt = words.clone().next().is_some() && words.clone().all(degree);
    let chief = |w: &str| w.len() == 3 && w.starts_with('C') && w.ends_with('O');
    if learnt && !words.clone().any(chief) {
        name
    } else {
        text
    }
}

/// A place, or what pages and links are called everywhere.
fn is_heading(name: &str) -> bool {
    TABLE.headings.contains(&fold(name))
}

/// A name at the start of a text; of Chinese, Japanese or Korean the whole text.
pub(super) fn name_at_start(text: &str) -> Option<String> {
    if text.chars().next().is_some_and(is_wide) {
        return wide_name(text);
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut full = 0;
    for word in text.split_whitespace() {
        let bare = word.trim_end_matches([',', '.', ':', ')']);
        let folded = fold(bare).replace('.', "");
        if kept.is_empty() && TITLES.contains(&folded.as_str()) {
            continue;
        }
        if TABLE.no_name.contains(&folded) || is_thing(&folded) || !is_name_word(bare, &folded) {
            break;
        }
        if !LINKS.contains(&folded.as_str()) || !bare.is_ascii() {
            full += 1;
        }
        kept.push(if bare.chars().count() == 1 {
            word.trim_end_matches([',', ':', ')'])
        } else {
            bare
        });
        if kept.len() >= 5 || word.ends_with([',', ':', ')']) {
            break;
        }
    }
    while kept.last().is_some_and(|w| LINKS.contains(w)) {
        kept.pop();
    }
    let long = kept.iter().any(|w| w.chars().count() >= 3);
    ((2..=4).contains(&full) && long).then(|| kept.join(" "))
}

/// Endings of words for things, not for people, in the languages that capitalise headings.
const THINGS: &[&str] = &[
    "tion", "tions", "ations", "ments", "ships", "ities", "ware", "ology", "ciones", "zione",
    "zioni", "coes", "ungen", "keit", "heit", "schaft", "systeme", "technik", "produkte",
];
/// Shorter words may be names all the same.
const THING: usize = 7;

fn is_thing(folded: &str) -> bool {
    folded.len() >= THING && THINGS.iter().any(|e| folded.ends_with(e))
}

fn is_name_word(word: &str, folded: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let plain = word
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
    plain && (first || LINKS.contains(&folded)) && word.chars().count() <= 20
}

/// Chinese, Japanese and Korean letters.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c as u32, 0x2E80..=0x9FFF | 0xAC00..=0xD7AF)
}

/// Letters of scripts without capitals that put spaces between names.
fn is_caseless(c: char) -> bool {
    matches!(c as u32, 0x0590..=0x08FF | 0x0900..=0x10FF | 0x1780..=0x17FF)
}

/// Two to five letters of a script without spaces behind a label: `山田 太郎`.
fn wide_name(text: &str) -> Option<String> {
    let name: String = text
        .chars()
        .take_while(|c| is_wide(*c) || matches!(c, ' ' | '　'))
        .collect();
    let name = name.trim();
    let letters = name.chars().filter(|c| is_wide(*c)).count();
    let whole = text.chars().count() <= 12;
    (whole && (2..=5).contains(&letters) && name.split([' ', '　']).count() <= 2)
        .then(|| name.replace('　', " "))
}

/// Two words of such a script that may be a family name and a given one: behind a function that is what they are.
pub(super) fn is_parted_name(text: &str) -> bool {
    let parts: Vec<&str> = text.split([' ', '　']).filter(|p| !p.is_empty()).collect();
    let fits = |p: &&str| (1..=3).contains(&p.chars().count()) && p.chars().all(is_wide);
    parts.len() == 2 && parts.iter().all(fits) && !has_no_name(text)
}

/// A line that begins with a family name and has a given name behind it, and nothing else.
fn family_name(text: &str) -> Option<String> {
    let text = text
        .trim_end_matches("先生")
        .trim_end_matches("女士")
        .trim_end_matches("님")
        .trim();
    let letters: Vec<char> = text.chars().filter(|c| is_wide(*c)).collect();
    let whole = text.chars().all(|c| is_wide(c) || matches!(c, ' ' | '　'));
    let parts = text.split([' ', '　']).filter(|p| !p.is_empty()).count();
    if !whole || parts > 2 || !(2..=6).contains(&letters.len()) || has_no_name(text) {
        return None;
    }
    let joined: String = letters.iter().collect();
    let given = given_letters(&joined, &letters);
    given
        .is_some_and(|n| (1..=3).contains(&n))
        .then(|| text.replace('　', " "))
}

/// Letters behind the family name a text begins with, the longest first.
fn given_letters(joined: &str, letters: &[char]) -> Option<usize> {
    let table = &*TABLE;
    let longest = (1..=3.min(letters.len().checked_sub(1)?)).rev().find(|n| {
        table
            .japanese
            .contains(&letters[..*n].iter().collect::<String>())
    });
    if table.double.iter().any(|d| joined.starts_with(d.as_str())) {
        return Some(letters.len() - 2);
    }
    let single = table.chinese.contains(&letters[0]) || table.korean.contains(&letters[0]);
    match longest {
        Some(n) if letters.len() - n <= 3 => Some(letters.len() - n),
        _ if single && letters.len() <= 3 => Some(letters.len() - 1),
        _ => None,
    }
}

fn has_no_name(text: &str) -> bool {
    TABLE.no_wide_name.iter().any(|w| text.contains(w.as_str()))
}

/// Two to four words of one script without capitals.
fn caseless_name(text: &str) -> Option<String> {
    let name = WIDE_TITLES
        .iter()
        .find_map(|t| text.strip_prefix(t))
        .unwrap_or(text)
        .trim();
    let letter = |c: char| {
        is_caseless(c) && !c.is_numeric() && !matches!(c, '،' | '؛' | '؟' | '۔' | '।' | '׃')
    };
    let words: Vec<&str> = name.split(' ').filter(|w| !w.is_empty()).collect();
    let fits = |w: &&str| {
        (2..=20).contains(&w.chars().count())
            && w.chars().all(|c| letter(c) || matches!(c, '-' | '\''))
    };
    let named = (2..=4).contains(&words.len())
        && words.iter().all(fits)
        && !has_no_name(name)
        && !is_heading(name);
    named.then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_a_name_is_one_in_every_script() {
        for name in [
            "Anna Schmidt",
            "José Luis García",
            "Άννα Παπαδοπούλου",
            "Иван Орлов",
            "李伟",
            "欧阳娜娜",
            "高橋健一",
            "山田 太郎",
            "김민수",
            "สมชาย ศรีสุข",
            "فاطمة الهاشمي",
            "Nguyễn Văn An",
        ] {
            assert_eq!(whole_name(name).as_deref(), Some(name));
        }
        assert_eq!(
            whole_name("Herr Dr. Max von Muster").as_deref(),
            Some("Max von Muster")
        );
    }

    #[test]
    fn places_firms_and_headings_are_no_names() {
        for line in [
            "Los Angeles",
            "Buenos Aires",
            "Our Team",
            "Muster Trading Ltd",
            "关于我们",
            "会社概要",
            "이메일",
            "ติดต่อ เรา",
            "اتصل بنا",
            "Anna",
            "anna schmidt",
            "Investor Relations",
            "Dokumentation Technik",
        ] {
            assert_eq!(whole_name(line), None, "{line}");
        }
    }
}
