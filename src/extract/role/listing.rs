//! Whether a page lists others: rows of other companies' sites, rows of companies' names, offers of many sellers.

use std::collections::BTreeSet;

use crate::document::{Block, BlockKind, Document, LinkKind, Region, Target};
use crate::extract::company::legal::names;
use crate::extract::linked::text as text_of;
use crate::extract::reading::Reading;
use crate::market::site_class;
use crate::text::fold;
use crate::web::Site;

/// Others' sites in rows of text from which a page is a list of them.
const SITES: usize = 10;
/// Companies named with their legal form, each in a short line of its own, from which a page is a list of them.
const FIRMS: usize = 10;
/// Sellers marked up at offers from which the goods are others'; and sellers that only a label names, where also units
/// and lengths may stand ("sold by the metre").
const SELLERS: usize = 3;
const LABELLED: usize = 6;
/// A longer text is no row.
const ROW: usize = 200;
/// A longer text is no name.
const NAME: usize = 70;

/// What says that a page lists others, in words; `None` where it does not.
pub(super) fn listed(reading: &Reading<'_>) -> Option<String> {
    let document = reading.document();
    let sites = sites(document);
    if sites >= SITES {
        return Some(format!("{sites} other companies' sites listed"));
    }
    let firms = firms(document);
    (firms >= FIRMS).then(|| format!("{firms} companies listed"))
}

/// Who sells what is offered, where that is several others.
pub(super) fn sellers(reading: &Reading<'_>, labelled: &BTreeSet<String>) -> Option<String> {
    let things = reading.things().iter();
    let stated = things.filter_map(|thing| text_of(thing, "seller"));
    let properties = reading.document().properties().iter();
    let marked = properties
        .filter(|p| p.name == "seller")
        .map(|p| p.value.clone());
    let mut all: BTreeSet<String> = stated
        .chain(marked)
        .map(|name| fold(&name))
        .filter(|name| !name.is_empty() && name.len() <= NAME)
        .collect();
    if labelled.len() >= LABELLED {
        all.extend(labelled.iter().map(|name| fold(name)));
    }
    let few: Vec<&str> = all.iter().take(SELLERS).map(String::as_str).collect();
    (all.len() >= SELLERS).then(|| format!("{} sellers: {} …", all.len(), few.join(", ")))
}

/// The name behind a seller's label ("sold by") that ends at a place of a text.
pub(super) fn labelled(text: &str, end: usize) -> Option<&str> {
    let rest = text[end..].trim_start_matches([':', '：', ' ', '\n']);
    let name = rest.split(['\n', '|', '•', '·', ',', ';', '(']).next()?;
    let name = name.trim();
    let is_name = name.len() > 1 && name.len() <= NAME && !name.contains(". ");
    (text.len() <= ROW && is_name).then_some(name)
}

/// Is a link's host another site's?
pub(super) fn is_elsewhere(document: &Document, link: usize) -> bool {
    let own = bare(document.url().host_str().unwrap_or_default());
    let host = document.links().get(link).and_then(|l| l.url.host_str());
    !own.is_empty() && host.map(bare).is_some_and(|h| !is_same(h, own))
}

fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

fn is_same(one: &str, other: &str) -> bool {
    one.ends_with(other) || other.ends_with(one)
}

/// Other companies' sites, each linked to by the words of a row of its own.
fn sites(document: &Document) -> usize {
    let links = document.links();
    if links.len() < SITES {
        return 0;
    }
    let rows = document.blocks().iter().filter(|b| is_row(b));
    let hosts: BTreeSet<&str> = rows
        .filter_map(|row| match row.spans.as_slice() {
            [one] => Some(one.target),
            _ => None,
        })
        .filter_map(|target| match target {
            Target::Link(link) if is_elsewhere(document, link) => links.get(link),
            _ => None,
        })
        .filter(|link| link.kind == LinkKind::Anchor)
        .filter_map(|link| link.url.host_str())
        .collect();
    if hosts.len() < SITES {
        return 0;
    }
    companies(hosts)
}

/// How many sites hosts are of, those of platforms left out.
pub(super) fn companies<'a>(hosts: impl IntoIterator<Item = &'a str>) -> usize {
    let sites: BTreeSet<Site> = hosts
        .into_iter()
        .filter_map(Site::of_host)
        .filter(|site| site_class(site).is_none())
        .collect();
    sites.len()
}

fn is_row(block: &Block) -> bool {
    block.region == Region::Body
        && block.text.len() <= ROW
        && matches!(
            block.kind,
            BlockKind::Item
                | BlockKind::Cell(_)
                | BlockKind::Term
                | BlockKind::Other
                | BlockKind::Heading(2..=6)
        )
}

/// Companies named with their legal form, each in a short line; those that share a first word are one (a group).
fn firms(document: &Document) -> usize {
    let rows = document.blocks().iter().filter(|b| is_row(b));
    let short: Vec<&str> = rows
        .map(|b| b.text.as_str())
        .filter(|t| t.len() <= NAME)
        .collect();
    if short.len() < 2 * FIRMS {
        return 0;
    }
    let firsts: BTreeSet<String> = short
        .into_iter()
        .filter_map(|text| {
            let named = names(text).into_iter().next()?;
            let name = text.get(named.start..named.end)?;
            fold(name).split(' ').next().map(str::to_owned)
        })
        .collect();
    firsts.len()
}
