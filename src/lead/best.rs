//! The best value of each kind and the best way in.
//!
//! A named buyer's address > purchasing > the site's form > WhatsApp or telephone > fax > the general mailbox: mail
//! from strangers to a general mailbox is thrown away, a message on the firm's own form is read by somebody.

use super::mailbox::{Desk, Say, belongs_to, desk_of, say_of};
use super::record::{Best, Lead};
use crate::finding::{Email, Findings, Phone, PhoneKind};

/// The best values of what was found.
pub fn choose_best(found: &Findings) -> Best {
    let email = best_email(found);
    let phone = best_phone(found);
    Best {
        way: best_way(found, email).map(str::to_owned),
        email: email.map(|e| e.value.clone()),
        phone: phone.map(|p| p.e164.clone()),
    }
}

/// Lower is better.
fn rank(email: &Email, found: &Findings) -> (u8, u8) {
    let named = found
        .people
        .iter()
        .filter(|p| belongs_to(email, p))
        .map(say_of)
        .min();
    let desk = desk_of(email);
    let first = match (named, desk) {
        (Some(Say::Purchasing), _) => 0,
        (_, Desk::Purchasing) => 1,
        (Some(Say::Deciding), Desk::Personal) => 2,
        (_, Desk::Sales) => 3,
        (_, Desk::General) => 4,
        (_, Desk::Other) => 5,
        (_, Desk::Personal) => 6,
        (_, Desk::Freemail) => 7,
        (_, Desk::Last) => 9,
    };
    (first, u8::from(email.obfuscated))
}

fn best_email(found: &Findings) -> Option<&Email> {
    found.emails.iter().min_by_key(|e| rank(e, found))
}

fn best_phone(found: &Findings) -> Option<&Phone> {
    let rank = |p: &Phone| match p.kind {
        PhoneKind::Phone => Some(0),
        PhoneKind::Mobile => Some(1),
        PhoneKind::Whatsapp => Some(2),
        PhoneKind::TollFree => Some(3),
        PhoneKind::Fax => None,
    };
    found
        .phones
        .iter()
        .filter(|p| !p.e164.is_empty())
        .filter_map(|p| Some((rank(p)?, p)))
        .min_by_key(|(r, _)| *r)
        .map(|(_, p)| p)
}

fn best_way(found: &Findings, email: Option<&Email>) -> Option<&'static str> {
    let worth = email.map(|e| rank(e, found).0);
    let has = |kind: PhoneKind| found.phones.iter().any(|p| p.kind == kind);
    if worth.is_some_and(|r| r <= 2) {
        Some("email")
    } else if !found.contact_forms.is_empty() {
        Some("form")
    } else if has(PhoneKind::Whatsapp) {
        Some("whatsapp")
    } else if has(PhoneKind::Phone) || has(PhoneKind::Mobile) || has(PhoneKind::TollFree) {
        Some("phone")
    } else if has(PhoneKind::Fax) {
        Some("fax")
    } else {
        worth.map(|_| "email")
    }
}

impl Lead {
    /// The person who decides most on buying, where one is named.
    pub fn key_person(&self) -> Option<&crate::finding::Person> {
        self.findings.people.iter().min_by_key(|p| say_of(p))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{ContactForm, EmailKind, Evidence, Person};

    fn seen() -> Evidence {
        Evidence::new(
            "http://a.de/".into(),
            "2026-01-01T00:00:00Z".parse().unwrap(),
            String::new(),
        )
        .unwrap()
    }

    fn found(emails: &[&str]) -> Findings {
        let email = |e: &&str| Email {
            value: (*e).into(),
            kind: EmailKind::Role,
            obfuscated: false,
            evidence: seen(),
        };
        Findings {
            emails: emails.iter().map(email).collect(),
            ..Findings::default()
        }
    }

    #[test]
    fn purchasing_is_better_than_the_form_and_the_form_than_info() {
        let mut found = found(&["jobs@a.de", "info@a.de"]);
        assert_eq!(choose_best(&found).email.as_deref(), Some("info@a.de"));
        found.contact_forms.push(ContactForm {
            value: "http://a.de/c".into(),
            action: None,
            evidence: seen(),
        });
        assert_eq!(choose_best(&found).way.as_deref(), Some("form"));
        found.emails.extend(self::found(&["einkauf@a.de"]).emails);
        assert_eq!(choose_best(&found).way.as_deref(), Some("email"));
        assert_eq!(choose_best(&found).email.as_deref(), Some("einkauf@a.de"));
    }

    #[test]
    fn a_named_buyer_comes_before_the_purchasing_mailbox() {
        let mut found = found(&["einkauf@a.de", "a.schmidt@a.de"]);
        found.people.push(Person {
            value: "Anna Schmidt".into(),
            function: Some("Leiterin Einkauf".into()),
            email: None,
            phone: None,
            evidence: seen(),
        });
        assert_eq!(choose_best(&found).email.as_deref(), Some("a.schmidt@a.de"));
    }
}
