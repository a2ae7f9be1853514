//! Brands on small pages written here.

use crate::extract::testing::findings;

fn brands(html: &str) -> Vec<String> {
    let found = findings("http://www.muster.example/", None, html).brands;
    found.into_iter().map(|b| b.value).collect()
}

#[test]
fn a_list_below_a_heading_is_one_of_brands_and_a_menu_is_not() {
    let list =
        "<ul><li><a href=/b>Nokian</a><li><a href=/p>Pirelli</a><li>Goodyear (12)<li>View all</ul>";
    assert_eq!(
        brands(&format!("<h3>Top brands</h3>{list}<p>Text")),
        ["Nokian", "Pirelli", "Goodyear"]
    );
    assert_eq!(
        brands(&format!("<ul><li>Home<li>Marken{list}<li>Kontakt</ul>")),
        ["Nokian", "Pirelli", "Goodyear"]
    );
    assert!(
        brands("<ul><li>Home<li>Brands<li>Advertising<li>Our People<li>Cookies Policies</ul>")
            .is_empty()
    );
    assert!(brands("<h3>Brands</h3><ul><li>Home<li>About us<li>Contact<li>Muster</ul>").is_empty());
}

#[test]
fn logos_below_a_heading_are_brands() {
    let logos = "<title>Muster GmbH</title><div><h2>Featured Brands</h2></div><div><img alt=EnerSys><img alt='Varta logo'><a href=/r><img alt='' title=Rayovac></a></div><h2>News</h2><img alt=Team>";
    assert_eq!(brands(logos), ["EnerSys", "Varta", "Rayovac"]);
}

#[test]
fn a_label_and_a_phrase_name_brands() {
    assert_eq!(
        brands("<p>Marcas: Bosch, Makita, Stihl</p>"),
        ["Bosch", "Makita", "Stihl"]
    );
    assert_eq!(
        brands("<p>品牌：博世、牧田、斯蒂尔</p>"),
        ["博世", "牧田", "斯蒂尔"]
    );
    assert_eq!(
        brands(
            "<p>Somos distribuidor autorizado de Bosch y Makita en Chile.</p><p>Wir führen Marken wie Stihl, Husqvarna und 3M.</p>"
        ),
        ["Bosch", "Makita", "Stihl", "Husqvarna", "3M"]
    );
    assert_eq!(
        brands("<p>Официальный эксклюзивный дистрибьютор LLumar на территории России</p>"),
        ["LLumar"]
    );
    assert_eq!(
        brands(
            "<p>Authorized distributor for leading manufacturers: Makita, Bosch, Perkins and more.</p>"
        ),
        ["Makita", "Bosch", "Perkins"]
    );
    assert!(brands("<p>Prophone no es distribuidor oficial de Apple.</p>").is_empty());
    assert!(brands("<p>Exclusive Distributor Of Hardwood Floors In Texas</p><p>We are an authorized dealer of premium tiles.</p>").is_empty());
}

#[test]
fn goods_described_for_machines_have_brands() {
    let shop = "<script type='application/ld+json'>[{\"@type\":\"Product\",\"name\":\"Drill\",\"brand\":{\"@type\":\"Brand\",\"name\":\"Makita\"}},{\"@type\":\"Product\",\"name\":\"Saw\",\"brand\":\"Stihl\"}]</script>";
    assert_eq!(brands(shop), ["Makita", "Stihl"]);
}

proptest::proptest! {
    #[test]
    fn no_page_can_stop_it(
        words in proptest::collection::vec("<h2>Brands</h2>|Marken: |brands such as |<li>|<img alt=.{0,8}>|[A-Z][a-zé博]{0,5}|[,、;:/(&]|.{0,6}", 0..30),
    ) {
        brands(&words.concat());
    }
}
