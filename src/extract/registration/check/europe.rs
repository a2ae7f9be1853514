//! Check digits of numbers of Europe and its neighbours.

use super::sums::{digits, digits_of, luhn, weighted};

/// France: Luhn, but for the post office, whose branches' digits add up to a multiple of five.
pub(super) fn siret(value: &str) -> bool {
    let post = value.starts_with("356000000") && value.len() == 14;
    let sum = || digits(value).map_or(1, |d| d.iter().sum::<u32>());
    luhn(value) || post && sum().is_multiple_of(5)
}

/// Poland's tax number.
pub(super) fn nip(value: &str) -> bool {
    digits_of(value, 10).is_some_and(|d| weighted(&d, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == d[9])
}

/// Poland's statistical number, of a firm or of a branch.
pub(super) fn regon(value: &str) -> bool {
    let holds = |d: &[u32], weights: &[u32]| weighted(d, weights) % 11 % 10 == d[weights.len()];
    let Some(d) = digits(value) else { return false };
    let firm = [8, 9, 2, 3, 4, 5, 6, 7];
    let branch = [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8];
    match d.len() {
        9 => holds(&d, &firm),
        14 => holds(&d, &firm) && holds(&d, &branch),
        _ => false,
    }
}

/// The identification number of Czechia and Slovakia.
pub(super) fn ico(value: &str) -> bool {
    digits_of(value, 8)
        .is_some_and(|d| (11 - weighted(&d, &[8, 7, 6, 5, 4, 3, 2]) % 11) % 10 == d[7])
}

/// Czechia's tax number: a firm's is its identification number, a person's the number of birth.
pub(super) fn cz(value: &str) -> bool {
    match (value.len(), value.parse::<u64>()) {
        (8, _) => ico(value),
        (9, Ok(n)) => n > 10_000_000,
        (10, Ok(n)) => n.is_multiple_of(11) || n / 10 % 11 == 10 && n.is_multiple_of(10),
        _ => false,
    }
}

/// Slovakia's tax number.
pub(super) fn sk(value: &str) -> bool {
    value.len() == 10
        && !value.starts_with('0')
        && value.parse::<u64>().is_ok_and(|n| n.is_multiple_of(11))
}

/// Hungary's tax number: eight digits with a check digit, then the kind of taxation and the county.
pub(super) fn hu(value: &str) -> bool {
    let Some(d) = digits(value).filter(|d| d.len() == 8 || d.len() == 11) else {
        return false;
    };
    let kind = d.get(8).is_none_or(|k| (1..=5).contains(k));
    d[0] > 0 && kind && weighted(&d, &[9, 7, 3, 1, 9, 7, 3, 1]).is_multiple_of(10)
}

/// Romania's fiscal code.
pub(super) fn ro(value: &str) -> bool {
    let Some(d) = digits(value).filter(|d| (2..=10).contains(&d.len()) && d[0] > 0) else {
        return false;
    };
    let (last, head) = (d[d.len() - 1], &d[..d.len() - 1]);
    let weights = [7, 5, 3, 2, 1, 7, 5, 3, 2];
    let sum = weighted(head, &weights[weights.len() - head.len()..]);
    sum * 10 % 11 % 10 == last
}

/// Bulgaria's unified code, of a firm or of a branch.
pub(super) fn eik(value: &str) -> bool {
    let Some(d) = digits(value) else { return false };
    let check = |first: &[u32], second: &[u32], d: &[u32]| match weighted(d, first) % 11 {
        10 => weighted(d, second) % 11 % 10,
        rest => rest,
    };
    let firm =
        d.len() >= 9 && check(&[1, 2, 3, 4, 5, 6, 7, 8], &[3, 4, 5, 6, 7, 8, 9, 10], &d) == d[8];
    match d.len() {
        9 => firm,
        13 => firm && check(&[2, 7, 3, 5], &[4, 9, 5, 7], &d[8..]) == d[12],
        _ => false,
    }
}

/// Slovenia's tax number.
pub(super) fn si(value: &str) -> bool {
    digits_of(value, 8).is_some_and(|d| {
        let rest = weighted(&d, &[8, 7, 6, 5, 4, 3, 2]) % 11;
        d[0] > 0 && rest != 0 && (11 - rest) % 10 == d[7]
    })
}

/// Slovenia's register number, with or without the three digits of a branch.
pub(super) fn si_register(value: &str) -> bool {
    let Some(d) = digits(value).filter(|d| d.len() == 7 || d.len() == 10) else {
        return false;
    };
    let rest = weighted(&d, &[7, 6, 5, 4, 3, 2]) % 11;
    rest != 1 && (11 - rest) % 11 == d[6]
}

/// Greece's tax number.
pub(super) fn gr(value: &str) -> bool {
    digits_of(value, 9).is_some_and(|d| {
        let sum = weighted(&d, &[256, 128, 64, 32, 16, 8, 4, 2]);
        sum > 0 && sum % 11 % 10 == d[8]
    })
}

/// Spain's number of a person, a foreigner or a firm.
pub(super) fn es(value: &str) -> bool {
    const LETTERS: &[u8] = b"TRWAGMYFPDXBNJZSQVHLCKE";
    let bytes = value.as_bytes();
    if bytes.len() != 9 || !value.is_ascii() {
        return false;
    }
    let (first, middle, last) = (bytes[0], &value[1..8], bytes[8]);
    if first.is_ascii_digit() || b"XYZ".contains(&first) {
        let lead = match first {
            b'X'..=b'Z' => first - b'X' + b'0',
            digit => digit,
        };
        let number = format!("{}{middle}", lead as char).parse::<usize>();
        return number.is_ok_and(|n| n > 0 && LETTERS[n % 23] == last);
    }
    let Some(d) = digits(middle) else {
        return false;
    };
    let doubled = |d: u32| d * 2 / 10 + d * 2 % 10;
    let sum: u32 = d
        .iter()
        .enumerate()
        .map(|(at, &d)| if at % 2 == 0 { doubled(d) } else { d })
        .sum();
    let check = (10 - sum % 10) % 10;
    let digit = u32::from(last.wrapping_sub(b'0')) == check;
    let letter = b"JABCDEFGHI".get(check as usize) == Some(&last);
    match first {
        b'A' | b'B' | b'E' | b'H' => digit,
        b'K' | b'P' | b'Q' | b'S' | b'N' | b'W' | b'R' => letter || first == b'N' && digit,
        b'C' | b'D' | b'F' | b'G' | b'J' | b'U' | b'V' => digit || letter,
        _ => false,
    }
}

/// Portugal's tax number.
pub(super) fn pt(value: &str) -> bool {
    digits_of(value, 9).is_some_and(|d| {
        let rest = weighted(&d, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
        d[0] > 0 && (11 - rest) % 11 % 10 == d[8]
    })
}

/// Belgium's enterprise number.
pub(super) fn be(value: &str) -> bool {
    value.len() == 10
        && value.starts_with(['0', '1'])
        && value
            .parse::<u64>()
            .is_ok_and(|n| n > 99 && 97 - n / 100 % 97 == n % 100)
}

/// Austria's register of firms: the letter says what the number leaves when divided by seventeen.
pub(super) fn firmenbuch(value: &str) -> bool {
    let value = value.strip_prefix("FN").unwrap_or(value);
    let Some((number, letter)) = value.split_at_checked(value.len().saturating_sub(1)) else {
        return false;
    };
    let expected = number
        .parse::<usize>()
        .ok()
        .and_then(|n| "ABDFGHIKMPSTVWXYZ".chars().nth(n % 17));
    expected.is_some_and(|c| letter.starts_with(c))
}

/// Switzerland's number of an enterprise, with or without what follows: `CHE123456788`.
pub(super) fn swiss(value: &str) -> bool {
    let rest = value.strip_prefix("CHE").unwrap_or(value);
    let length = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (number, tail) = rest.split_at(length);
    ["", "MWST", "TVA", "IVA", "HR", "RC"].contains(&tail)
        && digits_of(number, 9)
            .is_some_and(|d| (11 - weighted(&d, &[5, 4, 3, 2, 7, 6, 5, 4]) % 11) % 11 == d[8])
}

/// Denmark's number of a firm.
pub(super) fn cvr(value: &str) -> bool {
    digits_of(value, 8)
        .is_some_and(|d| d[0] > 0 && weighted(&d, &[2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11))
}

/// Norway's number of an organisation.
pub(super) fn no(value: &str) -> bool {
    digits_of(value, 9)
        .is_some_and(|d| d[0] > 0 && weighted(&d, &[3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11))
}

/// Finland's business identity code.
pub(super) fn fi(value: &str) -> bool {
    digits_of(value, 8).is_some_and(|d| {
        let sum = weighted(&d, &[7, 9, 10, 5, 8, 4, 2, 1]);
        sum > 0 && sum.is_multiple_of(11)
    })
}

/// Iceland's identity number; firms begin with a day of forty more.
pub(super) fn kennitala(value: &str) -> bool {
    digits_of(value, 10).is_some_and(|d| {
        weighted(&d[..9], &[3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
            && [0, 8, 9].contains(&d[9])
    })
}

/// Numbers of firms in Estonia and Lithuania: weights from one on, then from three on.
pub(super) fn baltic(value: &str, length: usize) -> bool {
    let Some(d) = digits_of(value, length) else {
        return false;
    };
    let head = &d[..length - 1];
    let rest = |from: u32| {
        let weights = (from..).map(|w| (w - 1) % 9 + 1);
        head.iter().zip(weights).map(|(d, w)| d * w).sum::<u32>() % 11
    };
    let check = match rest(1) {
        10 => rest(3) % 10,
        rest => rest,
    };
    d.iter().any(|&d| d > 0) && check == d[length - 1]
}

/// Latvia's register number of a firm.
pub(super) fn lv(value: &str) -> bool {
    digits_of(value, 11)
        .is_some_and(|d| d[0] > 3 && weighted(&d, &[9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 == 3)
}

/// Turkey's tax number.
pub(super) fn vkn(value: &str) -> bool {
    digits_of(value, 10).is_some_and(|d| {
        let sum: u32 = (0..9)
            .zip(&d)
            .map(|(at, digit)| {
                let shifted = (digit + 9 - at) % 10;
                let power = shifted * 2_u32.pow(9 - at) % 9;
                if shifted > 0 && power == 0 { 9 } else { power }
            })
            .sum();
        d.iter().any(|&d| d > 0) && (10 - sum % 10) % 10 == d[9]
    })
}

/// Turkey's central register: of a firm, its tax number with five more digits.
pub(super) fn mersis(value: &str) -> bool {
    value.len() == 16 && (!value.starts_with('0') || vkn(&value[1..11]))
}

/// Russia's tax number, of a firm or of a person.
pub(super) fn inn(value: &str) -> bool {
    let Some(d) = digits(value) else { return false };
    let digit = |weights: &[u32]| weighted(&d, weights) % 11 % 10;
    let some = d.iter().any(|&d| d > 0);
    match d.len() {
        10 => some && digit(&[2, 4, 10, 3, 5, 9, 4, 6, 8]) == d[9],
        12 => {
            some && digit(&[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == d[10]
                && digit(&[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == d[11]
        }
        _ => false,
    }
}

/// Russia's register number, of a firm or of a person.
pub(super) fn ogrn(value: &str) -> bool {
    let divisor = match value.len() {
        13 => 11,
        15 => 13,
        _ => return false,
    };
    value
        .parse::<u64>()
        .is_ok_and(|n| n > 9 && n / 10 % divisor % 10 == n % 10)
}

/// Ukraine's number of a firm.
pub(super) fn edrpou(value: &str) -> bool {
    let Some(d) = digits_of(value, 8) else {
        return false;
    };
    let middle = ("30000000".."60000000").contains(&value);
    let (first, second): (&[u32], &[u32]) = if middle {
        (&[7, 1, 2, 3, 4, 5, 6], &[9, 3, 4, 5, 6, 7, 8])
    } else {
        (&[1, 2, 3, 4, 5, 6, 7], &[3, 4, 5, 6, 7, 8, 9])
    };
    let check = match weighted(&d, first) % 11 {
        10 => weighted(&d, second) % 11 % 10,
        rest => rest,
    };
    d.iter().any(|&d| d > 0) && check == d[7]
}

/// Russia's number of the classifier of firms, eight digits.
pub(super) fn okpo(value: &str) -> bool {
    let Some(d) = digits_of(value, 8) else {
        return false;
    };
    let check = match weighted(&d, &[1, 2, 3, 4, 5, 6, 7]) % 11 {
        10 => weighted(&d, &[3, 4, 5, 6, 7, 8, 9]) % 11 % 10,
        rest => rest,
    };
    d.iter().any(|&d| d > 0) && check == d[7]
}

/// Belarus's number of a payer, of a firm.
pub(super) fn unp(value: &str) -> bool {
    digits_of(value, 9)
        .is_some_and(|d| d[0] > 0 && weighted(&d, &[29, 23, 19, 17, 13, 7, 5, 3]) % 11 == d[8])
}
