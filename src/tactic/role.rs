//! Tactics that name the buyer's role beside the product: importer, distributor and the others.

use super::{Ground, Query, Tactic};

/// `P importers`, `P importer`.
pub const IMPORTERS: Tactic = Tactic {
    id: "importers",
    help: "PRODUCT importers, PRODUCT importer",
    explanation: "The plainest way, and the best: who calls himself an importer buys abroad. Singular and plural are \
                  separate queries because they bring different pages.",
    promise: 100,
    make: |ground| beside(ground, "importer"),
};

/// `P distributor(s)`.
pub const DISTRIBUTOR: Tactic = Tactic {
    id: "distributor",
    help: "PRODUCT distributor, PRODUCT distributors",
    explanation: "Distributors buy in bulk for a region and often import themselves.",
    promise: 90,
    make: |ground| beside(ground, "distributor"),
};

/// `"P importer"`.
pub const QUOTED: Tactic = Tactic {
    id: "quoted",
    help: "\"PRODUCT importer\" as a whole phrase",
    explanation: "The whole phrase in quotes finds pages that say exactly this of themselves: fewer, and nearly all right.",
    promise: 80,
    make: quoted,
};

/// `P` with every other role word.
pub const ROLES: Tactic = Tactic {
    id: "roles",
    help: "PRODUCT with buyer, wholesaler, retailer, dealer, agent, supplier, trading company …",
    explanation: "Many buyers never write `importer`: they are wholesalers, dealers, stockists, chain stores, or brands \
                  that have their goods made. Every role word is a query of its own.",
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

fn beside(ground: &Ground<'_>, id: &str) -> Vec<Query> {
    let roles = ground.roles(id);
    let with = |product: String| {
        roles
            .iter()
            .map(move |role| ground.query().term(&product).term(role))
            .collect::<Vec<_>>()
    };
    ground.products().into_iter().flat_map(with).collect()
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
    out
}

fn roles(ground: &Ground<'_>) -> Vec<Query> {
    let mut words: Vec<&str> = OTHERS.iter().flat_map(|id| ground.roles(id)).collect();
    if ground.language == "en" {
        words.extend(ENGLISH);
    }
    let products: Vec<String> = ground.products().into_iter().take(2).collect();
    let with = |product: String| {
        words
            .iter()
            .map(move |role| ground.query().term(&product).term(role))
            .collect::<Vec<_>>()
    };
    products.into_iter().flat_map(with).collect()
}
