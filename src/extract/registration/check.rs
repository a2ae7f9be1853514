//! Check digits of registration numbers, by the rules of the registers.

/// Does the rule of that name hold for the digits? An unknown rule holds for none.
pub(super) fn holds(rule: &str, digits: &str) -> bool {
    let d: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    match rule {
        "luhn" => luhn(&d),
        "cnpj" => d.len() == 14 && cnpj(&d),
        "nip" => d.len() == 10 && weighted(&d, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == d[9],
        "ico" => d.len() == 8 && (11 - weighted(&d, &[8, 7, 6, 5, 4, 3, 2]) % 11) % 10 == d[7],
        "inn" => inn(&d),
        "ogrn" => ogrn(&d),
        "abn" => d.len() == 11 && d[0] > 0 && (weighted(&d, &[10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 == 0,
        "cuit" => d.len() == 11 && (11 - weighted(&d, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11 == d[10],
        "kr" => d.len() == 10 && korean(&d),
        _ => false,
    }
}

fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(d, w)| d * w).sum()
}

fn luhn(digits: &[u32]) -> bool {
    let doubled = |d: u32| if d > 4 { d * 2 - 9 } else { d * 2 };
    let sum: u32 = digits.iter().rev().enumerate().map(|(at, &d)| if at % 2 == 1 { doubled(d) } else { d }).sum();
    !digits.is_empty() && sum.is_multiple_of(10) && digits.iter().any(|&d| d != 0)
}

fn cnpj(digits: &[u32]) -> bool {
    let rest = |sum: u32| if sum % 11 < 2 { 0 } else { 11 - sum % 11 };
    let first = rest(weighted(digits, &[5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]));
    let second = rest(weighted(digits, &[6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]));
    digits[12] == first && digits[13] == second
}

fn inn(digits: &[u32]) -> bool {
    let digit = |weights: &[u32]| weighted(digits, weights) % 11 % 10;
    match digits.len() {
        10 => digit(&[2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[9],
        12 => digit(&[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[10] && digit(&[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[11],
        _ => false,
    }
}

fn ogrn(digits: &[u32]) -> bool {
    let Some((last, head)) = digits.split_last() else { return false };
    let number = head.iter().fold(0_u64, |n, d| n * 10 + u64::from(*d));
    match digits.len() {
        13 => number % 11 % 10 == u64::from(*last),
        15 => number % 13 % 10 == u64::from(*last),
        _ => false,
    }
}

fn korean(digits: &[u32]) -> bool {
    let sum = weighted(digits, &[1, 3, 7, 1, 3, 7, 1, 3, 5]) + digits[8] * 5 / 10;
    (10 - sum % 10) % 10 == digits[9]
}

/// `CHE123456788`, with or without what follows.
pub(super) fn is_swiss(value: &str) -> bool {
    let digits: Vec<u32> = value.chars().filter_map(|c| c.to_digit(10)).collect();
    value.starts_with("CHE") && digits.len() == 9 && (11 - weighted(&digits, &[5, 4, 3, 2, 7, 6, 5, 4]) % 11) % 11 == digits[8]
}
