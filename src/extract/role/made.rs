//! What a page is made of: a shop's or forum's program, articles, the types it gives itself for machines, what its
//! links are called, whom it lists.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::called::called;
use super::listing;
use super::press::{self, Press};
use super::weigh::{Read, Said};
use super::words::{MARKET, OTHERS, ROLES, SHOP};
use crate::document::{Document, LinkKind, Region};
use crate::extract::linked::types;
use crate::extract::phrase::Beginnings;
use crate::extract::reading::Reading;
use crate::text::fold;
use crate::web::Site;

/// Points of a type the page gives itself.
const TYPED: u32 = 5;
/// Points of a first link that is called so, of each further one that says the same kind, and of all at most.
const MENU: (u32, u32, u32) = (3, 1, 6);
const MEDIA: (u32, u32, u32) = (1, 2, 5);
const SERVICES: (u32, u32, u32) = (1, 1, 2);
/// Bytes of a link's text that can be a menu's.
const ENTRY: usize = 60;
/// Bytes of a text that can head a column.
const COLUMN: usize = 50;
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
struct File {
    program: Lists,
    menu: Lists,
    form: Lists,
    r#type: Lists,
    section: Lists,
    column: Lists,
}

pub(super) type Lists = BTreeMap<String, Vec<String>>;

struct Table {
    program: Lists,
    /// Kinds by what links are called, folded.
    menu: HashMap<String, &'static str>,
    /// How those begin.
    begins: Beginnings,
    form: Lists,
    r#type: Lists,
    /// Sections of a newspaper, folded.
    section: HashSet<String>,
    /// Columns beside its articles, folded.
    column: HashSet<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../data/made.toml")).expect("a test reads the table");
    let menu = by_words(&file.menu, fold);
    let folded =
        |list: &Lists| -> HashSet<String> { list.values().flatten().map(|w| fold(w)).collect() };
    let (column, section) = (folded(&file.column), folded(&file.section));
    let entries = menu.keys().chain(&column).chain(&section);
    Table {
        begins: Beginnings::new(entries.map(String::as_str)),
        menu,
        column,
        section,
        program: file.program,
        form: file.form,
        r#type: file.r#type,
    }
});

/// Kinds by the words that say them.
pub(super) fn by_words(
    lists: &Lists,
    form: impl Fn(&str) -> String,
) -> HashMap<String, &'static str> {
    let kinds = lists
        .iter()
        .filter_map(|(kind, words)| Some((known(kind)?, words)));
    kinds
        .flat_map(|(kind, words)| words.iter().map(move |word| (word, kind)))
        .map(|(word, kind)| (form(word), kind))
        .collect()
}

/// Adds what the page is made of to what its words say.
pub(super) fn add(reading: &Reading<'_>, company: Option<&str>, read: &mut Read) {
    let said = &mut read.said;
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
    let mut press = add_menu(document, said);
    add_columns(document, &mut press.columns);
    press::add(document, &press, said);
    if let Some(words) = listing::sellers(reading, &read.sellers) {
        said.entry("marketplace").or_default().give(SELLERS, &words);
    }
    add_list(reading, said);
}

/// What its links are called: who shows a factory makes things, who asks for sellers is a marketplace.
/// Gives the words of a newspaper among them.
fn add_menu(document: &Document, said: &mut BTreeMap<&'static str, Said>) -> Press {
    let mut press = Press::default();
    let site = document.url().host_str().and_then(Site::of_host);
    let own = site.as_ref().map(|site| (site.as_str(), site.label()));
    let mut found: BTreeMap<&'static str, BTreeMap<String, &str>> = BTreeMap::new();
    let named = |text: &str| {
        let label = own.map_or("", |(_, label)| label);
        let head = text.get(..label.len());
        !label.is_empty() && head.is_some_and(|head| head.eq_ignore_ascii_case(label))
    };
    for link in document.links().iter().filter(|l| l.text.len() <= ENTRY) {
        if !TABLE.begins.may_have(&link.text) && !named(&link.text) {
            continue;
        }
        let mut text = fold(&link.text);
        if let Some(own) = own {
            text = without(text, own);
        }
        if TABLE.section.contains(&text) {
            press.sections.insert(text.clone());
        }
        if let Some(&kind) = TABLE.menu.get(&text) {
            found.entry(kind).or_default().insert(text, &link.text);
        } else if TABLE.column.contains(&text) {
            press.columns.insert(text);
        }
    }
    for (kind, entries) in found {
        let (first, each, most) = match kind {
            "service" => SERVICES,
            // Whoever has visitors sells advertisements.
            "media" => MEDIA,
            _ => MENU,
        };
        let more = u32::try_from(entries.len() - 1).unwrap_or(most);
        let points = first.saturating_add(more.saturating_mul(each)).min(most);
        let words: Vec<&str> = entries.into_values().take(3).collect();
        let points = if kind == SHOP { 1 } else { points };
        said.entry(kind)
            .or_default()
            .give(points, &words.join(" · "));
    }
    press
}

/// Adds the short texts of a page that head a newspaper's columns.
fn add_columns(document: &Document, columns: &mut BTreeSet<String>) {
    let blocks = document.blocks().iter();
    let short = blocks.filter(|b| b.text.len() <= COLUMN && b.spans.is_empty());
    for block in short.filter(|b| !b.text.bytes().any(|b| b.is_ascii_digit())) {
        let text = fold(&block.text);
        let text = text.trim_end_matches([' ', ':', '.', '»', '…']);
        if TABLE.column.contains(text) {
            columns.insert(text.to_owned());
        }
    }
}

/// A menu's entry without the site's own name: "sell on" of "sell on muster".
fn without(text: String, (site, label): (&str, &str)) -> String {
    if label.len() < 2 || !text.contains(label) {
        return text;
    }
    let rest: Vec<&str> = text
        .split(' ')
        .filter(|word| *word != site && *word != label)
        .collect();
    rest.join(" ")
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

fn named(table: &'static Lists, is: impl Fn(&str) -> bool) -> Option<&'static str> {
    let (kind, _) = table
        .iter()
        .find(|(_, names)| names.iter().any(|n| is(n)))?;
    known(kind)
}

pub(super) fn known(kind: &str) -> Option<&'static str> {
    let kinds = ROLES.iter().chain(OTHERS).chain(&[SHOP]);
    kinds.copied().find(|k| *k == kind)
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

    #[test]
    fn every_kind_of_the_table_is_one_we_know() {
        let file: File = toml::from_str(include_str!("../data/made.toml")).unwrap();
        let lists = [&file.program, &file.menu, &file.form, &file.r#type];
        for kind in lists.into_iter().flat_map(BTreeMap::keys) {
            assert!(known(kind).is_some(), "{kind}");
        }
    }

    #[test]
    fn a_menu_entry_says_one_kind() {
        let file: File = toml::from_str(include_str!("../data/made.toml")).unwrap();
        let mut seen: HashMap<String, String> = HashMap::new();
        for (kind, names) in file.menu {
            for name in names {
                let before = seen.insert(fold(&name), kind.clone());
                assert!(before.is_none_or(|b| b == kind), "{name}");
            }
        }
    }

    #[test]
    fn the_sites_own_name_is_no_part_of_an_entry() {
        let own = ("muster.de", "muster");
        assert_eq!(without("auf muster verkaufen".into(), own), "auf verkaufen");
        assert_eq!(without("sell on muster.de".into(), own), "sell on");
        assert_eq!(without("sell on amazon".into(), own), "sell on amazon");
    }
}
