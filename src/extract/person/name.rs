//! What a person's name looks like, in every script.

use super::table::TABLE;
use crate::text::fold;

/// Small words inside names.
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
    "الأستاذ ",
    "الأستاذة ",
    "المهندس ",
    "المهندسة ",
    "أستاذ ",
    "آقای ",
    "خانم ",
    "مهندس ",
    "أ. ",
    "د. ",
    "م. ",
    "מר ",
    "גב' ",
    "श्री ",
    "श्रीमती ",
];
/// The longest line that is a name, bytes.
const LONGEST: usize = 80;

/// What stands before the first colon of a line and what behind it.
pub(super) fn at_colon(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = if line.is_ascii() {
        line.split_once(':')
    } else {
        line.split_once([':', '：'])
    }?;
    Some((label.trim(), rest.trim()))
}

/// One or more names at the start of a text, separated by commas, `und`, `and`.
pub(super) fn names_in(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for part in text
        .split([',', ';', '/', '|', '、'])
        .flat_map(|p| p.split(" und "))
        .flat_map(|p| p.split(" and "))
        .flat_map(|p| p.split(" & "))
        .flat_map(|p| p.split(" et "))
        .flat_map(|p| p.split(" oraz "))
        .flat_map(|p| p.split(" och "))
        .flat_map(|p| p.split(" og "))
        .flat_map(|p| p.split(" és "))
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
    if !first.is_uppercase() || !may_be_name(text) || is_hidden(text) {
        return None;
    }
    let name = name_at_start(text)?;
    let last = name.split(' ').next_back()?;
    let ends = text.ends_with(last) && (!last.ends_with('.') || are_initials(last));
    (name.len() + 14 >= text.len() && ends && !is_heading(&name)).then_some(name)
}

/// No sign that names do not have, and no long word that begins small.
fn may_be_name(text: &str) -> bool {
    let foreign = |b: u8| b.is_ascii_punctuation() && !matches!(b, b'.' | b',' | b'-' | b'\'');
    let mut words = text.split(' ');
    !text.bytes().any(foreign)
        && words.all(|w| w.len() <= LONG_SMALL || !w.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// Letters of a word that is no abbreviation.
const LONG_WORD: usize = 4;
/// Bytes of the longest of the small words inside names.
const LONG_SMALL: usize = 5;

/// `Anna S.`: who does not want to be known is a customer.
fn is_hidden(text: &str) -> bool {
    let mut words = text.split(' ');
    let one = |w: &str| w.ends_with('.') && w.chars().count() == 2;
    matches!((words.next(), words.next(), words.next()), (Some(_), Some(last), None) if one(last))
}

/// `А.В.`: the given names as Cyrillic pages have them behind the family name. (Latin letters like these are mostly a
/// company's form.)
fn are_initials(word: &str) -> bool {
    let mut letters = word.split_terminator('.');
    let one = |part: &str| {
        let mut letters = part.chars();
        let first = letters
            .next()
            .is_some_and(|c| matches!(c, 'А'..='Я' | 'Ё' | 'І' | 'Ї' | 'Є'));
        first && letters.next().is_none()
    };
    word.ends_with('.') && letters.clone().count() <= 2 && letters.all(one)
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
    match text.chars().next() {
        Some(c) if is_wide(c) => return wide_name(text),
        Some(c) if is_caseless(c) => return caseless_at_start(text),
        _ => {}
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut full = 0;
    let mut folded = String::new();
    for word in text.split_whitespace() {
        let bare = word.trim_end_matches([',', '.', ':', ')']);
        fold_into(&mut folded, bare);
        if kept.is_empty() && TABLE.titles.contains(&folded) {
            continue;
        }
        let link = folded.len() <= LONG_SMALL && LINKS.contains(&folded.as_str());
        if !is_name_word(bare, link) || TABLE.no_name.contains(&folded) || is_thing(&folded) {
            break;
        }
        if !link || !bare.is_ascii() {
            full += 1;
        }
        let signed = bare.chars().count() == 1 || are_initials(word);
        kept.push(if signed {
            word.trim_end_matches([',', ':', ')'])
        } else {
            bare
        });
        // A sentence ends with a word, an abbreviation is short.
        let stops = word.ends_with('.') && bare.chars().count() >= LONG_WORD;
        if kept.len() >= 5 || stops || word.ends_with([',', ':', ')']) {
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

fn is_name_word(word: &str, link: bool) -> bool {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let plain = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.');
    (first || link) && word.chars().all(plain) && word.chars().count() <= 20
}

/// A word folded, without full stops, into what held the one before it.
fn fold_into(folded: &mut String, word: &str) {
    folded.clear();
    if word.is_ascii() {
        let letters = word.bytes().filter(|b| *b != b'.');
        folded.extend(letters.map(|b| char::from(b.to_ascii_lowercase())));
    } else {
        folded.push_str(&fold(word));
        folded.retain(|c| c != '.');
    }
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
    let name = without_rank(name.trim());
    let letters = name.chars().filter(|c| is_wide(*c)).count();
    let number = |c: char| c.is_ascii_digit() || " +-()/（）".contains(c);
    let whole = text.trim_end_matches(number).chars().count() <= 12;
    (whole && (2..=5).contains(&letters) && name.split([' ', '　']).count() <= 2)
        .then(|| name.replace('　', " "))
}

/// `김민수 과장`: without what the named is, said behind a space.
fn without_rank(name: &str) -> &str {
    let ranks = [
        "과장", "부장", "차장", "대리", "이사", "사장", "실장", "팀장", "주임", "사원", "님", "씨",
        "部長", "課長", "様", "先生", "女士", "小姐", "经理", "經理",
    ];
    match name.rsplit_once([' ', '　']) {
        Some((rest, rank)) if ranks.contains(&rank) => rest,
        _ => name,
    }
}

/// A name at the start of a text of a script without capitals, up to a sign or number.
fn caseless_at_start(text: &str) -> Option<String> {
    let letter = |c: char| is_caseless(c) || matches!(c, ' ' | '\'' | '"' | '.');
    let end = text.find(|c: char| !letter(c)).unwrap_or(text.len());
    caseless_name(text[..end].trim())
}

/// Two words of such a script that may be a family name and a given one: behind a function that is what they are.
pub(super) fn is_parted_name(text: &str) -> bool {
    if !text.starts_with(is_wide) {
        return false;
    }
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

/// Does a text of a script without capitals begin with a title?
pub(super) fn has_wide_title(text: &str) -> bool {
    WIDE_TITLES.iter().any(|title| text.starts_with(title))
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
