//! Claims about what a list keeps back.

use jiff::Timestamp;

use super::*;
use crate::finding::{
    Address, Company, ContactForm, Email, EmailKind, Evidence, Findings, Messenger, Page, Phone,
    PhoneKind,
};

fn quoting(url: &str, words: &str) -> Evidence {
    Evidence::new(url.into(), Timestamp::UNIX_EPOCH, words.into()).unwrap()
}

fn email(value: &str) -> Email {
    Email {
        value: value.into(),
        kind: EmailKind::Role,
        obfuscated: false,
        evidence: quoting("list.csv#7", value),
    }
}

fn phone(e164: &str) -> Phone {
    Phone {
        value: e164.into(),
        e164: e164.into(),
        kind: PhoneKind::Phone,
        extension: None,
        evidence: quoting("list.csv#7", e164),
    }
}

fn company(value: &str) -> Findings {
    Findings {
        company: Some(Company {
            value: value.into(),
            alternate_name: None,
            evidence: quoting("list.csv#7", ""),
        }),
        ..Findings::default()
    }
}

fn address(country: &str) -> Address {
    Address {
        value: "x".into(),
        street: None,
        city: None,
        region: None,
        postal_code: None,
        country: Some(country.into()),
        phones: Vec::new(),
        evidence: quoting("u", ""),
    }
}

fn customer(url: &str, findings: Findings) -> Suppressions {
    Suppressions::from_pages(&[Page {
        source: "list.csv#7".into(),
        url: url.into(),
        fetched_at: Timestamp::UNIX_EPOCH,
        status: 200,
        title: String::new(),
        language: None,
        country: None,
        origins: Vec::new(),
        findings,
    }])
}

fn entries(
    all: &[(Kind, &str)],
    key: &SealKey,
    seal: fn(Entry, &SealKey) -> Entry,
) -> Suppressions {
    let all: Vec<Entry> = all
        .iter()
        .map(|(kind, text)| {
            seal(
                Entry::new(*kind, text, Timestamp::UNIX_EPOCH)
                    .unwrap()
                    .because("asked us"),
                key,
            )
        })
        .collect();
    Suppressions::from_entries(&all, key.clone())
}

fn key() -> SealKey {
    SealKey::new(&[7; 32])
}

#[test]
fn a_customer_is_known_by_anything_he_shares_with_his_row() {
    let found = Findings {
        emails: vec![email("Einkauf@Kunde.de")],
        phones: vec![phone("+4930123456")],
        ..company("Kunde Leuchten GmbH")
    };
    let all = customer("list.csv#7", found);
    let why = |findings: Findings, website| {
        all.verdict(&findings, website)
            .map(|w| (w.kind, w.value, w.row))
    };
    let row = || "list.csv#7".to_owned();
    assert_eq!(
        why(Findings::default(), Some("https://www.kunde.de/kontakt")),
        Some((Kind::Domain, "kunde.de".into(), row()))
    );
    assert_eq!(
        why(
            Findings {
                emails: vec![email("einkauf+x@kunde.de")],
                ..Findings::default()
            },
            None
        )
        .unwrap()
        .0,
        Kind::Email
    );
    assert_eq!(
        why(
            Findings {
                emails: vec![email("ceo@kunde.de")],
                ..Findings::default()
            },
            None
        )
        .unwrap()
        .0,
        Kind::Domain
    );
    assert_eq!(
        why(
            Findings {
                phones: vec![phone("+4930123456")],
                ..Findings::default()
            },
            None
        )
        .unwrap()
        .0,
        Kind::Phone
    );
    assert_eq!(
        why(
            company("KUNDE-LEUCHTEN G.m.b.H. & Co. KG"),
            Some("kunde-leuchten.com")
        )
        .unwrap()
        .0,
        Kind::Name
    );
    assert_eq!(
        why(company("Kunde Lampen GmbH"), Some("kunde-lampen.de")),
        None
    );
}

