//! Offices: the telephone numbers that stand with an address, where a page has several.
//!
//! A number belongs to the address with which it shares the smallest element of the page; where all stand side by side in
//! one element, to the one nearest above it, with no heading between.

use ego_tree::NodeId;

use super::reading::Reading;
use crate::document::BlockKind;
use crate::finding::{Address, Findings, Phone};
use crate::text::squeeze;

/// Lines between an address and its number at most, where nothing but the order tells.
const REACH: usize = 8;
/// Addresses of one page that are looked at.
const MOST: usize = 300;

/// Gives each address of a page with several its own numbers, in E.164 form.
pub(super) fn assign(reading: &Reading<'_>, findings: &mut Findings) {
    if !(2..=MOST).contains(&findings.addresses.len()) || findings.phones.is_empty() {
        return;
    }
    let places = places_of(reading, &findings.addresses);
    let chains: Vec<Vec<NodeId>> = places.iter().map(|at| chain(reading, *at)).collect();
    for phone in &findings.phones {
        if phone.e164.is_empty() {
            continue;
        }
        let mut owners: Vec<usize> = lines_of(reading, phone)
            .into_iter()
            .filter_map(|line| owner(reading, line, &places, &chains))
            .collect();
        owners.sort_unstable();
        owners.dedup();
        // The number of the head office stands below every branch: it says nothing of any.
        if owners.len() < places.len() {
            for owner in owners {
                findings.addresses[owner].phones.push(phone.e164.clone());
            }
        }
    }
    for address in &mut findings.addresses {
        let mut seen = Vec::new();
        address.phones.retain(|phone| {
            let new = !seen.contains(phone);
            seen.push(phone.clone());
            new
        });
    }
}

/// The line in which each address stands, the one with its code or its street; each line is taken once, in order.
fn places_of(reading: &Reading<'_>, addresses: &[Address]) -> Vec<Option<usize>> {
    let lines = reading.lines();
    let mut from = 0;
    addresses
        .iter()
        .map(|address| {
            let street = address.street.as_deref().and_then(|s| s.split(',').next());
            let signs = [
                address.postal_code.as_deref(),
                street,
                address.city.as_deref(),
            ];
            let sign = signs.into_iter().flatten().find(|s| s.len() > 2)?;
            let holds = |at: &usize| lines[*at].text.contains(sign);
            let found = (from..lines.len())
                .find(holds)
                .or_else(|| (0..from.min(lines.len())).find(holds))?;
            from = found + 1;
            Some(found)
        })
        .collect()
}

/// The lines in which a number is written, or in which a link calls it.
fn lines_of(reading: &Reading<'_>, phone: &Phone) -> Vec<usize> {
    let written = squeeze(&phone.value);
    let lines = reading.lines();
    let text = |at: &usize| lines[*at].has_digit && lines[*at].text.contains(written.as_str());
    let found: Vec<usize> = (0..lines.len()).filter(text).collect();
    if !found.is_empty() {
        return found;
    }
    let digits = phone.e164.trim_start_matches('+');
    let document = reading.document();
    let calls = document.references().iter().filter(|r| {
        r.href.starts_with("tel:") && {
            let dialled: String = r.href.chars().filter(char::is_ascii_digit).collect();
            dialled.len() > 5 && digits.ends_with(dialled.trim_start_matches('0'))
        }
    });
    let line = |block: usize| lines.iter().position(|l| l.block == block);
    calls.filter_map(|r| line(r.block)).collect()
}

/// The elements around a line, the innermost first.
fn chain(reading: &Reading<'_>, line: Option<usize>) -> Vec<NodeId> {
    let document = reading.document();
    let block = line.and_then(|at| document.blocks().get(reading.lines()[at].block));
    let node = block.and_then(|b| document.html().tree.get(b.node));
    node.map_or_else(Vec::new, |node| {
        std::iter::once(node.id())
            .chain(node.ancestors().map(|a| a.id()))
            .collect()
    })
}

