//! What becomes of a kept record when somebody is forgotten.

use super::entry::{Entry, Kind, Term};
use super::matching::Suppressions;
use super::name::name_form;
use super::normal::site_form;
use super::strip::{Trace, erase_traces};
use crate::finding::Page;
use crate::market::country_of_host;

/// What becomes of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It has nothing to do with who is forgotten.
    Untouched,
    /// Something was taken out of it.
    Changed,
    /// It is about who is forgotten and must go.
    Gone,
}

impl Entry {
    /// Takes what this entry names out of a record, the words and titles that quote it included. A record *about* it
    /// (a page of the site, a row with the company's name) is to go as a whole. A sealed entry names nothing.
    pub fn erase_from(&self, page: &mut Page) -> Fate {
        let Term::Plain(value) = &self.term else {
            return Fate::Untouched;
        };
        if self.is_about(value, page) {
            return Fate::Gone;
        }
        let before = page.clone();
        Suppressions::from_entry(self).strip(&mut page.findings);
        if let Some(trace) = Trace::of(self.kind, value) {
            erase_traces(&mut page.findings, std::slice::from_ref(&trace));
            if trace.stands_in(&page.title) {
                page.title.clear();
            }
        }
        if *page == before {
            Fate::Untouched
        } else {
            Fate::Changed
        }
    }

    fn is_about(&self, value: &str, page: &Page) -> bool {
        let site = || site_form(&page.url).filter(|_| page.url.contains("://"));
        match self.kind {
            Kind::Domain => site().is_some_and(|site| site.as_str() == value),
            Kind::Name => page
                .findings
                .company
                .as_ref()
                .and_then(|c| name_form(&c.value))
                .is_some_and(|form| form == value),
            Kind::Country => site()
                .and_then(|site| country_of_host(site.as_str()))
                .is_some_and(|country| country.code == value),
            Kind::Email | Kind::Phone => false,
        }
    }
}
