//! One number of every scheme, invented, with check digits that fit; and the same with another digit.

use super::*;

const NUMBERS: &[(&str, &str)] = &[
    ("luhn", "369070933"),
    ("cz", "59970405"),
    ("siret", "36907093330292"),
    ("nip", "3580040910"),
    ("regon", "486176656"),
    ("regon", "29769356097886"),
    ("ico", "59970405"),
    ("sk", "1187889758"),
    ("ro", "64544874"),
    ("mod1110", "41108664361"),
    ("eik", "957897140"),
    ("si", "26287781"),
    ("gr", "920928345"),
    ("es", "B87803680"),
    ("es", "A76633544"),
    ("es", "14604567G"),
    ("es", "X2749470G"),
    ("es", "G91543587"),
    ("es", "Q2291356J"),
    ("pt", "574052143"),
    ("be", "0207841801"),
    ("swiss", "CHE352621702"),
    ("cvr", "58249971"),
    ("no", "786687357"),
    ("fi", "89717437"),
    ("is", "4506090219"),
    ("ee", "11138246"),
    ("lv", "49018670025"),
    ("vkn", "5622031878"),
    ("inn", "1911436040"),
    ("inn", "333573819106"),
    ("edrpou", "88090695"),
    ("okpo", "23456783"),
    ("unp", "165907030"),
    ("abn", "46131793727"),
    ("acn", "239690923"),
    ("gstin", "27TXKPE4541R1ZE"),
    ("uen", "26302306X"),
    ("uen", "201299880Z"),
    ("uen", "T08FC2882D"),
    ("ubn", "92450452"),
    ("uscc", "41310115839295721J"),
    ("jp", "2549354632126"),
    ("mst", "2759704823"),
    ("th", "0856505555598"),
    ("cnpj", "25236858000180"),
    ("cuit", "30701752097"),
    ("ruc_pe", "20304894033"),
    ("ruc_ec", "1795744629001"),
    ("ruc_ec", "1790650235001"),
    ("ruc_py", "800035887"),
    ("rut_cl", "76542013K"),
    ("rut_cl", "760846376"),
    ("rut_uy", "211239220011"),
    ("nit_co", "7001713092"),
    ("nit_gt", "6225640"),
    ("rif", "J302357632"),
    ("rnc", "159829292"),
    ("bn", "889387312"),
    ("lei", "524600124946422484B8"),
    ("vat", "ATU00871592"),
    ("vat", "BE0122310961"),
    ("vat", "BG520445386"),
    ("vat", "CY47561589Q"),
    ("vat", "CZ16520971"),
    ("vat", "DE184777994"),
    ("vat", "DK12475306"),
    ("vat", "EE589516688"),
    ("vat", "EL201403340"),
    ("vat", "ESB76527548"),
    ("vat", "FI51591832"),
    ("vat", "FR14641947973"),
    ("vat", "FRX0331046912"),
    ("vat", "FR7A035686187"),
    ("vat", "GB271446308"),
    ("vat", "HR64486988410"),
    ("vat", "HU15312510"),
    ("vat", "IE7328794H"),
    ("vat", "IE1223858FA"),
    ("vat", "IE0N59130N"),
    ("vat", "IT57139800890"),
    ("vat", "LT925403612"),
    ("vat", "LU01169637"),
    ("vat", "LV49267222459"),
    ("vat", "MT16570005"),
    ("vat", "NL116854698B05"),
    ("vat", "NO723108209"),
    ("vat", "PL6285844651"),
    ("vat", "PT551182261"),
    ("vat", "RO43931495"),
    ("vat", "SE556760542201"),
    ("vat", "SI21814961"),
    ("vat", "SK3791888221"),
    ("kr", "2488100348"),
    ("hu", "24578134241"),
    ("si_register", "6412300000"),
    ("fn", "FN418273H"),
    ("lt", "304817725"),
    ("bin", "210540034184"),
    ("gtin", "9429047613584"),
    ("ogrn", "1057748123949"),
    ("ogrn", "304770012345674"),
    ("rfc", "MUE1503127K8"),
    ("mersis", "0562203187800017"),
];

fn is_one(rule: &str, value: &str) -> bool {
    match rule {
        "vat" => is_vat(value, None),
        rule => holds(rule, value),
    }
}

/// The last of its digits one more; of the numbers that end in others, one before them.
fn spoilt(rule: &str, value: &str) -> String {
    let keeps = match (rule, value.get(..2).unwrap_or_default()) {
        ("hu" | "si_register", _) | ("vat", "NL") => 3,
        ("ruc_ec", _) => 4,
        ("mersis", _) => 5,
        ("is", _) => 1,
        ("vat", "SE") => 2,
        _ => 0,
    };
    let digit = |(_, c): &(usize, char)| c.is_ascii_digit();
    let (head, tail) = value.split_at(value.len() - keeps);
    let (at, last) = head.char_indices().rfind(digit).unwrap();
    let other = char::from_digit((last.to_digit(10).unwrap() + 1) % 10, 10).unwrap();
    format!("{}{other}{}{tail}", &head[..at], &head[at + 1..])
}

#[test]
fn a_number_with_another_digit_is_none() {
    for (rule, value) in NUMBERS {
        assert!(is_one(rule, value), "{rule} {value}");
        let spoilt = spoilt(rule, value);
        assert!(!is_one(rule, &spoilt), "{rule} {spoilt}");
    }
}

#[test]
fn an_unknown_rule_holds_for_none() {
    assert!(!holds("no such rule", "123456789"));
}

#[test]
fn digits_alone_are_a_vat_number_of_the_pages_country_only() {
    let alone = |country: &str| {
        let all = NUMBERS.iter().filter(|(rule, _)| *rule == "vat");
        let own = |v: &&str| v.starts_with(country);
        let value = all.map(|(_, v)| *v).find(own).unwrap();
        value[2..].to_owned()
    };
    assert!(is_vat(&alone("DE"), Some("DE")));
    assert!(is_vat(&alone("EL"), Some("GR")));
    assert!(!is_vat(&alone("DE"), Some("PL")));
    assert!(!is_vat("123456789", Some("DE")));
    assert!(is_vat("4480123456", Some("ZA")));
    assert!(!is_vat("20", Some("ZA")));
}

#[test]
fn an_american_number_begins_with_an_office_that_gives_some() {
    assert!(holds("ein", "472839415") && !holds("ein", "072839415"));
}

#[test]
fn every_rule_that_the_table_names_has_a_number_here() {
    let table = &super::super::table::TABLE.numbers;
    let checks = table.iter().filter_map(|number| number.check.as_deref());
    // An EIN has no check digit; its own test says what it has.
    for rule in checks.filter(|rule| *rule != "ein") {
        assert!(NUMBERS.iter().any(|(known, _)| *known == rule), "{rule}");
    }
}
