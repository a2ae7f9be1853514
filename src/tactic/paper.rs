//! Tactics that look for what firms and bodies write down: documents, labels, offers to buy, member lists.

use super::platform::{bodies_of, named};
use super::{Ground, Query, Tactic};

/// `filetype:pdf P importer`.
pub const DOCUMENTS: Tactic = Tactic {
    id: "documents",
    help: "filetype:pdf PRODUCT distributor, price list (also xls, doc)",
    explanation: "Price lists, dealer lists and tenders are documents; they are read for contacts.",
    works: "For goods with data sheets, price lists and tenders.",
    needs: "",
    packs_off: &["government", "education"],
    promise: 30,
    make: documents,
};

/// `"imported by" P`.
pub const LABEL: Tactic = Tactic {
    id: "label",
    help: "\"imported by\" PRODUCT, in the language of the country",
    explanation: "The law of many countries wants the importer's name on the goods: labels, manuals, safety notices \
                  and shop pages give it.",
    works: "For goods that the law wants labelled: food, cosmetics, toys, electrical goods.",
    needs: "",
    packs_off: &["government"],
    promise: 45,
    make: label,
};

/// `"want to buy" P`.
pub const BUYING_LEADS: Tactic = Tactic {
    id: "buying-leads",
    help: "\"buying lead\" PRODUCT, \"looking for\" PRODUCT supplier, RFQ PRODUCT, 求购",
    explanation: "Offers to buy on boards and forums. Also in Chinese whatever the country: foreign buyers who look for \
                  Chinese makers write Chinese there.",
    works: "For standard goods; look again every few weeks, offers grow old.",
    needs: "",
    packs_off: &["marketplaces", "forums", "own-country"],
    promise: 35,
    make: buying_leads,
};

/// `P association members X`.
pub const ASSOCIATIONS: Tactic = Tactic {
    id: "associations",
    help: "PRODUCT association members COUNTRY, chamber of commerce importers list",
    explanation: "Bodies of the trade, chambers and embassies publish lists of members and importers.",
    works: "In trades that are organised, and in countries with chambers that publish.",
    needs: "",
    packs_off: &["government", "education"],
    promise: 20,
    make: associations,
};

/// `P`, for the advertisers beside the results.
pub const ADS: Tactic = Tactic {
    id: "ads",
    help: "PRODUCT alone: who advertises beside the results",
    explanation: "Advertisers have a budget and trade in the product. Their hits are marked as advertisements.",
    works: "Where engines show advertisements; read by hand where an engine shows none to programs.",
    needs: "",
    packs_off: &[],
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
                .filetype("docx")
                .filetype("ppt")
                .filetype("pptx"),
        );
    }
    out
}

fn label(ground: &Ground<'_>) -> Vec<Query> {
    let phrases = ground.words("imported_by").into_iter().take(2);
    let product = ground.product();
    phrases
        .map(|words| ground.query().phrase(words.to_owned()).term(&product))
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
        let chinese = ground.campaign.product.names_in("zh", None).first();
        let product = chinese.map_or(product, |name| super::ground::plain_words(name));
        out.push(ground.query().term("求购").term(&product));
        out.push(ground.query().term(&product).term("采购商"));
    }
    out
}

fn associations(ground: &Ground<'_>) -> Vec<Query> {
    let product = ground.product();
    let mut out = Vec::new();
    if ground.language == "en" {
        out.push(named(
            ground,
            ground.query().term(&product).term("association members"),
        ));
    }
    let bodies = ground.words("association").into_iter().take(2);
    out.extend(bodies.map(|word| named(ground, ground.query().term(&product).term(word))));
    if ground.country.is_none() {
        return out;
    }
    let importers = ground.roles("importer").into_iter().next();
    for chamber in ground.words("chamber_of_commerce").into_iter().take(1) {
        let query = ground.query().term(chamber);
        let list = match (ground.language, importers) {
            ("en", _) => query.term("importers list"),
            (_, Some(role)) => query.term(role),
            (_, None) => query,
        };
        out.push(named(ground, list));
    }
    if ground.language == "en" {
        let embassy = "embassy commercial section importers list";
        out.push(named(ground, ground.query().term(embassy).term(&product)));
        let banks = "bank trade portal importers directory";
        out.push(named(ground, ground.query().term(banks).term(&product)));
    }
    out.extend(
        bodies_of(ground)
            .into_iter()
            .map(|site| ground.query().term(&product).site(site)),
    );
    out
}
