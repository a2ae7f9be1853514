//! VAT identification numbers of Europe: their forms and check digits, after the Commission's list of structures and the
//! countries' own rules.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::europe::{baltic, be, cvr, cz, eik, es, fi, gr, hu, lv, nip, no, pt, ro, si, sk, swiss};
use super::sums::{digits, digits_of, fits, luhn, luhn_sum, mod_11_10, mod_97, weighted};

static FORMS: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/vat_forms.toml")).expect("a test reads the table")
});

/// Do the two letters begin the numbers of a country?
pub(in super::super) fn has_prefix(letters: &str) -> bool {
    FORMS.contains_key(letters) || letters == "CH"
}

/// Is it a VAT number: of the country its letters name, or without letters, of the country given? Of countries without
/// a rule all digits are one.
pub(in super::super) fn is_vat(value: &str, country: Option<&str>) -> bool {
    if value.starts_with("CHE") {
        return swiss(value);
    }
    if let Some((letters, rest)) = value.split_at_checked(2)
        && has_prefix(letters)
    {
        return is_of(letters, rest);
    }
    let bare = value.bytes().all(|b| b.is_ascii_digit());
    let country = country.map(|c| if c == "GR" { "EL" } else { c });
    match country {
        Some(country) if FORMS.contains_key(country) => is_of(country, value),
        Some(_) => bare && (8..=13).contains(&value.len()),
        None => bare && FORMS.keys().any(|country| is_of(country, value)),
    }
}

/// Has it the form of the country's numbers, and does its check digit fit?
fn is_of(country: &str, rest: &str) -> bool {
    let forms = FORMS.get(country).map_or(&[][..], Vec::as_slice);
    forms.iter().any(|form| fits(form, rest)) && checks(country, rest)
}

fn checks(country: &str, rest: &str) -> bool {
    match country {
        "AT" => austria(rest),
        "BE" => be(rest),
        "BG" => eik(rest) || bulgarian_person(rest),
        "CY" => cyprus(rest),
        "CZ" => cz(rest),
        "DE" | "HR" => mod_11_10(rest),
        "DK" => cvr(rest),
        "EE" => estonia(rest),
        "EL" => gr(rest),
        "ES" => es(rest),
        "FI" => fi(rest),
        "FR" => france(rest),
        "GB" | "XI" => britain(rest),
        "HU" => hu(rest),
        "IE" => ireland(rest),
        "IT" => luhn(rest),
        "LT" => baltic(rest, 9) || baltic(rest, 12),
        "LU" => luxembourg(rest),
        "LV" => lv(rest),
        "MT" => malta(rest),
        "NL" => netherlands(rest),
        "NO" => no(rest),
        "PL" => nip(rest),
        "PT" => pt(rest),
        "RO" => ro(rest),
        "SE" => rest.len() == 12 && luhn(&rest[..10]) && &rest[10..] > "00",
        "SI" => si(rest),
        "SK" => sk(rest),
        _ => true,
    }
}

fn austria(rest: &str) -> bool {
    rest.strip_prefix('U')
        .and_then(|n| digits_of(n, 8))
        .is_some_and(|d| (96 - luhn_sum(&d[..7])) % 10 == d[7])
}

fn bulgarian_person(rest: &str) -> bool {
    digits_of(rest, 10).is_some_and(|d| {
        let egn = weighted(&d, &[2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == d[9];
        let foreigner = weighted(&d, &[21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10 == d[9];
        let other = (11 - weighted(&d, &[4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11 == d[9];
        egn || foreigner || other
    })
}

fn cyprus(rest: &str) -> bool {
    const EVEN: [u32; 10] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
    let Some((number, letter)) = rest.split_at_checked(8) else {
        return false;
    };
    digits(number).is_some_and(|d| {
        let sum: u32 = d
            .iter()
            .enumerate()
            .map(|(at, &n)| if at % 2 == 0 { EVEN[n as usize] } else { n })
            .sum();
        char::from_digit(sum % 26 + 10, 36)
            .is_some_and(|c| letter.starts_with(c.to_ascii_uppercase()))
    })
}

fn estonia(rest: &str) -> bool {
    digits_of(rest, 9)
        .is_some_and(|d| weighted(&d, &[3, 7, 1, 3, 7, 1, 3, 7, 1]).is_multiple_of(10))
}

/// Two characters that check the number of the firm behind them; Monaco's firms have none.
fn france(rest: &str) -> bool {
    const LETTERS: &str = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let Some((key, siren)) = rest.split_at_checked(2) else {
        return false;
    };
    let Ok(number) = siren.parse::<u64>() else {
        return false;
    };
    if !luhn(siren) && !siren.starts_with("000") {
        return false;
    }
    if let Ok(key) = key.parse::<u64>() {
        return key == (12 + 3 * (number % 97)) % 97;
    }
    let places: Option<Vec<u64>> = key
        .chars()
        .map(|c| LETTERS.find(c).and_then(|at| u64::try_from(at).ok()))
        .collect();
    let Some([first, second]) = places.as_deref() else {
        return false;
    };
    let check = if key.starts_with(|c: char| c.is_ascii_digit()) {
        first * 24 + second - 10
    } else {
        first * 34 + second - 100
    };
    (number + 1 + check / 11) % 11 == check % 11
}

fn britain(rest: &str) -> bool {
    rest.get(..9).and_then(digits).is_some_and(|d| {
        let rest = weighted(&d, &[8, 7, 6, 5, 4, 3, 2, 10, 1]) % 97;
        d.iter().any(|&d| d > 0) && [0, 42, 55].contains(&rest)
    })
}

fn ireland(rest: &str) -> bool {
    const LETTERS: &[u8] = b"WABCDEFGHIJKLMNOPQRSTUV";
    let bytes = rest.as_bytes();
    if bytes.len() < 8 {
        return false;
    }
    // The old form has a letter in the second place.
    let plain = if bytes[1].is_ascii_digit() {
        rest.to_owned()
    } else {
        format!("0{}{}{}", &rest[2..7], &rest[..1], &rest[7..])
    };
    let Some(d) = plain.get(..7).and_then(digits) else {
        return false;
    };
    let extra = plain
        .as_bytes()
        .get(8)
        .and_then(|c| LETTERS.iter().position(|l| l == c));
    let extra = extra.and_then(|at| u32::try_from(at).ok()).unwrap_or(0);
    let sum = weighted(&d, &[8, 7, 6, 5, 4, 3, 2]) + 9 * extra;
    LETTERS[(sum % 23) as usize] == plain.as_bytes()[7]
}

fn luxembourg(rest: &str) -> bool {
    rest.len() == 8
        && rest
            .parse::<u64>()
            .is_ok_and(|n| n > 99 && n / 100 % 89 == n % 100)
}

fn malta(rest: &str) -> bool {
    digits_of(rest, 8)
        .is_some_and(|d| d[0] > 0 && weighted(&d, &[3, 4, 6, 7, 8, 9, 10, 1]).is_multiple_of(37))
}

/// Of firms by the number itself; of sole traders, since 2020, by all of it.
fn netherlands(rest: &str) -> bool {
    let firm = rest.get(..9).and_then(digits).is_some_and(|d| {
        let sum = weighted(&d, &[9, 8, 7, 6, 5, 4, 3, 2]);
        sum > 0 && sum % 11 == d[8]
    });
    !rest.ends_with("B00") && (firm || mod_97(&format!("NL{rest}")) == Some(1))
}
