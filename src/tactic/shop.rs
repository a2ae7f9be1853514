//! Tactics that look where the product is priced, bought, or sold beside another one.

use super::ground::plain_words;
use super::{Ground, Query, Tactic};

/// `Price P`.
pub const PRICE: Tactic = Tactic {
    id: "price",
    help: "price PRODUCT, PRODUCT price list",
    explanation: "Resellers publish price lists; makers seldom do.",
    works: "For goods with a list price: stock goods, spare parts, consumer goods.",
    needs: "",
    packs_off: &[],
    promise: 40,
    make: |ground| beside(ground, &["price", "price_list", "wholesale_price"]),
};

/// `buy P`.
pub const BUY: Tactic = Tactic {
    id: "buy",
    help: "buy PRODUCT",
    explanation: "Finds shops that stock the product and firms that want to purchase it.",
    works: "For goods sold in shops; less for machines and made-to-order goods.",
    needs: "",
    packs_off: &[],
    promise: 45,
    make: |ground| beside(ground, &["buy"]),
};

/// `P` and a related product.
pub const RELATED: Tactic = Tactic {
    id: "related",
    help: "PRODUCT with a related product (needs `related` in the campaign)",
    explanation: "Who buys the related product buys this one too.",
    works: "When the product itself is seldom named: parts, accessories, materials.",
    needs: "`[product] related`",
    packs_off: &[],
    promise: 50,
    make: related,
};

fn beside(ground: &Ground<'_>, ids: &[&str]) -> Vec<Query> {
    let mut out = Vec::new();
    for product in ground.products() {
        for word in ids.iter().filter_map(|id| ground.word(id)) {
            out.push(ground.query().term(word).term(&product));
        }
    }
    out
}

fn related(ground: &Ground<'_>) -> Vec<Query> {
    let product = ground.product();
    let mut out = Vec::new();
    for other in ground
        .campaign
        .product
        .related
        .iter()
        .map(|r| plain_words(r))
        .filter(|r| !r.is_empty())
    {
        out.push(ground.query().term(&product).term(&other));
        for role in ground.roles("importer").into_iter().take(1) {
            out.push(ground.query().term(&product).term(&other).term(role));
            out.push(ground.query().term(&other).term(role));
        }
    }
    out
}
