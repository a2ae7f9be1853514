//! What companies say of themselves in the languages of all markets.

use super::{menu, points, said};

#[test]
fn who_says_what_it_does_is_understood_in_small_languages_too() {
    for (language, text, kind) in [
        ("mk", "Ние увезуваме и продаваме алати", "importer"),
        ("hr", "Uvozimo i prodajemo alate", "importer"),
        ("lt", "Esame oficialus atstovas Lietuvoje", "distributor"),
        ("az", "Topdan satış bazası", "wholesaler"),
        ("bn", "আমরা উৎপাদন করি", "manufacturer"),
        ("is", "Heildverslun með verkfæri", "wholesaler"),
        ("sv", "Vi tillverkar pumpar i vår fabrik", "manufacturer"),
        ("lv", "Projektēšanas birojs", "service"),
        ("kk", "Құрылыс компаниясы", "service"),
        ("sq", "Zyrë avokatie", "service"),
    ] {
        let html = format!("<html lang='{language}'><h1>{text}</h1><p>Muster</p></html>");
        assert!(points(&html, kind) > 0, "{language}: {text}");
    }
}

#[test]
fn an_entry_for_wholesale_says_little_and_one_for_a_factory_much() {
    for (language, entry) in [
        ("es", "Mayoristas"),
        ("pl", "Hurt"),
        ("ru", "Оптом"),
        ("pt", "Atacado"),
        ("zh", "批发"),
    ] {
        let html = menu(language, &["Muster", entry]);
        assert_eq!(points(&html, "wholesaler"), 1, "{entry}");
    }
    for (language, entry) in [("ko", "공장"), ("lt", "Gamykla"), ("hr", "Tvornica")] {
        let html = menu(language, &["Muster", entry]);
        assert_eq!(points(&html, "manufacturer"), 3, "{entry}");
    }
    let both = menu("es", &["Mayoristas", "Venta mayorista"]);
    assert_eq!(points(&both, "wholesaler"), 3);
}

#[test]
fn a_cart_is_known_in_small_languages_too() {
    for (language, entry) in [("mk", "Кошничка"), ("sq", "Shporta"), ("ka", "კალათა")]
    {
        let html = menu(language, &["Muster", entry]);
        assert!(said(&html, "shop").is_some(), "{entry}");
    }
}

#[test]
fn who_asks_for_gifts_is_an_association() {
    for (language, entry) in [
        ("uk", "Допомогти"),
        ("fr", "Faire un don"),
        ("ja", "ご寄付のお願い"),
    ] {
        let html = menu(language, &["Muster", entry]);
        assert_eq!(points(&html, "association"), 3, "{entry}");
    }
}

#[test]
fn whom_goods_are_for_is_not_who_sells_them() {
    for (language, text, kind) in [
        ("uk", "Магазинам і дилерам", "retailer"),
        ("pl", "Etykiety dla producentów", "manufacturer"),
        ("sv", "Skyltar för tillverkare", "manufacturer"),
        (
            "ja",
            "世界中から企業やメーカーが進出しています",
            "manufacturer",
        ),
        (
            "mk",
            "Друштво за производство, трговија и услуги Мустер",
            "manufacturer",
        ),
    ] {
        let html = format!("<html lang='{language}'><h1>{text}</h1><p>Muster</p></html>");
        assert_eq!(points(&html, kind), 0, "{text}");
    }
}

#[test]
fn who_becomes_a_distributor_is_the_reader() {
    let html = "<html lang='es'><p>Al convertirte en distribuidor de Muster, accederás a una marca consolidada</p></html>";
    assert_eq!(points(html, "distributor"), 0);
    let own = "<html lang='es'><p>Suministramos bombas a hoteles. Somos distribuidor de Pumpex</p></html>";
    assert!(points(own, "distributor") > 0);
}
