//! Check digits of numbers of the Americas.

use super::sums::{digits, digits_of, luhn, weighted};

/// Brazil: digits, from 2026 also letters, each worth its place behind the zero of ASCII.
pub(super) fn cnpj(value: &str) -> bool {
    let plain = value.len() == 14 && value.bytes().skip(12).all(|b| b.is_ascii_digit());
    let some = value.bytes().any(|b| b != b'0');
    if !plain || !some || !value.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return false;
    }
    let d: Vec<u32> = value.bytes().map(|b| u32::from(b) - 48).collect();
    let rest = |sum: u32| if sum % 11 < 2 { 0 } else { 11 - sum % 11 };
    let first = rest(weighted(&d, &[5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]));
    let second = rest(weighted(&d, &[6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]));
    d[12] == first && d[13] == second
}

/// Mexico's tax number of a firm or a person.
pub(super) fn rfc(value: &str) -> bool {
    const LETTERS: &str = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ ";
    let padded = format!("{value:>13}");
    let all: Option<Vec<u32>> = padded
        .chars()
        .map(|c| LETTERS.find(c).and_then(|at| u32::try_from(at).ok()))
        .collect();
    let Some(d) = all.filter(|d| d.len() == 13) else {
        return false;
    };
    let (month, day) = (d[6] * 10 + d[7], d[8] * 10 + d[9]);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return false;
    }
    let sum = weighted(&d[..12], &[13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
    let expected = match (11 - sum % 11) % 11 {
        10 => 'A',
        check => char::from_digit(check, 10).unwrap_or('?'),
    };
    value.ends_with(expected)
}

/// Argentina.
pub(super) fn cuit(value: &str) -> bool {
    digits_of(value, 11).is_some_and(|d| {
        let check = match 11 - weighted(&d, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11 {
            11 => 0,
            10 => 9,
            check => check,
        };
        d[0] > 0 && check == d[10]
    })
}

/// Peru.
pub(super) fn ruc_pe(value: &str) -> bool {
    digits_of(value, 11).is_some_and(|d| {
        let sum = weighted(&d, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
        d[0] > 0 && (11 - sum % 11) % 10 == d[10]
    })
}

/// Ecuador: of a person, of a public body or of a firm, by the third digit.
pub(super) fn ruc_ec(value: &str) -> bool {
    let Some(d) = digits_of(value, 13) else {
        return false;
    };
    let province = d[0] * 10 + d[1];
    let known = (1..=24).contains(&province) || province == 30 || province == 50;
    let of = |weights: &[u32]| weighted(&d, weights).is_multiple_of(11);
    known
        && match d[2] {
            0..=5 => luhn(&value[..10]) && &value[10..] != "000",
            6 => of(&[3, 2, 7, 6, 5, 4, 3, 2, 1]) && &value[9..] != "0000",
            9 => of(&[4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) && &value[10..] != "000",
            _ => false,
        }
}

/// Paraguay.
pub(super) fn ruc_py(value: &str) -> bool {
    let Some(d) = digits(value).filter(|d| (5..=9).contains(&d.len()) && d[0] > 0) else {
        return false;
    };
    let (last, head) = (d[d.len() - 1], &d[..d.len() - 1]);
    let sum: u32 = head.iter().rev().zip(2..).map(|(d, w)| d * w).sum();
    let sum = (11 * 100 - sum % 11) % 11;
    sum % 10 == last
}

/// Chile: a check digit or K.
pub(super) fn rut_cl(value: &str) -> bool {
    let value = value.strip_prefix("CL").unwrap_or(value);
    let Some((head, last)) = value.split_at_checked(value.len().saturating_sub(1)) else {
        return false;
    };
    let Some(d) = digits(head).filter(|d| (7..=8).contains(&d.len()) && d[0] > 0) else {
        return false;
    };
    let sum: u32 = d
        .iter()
        .rev()
        .zip([2, 3, 4, 5, 6, 7, 2, 3])
        .map(|(d, w)| d * w)
        .sum();
    let expected = match 11 - sum % 11 {
        11 => '0',
        10 => 'K',
        check => char::from_digit(check, 10).unwrap_or('?'),
    };
    last.starts_with(expected)
}

/// Uruguay.
pub(super) fn rut_uy(value: &str) -> bool {
    digits_of(value, 12).is_some_and(|d| {
        let sum = weighted(&d, &[4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
        d.iter().any(|&d| d > 0) && (11 - sum % 11) % 11 == d[11]
    })
}

/// Colombia, with its check digit.
pub(super) fn nit_co(value: &str) -> bool {
    digits_of(value, 10).is_some_and(|d| {
        let rest = weighted(&d, &[41, 37, 29, 23, 19, 17, 13, 7, 3]) % 11;
        let check = if rest < 2 { rest } else { 11 - rest };
        d[0] > 0 && check == d[9]
    })
}

/// Guatemala: a check digit or K.
pub(super) fn nit_gt(value: &str) -> bool {
    let Some((head, last)) = value.split_at_checked(value.len().saturating_sub(1)) else {
        return false;
    };
    let Some(d) = digits(head).filter(|d| (4..=11).contains(&d.len())) else {
        return false;
    };
    let sum: u32 = d.iter().rev().zip(2..).map(|(d, w)| d * w).sum();
    let expected = match (11 - sum % 11) % 11 {
        10 => 'K',
        check => char::from_digit(check, 10).unwrap_or('?'),
    };
    d.iter().any(|&d| d > 0) && last.starts_with(expected)
}

/// Venezuela: the letter counts too.
pub(super) fn rif(value: &str) -> bool {
    let kind = match value.as_bytes().first() {
        Some(b'V') => 4,
        Some(b'E') => 8,
        Some(b'J' | b'C') => 12,
        Some(b'P') => 16,
        Some(b'G') => 20,
        _ => return false,
    };
    value
        .get(1..)
        .and_then(|v| digits_of(v, 9))
        .is_some_and(|d| {
            let sum = kind + weighted(&d, &[3, 2, 7, 6, 5, 4, 3, 2]);
            let check = match 11 - sum % 11 {
                10 | 11 => 0,
                check => check,
            };
            check == d[8]
        })
}

/// The Dominican Republic.
pub(super) fn rnc(value: &str) -> bool {
    digits_of(value, 9).is_some_and(|d| {
        let rest = weighted(&d, &[7, 9, 8, 6, 5, 4, 3, 2]) % 11;
        d[0] > 0 && (10 - rest) % 9 + 1 == d[8]
    })
}

/// The United States: no check digit, but the first two digits name the office that gave the number.
pub(super) fn ein(value: &str) -> bool {
    let office = |prefix: u32| !matches!(prefix, 0 | 7..=9 | 17..=19 | 28 | 29 | 49 | 69 | 70 | 78 | 79 | 89 | 96 | 97);
    digits_of(value, 9).is_some_and(|d| office(d[0] * 10 + d[1]))
}

/// Canada, with or without the account behind it: `123456782RT0001`.
pub(super) fn bn(value: &str) -> bool {
    let Some((number, account)) = value.split_at_checked(9) else {
        return false;
    };
    let known = ["RT", "RC", "RP", "RM"]
        .iter()
        .any(|p| account.starts_with(p));
    luhn(number) && (account.is_empty() || known && account.len() == 6)
}
