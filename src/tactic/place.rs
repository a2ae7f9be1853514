//! Tactics of place and language: the country's name, its domain, its cities; the words of its people.

use crate::market::Country;

use super::{Ground, Query, Tactic, role, shop};

/// Any of the others with the country.
pub const COUNTRY: Tactic = Tactic {
    id: "country",
    help: "PRODUCT importers COUNTRY, also site:.TLD and the country's big cities",
    explanation: "The country's name, in English and in its own language, brings its own firms; its domain and its big \
                  cities bring more, because an engine gives at most a few hundred results for one query.",
    works: "Always, once a country is chosen; the cities pay in big markets.",
    needs: "`[market] countries`",
    packs_off: &[],
    promise: 95,
    make: country,
};

/// The others in the languages of the country.
pub const LANGUAGES: Tactic = Tactic {
    id: "languages",
    help: "the same in the languages of the country",
    explanation: "Buyers write their own language. Role words come from the tables; the product's names from \
                  `[product.names]`, and where a language has none there, the buyer's words stay as they are.",
    works: "Wherever business is not done in English; the further from English, the more it brings.",
    needs: "`[product.names]` for the languages (`buyerscout translate` finds them)",
    packs_off: &[],
    promise: 85,
    make: languages,
};

const ROLES: &[&str] = &["importer", "distributor", "wholesaler"];
/// Cities of a country that get queries of their own.
const MOST_CITIES: usize = 6;
/// An engine shows a few hundred results a query: in the markets that import most, by rank, every role is asked in every city.
const BIG: u8 = 30;

#[derive(Clone, Copy)]
enum Size {
    Big,
    Usual,
}

fn size(country: &Country) -> Size {
    match country.import_rank {
        Some(rank) if rank <= BIG => Size::Big,
        _ => Size::Usual,
    }
}

fn country(ground: &Ground<'_>) -> Vec<Query> {
    let Some(country) = ground.country else {
        return Vec::new();
    };
    let roles: Vec<Vec<&str>> = ROLES.iter().map(|id| ground.roles(id)).collect();
    // The first form of each role in all ways, then the second: singular and plural bring much the same firms.
    let nth = |at: usize| roles.iter().filter_map(move |forms| forms.get(at).copied());
    let mut out = Vec::new();
    if let Some(name) = ground.country_name() {
        out.extend(beside(ground, nth(0)).map(|query| query.term(name)));
    }
    if let Some(tld) = country.tlds.first() {
        let site = format!(".{tld}");
        out.extend(beside(ground, nth(0)).map(|query| query.site(&site)));
    }
    if let Some(name) = ground.country_name() {
        out.extend(beside(ground, nth(1)).map(|query| query.term(name)));
    }
    out.extend(in_cities(ground, size(country)));
    out
}

/// Every role beside every name of the product.
fn beside<'a>(
    ground: &Ground<'a>,
    roles: impl Iterator<Item = &'a str>,
) -> impl Iterator<Item = Query> {
    let products = ground.products();
    let with = |role: &'a str| {
        let query = |product: &String| ground.query().term(product).term(role);
        products.iter().map(query).collect::<Vec<_>>()
    };
    roles.flat_map(with).collect::<Vec<_>>().into_iter()
}

/// A city each; in a small market only the first ones, for one role, in one language.
fn in_cities(ground: &Ground<'_>, big: Size) -> Vec<Query> {
    let product = ground.product();
    let (ids, most) = match big {
        Size::Big => (ROLES, usize::MAX),
        Size::Usual if ground.first => (&ROLES[..1], MOST_CITIES),
        Size::Usual => return Vec::new(),
    };
    let cities = ground.cities();
    let mut out = Vec::new();
    for id in ids {
        let Some(role) = ground.word(id) else {
            continue;
        };
        let with = |city: &&str| ground.query().term(&product).term(role).term(city);
        out.extend(cities.iter().take(most).map(with));
    }
    out
}

fn languages(ground: &Ground<'_>) -> Vec<Query> {
    if ground.language == "en" {
        return Vec::new();
    }
    let others = [
        role::IMPORTERS,
        role::DISTRIBUTOR,
        role::QUOTED,
        role::ROLES,
        shop::BUY,
        shop::PRICE,
        COUNTRY,
    ];
    let mut out: Vec<Query> = others
        .iter()
        .flat_map(|tactic| (tactic.make)(ground))
        .collect();
    out.extend(second_phrases(ground));
    out
}

/// The other way round to say it in the language: `Importeur für P` beside `P Importeur`.
fn second_phrases(ground: &Ground<'_>) -> Vec<Query> {
    let Some(role) = ground.word("importer") else {
        return Vec::new();
    };
    let phrases = |product: String| {
        ground
            .phrases(&product, role)
            .into_iter()
            .skip(1)
            .collect::<Vec<_>>()
    };
    ground
        .products()
        .into_iter()
        .flat_map(phrases)
        .map(|p| ground.query().phrase(p))
        .collect()
}
