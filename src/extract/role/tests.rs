//! What whole pages say of their company.

mod languages;

use std::fmt::Write as _;

use url::Url;

use crate::document::Document;
use crate::extract::{Context, Deobfuscate, extract};
use crate::finding::Sign;

fn signs(url: &str, html: &str) -> Vec<Sign> {
    let url_of = Url::parse(url).unwrap();
    let document = Document::parse(html.as_bytes(), Some("text/html; charset=utf-8"), &url_of);
    let context = Context {
        source: url,
        fetched_at: "2026-01-01T00:00:00Z".parse().unwrap(),
        status: 200,
        region: None,
        deobfuscate: Deobfuscate::Yes,
    };
    extract(&document, &context).findings.signs
}

fn points(html: &str, kind: &str) -> u32 {
    said(html, kind).map_or(0, |s| s.points)
}

fn said(html: &str, kind: &str) -> Option<Sign> {
    let all = signs("http://muster.example/", html);
    all.into_iter().find(|s| s.value == kind)
}

fn menu(language: &str, entries: &[&str]) -> String {
    let links = entries.iter().fold(String::new(), |mut all, entry| {
        let _ = write!(all, "<li><a href='/x'>{entry}</a></li>");
        all
    });
    format!("<html lang='{language}'><nav><ul>{links}</ul></nav><p>Muster</p></html>")
}

#[test]
fn who_asks_for_sellers_is_a_marketplace_in_any_language() {
    for (language, entries) in [
        ("en", ["Sell on Muster", "Post buying request"]),
        ("de", ["Verkäufer werden", "Inserat aufgeben"]),
        ("fr", ["Vendre sur Muster", "Espace vendeur"]),
        ("es", ["Vende en Muster", "Publicar anuncio"]),
        ("pl", ["Zacznij sprzedawać", "Moje ogłoszenia"]),
        ("ru", ["Стать продавцом", "Подать объявление"]),
        ("tr", ["Satıcı ol", "Ücretsiz ilan ver"]),
        ("zh", ["商家入驻", "发布求购"]),
        ("ko", ["입점신청", "판매자센터"]),
        ("vi", ["Kênh người bán", "Đăng tin miễn phí"]),
    ] {
        let sign = said(&menu(language, &entries), "marketplace").unwrap();
        assert!(sign.points >= 4, "{language}: {}", sign.points);
        assert!(sign.evidence.words().contains(entries[1]), "{language}");
    }
}

#[test]
fn what_a_shop_and_a_maker_offer_makes_no_marketplace() {
    let entries = [
        "Become a dealer",
        "Vendor login",
        "Our suppliers",
        "Sell on Amazon",
        "Request a quote",
        "My account",
        "Cart",
    ];
    assert_eq!(points(&menu("en", &entries), "marketplace"), 0);
    let entries = ["Händler werden", "Lieferanten", "Marken A-Z", "Warenkorb"];
    assert_eq!(points(&menu("de", &entries), "marketplace"), 0);
    assert_eq!(points(&menu("de", &entries), "directory"), 0);
}

fn rows(heading: &str, count: usize, of: impl Fn(usize) -> String) -> String {
    let rows: Vec<String> = (0..count).map(|n| format!("<li>{}</li>", of(n))).collect();
    let rows = rows.concat();
    format!("<html lang='es'><h1>Muster</h1><h2>{heading}</h2><ul>{rows}</ul></html>")
}

#[test]
fn a_word_that_means_much_counts_where_the_page_lists_others() {
    let other = |n| format!("<a href='http://firma{n}.example/'>Firma {n}</a> – bombas");
    let list = rows("Mercado de bombas – España", 12, other);
    let sign = said(&list, "marketplace").unwrap();
    assert!(sign.points >= 20, "{}", sign.points);
    assert!(sign.evidence.words().contains("12 other companies' sites"));
    let own = |n| format!("<a href='/p{n}'>Bomba {n}</a> 12,50");
    assert_eq!(
        points(&rows("Mercado de bombas – España", 12, own), "marketplace"),
        0
    );
    let partners = rows("Nuestras marcas", 12, other);
    assert_eq!(
        points(&partners, "marketplace") + points(&partners, "directory"),
        0
    );
}

