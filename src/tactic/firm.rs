//! Tactics that start from a firm of the trade: a known buyer, a competitor.

use super::ground::plain_words;
use super::{Ground, Query, Tactic};
use crate::campaign::Firm;

/// `P K`.
pub const KNOWN_BUYER: Tactic = Tactic {
    id: "known-buyer",
    help: "PRODUCT with the name of a big buyer (needs `[known] buyers`)",
    explanation: "Pages that name a big buyer beside the product are of his dealers, partners and rivals. Every name he \
                  goes by is a query of its own. Needs `[known] buyers`.",
    promise: 55,
    make: known_buyer,
};

/// `"C" distributor`.
pub const COMPETITOR: Tactic = Tactic {
    id: "competitor",
    help: "\"COMPETITOR\" distributor, dealer, where to buy (needs `[known] competitors`)",
    explanation: "A competitor's dealers buy this kind of product already; who looks for an alternative wants to change. \
                  Needs `[known] competitors`.",
    promise: 65,
    make: competitor,
};

fn names(firm: &Firm) -> Vec<String> {
    std::iter::once(&firm.name)
        .chain(&firm.also)
        .map(|n| plain_words(n))
        .filter(|n| !n.is_empty())
        .collect()
}

fn known_buyer(ground: &Ground<'_>) -> Vec<Query> {
    let products = ground.products();
    let mut out = Vec::new();
    for name in ground.campaign.known.buyers.iter().flat_map(names) {
        out.extend(
            products
                .iter()
                .map(|product| ground.query().term(product).term(&name)),
        );
    }
    out
}

fn competitor(ground: &Ground<'_>) -> Vec<Query> {
    let mut out = Vec::new();
    for name in ground.campaign.known.competitors.iter().flat_map(names) {
        let roles = ["distributor", "dealer", "importer", "where_to_buy"]
            .iter()
            .filter_map(|id| ground.word(id));
        out.extend(roles.map(|role| ground.query().phrase(name.clone()).term(role)));
        if ground.language == "en" {
            out.push(
                ground
                    .query()
                    .phrase("authorized distributor".into())
                    .term(&name),
            );
            out.push(ground.query().phrase(format!("alternative to {name}")));
            out.push(ground.query().phrase(format!("compatible with {name}")));
        }
    }
    out
}
