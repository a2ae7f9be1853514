//! Tactics of the trade's surroundings: research reports, fairs, addresses on result pages.

use super::platform::{fairs, named};
use super::{Ground, Query, Tactic};
use crate::market::mail_hosts;

/// Mail hosts named in a query: those used everywhere, and those of the country.
const EVERYWHERE: usize = 2;
const OF_COUNTRY: usize = 4;

/// `P market research`.
pub const MARKET_RESEARCH: Tactic = Tactic {
    id: "market-research",
    help: "PRODUCT market research",
    explanation: "Reports name the importers and the brands of a trade.",
    works: "For goods that are traded by the ton or the thousand: reports are written about them.",
    needs: "",
    packs_off: &["news", "education"],
    promise: 15,
    make: market_research,
};

/// `P trade fair`.
pub const EXHIBITION: Tactic = Tactic {
    id: "exhibition",
    help: "PRODUCT trade fair, \"exhibitor list\" PRODUCT",
    explanation: "Who shows or visits at the trade's fairs is in the trade; an exhibitor list is then read as a list of firms.",
    works: "In trades with fairs of their own; best in the months before and after one.",
    needs: "",
    packs_off: &["news"],
    promise: 30,
    make: exhibition,
};

/// `P importer "contact us"`.
pub const EMAIL_HUNT: Tactic = Tactic {
    id: "email-hunt",
    help: "PRODUCT importer email \"contact us\", with the mail hosts firms there use",
    explanation: "Result pages that already show an address. Engines ignore a bare @, so the mail host is named.",
    works: "In countries where small firms write from free mailboxes.",
    needs: "",
    packs_off: &[],
    promise: 55,
    make: email_hunt,
};

fn market_research(ground: &Ground<'_>) -> Vec<Query> {
    let Some(words) = ground.word("market_research") else {
        return Vec::new();
    };
    let with = |product: String| {
        let plain = ground.query().term(&product).term(words);
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
    let mut out = Vec::new();
    for product in ground.products().into_iter().take(2) {
        let fairs = ground.roles("trade_fair");
        out.extend(
            fairs
                .iter()
                .map(|fair| named(ground, ground.query().term(&product).term(fair))),
        );
        if ground.language == "en" {
            out.push(named(
                ground,
                ground.query().term(&product).term("expo exhibitors"),
            ));
        }
        let lists = ground.words("exhibitor_list").into_iter().take(2);
        out.extend(lists.map(|list| {
            named(
                ground,
                ground.query().phrase(list.to_owned()).term(&product),
            )
        }));
    }
    if ground.first {
        let (calendars, of_trade) = fairs(ground);
        out.extend(of_trade.iter().map(|fair| {
            named(
                ground,
                ground.query().phrase(fair.clone()).term("exhibitors"),
            )
        }));
        let product = ground.product();
        out.extend(
            calendars
                .into_iter()
                .map(|site| named(ground, ground.query().term(&product)).site(site)),
        );
    }
    out
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
    let own = ground.country.map_or(&[][..], |c| c.mail_hosts.as_slice());
    for (hosts, most) in [(mail_hosts(), EVERYWHERE), (own, OF_COUNTRY)] {
        let hosts: Vec<&str> = hosts.iter().map(String::as_str).take(most).collect();
        if !hosts.is_empty() {
            out.push(ground.query().term(&product).term(role).any(&hosts));
        }
    }
    out
}
