//! Addresses as pages lay them out: over lines, behind labels, beside other things.

use super::tests::of;
use crate::extract::testing::findings;

#[test]
fn a_street_goes_on_over_lines_and_pieces() {
    for (text, home, read) in [
        (
            "Hayal Mh.\nDüş Sk. No:14\nKaratay/Konya",
            "TR",
            "Hayal Mh., Düş Sk. No:14, Karatay, Konya, TR",
        ),
        (
            "Hayal Mahallesi Düş Sokak\nNo:70/12 Lüleburgaz / KIRKLARELİ",
            "TR",
            "Hayal Mahallesi Düş Sokak, No:70/12, Lüleburgaz, KIRKLARELİ, TR",
        ),
        (
            "680009 г. Хабаровск проспект 60-летия Мечты, 210",
            "RU",
            "проспект 60-летия Мечты, 210, 680009 Хабаровск, RU",
        ),
        (
            "295000, Республика Крым, г.Симферополь,\nул. Мечты, дом 12, офис 308",
            "RU",
            "ул. Мечты, дом 12, офис 308, 295000 Симферополь, Республика Крым, RU",
        ),
        (
            "Юридична адреса: Україна, 04071, м. Київ, Мрійна 1, оф 12",
            "UA",
            "Мрійна 1, оф 12, 04071 Київ, UA",
        ),
        (
            "via Sogno 8, Italia - 35014 Fontaniva (PD)",
            "IT",
            "via Sogno 8, 35014 Fontaniva PD, IT",
        ),
        (
            "〒５４１－００４７　大阪市中央区夢見町2-1-1\n大阪府知事許可第158814号",
            "JP",
            "中央区夢見町2-1-1, 541-0047 大阪市, JP",
        ),
        (
            "〒253-0113 神奈川県高座郡寒川町夢見1-1-6",
            "JP",
            "夢見1-1-6, 253-0113 寒川町, 神奈川県, JP",
        ),
        (
            "Sediu: Vis, Str. XIII, Nr. 113, Jud. Sibiu",
            "RO",
            "Str. XIII, Nr. 113, Vis, RO",
        ),
    ] {
        let found = of(text, home);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        let plain = |text: &str| text.replace([',', ' ', '.'], "");
        assert_eq!(plain(&found[0]), plain(read), "{text}");
    }
}

#[test]
fn the_hosts_address_is_not_the_companys() {
    let html = "<h2>Éditeur</h2><p>LE SONGE<br>Zone Artisanale du Rêve<br>22250 BROONS</p><h2>Hébergeur</h2>\
        <p>Le site est hébergé par :</p><p>Nuage (Services)<br>10 rue du Rêve<br>75008 PARIS</p>\
        <h2>Contact</h2><p>3 rue du Songe, 35000 Rennes</p>";
    let found = findings("https://www.muster.example/", Some("FR"), html).addresses;
    let towns: Vec<Option<String>> = found.into_iter().map(|a| a.city).collect();
    assert_eq!(
        towns,
        [Some("BROONS".to_owned()), Some("Rennes".to_owned())]
    );
}

#[test]
fn places_behind_the_label_of_an_address_need_no_number() {
    for (text, home, read) in [
        (
            "Address: Ground Floor, Dream Towers, Al Reem Island, Abu Dhabi, UAE | P.O. Box: 26739",
            "AE",
            "Ground Floor, Dream Towers, Al Reem Island, Abu Dhabi, AE",
        ),
        (
            "Address: 114 Sheraton Dream, Beside Fantasy Hotel -Cairo - Egypt.",
            "EG",
            "114 Sheraton Dream, Beside Fantasy Hotel, Cairo, EG",
        ),
        (
            "Main Office: 2602 Dream 2000 Corporate Center, 121 Fantasy Street, Makati City",
            "PH",
            "2602 Dream 2000 Corporate Center, 121 Fantasy Street, Makati City, PH",
        ),
    ] {
        assert_eq!(of(text, home), [read], "{text}");
    }
    for text in [
        "Location: Remote, Berlin, Germany",
        "Address: all of our customers, wherever they live, in Cairo, Egypt",
    ] {
        assert!(of(text, "DE").is_empty(), "{text}");
    }
}

#[test]
fn a_union_is_no_town_and_a_door_no_street() {
    for (text, home, read) in [
        (
            "20A-12 Dream street, Riga, Latvia, EU, LV-1050",
            "LV",
            "20A-12 Dream street, LV-1050 Riga, LV",
        ),
        (
            "c/o Foreningen Drøm\nDrømgata 24\n0157 OSLO",
            "NO",
            "Drømgata 24, 0157 OSLO, NO",
        ),
        (
            "65, Dream Antistaseos AVE, P.C.71306, Heraklion",
            "GR",
            "65, Dream Antistaseos AVE, 713 06 Heraklion, GR",
        ),
        (
            "Dream Tower, Business Bay, Dubai, United Arab Emirates",
            "AE",
            "Dream Tower, Business Bay, Dubai, AE",
        ),
    ] {
        let plain = |text: &str| text.replace([' ', ','], "").replace("LV-", "");
        let found = of(text, home);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(plain(&found[0]), plain(read), "{text}");
    }
}

#[test]
fn a_lane_is_no_code_and_a_firm_or_a_room_above_no_street() {
    assert_eq!(
        of(
            "No.11-1, Ln. 159, Sec. 1, Dream Rd., Dali Dist., Taichung City 41262, Taiwan",
            "TW"
        )
        .len(),
        1
    );
    assert_eq!(
        of(
            "All4Fantasy Pty Ltd\n25 Dream St\nCollingwood Victoria 3066",
            "AU"
        ),
        ["25 Dream St, Collingwood, Victoria 3066, AU"]
    );
    assert_eq!(
        of(
            "Corp. Office\n225 US Complex, Jasola New Delhi - 110076",
            "IN"
        ),
        ["225 US Complex, Jasola, New Delhi, 110076, IN"]
    );
}

#[test]
fn a_room_to_let_is_no_address() {
    let told = "Обява № 2636120 е ТОП оферта\nМагазин в търговски център/Базар 35 кв.м Партер\nЦентър, гр. Бургас, обл. Бургас";
    assert!(of(told, "BG").is_empty(), "{:?}", of(told, "BG"));
}
