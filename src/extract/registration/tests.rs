//! Registration numbers in lines as pages write them; all of them invented, with check digits that fit.

use super::*;

fn of(country: &str, line: &str) -> Vec<(&'static str, String)> {
    let found = in_line(line, &crate::text::fold(line), Some(country)).into_iter();
    found.map(|f| (f.kind, f.value)).collect()
}

fn one(country: &str, line: &str) -> Option<(&'static str, String)> {
    of(country, line).into_iter().next()
}

fn page(country: &str, html: &str) -> Vec<(String, String)> {
    use crate::document::Document;
    use crate::extract::{Context, Deobfuscate, extract};

    let url = "https://www.muster.example/imprint".parse().unwrap();
    let document = Document::parse(html.as_bytes(), Some("text/html; charset=utf-8"), &url);
    let context = Context {
        source: "x",
        fetched_at: jiff::Timestamp::UNIX_EPOCH,
        status: 200,
        region: Some(country),
        deobfuscate: Deobfuscate::Yes,
    };
    let found = extract(&document, &context).findings.registrations;
    found.into_iter().map(|r| (r.kind, r.value)).collect()
}

#[test]
fn the_second_number_of_a_label_of_two_is_read_as_well() {
    let both = [
        ("inn", "7707083893".to_owned()),
        ("kpp", "770701001".to_owned()),
    ];
    for line in [
        "ИНН/КПП: 7707083893/770701001",
        "ИНН/КПП 7707083893 / 770701001",
        "ИНН 7707083893, КПП 770701001",
    ] {
        assert_eq!(of("RU", line), both, "{line}");
    }
    assert_eq!(of("RU", "ИНН/КПП 7707083893"), both[..1]);
    let html = "<p>ИНН/КПП</p><p>7707083893 / 770701001</p><p>ОКПО</p><p>23456783</p>";
    let kinds: Vec<String> = page("RU", html).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["inn", "kpp", "okpo"]);
}

#[test]
fn numbers_are_read_behind_their_labels() {
    for (country, line, kind, value) in [
        ("DE", "USt-IdNr.: DE 153 059 887", "vat", "DE153059887"),
        (
            "DE",
            "Umsatzsteuer-Identifikationsnummer gemäß § 27 a Umsatzsteuergesetz: DE153059887",
            "vat",
            "DE153059887",
        ),
        (
            "DE",
            "Amtsgericht Hamburg, HRB 12345",
            "register",
            "HRB12345",
        ),
        ("IT", "P.IVA 00743110157", "vat", "00743110157"),
        ("IT", "R.E.A. n. MI – 1034567", "register", "MI1034567"),
        ("IT", "C.F. e REA 1034567", "register", "1034567"),
        ("HR", "MB: 02345678", "register", "02345678"),
        (
            "AT",
            "Firmenbuchnummer: FN 418273 h",
            "register",
            "FN418273H",
        ),
        (
            "AT",
            "FN 418273h, Handelsgericht Wien",
            "register",
            "FN418273H",
        ),
        ("BR", "CNPJ: 11.222.333/0001-81", "cnpj", "11222333000181"),
        ("RU", "ИНН 7707083893 / КПП 770701001", "inn", "7707083893"),
        ("RU", "ИНН/КПП: 7707083893/770701001", "inn", "7707083893"),
        ("IN", "GSTIN: 27AAPFU0939F1ZV", "gstin", "27AAPFU0939F1ZV"),
        ("PL", "NIP: 526-10-40-828", "nip", "5261040828"),
        (
            "FR",
            "immatriculée au RCS de Lyon sous le numéro Lyon 732 829 320",
            "siren",
            "732829320",
        ),
        ("FR", "SIREN 732 829 320 00074", "siret", "73282932000074"),
        ("NO", "Org.nr. NO 786 687 357 MVA", "orgnr", "786687357"),
        ("CO", "NIT: 700.171.309-2", "nit", "7001713092"),
        (
            "GB",
            "Company Registration Number: (CRN: 10474713)",
            "company_number",
            "10474713",
        ),
        (
            "GB",
            "Registered with the Registrar of Companies, company number 04582913",
            "company_number",
            "04582913",
        ),
        (
            "GB",
            "Registered in Scotland No. SC471471, 3 Muster Road",
            "company_number",
            "SC471471",
        ),
        ("US", "EIN 47-2839415", "ein", "472839415"),
        (
            "KR",
            "대표자 : 홍길동사업자등록번호 : 248-81-00348대표번호 : 02-123-4567",
            "business_number",
            "2488100348",
        ),
        (
            "JP",
            "登録番号：T2549354632126",
            "corporate_number",
            "T2549354632126",
        ),
        (
            "TR",
            "Vergi Dairesi: Muster Vergi No: 5622031878",
            "vergi",
            "5622031878",
        ),
    ] {
        assert_eq!(one(country, line), Some((kind, value.to_owned())), "{line}");
    }
}

