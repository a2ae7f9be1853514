//! Addresses as their countries write them.

use super::*;
use proptest::prelude::*;

pub(super) fn of(text: &str, home: &str) -> Vec<String> {
    let lines: Vec<Line<'_>> = text.split('\n').map(Line::of_title).collect();
    free::read(&lines, country(home))
        .into_iter()
        .filter(|d| d.parts.is_whole())
        .map(|d| d.parts.line())
        .collect()
}

#[test]
fn addresses_are_read_as_each_country_writes_them() {
    assert_eq!(
        of("Muster GmbH\nZum Blöcken 9\n21775 Wanna\nDeutschland", "DE"),
        ["Zum Blöcken 9, 21775 Wanna, DE"]
    );
    assert_eq!(
        of("8848 Larston Street, Houston, Texas 77055", "US"),
        ["8848 Larston Street, Houston, Texas 77055, US"]
    );
    assert_eq!(
        of("8105 Birch Bay Square St. Suite 205 Blaine, WA 98230", "US"),
        ["8105 Birch Bay Square St. Suite 205, Blaine, WA 98230, US"]
    );
    assert_eq!(
        of("6 Eldon Way\nHockley\nEssex\nSS5 4AD", "GB"),
        ["6 Eldon Way, Hockley, Essex SS5 4AD, GB"]
    );
    assert_eq!(
        of("Unit 9, Make-Believe Trading Estate, SE1 0ZZ London", "GB"),
        ["Unit 9, Make-Believe Trading Estate, London, SE1 0ZZ, GB"]
    );
    for (text, home, read) in [
        (
            "Carrer de la Maqueta 33, 08001 Barcelona",
            "ES",
            "Carrer de la Maqueta 33, 08001 Barcelona, ES",
        ),
        (
            "Cais Inventado, 9, 11000-000 Santos",
            "BR",
            "Cais Inventado, 9, 11000-000 Santos, BR",
        ),
        (
            "Loja Exemplo, Travessa do Faz de Conta, 3, 50000-000 Recife",
            "BR",
            "Loja Exemplo, Travessa do Faz de Conta, 3, 50000-000 Recife, BR",
        ),
        (
            "Anschrift Muster B2B, Plattformstraße 1, 30159 Hannover",
            "DE",
            "Plattformstraße 1, 30159 Hannover, DE",
        ),
        (
            "Anschrift Plattformstraße 1, 30159 Hannover",
            "DE",
            "Plattformstraße 1, 30159 Hannover, DE",
        ),
        (
            "Calle Ficción 48, 06000 Ciudad de México",
            "MX",
            "Calle Ficción 48, 06000 Ciudad de México, MX",
        ),
        (
            "12 đường Tưởng Tượng, Quận 1, 700000 TP. Hồ Chí Minh",
            "VN",
            "12 đường Tưởng Tượng, Quận 1, Hồ Chí Minh, 700000, VN",
        ),
    ] {
        assert_eq!(of(text, home), [read]);
    }
    assert_eq!(of("10 瓦至 200 瓦的常備型號備有三種色溫", "TW"), [""; 0]);
    assert_eq!(
        of("493 Charles Street North Perth WA 6006", "AU"),
        ["493 Charles Street North, Perth, WA 6006, AU"]
    );
    assert_eq!(
        of("Vegagatan 5, 113 29 Stockholm", "SE"),
        ["Vegagatan 5, 113 29 Stockholm, SE"]
    );
    assert_eq!(
        of("ul. Lwowska 22, 22-100 Chelm", "PL"),
        ["ul. Lwowska 22, 22-100 Chelm, PL"]
    );
    assert_eq!(
        of("Rua do Bocage, n.º 124\n8000-233 Faro", "PT"),
        ["Rua do Bocage, n.º 124, 8000-233 Faro, PT"]
    );
    assert_eq!(
        of("C/ Zapategi, 1 bajo\n20160 Lasarte-Oria (Gipuzkoa)", "ES"),
        ["C/ Zapategi, 1 bajo, 20160 Lasarte-Oria, Gipuzkoa, ES"]
    );
}

#[test]
fn a_code_with_its_label_stands_inside_an_address() {
    for (text, home) in [
        ("Rua do Exemplo, 648\nCep 05452-000\nSão Paulo - SP", "BR"),
        (
            "1616 Muster Square, No. 52 Beispiel Road, Qingdao, Postcode: 266071",
            "CN",
        ),
        ("88 Example Road, Pune, Pin Code: 411001", "IN"),
    ] {
        assert_eq!(of(text, home).len(), 1, "{text}");
    }
    assert!(of("Enter your\nZip code: 90210", "US").is_empty());
    assert!(of("Promo\nP.C: 266400", "CN").is_empty());
}

