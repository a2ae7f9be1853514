//! Addresses that are encoded: Cloudflare's, TYPO3's, rot13, base64, reversed, entities of entities, percent signs.

use super::address::normalise;
use super::plain;

/// Cloudflare: the first byte is the key, the others are the address, each combined with it by exclusive or.
pub(super) fn cloudflare(hex: &str) -> Option<String> {
    let hex = hex.trim();
    if hex.len() < 12 || hex.len() > 600 || !hex.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = hex
        .as_bytes()
        .chunks_exact(2)
        .map(|p| u8::from_str_radix(std::str::from_utf8(p).ok()?, 16).ok())
        .collect();
    let (key, rest) = bytes
        .as_deref()?
        .split_first()
        .map(|(k, r)| (*k, r.to_vec()))?;
    let text = String::from_utf8(rest.iter().map(|b| b ^ key).collect()).ok()?;
    one(&text)
}

/// The address that a value hides: as it is, reversed, by rot13, in base64, in entities, in percent signs. Where more
/// than one reading gives an address, `is_own` chooses.
pub(super) fn unveil(value: &str, is_own: impl Fn(&str) -> bool) -> Option<String> {
    let value = value.trim();
    if value.len() < 6 || value.len() > 400 {
        return None;
    }
    let decoded = percent(&entities(value));
    let signed = signed(&decoded);
    if signed.contains('@') {
        let readings = [rot13(&signed), reversed(&signed), signed];
        let [turned, backwards, plain] = &readings;
        let read: Vec<String> = [plain, turned, backwards]
            .into_iter()
            .filter_map(|t| one(t))
            .collect();
        let own = read.iter().position(|address| is_own(address)).unwrap_or(0);
        return read.into_iter().nth(own);
    }
    base64(value)
        .and_then(|text| one(&text))
        .or_else(|| hexadecimal(value).and_then(|text| one(&text)))
        .or_else(|| cloudflare(value))
}

/// The addresses that a string of a script may hide, read as its functions would: not that which stands there plainly.
pub(super) fn veiled(value: &str) -> Vec<String> {
    if value.len() < 8 || value.len() > 400 {
        return Vec::new();
    }
    if value.contains('@') {
        let turned = [rot13(value), reversed(value)];
        return turned.iter().filter_map(|text| one(text)).collect();
    }
    let decoded = base64(value).and_then(|text| {
        let turned = || one(&reversed(&text)).or_else(|| one(&rot13(&text)));
        one(&text).or_else(turned)
    });
    let coded = || hexadecimal(value).and_then(|text| one(&text));
    let found = decoded.or_else(coded).or_else(|| cloudflare(value));
    found.into_iter().collect()
}

