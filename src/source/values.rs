//! Single values of cells: addresses, numbers, mailboxes.

use std::collections::HashSet;
use std::sync::LazyLock;

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, PhoneNumberType, Region};
use serde::Deserialize;
use url::Url;

use crate::finding::{EmailKind, PhoneKind};
use crate::market::{countries, mail_hosts};
use crate::text::fold;
use crate::web::{Site, parse_given};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    families: HashSet<String>,
    hosts: HashSet<String>,
    role_words: Vec<String>,
}

static MAIL: LazyLock<File> = LazyLock::new(|| {
    let mut file: File =
        toml::from_str(include_str!("data/freemail.toml")).expect("a test reads the table");
    file.hosts.extend(
        countries()
            .iter()
            .flat_map(|c| &c.mail_hosts)
            .chain(mail_hosts())
            .cloned(),
    );
    file
});

/// Digits of the shortest number that is more than an extension.
const SHORTEST: usize = 5;

/// Digits from which a number without a plus may begin with a country's code.
const WITH_COUNTRY: usize = 10;

/// A mailbox of a cell, lower case, and its kind; `None` for what is none.
pub(super) fn email_of(text: &str) -> Option<(String, EmailKind)> {
    let text = text
        .trim()
        .trim_matches(|c: char| "<>\"'()[].,;:".contains(c));
    let address = text
        .strip_prefix("mailto:")
        .unwrap_or(text)
        .split('?')
        .next()?
        .to_lowercase();
    let (local, host) = address.split_once('@')?;
    let fine = |c: char| c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    if local.is_empty()
        || !local.chars().all(fine)
        || !host.contains('.')
        || !host
            .chars()
            .all(|c| c.is_alphanumeric() || ".-".contains(c))
    {
        return None;
    }
    psl::domain(host.as_bytes()).filter(|d| d.suffix().is_known())?;
    let kind = kind_of(local, host);
    Some((address, kind))
}

fn kind_of(local: &str, host: &str) -> EmailKind {
    let site = Site::of_host(host);
    let family = site.as_ref().map(Site::label).unwrap_or_default();
    if MAIL.families.contains(family)
        || MAIL.hosts.contains(host)
        || site
            .as_ref()
            .is_some_and(|s| MAIL.hosts.contains(s.as_str()))
    {
        return EmailKind::Freemail;
    }
    let local = fold(local);
    let role = local.split(|c: char| !c.is_alphabetic()).any(|part| {
        MAIL.role_words
            .iter()
            .any(|w| part == w || (w.len() > 3 && part.starts_with(w.as_str())))
    });
    // A mailbox named like the firm is its general one.
    let named_like_the_firm = family.len() > 3
        && (local == family || family.starts_with(local.as_str()) && local.len() > 3);
    if role || named_like_the_firm {
        EmailKind::Role
    } else {
        EmailKind::Personal
    }
}

/// The mailboxes that stand in a cell, and the pieces with an `@` that are none.
pub(super) fn emails_of(cell: &str) -> (Vec<(String, EmailKind)>, Vec<String>) {
    let (mut found, mut broken) = (Vec::new(), Vec::new());
    for piece in cell
        .split(|c: char| c.is_whitespace() || ";,|/、，；".contains(c))
        .filter(|p| p.contains('@'))
    {
        match email_of(piece) {
            Some(email) => found.push(email),
            None => broken.push(piece.to_owned()),
        }
    }
    (found, broken)
}

/// The addresses of a website cell.
pub(super) fn websites_of(cell: &str) -> Vec<Url> {
    let pieces = cell
        .split(|c: char| c.is_whitespace() || ";,|".contains(c))
        .filter(|p| p.contains('.') && !p.contains('@'));
    pieces
        .filter_map(|p| parse_given(p.trim_matches(|c: char| "<>\"'()".contains(c))))
        .filter(has_known_suffix)
        .collect()
}

fn has_known_suffix(url: &Url) -> bool {
    url.host_str().is_some_and(|h| {
        h.parse::<std::net::Ipv4Addr>().is_ok()
            || psl::domain(h.as_bytes()).is_some_and(|d| d.suffix().is_known())
    })
}

/// A number of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Number {
    /// In E.164, with its extension and kind.
    World {
        e164: String,
        extension: Option<String>,
        kind: PhoneKind,
    },
    /// Digits whose country is not known.
    Local(String),
    /// No number at all.
    None,
}