#[test]
fn a_number_with_a_wrong_check_digit_or_no_label_is_none() {
    for line in [
        "NIP: 526-10-40-829",
        "CNPJ: 11.222.333/0001-82",
        "USt-IdNr.: DE123456789",
        "GSTIN: 27AAPFU0939F1ZX",
        "P.IVA 01234567890",
        "KvK 12345678",
        "KRS 0000000000",
        "FN 418273 g",
        "call 5261040828 now",
        "VAT is 20 % of 1000000",
        "Ein 47-2839415 mal gelesener Text",
        "Company No 0783151, 1 High Street",
    ] {
        let found = of("DE", line);
        let other = found.iter().all(|(_, v)| v == "0783151");
        assert!(other, "{line}: {found:?}");
    }
}

#[test]
fn labels_and_numbers_side_by_side_without_a_space_are_told_apart() {
    assert_eq!(
        of(
            "SK",
            "FirmaIČO: 59 970 405DIČ: 1187889758IČ DPH: SK1187889758"
        ),
        [
            ("ico", "59970405".to_owned()),
            ("dic", "1187889758".to_owned()),
            ("vat", "SK1187889758".to_owned()),
        ]
    );
    assert_eq!(
        of("RO", "Muster S.R.L. CUI: RO64544874Construit în România"),
        [("cui", "RO64544874".to_owned())]
    );
}

#[test]
fn one_label_of_several_countries_takes_the_number_whose_check_digit_fits() {
    let value = |country: &str, line: &str| one(country, line).map(|(_, v)| v);
    assert_eq!(
        value("PT", "NIF: 574 052 143").as_deref(),
        Some("574052143")
    );
    assert_eq!(value("RO", "CIF: 64544874").as_deref(), Some("64544874"));
    assert_eq!(
        value("ES", "C.I.F. B-87803680").as_deref(),
        Some("B87803680")
    );
    assert_eq!(one("SE", "Org.nr: 556418-2730").unwrap().0, "orgnr");
    assert_eq!(value("NO", "Org.nr: 786 687 358"), None);
}

#[test]
fn a_number_below_its_label_is_one() {
    let html = "<h3>Umsatzsteuer-ID</h3><p>Umsatzsteuer-Identifikationsnummer gemäß § 27a UStG:<br>DE153059887
        <h3>MWST</h3><p>MWST-Nr.:<br>CHE-116.281.207 MWST</p>
        <table><tr><th>Registrikood<td>11138246</table><p>Reģ. Nr.<br>49018670025";
    assert_eq!(
        page("DE", html),
        [
            ("vat".to_owned(), "DE153059887".to_owned()),
            ("register".to_owned(), "CHE116281207".to_owned()),
            ("vat".to_owned(), "CHE116281207".to_owned()),
            ("register".to_owned(), "11138246".to_owned()),
            ("register".to_owned(), "49018670025".to_owned()),
        ]
    );
}

#[test]
fn numbers_of_who_made_or_hosts_the_site_are_not_the_companys() {
    let html = "<h2>Mentions légales</h2><p>Muster SARL, RCS Paris 732 829 320</p>
        <h2>Nom de domaine</h2><p>Exemple Registre SA, RCS Lille 404 833 048</p>
        <h2>Hébergement</h2><p>Exemple Net SAS<br>RCS Lille 404 833 048</p>
        <h2>Contact</h2><p>SIRET 73282932000074</p>
        <footer><p>Sito realizzato da Esempio srl - P.IVA 00743110157</footer>";
    let values: Vec<String> = page("FR", html).into_iter().map(|(_, v)| v).collect();
    assert_eq!(values, ["732829320", "73282932000074"]);
}

