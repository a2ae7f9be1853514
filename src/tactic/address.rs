//! Tactics that look for a firm's address: quoted as text, or inside other addresses.

use super::{Ground, Query, Tactic};
use crate::campaign::Firm;
use crate::web::{Site, parse_given};

/// `"www.k.com" -site:k.com`.
pub const CITES: Tactic = Tactic {
    id: "cites",
    help: "\"www.BUYER.com\" -site:BUYER.com (needs sites in `[known]`)",
    explanation: "Pages that write a firm's address are partner lists, dealer lists and directories of the trade.",
    works: "For firms that have dealers, partners or members who list them.",
    needs: "`site` at the firms under `[known]`",
    packs_off: &["forums", "news"],
    promise: 40,
    make: cites,
};

/// Mentions of K's site outside of it.
pub const LINKS_TO: Tactic = Tactic {
    id: "links-to",
    help: "\"BUYER.com\" dealers, where to buy -site:BUYER.com (needs sites in `[known]`)",
    explanation: "Who links to a firm's site recommends it or sells for it. The large engines dropped `link:` in 2017, so \
                  the nearest form is asked: pages that name the domain beside words of dealers.",
    works: "For brands with a net of dealers, and for firms that others recommend.",
    needs: "`site` at the firms under `[known]`",
    packs_off: &["forums", "news"],
    promise: 35,
    make: links_to,
};

/// `inurl:K`.
pub const IN_URL: Tactic = Tactic {
    id: "in-url",
    help: "inurl:BUYER (needs sites in `[known]`)",
    explanation: "Pages whose address carries the firm's name are those of its dealers and distributors.",
    works: "For brands whose name stands in the addresses of their dealers' pages.",
    needs: "`site` at the firms under `[known]`",
    packs_off: &[],
    promise: 35,
    make: in_url,
};

fn sites(ground: &Ground<'_>) -> Vec<Site> {
    let known = &ground.campaign.known;
    let site = |firm: &Firm| {
        firm.site
            .as_deref()
            .and_then(parse_given)
            .as_ref()
            .and_then(Site::of)
    };
    let mut out: Vec<Site> = Vec::new();
    for site in known
        .buyers
        .iter()
        .chain(&known.competitors)
        .filter_map(site)
    {
        if !out.contains(&site) {
            out.push(site);
        }
    }
    out
}

fn cites(ground: &Ground<'_>) -> Vec<Query> {
    if !ground.first {
        return Vec::new();
    }
    let both = |site: Site| {
        let out = format!("-{site}");
        [format!("www.{site}"), site.to_string()].map(|text| ground.query().phrase(text).site(&out))
    };
    sites(ground).into_iter().flat_map(both).collect()
}

fn links_to(ground: &Ground<'_>) -> Vec<Query> {
    let words = ["where_to_buy", "dealer", "distributor"];
    let beside = |site: Site| {
        let out = format!("-{site}");
        words
            .iter()
            .filter_map(|id| ground.word(id))
            .map(|word| {
                ground
                    .query()
                    .phrase(site.to_string())
                    .term(word)
                    .site(&out)
            })
            .collect::<Vec<_>>()
    };
    sites(ground).into_iter().flat_map(beside).collect()
}

fn in_url(ground: &Ground<'_>) -> Vec<Query> {
    if !ground.first {
        return Vec::new();
    }
    let product = ground.product();
    let both = |site: Site| {
        let bare = ground
            .query()
            .in_url(site.label())
            .site(&format!("-{site}"));
        [bare.clone().term(&product), bare]
    };
    sites(ground).into_iter().flat_map(both).collect()
}
