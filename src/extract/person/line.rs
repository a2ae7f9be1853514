//! People named in one line with their function: beside a label (`Inhaber: Max Muster`), or a name with its function
//! behind it; or the function alone under a name.

use super::Found;
use super::function::{Function, Worth, functions_in, is_function, is_rank, tail_of, worth_of};
use super::name::{at_colon, is_parted_name, is_wide, names_in, whole_name};
use crate::text::{fold, shorten};

/// What stands between a name and its function.
const BETWEEN: [char; 8] = [',', '-', '–', '—', '(', '|', '/', '·'];

/// A label is shorter.
const LABEL: usize = 60;

/// The text, if all of it is a name and none of it a function: `Leitung Einkauf` has capitals too.
pub(super) fn named(text: &str) -> Option<String> {
    whole_name(text).filter(|_| !is_function(text))
}

/// The people of a line by itself.
pub(super) fn in_line(line: &str) -> Vec<Found> {
    beside(line, &functions_in(line), None, None)
}

/// The people of a line with these functions, and with the lines above and below it.
pub(super) fn beside(
    line: &str,
    functions: &[Function],
    above: Option<&str>,
    below: Option<&str>,
) -> Vec<Found> {
    let labelled = behind_a_label(line, below);
    if !labelled.is_empty() {
        return labelled;
    }
    let is_label = |f: &&Function| line[f.end..].trim_start().starts_with([':', '：']);
    let label = functions.iter().find(is_label);
    let Some(function) = label.or(functions.first()) else {
        let found = parted(line).or_else(|| side_by_side(line));
        return found.into_iter().collect();
    };
    let said = line[function.start..function.end].to_owned();
    let (before, after) = (&line[..function.start], &line[function.end..]);
    let with = |name: String, function: String| Found::new(name, Some(function), line);
    if let Some(rest) = after
        .trim_start()
        .strip_prefix([':', '：'])
        .or_else(|| wide_rest(&said, after))
    {
        let names = names_in(until_label(until_bracket(rest)).trim());
        if !names.is_empty() {
            // `Contact: Anna Weber, Export Manager`
            let own = match names.as_slice() {
                [_] if function.only_before => rank_behind_a_comma(rest),
                _ => None,
            };
            let said = own.unwrap_or(said);
            let with = |n| with(n, said.clone()).labelled(&line[function.start..function.end]);
            return names.into_iter().map(with).collect();
        }
        let alone = rest.trim().is_empty();
        return below
            .filter(|_| alone)
            .map(names_in)
            .unwrap_or_default()
            .into_iter()
            .map(|n| with(n, said.clone()))
            .collect();
    }
    if function.only_before {
        return represented(line, functions);
    }
    // `Max Muster, Geschäftsführer`
    let front = before
        .trim_end()
        .trim_end_matches(BETWEEN)
        .trim_end_matches(':')
        .trim();
    let separated = front.len() < before.trim_end().len();
    if separated && let Some(name) = named(front) {
        return vec![with(name, tail_of(&line[function.start..]))];
    }
    // `Geschäftsführer Max Muster`
    if before.trim().is_empty()
        && is_told_apart(&said)
        && let Some(name) = named(until_number(after))
    {
        return vec![with(name, said)];
    }
    // `Max Muster CEO`, `Anna Muster VD`: a rank ends a short line, and what stands before it is a name in full.
    let is_ranked = after.trim().is_empty()
        && line.split(' ').count() <= 5
        && (is_told_apart(&said) || is_rank_in_capitals(&said));
    if is_ranked && let Some(name) = named(before.trim_end()) {
        return vec![with(name, said)];
    }
    // The function alone, its name on the line above.
    let alone = before.trim().is_empty() && after.trim().split(' ').count() <= 5;
    let found = above
        .filter(|_| alone && before.is_empty())
        .and_then(named)
        .map(|n| with(n, tail_of(line)));
    found.or_else(|| parted(line)).into_iter().collect()
}

/// `이정율 개인정보책임자 : 한효성`: in scripts without small letters the next label begins behind the first space.
fn until_label(rest: &str) -> &str {
    let text = rest.trim_start();
    let wide = text.starts_with(is_wide) && text.contains([':', '：']);
    match text.split_once(' ') {
        Some((name, _)) if wide => name,
        _ => rest,
    }
}

