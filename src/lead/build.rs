//! Pages with their clusters become leads.

use std::collections::BTreeMap;

use super::builder::LeadBuilder;
use super::record::Lead;
use crate::finding::Page;

/// The leads of pages in any order, each page with the key of its company; leads come in the order of the keys.
///
/// Memory grows with what the companies are, not with the number of pages.
pub fn build<K: Ord>(pages: impl IntoIterator<Item = (K, Page)>) -> Vec<Lead> {
    let mut companies: BTreeMap<K, LeadBuilder> = BTreeMap::new();
    for (key, page) in pages {
        companies.entry(key).or_default().add(page);
    }
    companies.into_values().map(LeadBuilder::finish).collect()
}

/// The leads of pages that arrive company by company (all pages of one key in a row): one company in memory at a time.
pub fn build_in_order<K: PartialEq>(
    pages: impl IntoIterator<Item = (K, Page)>,
) -> impl Iterator<Item = Lead> {
    let mut pages = pages.into_iter().peekable();
    std::iter::from_fn(move || {
        let (key, first) = pages.next()?;
        let mut company = LeadBuilder::default();
        company.add(first);
        while let Some((_, page)) = pages.next_if(|(k, _)| *k == key) {
            company.add(page);
        }
        Some(company.finish())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Company, Email, EmailKind, Evidence, Findings, Origin};
    use proptest::prelude::*;

    fn page(url: &str, hour: u8, emails: &[&str]) -> Page {
        let at = format!("2026-01-01T{hour:02}:00:00Z").parse().unwrap();
        let seen = || Evidence::new(url.into(), at, String::new()).unwrap();
        let email = |e: &&str| Email {
            value: (*e).into(),
            kind: EmailKind::Role,
            obfuscated: false,
            evidence: seen(),
        };
        let company = Some(Company {
            alternate_name: None,
            value: if hour.is_multiple_of(2) {
                "Muster GmbH".into()
            } else {
                "Muster".into()
            },
            evidence: seen(),
        });
        Page {
            source: url.into(),
            url: url.into(),
            fetched_at: at,
            status: 200,
            title: format!("Title {hour}"),
            language: Some("de".into()),
            country: Some("DE".into()),
            origins: vec![Origin {
                query: format!("q{}", hour % 3),
                ..Origin::default()
            }],
            findings: Findings {
                company,
                emails: emails.iter().map(email).collect(),
                ..Findings::default()
            },
        }
    }

    #[test]
    fn an_address_that_says_less_of_the_same_place_goes() {
        let address = |street: &str, code: Option<&str>| crate::finding::Address {
            value: format!("{street} {code:?}"),
            street: Some(street.into()),
            city: Some("Paris".into()),
            region: None,
            postal_code: code.map(str::to_owned),
            country: Some("FR".into()),
            phones: Vec::new(),
            evidence: Evidence::new(
                "http://a.fr/".into(),
                jiff::Timestamp::UNIX_EPOCH,
                String::new(),
            )
            .unwrap(),
        };
        let mut one = page("http://a.fr/", 1, &[]);
        one.findings.addresses = vec![
            address("4 Rue X", None),
            address("4 rue X", Some("75011")),
            address("5 rue X", None),
        ];
        let lead = build([(1, one)]).remove(0);
        let streets: Vec<_> = lead
            .findings
            .addresses
            .iter()
            .map(|a| a.street.as_deref())
            .collect();
        assert_eq!(streets, [Some("4 rue X"), Some("5 rue X")]);
    }

    #[test]
    fn a_value_is_kept_once_with_its_best_evidence() {
        let leads = build([
            (1, page("http://muster.de/blog/x", 1, &["info@muster.de"])),
            (
                1,
                page(
                    "http://muster.de/kontakt",
                    9,
                    &["info@muster.de", "einkauf@muster.de"],
                ),
            ),
            (1, page("http://muster.de/", 2, &["info@muster.de"])),
        ]);
        let lead = &leads[0];
        assert_eq!(leads.len(), 1);
        assert_eq!(lead.website.as_deref(), Some("http://muster.de/"));
        let info = lead
            .findings
            .emails
            .iter()
            .find(|e| e.value == "info@muster.de")
            .unwrap();
        assert_eq!(info.evidence.url(), "http://muster.de/kontakt");
        assert_eq!(lead.best.email.as_deref(), Some("einkauf@muster.de"));
        assert_eq!(lead.first_seen.unwrap().to_string(), "2026-01-01T01:00:00Z");
        assert_eq!(lead.last_seen.unwrap().to_string(), "2026-01-01T09:00:00Z");
        assert_eq!(lead.pages, 3);
    }

    #[test]
    fn the_id_is_the_hash_of_the_site_whatever_the_page() {
        let one = build([(1, page("http://muster.de/a", 1, &[]))]);
        let two = build([(9, page("https://www.muster.de/b", 3, &["x@y.de"]))]);
        assert_eq!(one[0].id, two[0].id);
        assert_eq!(one[0].id.len(), 16);
    }

    proptest! {
        #[test]
        fn the_order_of_pages_does_not_matter(hours in prop::collection::vec(0..24u8, 1..8), turn in 0..8usize) {
            let urls = ["http://a.de/", "http://a.de/kontakt", "http://b.de/x", "list.csv#3"];
            let pages: Vec<Page> = hours.iter().map(|h| page(urls[usize::from(*h) % 4], *h, &[["info@a.de", "x@b.de"][usize::from(*h) % 2]])).collect();
            let mut turned = pages.clone();
            turned.rotate_left(turn % pages.len());
            let lead = |pages: Vec<Page>| build(pages.into_iter().map(|p| (0, p)));
            let streamed: Vec<Lead> = build_in_order(pages.clone().into_iter().map(|p| (0, p))).collect();
            prop_assert_eq!(&lead(pages), &lead(turned.clone()));
            prop_assert_eq!(streamed, lead(turned));
        }
    }
}