/// Letters thirteen places on and digits five: both ways the same.
pub(super) fn rot18(text: &str) -> String {
    let digit = |c: char| {
        c.to_digit(10)
            .and_then(|d| char::from_digit((d + 5) % 10, 10))
    };
    rot13(text).chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// The same for a value that is surely told to be rot13.
pub(super) fn turned(value: &str) -> Option<String> {
    one(&rot13(&signed(&percent(&entities(value)))))
}

fn signed(text: &str) -> String {
    ["[at]", "(at)", "[ng]", "(ng)"]
        .iter()
        .fold(text.to_owned(), |text, sign| text.replace(sign, "@"))
}

/// A text in which each letter stands behind the number by which it was moved (`CryptX`), or all were moved by one.
pub(super) fn moved(text: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let back = |letter: char, by: u32| char::from_u32((letter as u32).checked_sub(by)?);
    let each = letters
        .chunks_exact(2)
        .map(|pair| back(pair[1], pair[0].to_digit(10)?));
    let each: Option<String> = each.collect();
    let by_one: Option<String> = letters.iter().map(|l| back(*l, 1)).collect();
    let whole = |text: String| {
        let bare = text.strip_prefix("mailto:").unwrap_or(&text);
        let bare = bare.split('?').next().unwrap_or_default();
        normalise(bare).filter(|address| address.len() == bare.len())
    };
    each.filter(|_| letters.len().is_multiple_of(2))
        .and_then(whole)
        .or_else(|| by_one.and_then(whole))
}

/// The address of a name and a domain that stand apart, both plain, or both hidden in one manner.
pub(super) fn of_halves(name: &str, domain: &str) -> Option<String> {
    let join = |name: &str, domain: &str| {
        let fits = !name.is_empty() && !name.contains('@') && !domain.contains('@');
        fits.then(|| one(&format!("{name}@{domain}")))?
    };
    join(name, domain)
        .or_else(|| join(&short_base64(name)?, &short_base64(domain)?))
        .or_else(|| join(&reversed(name), &reversed(domain)))
        .or_else(|| join(&rot13(name), &rot13(domain)))
}

/// The single address in a text.
pub(super) fn one(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let text = text.split('?').next().unwrap_or_default();
    plain::spot(text).into_iter().next().map(|s| s.address)
}

/// TYPO3 shifts three ranges of characters by a number; the text is a `mailto:`.
pub(super) fn typo3(text: &str) -> Option<String> {
    (-26..=26).filter(|shift| *shift != 0).find_map(|shift| {
        let text: String = text.chars().map(|c| shifted(c, shift)).collect();
        let address = text.strip_prefix("mailto:")?;
        normalise(address.split('?').next().unwrap_or_default())
    })
}

fn shifted(c: char, shift: i32) -> char {
    let turn = |from: i32, to: i32| {
        let size = to - from + 1;
        u32::try_from(from + (c as i32 - from + shift).rem_euclid(size))
            .ok()
            .and_then(char::from_u32)
            .unwrap_or(c)
    };
    match c as u32 {
        0x2B..=0x3A => turn(0x2B, 0x3A),
        0x40..=0x5A => turn(0x40, 0x5A),
        0x61..=0x7A => turn(0x61, 0x7A),
        _ => c,
    }
}

/// Each letter thirteen places on.
pub(super) fn rot13(text: &str) -> String {
    let turn = |c: char, base: u8| char::from(base + (c as u8 - base + 13) % 26);
    text.chars()
        .map(|c| match c {
            'a'..='z' => turn(c, b'a'),
            'A'..='Z' => turn(c, b'A'),
            c => c,
        })
        .collect()
}

/// Last letter first.
pub(super) fn reversed(text: &str) -> String {
    text.chars().rev().collect()
}

/// Base64, with or without padding, if it is text.
pub(in crate::extract) fn base64(text: &str) -> Option<String> {
    if text.trim().trim_end_matches('=').len() < 8 {
        return None;
    }
    short_base64(text)
}

/// The same, however short.
pub(super) fn short_base64(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('=');
    if text.len() < 2 {
        return None;
    }
    let (mut bits, mut count, mut out) = (0_u32, 0, Vec::with_capacity(text.len()));
    for byte in text.bytes() {
        bits = (bits << 6) | u32::from(sextet(byte)?);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from((bits >> count) & 0xFF).ok()?);
        }
    }
    String::from_utf8(out).ok()
}

fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

fn hexadecimal(text: &str) -> Option<String> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let bytes: Option<Vec<u8>> = text
        .as_bytes()
        .chunks_exact(2)
        .map(|p| u8::from_str_radix(std::str::from_utf8(p).ok()?, 16).ok())
        .collect();
    String::from_utf8(bytes?).ok()
}

