//! What the cells of one row say, field by field.

use std::sync::Arc;

use super::columns::Field;
use super::context::Skipped;
use super::shape::{Cells, Shape};
use super::values::{Number, emails_of, number_of, numbers_in, websites_of};
use crate::finding::{
    Address, Company, ContactForm, Email, EmailKind, Evidence, Findings, Messenger, Person, Phone,
    PhoneKind, Registration, Role, Social,
};
use crate::market::{SiteClass, country_named, country_of_host, site_class};
use crate::text::{fold, squeeze};
use crate::web::{Site, parse_given};

/// What a row has given so far.
pub(super) struct Reading<'a> {
    pub(super) cells: &'a Cells,
    pub(super) shape: &'a Shape,
    pub(super) place: Arc<str>,
    pub(super) seen: Evidence,
    pub(super) found: Findings,
    pub(super) website: Option<String>,
    pub(super) skipped: Vec<Skipped>,
    pub(super) local: Vec<String>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(cells: &'a Cells, shape: &'a Shape, seen: Evidence) -> Self {
        Self {
            cells,
            shape,
            place: seen.url().into(),
            seen,
            found: Findings::default(),
            website: None,
            skipped: Vec::new(),
            local: Vec::new(),
        }
    }
}

impl Reading<'_> {
    /// The filled cells of a field, with their headings.
    fn cells(&self, field: Field) -> Vec<(String, String)> {
        let columns = self
            .shape
            .fields
            .iter()
            .enumerate()
            .filter(|(_, f)| **f == Some(field));
        columns
            .filter_map(|(at, _)| {
                Some((
                    self.shape.headings.get(at)?.clone(),
                    self.cells.get(at)?.clone(),
                ))
            })
            .filter(|(_, c)| !c.is_empty())
            .collect()
    }

    fn first(&self, field: Field) -> Option<String> {
        self.cells(field)
            .into_iter()
            .map(|(_, cell)| squeeze(&cell))
            .find(|c| !is_blank(c))
    }

    fn skip(&mut self, (column, value): (String, String), why: &'static str) {
        self.skipped.push(Skipped {
            place: self.place.to_string(),
            column,
            value,
            why,
        });
    }

    pub(super) fn take_names(&mut self) {
        if let Some(value) = self.first(Field::Company) {
            self.found.company = Some(Company {
                value,
                alternate_name: None,
                evidence: self.seen.clone(),
            });
        }
        let parts = [self.first(Field::FirstName), self.first(Field::LastName)];
        let joined = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let names = self
            .cells(Field::Person)
            .into_iter()
            .map(|(_, c)| squeeze(&c))
            .chain([joined]);
        let function = self.first(Field::Function);
        let people: Vec<Person> = names
            .filter(|n| !is_blank(n) && n.chars().any(char::is_alphabetic) && !n.contains('@'))
            .map(|value| Person {
                value,
                function: function.clone(),
                email: None,
                phone: None,
                evidence: self.seen.clone(),
            })
            .collect();
        self.found.people = people;
        for (_, value) in self.cells(Field::Registration) {
            self.found.registrations.push(Registration {
                value: value.replace(' ', ""),
                kind: "register".to_owned(),
                evidence: self.seen.clone(),
            });
        }
        if let Some(value) = self.first(Field::Role).and_then(|r| role_of(&r)) {
            self.found.roles.push(Role {
                value: value.to_owned(),
                evidence: self.seen.clone(),
            });
        }
    }

    pub(super) fn take_web(&mut self) {
        for cell in self.cells(Field::Website) {
            let urls = websites_of(&cell.1);
            if urls.is_empty() && !is_blank(&cell.1) {
                self.skip(cell, "is no web address");
                continue;
            }
            for url in urls {
                let class = Site::of(&url).as_ref().and_then(site_class);
                if class == Some(SiteClass::Social) {
                    self.push_social(
                        url.as_str(),
                        Site::of(&url).map_or(String::new(), |s| s.label().to_owned()),
                    );
                } else if self.website.is_none() {
                    self.website = Some(url.to_string());
                }
            }
        }
    }

    pub(super) fn take_profiles(&mut self) {
        for (field, kind) in [
            (Field::Linkedin, "linkedin"),
            (Field::Facebook, "facebook"),
            (Field::Instagram, "instagram"),
        ] {
            for url in self
                .cells(field)
                .into_iter()
                .flat_map(|(_, c)| websites_of(&c))
            {
                self.push_social(url.as_str(), kind.to_owned());
            }
        }
        for url in self
            .cells(Field::Form)
            .into_iter()
            .flat_map(|(_, c)| websites_of(&c))
        {
            self.found.contact_forms.push(ContactForm {
                value: url.to_string(),
                action: None,
                evidence: self.seen.clone(),
            });
        }
        for (field, kind) in [
            (Field::Wechat, "wechat"),
            (Field::Skype, "skype"),
            (Field::Telegram, "telegram"),
        ] {
            if let Some(value) = self.first(field) {
                self.found.messengers.push(Messenger {
                    value,
                    kind: kind.to_owned(),
                    evidence: self.seen.clone(),
                });
            }
        }
    }

    fn push_social(&mut self, url: &str, kind: String) {
        self.found.socials.push(Social {
            value: url.to_owned(),
            kind,
            evidence: self.seen.clone(),
        });
    }

    pub(super) fn take_emails(&mut self) {
        for (heading, cell) in self.cells(Field::Email) {
            let (found, broken) = emails_of(&cell);
            for (value, kind) in found {
                if self.found.emails.iter().all(|e| e.value != value) {
                    self.found.emails.push(Email {
                        value,
                        kind,
                        obfuscated: false,
                        evidence: self.seen.clone(),
                    });
                }
            }
            for piece in broken {
                self.skip((heading.clone(), piece), "is no e-mail address");
            }
            if !cell.contains('@') && !is_blank(&cell) {
                self.skip((heading, cell), "is no e-mail address");
            }
        }
    }

    pub(super) fn take_numbers(&mut self, region: Option<&str>) {
        for (field, fixed) in [
            (Field::Phone, None),
            (Field::Mobile, Some(PhoneKind::Mobile)),
            (Field::Fax, Some(PhoneKind::Fax)),
            (Field::Whatsapp, Some(PhoneKind::Whatsapp)),
        ] {
            for (heading, cell) in self.cells(field) {
                for text in numbers_in(&cell) {
                    self.take_number((heading.clone(), text), region, fixed);
                }
            }
        }
    }

    fn take_number(
        &mut self,
        (heading, text): (String, String),
        region: Option<&str>,
        fixed: Option<PhoneKind>,
    ) {
        match number_of(&text, region) {
            Number::World {
                e164,
                extension,
                kind,
            } => {
                let kind = fixed.unwrap_or(if fold(&text).contains("fax") {
                    PhoneKind::Fax
                } else {
                    kind
                });
                if self
                    .found
                    .phones
                    .iter()
                    .all(|p| p.e164 != e164 || p.kind != kind)
                {
                    self.found.phones.push(Phone {
                        value: text,
                        e164,
                        kind,
                        extension,
                        evidence: self.seen.clone(),
                    });
                }
            }
            Number::Local(digits) => {
                self.local.push(digits);
                let why = "is no telephone number, or one whose country is not known (name it with --region)";
                self.skip((heading, text), why);
            }
            Number::None if is_blank(&text) => {}
            Number::None => self.skip((heading, text), "is no telephone number"),
        }
    }

    pub(super) fn country(&mut self) -> Option<String> {
        for cell in self.cells(Field::Country) {
            match country_named(&cell.1)
                .or_else(|| country_named(cell.1.trim_matches(|c: char| !c.is_alphanumeric())))
            {
                Some(country) => return Some(country.code.clone()),
                None if is_blank(&cell.1) => {}
                None => self.skip(cell, "is no country known here"),
            }
        }
        None
    }

    /// The country of its site's or mailboxes' domain.
    pub(super) fn country_of_hosts(&self) -> Option<String> {
        let site = self
            .website
            .as_deref()
            .and_then(parse_given)
            .and_then(|u| Some(country_of_host(u.host_str()?)?.code.clone()));
        let mail = || {
            self.found
                .emails
                .iter()
                .filter(|e| e.kind != EmailKind::Freemail)
                .find_map(|e| Some(country_of_host(e.value.rsplit_once('@')?.1)?.code.clone()))
        };
        site.or_else(mail)
    }

    pub(super) fn take_address(&mut self, country: Option<&str>) {
        let street = self.first(Field::Street);
        let whole = self.first(Field::Address);
        let city = self.first(Field::City);
        let postal_code = self.first(Field::PostalCode);
        let region = self.first(Field::Region);
        let parts = [
            whole.clone().or(street.clone()),
            postal_code.clone(),
            city.clone(),
            region.clone(),
        ];
        let value = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        if value.is_empty() {
            return;
        }
        let street = street.or(whole);
        self.found.addresses.push(Address {
            value,
            street,
            city,
            region,
            postal_code,
            country: country.map(str::to_owned),
            phones: Vec::new(),
            evidence: self.seen.clone(),
        });
    }
}

/// A cell that only says that there is nothing.
fn is_blank(cell: &str) -> bool {
    matches!(
        fold(cell).as_str(),
        "" | "-"
            | "--"
            | "---"
            | "n/a"
            | "na"
            | "n.a."
            | "no"
            | "none"
            | "null"
            | "nil"
            | "."
            | "x"
            | "/"
            | "?"
            | "无"
            | "暂无"
            | "unknown"
            | "tbd"
    )
}

/// The role a word of a list stands for.
fn role_of(text: &str) -> Option<&'static str> {
    let text = fold(text);
    let words = [
        ("importer", ["import", "进口", "импорт"]),
        ("distributor", ["distribut", "分销", "дистриб"]),
        ("wholesaler", ["wholesal", "批发", "grosshand"]),
        ("retailer", ["retail", "零售", "einzelhand"]),
        ("agent", ["agent", "代理", "vertret"]),
        ("manufacturer", ["manufact", "制造", "herstell"]),
    ];
    words
        .into_iter()
        .find(|(_, list)| list.iter().any(|w| text.contains(w)))
        .map(|(role, _)| role)
}
