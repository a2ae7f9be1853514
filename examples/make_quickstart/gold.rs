//! The gold: one line a company, with every contact and the form it is written in.

use serde::Serialize;

use super::company::{Company, Contact};
use super::place::address;

#[derive(Serialize)]
struct Line {
    sites: Vec<String>,
    name: String,
    country: String,
    kind: String,
    lead: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    contacts: Vec<Listed>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    traps: Vec<Listed>,
}

#[derive(Serialize)]
struct Listed {
    kind: String,
    value: String,
    page: String,
    form: String,
}

/// The lines, in the order of the companies; several sites of one company share a line.
pub fn lines(companies: &[Company]) -> String {
    let firsts = companies.iter().filter(|c| c.same_as.is_none());
    let line = |first: &Company| {
        let all: Vec<&Company> = companies
            .iter()
            .filter(|c| c.site == first.site || c.same_as.as_deref() == Some(&first.site))
            .collect();
        serde_json::to_string(&of_company(first, &all)).expect("plain values") + "\n"
    };
    firsts.map(line).collect()
}

fn of_company(first: &Company, all: &[&Company]) -> Line {
    let gather = |of: fn(&Company) -> Vec<Contact>| {
        all.iter()
            .flat_map(|c| of(c).into_iter().map(|one| listed(c, one)))
            .collect()
    };
    Line {
        sites: all.iter().map(|c| c.site.clone()).collect(),
        name: first.name.clone(),
        country: first.country.clone(),
        kind: first.kind.clone(),
        lead: first.is_lead(),
        why: first.why.clone(),
        contacts: gather(Company::contacts),
        traps: gather(Company::traps),
    }
}

fn listed(c: &Company, contact: Contact) -> Listed {
    let page = address(c, &contact.page);
    let kind = if contact.kind == "mobile" {
        "phone".to_owned()
    } else {
        contact.kind
    };
    let value = if kind == "form" {
        page.clone()
    } else {
        contact.value
    };
    Listed {
        kind,
        value,
        page,
        form: contact.form,
    }
}
