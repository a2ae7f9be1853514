//! Check digits of numbers of Asia and Oceania.

use super::sums::{digits, digits_of, weighted};

/// Australian Business Number: one off the first digit, then divisible by 89.
pub(super) fn abn(value: &str) -> bool {
    digits_of(value, 11).is_some_and(|d| {
        d[0] > 0 && (weighted(&d, &[10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10).is_multiple_of(89)
    })
}

/// Australian Company Number.
pub(super) fn acn(value: &str) -> bool {
    digits_of(value, 9)
        .is_some_and(|d| (10 - weighted(&d[..8], &[8, 7, 6, 5, 4, 3, 2, 1]) % 10) % 10 == d[8])
}

/// Global location and trade item numbers; the New Zealand Business Number is one.
pub(super) fn gtin(value: &str) -> bool {
    digits_of(value, 13)
        .is_some_and(|d| weighted(&d, &[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]).is_multiple_of(10))
}

/// Goods and Services Tax number of India: Luhn with base 36.
pub(super) fn gstin(value: &str) -> bool {
    let all: Option<Vec<u32>> = value.chars().map(|c| c.to_digit(36)).collect();
    let Some(d) = all.filter(|d| d.len() == 15) else {
        return false;
    };
    let sum: u32 = d
        .iter()
        .rev()
        .enumerate()
        .map(|(at, n)| match at % 2 {
            0 => *n,
            _ => n * 2 / 36 + n * 2 % 36,
        })
        .sum();
    sum.is_multiple_of(36)
}

/// Unique Entity Number of Singapore: businesses, companies and others.
pub(super) fn uen(value: &str) -> bool {
    let Some((head, last)) = value.split_at_checked(value.len().saturating_sub(1)) else {
        return false;
    };
    let expected = match (head.len(), digits(head)) {
        (8, Some(d)) => {
            let sum = weighted(&d, &[10, 4, 9, 3, 8, 2, 7, 1]);
            "XMKECAWLJDB".chars().nth((sum % 11) as usize)
        }
        (9, Some(d)) => {
            let sum = weighted(&d, &[10, 8, 6, 4, 9, 7, 5, 3, 1]);
            "ZKCMDNERGWH".chars().nth((sum % 11) as usize)
        }
        (9, None) => {
            const LETTERS: &str = "ABCDEFGHJKLMNPQRSTUVWX0123456789";
            let all: Option<Vec<u32>> = head
                .chars()
                .map(|c| LETTERS.find(c).and_then(|at| u32::try_from(at).ok()))
                .collect();
            let Some(d) = all else { return false };
            let sum = weighted(&d, &[4, 3, 5, 3, 10, 2, 2, 5, 7]) + 11 - 5;
            LETTERS.chars().nth((sum % 11) as usize)
        }
        _ => None,
    };
    expected.is_some_and(|c| last.starts_with(c))
}

/// Unified Business Number of Taiwan: the digits of the products, divisible by five; a seventh digit of seven may count
/// one more.
pub(super) fn ubn(value: &str) -> bool {
    digits_of(value, 8).is_some_and(|d| {
        let products = d.iter().zip([1, 2, 1, 2, 1, 2, 4, 1]).map(|(d, w)| d * w);
        let sum: u32 = products.map(|p| p / 10 + p % 10).sum();
        sum > 0 && (sum.is_multiple_of(5) || d[6] == 7 && (sum + 1).is_multiple_of(5))
    })
}

/// Unified Social Credit Code of China (GB 32100).
pub(super) fn uscc(value: &str) -> bool {
    const LETTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    const WEIGHTS: [u32; 17] = [
        1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
    ];
    let all: Option<Vec<u32>> = value
        .chars()
        .map(|c| LETTERS.find(c).and_then(|at| u32::try_from(at).ok()))
        .collect();
    all.is_some_and(|d| d.len() == 18 && (31 - weighted(&d[..17], &WEIGHTS) % 31) % 31 == d[17])
}

/// Business registration number of Korea.
pub(super) fn kr(value: &str) -> bool {
    digits_of(value, 10).is_some_and(|d| {
        let sum = weighted(&d, &[1, 3, 7, 1, 3, 7, 1, 3, 5]) + d[8] * 5 / 10;
        (10 - sum % 10) % 10 == d[9]
    })
}

/// Corporate number of Japan: the check digit comes first.
pub(super) fn jp(value: &str) -> bool {
    digits_of(value, 13).is_some_and(|d| {
        let rest = weighted(&d[1..], &[2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]) % 9;
        9 - rest == d[0]
    })
}

/// Tax code of Vietnam; a branch has three more digits.
pub(super) fn mst(value: &str) -> bool {
    digits(value).is_some_and(|d| {
        let known = d.len() == 10 || d.len() == 13;
        known && {
            let rest = weighted(&d, &[31, 29, 23, 19, 17, 13, 7, 5, 3]) % 11;
            10 - rest == d[9]
        }
    })
}

/// Tax number of Thailand.
pub(super) fn th(value: &str) -> bool {
    digits_of(value, 13).is_some_and(|d| {
        let sum = weighted(&d[..12], &[13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
        (11 - sum % 11) % 10 == d[12]
    })
}

/// Business Identification Number of Kazakhstan.
pub(super) fn bin(value: &str) -> bool {
    digits_of(value, 12).is_some_and(|d| {
        let first = weighted(&d, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11;
        let second = weighted(&d, &[3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11;
        let check = if first == 10 { second } else { first };
        check == d[11]
    })
}
