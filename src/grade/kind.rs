//! What kind of company a lead is: by its site's class where that is known, else by the signs of all its pages.

use crate::finding::{Findings, Sign};
use crate::lead::Lead;
use crate::market::SiteClass;

/// Kinds that trade in goods, each with what its points are worth in tenths: the rarer word says more.
const TRADE: &[(&str, u32)] = &[
    ("importer", 12),
    ("manufacturer", 11),
    ("distributor", 11),
    ("wholesaler", 10),
    ("agent", 10),
    ("retailer", 9),
];
/// Kinds that buy no goods to sell them.
const OTHERS: &[&str] = &[
    "marketplace",
    "directory",
    "association",
    "government",
    "media",
    "forum",
];
/// Points from which one of the others is believed; and where nothing at all is said of trade.
const LOUD: u32 = 5;
const LOUD_ALONE: u32 = 3;
/// Points from which it is where it is said twice as loudly as any trade.
const CLAIMED: u32 = 4;
/// Points from which one of the others is believed that only the front page says.
const LOUD_IN_FRONT: u32 = 15;
/// A maker or a dealer that is named once, in passing ("ask your dealer"), may be anybody.
const ONCE: u32 = 1;
const PASSING: &[&str] = &["manufacturer", "retailer", "agent"];
/// What only a name says, or one sentence in passing, on each page, makes a maker of nobody who is heard to trade, and a
/// wholesaler of no shop ("Kereskedelmi Kft."): so many points a page at most, and what they are worth in tenths.
const FAINT: (u32, u32) = (2, 6);
/// From this weight a brand is one: who shows where its goods are sold.
const BRAND: u32 = 300;
/// A newspaper or a forum is one on each of its pages.
const STEADY: u32 = 400;
/// Points from which one is believed where nothing is said of trade and services.
const STEADY_ALONE: u32 = 4;
/// Kinds that are said on each page or not at all.
const STEADIES: &[&str] = &["media", "forum"];
const SHOPS_PAPER: u32 = 2;
/// What a cart adds to a retailer's points; and one that is plain to see: so many signs of it a page.
const CART: u32 = 3;
const PLAIN_CART: (u32, u32) = (2, 5);
/// Services stand on every trader's pages: they must be said this many times louder, but where next to nothing is said
/// of trade.
const SERVICE: u32 = 2;
const NEXT_TO_NOTHING: u32 = 3;

/// The kind, and the sign that says it; none where the site's class does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind<'a> {
    pub(super) id: &'static str,
    pub(super) sign: Option<&'a Sign>,
}

/// The kind of a company.
pub(super) fn kind_of(lead: &Lead, class: Option<SiteClass>) -> Option<Kind<'_>> {
    let found = &lead.findings;
    if let Some(class) = class.filter(|c| *c != SiteClass::Social || !has_own_contact(found)) {
        let id = of_class(class);
        return Some(Kind { id, sign: None });
    }
    let signs = Signs { lead };
    let id = signs.decide()?;
    Some(Kind {
        id,
        sign: signs.get(id),
    })
}

fn of_class(class: SiteClass) -> &'static str {
    match class {
        SiteClass::Marketplace => "marketplace",
        SiteClass::Directory | SiteClass::Customs | SiteClass::Research => "directory",
        SiteClass::Government => "government",
        SiteClass::Forum => "forum",
        SiteClass::Education => "service",
        _ => "media",
    }
}

/// A company that is known by its page at a social network alone may still have an address of its own.
fn has_own_contact(found: &Findings) -> bool {
    found.company.is_some() && found.has_contact()
}

struct Signs<'a> {
    lead: &'a Lead,
}

