//! Normal forms: every spelling of an address, number or domain becomes the one it is matched by.

use rlibphonenumber::PhoneNumber;
use url::{Host, Url};

use crate::web::Site;

/// An e-mail address: lower case, its domain in ASCII, without a tag (`anna+fair@` is `anna@`); at Gmail also without
/// the dots that make no difference there.
pub fn email_form(text: &str) -> Option<String> {
    let text = text.trim().trim_matches(['<', '>', '"']).replace('＠', "@");
    let text = text
        .strip_prefix("mailto:")
        .or_else(|| text.strip_prefix("MAILTO:"))
        .unwrap_or(&text);
    let text = text.split('?').next().unwrap_or_default();
    let (local, host) = text.rsplit_once('@')?;
    let host = match host_form(host)? {
        host if host == "googlemail.com" => "gmail.com".to_owned(),
        host => host,
    };
    let mut local = local.to_lowercase();
    if let Some(tag) = local.find('+').filter(|at| *at > 0) {
        local.truncate(tag);
    }
    if host == "gmail.com" {
        local.retain(|c| c != '.');
    }
    let sound = !local.is_empty()
        && !local
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "@,;<>\"".contains(c));
    sound.then(|| format!("{local}@{host}"))
}

/// The host of a normal address.
pub fn mail_host(email: &str) -> &str {
    email.rsplit_once('@').map_or("", |(_, host)| host)
}

/// A host in lower case and ASCII.
pub fn host_form(text: &str) -> Option<String> {
    match Host::parse(text.trim().trim_end_matches('.')).ok()? {
        Host::Domain(name) if name.contains('.') => Some(name),
        _ => None,
    }
}

/// The site of an address, a host or an e-mail domain, however written.
pub fn site_form(text: &str) -> Option<Site> {
    let text = text.trim().trim_start_matches(['@', '*', '.']);
    if text.contains("://") {
        let url = Url::parse(text).ok()?;
        return if matches!(url.scheme(), "http" | "https") {
            Site::of(&url)
        } else {
            None
        };
    }
    let host = text.split(['/', '?', '#', ':']).next().unwrap_or_default();
    Site::of_host(&host_form(host)?)
}

/// A telephone number in E.164 form; `None` where it does not say its country.
pub fn phone_form(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix("tel:").unwrap_or(text);
    let international = match text.strip_prefix("00") {
        Some(rest) => format!("+{rest}"),
        None => text.replacen('＋', "+", 1),
    };
    if !international
        .trim_start_matches(['(', ' '])
        .starts_with('+')
    {
        return None;
    }
    let number: PhoneNumber = PhoneNumber::parse(&international, None).ok()?;
    Some(
        number
            .format_as(rlibphonenumber::PhoneNumberFormat::E164)
            .into_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_address_have_one_form() {
        let form = |t: &str| email_form(t).unwrap();
        assert_eq!(
            form(" mailto:Anna.Schmidt+Fair@Müller.DE?subject=x"),
            "anna.schmidt@xn--mller-kva.de"
        );
        assert_eq!(form("A.n.n.a@GoogleMail.com"), form("anna+x@gmail.com"));
        assert_eq!(form("<info@muster.de>"), "info@muster.de");
        assert!(
            [
                "info",
                "@muster.de",
                "info@localhost",
                "a b@muster.de",
                "info@"
            ]
            .iter()
            .all(|t| email_form(t).is_none())
        );
    }

    #[test]
    fn spellings_of_one_number_have_one_form() {
        for text in [
            "+49 30 1234567",
            "0049-30-1234567",
            "+49 (0)30 123 45 67",
            "tel:+49301234567",
            "(+49) 30/1234567",
        ] {
            assert_eq!(phone_form(text).as_deref(), Some("+49301234567"), "{text}");
        }
        assert_eq!(phone_form("030 1234567"), None);
    }

    #[test]
    fn spellings_of_one_site_have_one_form() {
        for text in [
            "https://www.shop.muster.co.uk/a?b",
            "WWW.MUSTER.co.uk",
            "@muster.co.uk",
            "muster.co.uk:8080/x",
            "*.muster.co.uk",
        ] {
            assert_eq!(site_form(text).unwrap().as_str(), "muster.co.uk", "{text}");
        }
        assert_eq!(site_form("bücher.de").unwrap().as_str(), "xn--bcher-kva.de");
        assert!(
            ["muster", "", "list.csv x", "ftp://muster.de", "co.uk"]
                .iter()
                .all(|t| site_form(t).is_none())
        );
    }

    proptest! {
        #[test]
        fn a_normal_form_is_its_own(text in "[a-zA-Z0-9.+_ü-]{1,12}@[a-zäé0-9-]{1,10}\\.(de|com|co\\.uk)") {
            if let Some(form) = email_form(&text) {
                prop_assert_eq!(email_form(&form), Some(form));
            }
        }

        #[test]
        fn no_text_can_stop_it(text in "\\PC{0,60}") {
            let _ = (email_form(&text), phone_form(&text), site_form(&text));
        }
    }
}