#[test]
fn goods_of_many_sellers_are_sold_by_others() {
    let offer = |seller: &str| {
        format!(
            r#"<script type="application/ld+json">{{"@type":"Product","name":"Pump","offers":
            {{"@type":"Offer","price":"5","seller":{{"@type":"Organization","name":"{seller}"}}}}}}</script>"#
        )
    };
    let shop: String = ["Muster", "Muster", "Muster", "Muster"].map(offer).concat();
    let place: String = ["Alpha", "Beta", "Gamma", "Delta"].map(offer).concat();
    assert_eq!(
        points(
            &format!("<html lang='en'>{shop}<p>Pumps</p>"),
            "marketplace"
        ),
        0
    );
    let found = said(
        &format!("<html lang='en'>{place}<p>Pumps</p>"),
        "marketplace",
    )
    .unwrap();
    assert!(found.points >= 8);
    assert!(found.evidence.words().contains("4 sellers"));
}

#[test]
fn what_is_linked_to_elsewhere_is_said_of_others() {
    let html = "<html lang='en'><h2><a href='http://other.example/'>Acme, Manufacturer of pumps</a></h2>
        <p>We sell pumps to plumbers in the whole of the country and send them on the same day, too.</p>";
    assert_eq!(points(html, "manufacturer"), 0);
    let own = html.replace("http://other.example/", "http://www.muster.example/about");
    assert!(points(&own, "manufacturer") >= 3);
}

#[test]
fn several_kinds_of_traders_in_one_breath_are_those_a_page_is_for() {
    let html =
        "<html lang='en'><title>Find importers, manufacturers and wholesalers of pumps</title>";
    assert_eq!(points(html, "manufacturer"), 0);
    assert!(points(html, "directory") > 0);
    let firm = "<html lang='en'><title>Muster Ltd</title>
        <meta name='description' content='Manufacturers, wholesalers and distributors of valves'>";
    assert!(points(firm, "manufacturer") > 0 && points(firm, "directory") == 0);
    let one = "<html lang='en'><title>Muster Ltd</title>
        <meta name='description' content='Muster Ltd, importer and wholesaler of pumps'>";
    assert!(points(one, "importer") >= 5);
}

#[test]
fn a_page_of_news_and_a_warranty_say_nothing_of_the_company() {
    let html = "<html lang='en'><title>Latest news</title><h1>Latest news</h1>
        <p>Every unit is guaranteed to be eligible for either manufacturer or other warranty.</p>
        <p>Ask about the manufacturer's warranty.</p>";
    assert!(points(html, "media") < 5);
    assert_eq!(points(html, "manufacturer"), 0);
}

#[test]
fn a_service_before_goods_is_whom_they_are_for() {
    let shop = "<html lang='en'><title>Plumbing supplies</title><p>Muster</p>";
    assert_eq!(points(shop, "service"), 0);
    let plumber = "<html lang='en'><title>Plumbing in Springfield</title><p>Muster</p>";
    assert!(points(plumber, "service") > 0);
}

#[test]
fn an_order_is_no_classified_advertisement() {
    let html = "<html lang='el'><title>Χονδρικές παραγγελίες εργαλείων</title><p>Εργαλεία</p>";
    assert_eq!(points(html, "marketplace"), 0);
}

#[test]
fn a_street_that_is_called_after_a_factory_is_an_address() {
    for (language, line) in [
        ("de", "Fabrikstr. 5, 20095 Hamburg"),
        ("hu", "Gyár utca 12, 6720 Szeged"),
        ("fr", "12 rue de l'Usine, 69000 Lyon"),
    ] {
        let html = format!("<html lang='{language}'><h2>{line}</h2><p>Muster</p>");
        assert_eq!(points(&html, "manufacturer"), 0, "{language}");
    }
}

#[test]
fn who_brings_the_offers_of_others_together_says_so() {
    for (language, line) in [
        (
            "de",
            "Angebote verschiedener Verkäufer, bezahlt über ein Treuhandkonto",
        ),
        ("en", "We bring together buyers and thousands of sellers"),
        ("ru", "Предложения разных продавцов; связаться с продавцом"),
    ] {
        let html = format!("<html lang='{language}'><p>{line}.</p><p>Muster</p></html>");
        assert!(points(&html, "marketplace") >= 4, "{language}");
    }
    let shop = "<html lang='de'><p>Der Verkäufer liefert an den Käufer. Wir beraten Sie.</p>";
    assert_eq!(points(shop, "marketplace"), 0);
}

