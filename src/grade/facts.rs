//! What the rules look at, read once from a lead.

use std::collections::BTreeSet;

use super::context::GradeContext;
use super::kind::{Kind, kind_of};
use crate::finding::{Evidence, PhoneKind, Role};
use crate::lead::{Desk, Lead, desk_of};
use crate::market::{country_of_host, site_class};
use crate::text::{fold, words};
use crate::web::{Site, parse_given};

/// Roles of a buyer, the most wanted first.
pub(super) const BUYERS: &[&str] = &["importer", "distributor", "wholesaler", "agent", "retailer"];

/// A lead with what is often asked of it.
pub(super) struct Facts<'a> {
    pub(super) lead: &'a Lead,
    pub(super) context: &'a GradeContext,
    pub(super) site: Option<Site>,
    pub(super) kind: Option<Kind<'a>>,
    /// Where the product is named, and which of its words.
    pub(super) product: Option<(String, Option<String>)>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(lead: &'a Lead, context: &'a GradeContext, product: &[Vec<String>]) -> Self {
        let site = lead
            .website
            .as_deref()
            .and_then(parse_given)
            .and_then(|u| Site::of(&u));
        let kind = kind_of(lead, site.as_ref().and_then(site_class));
        let product = find_product(lead, product);
        Self {
            lead,
            context,
            site,
            kind,
            product,
        }
    }

    /// The role of this id, with its evidence.
    pub(super) fn role(&self, id: &str) -> Option<&'a Role> {
        self.lead.findings.roles.iter().find(|r| r.value == id)
    }

    /// Is the company of this kind?
    pub(super) fn is(&self, kind: &str) -> bool {
        self.kind.is_some_and(|k| k.id == kind)
    }

    pub(super) fn phone(&self) -> Option<&'a Evidence> {
        self.lead
            .findings
            .phones
            .iter()
            .find(|p| p.kind != PhoneKind::Fax)
            .map(|p| &p.evidence)
    }

    /// An address of a purchasing desk.
    pub(super) fn purchasing(&self) -> Option<(&'a str, &'a Evidence)> {
        self.lead
            .findings
            .emails
            .iter()
            .find(|e| desk_of(e) == Desk::Purchasing)
            .map(|e| (e.value.as_str(), &e.evidence))
    }

    /// An address under the company's own domain.
    pub(super) fn own_address(&self) -> Option<(&'a str, &'a Evidence)> {
        let site = self.site.as_ref()?;
        let own = |value: &str| {
            value
                .rsplit_once('@')
                .and_then(|(_, host)| Site::of_host(host))
                .as_ref()
                == Some(site)
        };
        self.lead
            .findings
            .emails
            .iter()
            .find(|e| own(&e.value))
            .map(|e| (e.value.as_str(), &e.evidence))
    }

    /// Different queries that led here.
    pub(super) fn queries(&self) -> usize {
        self.lead
            .origins
            .iter()
            .map(|o| &o.query)
            .filter(|q| !q.is_empty())
            .collect::<BTreeSet<_>>()
            .len()
    }

    /// Countries of its addresses and numbers' sites.
    pub(super) fn places(&self) -> BTreeSet<String> {
        let addresses = self
            .lead
            .findings
            .addresses
            .iter()
            .filter_map(|a| a.country.clone());
        let sites = self
            .lead
            .sites
            .iter()
            .filter_map(|s| parse_given(s))
            .filter_map(|u| Some(country_of_host(u.host_str()?)?.code.clone()));
        addresses
            .chain(sites)
            .chain(self.lead.country.clone())
            .collect()
    }
}

/// The product's names as folded words, longest first, so that the most exact name is told.
pub(super) fn product_of(context: &GradeContext) -> Vec<Vec<String>> {
    let mut names: Vec<Vec<String>> = context
        .product_words
        .iter()
        .map(|w| words(w))
        .filter(|w| !w.is_empty())
        .collect();
    names.sort_by_key(|n| {
        (
            std::cmp::Reverse(n.iter().map(String::len).sum::<usize>()),
            n.clone(),
        )
    });
    names.dedup();
    names
}

/// The product named in a title, in the words that state a role, or in the company's name.
fn find_product(lead: &Lead, product: &[Vec<String>]) -> Option<(String, Option<String>)> {
    if product.is_empty() {
        return None;
    }
    let page = || lead.website.clone();
    let found = &lead.findings;
    let titles = lead.titles.iter().map(|t| (t.as_str(), page()));
    let roles = found
        .roles
        .iter()
        .map(|r| (r.evidence.words(), Some(r.evidence.url().to_owned())));
    let name = found
        .company
        .iter()
        .map(|c| (c.value.as_str(), Some(c.evidence.url().to_owned())));
    titles.chain(roles).chain(name).find_map(|(text, url)| {
        let said = words(text);
        let folded = fold(text);
        product
            .iter()
            .find(|p| names(&said, &folded, p))
            .map(|p| (p.join(" "), url))
    })
}

/// Do the words stand in the text one after another, plural endings aside? Scripts without spaces are searched as they are.
fn names(said: &[String], folded: &str, product: &[String]) -> bool {
    let spaced = product
        .iter()
        .all(|w| w.chars().all(|c| (c as u32) < 0x2E80));
    if !spaced {
        return folded.contains(&product.concat());
    }
    said.windows(product.len())
        .any(|window| window.iter().zip(product).all(|(a, b)| same_word(a, b)))
}

fn same_word(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short == long
        || (short.len() >= 3
            && long
                .strip_prefix(short)
                .is_some_and(|end| matches!(end, "s" | "es" | "n" | "en" | "e" | "er" | "i")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_found_in_the_plural_and_not_inside_another_word() {
        let holds = |text: &str, product: &str| names(&words(text), &fold(text), &words(product));
        assert!(holds("LED Flood Lights | Muster", "LED flood light"));
        assert!(holds("LED泛光灯批发", "泛光灯"));
        assert!(!holds("Rolled flooding", "led flood"));
    }
}
