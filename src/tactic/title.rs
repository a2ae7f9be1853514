//! The tactic that looks in titles.

use super::{Ground, Query, Tactic};

/// `allintitle: P importer`.
pub const TITLE: Tactic = Tactic {
    id: "title",
    help: "allintitle: PRODUCT importer",
    explanation: "A title says what a page is about: fewer results and more of them right. An engine without the \
                  operator gets the nearest form it has, and the plan says so.",
    works: "On engines that look in titles; when the plain query brings too much.",
    needs: "",
    packs_off: &[],
    promise: 70,
    make: title,
};

fn title(ground: &Ground<'_>) -> Vec<Query> {
    let roles: Vec<&str> = ["importer", "distributor", "wholesaler", "dealer"]
        .iter()
        .flat_map(|id| ground.roles(id).into_iter().take(2))
        .collect();
    let mut out = Vec::new();
    for product in ground.products() {
        for role in &roles {
            out.push(ground.query().in_title(&product).in_title(role));
        }
        for word in ["price", "buy"].iter().filter_map(|id| ground.word(id)) {
            out.push(ground.query().in_title(word).in_title(&product));
        }
    }
    if let Some((name, role)) = ground.country_name().zip(ground.roles("importer").first()) {
        out.extend(
            ground
                .products()
                .iter()
                .map(|p| ground.query().in_title(p).in_title(role).term(name)),
        );
    }
    out
}
