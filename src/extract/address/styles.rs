//! Tests: how the countries write their addresses, each in a line or block of its own, all invented.

use super::tests::of;

fn all(cases: &[(&str, &str, &str)]) {
    let others: Vec<_> = cases
        .iter()
        .map(|(home, text, read)| (of(text, home), *read))
        .filter(|(found, read)| found != &[*read])
        .collect();
    assert!(others.is_empty(), "{others:#?}");
}

#[test]
fn the_word_for_town_and_a_province_may_stand_between_code_and_town() {
    all(&[
        (
            "RU",
            "111141, г. Москва, ул. Вымышленная, д. 20 А, корп. В, офис 401",
            "ул. Вымышленная, д. 20 А, корп. В, офис 401, 111141 Москва, RU",
        ),
        (
            "RU",
            "443000, Самарская обл., г. Тольятти, ул. Заводская, д. 5",
            "ул. Заводская, д. 5, 443000 Тольятти, Самарская обл, RU",
        ),
        (
            "RU",
            "115114, РФ, г. Москва, Тихий проезд, д. 13",
            "Тихий проезд, д. 13, 115114 Москва, RU",
        ),
        (
            "UA",
            "07400, Україна, Київська область, місто Бровари, вулиця Вигадана, будинок №42",
            "вулиця Вигадана, будинок №42, 07400 Бровари, Київська область, UA",
        ),
        (
            "BY",
            "220013, Республика Беларусь г. Минск, ул. Мечты, 8",
            "ул. Мечты, 8, 220013 Минск, Республика Беларусь, BY",
        ),
    ]);
}

#[test]
fn the_street_may_stand_behind_the_town() {
    all(&[
        (
            "PL",
            "02-524 Warszawa\nZmyślona 83 LOK. U1\nPOLAND",
            "Zmyślona 83 LOK. U1, 02-524 Warszawa, PL",
        ),
        (
            "HU",
            "1195 Budapest\nKitalált utca 3/a",
            "Kitalált utca 3/a, 1195 Budapest, HU",
        ),
        (
            "HU",
            "3531 Miskolc Kitalált utca 36.",
            "Kitalált utca 36, 3531 Miskolc, HU",
        ),
        (
            "KZ",
            "г. Алматы, 050057,\nул. Мечты 136, оф. 16",
            "ул. Мечты 136, оф. 16, 050057 Алматы, KZ",
        ),
        (
            "BG",
            "гр. София 1000, ул. Измислена 5",
            "ул. Измислена 5, 1000 София, BG",
        ),
        // A telephone above is no street.
        (
            "RU",
            "тел. 74-34-98, 74-27-25\n394029, г. Воронеж, ул. Мечты, д. 16",
            "ул. Мечты, д. 16, 394029 Воронеж, RU",
        ),
    ]);
}

#[test]
fn a_known_town_stands_before_its_code_in_any_country() {
    all(&[
        (
            "CZ",
            "Vymyšlená 1083\nPraha 4\n140 00",
            "Vymyšlená 1083, 140 00 Praha 4, CZ",
        ),
        (
            "HR",
            "Izmišljeni prilaz 6\nSplit 21000",
            "Izmišljeni prilaz 6, 21000 Split, HR",
        ),
    ]);
}

#[test]
fn an_address_may_open_with_its_town() {
    all(&[
        (
            "RU",
            "Адрес: г. Барнаул, ул. Выдуманная, 2Е",
            "ул. Выдуманная, 2Е, Барнаул, RU",
        ),
        (
            "RU",
            "Ростовская область, Некий район, с. Приморка, ул. Степная 124",
            "ул. Степная 124, Приморка, Ростовская область, RU",
        ),
        (
            "BG",
            "Горна Оряховица, ул. Измислена №27",
            "ул. Измислена №27, Горна Оряховица, BG",
        ),
        (
            "HU",
            "Budapest XI. kerület, Álom u. 5.",
            "Álom u. 5, Budapest, HU",
        ),
    ]);
    assert!(of("Москва, Париж, Лондон и ещё 20 городов", "RU").is_empty());
}

