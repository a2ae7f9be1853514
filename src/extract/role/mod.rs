//! What the company is: what it says of itself (importer, distributor, wholesaler, retailer, manufacturer, agent), and
//! every sign of what kind of company stands behind the page, also of those that buy nothing: services, associations,
//! marketplaces, directories, media, authorities, forums.
//!
//! The words are those of the language tables, of `data/roles.toml` and of `data/kinds.toml`, in the page's language
//! and in English; one automaton a language runs over the text as it stands, so that nothing need be folded. Title,
//! description and headings weigh most; "our suppliers", "become a distributor", "the manufacturer's warranty" and
//! what is linked to elsewhere weigh nothing. What a page is made of (a cart, articles, a forum's program, the types it
//! gives itself for machines), what its links are called ("become a seller", "our members"), what its company is called
//! and whether it lists others count too.

mod called;
mod does;
mod foreign;
mod hit;
mod listing;
mod lists;
mod made;
mod menu;
mod names;
mod near;
mod owner;
mod press;
#[cfg(test)]
mod tests;
mod trade;
mod weigh;
mod words;

use super::kind::Kind;
use super::reading::Reading;
use crate::finding::{Findings, Role, Sign};
use weigh::{ENOUGH, Said, read_words};
use words::ROLES;

/// Roles and signs of the company.
pub(super) const KIND: Kind = Kind {
    id: "roles",
    about: "what the company says it is: importer, distributor, wholesaler, retailer, manufacturer, agent; and signs of what kind of company it is",
    read,
};

/// Signs kept of a page.
const MOST: usize = 6;

fn read(reading: &Reading<'_>, findings: &mut Findings) {
    let company = findings.company.as_ref().map(|c| c.value.as_str());
    let mut all = read_words(reading, company);
    for &role in ROLES {
        if let Some(found) = all.said.get(role).filter(|s| s.points >= ENOUGH) {
            findings.roles.push(Role {
                value: role.to_owned(),
                evidence: reading.evidence(&found.words),
            });
        }
    }
    made::add(reading, company, &mut all);
    let said = all.said.into_iter();
    let mut said: Vec<(&str, Said)> = said.filter(|(_, s)| s.points > 0).collect();
    said.sort_by_key(|(id, said)| (std::cmp::Reverse(said.points), *id));
    said.truncate(MOST);
    findings.signs = said
        .into_iter()
        .map(|(id, said)| Sign {
            value: id.to_owned(),
            points: said.points,
            pages: 1,
            evidence: reading.evidence(&said.words),
        })
        .collect();
}