#[test]
fn who_is_the_official_one_or_acts_as_one_says_so_of_itself() {
    for (language, text, role) in [
        (
            "pl",
            "Oficjalny dystrybutor części zamiennych. Buduj i naprawiaj.",
            "distributor",
        ),
        ("pl", "Autoryzowany dystrybutor Muster", "distributor"),
        (
            "fr",
            "Muster agit en qualité d'importateur sur le territoire européen",
            "importer",
        ),
        (
            "cs",
            "Jsme tu pro vás. Výhradní dovozce značky Muster",
            "importer",
        ),
        (
            "ru",
            "ООО «Пример» - официальный дистрибьютор оборудования",
            "distributor",
        ),
        ("sr", "Званични увозник производа Muster", "importer"),
    ] {
        let html = format!("<html lang='{language}'><p>Muster</p><p>{text}</p></html>");
        assert!(points(&html, role) >= 3, "{text}: {}", points(&html, role));
    }
    let html = "<html lang='pl'><p>Muster</p><p>Zapytaj naszego dystrybutora</p></html>";
    assert!(points(html, "distributor") < 3);
}

#[test]
fn the_sections_of_a_newspaper_say_one_in_any_language() {
    for (language, entries) in [
        ("en", ["Politics", "Sports", "Opinion", "Obituaries"]),
        ("de", ["Politik", "Sport", "Feuilleton", "Panorama"]),
        ("fr", ["Politique", "Faits divers", "Débats", "Météo"]),
        ("es", ["Política", "Deportes", "Sucesos", "Opinión"]),
        ("pl", ["Kraj", "Świat", "Gospodarka", "Pogoda"]),
        ("ru", ["Политика", "Происшествия", "Спорт", "Мнения"]),
        ("tr", ["Gündem", "Siyaset", "Spor", "Köşe yazıları"]),
        ("ar", ["رياضة", "اقتصاد", "آراء", "الطقس"]),
        ("zh", ["时政", "体育", "财经", "军事"]),
        ("ja", ["政治", "スポーツ", "社説", "天気"]),
        ("vi", ["Thời sự", "Thế giới", "Thể thao", "Pháp luật"]),
    ] {
        let sign = said(&menu(language, &entries), "media").unwrap();
        assert!(sign.points >= 7, "{language}: {}", sign.points);
    }
    let goods = menu("en", &["Sports", "Weather", "Toys", "Garden"]);
    assert_eq!(points(&goods, "media"), 0);
}

#[test]
fn a_shop_for_everything_has_a_section_among_hundreds_of_links() {
    let mut entries: Vec<String> = (0..400).map(|n| format!("Goods {n}")).collect();
    entries.extend(["Sports", "Weather", "Crossword", "Celebrities"].map(String::from));
    let links = entries
        .iter()
        .enumerate()
        .fold(String::new(), |mut all, (n, entry)| {
            let _ = write!(all, "<li><a href='/{n}'>{entry}</a></li>");
            all
        });
    let page = format!("<html lang='en'><nav><ul>{links}</ul></nav><p>Muster</p></html>");
    assert_eq!(points(&page, "media"), 0);
}

