//! What a page is made of: a shop's or forum's program, articles, the types it gives itself for machines, what its
//! links are called, whom it lists.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::called::called;
use super::listing;
use super::lists::{Lists, named};
use super::menu;
use super::press;
use super::weigh::{ENOUGH, Read, Said};
use super::words::{MARKET, ROLES, SHELF, SHOP, WORKS};
use crate::document::{Document, LinkKind, Region};
use crate::extract::linked::types;
use crate::extract::reading::Reading;

/// Points of a type the page gives itself.
const TYPED: u32 = 5;
/// Points of the program that made the page.
const PROGRAM: u32 = 5;
/// Points of a legal form that only one kind has.
const FORM: u32 = 4;
/// Points of a word of the company's name.
const NAME: u32 = 2;
/// Points of offers of several sellers.
const SELLERS: u32 = 8;
/// What a page that names a kind this loudly, and lists others, adds to it.
const LISTS: u32 = 20;
const NAMED: u32 = 3;
/// More things of the same sort than this are a list of others.
const LISTED: usize = 4;
/// More sites linked to from the page's own text than this are a list of others.
const LINKED: usize = 25;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    program: Lists,
    form: Lists,
    r#type: Lists,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/made.toml")).expect("a test reads the table")
});

/// Adds what the page is made of to what its words say.
pub(super) fn add(reading: &Reading<'_>, company: Option<&str>, read: &mut Read) {
    let said = &mut read.said;
    add_hints(said);
    let document = reading.document();
    if let Some(generator) = document.meta("generator") {
        let lower = generator.to_lowercase();
        if let Some(kind) = named(&TABLE.program, |name| lower.contains(name)) {
            said.entry(kind).or_default().give(PROGRAM, generator);
        }
    }
    if let Some(company) = company {
        let lower = company.to_lowercase();
        if let Some(kind) = named(&TABLE.form, |form| lower.ends_with(form)) {
            said.entry(kind).or_default().give(FORM, company);
        }
        if let Some(kind) = called(company) {
            said.entry(kind).or_default().give(NAME, company);
        }
    }
    add_types(reading, said);
    let press = menu::add(document, said);
    press::add(document, &press, said);
    if let Some(words) = listing::sellers(reading, &read.sellers) {
        said.entry("marketplace").or_default().give(SELLERS, &words);
    }
    add_list(reading, said);
}

/// What is said of works makes a maker, and what is said of goods on a shelf a dealer, of whom nothing else is said.
fn add_hints(said: &mut BTreeMap<&'static str, Said>) {
    let hints = [(WORKS, "manufacturer"), (SHELF, "retailer")];
    let hints = hints.map(|(hint, kind)| (said.remove(hint), kind));
    let heard = |role: &str| said.get(role).is_some_and(|s| s.points >= ENOUGH);
    if ROLES.iter().any(|role| heard(role)) {
        return;
    }
    for (hint, kind) in hints {
        if let Some(hint) = hint.filter(|hint| hint.points > 0) {
            said.entry(kind).or_default().give(hint.points, &hint.words);
        }
    }
}

/// Who calls itself a marketplace, a directory or an association and lists others is one. Words that are mostly
/// something else ("market") say a marketplace only there.
fn add_list(reading: &Reading<'_>, said: &mut BTreeMap<&'static str, Said>) {
    let market = said.remove(MARKET).filter(|s| s.points > 0);
    let points = |kind: &&str| said.get(*kind).map_or(0, |s| s.points);
    let loudest = ["marketplace", "directory", "association"]
        .into_iter()
        .rev()
        .max_by_key(points)
        .filter(|kind| points(kind) >= NAMED);
    if loudest.is_some() || market.is_some() {
        let Some(list) = listing::listed(reading) else {
            return;
        };
        let kind = loudest.unwrap_or("marketplace");
        let of = said.entry(kind).or_default();
        let words = market.map_or(of.words.clone(), |m| m.words);
        of.give(LISTS, &format!("{words} … {list}"));
        return;
    }
    let linked = linked(reading.document());
    if linked > LINKED {
        let words = format!("{linked} links to other sites");
        said.entry("directory").or_default().give(2, &words);
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
    listing::companies(hosts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::role::lists::known;

    #[test]
    fn every_kind_of_the_table_is_one_we_know() {
        let lists = [&TABLE.program, &TABLE.form, &TABLE.r#type];
        for kind in lists.into_iter().flat_map(BTreeMap::keys) {
            assert!(known(kind).is_some(), "{kind}");
        }
    }
}
