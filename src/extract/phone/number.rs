//! Numbers by the numbering plans: what is valid where, and what kind of line it is.

use std::borrow::Cow;

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, PhoneNumberType, Region};

/// A valid number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// In E.164 form.
    pub e164: String,
    /// What kind of line.
    pub line: Line,
    /// Extension given with it.
    pub extension: Option<String>,
    /// Country, where it has one.
    pub region: Option<Region>,
}

/// What kind of line a number is, by its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// Fixed, or not told.
    Fixed,
    /// Mobile only.
    Mobile,
    /// Free for the caller.
    TollFree,
}

/// Reads a number in digits and ASCII punctuation. A number without a country code is read as one of the regions, the
/// first in which it is valid.
pub(super) fn read(text: &str, regions: &[Region]) -> Option<Number> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix("00")
        && let Some(number) = parse(&format!("+{rest}"), None)
    {
        return Some(number);
    }
    if text.starts_with('+') {
        return parse(text, None).or_else(|| without_trunk(text));
    }
    let read = |text: &str| {
        regions.iter().find_map(|region| {
            let number = parse(text, Some(*region))?;
            Some(with_lost_sign(text, &number).unwrap_or(number))
        })
    };
    read(text)
        .or_else(|| read(&without_old_trunk(text)?))
        .or_else(|| without_mexican_trunk(text, regions))
        .or_else(|| with_code_in_brackets(text, regions))
}

/// `(0-22) 544 26 60`: the zero for long distance that a plan has given up.
fn without_old_trunk(text: &str) -> Option<String> {
    let bracket = text.strip_prefix("(0-").map(|rest| format!("({rest}"));
    bracket.or_else(|| text.strip_prefix("0-").map(str::to_owned))
}

/// `01 800 838 7990`: the long-distance prefix that Mexico has given up.
fn without_mexican_trunk(text: &str, regions: &[Region]) -> Option<Number> {
    let mexico = region("MX").filter(|mexico| regions.contains(mexico))?;
    let rest = text.strip_prefix("01")?.trim_start_matches([' ', '-', '.']);
    parse(rest, Some(mexico)).filter(|number| number.region == Some(mexico))
}

/// `(632) 8636-5555` in the Philippines: the country's code and the area in one bracket, without a `+`.
fn with_code_in_brackets(text: &str, regions: &[Region]) -> Option<Number> {
    let rest = text.strip_prefix('(').filter(|r| !r.starts_with('0'))?;
    let number = parse(&format!("+{rest}"), None)?;
    let is_home = number.region.is_some_and(|r| regions.contains(&r));
    is_home.then_some(number)
}

/// `62 21 390 1007` in Indonesia: the country's code, set apart, whose `+` was left out. Where the plan takes it for
/// the number's beginning, the shorter reading holds.
fn with_lost_sign(text: &str, number: &Number) -> Option<Number> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (code, rest) = text.split_at(end);
    let is_apart = rest.starts_with([' ', '-', '.', '/']) && (1..=3).contains(&code.len());
    let doubled = number.e164.strip_prefix('+')?.strip_prefix(code)?;
    (is_apart && doubled.starts_with(code)).then(|| parse(&format!("+{text}"), None))?
}

/// `+351 (0) 21 …`: the trunk zero where the plan has none.
fn without_trunk(text: &str) -> Option<Number> {
    let at = text.find("(0)")?;
    parse(&format!("{}{}", &text[..at], &text[at + 3..]), None)
}

fn parse(text: &str, region: Option<Region>) -> Option<Number> {
    let number = PHONE_NUMBER_UTIL.parse(only_digits(text), region).ok()?;
    let kind = number.get_type();
    let line = match kind {
        PhoneNumberType::Unknown => return None,
        PhoneNumberType::Mobile => Line::Mobile,
        PhoneNumberType::TollFree => Line::TollFree,
        _ => Line::Fixed,
    };
    Some(Number {
        e164: number.format_as(PhoneNumberFormat::E164).into_owned(),
        line,
        extension: extension_of(&number),
        region: number.get_region_code(),
    })
}

/// A number written with digits and signs alone, without the signs, which the plans skip one by one; others as they are.
fn only_digits(text: &str) -> Cow<'_, str> {
    let (plus, rest) = match text.strip_prefix('+') {
        Some(rest) => ("+", rest),
        None => ("", text),
    };
    let is_sign = |byte: u8| matches!(byte, b' ' | b'-' | b'.' | b'/' | b'(' | b')');
    let mut signs = 0;
    for byte in rest.bytes() {
        match byte {
            b'0'..=b'9' => {}
            byte if is_sign(byte) => signs += 1,
            _ => return text.into(),
        }
    }
    if signs == 0 {
        return text.into();
    }
    let digits = rest.chars().filter(char::is_ascii_digit);
    plus.chars().chain(digits).collect::<String>().into()
}

fn extension_of(number: &PhoneNumber) -> Option<String> {
    number.extension.clone().filter(|e| !e.is_empty())
}

/// The region of an alpha-2 code.
pub(super) fn region(code: &str) -> Option<Region> {
    Region::from_code(&code.to_ascii_uppercase()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn e164(text: &str, code: &str) -> Option<String> {
        let regions: Vec<Region> = region(code).into_iter().collect();
        read(text, &regions).map(|n| n.e164)
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(
            e164("+49 (0) 30 23125-588", "").as_deref(),
            Some("+493023125588")
        );
        assert_eq!(
            e164("0049 30 23125588", "US").as_deref(),
            Some("+493023125588")
        );
        assert_eq!(
            e164("030 / 23 12 55 88", "DE").as_deref(),
            Some("+493023125588")
        );
        assert_eq!(
            e164("(212) 555-0143", "US").as_deref(),
            Some("+12125550143")
        );
        assert_eq!(e164("06 6982 1234", "IT").as_deref(), Some("+390669821234"));
        assert_eq!(
            e164("8 (495) 123-45-67", "RU").as_deref(),
            Some("+74951234567")
        );
        assert_eq!(
            e164("+351 (0) 213 456 789", "").as_deref(),
            Some("+351213456789")
        );
        assert_eq!(
            e164("62 21 390 1007", "ID").as_deref(),
            Some("+62213901007")
        );
        assert_eq!(
            e164("01 800 555 1234", "MX").as_deref(),
            Some("+528005551234")
        );
        // Their beginnings are those of towns.
        assert_eq!(e164("55 3222-1234", "BR").as_deref(), Some("+555532221234"));
        assert_eq!(
            e164("(0-22) 555 26 60", "PL").as_deref(),
            Some("+48225552660")
        );
        assert_eq!(
            e164("(632) 8555-5555", "PH").as_deref(),
            Some("+63285555555")
        );
        assert_eq!(e164("12345", "DE"), None);
    }

    #[test]
    fn the_plan_tells_mobile_and_free_lines() {
        let line = |t: &str| read(t, &[]).map(|n| n.line);
        assert_eq!(line("+49 171 1234567"), Some(Line::Mobile));
        assert_eq!(line("+49 800 1234567"), Some(Line::TollFree));
        assert_eq!(line("+49 30 23125588"), Some(Line::Fixed));
    }
}