#[test]
fn numbers_of_who_keeps_the_domain_are_not_the_companys() {
    assert!(
        of(
            "GB",
            "Domain registrar: Muster Ltd, company number 04582913"
        )
        .is_empty()
    );
    let html =
        "<p>SIREN 732 829 320</p><h2>Nom de domaine</h2><p>Muster SAS, SIREN 404 833 048</p>";
    assert_eq!(page("FR", html).len(), 1);
}

#[test]
fn a_heading_that_names_the_owner_too_is_no_part_about_the_host() {
    let html = "<h2>Tulajdonos és tárhelyszolgáltató</h2><p>Adószám: 24578134-2-41<br>Cégjegyzékszám: 01-09-920694";
    let kinds: Vec<String> = page("HU", html).into_iter().map(|(k, _)| k).collect();
    assert_eq!(kinds, ["vat", "register"]);
}

#[test]
fn what_is_told_to_machines_is_a_number_where_its_check_digit_fits() {
    let html = |tax: &str| {
        format!(
            "<script type='application/ld+json'>{{\"@context\":\"https://schema.org\",\"@type\":\"Organization\",\"name\":\"Muster\",\"taxID\":\"{tax}\",\"duns\":\"481273650\"}}</script>"
        )
    };
    let of = |country: &str, tax: &str| page(country, &html(tax));
    assert_eq!(
        of("ES", "B87803680")[0],
        ("vat".to_owned(), "B87803680".to_owned())
    );
    assert_eq!(of("DE", "DE 153 059 887")[0].0, "vat");
    assert_eq!(of("ES", "B87803681")[0].0, "duns");
}

#[test]
fn the_words_kept_are_those_around_the_number() {
    let line = format!("{}und HRB 4711, Amtsgericht Muster", "Wort ".repeat(60));
    let found = in_line(&line, &crate::text::fold(&line), Some("DE"));
    assert!(found[0].words.contains("HRB 4711"), "{}", found[0].words);
}

#[test]
fn an_italian_tax_code_is_told_where_it_is_no_vat_number() {
    let url = url::Url::parse("http://www.esempio.it/").unwrap();
    let kinds = |text: &str| -> Vec<String> {
        let document = crate::document::Document::parse(
            format!("<p>{text}").as_bytes(),
            Some("text/html; charset=utf-8"),
            &url,
        );
        let context = crate::extract::Context {
            source: "page",
            fetched_at: jiff::Timestamp::UNIX_EPOCH,
            status: 200,
            region: None,
            deobfuscate: crate::extract::Deobfuscate::Yes,
        };
        let reading = Reading::new(&document, &context);
        find(&reading)
            .into_iter()
            .map(|f| f.kind.to_owned())
            .collect()
    };
    assert_eq!(kinds("C.F. 00743110157"), ["codice_fiscale"]);
    assert_eq!(kinds("P.IVA 00743110157<br>C.F. 00743110157"), ["vat"]);
}

#[test]
fn numbers_of_markets_without_check_digits_are_read_on_pages_of_their_own() {
    for (country, line, kinds) in [
        (
            "MA",
            "IF : 04935841 – PAT: 57198778 - RC: 24833 – CNSS: 6942743 – ICE : 000067422000005",
            &["if", "patente", "rc", "cnss", "ice"][..],
        ),
        ("IR", "شناسه ملی: 14008550662", &["national_id"]),
        ("OM", "VATIN: OM1100300282", &["vat"]),
        (
            "PK",
            "NTN No: 7268945-5 | Sales Tax No: 3277-87612-9785",
            &["ntn", "strn"],
        ),
        ("LK", "(Reg. No: PV 5958)", &["register"]),
        ("KE", "KRA PIN: P051234567X", &["pin"]),
        ("NG", "RC: 1390963", &["rc"]),
        ("EG", "Tax ID Number: 479-427-860", &["tax_id"]),
        ("AL", "NIPT: L71234567A", &["nipt"]),
        ("DE", "if 04935841 or RC 24833 and NTN 7268945", &[]),
    ] {
        let found: Vec<&str> = of(country, line)
            .into_iter()
            .map(|(kind, _)| kind)
            .collect();
        assert_eq!(found, kinds, "{line}");
    }
}