#[test]
fn a_customers_free_mailbox_or_profile_takes_no_stranger_with_it() {
    let all = customer(
        "https://www.facebook.com/kunde",
        Findings {
            emails: vec![email("kunde77@gmail.com")],
            ..company("General Trading LLC")
        },
    );
    let stranger = Findings {
        emails: vec![email("other@gmail.com")],
        ..company("General Trading LLC")
    };
    assert_eq!(
        all.verdict(&stranger, Some("https://facebook.com/other")),
        None
    );
    let himself = Findings {
        emails: vec![email("kunde.77@googlemail.com")],
        ..Findings::default()
    };
    assert_eq!(all.verdict(&himself, None).unwrap().kind, Kind::Email);
}

#[test]
fn a_row_without_a_website_is_no_site_though_its_file_looks_like_one() {
    let all = customer("list.csv#7", Findings::default());
    assert!(all.is_empty(), "{all:?}");
    let all = customer("kunde.de/shop", Findings::default());
    assert!(
        all.verdict(&Findings::default(), Some("https://kunde.de/"))
            .is_some()
    );
}

#[test]
fn one_suppressed_contact_goes_and_the_company_stays() {
    let all = entries(
        &[
            (Kind::Email, "anna@muster.de"),
            (Kind::Phone, "+49 30 123456"),
        ],
        &key(),
        |e, _| e,
    );
    let mut lead = Findings {
        emails: vec![email("info@muster.de"), email("ANNA@muster.de")],
        phones: vec![phone("+4930123456")],
        ..company("Muster")
    };
    assert_eq!(all.verdict(&lead, Some("muster.de")), None);
    assert_eq!(all.strip(&mut lead), 2);
    assert_eq!(
        lead,
        Findings {
            emails: vec![email("info@muster.de")],
            ..company("Muster")
        }
    );
    assert_eq!(all.strip(&mut lead), 0);
}

#[test]
fn no_quoted_words_give_a_suppressed_contact_away() {
    let all = entries(
        &[
            (Kind::Email, "anna@muster.de"),
            (Kind::Phone, "+49 30 1234567"),
        ],
        &key(),
        |e, _| e,
    );
    let mut other = email("info@muster.de");
    other.evidence = quoting("u", "info@muster.de, Anna [at] muster [dot] de");
    let mut fax = phone("+4930999");
    fax.evidence = quoting("u", "Tel (030) 123 45 67, Fax 999");
    let mut lead = Findings {
        emails: vec![email("anna@muster.de"), other],
        phones: vec![phone("+49301234567"), fax],
        ..Findings::default()
    };
    all.strip(&mut lead);
    let left = serde_json::to_string(&lead).unwrap().to_lowercase();
    assert!(
        !left.contains("anna") && !left.contains("123 45 67"),
        "{left}"
    );
}

#[test]
fn a_suppressed_domain_takes_its_company_and_its_addresses_elsewhere() {
    let all = entries(&[(Kind::Domain, "https://www.muster.de")], &key(), |e, _| e);
    assert_eq!(
        all.verdict(&Findings::default(), Some("http://shop.muster.de/"))
            .unwrap()
            .row,
        "asked us"
    );
    let mut agency = Findings {
        emails: vec![email("hilfe@muster.de"), email("info@agentur.de")],
        ..Findings::default()
    };
    assert_eq!(all.verdict(&agency, Some("agentur.de")), None);
    assert_eq!(all.strip(&mut agency), 1);
}

#[test]
fn a_form_on_a_suppressed_site_and_an_account_under_a_suppressed_number_go() {
    let listed = [
        (Kind::Domain, "muster.de"),
        (Kind::Phone, "+49 151 1234567"),
    ];
    let all = entries(&listed, &key(), |e, _| e);
    let form = |value: &str| ContactForm {
        value: value.into(),
        action: None,
        evidence: quoting("u", ""),
    };
    let account = |value: &str| Messenger {
        value: value.into(),
        kind: "telegram".into(),
        evidence: quoting("u", ""),
    };
    let mut lead = Findings {
        contact_forms: vec![
            form("https://www.muster.de/kontakt"),
            form("https://a.de/kontakt"),
        ],
        messengers: vec![account("+49 (0)151 1234567"), account("lampshop")],
        ..Findings::default()
    };
    assert_eq!(all.strip(&mut lead), 2);
    let left = (
        lead.contact_forms[0].value.as_str(),
        lead.messengers[0].value.as_str(),
    );
    assert_eq!(left, ("https://a.de/kontakt", "lampshop"));
}