#[test]
fn a_ward_is_what_others_call_a_street() {
    assert_eq!(
        of(
            "Muster Co., Ltd.\nHead Office - 3-5-27 Mita Minato-ku Tokyo",
            "GB"
        ),
        ["3-5-27 Mita Minato-ku, Tokyo, JP"]
    );
    assert!(of("Head Office - Tokyo", "GB").is_empty());
    assert!(of("Sudo-ku puzzles 12, Tokyo nights", "GB").is_empty());
}

#[test]
fn doors_and_islands_are_no_labels_and_countries() {
    assert_eq!(
        of(
            "Ertuğrul Gazi Sok. No: 12 D: 3\n34758 Ataşehir / İstanbul",
            "TR"
        ),
        ["Ertuğrul Gazi Sok. No: 12 D: 3, 34758 Ataşehir, İstanbul, TR"]
    );
    assert_eq!(
        of(
            "15 Adeola Odeku Street, Victoria Island, Lagos, Nigeria",
            "NG"
        ),
        ["15 Adeola Odeku Street, Victoria Island, Lagos, NG"]
    );
}

#[test]
fn what_a_sentence_says_is_no_street_and_no_town() {
    for (text, home) in [
        (
            "Über 1200 Produkte ab Lager lieferbar, Lieferung innert 24 Stunden",
            "CH",
        ),
        (
            "Wir sind Importeur und Servicepartner seit 2012. Über 3000 Produkte",
            "CH",
        ),
        (
            "Tauern Handels ist seit 1975 Ihr Importeur, 250 Kunden im Alpenraum",
            "AT",
        ),
        ("Több mint 1200 termék, A Muster Kft. 1967 óta", "HU"),
        (
            "We stock 72 SKUs in our godown\nImporter solar panels\nIndia",
            "IN",
        ),
        ("Giao hàng trong 1200 giờ, Có sẵn 250 sản phẩm", "VN"),
        ("24 наименований, ООО Пример, 630787 единиц", "RU"),
        (
            "Abholung im Lager nach telefonischer Vereinbarung\n2010 Offerten",
            "CH",
        ),
    ] {
        assert_eq!(of(text, home), [""; 0], "{text}");
    }
    for (text, home, read) in [
        (
            "Over 24 items ship the same day, Muster Imports Corp, 148 Oak Avenue, Houston, TX 77023",
            "US",
            "148 Oak Avenue, Houston, TX 77023, US",
        ),
        (
            "Skladem máme více než 250 položek.\nMuster Světlo v.o.s.\nDlouhá 116\n608 00 Brno",
            "CZ",
            "Dlouhá 116, 608 00 Brno, CZ",
        ),
        (
            "Công ty TNHH Ví Dụ\n143 Trần Hưng Đạo\nHồ Chí Minh 700292",
            "VN",
            "143 Trần Hưng Đạo, Hồ Chí Minh, 700292, VN",
        ),
        (
            "46, zone industrielle Nord\n33093 Bordeaux",
            "FR",
            "46, zone industrielle Nord, 33093 Bordeaux, FR",
        ),
        (
            "111 ถนนเพชรบุรี\nเชียงใหม่ 50817",
            "TH",
            "111 ถนนเพชรบุรี, เชียงใหม่, 50817, TH",
        ),
        (
            "12 bis rue du Modèle\n6900 Lugano",
            "CH",
            "12 bis rue du Modèle, 6900 Lugano, CH",
        ),
    ] {
        assert_eq!(of(text, home), [read], "{text}");
    }
}

#[test]
fn an_office_called_by_its_town_ends_the_address_above() {
    assert_eq!(
        of(
            "620611, Москва, ул. Примерная, д. 140, Россия\nФилиал Екатеринбург\n620611, Екатеринбург, пр-т Образца, д. 94",
            "RU"
        ),
        [
            "ул. Примерная, д. 140, 620611 Москва, RU",
            "пр-т Образца, д. 94, 620611 Екатеринбург, RU"
        ]
    );
}

#[test]
fn a_box_above_the_street_belongs_to_it() {
    assert_eq!(
        of("PO Box 1264\n5683 2nd Ave\nFerndale, 98248", "US"),
        ["PO Box 1264, 5683 2nd Ave, Ferndale, 98248, US"]
    );
}

#[test]
fn a_finnish_street_has_its_number() {
    assert_eq!(
        of("Mannerheimintie 12, 00100 Helsinki", "FI"),
        ["Mannerheimintie 12, 00100 Helsinki, FI"]
    );
    assert!(!super::words::marks("Distributie").street);
    assert!(!super::words::marks("Groothandel en distributie in 10 landen").street);
}

