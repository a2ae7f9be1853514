//! Tactics that look on sites which list buyers: trade boards, directories, customs records, social networks.

use super::ground::plain_words;
use super::{Ground, Query, Tactic};
use crate::campaign::changed;
use crate::market::{PlatformKind, Trade, platforms, platforms_of, trade_of};

/// `site:PLATFORM P buyer`.
pub const B2B: Tactic = Tactic {
    id: "b2b",
    help: "site:PLATFORM PRODUCT buyer, over the big B2B boards",
    explanation: "Buyers register on boards and post what they want. The pages name firms that are then looked up.",
    works: "For standard goods that are traded on boards.",
    needs: "",
    packs_off: &["marketplaces"],
    promise: 20,
    make: b2b,
};

/// `site:DIRECTORY P`.
pub const DIRECTORIES: Tactic = Tactic {
    id: "directories",
    help: "site:DIRECTORY PRODUCT, over the yellow pages and company directories of the country",
    explanation: "Directories list the firms of a trade in a place, with address and telephone.",
    works: "In countries whose firms stand in directories rather than on sites of their own.",
    needs: "",
    packs_off: &["marketplaces"],
    promise: 30,
    make: directories,
};

/// Customs-record sites.
pub const CUSTOMS: Tactic = Tactic {
    id: "customs",
    help: "site:CUSTOMS-SITE PRODUCT importer, or the customs code",
    explanation: "Titles of public customs-record pages name the importer. Takes `[product] hs` where it is given.",
    works: "For countries whose customs records are public: the Americas, India, and others.",
    needs: "`[product] hs` makes it sharper",
    packs_off: &["government"],
    promise: 25,
    make: customs,
};

/// Social networks.
pub const SOCIAL: Tactic = Tactic {
    id: "social",
    help: "site:linkedin.com/company PRODUCT importer",
    explanation: "Only the result's title and words are used: the social site itself is not read.",
    works: "In markets where firms live on social networks: the Gulf, South-East Asia, Latin America.",
    needs: "",
    packs_off: &[],
    promise: 25,
    make: social,
};

/// `P b2b marketplace X`.
pub const FIND_PLATFORMS: Tactic = Tactic {
    id: "find-platforms",
    help: "PRODUCT b2b marketplace COUNTRY, PRODUCT buyers guide",
    explanation: "Finds the boards, guides and directories of this trade in this country, which are then read as lists.",
    works: "Once for every new country, to learn where its trade meets.",
    needs: "",
    packs_off: &["marketplaces", "news"],
    promise: 20,
    make: find_platforms,
};

/// Boards and directories that belong to the trade used at most.
const MOST_OF_TRADE: usize = 4;

/// The sites of a kind for a ground, the country's own first, with the user's changes.
fn sites<'a>(ground: &Ground<'a>, kind: PlatformKind) -> Vec<&'a str> {
    let mut out = own(ground, kind);
    let name = PlatformKind::ALL.iter().find(|(k, _)| *k == kind);
    let user = name.and_then(|(_, name)| ground.campaign.packs.platforms.get(*name));
    for site in changed(platforms(kind), user.map_or(&[], Vec::as_slice)) {
        if !out.contains(&site) {
            out.push(site);
        }
    }
    out
}

/// The country's own sites of a kind; its directories with the user's changes.
fn own<'a>(ground: &Ground<'a>, kind: PlatformKind) -> Vec<&'a str> {
    let Some(country) = ground.country else {
        return Vec::new();
    };
    let user = ground.campaign.packs.platforms.get(&country.code);
    let user = user.filter(|_| kind == PlatformKind::Directory);
    changed(
        platforms_of(kind, &country.code),
        user.map_or(&[], Vec::as_slice),
    )
}

/// The trade that the product belongs to, by its English names.
fn trade(ground: &Ground<'_>) -> Option<&'static Trade> {
    let product = &ground.campaign.product;
    let names = product.buyer_words.iter().chain([&product.name]);
    names
        .chain(product.names_in("en", None))
        .find_map(|name| trade_of(name))
}

/// Calendars of fairs here, and the fairs of the trade.
pub fn fairs<'a>(ground: &Ground<'a>) -> (Vec<&'a str>, &'static [String]) {
    let names = trade(ground).map_or(&[][..], |t| t.fairs.as_slice());
    (sites(ground, PlatformKind::Fair), names)
}

