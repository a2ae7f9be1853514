//! Opening hours: times of day that look like groups of a number.

use std::ops::Range;

use crate::text::fold;

/// Words behind a time of day, folded.
const BEHIND: &[&str] = &[
    "uhr",
    "h",
    "hs",
    "hrs",
    "hours",
    "am",
    "pm",
    "a.m.",
    "p.m.",
    "std",
    "heures",
    "horas",
    "ore",
    "hod",
    "godz",
    "uur",
    "kl",
    "час",
    "часов",
];

/// Days of the week as they stand before opening hours, folded; the first letters of longer ones.
const DAYS: &[&str] = &[
    "mo", "di", "mi", "do", "don", "die", "mit", "fre", "fr", "sa", "so", "mon", "tue", "wed",
    "thu", "fri", "sat", "sun", "lun", "mar", "mer", "mie", "jeu", "jue", "ven", "vie", "sam",
    "sab", "dim", "dom", "gio", "seg", "ter", "qua", "qui", "sex", "pn", "pon", "wt", "sr", "czw",
    "pt", "pia", "sob", "nd", "ma", "wo", "vr", "za", "zo", "po", "ut", "st", "ct", "pa", "so",
    "ne", "пн", "вт", "ср", "чт", "пт", "сб", "вс", "pzt", "sal", "car", "per", "cum", "cmt",
    "paz",
];

/// Longest ending that a day's name may have behind its first letters (`mercoledi`, `Donnerstag`).
const ENDING: usize = 8;

/// Is a run of digits a span of times? Where the words around it speak of hours, also without full stops.
pub(super) fn is_span(text: &str, range: &Range<usize>) -> bool {
    let written = &text[range.clone()];
    if is_written_span(written) {
        return true;
    }
    let near = is_before_hours(&text[range.end..]) || is_behind_day(&text[..range.start]);
    near && is_loose_span(written)
}

/// `7.30-17.00`, `8.00 - 12.00 / 13.00-17.00`: hours and minutes with a full stop, a dash between.
fn is_written_span(written: &str) -> bool {
    let times: Vec<&str> = pieces(written, &['-', '/', ' ', '(', ')']);
    times.len() >= 2
        && times.len().is_multiple_of(2)
        && written.contains('-')
        && times
            .iter()
            .all(|t| t.split_once('.').is_some_and(|(h, m)| is_time(h, m)))
}

/// `0800-1700`, `8-12 13-17`, `8 - 12.30 14 - 18`.
fn is_loose_span(written: &str) -> bool {
    let times: Vec<&str> = pieces(written, &['-', '/', ' ', '(', ')']);
    let is_one = |t: &&str| match (t.split_once('.'), t.len()) {
        (Some((hour, minutes)), _) => is_time(hour, minutes),
        (None, 1 | 2) => is_time(t, "00"),
        (None, 4) => is_time(&t[..2], &t[2..]),
        _ => false,
    };
    times.len() >= 2 && times.iter().all(is_one)
}

fn pieces<'a>(written: &'a str, marks: &[char]) -> Vec<&'a str> {
    written.split(marks).filter(|p| !p.is_empty()).collect()
}

/// Shops open and close at full five minutes.
fn is_time(hour: &str, minutes: &str) -> bool {
    let read = |t: &str| t.parse::<u8>().ok().filter(|_| t.len() <= 2);
    minutes.len() == 2
        && read(hour).is_some_and(|h| h <= 24)
        && read(minutes).is_some_and(|m| m < 60 && m.is_multiple_of(5))
}

fn is_before_hours(after: &str) -> bool {
    let word: String = after
        .trim_start_matches([' ', '\u{a0}'])
        .chars()
        .take_while(|c| c.is_alphabetic() || *c == '.')
        .take(ENDING)
        .collect();
    BEHIND.contains(&fold(&word).as_str())
}

fn is_behind_day(before: &str) -> bool {
    let before = before.trim_end_matches([' ', ':', '.', ',', '-', '\u{a0}', '(']);
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphabetic())
        .last()
        .map_or(before.len(), |(at, _)| at);
    let word = fold(&before[start..]);
    DAYS.iter().any(|day| {
        word.strip_prefix(day).is_some_and(|rest| {
            rest.is_empty() || (day.len() >= 3 && rest.len() <= ENDING && is_day_ending(rest))
        })
    })
}

fn is_day_ending(rest: &str) -> bool {
    ["day", "tag", "woch", "di", "edi", "es", "dag", "a", "k"]
        .iter()
        .any(|e| rest.ends_with(e))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_hours(text: &str) -> bool {
        let runs = super::super::scan::runs(text);
        assert!(!runs.is_empty(), "{text}");
        runs.iter().all(|r| is_span(text, r))
    }

    #[test]
    fn opening_hours_are_spans_of_times() {
        for text in [
            "Mo-Do 7.30-17.00 Uhr, Fr 7.30-14.30 Uhr",
            "open 8.00 - 12.00 / 13.00-17.00",
            "Mon-Fri 0800-1700",
            "8-12 13-17 Uhr",
            "Donnerstag: 9-12 14-18",
        ] {
            assert!(is_hours(text), "{text}");
        }
    }

    #[test]
    fn numbers_in_groups_are_no_spans_of_times() {
        for text in [
            "02.41-20.15.30",
            "Tel. 0800-1700",
            "04.50.20.15.30",
            "11.22-33.44",
            "Fr. 030 23125417",
        ] {
            assert!(!is_hours(text), "{text}");
        }
    }
}