impl<'a> Signs<'a> {
    fn decide(&self) -> Option<&'static str> {
        let (trade, worth) = self.trade()?;
        let service = self.weight("service");
        let little = self.points(trade) < NEXT_TO_NOTHING && !self.has_plain_cart();
        let times = if little { 1 } else { SERVICE };
        let brand = self.weight("brand");
        match self.other(worth) {
            Some((id, other)) if other > worth * self.times_for(id) && other * 3 > service * 2 => {
                Some(id)
            }
            _ if brand >= BRAND && brand > worth && brand > service => Some("brand"),
            _ if service > 0 && service >= times * worth => Some("service"),
            _ if worth > 0 => Some(trade),
            _ if self.points("brand") > 0 => Some("brand"),
            _ => None,
        }
    }

    fn get(&self, id: &str) -> Option<&'a Sign> {
        self.lead.findings.signs.iter().find(|s| s.value == id)
    }

    /// Leads of older stores have roles and no signs.
    fn points(&self, id: &str) -> u32 {
        let found = &self.lead.findings;
        if found.signs.is_empty() {
            return if found.roles.iter().any(|r| r.value == id) {
                LOUD
            } else {
                0
            };
        }
        self.get(id).map_or(0, |s| s.points)
    }

    /// What a kind's points weigh, in hundredths: a sentence that stands on every page is said once, so that points
    /// count by the root of the number of pages they come from.
    fn weight(&self, id: &str) -> u32 {
        let pages = self.get(id).map_or(1, |s| s.pages.max(1));
        weight(self.points(id), pages)
    }

    /// The loudest kind of trade, with its weight times its worth; the first of equals.
    fn trade(&self) -> Option<(&'static str, u32)> {
        let cart = self.cart();
        let heard = |(id, worth): &(&'static str, u32)| {
            let more = if *id == "retailer" { cart } else { 0 };
            let pages = self.get(id).map_or(1, |sign| sign.pages.max(1));
            let maker = *id == "manufacturer";
            let named =
                maker || *id == "wholesaler" && (cart > 0 || self.points("retailer") > ONCE);
            let (weight, worth) = match self.points(id) {
                ONCE if PASSING.contains(id) => (0, *worth),
                points if named && points <= FAINT.0 * pages => {
                    (weight(points, pages).min(weight(FAINT.0, 1)), FAINT.1)
                }
                _ => (self.weight(id), *worth),
            };
            (*id, (weight + more) * worth / 10)
        };
        TRADE
            .iter()
            .map(heard)
            .rev()
            .max_by_key(|(_, weight)| *weight)
    }

    /// What a cart weighs; a word for one on few of the pages is none.
    fn cart(&self) -> u32 {
        let Some(shop) = self.get("shop") else {
            return 0;
        };
        let pages = shop.pages.max(1);
        let everywhere = u64::from(pages) * 2 >= self.lead.pages.max(1).into();
        match (self.has_plain_cart(), everywhere) {
            (true, _) => weight(PLAIN_CART.1, pages),
            (false, true) => weight(CART, pages),
            (false, false) => 0,
        }
    }

    /// A shop with a cart on each of its pages has news and a forum too: they must be said this many times louder.
    fn times_for(&self, id: &str) -> u32 {
        let pages = self.lead.pages.max(1);
        let shop = self.get("shop").is_some_and(|s| s.pages * 3 >= pages * 2);
        if shop && pages > 1 && STEADIES.contains(&id) {
            SHOPS_PAPER
        } else {
            1
        }
    }

    fn has_plain_cart(&self) -> bool {
        let least = |shop: &Sign| shop.points >= PLAIN_CART.0 * shop.pages.max(1);
        self.get("shop").is_some_and(least)
    }

    /// The loudest of the others that is said on enough of the pages: every firm has a page of news.
    fn other(&self, worth: u32) -> Option<(&'static str, u32)> {
        let loud = if worth > 0 { LOUD } else { LOUD_ALONE };
        let pages = self.lead.pages.max(1);
        let believed = |id: &&'static str| {
            let sign = self.get(id)?;
            let often = pages <= 2 || sign.pages * 5 >= pages * 2 || is_said_in_front(sign);
            // A blog, a page of news or a link to a forum alone makes no newspaper and no forum, a shop's forum neither.
            let steady = STEADIES.contains(id);
            let enough = if steady {
                let shop = self.get("shop").filter(|_| self.has_plain_cart());
                let alone = worth == 0 && self.points("service") <= ONCE;
                let least = if alone { STEADY_ALONE } else { LOUD };
                sign.points >= least
                    && self.weight(id) >= STEADY
                    && shop.is_none_or(|shop| sign.pages >= shop.pages)
            } else {
                let claimed = sign.points >= CLAIMED && self.weight(id) >= worth * 2;
                sign.points >= loud || claimed
            };
            (often && enough).then(|| (*id, self.weight(id)))
        };
        OTHERS
            .iter()
            .filter_map(believed)
            .rev()
            .max_by_key(|(_, weight)| *weight)
    }
}

