//! What a page is made of: a shop's or forum's program, articles, the types it gives itself for machines, whom it
//! links to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::weigh::Said;
use super::words::{OTHERS, ROLES, SHOP};
use crate::document::{Document, LinkKind, Region};
use crate::extract::linked::types;
use crate::extract::reading::Reading;
use crate::market::site_class;
use crate::text::fold;
use crate::web::Site;

/// Points of a type the page gives itself.
const TYPED: u32 = 5;
/// Points of what a link is called.
const MENU: u32 = 3;
/// Points of the program that made the page.
const PROGRAM: u32 = 5;
/// More things of the same sort than this are a list of others.
const LISTED: usize = 4;
/// More sites linked to from the page's own text than this are a list of others.
const LINKED: usize = 25;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    program: BTreeMap<String, Vec<String>>,
    menu: BTreeMap<String, Vec<String>>,
    r#type: BTreeMap<String, Vec<String>>,
}

static TABLE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/made.toml")).expect("a test reads the table")
});

/// Adds what the page is made of.
pub(super) fn add(reading: &Reading<'_>, said: &mut BTreeMap<&'static str, Said>) {
    let document = reading.document();
    if let Some(generator) = document.meta("generator") {
        let lower = generator.to_lowercase();
        if let Some(kind) = named(&TABLE.program, |name| lower.contains(name)) {
            said.entry(kind).or_default().give(PROGRAM, generator);
        }
    }
    add_types(reading, said);
    add_menu(document, said);
    let linked = linked(document);
    if linked > LINKED {
        let words = format!("{linked} links to other sites");
        said.entry("directory").or_default().give(2, &words);
    }
}

/// What its links are called: who shows a factory makes things.
fn add_menu(document: &Document, said: &mut BTreeMap<&'static str, Said>) {
    let links = document.links().iter().filter(|l| l.text.len() <= 40);
    let mut given = BTreeSet::new();
    for link in links {
        let text = fold(&link.text);
        if let Some(kind) = named(&TABLE.menu, |name| text == name)
            && given.insert(kind)
        {
            said.entry(kind).or_default().give(MENU, &link.text);
        }
    }
}

/// The types of its linked data and microdata.
fn add_types(reading: &Reading<'_>, said: &mut BTreeMap<&'static str, Said>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let things = reading.things().iter().flat_map(|t| types(t));
    let properties = reading.document().properties();
    let items = properties.iter().map(|p| (p.item_number, p.item.as_str()));
    let items: BTreeSet<(u32, &str)> = items.filter(|(_, item)| !item.is_empty()).collect();
    for name in things.chain(items.into_iter().map(|(_, item)| item)) {
        *counts.entry(name).or_default() += 1;
    }
    for (name, count) in counts {
        match named(&TABLE.r#type, |listed| listed == name) {
            Some(SHOP) => said.entry(SHOP).or_default().give(1, name),
            Some(kind @ ("media" | "forum")) => said.entry(kind).or_default().give(TYPED - 2, name),
            Some(_) if count > LISTED => said.entry("directory").or_default().give(TYPED, name),
            Some(kind) => said.entry(kind).or_default().give(TYPED, name),
            None => {}
        }
    }
}

fn named(
    table: &'static BTreeMap<String, Vec<String>>,
    is: impl Fn(&str) -> bool,
) -> Option<&'static str> {
    let (kind, _) = table
        .iter()
        .find(|(_, names)| names.iter().any(|n| is(n)))?;
    let kinds = ROLES.iter().chain(OTHERS).chain(&[SHOP]);
    kinds.copied().find(|k| k == kind)
}

/// Other companies' sites that the page's own text links to.
fn linked(document: &Document) -> usize {
    if document.links().len() <= LINKED {
        return 0;
    }
    let own = document.url().host_str().unwrap_or_default();
    let hosts: BTreeSet<&str> = document
        .links()
        .iter()
        .filter(|l| l.kind == LinkKind::Anchor)
        .filter(|l| {
            let block = document.blocks().get(l.block);
            block.is_none_or(|b| matches!(b.region, Region::Body))
        })
        .filter_map(|l| l.url.host_str())
        .filter(|host| !host.ends_with(own))
        .collect();
    let sites: BTreeSet<Site> = hosts
        .into_iter()
        .filter_map(Site::of_host)
        .filter(|site| site_class(site).is_none())
        .collect();
    sites.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_the_table_is_one_we_know() {
        let known: Vec<&str> = ROLES.iter().chain(OTHERS).chain(&[SHOP]).copied().collect();
        let table = &*TABLE;
        for kind in table
            .program
            .keys()
            .chain(table.menu.keys())
            .chain(table.r#type.keys())
        {
            assert!(known.contains(&kind.as_str()), "{kind}");
        }
    }
}
