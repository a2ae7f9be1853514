//! Tactics of the trade's surroundings: research reports, fairs, addresses on result pages.

use super::{Ground, Query, Tactic};

/// `P market research`.
pub const MARKET_RESEARCH: Tactic = Tactic {
    id: "market-research",
    help: "PRODUCT market research",
    explanation: "Reports name the importers and the brands of a trade.",
    promise: 15,
    make: market_research,
};

/// `P trade fair`.
pub const EXHIBITION: Tactic = Tactic {
    id: "exhibition",
    help: "PRODUCT trade fair, \"exhibitor list\" PRODUCT",
    explanation: "Who shows or visits at the trade's fairs is in the trade; an exhibitor list is then read as a list of firms.",
    promise: 30,
    make: exhibition,
};

/// `P importer "contact us"`.
pub const EMAIL_HUNT: Tactic = Tactic {
    id: "email-hunt",
    help: "PRODUCT importer email \"contact us\", with the mail hosts firms there use",
    explanation: "Result pages that already show an address. Engines ignore a bare @, so the mail host is named.",
    promise: 55,
    make: email_hunt,
};

fn market_research(ground: &Ground<'_>) -> Vec<Query> {
    if ground.language != "en" {
        return Vec::new();
    }
    let with = |product: String| {
        let plain = ground.query().term(&product).term("market research");
        match ground.country_name() {
            Some(name) => vec![plain.clone().term(name), plain],
            None => vec![plain],
        }
    };
    ground
        .products()
        .into_iter()
        .take(2)
        .flat_map(with)
        .collect()
}

fn exhibition(ground: &Ground<'_>) -> Vec<Query> {
    if ground.language != "en" {
        return Vec::new();
    }
    let with = |product: String| {
        let at = |query: Query| {
            ground
                .country_name()
                .map_or_else(|| query.clone(), |name| query.clone().term(name))
        };
        [
            at(ground.query().term(&product).term("trade fair")),
            at(ground.query().term(&product).term("expo exhibitors")),
            at(ground
                .query()
                .phrase("exhibitor list".into())
                .term(&product)),
        ]
    };
    ground
        .products()
        .into_iter()
        .take(2)
        .flat_map(with)
        .collect()
}

fn email_hunt(ground: &Ground<'_>) -> Vec<Query> {
    let Some(role) = ground.word("importer") else {
        return Vec::new();
    };
    let product = ground.product();
    let mut out = Vec::new();
    for contact in ground
        .word("contact")
        .filter(|_| ground.language != "en")
        .into_iter()
        .chain((ground.language == "en").then_some("contact us"))
    {
        out.push(
            ground
                .query()
                .term(&product)
                .term(role)
                .term("email")
                .phrase(contact.to_owned()),
        );
    }
    out.push(
        ground
            .query()
            .term(&product)
            .term(role)
            .any(&["gmail.com", "yahoo.com"]),
    );
    let hosts: Vec<&str> = ground
        .country
        .map_or(&[][..], |c| c.mail_hosts.as_slice())
        .iter()
        .map(String::as_str)
        .take(4)
        .collect();
    if !hosts.is_empty() {
        out.push(ground.query().term(&product).term(role).any(&hosts));
    }
    out
}
