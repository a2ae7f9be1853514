//! Tactics that name the buyer's role beside the product: importer, distributor and the others.

use super::{Ground, Query, Tactic};

/// `P importers`, `P importer`.
pub const IMPORTERS: Tactic = Tactic {
    id: "importers",
    help: "PRODUCT importers, PRODUCT importer",
    explanation: "The plainest way, and the best: who calls himself an importer buys abroad. Singular and plural are \
                  separate queries because they bring different pages.",
    works: "Everywhere; best where the role word is in the country's language.",
    needs: "",
    packs_off: &[],
    promise: 100,
    make: |ground| with_one_page(ground, "importer"),
};

/// `P distributor(s)`.
pub const DISTRIBUTOR: Tactic = Tactic {
    id: "distributor",
    help: "PRODUCT distributor, PRODUCT distributors",
    explanation: "Distributors buy in bulk for a region and often import themselves.",
    works: "In trades with brands and stock: parts, tools, machines, food.",
    needs: "",
    packs_off: &[],
    promise: 90,
    make: |ground| with_one_page(ground, "distributor"),
};

/// `"P importer"`.
pub const QUOTED: Tactic = Tactic {
    id: "quoted",
    help: "\"PRODUCT importer\" as a whole phrase",
    explanation: "The whole phrase in quotes finds pages that say exactly this of themselves: fewer, and nearly all right.",
    works: "Where the plain words bring too much: a phrase in quotes is said by the firm itself.",
    needs: "",
    packs_off: &[],
    promise: 80,
    make: quoted,
};

/// `P` with every other role word.
pub const ROLES: Tactic = Tactic {
    id: "roles",
    help: "PRODUCT with buyer, wholesaler, retailer, dealer, agent, supplier, trading company …",
    explanation: "Many buyers never write `importer`: they are wholesalers, dealers, stockists, chain stores, or brands \
                  that have their goods made. Every role word is a query of its own.",
    works: "When importers and distributors are used up; each role brings other firms.",
    needs: "",
    packs_off: &[],
    promise: 60,
    make: roles,
};

/// Roles beside importer and distributor that the language tables know.
const OTHERS: &[&str] = &[
    "wholesaler",
    "wholesale",
    "buyer",
    "dealer",
    "retailer",
    "agent",
    "supplier",
    "company",
];

/// English words of the trade beyond the tables: middlemen, purchasing departments, and those who sell under their own name.
const ENGLISH: &[&str] = &[
    "vendor",
    "vendors",
    "stockist",
    "stockists",
    "trader",
    "traders",
    "trading company",
    "reseller",
    "resellers",
    "purchasing",
    "procurement",
    "sourcing",
    "brand",
    "private label",
    "OEM",
    "online shop",
    "chain store",
];

fn with_one_page(ground: &Ground<'_>, id: &str) -> Vec<Query> {
    let mut out = beside(ground, id);
    out.extend(one_page(ground, &ground.roles(id)));
    out
}

/// The form that brings one page of a company instead of many: its own page about itself, of contact, of imprint.
fn one_page(ground: &Ground<'_>, roles: &[&str]) -> Vec<Query> {
    let Some(product) = ground.products().into_iter().next() else {
        return Vec::new();
    };
    let on = |title: &str, role: &&str| ground.query().term(&product).term(role).in_title(title);
    ["about", "contact", "imprint"]
        .iter()
        .filter_map(|id| ground.word(id))
        .flat_map(|title| roles.iter().take(2).map(move |role| on(title, role)))
        .collect()
}

/// Another name of the product brings more other firms than another form of the role, so it comes first.
fn beside(ground: &Ground<'_>, id: &str) -> Vec<Query> {
    let products = ground.products();
    let with = |role: &str| {
        let query = |product: &String| ground.query().term(product).term(role);
        products.iter().map(query).collect::<Vec<_>>()
    };
    ground.roles(id).into_iter().flat_map(with).collect()
}

fn quoted(ground: &Ground<'_>) -> Vec<Query> {
    let mut out = Vec::new();
    for product in ground.products() {
        for id in ["importer", "distributor", "wholesaler", "buyer", "dealer"] {
            for role in ground.roles(id).into_iter().take(2) {
                let phrase = ground.phrases(&product, role).into_iter().next();
                out.extend(phrase.map(|phrase| ground.query().phrase(phrase)));
            }
        }
    }
    let about = ground.word("about");
    let first: Vec<Query> = out.iter().take(2).cloned().collect();
    out.extend(
        about
            .iter()
            .flat_map(|about| first.iter().map(|q| q.clone().in_title(about))),
    );
    out
}

fn roles(ground: &Ground<'_>) -> Vec<Query> {
    let mut words: Vec<&str> = OTHERS.iter().flat_map(|id| ground.roles(id)).collect();
    if ground.language == "en" {
        let off = &ground.campaign.packs.roles_off;
        let is_on = |word: &&&str| !off.iter().any(|o| o == word.trim_end_matches('s'));
        words.extend(ENGLISH.iter().filter(is_on).copied());
    }
    let products: Vec<String> = ground.products().into_iter().take(2).collect();
    let with = |product: String| {
        words
            .iter()
            .map(move |role| ground.query().term(&product).term(role))
            .collect::<Vec<_>>()
    };
    let mut out: Vec<Query> = products.into_iter().flat_map(with).collect();
    for id in OTHERS {
        let about = one_page(ground, &ground.roles(id)).into_iter();
        out.extend(about.take(1));
    }
    out
}