/// The numbers of a cell, one text each: parted by `; , |` and line ends, and by `/` where both sides are whole numbers.
pub(super) fn numbers_in(cell: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for piece in cell
        .split(|c: char| ";|\n\r、；，,".contains(c))
        .map(str::trim)
        .filter(|p| !p.is_empty())
    {
        let sides: Vec<&str> = piece.split('/').map(str::trim).collect();
        let whole = |side: &&str| {
            side.chars().filter(char::is_ascii_digit).count() >= 7 || side.starts_with('+')
        };
        if sides.len() > 1 && sides.iter().all(whole) {
            out.extend(sides.into_iter().map(str::to_owned));
        } else {
            out.push(piece.to_owned());
        }
    }
    out
}

/// Reads a number as it is written in a country.
pub(super) fn number_of(text: &str, region: Option<&str>) -> Number {
    let digits: String = text
        .chars()
        .filter_map(|c| c.to_digit(10))
        .filter_map(|d| char::from_digit(d, 10))
        .collect();
    if digits.len() < SHORTEST {
        return Number::None;
    }
    let region = region.and_then(|r| r.parse::<Region>().ok());
    let from_label = &text[text
        .find(|c: char| c == '+' || c == '(' || c == '＋' || c.is_numeric())
        .unwrap_or(0)..];
    let international = from_label.strip_prefix("00").map(|rest| format!("+{rest}"));
    let tries = [
        Some(from_label.to_owned()),
        international,
        // Spreadsheets take the plus away; a shorter run of digits is a number of some town.
        (digits.len() >= WITH_COUNTRY).then(|| format!("+{digits}")),
    ];
    let parse = |text: &str| PHONE_NUMBER_UTIL.parse(text, region).ok();
    let found = tries
        .into_iter()
        .flatten()
        .filter_map(|t| parse(&t))
        .collect::<Vec<_>>();
    let valid = found.iter().find(|n| n.is_valid());
    match valid.or_else(|| {
        found
            .first()
            .filter(|n| n.is_possible_with_reason().is_ok())
    }) {
        Some(number) => world(number),
        None => Number::Local(digits),
    }
}

fn world(number: &PhoneNumber) -> Number {
    let kind = match number.get_type() {
        PhoneNumberType::Mobile => PhoneKind::Mobile,
        PhoneNumberType::TollFree => PhoneKind::TollFree,
        _ => PhoneKind::Phone,
    };
    let extension = number.extension.clone().filter(|e| !e.is_empty());
    let mut bare = number.clone();
    bare.extension = None;
    Number::World {
        e164: bare.format_as(PhoneNumberFormat::E164).into_owned(),
        extension,
        kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn e164(text: &str, region: &str) -> String {
        match number_of(text, Some(region)) {
            Number::World { e164, .. } => e164,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn numbers_are_read_as_their_country_writes_them() {
        assert_eq!(e164("030 / 901820", "DE"), "+4930901820");
        assert_eq!(e164("Tel.: 0191-2922021", "GB"), "+441912922021");
        assert_eq!(e164("0033 2 47.21.50.57", "FR"), "+33247215057");
        assert_eq!(e164("+49 (0)30 901820", "FR"), "+4930901820");
        assert_eq!(e164("4930901820", "DE"), "+4930901820");
        assert!(matches!(number_of("432-2213", None), Number::Local(d) if d == "4322213"));
        assert_eq!(number_of("n/a", Some("DE")), Number::None);
    }

    #[test]
    fn two_numbers_with_a_slash_are_two_and_one_is_one() {
        assert_eq!(numbers_in("212/333-7827"), ["212/333-7827"]);
        assert_eq!(
            numbers_in("0231 394829 / 0231 394830"),
            ["0231 394829", "0231 394830"]
        );
        assert_eq!(numbers_in("+49 30 1; +49 30 2"), ["+49 30 1", "+49 30 2"]);
    }

    #[test]
    fn mailboxes_have_their_kind_and_file_names_are_none() {
        assert_eq!(
            email_of("<Einkauf@Muster.DE>"),
            Some(("einkauf@muster.de".into(), EmailKind::Role))
        );
        assert_eq!(
            email_of("a.schmidt@muster.de").unwrap().1,
            EmailKind::Personal
        );
        assert_eq!(email_of("lux@gmail.com").unwrap().1, EmailKind::Freemail);
        assert_eq!(email_of("lux@yahoo.co.uk").unwrap().1, EmailKind::Freemail);
        assert_eq!(email_of("image@2x.png"), None);
        assert_eq!(emails_of("a@b.de, mailto:c@d.fr;x@y").0.len(), 2);
    }
}
