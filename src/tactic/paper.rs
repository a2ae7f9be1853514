//! Tactics that look for what firms and bodies write down: documents, labels, offers to buy, member lists.

use super::platform::named;
use super::{Ground, Query, Tactic};

/// `filetype:pdf P importer`.
pub const DOCUMENTS: Tactic = Tactic {
    id: "documents",
    help: "filetype:pdf PRODUCT distributor, price list (also xls, doc)",
    explanation: "Price lists, dealer lists and tenders are documents; they are read for contacts.",
    promise: 30,
    make: documents,
};

/// `"imported by" P`.
pub const LABEL: Tactic = Tactic {
    id: "label",
    help: "\"imported by\" PRODUCT, in the language of the country",
    explanation: "The law of many countries wants the importer's name on the goods: labels, manuals, safety notices \
                  and shop pages give it.",
    promise: 45,
    make: label,
};

/// `"want to buy" P`.
pub const BUYING_LEADS: Tactic = Tactic {
    id: "buying-leads",
    help: "\"buying lead\" PRODUCT, \"looking for\" PRODUCT supplier, RFQ PRODUCT, 求购",
    explanation: "Offers to buy on boards and forums. Also in Chinese whatever the country: foreign buyers who look for \
                  Chinese makers write Chinese there.",
    promise: 35,
    make: buying_leads,
};

/// `P association members X`.
pub const ASSOCIATIONS: Tactic = Tactic {
    id: "associations",
    help: "PRODUCT association members COUNTRY, chamber of commerce importers list",
    explanation: "Bodies of the trade, chambers and embassies publish lists of members and importers.",
    promise: 20,
    make: associations,
};

/// `P`, for the advertisers beside the results.
pub const ADS: Tactic = Tactic {
    id: "ads",
    help: "PRODUCT alone: who advertises beside the results",
    explanation: "Advertisers have a budget and trade in the product. Their hits are marked as advertisements.",
    promise: 30,
    make: |ground| {
        ground
            .products()
            .iter()
            .map(|product| ground.query().term(product))
            .collect()
    },
};

fn documents(ground: &Ground<'_>) -> Vec<Query> {
    let product = ground.product();
    let words: Vec<&str> = ["distributor", "dealer", "price_list"]
        .iter()
        .filter_map(|id| ground.word(id))
        .collect();
    let mut out = Vec::new();
    for word in words {
        out.push(ground.query().term(&product).term(word).filetype("pdf"));
        out.push(
            ground
                .query()
                .term(&product)
                .term(word)
                .filetype("xls")
                .filetype("xlsx")
                .filetype("doc")
                .filetype("docx"),
        );
    }
    out
}

fn label(ground: &Ground<'_>) -> Vec<Query> {
    let phrases = crate::market::words(ground.language, "imported_by")
        .iter()
        .take(2);
    let product = ground.product();
    phrases
        .map(|words| ground.query().phrase(words.clone()).term(&product))
        .collect()
}

fn buying_leads(ground: &Ground<'_>) -> Vec<Query> {
    let product = ground.product();
    let mut out = Vec::new();
    if ground.language == "en" {
        out.push(ground.query().phrase("buying lead".into()).term(&product));
        out.push(ground.query().phrase("want to buy".into()).term(&product));
        out.push(
            ground
                .query()
                .phrase("looking for".into())
                .term(&product)
                .term("supplier"),
        );
        out.push(ground.query().term("RFQ").term(&product));
    }
    if ground.first {
        let chinese = ground
            .campaign
            .product
            .names
            .get("zh")
            .and_then(|names| names.first());
        let product = chinese.map_or(product, |name| super::ground::plain_words(name));
        out.push(ground.query().term("求购").term(&product));
        out.push(ground.query().term(&product).term("采购商"));
    }
    out
}

fn associations(ground: &Ground<'_>) -> Vec<Query> {
    if ground.language != "en" {
        return Vec::new();
    }
    let product = ground.product();
    let mut out = vec![named(
        ground,
        ground.query().term(&product).term("association members"),
    )];
    if ground.country.is_some() {
        out.push(named(
            ground,
            ground.query().term("chamber of commerce importers list"),
        ));
        out.push(named(
            ground,
            ground
                .query()
                .term("embassy commercial section importers list")
                .term(&product),
        ));
    }
    out
}
