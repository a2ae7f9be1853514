//! The keys of a record: what can tell that two records are one company.

use url::Url;

use crate::finding::{EmailKind, Page, PhoneKind};
use crate::market::site_class;
use crate::web::{Site, parse_given};

/// What a record says of the identity of its company. Everything is optional; several values of a kind may stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// The company's own site, where the record is a page of that site: all its pages are one company.
    pub home: Option<String>,
    /// Sites the record names as the company's: a registrable domain, or host and path of a profile on a platform.
    pub sites: Vec<String>,
    /// E-mail addresses, free-mail ones too.
    pub emails: Vec<String>,
    /// Domains of the addresses that are not at free-mail hosts or platforms.
    pub domains: Vec<String>,
    /// Numbers in E.164, faxes excluded.
    pub phones: Vec<String>,
    /// Fax numbers in E.164.
    pub faxes: Vec<String>,
    /// Digits of numbers whose country is not known.
    pub local_phones: Vec<String>,
    /// Registration numbers.
    pub registrations: Vec<String>,
    /// Names.
    pub names: Vec<String>,
    /// Streets with their numbers, or whole addresses where they are not split.
    pub streets: Vec<String>,
    /// Towns.
    pub cities: Vec<String>,
    /// Postal codes.
    pub postal_codes: Vec<String>,
    /// Countries, alpha-2.
    pub countries: Vec<String>,
    /// People.
    pub people: Vec<String>,
}

impl Keys {
    /// The keys of a page, or of a list's row that was read as a page.
    pub fn of(page: &Page) -> Self {
        let mut keys = Self::default();
        keys.take_address(page);
        keys.take_contacts(page);
        keys.take_place(page);
        let found = &page.findings;
        keys.names
            .extend(found.company.iter().map(|c| c.value.clone()));
        keys.people
            .extend(found.people.iter().map(|p| p.value.clone()));
        keys.registrations.extend(
            found
                .registrations
                .iter()
                .map(|r| plain(&r.value))
                .filter(|r| r.len() >= 5),
        );
        keys
    }

    fn take_address(&mut self, page: &Page) {
        let row = is_row(page);
        let Some(url) =
            parse_given(&page.url).filter(|_| !page.url.contains('#') || page.url.contains("://"))
        else {
            return;
        };
        let Some(key) = site_key(&url) else { return };
        let own = Site::of(&url).is_some_and(|s| site_class(&s).is_none());
        if own && !row {
            self.home = Some(key.clone());
        }
        self.sites.push(key);
        self.sites.extend(
            page.findings
                .socials
                .iter()
                .filter_map(|s| site_key(&parse_given(&s.value)?)),
        );
    }

    fn take_contacts(&mut self, page: &Page) {
        for email in &page.findings.emails {
            let address = email.value.to_lowercase();
            if email.kind != EmailKind::Freemail
                && let Some((_, host)) = address.rsplit_once('@')
                && let Some(site) = Site::of_host(host).filter(|s| site_class(s).is_none())
            {
                push_new(&mut self.domains, site.to_string());
            }
            push_new(&mut self.emails, address);
        }
        for phone in page.findings.phones.iter().filter(|p| p.e164.len() > 6) {
            let list = if phone.kind == PhoneKind::Fax {
                &mut self.faxes
            } else {
                &mut self.phones
            };
            push_new(list, phone.e164.clone());
        }
    }

    fn take_place(&mut self, page: &Page) {
        for address in &page.findings.addresses {
            push_new(
                &mut self.streets,
                address
                    .street
                    .clone()
                    .unwrap_or_else(|| address.value.clone()),
            );
            for (list, value) in [
                (&mut self.cities, &address.city),
                (&mut self.postal_codes, &address.postal_code),
                (&mut self.countries, &address.country),
            ] {
                if let Some(value) = value {
                    push_new(list, value.clone());
                }
            }
        }
        if let Some(country) = &page.country {
            push_new(&mut self.countries, country.clone());
        }
    }
}

fn push_new(list: &mut Vec<String>, value: String) {
    if !value.trim().is_empty() && !list.contains(&value) {
        list.push(value);
    }
}

/// A row of a list: its findings stand at `FILE#ROW`, not on the page its address names.
fn is_row(page: &Page) -> bool {
    page.source.contains('#') && !page.source.contains("://")
}

/// Letters and digits only, upper case: `DE 123 456 789` and `de123456789` are one number.
fn plain(number: &str) -> String {
    number
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}

/// A company's own site by its registrable domain; on a platform host and path, which name the company's profile.
fn site_key(url: &Url) -> Option<String> {
    let site = Site::of(url)?;
    if site_class(&site).is_none() {
        return Some(site.to_string());
    }
    let host = url.host_str()?.trim_start_matches("www.");
    let path = url.path().trim_matches('/').to_lowercase();
    (!path.is_empty() || host != site.as_str()).then(|| format!("{host}/{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_on_a_platform_is_a_key_and_the_platform_is_none() {
        let key = |u: &str| site_key(&Url::parse(u).unwrap());
        assert_eq!(
            key("http://www.muster.de/kontakt"),
            Some("muster.de".into())
        );
        assert_eq!(
            key("https://muster.en.alibaba.com/"),
            Some("muster.en.alibaba.com/".into())
        );
        assert_eq!(key("https://www.alibaba.com/"), None);
    }
}