/// The address that a line belongs to.
fn owner(
    reading: &Reading<'_>,
    line: usize,
    places: &[Option<usize>],
    chains: &[Vec<NodeId>],
) -> Option<usize> {
    let lines = reading.lines();
    let own = chain(reading, Some(line));
    // How far out the first element is that holds both, by the number's own elements.
    let shared = |chain: &Vec<NodeId>| own.iter().position(|node| chain.contains(node));
    let near: Vec<(usize, usize)> = chains
        .iter()
        .enumerate()
        .filter_map(|(at, chain)| Some((shared(chain)?, at)))
        .collect();
    let least = near.iter().map(|(out, _)| *out).min()?;
    let mut nearest = near
        .iter()
        .filter(|(out, _)| *out == least)
        .map(|(_, at)| *at);
    let first = nearest.next()?;
    // A number in the foot of the page stands nearest to none: the element that holds both is the page itself.
    let is_apart = own.len().saturating_sub(least) <= 2;
    let Some(second) = nearest.next() else {
        return (!is_apart).then_some(first);
    };
    let all = [first, second].into_iter().chain(nearest);
    let above = all
        .filter_map(|at| Some((places[at]?, at)))
        .filter(|(place, _)| *place <= line);
    let (place, at) = above.max()?;
    let between = lines.get(place + 1..line).unwrap_or_default();
    let is_near = line - place <= REACH
        && lines[line].region == lines[place].region
        && !matches!(lines[line].kind, BlockKind::Heading(_))
        && !between
            .iter()
            .any(|l| matches!(l.kind, BlockKind::Heading(_)));
    is_near.then_some(at)
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::findings;

    fn offices(html: &str) -> Vec<(String, Vec<String>)> {
        let found = findings("http://www.muster.de/", Some("DE"), html).addresses;
        let office = |a: crate::finding::Address| (a.city.unwrap_or_default(), a.phones);
        found.into_iter().map(office).collect()
    }

    fn own(city: &str, phones: &[&str]) -> (String, Vec<String>) {
        (
            city.to_owned(),
            phones.iter().map(|p| (*p).to_owned()).collect(),
        )
    }

    #[test]
    fn cards_and_rows_have_their_own_numbers() {
        let card = |street: &str, town: &str, phone: &str| {
            format!("<div><p>Tel. {phone}</p><p>{street}</p><p>{town}</p></div>")
        };
        let cards = card("Hauptstr. 5", "10115 Berlin", "030 23125588")
            + &card("Marktplatz 1", "20095 Hamburg", "040 7654321");
        let wanted = [
            own("Berlin", &["+493023125588"]),
            own("Hamburg", &["+49407654321"]),
        ];
        assert_eq!(offices(&format!("<main>{cards}</main>")), wanted);
        let row = |street: &str, phone: &str| format!("<tr><td>{street}</td><td>{phone}</td></tr>");
        let rows = row("Hauptstr. 5, 10115 Berlin", "Tel. 030 23125588")
            + &row("Marktplatz 1, 20095 Hamburg", "Tel. 040 7654321");
        assert_eq!(offices(&format!("<table>{rows}</table>")), wanted);
    }

    #[test]
    fn side_by_side_a_number_is_the_one_aboves() {
        let flat = "<div><h3>Berlin</h3><p>Hauptstr. 5</p><p>10115 Berlin</p><p>Tel. 030 23125588</p><h3>Hamburg</h3><p>Marktplatz 1</p><p>20095 Hamburg</p><p>Tel. 040 7654321</p><p>Fax 040 7654322</p><h3>Zentrale</h3><p>Tel. 0800 3301000</p></div>";
        assert_eq!(
            offices(flat),
            [
                own("Berlin", &["+493023125588"]),
                own("Hamburg", &["+49407654321", "+49407654322"])
            ]
        );
    }

    #[test]
    fn the_number_of_all_is_nobodys() {
        let card = |street: &str, town: &str| format!("<div><p>{street}</p><p>{town}</p></div>");
        let cards = card("Hauptstr. 5", "10115 Berlin") + &card("Marktplatz 1", "20095 Hamburg");
        let page = format!("<main>{cards}</main><footer><p>Tel. 0800 3301000</p></footer>");
        assert_eq!(offices(&page), [own("Berlin", &[]), own("Hamburg", &[])]);
        let one = "<p>Hauptstr. 5, 10115 Berlin, Tel. 030 23125588</p>";
        assert_eq!(offices(one), [own("Berlin", &[])]);
    }
}