#[test]
fn a_street_without_a_word_for_one_needs_a_town_of_the_page() {
    all(&[
        (
            "UY",
            "Ejido Fantasía 901, esq. Soñada\nMontevideo",
            "Ejido Fantasía 901, esq. Soñada, Montevideo, UY",
        ),
        (
            "DO",
            "José Fantasía 300, Evaristo Morales\nSanto Domingo, Dominican Republic",
            "José Fantasía 300, Evaristo Morales, Santo Domingo, DO",
        ),
    ]);
    assert!(of("Modelo Lunar 300\nMontevideo", "DE").is_empty());
    assert!(of("Fundada en 1998\nMontevideo", "UY").is_empty());
}

#[test]
fn parts_of_an_address_may_have_labels_of_their_own() {
    all(&[
        (
            "BR",
            "Endereço: Avenida Fantasia, 130\nCidade: São Gonçalo\nEstado: Rio de Janeiro\nCEP: 24722-070",
            "Avenida Fantasia, 130, 24722-070 São Gonçalo, Rio de Janeiro, BR",
        ),
        (
            "TH",
            "ที่อยู่ 88/8 หมู่ 8 ตำบลบางพลี จังหวัดสมุทรปราการ รหัสไปรษณีย์10540",
            "88/8 หมู่ 8 ตำบลบางพลี, สมุทรปราการ, 10540, TH",
        ),
    ]);
}

#[test]
fn of_two_towns_in_a_row_the_larger_is_the_town() {
    all(&[
        (
            "CL",
            "Avenida Fantasía 2993\nÑuñoa\nSantiago",
            "Avenida Fantasía 2993, Ñuñoa, Santiago, CL",
        ),
        (
            "IE",
            "14 Fantasy Road, Dublin 12, Ireland",
            "14 Fantasy Road, Dublin 12, IE",
        ),
        (
            "KR",
            "252-4, Kkum-dong,Suji-gu, Yongin-si,Gyeonggi-do\nKorea",
            "252-4, Kkum-dong, Suji-gu, Yongin-si, KR",
        ),
    ]);
}

#[test]
fn plots_estates_and_numbered_streets_are_streets() {
    all(&[
        (
            "IN",
            "M-6, Dream Yard, Dream Industrial Estate, Guindy, Chennai-600 032.",
            "M-6, Dream Yard, Dream Industrial Estate, Guindy, Chennai, 600 032, IN",
        ),
        (
            "IN",
            "A-14, Dream Industrial Area, Delhi 110020",
            "A-14, Dream Industrial Area, Delhi, 110020, IN",
        ),
        (
            "BD",
            "Plot-12, Block-B, Road-5, Mirpur, Dhaka 1216",
            "Plot-12, Block-B, Road-5, Mirpur, Dhaka, 1216, BD",
        ),
        (
            "RS",
            "Industrijska zona bb, 34000 Kragujevac",
            "Industrijska zona bb, 34000 Kragujevac, RS",
        ),
        (
            "TR",
            "Hayal Cad. No:175 34394 Şişli / İSTANBUL",
            "Hayal Cad. No:175, 34394 Şişli, İSTANBUL, TR",
        ),
        (
            "BR",
            "Rua Fantasia, 123 - Galpão 4\nJoinville/SC - CEP 89219-000",
            "Rua Fantasia, 123, Galpão 4, 89219-000 Joinville, SC, BR",
        ),
    ]);
}

#[test]
fn the_large_stands_before_the_small_in_chinese() {
    all(&[
        (
            "HK",
            "香港九龍夢想道123號幻想大廈5樓",
            "夢想道123號幻想大廈5樓, 九龍, HK",
        ),
        (
            "CN",
            "地址：苏州工业园区唯梦路58号",
            "工业园区唯梦路58号, 苏州, CN",
        ),
        (
            "CN",
            "地址：广东省普宁市洪阳镇梦想工业区",
            "洪阳镇梦想工业区, 普宁市, 广东省, CN",
        ),
        (
            "TW",
            "404 台中市北區夢想街45巷6號",
            "北區夢想街45巷6號, 404 台中市, TW",
        ),
    ]);
}