#[test]
fn addresses_of_eastern_scripts_are_read_from_the_large_to_the_small() {
    assert_eq!(
        of("〒105-6017\n東京都港区虎ノ門4-3-1", "JP"),
        ["虎ノ門4-3-1, 105-6017 港区, 東京都, JP"]
    );
    assert_eq!(
        of("(31007) 충남 천안시 서북구 성환읍 신방로 108", "KR"),
        ["서북구 성환읍 신방로 108, 31007 천안시, 충남, KR"]
    );
    assert_eq!(
        of(
            "충남 천안시 서북구\n성환읍 신방로 108 (우31007)\n운영시간",
            "KR"
        ),
        ["서북구 성환읍 신방로 108, 31007 천안시, 충남, KR"]
    );
    assert_eq!(
        of(
            "지점 부산광역시\n부산광역시 해운대구 중앙대로 89, 48619",
            "KR"
        ),
        ["해운대구 중앙대로 89, 48619 부산광역시, KR"]
    );
    assert_eq!(
        of("〒272-0034 千葉県市川市市川1-3-18 MAP", "JP"),
        ["市川1-3-18, 272-0034 市川市, 千葉県, JP"]
    );
    assert_eq!(
        of("〒510-0085 三重県四日市市諏訪町1-5", "JP"),
        ["諏訪町1-5, 510-0085 四日市市, 三重県, JP"]
    );
    assert_eq!(
        of("深圳示例路143号 518059 | 中国 | 电话 +86 755 0000", "CN"),
        ["示例路143号, 518059 深圳, CN"]
    );
    assert!(of("总部位于深圳，在示例路有143号店，共518059件", "CN").is_empty());
    assert_eq!(
        of("地址：广东省深圳市南山区科技路12号", "CN"),
        ["南山区科技路12号, 深圳市, 广东省, CN"]
    );
}

#[test]
fn an_address_without_a_code_needs_a_known_place() {
    assert_eq!(
        of(
            "Unit B53, 36-40 Tai Lin Pai Road, Kwai Chung, N.T., Hong Kong",
            "HK"
        )
        .len(),
        1
    );
    assert_eq!(
        of("P.O. Box 32123, Abu Dhabi - UAE", "AE"),
        ["P.O. Box 32123, Abu Dhabi, AE"]
    );
    assert!(of("Room 12, second floor", "GB").is_empty());
}

#[test]
fn numbers_that_are_no_addresses_make_none() {
    assert!(
        of(
            "Since 1985\n12345 customers\n50 EUR, 40 GBP, 2100 RUB",
            "DE"
        )
        .is_empty()
    );
    assert!(of("Tel. 040 12345\nFax 040 12346", "DE").is_empty());
    assert!(of("2013 GMC Sierra 2500HD SLT", "US").is_empty());
    assert!(of("Art. 10115 Lampe\nArt. 10117 Leuchte", "DE").is_empty());
    assert!(of("100 W, 13000 lm", "FR").is_empty());
    assert!(
        of(
            "Fondée en 1992 dans une petite boutique du centre de Lyon",
            "FR"
        )
        .is_empty()
    );
    assert!(of("558,68 Art. 6606024 EAN 4053035122085", "JP").is_empty());
    assert!(of("1978年に東京都港区で創業しました。在庫は3000品目以上", "JP").is_empty());
}

#[test]
fn each_country_writes_addresses_in_its_own_form() {
    let rows = include_str!("forms.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let mut count = 0;
    for row in rows {
        let [home, text, read] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("a row has three columns: {row}");
        };
        assert_eq!(of(&text.replace(" ¶ ", "\n"), home), [read], "{text}");
        count += 1;
    }
    assert!(count > 70, "the table has been read");
}

#[test]
fn a_number_behind_a_street_is_the_houses() {
    assert_eq!(
        of("Lavalle 1234, Buenos Aires", "AR"),
        ["Lavalle 1234, Buenos Aires, AR"]
    );
    assert!(of("Depósito con 1200 lámparas, Buenos Aires", "AR").is_empty());
}

#[test]
fn a_street_without_a_number_needs_its_town_and_country_alone() {
    assert_eq!(
        of("Muster Road, Industrial Area, Nairobi, Kenya", "US"),
        ["Muster Road, Industrial Area, Nairobi, KE"]
    );
    for text in [
        "We opened on Muster Road, Nairobi, last year",
        "Muster Road, Nairobi, our partners",
        "Wholesale prices, Nairobi, Kenya",
    ] {
        assert!(of(text, "KE").is_empty(), "{text}");
    }
}

#[test]
fn an_office_is_called_by_its_town() {
    assert_eq!(
        of(
            "Office Mumbai, 34 Linking Road, Bandra West, Mumbai 400050",
            "IN"
        ),
        ["34 Linking Road, Bandra West, Mumbai, 400050, IN"]
    );
}

proptest! {
    #[test]
    fn no_text_can_stop_it(text in "(\\PC|[0-9 ,]|Road |〒|市|号|시 |GB |Box |\\n){0,60}") {
        let _ = of(&text, "GB");
        let _ = of(&text, "JP");
    }
}
