//! Names with legal forms of scripts that write no spaces (`株式会社東京製版`, `신원스틸(주)`).

use super::form::{Place, TABLE};
use super::named::Named;

/// A name with a form that is written without spaces.
pub(super) fn joined_name(line: &str) -> Option<Named> {
    let table = &*TABLE;
    let form = table.joined.find(line)?;
    let place = table.joined_places[form.pattern().as_usize()];
    if let Some(end) = thai_end(line, form.end(), &line[form.start()..form.end()]) {
        let start = form.start();
        return Some(Named { start, end });
    }
    let before = name_before(line, form.start());
    let after = name_after(line, form.end());
    match place {
        Place::After => before.map(|start| Named {
            start,
            end: form.end(),
        }),
        Place::Before => after.map(|end| Named {
            start: form.start(),
            end,
        }),
        Place::Either => match (before, after) {
            (Some(start), None) => Some(Named {
                start,
                end: form.end(),
            }),
            (None, Some(end)) => Some(Named {
                start: form.start(),
                end,
            }),
            (Some(start), Some(end)) => {
                let front =
                    line[..form.start()].ends_with(char::is_whitespace) || start == form.start();
                Some(if front {
                    Named {
                        start: form.start(),
                        end,
                    }
                } else {
                    Named {
                        start,
                        end: form.end(),
                    }
                })
            }
            (None, None) => None,
        },
    }
    .filter(|n| line[n.start..n.end].chars().count() <= 60)
}

/// `บริษัท ตัวอย่าง เซอร์วิส จำกัด (มหาชน)`: the second half of a Thai form ends the name, whatever goes on behind it.
fn thai_end(line: &str, at: usize, form: &str) -> Option<usize> {
    const LIMITED: &str = "จำกัด";
    let is_first = matches!(form, "บริษัท" | "ห้างหุ้นส่วน");
    let limited = line[at..].find(LIMITED).filter(|_| is_first)?;
    let name = &line[at..at + limited];
    let end = at + limited + LIMITED.len();
    let public = ["(มหาชน)", " (มหาชน)"]
        .iter()
        .find(|p| line[end..].starts_with(**p));
    let is_name = (2..=60).contains(&name.trim().chars().count()) && !name.contains(is_break);
    is_name.then_some(end + public.map_or(0, |p| p.len()))
}

fn is_break(c: char) -> bool {
    matches!(
        c,
        '|' | '｜'
            | '、'
            | '。'
            | '，'
            | ','
            | ':'
            | '：'
            | ';'
            | '/'
            | '／'
            | '('
            | '（'
            | '【'
            | '】'
            | '「'
            | '」'
            | '©'
            | '-'
            | '–'
            | '»'
            | '>'
            | '・'
            | '■'
            | '●'
    )
}

/// `… (1985) בע"מ`: the year of the foundation between the name and its form.
fn without_year(text: &str) -> &str {
    let inner = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('));
    let is_year = |year: &str| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    inner
        .filter(|(name, year)| is_year(year) && !name.ends_with(|c: char| c.is_ascii() && c != ' '))
        .map_or(text, |(name, _)| name.trim_end())
}

fn name_before(line: &str, at: usize) -> Option<usize> {
    let text = without_year(line[..at].trim_end());
    let wide = text
        .chars()
        .next_back()
        .is_some_and(|c| matches!(c as u32, 0x2E80..=0x9FFF | 0xAC00..=0xD7AF));
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| {
            !(is_break(*c) && !(wide && matches!(c, '(' | '（' | ')' | '）')))
                && (!c.is_whitespace() || !wide)
                && !c.is_ascii_digit()
        })
        .last()?
        .0;
    let name = text[start..].trim_start();
    (name.chars().filter(|c| c.is_alphanumeric()).count() >= 2).then(|| text.len() - name.len())
}

/// The length of a second Korean word that ends what is said, with the space before it: `(주) 미래 무역`. Labels are none.
fn second_word(rest: &str) -> usize {
    const LABELS: &[&str] = &[
        "대표", "주소", "전화", "팩스", "사업", "본사", "지점", "문의", "소개", "공장", "홈",
    ];
    let Some(word) = rest.strip_prefix(' ') else {
        return 0;
    };
    let end = word
        .find(|c: char| !matches!(c as u32, 0xAC00..=0xD7AF))
        .unwrap_or(word.len());
    let (word, behind) = word.split_at(end);
    let is_last = behind.trim_start().is_empty()
        || behind.trim_start().starts_with(is_break) && !behind.starts_with([':', '：', '-', '/']);
    let is_name = (2..=4).contains(&word.chars().count())
        && !LABELS.iter().any(|label| word.starts_with(label))
        && !word.ends_with(['은', '는', '을', '를', '의', '에', '다', '요']);
    if is_last && is_name {
        1 + word.len()
    } else {
        0
    }
}

fn name_after(line: &str, at: usize) -> Option<usize> {
    let text = line[at..].trim_start();
    let open = line.len() - text.len();
    let wide = text
        .chars()
        .next()
        .is_some_and(|c| matches!(c as u32, 0x2E80..=0x9FFF | 0xAC00..=0xD7AF));
    let end = text
        .char_indices()
        .find(|(_, c)| is_break(*c) || c.is_whitespace() && wide || matches!(c, ')' | '）'))
        .map_or(text.len(), |(end, _)| end);
    let end = end + second_word(&text[end..]);
    let name = text[..end].trim_end();
    let particle = ["は", "の", "が", "を", "에서", "について"]
        .iter()
        .filter_map(|p| name.find(p))
        .filter(|&i| i > 3)
        .min();
    let name = &name[..particle.unwrap_or(name.len())];
    (name.chars().filter(|c| c.is_alphanumeric()).count() >= 2).then_some(open + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thai_name_ends_with_the_second_half_of_its_form() {
        let line = "บริษัท ฝัน เซอร์วิส จำกัด (มหาชน) สำนักงานใหญ่ เลขที่ 90 ถนนฝัน";
        let named = joined_name(line).unwrap();
        assert_eq!(&line[named.start..named.end], "บริษัท ฝัน เซอร์วิส จำกัด (มหาชน)");
    }

    #[test]
    fn a_year_may_stand_between_a_name_and_its_form() {
        let line = "חלום מחסני דוגמה (1985) בע\"מ | ח.פ 511000000";
        let named = joined_name(line).unwrap();
        assert_eq!(
            &line[named.start..named.end],
            "חלום מחסני דוגמה (1985) בע\"מ"
        );
    }
}