/// Percent signs decoded.
pub(super) fn percent(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        // `%u0040`
        let wide = tail.strip_prefix(b"u").and_then(|t| t.get(..4));
        let wide = wide
            .and_then(|h| u32::from_str_radix(std::str::from_utf8(h).ok()?, 16).ok())
            .and_then(char::from_u32);
        if let (b'%', Some(letter)) = (first, wide) {
            out.extend(letter.to_string().bytes());
            rest = &tail[5..];
            continue;
        }
        let code = tail
            .get(..2)
            .and_then(|h| std::str::from_utf8(h).ok())
            .and_then(|h| u8::from_str_radix(h, 16).ok());
        if let (b'%', Some(byte)) = (first, code) {
            out.push(byte);
            rest = &tail[2..];
        } else {
            out.push(*first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Character references decoded: those with numbers, and the few names that hide addresses.
pub(super) fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        if let Some((letter, end)) = end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            out.push(letter);
            rest = &rest[end + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    match name {
        "commat" => Some('@'),
        "period" => Some('.'),
        "lowbar" => Some('_'),
        "hyphen" | "dash" => Some('-'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn never(_: &str) -> bool {
        false
    }

    #[test]
    fn every_encoding_gives_the_address_back() {
        assert_eq!(
            cloudflare("7c0f1d10190f3c1f130e0a15181d081313100f521f1311").as_deref(),
            Some("sales@corvidatools.com")
        );
        assert_eq!(
            typo3("nbjmup+jogpAipghvu.fsmfocbdi/ef").as_deref(),
            Some("info@hofgut-erlenbach.de")
        );
        assert_eq!(
            unveil("iregevro@abeqdhryy-grpuavx.qr", never).as_deref(),
            Some("vertrieb@nordquell-technik.de")
        );
        assert_eq!(
            unveil("d2hvbGVzYWxlQGxhcmttZWFkLmNvZmZlZQ==", never).as_deref(),
            Some("wholesale@larkmead.coffee")
        );
        assert_eq!(
            unveil("ed.retsum@ofni", never).as_deref(),
            Some("info@muster.de")
        );
        assert_eq!(
            unveil("info&#64;muster&period;de", never).as_deref(),
            Some("info@muster.de")
        );
        assert_eq!(
            unveil("%69nfo%40muster.de", never).as_deref(),
            Some("info@muster.de")
        );
    }

    #[test]
    fn of_two_readings_the_own_one_is_taken() {
        let own = |address: &str| address.ends_with("@tondelli-cucine.it");
        assert_eq!(
            unveil("vasb@gbaqryyv-phpvar.vg", own).as_deref(),
            Some("info@tondelli-cucine.it")
        );
        assert_eq!(
            unveil("vasb[at]zhfgre.qr", never).as_deref(),
            Some("info@muster.de")
        );
        assert_eq!(
            turned("vasb[at]zhfgre.se").as_deref(),
            Some("info@muster.fr")
        );
    }

    #[test]
    fn letters_that_were_moved_go_back() {
        assert_eq!(
            moved("3l1o3i0o0@2o0u1t3w1f3u0.1e0e").as_deref(),
            Some("info@muster.de")
        );
        assert_eq!(moved("jogpAnvtufs/ef").as_deref(), Some("info@muster.de"));
        assert_eq!(
            moved("nbjmup;jogpAnvtufs/ef").as_deref(),
            Some("info@muster.de")
        );
        assert_eq!(moved("1A2B3C4D"), None);
    }

    #[test]
    fn halves_are_read_in_one_manner() {
        for (name, domain) in [
            ("info", "muster.de"),
            ("aW5mbw==", "bXVzdGVyLmRl"),
            ("ofni", "ed.retsum"),
            ("vasb", "zhfgre.qr"),
        ] {
            assert_eq!(
                of_halves(name, domain).as_deref(),
                Some("info@muster.de"),
                "{name}"
            );
        }
        assert_eq!(of_halves("info@x", "muster.de"), None);
    }

    #[test]
    fn broken_encodings_give_nothing() {
        for broken in [
            "",
            "zz",
            "7c0f1d",
            "%%%%%%%%",
            "&#;&#x;&;",
            "AAAAAAAAAAAA",
            "éééééééé",
        ] {
            assert_eq!(unveil(broken, never), None);
            assert_eq!(cloudflare(broken), None);
        }
    }
}