#[test]
fn dated_articles_columns_and_comments_say_a_newspaper_or_a_blog() {
    let linked = |path: &str| {
        let links = (0..16).fold(String::new(), |mut all, n| {
            let _ = write!(all, "<li><a href='{path}{n}'>Article {n}</a></li>");
            all
        });
        format!("<html lang='en'><ul>{links}</ul></html>")
    };
    assert!(points(&linked("/2026/11/29/"), "media") >= 6);
    assert!(points(&linked("/tag/t"), "media") >= 3);
    assert_eq!(points(&linked("/products/p"), "media"), 0);
    assert!(points(&linked("/viewtopic.php?t="), "forum") >= 6);
    for (language, columns) in [
        ("en", ["Most read", "Recent comments"]),
        ("de", ["Meistgelesen", "Neueste Kommentare"]),
        ("es", ["Lo más leído", "Comentarios recientes"]),
        ("ru", ["Свежие записи", "Свежие комментарии"]),
        ("ja", ["最近の投稿", "最近のコメント"]),
    ] {
        let [one, two] = columns;
        let page = format!("<html lang='{language}'><h3>{one}</h3><h3>{two}:</h3></html>");
        assert!(points(&page, "media") >= 4, "{language}");
    }
    let blog = "<html lang='en'><body class='home blog'><p>Muster</p></body></html>";
    assert!(points(blog, "media") >= 3);
    let page = "<html lang='en'><body class='home page'><p>Muster</p></body></html>";
    assert_eq!(points(page, "media"), 0);
}

#[test]
fn shops_called_by_what_they_sell_are_shops_and_a_wholesalers_customers() {
    let shop = "<html lang='es'><h1>Ferretería Muster</h1><p>Tu ferretería en Lima</p></html>";
    assert!(points(shop, "retailer") >= 2);
    let supplier = "<html lang='en'><p>We supply hardware stores and bookshops.</p></html>";
    assert_eq!(points(supplier, "retailer"), 0);
}

#[test]
fn the_written_standards_of_one_language_are_read_alike() {
    for language in ["no", "nb", "nn", "nb-NO"] {
        let page = format!(
            "<html lang='{language}'><p>Vi er en ledende importør av verktøy til byggevarehandelen i hele landet.</p></html>"
        );
        assert!(points(&page, "importer") >= 3, "{language}");
    }
}

#[test]
fn a_place_on_a_market_makes_no_marketplace() {
    let list = |says: &str| {
        let text = format!("We are a {says} in pumps.");
        let rows = rows("", 12, |n| {
            format!("<li><a href='http://firm{n}.example{n}.com/'>Firm {n}</a></li>")
        });
        points(
            &format!("<html lang='en'><p>{text}</p>{rows}</html>"),
            "marketplace",
        )
    };
    assert_eq!(list("market leader"), 0);
    assert_eq!(list("market maker"), 0);
}

#[test]
fn a_page_of_plain_text_is_read_too() {
    let url = Url::parse("http://muster.example/a.txt").unwrap();
    let text = "We are a leading importer and distributor of tiles.";
    let document = Document::parse(text.as_bytes(), Some("text/plain"), &url);
    let context = Context {
        source: "a.txt",
        fetched_at: "2026-01-01T00:00:00Z".parse().unwrap(),
        status: 200,
        region: None,
        deobfuscate: Deobfuscate::Yes,
    };
    let signs = extract(&document, &context).findings.signs;
    assert!(signs.iter().any(|s| s.value == "importer"));
}

#[test]
fn a_firm_that_works_for_towns_is_no_authority() {
    let page = "<html lang='tr'><p>Şirketimiz 1998 yılında belediye ve özel sektör kuruluşlarına hizmet vermektedir.</p></html>";
    assert!(points(page, "government") <= 1);
    let page =
        "<html lang='tr'><p>Şirketimiz itfaiye araçları üretmek amacıyla kurulmuştur.</p></html>";
    assert!(points(page, "manufacturer") >= 1);
}

#[test]
fn who_shows_goods_and_how_good_they_are_makes_them() {
    for (language, entries) in [
        ("en", ["Products", "Quality control"]),
        ("de", ["Produkte", "Qualitätssicherung"]),
        ("tr", ["Ürünlerimiz", "Kalite politikamız"]),
        ("zh", ["产品中心", "质量控制"]),
    ] {
        let sign = said(&menu(language, &entries), "manufacturer").unwrap();
        assert!(sign.evidence.words().contains(entries[1]), "{language}");
        assert_eq!(points(&menu(language, &entries[1..]), "manufacturer"), 0);
        assert_eq!(points(&menu(language, &entries[..1]), "manufacturer"), 0);
    }
}

