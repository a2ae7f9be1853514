//! Small texts that say what a company is, and their points.

use super::*;
use crate::extract::role::words;

fn points(language: &str, text: &str, weight: Weight) -> BTreeMap<&'static str, u32> {
    let mut read = Read::default();
    weigh(automaton(language).unwrap(), text, weight, &mut read);
    read.said
        .into_iter()
        .map(|(role, s)| (role, s.points))
        .filter(|(_, p)| *p > 0)
        .collect()
}

#[test]
fn a_company_says_what_it_is() {
    assert!(
        points(
            "en",
            "We are a leading importer and distributor of tiles",
            Weight::Body
        )["importer"]
            >= ENOUGH
    );
    assert!(
        points("de", "Ihr Elektrogroßhandel in Hamburg", Weight::Title)["wholesaler"] >= ENOUGH
    );
    assert!(points("zh", "专业LED灯具生产厂家", Weight::Title)["manufacturer"] >= ENOUGH);
    assert!(points("ru", "Прямой импортер мрамора", Weight::Title)["importer"] >= ENOUGH);
}

#[test]
fn a_line_that_opens_with_a_trade_and_names_its_goods_is_the_companys() {
    for (language, line, role) in [
        (
            "es",
            "Importador y distribuidor de herramientas",
            "importer",
        ),
        (
            "es",
            "Importador y distribuidor de herramientas",
            "distributor",
        ),
        ("fr", "Grossiste en produits de beauté", "wholesaler"),
        (
            "de",
            "Direktimporteur und Großhändler für Pumpen",
            "wholesaler",
        ),
    ] {
        let points = points(language, line, Weight::Body);
        assert!(points.get(role).is_some_and(|p| *p >= ENOUGH), "{line}");
    }
    for line in [
        "Importer of record",
        "Distributor in Germany",
        "Ask a distributor of pumps near you",
        "Manufacturer of pumps",
        "Muster – no. Über uns: distributor",
    ] {
        let points = points("en", line, Weight::Body);
        assert!(points.values().all(|p| *p < ENOUGH), "{line}");
    }
}

#[test]
fn what_only_the_firm_says_of_itself_is_enough_once() {
    for (language, line, role) in [
        ("en", "We import Italian tiles", "importer"),
        ("es", "Distribuidora e Importadora", "importer"),
        (
            "es",
            "Casa Muster — Distribuidora e importadora de vinos",
            "distributor",
        ),
        ("fr", "Importateur exclusif de pompes au Maroc", "importer"),
        (
            "it",
            "Distributore ufficiale Pumpex in Italia",
            "distributor",
        ),
        ("zh", "TCR 赛车中国总代理。", "distributor"),
        ("ko", "펌프 한국 공식 수입원", "importer"),
        ("ar", "الموزع المعتمد للمضخات", "distributor"),
    ] {
        let points = points(language, line, Weight::Body);
        assert!(points.get(role).is_some_and(|p| *p >= ENOUGH), "{line}");
    }
    for (language, line) in [
        ("fr", "Trouvez un distributeur agréé près de chez vous"),
        ("es", "Nuestro distribuidor oficial en México"),
        ("zh", "诚招全国总代理"),
        ("ko", "가까운 공식 대리점에 문의하세요"),
        ("vi", "Trở thành nhà phân phối chính thức của chúng tôi"),
    ] {
        let points = points(language, line, Weight::Body);
        assert!(points.values().all(|p| *p < ENOUGH), "{line}");
    }
}

#[test]
fn the_roles_of_others_do_not_count() {
    assert!(points("en", "Become a distributor", Weight::Heading).is_empty());
    assert!(points("en", "Our suppliers and our manufacturers", Weight::Heading).is_empty());
    assert!(points("de", "Für Hersteller", Weight::Heading).is_empty());
    assert!(points("en", "Distributor login", Weight::Heading).is_empty());
}

#[test]
fn a_phrase_with_a_kinds_word_in_it_says_nothing() {
    assert!(points("fr", "Des pompes au quotidien", Weight::Title).is_empty());
    assert!(!points("fr", "Le premier quotidien", Weight::Title).is_empty());
}

#[test]
fn a_letter_is_no_cart() {
    assert!(points("en", "A la carte", Weight::Body).is_empty());
    assert_eq!(points("en", "Cart (0)", Weight::Edge)["shop"], 1);
}

#[test]
fn the_best_shops_of_a_title_are_others() {
    let best = points("en", "Great online shops", Weight::Title);
    assert!(best["retailer"] < ENOUGH);
    let own = points("en", "Online shop for pumps", Weight::Title);
    assert!(own["retailer"] >= ENOUGH);
}

#[test]
fn a_title_that_only_names_several_says_nothing() {
    for title in [
        "Distribuidores",
        "Muster | Distribuidores",
        "Distribuidores - Muster",
    ] {
        assert!(points("es", title, Weight::Title).is_empty(), "{title}");
    }
    for title in ["Distribuidor - Muster", "Distribuidores de bombas"] {
        assert!(
            points("es", title, Weight::Title).contains_key("distributor"),
            "{title}"
        );
    }
}

#[test]
fn what_only_makers_and_suppliers_say_of_themselves_is_told() {
    for (language, line, role) in [
        ("en", "Gospodarstwo sadownicze Muster", "manufacturer"),
        ("es", "Quesos de elaboración propia", "manufacturer"),
        ("pl", "Dostarczamy pompy do hoteli", "distributor"),
        ("ru", "Мы поставляем насосы по всей России", "distributor"),
    ] {
        let points = points(language, line, Weight::Body);
        assert!(points.contains_key(role), "{line}");
    }
}

#[test]
fn every_language_of_the_table_has_the_six_roles() {
    for (language, roles) in &words::TABLE.languages {
        assert!(
            words::ROLES
                .iter()
                .all(|r| roles.get(*r).is_some_and(|w| !w.is_empty())),
            "{language}"
        );
    }
}
