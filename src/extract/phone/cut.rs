//! A run of digits cut into its numbers, some of which are only the ends of others.

use std::ops::Range;

use super::number::{self, Number};
use super::scan;

/// The numbers of a run: by the first way to cut it in which all parts are numbers, else by the one with the most.
pub(super) fn numbers(
    text: &str,
    run: &Range<usize>,
    regions: &[rlibphonenumber::Region],
) -> Vec<(Range<usize>, Number)> {
    if let Some(line) = further_line(text, run, regions) {
        return vec![line];
    }
    let mut best = Vec::new();
    for cut in scan::cuts(text, run) {
        let parts = cut
            .iter()
            .filter(|p| scan::digits(&text[(*p).clone()]) >= 6)
            .count();
        let mut read: Vec<(Range<usize>, Number)> = Vec::new();
        for part in cut {
            let written = &text[part.clone()];
            let first = read.last().map(|(_, number)| number);
            let number = another_end(first, written).or_else(|| number::read(written, regions));
            read.extend(number.map(|n| (part, n)));
        }
        if !read.is_empty() && read.len() == parts {
            return read;
        }
        if read.len() > best.len() {
            best = read;
        }
    }
    if best.is_empty() {
        shortened(text, run, regions)
    } else {
        best
    }
}

/// `+60 4 5070981/5073982`: the second number has the first one's beginning. Only for one that is too short to have its
/// own.
pub(super) fn another_end(first: Option<&Number>, written: &str) -> Option<Number> {
    let e164 = &first?.e164;
    let end: String = written.chars().filter(char::is_ascii_digit).collect();
    let is_short = !written.starts_with(['+', '0', '(']) && (4..=8).contains(&end.len());
    let kept = e164
        .len()
        .checked_sub(end.len())
        .filter(|kept| is_short && *kept >= 4)?;
    number::read(&format!("{}{end}", &e164[..kept]), &[])
}

/// A run may end in what is no part of the number: a house number, a postal code.
fn shortened(
    text: &str,
    run: &Range<usize>,
    regions: &[rlibphonenumber::Region],
) -> Vec<(Range<usize>, Number)> {
    if let Some(number) = first_line(text, run, regions) {
        return vec![number];
    }
    let mut end = run.end;
    for _ in 0..2 {
        let Some(space) = text[run.start..end].rfind([' ', '/']) else {
            break;
        };
        end = run.start
            + text[run.start..run.start + space]
                .trim_end_matches(|c: char| !c.is_ascii_digit())
                .len();
        if let Some(number) = number::read(&text[run.start..end], regions) {
            return vec![(run.start..end, number)];
        }
    }
    Vec::new()
}

/// `364 46 70-71`: the first of several lines whose last digits follow one another.
fn first_line(
    text: &str,
    run: &Range<usize>,
    regions: &[rlibphonenumber::Region],
) -> Option<(Range<usize>, Number)> {
    let (number, last) = text[run.clone()].rsplit_once(['-', '/'])?;
    let last = last.trim_start();
    let is_end = (1..=3).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_digit());
    let number = is_end
        .then(|| number.trim_end())
        .filter(|n| scan::digits(n) >= 6)?;
    let range = run.start..run.start + number.len();
    number::read(number, regions).map(|read| (range, read))
}

/// `92-52-3551234 - 5`: a digit set apart is the end of one more line, but where extensions are dialled through.
fn further_line(
    text: &str,
    run: &Range<usize>,
    regions: &[rlibphonenumber::Region],
) -> Option<(Range<usize>, Number)> {
    let (_, last) = text[run.clone()].rsplit_once(" - ")?;
    let (range, number) = (last.len() <= 2)
        .then(|| first_line(text, run, regions))
        .flatten()?;
    let through = ["DE", "AT", "CH"]
        .into_iter()
        .any(|code| number::region(code) == number.region);
    (!through).then_some((range, number))
}

/// Are the groups of digits of a number as long as the last ones of another?
pub(super) fn ends_alike(whole: &str, end: &str) -> bool {
    let groups = |text: &str| -> Vec<usize> {
        text.split(|c: char| !c.is_ascii_digit())
            .map(str::len)
            .filter(|n| *n > 0)
            .collect()
    };
    let (whole, end) = (groups(whole), groups(end));
    (end.len() > 1 || whole.len() > 1) && whole.ends_with(&end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_numbers_stand_behind_a_space_or_a_dash() {
        let e164 = |text: &str, code: &str| -> Vec<String> {
            let regions: Vec<_> = number::region(code).into_iter().collect();
            numbers(text, &(0..text.len()), &regions)
                .into_iter()
                .map(|(_, number)| number.e164)
                .collect()
        };
        assert_eq!(e164("+92-52-3555123 - 5", "PK"), ["+92523555123"]);
        assert_eq!(e164("0361 555019 - 0", "DE"), ["+493615550190"]);
        assert_eq!(
            e164("0571-88001234 88001235", "CN"),
            ["+8657188001234", "+8657188001235"]
        );
    }

    #[test]
    fn groups_tell_whether_one_number_ends_like_another() {
        assert!(ends_alike("(495) 123-45-67", "123-45-68"));
        assert!(!ends_alike("(495) 123-45-67", "12-345-68"));
        assert!(!ends_alike("4951234567", "1234567"));
    }
}
