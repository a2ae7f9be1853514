//! Tactics that start from a firm of the trade: a known buyer, a competitor.

use super::ground::plain_words;
use super::platform::named;
use super::{Ground, Query, Tactic};
use crate::campaign::Firm;

/// `P K`.
pub const KNOWN_BUYER: Tactic = Tactic {
    id: "known-buyer",
    help: "PRODUCT with the name of a big buyer (needs `[known] buyers`)",
    explanation: "Pages that name a big buyer beside the product are of his dealers, partners and rivals. Every name he \
                  goes by is a query of its own.",
    works: "In trades with a few big names that others sell for.",
    needs: "`[known] buyers`, each with all the names it goes by",
    packs_off: &[],
    promise: 55,
    make: known_buyer,
};

/// `"C" distributor`.
pub const COMPETITOR: Tactic = Tactic {
    id: "competitor",
    help: "\"COMPETITOR\" distributor, dealer, where to buy (needs `[known] competitors`)",
    explanation: "A competitor's dealers buy this kind of product already; who looks for an alternative wants to change.",
    works: "When a rival sells there through dealers already.",
    needs: "`[known] competitors`",
    packs_off: &["forums"],
    promise: 65,
    make: competitor,
};

/// `"NAME" CITY`.
pub const COMPANY_NAME: Tactic = Tactic {
    id: "company-name",
    help: "\"NAME\" CITY, \"NAME\" contact, \"NAME\" PRODUCT (needs `[known] names`)",
    explanation: "From a name out of a customs file or a fair's list to the firm's own site. A site counts only if its \
                  own page states the name.",
    works: "After a fair, and with customs files: they give names and no addresses.",
    needs: "`[known] names`, or `find --names FILE`",
    packs_off: &[],
    promise: 75,
    make: company_name,
};

/// What the best customers share.
pub const LOOK_ALIKE: Tactic = Tactic {
    id: "look-alike",
    help: "words that the best customers share, with roles and country (needs `[known] seeds` or `words`)",
    explanation: "New customers are like the loyal ones: what these write in the titles of their pages is looked for elsewhere.",
    works: "Once there are good customers; their sites are read in the first run, their words asked in the next.",
    needs: "`[known] seeds`, or the words themselves as `[known] words`",
    packs_off: &[],
    promise: 50,
    make: look_alike,
};

/// Words of the best customers used at most.
const MOST_WORDS: usize = 8;

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
    for word in shared_words(ground) {
        let names = ground.campaign.known.buyers.iter();
        out.extend(names.map(|firm| ground.query().term(&plain_words(&firm.name)).term(&word)));
    }
    out.retain(|query| query.terms.iter().all(|term| !term.is_empty()));
    out
}

/// What the sites of known buyers and good customers call the goods: their words, where they are of this language.
fn shared_words(ground: &Ground<'_>) -> Vec<String> {
    if !ground.first {
        return Vec::new();
    }
    let words = ground.campaign.known.words.iter().map(|w| plain_words(w));
    words.filter(|w| !w.is_empty()).take(MOST_WORDS).collect()
}

/// Words of the best customers: `P` in their words, with roles and country.
fn look_alike(ground: &Ground<'_>) -> Vec<Query> {
    let roles: Vec<&str> = ["importer", "distributor", "wholesaler"]
        .iter()
        .filter_map(|id| ground.word(id))
        .collect();
    let mut out = Vec::new();
    for word in shared_words(ground) {
        out.push(named(ground, ground.query().term(&word)));
        for role in &roles {
            out.push(named(ground, ground.query().term(&word).term(role)));
        }
        out.push(ground.query().term(&ground.product()).term(&word));
    }
    out
}

/// From a name to its site.
fn company_name(ground: &Ground<'_>) -> Vec<Query> {
    if !ground.first {
        return Vec::new();
    }
    let product = ground.product();
    let contact = ground.word("contact").unwrap_or("contact");
    let mut out = Vec::new();
    for firm in &ground.campaign.known.names {
        for name in names(firm) {
            let alone = || ground.query().phrase(name.clone());
            let city = firm
                .city
                .as_deref()
                .map(plain_words)
                .filter(|c| !c.is_empty());
            out.push(match city {
                Some(city) => alone().term(&city),
                None => named(ground, alone()),
            });
            out.push(alone().term(contact));
            out.push(alone().term(&product));
        }
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
