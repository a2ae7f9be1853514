//! The best value of each kind and the best way in.
//!
//! A named buyer's address > purchasing > the site's form > the sales desk > WhatsApp or telephone > fax > the general
//! mailbox: mail from strangers to a general mailbox is thrown away, a message on the firm's own form is read by somebody.

use super::mailbox::{Desk, Say, belongs_to, desk_of, say_of};
use super::record::{Best, Lead};
use crate::finding::{Email, EmailKind, Findings, Person, Phone, PhoneKind};
use crate::web::{Site, parse_given};

/// The best values of what was found, with the reasons.
pub fn choose_best(found: &Findings) -> Best {
    let email = best_email(found);
    let phone = best_phone(found);
    let (way, way_why) = best_way(found, email).unzip();
    Best {
        way: way.map(str::to_owned),
        email: email.map(|e| e.value.clone()),
        phone: phone.map(|p| p.e164.clone()),
        email_why: email.map(|e| rank(e, found).reason().to_owned()),
        way_why: way_why.map(str::to_owned),
        person: email.and_then(|e| owner(e, found)).map(|p| p.value.clone()),
    }
}

/// Who reads an address; the earlier, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    NamedBuyer,
    Purchasing,
    DecisionMaker,
    Sales,
    General,
    Other,
    Personal,
    Freemail,
    OtherDomain,
    Last,
}

impl Rank {
    fn reason(self) -> &'static str {
        match self {
            Self::NamedBuyer => "named_buyer",
            Self::Purchasing => "purchasing",
            Self::DecisionMaker => "decision_maker",
            Self::Sales => "sales",
            Self::General => "general",
            Self::Other => "other",
            Self::Personal => "personal",
            Self::Freemail => "freemail",
            Self::OtherDomain => "other_domain",
            Self::Last => "last_resort",
        }
    }
}

/// The person an address is of who decides most: the page groups them, or the address carries the name.
fn owner<'a>(email: &Email, found: &'a Findings) -> Option<&'a Person> {
    let own = |p: &&Person| p.email.as_ref() == Some(&email.value) || belongs_to(email, p);
    found.people.iter().filter(own).min_by_key(|p| say_of(p))
}

fn rank(email: &Email, found: &Findings) -> Rank {
    let desk = desk_of(email);
    let owner = owner(email, found);
    let is_desk = matches!(desk, Desk::Purchasing | Desk::Sales | Desk::General);
    if !is_desk && is_strange(email, found) && !owner.is_some_and(|p| belongs_to(email, p)) {
        return match desk {
            Desk::Last => Rank::Last,
            _ => Rank::OtherDomain,
        };
    }
    match (owner.map(say_of), desk) {
        (Some(Say::Purchasing), _) => Rank::NamedBuyer,
        (_, Desk::Purchasing) => Rank::Purchasing,
        (Some(Say::Deciding), Desk::Personal) => Rank::DecisionMaker,
        (_, Desk::Sales) => Rank::Sales,
        (_, Desk::General) => Rank::General,
        (_, Desk::Other) => Rank::Other,
        (_, Desk::Personal) => Rank::Personal,
        (_, Desk::Freemail) => Rank::Freemail,
        (_, Desk::Last) => Rank::Last,
    }
}

/// Is it at a domain of others, where the firm has addresses at its own? A customer's, beside his praise.
fn is_strange(email: &Email, found: &Findings) -> bool {
    let is_own = |email: &Email| {
        let at = email
            .value
            .split_once('@')
            .and_then(|(_, host)| Site::of_host(host));
        at.is_some()
            && at
                == parse_given(email.evidence.url())
                    .as_ref()
                    .and_then(Site::of)
    };
    email.kind != EmailKind::Freemail && !is_own(email) && found.emails.iter().any(is_own)
}

