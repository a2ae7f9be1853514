//! Pieces that stand by addresses and are none, whatever words of streets they have: dates, times of day, names of sites,
//! numbers of articles and of telephones.

use super::words::{is_label, is_month};
use crate::extract::lines::Line;
use crate::text::end_of;

/// Is a piece something else than a part of an address?
pub(super) fn is_aside(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
        && (has_time(text)
            || is_date(text)
            || is_since(text)
            || text
                .split(' ')
                .any(|word| is_named(word) || are_hours(word)))
        || text.split(' ').any(is_host)
}

/// A label and what it labels are at most so long, bytes.
const LABELLED: usize = 160;

/// `Адрес банка: `: does the label at the end of a text, or before the last thing it labels, say that what follows is a
/// bank's?
pub(super) fn is_of_a_bank(lead: &str) -> bool {
    let Some((label, _)) = end_of(lead, LABELLED).rsplit_once([':', '：']) else {
        return false;
    };
    let label = label.rsplit([',', ';', '.', '|']).next();
    is_banks_label(label.unwrap_or_default())
}

/// Is a line the one below the label of a bank's address?
pub(super) fn is_below_a_bank(lines: &[Line<'_>], at: usize) -> bool {
    let above = at.checked_sub(1).and_then(|above| lines.get(above));
    above.is_some_and(|l| !l.has_digit && is_banks_address(l.text))
}

/// `Адрес банка`: is a line nothing but the label of a bank's address?
fn is_banks_address(line: &str) -> bool {
    let words = line.split(' ');
    words.clone().count() <= 4 && words.clone().any(is_label) && is_banks_label(line)
}

fn is_banks_label(label: &str) -> bool {
    let is_bank = |word: &str| {
        matches!(
            word,
            "bank" | "bank's" | "banker" | "bankers" | "banco" | "banca" | "banque" | "bankadresse"
        ) || word.starts_with("bankverb")
            || word.starts_with("bankansch")
            || word.starts_with("банк")
            || word.contains("銀行")
            || word.contains("银行")
    };
    label.len() < 60 && label.to_lowercase().split(' ').any(is_bank)
}

/// `7:00 PM`, `9:30-18:00`
fn has_time(text: &str) -> bool {
    text.as_bytes()
        .windows(4)
        .any(|w| matches!(w, [b'0'..=b'9', b':', b'0'..=b'5', b'0'..=b'9']))
}

/// `8h-18h`, `9h30`
fn are_hours(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ';']);
    let is_one = |part: &str| {
        let (hour, minutes) = part.split_once(['h', 'H']).unwrap_or_default();
        let digits =
            |text: &str, most| text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
        !hour.is_empty() && digits(hour, 2) && digits(minutes, 2)
    };
    word.split(['-', '–', '/', 'à']).all(is_one)
}

/// `Desde 1985`, `Founded in 1920`
fn is_since(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "since",
        "founded",
        "established",
        "est",
        "seit",
        "gegründet",
        "depuis",
        "fondée",
        "desde",
        "fundada",
        "dal",
        "fondata",
        "sinds",
        "od",
        "с",
        "från",
    ];
    let mut words = text.split(' ');
    let first = words.next().unwrap_or_default().to_lowercase();
    WORDS.contains(&first.trim_end_matches('.'))
        && words.clone().count() <= 3
        && words.next_back().is_some_and(is_year)
}

/// `#08530854`, `1-855-MYLOT18`
fn is_named(word: &str) -> bool {
    let digits = || word.bytes().filter(u8::is_ascii_digit).count();
    word.starts_with('#') && digits() > 6 || word.starts_with("1-8") && digits() > 5
}

/// `muster.com`
fn is_host(word: &str) -> bool {
    let host = word.trim_end_matches(['.', ',', '/']);
    let (name, end) = host.rsplit_once('.').unwrap_or_default();
    name.len() > 2 && matches!(end, "com" | "net" | "org")
}

/// `10 December 2015`, `Sep 01`, `21-29 AGOSTO 2015`, `24/11/2015`. Streets are called by days as well: a number behind
/// `25 de Mayo` is a house's, where a year would stand behind another `de`.
fn is_date(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', ',']).filter(|w| !w.is_empty()).collect();
    let is_day_of_month = |at: usize| {
        matches!(
            at.checked_sub(1).map(|at| words[at]),
            Some("de" | "di" | "do")
        )
    };
    let months = words.iter().enumerate().filter(|(_, w)| is_month(w));
    let mut dated = months.map(|(at, _)| {
        let behind = &words[at + 1..];
        let year = behind.iter().take(3).position(|w| is_year(w));
        let told = year.is_some_and(|nth| {
            let linked = nth > 0 && matches!(behind[nth - 1], "de" | "del" | "do" | "di");
            linked || !is_day_of_month(at)
        });
        let alone = words.len() == 2 && words.iter().any(|w| is_day(w)) && !is_day_of_month(at);
        told || alone && is_english(words[at])
    });
    dated.any(|is_one| is_one) || words.iter().any(|word| is_written_in_numbers(word))
}

/// Elsewhere a month with a number may be a street without its word.
fn is_english(month: &str) -> bool {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let is_one = |name: &str| month.eq_ignore_ascii_case(name);
    NAMES.iter().any(|name| is_one(name) || is_one(&name[..3]))
}

/// A year of our time.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit())
}

/// `1`, `21st`, `03.`
pub(super) fn is_day(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && matches!(&word[digits..], "" | "." | "st" | "nd" | "rd" | "th")
}

/// `24/11/2015`, `24.11.2015`, `2015-11-24`
fn is_written_in_numbers(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ';', ':']);
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    let short =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    match parts[..] {
        [day, month, year] => {
            short(day) && short(month) && is_year(year)
                || is_year(day) && short(month) && short(year)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_banks_address_is_labelled_as_one() {
        assert!(is_of_a_bank("Адрес банка: 170100, г. Тверь"));
        assert!(is_of_a_bank("Bank address: ") && is_banks_address("Адрес банка"));
        assert!(!is_banks_address("Near Muster Bank"));
        assert!(!is_of_a_bank("Address: 1 Bank Street"));
        assert!(!is_of_a_bank("Bankstown office: 1 Muster Street"));
    }

    #[test]
    fn dates_times_sites_and_numbers_are_no_parts_of_addresses() {
        for text in [
            "Thursday 10 December 2015 7:00 PM",
            "Sep 01",
            "VENEZUELA- 21-29 AGOSTO 2015",
            "Publié le 24/11/2015",
            "25 de mayo de 2015",
            "1000Bulbs.com",
            "Company registered #08530854. VAT",
            "1-855-MYLOT18",
            "Mo-Fr 8:00 - 17:30",
            "Du lundi au vendredi 8h-18h",
            "Desde 1985",
        ] {
            assert!(is_aside(text), "{text}");
        }
        for text in [
            "25 de Mayo 1950",
            "Via 5 Maggio",
            "Calle 6 de Diciembre",
            "1920 Muster Road",
            "Mayo 12",
            "Haus 5.12",
            "No. 12/3",
            "Muster Square",
            "C/ Desde 5",
        ] {
            assert!(!is_aside(text), "{text}");
        }
    }
}
