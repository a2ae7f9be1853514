//! Sums that check digits are made of, and the forms of numbers.

/// The digits of a number that has nothing else.
pub(super) fn digits(value: &str) -> Option<Vec<u32>> {
    value.chars().map(|c| c.to_digit(10)).collect()
}

/// The digits of a number of so many.
pub(super) fn digits_of(value: &str, length: usize) -> Option<Vec<u32>> {
    digits(value).filter(|d| d.len() == length)
}

/// Digits by their weights, added up.
pub(super) fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(d, w)| d * w).sum()
}

/// ISO/IEC 7812: every other digit from the right doubled.
pub(super) fn luhn(value: &str) -> bool {
    let Some(d) = digits(value) else { return false };
    luhn_sum(&d).is_multiple_of(10) && d.iter().any(|&d| d != 0)
}

pub(super) fn luhn_sum(digits: &[u32]) -> u32 {
    let doubled = |d: u32| if d > 4 { d * 2 - 9 } else { d * 2 };
    digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, &d)| if at % 2 == 1 { doubled(d) } else { d })
        .sum()
}

/// ISO/IEC 7064, MOD 11,10.
pub(super) fn mod_11_10(value: &str) -> bool {
    let Some(d) = digits(value).filter(|d| d.len() > 1) else {
        return false;
    };
    let product = d[..d.len() - 1].iter().fold(10, |product, d| {
        let sum = (product + d) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (product + d[d.len() - 1]) % 10 == 1
}

/// What a number of digits and letters (A is ten) leaves when divided by 97.
pub(super) fn mod_97(value: &str) -> Option<u32> {
    value.chars().try_fold(0, |rest, c| {
        let n = c.to_digit(36)?;
        Some((rest * if n > 9 { 100 } else { 10 } + n) % 97)
    })
}

/// Has a number a form: 9 a digit, A a letter, ? either, anything else itself?
pub(in super::super) fn fits(form: &str, value: &str) -> bool {
    form.len() == value.len()
        && form.chars().zip(value.chars()).all(|(f, c)| match f {
            '9' => c.is_ascii_digit(),
            'A' => c.is_ascii_alphabetic(),
            '?' => c.is_ascii_alphanumeric(),
            f => f == c,
        })
}