/// The people of every label of a long line, one behind another.
pub(super) fn in_long_line(line: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for function in functions_in(line) {
        let said = &line[function.start..function.end];
        let Some(rest) = line[function.end..].trim_start().strip_prefix([':', '：']) else {
            continue;
        };
        let names = names_in(until_label(rest).trim()).into_iter();
        found.extend(names.map(|n| Found::new(n, Some(said.to_owned()), said).labelled(said)));
    }
    found
}

/// `Vizepräsidentin: Eva Beispiel`: what stands before the colon is a rank by its words, what stands behind it names.
fn behind_a_label(line: &str, below: Option<&str>) -> Vec<Found> {
    let Some((label, rest)) = at_colon(line) else {
        return Vec::new();
    };
    let plain = label.len() <= LABEL && !label.contains(['.', '(', ')']);
    let may_name = rest
        .chars()
        .next()
        .is_none_or(|c| c.is_alphabetic() && !c.is_lowercase());
    if !plain || !may_name || !is_rank(label) || is_other(label) {
        return Vec::new();
    }
    // Nothing behind it: the name stands below.
    if rest.is_empty() {
        let name = below.and_then(named);
        return name
            .map(|n| Found::new(n, Some(label.to_owned()), label).labelled(label))
            .into_iter()
            .collect();
    }
    let rest = until_number(rest);
    let names = names_in(rest);
    let last = names.last().map(String::as_str).unwrap_or_default();
    let ends = rest.trim_end_matches(['.', ' ', ')']).ends_with(last);
    let names = names.into_iter().filter(|_| ends);
    names
        .map(|n| Found::new(n, Some(label.to_owned()), line).labelled(label))
        .collect()
}

/// Is it a question of what a label asks for, or of who made the site?
fn is_other(label: &str) -> bool {
    let folded = fold(label);
    ["web", "design", "name", "hosting", "office"]
        .iter()
        .any(|w| folded.contains(w))
}

/// What stands behind a function of a script without spaces, where it can be a name as a whole: pages put both side by
/// side.
fn wide_rest<'a>(said: &str, after: &'a str) -> Option<&'a str> {
    let wide = said.chars().next_back().is_some_and(is_wide);
    let rest = until_bracket(after).trim();
    (wide && !rest.is_empty() && (whole_name(rest).is_some() || is_parted_name(rest)))
        .then_some(rest)
}

/// The text before a bracket that says more of a person, where it stands in a script without spaces.
fn until_bracket(text: &str) -> &str {
    let wide = text.trim_start().starts_with(is_wide);
    match text.find(['（', '(']) {
        Some(at) if wide => &text[..at],
        _ => text,
    }
}

/// `Max Muster – Leitung Einkauf Nord`: a name, a sign, and something that is a function as a whole.
fn parted(line: &str) -> Option<Found> {
    if line.starts_with(|c: char| c.is_ascii() && !c.is_ascii_uppercase()) {
        return None;
    }
    let signs = line.char_indices().take(LABEL);
    let (at, _) = signs
        .filter(|(_, c)| !c.is_alphanumeric() && *c != ' ')
        .find(|(at, c)| BETWEEN.contains(c) && (*c != '-' || line[..*at].ends_with(' ')))?;
    let name = named(&line[..at])?;
    let rest = line[at..].trim_start_matches(BETWEEN).trim();
    let rest = tail_of(until_number(rest.split([':', '：']).next()?));
    worth_of(&rest)?;
    Some(Found::new(name, Some(rest), &shorten(line, 160)))
}

/// The text before a number or address.
fn until_number(text: &str) -> &str {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '@' | '|');
    let text = text.find(number).map_or(text, |at| &text[..at]);
    text.trim().trim_end_matches(BETWEEN).trim_end()
}

/// What the second part of a text in commas says, if that is a rank.
fn rank_behind_a_comma(text: &str) -> Option<String> {
    let mut parts = text.split([',', '(']);
    let own = until_number(parts.nth(1)?);
    (worth_of(own) == Some(Worth::Rank)).then(|| tail_of(own))
}

/// Is a function so long that a name right behind it is who has it? (`Partner Muster` may be a firm.)
fn is_told_apart(function: &str) -> bool {
    function.contains(' ') || function.chars().count() >= LONG
}

/// `CEO`, `VD`, `CTO`
fn is_rank_in_capitals(said: &str) -> bool {
    (2..=4).contains(&said.len()) && said.bytes().all(|b| b.is_ascii_uppercase())
}

