//! What a page's menu says of its company: a factory is shown by who makes things, sellers are asked for by a
//! marketplace, sections and columns are a newspaper's.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::lists::{Lists, by_words};
use super::press::Press;
use super::weigh::Said;
use super::words::SHOP;
use crate::document::{Document, Region};
use crate::extract::phrase::Beginnings;
use crate::text::fold;
use crate::web::Site;

/// Points of a first link that is called so, of each further one that says the same kind, and of all at most.
const MENU: (u32, u32, u32) = (3, 1, 6);
const MEDIA: (u32, u32, u32) = (1, 2, 5);
const SERVICES: (u32, u32, u32) = (1, 1, 2);
/// Points of an entry for goods with one of who makes them, and with several.
const SHOWN: (u32, u32) = (2, 3);
/// Bytes of a link's text that can be a menu's.
const ENTRY: usize = 60;
/// Bytes of a text that can head a column.
const COLUMN: usize = 50;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    menu: Lists,
    section: Lists,
    column: Lists,
    goods: Lists,
    works: Lists,
    served: Lists,
    dealt: Lists,
}

struct Table {
    /// Kinds by what links are called, folded.
    menu: HashMap<String, &'static str>,
    /// How those begin.
    begins: Beginnings,
    /// Sections of a newspaper, folded.
    section: HashSet<String>,
    /// Columns beside its articles, folded.
    column: HashSet<String>,
    /// Entries for goods, folded.
    goods: HashSet<String>,
    /// Entries of who makes goods, where there is one for goods, folded.
    works: HashSet<String>,
    /// Entries of who has services, where there is none for goods, folded.
    served: HashSet<String>,
    /// Entries for those who buy wholesale, folded: a shop and a maker have one as well.
    dealt: HashSet<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../data/menu.toml")).expect("a test reads the table");
    let menu = by_words(&file.menu, fold);
    let folded =
        |list: &Lists| -> HashSet<String> { list.values().flatten().map(|w| fold(w)).collect() };
    let (column, section) = (folded(&file.column), folded(&file.section));
    let (goods, works) = (folded(&file.goods), folded(&file.works));
    let (served, dealt) = (folded(&file.served), folded(&file.dealt));
    let entries = menu.keys().chain(&column).chain(&section);
    let entries = entries
        .chain(&goods)
        .chain(&works)
        .chain(&served)
        .chain(&dealt);
    Table {
        begins: Beginnings::new(entries.map(String::as_str)),
        menu,
        column,
        section,
        goods,
        works,
        served,
        dealt,
    }
});

/// What the entries of a page's menu say.
#[derive(Default)]
struct Menu<'a> {
    /// Entries by kind and by their folded text.
    found: BTreeMap<&'static str, BTreeMap<String, &'a str>>,
    press: Press,
    /// An entry for goods.
    goods: Option<&'a str>,
    /// Entries of who makes goods.
    works: BTreeMap<String, &'a str>,
    /// Entries of who has services.
    served: BTreeMap<String, &'a str>,
    /// An entry for those who buy wholesale.
    dealt: Option<&'a str>,
}

impl<'a> Menu<'a> {
    /// Adds an entry; `own` are the site's own names.
    fn add(&mut self, entry: &'a str, own: Option<(&str, &str)>) {
        let label = own.map_or("", |(_, label)| label);
        let head = entry.get(..label.len());
        let named = !label.is_empty() && head.is_some_and(|head| head.eq_ignore_ascii_case(label));
        if !TABLE.begins.may_have(entry)
            && !named
            && !SERVICE.iter().any(|end| entry.ends_with(end))
        {
            return;
        }
        let mut text = fold(entry);
        if let Some(own) = own {
            text = without(text, own);
        }
        if is_service(&text) {
            self.found.entry("service").or_default().insert(text, entry);
            return;
        }
        if TABLE.section.contains(&text) {
            self.press.sections.insert(text.clone());
        }
        if TABLE.goods.contains(&text) {
            self.goods.get_or_insert(entry);
        } else if TABLE.works.contains(&text) {
            self.works.insert(text.clone(), entry);
        } else if TABLE.served.contains(&text) {
            self.served.insert(text.clone(), entry);
        } else if TABLE.dealt.contains(&text) {
            self.dealt.get_or_insert(entry);
        }
        if let Some(&kind) = TABLE.menu.get(&text) {
            self.found.entry(kind).or_default().insert(text, entry);
        } else if TABLE.column.contains(&text) {
            self.press.columns.insert(text);
        }
    }
}

