//! Matching: does a lead or one of its contacts meet the customers' list or the suppression list?

use std::collections::BTreeMap;

use super::entry::{Entry, Kind, SealKey, Term};
use super::hosts::{is_freemail, is_shared};
use super::name::name_form;
use super::normal::{email_form, mail_host, phone_form, site_form};
use crate::finding::{Findings, Page};
use crate::market::country_of_host;

/// Why a lead must not leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// What was matched.
    pub kind: Kind,
    /// The lead's value, in normal form.
    pub value: String,
    /// Row of the customers' list (`FILE#ROW`), or the reason of the entry; empty where none was given.
    pub row: String,
}

/// Who said it, which decides how far it reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// The customers' list: whoever shares anything with a customer is that customer.
    Customer,
    /// The suppression list: it takes what it names, and no more.
    Entry,
}

#[derive(Debug, Clone)]
struct Row {
    said: Said,
    row: String,
}

type Table = BTreeMap<(Kind, String), Row>;

/// All that must not be kept or leave, ready to match. Two of them are joined with [`Suppressions::and`].
#[derive(Debug, Clone, Default)]
pub struct Suppressions {
    plain: Table,
    sealed: Table,
    key: Option<SealKey>,
}

impl Suppressions {
    /// From the rows of the user's own customers: by e-mail address, by the address's domain and the website unless
    /// many share it, by number and by name. What a row lacks, or what would match too much, is left out.
    pub fn from_pages(customers: &[Page]) -> Self {
        let mut all = Self::default();
        for page in customers {
            all.add_customer(page);
        }
        all
    }

    /// From the entries of the suppression list, with the key of their seals.
    pub fn from_entries(entries: &[Entry], key: SealKey) -> Self {
        let mut all = Self {
            key: Some(key),
            ..Self::default()
        };
        for entry in entries {
            all.add_entry(entry);
        }
        all
    }

    /// From one entry in the clear.
    pub(super) fn from_entry(entry: &Entry) -> Self {
        let mut all = Self::default();
        all.add_entry(entry);
        all
    }