/// `Vertreten durch die Geschäftsführer Anna Muster und Max Muster`: the label, small words, the function, the names.
fn represented(line: &str, functions: &[Function]) -> Vec<Found> {
    let [label, function, ..] = functions else {
        return Vec::new();
    };
    let between = line.get(label.end..function.start).unwrap_or("?").trim();
    let is_article = |word: &str| word.len() <= 7 && word.chars().all(char::is_lowercase);
    if function.only_before
        || !between
            .trim_start_matches(':')
            .split_whitespace()
            .all(is_article)
        || between.split(' ').count() > 3
    {
        return Vec::new();
    }
    let said = &line[function.start..function.end];
    let rest = line[function.end..].trim_start_matches([':', ' ']);
    names_in(until_bracket(rest).trim())
        .into_iter()
        .map(|name| Found::new(name, Some(said.to_owned()), line).labelled(said))
        .collect()
}

/// Letters of such a function.
const LONG: usize = 9;

/// `영업팀장 이영희`, `田中太郎 部長`: a rank and a name of a script without spaces, side by side.
fn side_by_side(line: &str) -> Option<Found> {
    if !line.starts_with(is_wide) {
        return None;
    }
    let (one, other) = until_number(line).split_once([' ', '　'])?;
    let rank = |text: &str| text.starts_with(is_wide) && worth_of(text) == Some(Worth::Rank);
    let pair = |name: &str, function: &str| {
        let name = named(name).filter(|_| rank(function))?;
        Some(Found::new(name, Some(function.to_owned()), line))
    };
    let other = other.trim();
    pair(other, one).or_else(|| pair(one, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str, above: Option<&str>) -> Vec<(String, String)> {
        beside(line, &functions_in(line), above, None)
            .into_iter()
            .map(|f| (f.name, f.function.unwrap()))
            .collect()
    }

    #[test]
    fn a_name_behind_a_function_is_a_person() {
        assert_eq!(
            of("Geschäftsführer: Max Muster, Dr. Eva von Beispiel", None),
            vec![
                ("Max Muster".into(), "Geschäftsführer".into()),
                ("Eva von Beispiel".into(), "Geschäftsführer".into())
            ]
        );
        assert_eq!(
            of("Генеральный директор: Иванов Иван Иванович", None)[0].0,
            "Иванов Иван Иванович"
        );
        assert_eq!(of("代表取締役：山田 太郎", None)[0].0, "山田 太郎");
    }

    #[test]
    fn a_function_after_or_below_a_name_is_its_function() {
        assert_eq!(
            of("Anna Schmidt, Head of Purchasing", None),
            vec![("Anna Schmidt".into(), "Head of Purchasing".into())]
        );
        assert_eq!(
            of("Managing Director", Some("John A. Smith")),
            vec![("John A. Smith".into(), "Managing Director".into())]
        );
        assert_eq!(
            of("Anna Schmidt – Leitung Beschaffung Nord", None),
            vec![("Anna Schmidt".into(), "Leitung Beschaffung Nord".into())]
        );
    }

    #[test]
    fn a_rank_ends_a_line_and_a_label_names_who_has_a_function() {
        assert_eq!(
            of("Anna Dröm VD", None),
            vec![("Anna Dröm".into(), "VD".into())]
        );
        let both = vec![
            ("Anna Muster".to_owned(), "Geschäftsführer".to_owned()),
            ("Max Muster".to_owned(), "Geschäftsführer".to_owned()),
        ];
        assert_eq!(
            of(
                "Vertreten durch die Geschäftsführer Anna Muster und Max Muster",
                None
            ),
            both
        );
        assert!(of("Vertreten durch unsere Kunden", None).is_empty());
        assert_eq!(
            in_long_line("상호 : 보기 대표이사 : 김민수 사업자등록번호 : 176-37-01108")
                .into_iter()
                .map(|f| f.name)
                .collect::<Vec<_>>(),
            ["김민수"]
        );
    }

    #[test]
    fn firms_and_headings_are_no_people() {
        assert!(of("Sales Manager", Some("Our Sales Team")).is_empty());
        assert!(of("Owner: Muster Trading Ltd", None).is_empty());
        assert!(of("Director of the board", None).is_empty());
        assert!(of("Garden Furniture – Import and Wholesale", None).is_empty());
    }
}