/// How an entry for one of several services ends ("Municipal services").
const SERVICE: [&str; 2] = ["ervices", "ERVICES"];
/// What whoever sells goods has services for.
const FOR: [&str; 9] = [
    "customer",
    "customers",
    "client",
    "products",
    "support",
    "goods",
    "parts",
    "sales",
    "after",
];

/// Is an entry one for a service ("Municipal services"), and not for a shop's customers?
fn is_service(text: &str) -> bool {
    let mut words = text.split(' ');
    let first = words.next().unwrap_or_default();
    words.next_back() == Some("services") && !FOR.contains(&first)
}

/// What its menu's entries are called: who shows a factory makes things, who asks for sellers is a marketplace, who shows
/// goods and how good they are makes them. Gives the words of a newspaper among them and among the short texts that head
/// its columns.
pub(super) fn add(document: &Document, said: &mut BTreeMap<&'static str, Said>) -> Press {
    let mut menu = Menu::default();
    let site = document.url().host_str().and_then(Site::of_host);
    let own = site.as_ref().map(|site| (site.as_str(), site.label()));
    for link in document.links().iter().filter(|l| l.text.len() <= ENTRY) {
        menu.add(&link.text, own);
    }
    // What opens a menu's list links to nothing.
    let blocks = document.blocks().iter();
    let heads = blocks.filter(|b| b.region == Region::Nav && b.spans.is_empty());
    for head in heads.filter(|b| b.text.len() <= ENTRY) {
        menu.add(&head.text, own);
    }
    if let Some(goods) = menu.goods.filter(|_| !menu.works.is_empty()) {
        let points = if menu.works.len() > 1 {
            SHOWN.1
        } else {
            SHOWN.0
        };
        let mut words = vec![goods];
        words.extend(menu.works.into_values().take(2));
        said.entry("manufacturer")
            .or_default()
            .give(points, &words.join(" · "));
    }
    if menu.goods.is_none() && !menu.served.is_empty() {
        menu.found
            .entry("service")
            .or_default()
            .append(&mut menu.served);
    }
    if let Some(dealt) = menu
        .dealt
        .filter(|_| !menu.found.contains_key("wholesaler"))
    {
        said.entry("wholesaler").or_default().give(1, dealt);
    }
    for (kind, entries) in menu.found {
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
    add_columns(document, &mut menu.press.columns);
    menu.press
}

/// Adds the short texts of a page that head a newspaper's columns.
fn add_columns(document: &Document, columns: &mut BTreeSet<String>) {
    let blocks = document.blocks().iter();
    let short = blocks.filter(|b| b.text.len() <= COLUMN && b.spans.is_empty());
    for block in short.filter(|b| !b.text.bytes().any(|b| b.is_ascii_digit())) {
        let head = block.text.trim_end_matches([' ', ':', '.', '»', '…']);
        if !TABLE.begins.may_have(head) {
            continue;
        }
        let text = fold(head);
        if TABLE.column.contains(&text) {
            columns.insert(text);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::role::lists::known;

    #[test]
    fn every_kind_of_the_table_is_one_we_know() {
        let file: File = toml::from_str(include_str!("../data/menu.toml")).unwrap();
        for kind in file.menu.keys() {
            assert!(known(kind).is_some(), "{kind}");
        }
    }

    #[test]
    fn a_menu_entry_says_one_kind() {
        let file: File = toml::from_str(include_str!("../data/menu.toml")).unwrap();
        let mut seen: HashMap<String, String> = HashMap::new();
        for (kind, names) in file.menu {
            for name in names {
                let before = seen.insert(fold(&name), kind.clone());
                assert!(before.is_none_or(|b| b == kind), "{name}");
            }
        }
    }

    #[test]
    fn an_entry_for_goods_is_none_of_who_makes_or_serves() {
        let file: File = toml::from_str(include_str!("../data/menu.toml")).unwrap();
        let mut seen = HashSet::new();
        for words in [&file.goods, &file.works, &file.served, &file.dealt] {
            for word in words.values().flatten() {
                assert!(seen.insert(fold(word)), "{word}");
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