#[test]
fn what_opens_a_menus_list_is_an_entry_too() {
    let html = "<html lang='en'><nav><ul><li><span>Products</span><ul><li><a href='/a'>Pumps</a></li></ul></li>\
        <li><span>Certificates</span><ul><li><a href='/b'>ISO</a></li></ul></li></ul></nav><p>Muster</p></html>";
    assert!(points(html, "manufacturer") > 0);
}

#[test]
fn an_entry_for_one_of_several_services_says_a_service() {
    let services = menu("en", &["Payroll services", "Home"]);
    assert!(points(&services, "service") > 0);
    for entry in [
        "Customer services",
        "Products and services",
        "Parts & services",
    ] {
        assert_eq!(
            points(&menu("en", &[entry, "Home"]), "service"),
            0,
            "{entry}"
        );
    }
}

#[test]
fn projects_are_a_services_where_no_goods_are_shown() {
    for (projects, goods) in [
        ("Completed projects", "Products"),
        ("Realizacje", "Produkty"),
    ] {
        let sign = said(&menu("pl", &[projects, "Muster"]), "service").unwrap();
        assert!(sign.evidence.words().contains(projects));
        assert_eq!(points(&menu("pl", &[projects, goods]), "service"), 0);
    }
}

#[test]
fn works_make_a_maker_and_shelves_a_dealer_of_whom_nothing_else_is_said() {
    let page = |text: &str| format!("<html lang='en'><h2>Muster</h2><p>{text}</p></html>");
    for (text, kind) in [
        ("Plot 4, Industrial Zone", "manufacturer"),
        (
            "Each of the pumps passes our quality control",
            "manufacturer",
        ),
        ("Pumps of well-known brands", "retailer"),
        (
            "Pumps from the following manufacturers: Pumpex, Flux",
            "retailer",
        ),
    ] {
        let sign = said(&page(text), kind).unwrap();
        assert_eq!(sign.points, 2, "{text}");
        assert!(!sign.evidence.words().is_empty());
        let importer = page(&format!("We import pumps.</p><p>{text}"));
        assert_eq!(points(&importer, kind), 0, "{text}");
        assert!(points(&importer, "importer") > 0);
    }
}

#[test]
fn the_place_of_works_is_no_role() {
    let html =
        "<html lang='tr'><p>Organize Sanayi Bölgesi 3. Cadde 103</p><p>Kalite kontrol</p></html>";
    let url = "http://muster.example/";
    let document = Document::parse(html.as_bytes(), None, &Url::parse(url).unwrap());
    let context = Context {
        source: url,
        fetched_at: "2026-01-01T00:00:00Z".parse().unwrap(),
        status: 200,
        region: None,
        deobfuscate: Deobfuscate::Yes,
    };
    assert!(extract(&document, &context).findings.roles.is_empty());
    assert_eq!(points(html, "manufacturer"), 2);
}

#[test]
fn a_button_to_buy_is_a_cart() {
    for (language, button) in [
        ("en", "Buy now"),
        ("de", "Jetzt kaufen"),
        ("ko", "바로구매"),
    ] {
        let html = format!("<html lang='{language}'><p>{button}</p></html>");
        assert!(points(&html, "shop") > 0, "{button}");
    }
    let team = "<html lang='tr'><p>Satın alma ekibimiz yeni tedarikçiler arıyor</p></html>";
    assert_eq!(points(team, "shop"), 0);
}

#[test]
fn who_lists_doctors_or_hotels_is_a_directory() {
    for (language, title) in [
        ("en", "Is this your business? Claim your listing"),
        ("de", "Ärzteverzeichnis Muster"),
        ("pl", "Katalog hoteli – dodaj obiekt"),
        ("ja", "税理士検索 | 口コミサイト"),
    ] {
        let html = format!("<html lang='{language}'><title>{title}</title><p>Muster</p></html>");
        assert!(points(&html, "directory") >= 5, "{title}");
    }
}

#[test]
fn what_a_firm_does_for_others_is_a_service() {
    for (language, text) in [
        ("en", "Cloud computing and cybersecurity"),
        ("de", "Wie lang ist die Mietdauer der Bühnen?"),
        ("ru", "Мы ИТ-компания"),
    ] {
        let html = format!("<html lang='{language}'><p>{text}</p></html>");
        assert!(points(&html, "service") > 0, "{text}");
    }
}