#[test]
fn a_suppressed_country_takes_whoever_is_surely_there() {
    let all = entries(&[(Kind::Country, "Germany")], &key(), |e, _| e);
    let at = |countries: &[&str], website| {
        let addresses = countries.iter().map(|c| address(c)).collect();
        all.verdict(
            &Findings {
                addresses,
                ..Findings::default()
            },
            website,
        )
        .is_some()
    };
    assert!(
        at(&[], Some("muster.de"))
            && at(&["DE", "DE"], Some("muster.com"))
            && all.country("de").is_some()
    );
    assert!(
        !at(&["DE", "GB"], Some("muster.com"))
            && !at(&["DE"], Some("muster.co.uk"))
            && !at(&[], None)
    );
}

#[test]
fn a_sealed_entry_matches_and_shows_nothing() {
    let listed = [
        (Kind::Email, "Anna@Muster.de"),
        (Kind::Domain, "lux.fr"),
        (Kind::Name, "Rexel S.A."),
    ];
    let all = entries(&listed, &key(), Entry::sealed);
    let shown = format!("{all:?}").to_lowercase();
    assert!(
        ["anna", "lux", "rexel"]
            .iter()
            .all(|word| !shown.contains(word)),
        "{shown}"
    );
    assert!(all.email("anna+x@muster.de").is_some());
    assert!(
        all.verdict(&Findings::default(), Some("https://lux.fr"))
            .is_some()
    );
    assert!(all.verdict(&company("REXEL"), None).is_some());
    let otherwise = Suppressions::from_entries(&[], SealKey::new(&[8; 32])).and(all.clone());
    assert!(otherwise.email("bernd@muster.de").is_none());
}

#[test]
fn lists_joined_in_any_order_keep_a_customer_a_customer() {
    let said = entries(&[(Kind::Email, "info@kunde.de")], &key(), |e, _| e);
    let known = customer(
        "x",
        Findings {
            emails: vec![email("info@kunde.de")],
            ..Findings::default()
        },
    );
    let lead = Findings {
        emails: vec![email("info@kunde.de")],
        ..Findings::default()
    };
    for both in [said.clone().and(known.clone()), known.and(said)] {
        assert_eq!(both.verdict(&lead, None).unwrap().row, "list.csv#7");
        assert!(both.email("info@kunde.de").is_some());
    }
}

#[test]
fn forgetting_takes_the_contact_out_of_every_record_and_pages_about_it_away() {
    let entry = |kind, text| Entry::new(kind, text, Timestamp::UNIX_EPOCH).unwrap();
    let mut found = Findings {
        emails: vec![email("info@muster.de")],
        ..company("Muster Leuchten GmbH")
    };
    found.emails[0].evidence = quoting("https://muster.de/", "info@muster.de or anna@muster.de");
    let page = |url: &str| Page {
        source: url.into(),
        url: url.into(),
        fetched_at: Timestamp::UNIX_EPOCH,
        status: 200,
        title: "anna@muster.de".into(),
        language: None,
        country: None,
        origins: Vec::new(),
        findings: found.clone(),
    };
    let mut hers = page("https://muster.de/");
    assert_eq!(
        entry(Kind::Email, "anna@muster.de").erase_from(&mut hers),
        Fate::Changed
    );
    assert!(
        !serde_json::to_string(&hers).unwrap().contains("anna") && hers.findings.emails.len() == 1
    );
    assert_eq!(
        entry(Kind::Email, "anna@muster.de").erase_from(&mut hers),
        Fate::Untouched
    );
    let fate = |kind, text, url| entry(kind, text).erase_from(&mut page(url));
    assert_eq!(
        fate(Kind::Domain, "muster.de", "https://www.muster.de/x"),
        Fate::Gone
    );
    assert_eq!(
        fate(Kind::Domain, "muster.de", "https://agentur.com/x"),
        Fate::Changed
    );
    assert_eq!(
        fate(Kind::Name, "MUSTER LEUCHTEN", "https://agentur.com/x"),
        Fate::Gone
    );
    assert_eq!(
        fate(Kind::Country, "DE", "https://www.muster.de/x"),
        Fate::Gone
    );
    assert_eq!(
        fate(Kind::Phone, "+49301234567", "https://www.muster.de/x"),
        Fate::Untouched
    );
}