fn best_email(found: &Findings) -> Option<&Email> {
    let open = |e: &&Email| (rank(e, found), e.obfuscated);
    found.emails.iter().min_by_key(open)
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

/// The way and its reason. A mailbox that nobody should write to is a way only where there is no other.
fn best_way(found: &Findings, email: Option<&Email>) -> Option<(&'static str, &'static str)> {
    let rank = email.map(|e| rank(e, found));
    let has = |kind: PhoneKind| found.phones.iter().any(|p| p.kind == kind);
    match rank {
        Some(rank) if rank <= Rank::DecisionMaker => Some(("email", rank.reason())),
        _ if !found.contact_forms.is_empty() => Some(("form", "own_form")),
        Some(rank @ Rank::Sales) => Some(("email", rank.reason())),
        _ if has(PhoneKind::Whatsapp) => Some(("whatsapp", "direct_message")),
        _ if has(PhoneKind::Phone) || has(PhoneKind::Mobile) || has(PhoneKind::TollFree) => {
            Some(("phone", "direct_call"))
        }
        Some(_) if has(PhoneKind::Fax) => Some(("fax", "fax_before_mailbox")),
        _ if has(PhoneKind::Fax) => Some(("fax", "only_fax")),
        rank => rank.map(|r| ("email", r.reason())),
    }
}

impl Lead {
    /// The person who decides most on buying, where one is named.
    pub fn key_person(&self) -> Option<&Person> {
        self.findings.people.iter().min_by_key(|p| say_of(p))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{ContactForm, Evidence};

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
    fn a_sales_desk_is_written_to_before_anybody_is_called_or_faxed() {
        let mut found = found(&["verkauf@a.de"]);
        found.phones.push(Phone {
            value: "030 23125589".into(),
            e164: "+493023125589".into(),
            extension: None,
            kind: PhoneKind::Fax,
            evidence: seen(),
        });
        assert_eq!(choose_best(&found).way.as_deref(), Some("email"));
        found.emails = self::found(&["info@a.de"]).emails;
        let best = choose_best(&found);
        assert_eq!(best.way.as_deref(), Some("fax"));
        assert_eq!(best.way_why.as_deref(), Some("fax_before_mailbox"));
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

    #[test]
    fn an_address_the_page_groups_with_a_buyer_is_the_buyers_and_the_reason_says_so() {
        let mut found = found(&["info@a.cn", "li@a.cn"]);
        assert_eq!(choose_best(&found).email_why.as_deref(), Some("general"));
        found.people.push(Person {
            value: "李伟".into(),
            function: Some("采购经理".into()),
            email: Some("li@a.cn".into()),
            phone: None,
            evidence: seen(),
        });
        let best = choose_best(&found);
        assert_eq!(best.email.as_deref(), Some("li@a.cn"));
        assert_eq!(best.way_why.as_deref(), Some("named_buyer"));
        assert_eq!(best.person.as_deref(), Some("李伟"));
    }

    #[test]
    fn a_stranger_beside_a_buyer_is_not_the_buyer() {
        let mut found = found(&["jane.roe@customer.com", "info@a.de"]);
        found.emails[0].kind = EmailKind::Personal;
        found.people.push(Person {
            value: "Anna Schmidt".into(),
            function: Some("Head of Purchasing".into()),
            email: Some("jane.roe@customer.com".into()),
            phone: None,
            evidence: seen(),
        });
        assert_eq!(choose_best(&found).email.as_deref(), Some("info@a.de"));
        found.emails.remove(1);
        assert_eq!(
            choose_best(&found).email_why.as_deref(),
            Some("named_buyer")
        );
    }

    #[test]
    fn jobs_press_privacy_and_bills_come_last() {
        let mut order = vec![
            "jobs@a.de",
            "presse@a.de",
            "datenschutz@a.de",
            "info@a.de",
            "export@a.de",
            "einkauf@a.de",
        ];
        for want in ["einkauf@a.de", "export@a.de", "info@a.de"] {
            assert_eq!(choose_best(&found(&order)).email.as_deref(), Some(want));
            order.pop();
        }
        let best = choose_best(&found(&order));
        assert_eq!(best.email_why.as_deref(), Some("last_resort"));
    }
}
