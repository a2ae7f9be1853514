//! Addresses as their countries write them.

use super::*;
use proptest::prelude::*;

fn of(text: &str, home: &str) -> Vec<String> {
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

/// How each country writes its addresses: country, text, what is read.
const FORMS: &[(&str, &str, &str)] = &[
    (
        "JE",
        "11 Muster Street, St Helier, Jersey JE2 4WF",
        "11 Muster Street, St Helier, JE2 4WF, JE",
    ),
    (
        "GG",
        "Unit 4, Braye Road Industrial Estate, Vale, Guernsey GY3 5XB",
        "Unit 4, Braye Road Industrial Estate, Vale, GY3 5XB, GG",
    ),
    (
        "IM",
        "12 Duke Street, Douglas, Isle of Man IM1 2AY",
        "12 Duke Street, Douglas, IM1 2AY, IM",
    ),
    (
        "AR",
        "Av. Corrientes 1234, C1043AAZ Buenos Aires",
        "Av. Corrientes, 1234 C1043AAZ Buenos Aires, AR",
    ),
    (
        "MX",
        "Calle Ficción 12, Col. Centro, C.P. 44100, Guadalajara, Jalisco",
        "Calle Ficción 12, Col. Centro, 44100 Guadalajara, Jalisco, MX",
    ),
    (
        "MX",
        "Calle Ficción 12 Colonia Centro CP 44100 Guadalajara, Jal.",
        "Calle Ficción 12 Colonia Centro, 44100 Guadalajara, Jal, MX",
    ),
    (
        "ID",
        "Jl. Jend. Sudirman No. 5, Jakarta 10210",
        "Jl. Jend. Sudirman No. 5, Jakarta, 10210, ID",
    ),
    (
        "ID",
        "Jl. Raya Bekasi KM 28, Bekasi17530",
        "Jl. Raya Bekasi KM 28, Bekasi, 17530, ID",
    ),
    (
        "IN",
        "Office Mumbai, 34 Linking Road, Bandra West, Mumbai 400050",
        "34 Linking Road, Bandra West, Mumbai, 400050, IN",
    ),
    (
        "KE",
        "Enterprise Road, Industrial Area, Nairobi, Kenya",
        "Enterprise Road, Industrial Area, Nairobi, KE",
    ),
    (
        "AE",
        "Office 1204, Jumeirah Bay Tower, Cluster X, JLT, Dubai, UAE",
        "Office 1204, Jumeirah Bay Tower, Cluster X, JLT, Dubai, AE",
    ),
    (
        "SA",
        "شارع الملك فهد، حي العليا، الرياض 12211، المملكة العربية السعودية",
        "شارع الملك فهد, حي العليا, الرياض, 12211, SA",
    ),
    (
        "SA",
        "King Fahd Road, Al Olaya, Riyadh 12211, Saudi Arabia",
        "King Fahd Road, Al Olaya, Riyadh, 12211, SA",
    ),
    ("EG", "٥ شارع الهرم، الجيزة", "٥ شارع الهرم, الجيزة, EG"),
    (
        "LB",
        "Hamra Street, Beirut, Lebanon",
        "Hamra Street, Beirut, LB",
    ),
    (
        "UA",
        "01001, м. Київ, вул. Хрещатик, 22",
        "вул. Хрещатик, 22, 01001 Київ, UA",
    ),
    (
        "CO",
        "Cra. 15 No. 88-64 Of. 301, Bogotá D.C.",
        "Cra. 15 No. 88-64 Of. 301, Bogotá D.C, CO",
    ),
    (
        "PE",
        "Av. Javier Prado Este 1234, San Isidro, Lima 27",
        "Av. Javier Prado Este 1234, San Isidro, Lima 27, PE",
    ),
    (
        "VE",
        "Av. Francisco de Miranda, Edif. Parque Cristal, Piso 5, Caracas 1060",
        "Av. Francisco de Miranda, Edif. Parque Cristal, Piso 5, Caracas, 1060, VE",
    ),
    (
        "BR",
        "Rua Augusta, 1234 - Consolação - São Paulo/SP - CEP 01304-001",
        "Rua Augusta, 1234, Consolação, 01304-001 São Paulo, SP, BR",
    ),
    (
        "SG",
        "10 Anson Road #12-34 International Plaza Singapore 079903",
        "10 Anson Road #12-34 International Plaza, Singapore, 079903, SG",
    ),
    (
        "TH",
        "99/9 หมู่ 5 ถนนบางนา-ตราด ตำบลบางพลี อำเภอบางพลี สมุทรปราการ 10540",
        "99/9 หมู่ 5 ถนนบางนา-ตราด ตำบลบางพลี อำเภอบางพลี, สมุทรปราการ, 10540, TH",
    ),
    (
        "VN",
        "Lô B2, KCN Tân Bình, Q. Tân Phú, TP.HCM",
        "Lô B2, KCN Tân Bình, Q. Tân Phú, HCM, VN",
    ),
    (
        "HK",
        "香港九龍觀塘成業街7號東廣場12樓",
        "觀塘成業街7號東廣場12樓, 九龍, HK",
    ),
    (
        "LK",
        "No. 45, Galle Road, Colombo 03, Sri Lanka",
        "No. 45, Galle Road, Colombo 03, LK",
    ),
    (
        "IL",
        "12 HaBarzel St., Tel Aviv 6971014, Israel",
        "12 HaBarzel St, Tel Aviv, 6971014, IL",
    ),
    (
        "IR",
        "تهران، خیابان ولیعصر، پلاک ۱۲۳",
        "خیابان ولیعصر, پلاک ۱۲۳, تهران, IR",
    ),
    (
        "IS",
        "Ármúli 12, 108 Reykjavík",
        "Ármúli 12, 108 Reykjavík, IS",
    ),
    (
        "RU",
        "115088, г. Москва, ул. Шарикоподшипниковская, д. 13, стр. 3",
        "ул. Шарикоподшипниковская, д. 13, стр. 3, 115088 Москва, RU",
    ),
    (
        "KZ",
        "г. Алматы, пр. Абая 12, офис 5",
        "пр. Абая 12, офис 5, Алматы, KZ",
    ),
    (
        "UZ",
        "г. Ташкент, ул. Навои, 12",
        "ул. Навои, 12, Ташкент, UZ",
    ),
    (
        "TR",
        "Atatürk Mah. İkitelli Cad. No: 5/A 34303 Küçükçekmece - İstanbul",
        "Atatürk Mah. İkitelli Cad. No: 5/A, 34303 Küçükçekmece, İstanbul, TR",
    ),
    (
        "IN",
        "1234/5, Bhagirath Palace, Chandni Chowk, Delhi-110006",
        "1234/5, Bhagirath Palace, Chandni Chowk, Delhi, 110006, IN",
    ),
    (
        "MX",
        "Carretera a Saltillo Km 8.5, Parque Industrial, Ramos Arizpe, Coahuila, C.P. 25900",
        "Carretera a Saltillo Km 8.5, Parque Industrial, 25900 Ramos Arizpe, Coahuila, MX",
    ),
    (
        "PE",
        "Av. Argentina 3093, Cercado de Lima, Lima - Perú",
        "Av. Argentina 3093, Cercado de Lima, Lima, PE",
    ),
    (
        "UA",
        "04073, Україна, м. Київ, вул. Куренівська, 21-А, оф. 5",
        "вул. Куренівська, 21-А, оф. 5, 04073 Київ, UA",
    ),
    (
        "UA",
        "Україна, 61000, Харківська обл., м. Харків, просп. Науки, 12",
        "просп. Науки, 12, 61000 Харків, Харківська обл, UA",
    ),
    (
        "RU",
        "г. Санкт-Петербург, ул. Примерная, д.5, лит. А, пом. 3Н",
        "ул. Примерная, д.5, лит. А, пом. 3Н, Санкт-Петербург, RU",
    ),
    (
        "RU",
        "143000, Московская область, г. Одинцово, ул. Транспортная, д. 2",
        "ул. Транспортная, д. 2, 143000 Одинцово, Московская область, RU",
    ),
    (
        "RU",
        "Адрес: Москва, Варшавское шоссе, 125, стр. 1, офис 5",
        "Варшавское шоссе, 125, стр. 1, офис 5, Москва, RU",
    ),
    (
        "KZ",
        "050000, Республика Казахстан, г. Алматы, ул. Толе би, 101",
        "ул. Толе би, 101, 050000 Алматы, Республика Казахстан, KZ",
    ),
    (
        "BY",
        "Республика Беларусь, г. Минск, пр-т Независимости, 58, 220005",
        "пр-т Независимости, 58, 220005 Минск, Республика Беларусь, BY",
    ),
    (
        "IR",
        "تهران، خیابان آزادی، کوچه شهید، پلاک ۱۲، واحد ۳، کدپستی ۱۴۵۵۶۷۸۹۰۱",
        "خیابان آزادی, کوچه شهید, پلاک ۱۲, واحد ۳, کدپستی ۱۴۵۵۶۷۸۹۰۱, تهران, IR",
    ),
    (
        "TW",
        "40757台中市西屯區工業區一路100號",
        "西屯區工業區一路100號, 40757 台中市, TW",
    ),
    (
        "ID",
        "Komplek Pergudangan Safe n Lock Blok H 1234, Sidoarjo, Jawa Timur",
        "Komplek Pergudangan Safe n Lock Blok H 1234, Sidoarjo, ID",
    ),
    (
        "PH",
        "2/F ABC Building, 123 Quezon Avenue, Brgy. Sto. Domingo, Quezon City 1114",
        "2/F ABC Building, 123 Quezon Avenue, Brgy. Sto. Domingo, 1114 Quezon City, PH",
    ),
    (
        "SG",
        "25 Kaki Bukit Road 4, #05-12 Synergy, S(417800)",
        "25 Kaki Bukit Road 4, #05-12 Synergy, Singapore, 417800, SG",
    ),
    (
        "KE",
        "Kombo Munyiri Road, Off Kirinyaga Road, P.O Box 1234-00100 Nairobi",
        "Kombo Munyiri Road, Off Kirinyaga Road, P.O Box 1234-00100, Nairobi, KE",
    ),
    (
        "ZA",
        "123 Voortrekker Road, Maitland, Cape Town, Western Cape, 7405",
        "123 Voortrekker Road, Maitland, Cape Town, Western Cape 7405, ZA",
    ),
    (
        "ZA",
        "P.O. Box 1234, Edenvale 1610",
        "P.O. Box 1234, Edenvale, 1610, ZA",
    ),
    (
        "MA",
        "Résidence Al Baraka, 12 Bd Zerktouni, Casablanca 20100",
        "12 Bd Zerktouni, 20100 Casablanca, MA",
    ),
    (
        "CA",
        "1234, boul. Industriel, Laval (Qc) H7S 1P5",
        "1234, boul. Industriel, Laval, Qc H7S 1P5, CA",
    ),
    (
        "GB",
        "Registered office: 5th Floor, 12 Example Square, London EC1V 9BD. Registered in England No. 1234567",
        "5th Floor, 12 Example Square, London, EC1V 9BD, GB",
    ),
    (
        "AU",
        "Warehouse: 12-14 Example Ct, Keysborough Vic. 3173",
        "12-14 Example Ct, Keysborough, Vic 3173, AU",
    ),
    (
        "FR",
        "Parc d'activités du Modèle, Bât. C, 12 avenue de l'Exemple, CS 12345, 59650 Villeneuve-d'Ascq cedex",
        "Parc d'activités du Modèle, Bât. C, 12 avenue de l'Exemple, CS 12345, 59650 Villeneuve-d'Ascq cedex, FR",
    ),
    (
        "IT",
        "Via Esempio 12/A, 20127 Milano MI",
        "Via Esempio 12/A, 20127 Milano, MI, IT",
    ),
    (
        "IT",
        "Zona Ind.le Esempio - 36100 Vicenza (VI)",
        "Zona Ind.le Esempio, 36100 Vicenza, VI, IT",
    ),
    (
        "ES",
        "Ctra. N-340, km. 123 - 08620 Sant Vicenç dels Horts (Barcelona)",
        "Ctra. N-340, km. 123, 08620 Sant Vicenç dels Horts, Barcelona, ES",
    ),
    (
        "BG",
        "гр. София 1592, бул. \"Пример\" № 12",
        "бул. \"Пример\" № 12, 1592 София, BG",
    ),
    (
        "HR",
        "Primjerova ulica 12, 10 000 Zagreb, Hrvatska",
        "Primjerova ulica 12, 10 000 Zagreb, HR",
    ),
    (
        "TR",
        "Örnek Mah. 1234. Sk. No:12 Bornova İzmir",
        "Örnek Mah. 1234. Sk. No:12 Bornova, İzmir, TR",
    ),
    (
        "DK",
        "Eksempelvej 12 B, 1. sal, 8000 Aarhus C",
        "Eksempelvej 12 B, 1. sal, 8000 Aarhus C, DK",
    ),
    (
        "LV",
        "Parauga iela 12, Mārupe, Mārupes novads, LV-2167",
        "Parauga iela 12, 2167 Mārupe, Mārupes novads, LV",
    ),
    (
        "RU",
        "123456, г. Москва, вн.тер.г. муниципальный округ Примерный, ул. Образцовая, д. 12, помещ. 5",
        "ул. Образцовая, д. 12, помещ. 5, 123456 Москва, RU",
    ),
    (
        "BR",
        "Avenida Exemplo, 1234 Km 5 | Distrito Industrial | 89219-501 | Joinville | SC",
        "Avenida Exemplo, 1234 Km 5, Distrito Industrial, 89219-501 Joinville, SC, BR",
    ),
    (
        "CL",
        "Camino Ejemplo 1234, Bodega 5, Quilicura, Santiago de Chile",
        "Camino Ejemplo 1234, Bodega 5, Quilicura, Santiago de Chile, CL",
    ),
    (
        "PA",
        "Calle 16, Zona Libre de Colón, Edificio Modelo, Colón, Panamá",
        "Calle 16, Zona Libre de Colón, PA",
    ),
    (
        "CN",
        "Add: No.123, Example Rd., Xiaolan Town, Zhongshan City, Guangdong Province, China",
        "No.123, Example Rd, Xiaolan Town, Zhongshan City, Guangdong Province, CN",
    ),
    (
        "TW",
        "彰化縣鹿港鎮範例路12號",
        "鹿港鎮範例路12號, 彰化縣, TW",
    ),
    (
        "JP",
        "1-2-3 Reimachi, Naka-ku, Nagoya-shi, Aichi 460-0003, Japan",
        "1-2-3 Reimachi, Naka-ku, 460-0003 Nagoya-shi, Aichi, JP",
    ),
    (
        "KR",
        "A-1203, Example Tower, 12, Yesi-ro, Bundang-gu, Seongnam-si, Gyeonggi-do, 13500, Republic of Korea",
        "A-1203, Example Tower, 12, Yesi-ro, Bundang-gu, 13500 Seongnam-si, Gyeonggi-do, KR",
    ),
    (
        "AE",
        "Al Example Building, Office 12, P.O.Box: 12345, Sharjah, United Arab Emirates",
        "Al Example Building, Office 12, P.O.Box: 12345, Sharjah, AE",
    ),
    (
        "GH",
        "House No. 12, Example Link, East Legon, Accra-Ghana",
        "House No. 12, Example Link, East Legon, Accra, GH",
    ),
    (
        "ID",
        "Jl. Contoh Raya No. 12A, RT.05/RW.02, Kel. Model, Kec. Cengkareng, Jakarta Barat, DKI Jakarta 11730",
        "Jl. Contoh Raya No. 12A, RT.05/RW.02, Kel. Model, Kec. Cengkareng, Jakarta Barat, DKI Jakarta 11730, ID",
    ),
    (
        "TH",
        "เลขที่ 12/34 หมู่ 5 ต.ตัวอย่าง อ.เมือง จ.นนทบุรี 11000",
        "เลขที่ 12/34 หมู่ 5 ต.ตัวอย่าง อ.เมือง, นนทบุรี, 11000, TH",
    ),
    (
        "AR",
        "Av. Corrientes 1234, Piso 5, (C1043AAZ) Ciudad Autónoma de Buenos Aires",
        "Av. Corrientes 1234, Piso 5, C1043AAZ Ciudad Autónoma de Buenos Aires, AR",
    ),
];

#[test]
fn each_country_writes_addresses_in_its_own_form() {
    for (home, text, read) in FORMS {
        assert_eq!(of(text, home), [*read], "{text}");
    }
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