/// Chambers of the country and associations of the trade, in the first language of the country.
pub fn bodies_of<'a>(ground: &Ground<'a>) -> Vec<&'a str> {
    if !ground.first {
        return Vec::new();
    }
    let mut out = own(ground, PlatformKind::Association);
    out.extend(
        trade(ground)
            .into_iter()
            .flat_map(|t| t.associations.iter().map(String::as_str)),
    );
    out
}

fn b2b(ground: &Ground<'_>) -> Vec<Query> {
    let Some(buyer) = ground.word("buyer") else {
        return Vec::new();
    };
    let product = ground.product();
    let on = |site: &str| named(ground, ground.query().term(&product).term(buyer)).site(site);
    if ground.language != "en" {
        // A country's own boards are in its language.
        return own(ground, PlatformKind::B2b).into_iter().map(on).collect();
    }
    let of_trade = trade(ground)
        .into_iter()
        .flat_map(|t| t.sites.iter().map(String::as_str));
    let mut out: Vec<Query> = of_trade.take(MOST_OF_TRADE).map(on).collect();
    out.extend(sites(ground, PlatformKind::B2b).into_iter().map(on));
    out
}

fn directories(ground: &Ground<'_>) -> Vec<Query> {
    let product = ground.product();
    let mut out = Vec::new();
    for kind in [PlatformKind::Directory, PlatformKind::YellowPages] {
        let own = own(ground, kind);
        for site in &own {
            out.push(ground.query().term(&product).site(site));
            out.extend(
                ground
                    .word("wholesaler")
                    .map(|role| ground.query().term(&product).term(role).site(site)),
            );
        }
        if ground.first {
            let everywhere = sites(ground, kind).into_iter();
            let everywhere = everywhere.filter(|site| !own.contains(site));
            out.extend(everywhere.map(|s| named(ground, ground.query().term(&product)).site(s)));
        }
    }
    out
}

fn customs(ground: &Ground<'_>) -> Vec<Query> {
    if !ground.first {
        return Vec::new();
    }
    let product = ground.product();
    let campaign = ground.campaign;
    let rivals: Vec<String> = campaign
        .known
        .competitors
        .iter()
        .map(|firm| plain_words(&firm.name))
        .filter(|name| !name.is_empty())
        .collect();
    let mut out = Vec::new();
    for site in sites(ground, PlatformKind::Customs) {
        out.push(named(ground, ground.query().term(&product).term("importer")).site(site));
        let with =
            |code: &String| named(ground, ground.query().term(&format!("HS {code}"))).site(site);
        out.extend(campaign.product.hs.iter().take(1).map(with));
        // Whom a competitor ships to stands in the same records.
        let of = |name: &String| named(ground, ground.query().phrase(name.clone())).site(site);
        out.extend(rivals.iter().map(of));
    }
    out
}

fn social(ground: &Ground<'_>) -> Vec<Query> {
    let Some(role) = ground.word("importer") else {
        return Vec::new();
    };
    let product = ground.product();
    let on = |site: &str| named(ground, ground.query().term(&product).term(role)).site(site);
    sites(ground, PlatformKind::Social)
        .into_iter()
        .map(on)
        .collect()
}

fn find_platforms(ground: &Ground<'_>) -> Vec<Query> {
    if ground.language != "en" {
        return Vec::new();
    }
    let product = ground.product();
    ["b2b marketplace", "buyers guide", "trade directory"]
        .iter()
        .map(|kind| named(ground, ground.query().term(&product).term(kind)))
        .collect()
}

/// The query with the country's name, where there is one.
pub fn named(ground: &Ground<'_>, query: Query) -> Query {
    match ground.country_name() {
        Some(name) => query.term(name),
        None => query,
    }
}
