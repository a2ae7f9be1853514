//! Names behind a label that says so: `상호 : 보기무역`, `Raison sociale : Muster`, the cell behind 会社名. The labels are in
//! `data/company_words.toml`.

use super::cleaning::is_name_label;
use crate::document::Document;
use crate::extract::lines::Line;

/// A page that labels more names than these lists other firms.
const MOST: usize = 3;
/// Longer text behind a label tells more than a name.
const LONGEST: usize = 70;

/// Where the labels of the next thing begin, for pages that put no space between them.
const NEXT: &[&str] = &[
    "대표",
    "사업자",
    "주소",
    "전화",
    "팩스",
    "이메일",
    "代表",
    "住所",
    "電話",
    "地址",
    "电话",
    "TEL",
    "Tel",
    "ИНН",
    "ОГРН",
    "КПП",
    "NIP",
    "IČO",
    "CUI",
    "RUC",
    "CNPJ",
    "MST",
];

/// The labelled names in the lines, each with the line it stands in; none where there are too many.
pub(super) fn names<'a>(document: &'a Document, lines: &[Line<'a>]) -> Vec<(&'a str, &'a str)> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    let mut block = usize::MAX;
    let mut above: Option<&Line<'a>> = None;
    for line in lines {
        let is_first = line.block != block;
        block = line.block;
        if is_first && let Some(name) = in_cell(document, line) {
            found.push((name, line.text));
        }
        found.extend(in_line(line.text).map(|name| (name, line.text)));
        if let Some(label) = above.take()
            && is_first
            && label.block != block
            && let Some(name) = value(line.text)
        {
            found.push((name, line.text));
        }
        above = is_label_alone(line).then_some(line);
    }
    let mut distinct: Vec<&str> = found.iter().map(|(name, _)| *name).collect();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() > MOST {
        return Vec::new();
    }
    found
}

/// A block of its own that says the next one is the name: `<h3>Ticari Ünvan</h3>`, `<li>・商号</li>`. Single words of
/// Latin letters head menus as well.
fn is_label_alone(line: &Line<'_>) -> bool {
    let text = line
        .text
        .trim_start_matches(['・', '■', '●', '◆', '○', ' ']);
    let is_wide =
        || text.starts_with(|c: char| matches!(c as u32, 0x3040..=0x9FFF | 0xAC00..=0xD7AF));
    text.len() < LONGEST
        && (text.contains(' ') || !text.is_ascii() && is_wide())
        && is_name_label(text)
}

/// The first line of a cell whose label is a name's.
fn in_cell<'a>(document: &Document, line: &Line<'a>) -> Option<&'a str> {
    let label = document.label_of(line.block)?;
    (label.text.len() < LONGEST && is_name_label(&label.text))
        .then(|| value(line.text))
        .flatten()
}

/// The names in a line of labelled parts.
fn in_line(text: &str) -> impl Iterator<Item = &str> {
    // Most lines have no label.
    let may_label = text.contains(':') || !text.is_ascii() && text.contains('：');
    let text = if may_label { text } else { "" };
    let parts = text.split(['|', '｜', '•', '·', '\t', ';']);
    parts.filter_map(|part| {
        let at = part.find([':', '：'])?;
        let (label, rest) = part.split_at(at);
        let rest = rest.trim_start_matches([':', '：']);
        is_name_label(label).then(|| value(rest)).flatten()
    })
}

/// What can be a name of the text behind a label.
fn value(text: &str) -> Option<&str> {
    let text = text.trim();
    // `Nippon`, `Telekom`: a label in letters is a whole word.
    let is_whole = |at: usize, next: &str| {
        let more = text[at + next.len()..].chars().next();
        let wide = next.starts_with(|c: char| c as u32 >= 0x2E80);
        wide || !more.is_some_and(char::is_alphabetic)
    };
    let end = NEXT
        .iter()
        .filter_map(|next| text.find(next).filter(|at| is_whole(*at, next)))
        .chain(text.find("  "))
        .filter(|at| *at > 0)
        .min()
        .unwrap_or(text.len());
    let name = text[..end].trim_end_matches([' ', ',', '/', '-']);
    let is_one = name.chars().count() <= LONGEST
        && name.chars().any(char::is_alphabetic)
        && !name.contains([':', '：', '@']);
    is_one.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_says_what_the_name_is() {
        let one = |text: &'static str| in_line(text).next();
        assert_eq!(one("상호 : 보기존 | 대표 : 김보기"), Some("보기존"));
        assert_eq!(one("회사명 : 보기팩대표 : 김보기"), Some("보기팩"));
        assert_eq!(one("Ragione Sociale: Fantasia Luci"), Some("Fantasia Luci"));
        assert_eq!(one("Contact: Anna Muster"), None);
        assert_eq!(one("Company name:"), None);
    }

    #[test]
    fn a_heading_that_is_a_label_says_that_the_next_block_is_the_name() {
        let url = url::Url::parse("http://192.0.2.1/").unwrap();
        let of = |html: &str| {
            let document = Document::parse(html.as_bytes(), Some("text/html; charset=utf-8"), &url);
            let lines = crate::extract::lines::lines(&document);
            let found = names(&document, &lines);
            found
                .into_iter()
                .map(|(name, _)| name.to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            of("<h3>Ticari Ünvan</h3><p>Hayal Telekom Ali Örnek</p>"),
            ["Hayal Telekom Ali Örnek"]
        );
        assert_eq!(
            of("<ul><li>・商号</li><li>夢見アルミ</li></ul>"),
            ["夢見アルミ"]
        );
        assert!(of("<h4>Company</h4><p>Careers</p>").is_empty());
    }
}