/// Points over the root of the pages they come from, in hundredths.
fn weight(points: u32, pages: u32) -> u32 {
    let root = (u64::from(pages) * 10_000).isqrt();
    u32::try_from(u64::from(points) * 10_000 / root.max(1)).unwrap_or(u32::MAX / 100)
}

/// Is it said so loudly on the front page that no other page need say it?
fn is_said_in_front(sign: &Sign) -> bool {
    let url = sign.evidence.url();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    sign.points >= LOUD_IN_FRONT && path.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Evidence, Page};
    use crate::lead::build;

    fn lead(pages: usize, signs: &[(&str, u32, u32)]) -> Lead {
        let at = "2026-01-01T00:00:00Z".parse().unwrap();
        let url = "http://muster.example/about";
        let sign = |(value, points, pages): &(&str, u32, u32)| Sign {
            value: (*value).to_owned(),
            points: *points,
            pages: *pages,
            evidence: Evidence::new(url.into(), at, "words".into()).unwrap(),
        };
        let page = |n: usize| Page {
            source: url.into(),
            url: format!("{url}/{n}"),
            fetched_at: at,
            status: 200,
            title: String::new(),
            language: None,
            country: None,
            origins: vec![],
            findings: Findings {
                signs: signs.iter().map(sign).filter(|_| n == 0).collect(),
                ..Findings::default()
            },
        };
        build((0..pages).map(|n| (0, page(n)))).remove(0)
    }

    fn kind(pages: usize, signs: &[(&str, u32, u32)]) -> Option<&'static str> {
        kind_of(&lead(pages, signs), None).map(|k| k.id)
    }

    #[test]
    fn the_loudest_kind_is_the_companys() {
        assert_eq!(
            kind(3, &[("importer", 9, 3), ("wholesaler", 8, 3)]),
            Some("importer")
        );
        assert_eq!(
            kind(3, &[("importer", 3, 1), ("wholesaler", 9, 3)]),
            Some("wholesaler")
        );
        assert_eq!(
            kind(3, &[("manufacturer", 9, 3), ("distributor", 9, 3)]),
            Some("manufacturer")
        );
        assert_eq!(kind(3, &[("shop", 3, 3)]), Some("retailer"));
        assert_eq!(kind(3, &[("brand", 1, 1)]), Some("brand"));
        assert_eq!(kind(3, &[]), None);
    }

    #[test]
    fn a_page_of_news_makes_no_newspaper() {
        assert_eq!(
            kind(8, &[("wholesaler", 4, 3), ("media", 9, 1)]),
            Some("wholesaler")
        );
        assert_eq!(
            kind(8, &[("wholesaler", 4, 3), ("media", 19, 6)]),
            Some("media")
        );
        assert_eq!(kind(1, &[("marketplace", 5, 1)]), Some("marketplace"));
        assert_eq!(
            kind(8, &[("wholesaler", 4, 3), ("service", 7, 5)]),
            Some("wholesaler")
        );
    }

    #[test]
    fn what_stands_on_every_page_is_said_once() {
        let heard = [("importer", 15, 5), ("manufacturer", 20, 2)];
        assert_eq!(kind(5, &heard), Some("manufacturer"));
        assert_eq!(
            kind(5, &[("wholesaler", 20, 5), ("marketplace", 20, 1)]),
            Some("wholesaler")
        );
    }

    #[test]
    fn what_the_front_page_says_loudly_is_believed() {
        let mut lead = lead(5, &[("wholesaler", 20, 5), ("marketplace", 20, 1)]);
        for sign in &mut lead.findings.signs {
            let at = "2026-01-01T00:00:00Z".parse().unwrap();
            let front = "http://muster.example/";
            sign.evidence = Evidence::new(front.into(), at, "words".into()).unwrap();
        }
        assert_eq!(kind_of(&lead, None).map(|k| k.id), Some("marketplace"));
    }

    #[test]
    fn a_maker_or_dealer_named_once_in_passing_is_nobody() {
        assert_eq!(kind(1, &[("manufacturer", 1, 1)]), None);
        assert_eq!(kind(1, &[("retailer", 1, 1)]), None);
        assert_eq!(kind(1, &[("manufacturer", 2, 1)]), Some("manufacturer"));
    }

    #[test]
    fn what_only_a_name_says_makes_no_maker_of_a_trader() {
        let heard = [("manufacturer", 10, 5), ("distributor", 3, 1)];
        assert_eq!(kind(5, &heard), Some("distributor"));
        assert_eq!(kind(5, &[("manufacturer", 10, 5)]), Some("manufacturer"));
    }

    #[test]
    fn a_cart_that_is_plain_to_see_makes_a_shop_of_whoever_has_services() {
        let heard = [("shop", 6, 3), ("service", 4, 2)];
        assert_eq!(kind(3, &heard), Some("retailer"));
        let heard = [("shop", 4, 2), ("forum", 5, 1), ("retailer", 2, 2)];
        assert_eq!(kind(2, &heard), Some("retailer"));
        assert_eq!(kind(3, &[("shop", 1, 1), ("media", 1, 1)]), None);
        let heard = [("shop", 3, 3), ("media", 14, 3), ("retailer", 8, 3)];
        assert_eq!(kind(3, &heard), Some("retailer"));
        let heard = [("shop", 3, 3), ("media", 30, 3), ("retailer", 8, 3)];
        assert_eq!(kind(3, &heard), Some("media"));
    }

    #[test]
    fn a_word_of_a_legal_name_makes_no_wholesaler_of_a_shop() {
        let heard = [("wholesaler", 6, 3), ("retailer", 6, 3)];
        assert_eq!(kind(3, &heard), Some("retailer"));
        assert_eq!(kind(3, &[("wholesaler", 6, 3)]), Some("wholesaler"));
    }

    #[test]
    fn who_shows_where_its_goods_are_sold_is_a_brand() {
        assert_eq!(
            kind(1, &[("brand", 3, 1), ("service", 1, 1)]),
            Some("brand")
        );
        let heard = [("brand", 3, 1), ("distributor", 5, 1)];
        assert_eq!(kind(1, &heard), Some("distributor"));
    }

    #[test]
    fn a_link_to_a_forum_makes_none() {
        let heard = [("forum", 3, 3), ("service", 2, 2)];
        assert_eq!(kind(4, &heard), Some("service"));
        assert_eq!(
            kind(4, &[("media", 5, 3), ("service", 2, 2)]),
            Some("service")
        );
    }

    #[test]
    fn a_newspaper_is_one_sooner_where_nothing_else_is_said() {
        assert_eq!(kind(1, &[("media", 4, 1)]), Some("media"));
        assert_eq!(kind(1, &[("media", 3, 1)]), None);
        let heard = [("media", 4, 1), ("service", 2, 1)];
        assert_eq!(kind(1, &heard), Some("service"));
        let heard = [("media", 4, 1), ("distributor", 1, 1)];
        assert_eq!(kind(1, &heard), Some("distributor"));
    }

    #[test]
    fn a_claim_of_one_of_the_others_is_believed_over_a_word_of_trade() {
        let heard = [("marketplace", 4, 1), ("retailer", 2, 1)];
        assert_eq!(kind(1, &heard), Some("marketplace"));
        let heard = [("marketplace", 4, 1), ("retailer", 4, 1)];
        assert_eq!(kind(1, &heard), Some("retailer"));
        assert_eq!(kind(1, &[("agent", 1, 1)]), None);
    }

    #[test]
    fn a_known_site_is_what_it_is_known_for() {
        let lead = lead(1, &[("importer", 9, 1)]);
        let of = |class| kind_of(&lead, Some(class)).map(|k| k.id);
        assert_eq!(of(SiteClass::Marketplace), Some("marketplace"));
        assert_eq!(of(SiteClass::Government), Some("government"));
    }
}