    /// Both together. A customer stays a customer though he stands on the suppression list as well.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (at, row) in other.plain {
            self.insert(at, row);
        }
        self.sealed.extend(other.sealed);
        self.key = self.key.or(other.key);
        self
    }

    /// Is there nothing to match?
    pub fn is_empty(&self) -> bool {
        self.plain.is_empty() && self.sealed.is_empty()
    }

    /// Must the whole lead stay here, and why? Looks at its website, its addresses, its numbers, its name, and last at
    /// the country its website's domain or all its postal addresses name; see [`Suppressions::country`].
    pub fn verdict(&self, findings: &Findings, website: Option<&str>) -> Option<Why> {
        let site = website.and_then(site_form);
        site.as_ref()
            .and_then(|site| self.why(Kind::Domain, site.as_str()))
            .or_else(|| self.by_mail(findings))
            .or_else(|| self.by_phone(findings))
            .or_else(|| self.why(Kind::Name, &name_form(&findings.company.as_ref()?.value)?))
            .or_else(|| {
                self.country(&country_of(
                    findings,
                    site.as_ref().map(crate::web::Site::as_str),
                )?)
            })
    }

    /// Must leads of a country stay here? The code is alpha-2, in any case.
    pub fn country(&self, code: &str) -> Option<Why> {
        self.why(Kind::Country, &code.to_ascii_uppercase())
    }

    /// Must this address not be used? By itself or by its domain.
    pub fn email(&self, address: &str) -> Option<Why> {
        let form = email_form(address)?;
        self.why(Kind::Email, &form)
            .or_else(|| self.site(mail_host(&form)))
    }

    /// Must this number, in E.164 form, not be used?
    pub fn phone(&self, e164: &str) -> Option<Why> {
        self.why(Kind::Phone, e164)
    }

    /// Must nothing on the site of this address be used?
    pub fn site(&self, address: &str) -> Option<Why> {
        self.why(Kind::Domain, site_form(address)?.as_str())
    }

    /// Must this number, written in any international way, not be used?
    pub fn phone_written(&self, number: &str) -> Option<Why> {
        self.phone(&phone_form(number)?)
    }

    fn by_mail(&self, findings: &Findings) -> Option<Why> {
        findings
            .emails
            .iter()
            .find_map(|email| self.customers_mail(&email_form(&email.value)?))
    }

    fn customers_mail(&self, form: &str) -> Option<Why> {
        self.customer(Kind::Email, form)
            .or_else(|| self.customer(Kind::Domain, site_form(mail_host(form))?.as_str()))
    }

    fn by_phone(&self, findings: &Findings) -> Option<Why> {
        findings
            .phones
            .iter()
            .find_map(|phone| self.customer(Kind::Phone, &phone.e164))
    }

    fn why(&self, kind: Kind, value: &str) -> Option<Why> {
        let row = self.row(kind, value)?.row.clone();
        Some(Why {
            kind,
            value: value.to_owned(),
            row,
        })
    }

    fn customer(&self, kind: Kind, value: &str) -> Option<Why> {
        let row = self
            .row(kind, value)
            .filter(|row| row.said == Said::Customer)?
            .row
            .clone();
        Some(Why {
            kind,
            value: value.to_owned(),
            row,
        })
    }

    fn row(&self, kind: Kind, value: &str) -> Option<&Row> {
        if let Some(row) = self.plain.get(&(kind, value.to_owned())) {
            return Some(row);
        }
        if self.sealed.is_empty() {
            return None;
        }
        self.sealed
            .get(&(kind, self.key.as_ref()?.seal(kind, value)))
    }

    fn add_entry(&mut self, entry: &Entry) {
        let row = Row {
            said: Said::Entry,
            row: entry.reason.clone(),
        };
        match &entry.term {
            Term::Plain(value) => self.plain.insert((entry.kind, value.clone()), row),
            Term::Sealed(seal) => self.sealed.insert((entry.kind, seal.clone()), row),
        };
    }

    fn add_customer(&mut self, page: &Page) {
        let found = &page.findings;
        for email in &found.emails {
            let Some(form) = email_form(&email.value) else {
                continue;
            };
            let host = mail_host(&form);
            if !is_freemail(host) {
                self.add_site(host, email.evidence.url());
            }
            self.add(Kind::Email, Some(form), email.evidence.url());
        }
        for phone in &found.phones {
            self.add(Kind::Phone, Some(phone.e164.clone()), phone.evidence.url());
        }
        for form in &found.contact_forms {
            self.add_site(&form.value, form.evidence.url());
        }
        if let Some(company) = &found.company {
            self.add(
                Kind::Name,
                name_form(&company.value),
                company.evidence.url(),
            );
        }
        // A list's row has its website here, or else its place in the file again.
        if page.url.contains("://") || page.url != page.source {
            self.add_site(&page.url, &page.source);
        }
    }

    fn add_site(&mut self, address: &str, row: &str) {
        let site = site_form(address).filter(|site| !is_shared(site));
        self.add(Kind::Domain, site.map(|site| site.as_str().to_owned()), row);
    }

    fn add(&mut self, kind: Kind, value: Option<String>, row: &str) {
        if let Some(value) = value {
            self.insert(
                (kind, value),
                Row {
                    said: Said::Customer,
                    row: row.to_owned(),
                },
            );
        }
    }

    /// The first row that names something is the one shown; a customer's row comes before an entry.
    fn insert(&mut self, at: (Kind, String), row: Row) {
        let known = self.plain.entry(at).or_insert_with(|| row.clone());
        if known.said == Said::Entry && row.said == Said::Customer {
            *known = row;
        }
    }
}

/// The one country a lead is surely in.
fn country_of(findings: &Findings, host: Option<&str>) -> Option<String> {
    if let Some(country) = host.and_then(country_of_host) {
        return Some(country.code.clone());
    }
    let mut named = findings.addresses.iter().filter_map(|a| a.country.clone());
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}
