//! Registers against answers and files of the kinds that real ones give.

use super::*;
use crate::campaign::Campaign;
use crate::finding::PhoneKind;

fn at() -> jiff::Timestamp {
    "2026-11-24T10:00:00Z".parse().unwrap()
}

fn codes(id: &str, goods: &[&str]) -> Vec<String> {
    let goods: Vec<String> = goods.iter().map(|g| (*g).to_owned()).collect();
    register(id).unwrap().codes(&goods)
}

#[test]
fn every_register_compiled_in_is_readable_and_told_apart() {
    let ids: std::collections::BTreeSet<&str> = registers().iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids.len(), registers().len());
    for register in registers() {
        assert!(crate::market::country(&register.country).is_some());
        assert!(register.record.contains("{id}"));
    }
}

#[test]
fn goods_lead_to_the_class_that_names_them_most_closely() {
    let lamps = codes("no-register", &["9405.42"]);
    let of = |class: &str| lamps.iter().any(|code| code.starts_with(class));
    assert!(of("46.47") && of("46.15") && !of("46.14"), "{lamps:?}");
    let coffee = codes("no-register", &["0901"]);
    assert!(coffee.contains(&"46.370".to_owned()) && !coffee.contains(&"46.470".to_owned()));
    assert_eq!(codes("mx-denue", &["0901"]), ["431"]);
    assert_eq!(codes("mx-denue", &["8479"]), ["435"]);
    assert!(codes("no-register", &["00"]).is_empty());
}

const ANSWER: &str = r#"{"_embedded":{"enheter":[
 {"organisasjonsnummer":"911111111","navn":"LYS IMPORT AS","organisasjonsform":{"kode":"AS"},"hjemmeside":"www.lysimport.example.no",
  "epostadresse":"post@lysimport.no","telefon":"22 33 44 55","mobil":"","naeringskode1":{"kode":"46.470","beskrivelse":"Engroshandel med belysningsutstyr"},
  "aktivitet":["Import av","lamper"],"forretningsadresse":{"landkode":"NO","postnummer":"0169","poststed":"OSLO","adresse":[null,"Storgata 1"]},"konkurs":false},
 {"organisasjonsnummer":"922222222","navn":"KONKURS AS","organisasjonsform":{"kode":"AS"},"konkurs":true},
 {"organisasjonsnummer":"933333333","navn":"OLA NORMANN","organisasjonsform":{"kode":"ENK"},"konkurs":false}]},
 "page":{"size":100,"totalElements":103,"totalPages":2,"number":0}}"#;

#[test]
fn a_record_becomes_findings_with_record_and_licence() {
    let register = register("no-register").unwrap();
    let portion = register.read_answer(ANSWER.as_bytes(), 0, at()).unwrap();
    assert_eq!(
        (portion.held, portion.all, portion.more),
        (3, Some(103), true)
    );
    assert_eq!((portion.rows.pages.len(), portion.rows.left_out), (1, 2));
    let page = &portion.rows.pages[0];
    assert_eq!(page.url, "http://www.lysimport.example.no/");
    assert_eq!(page.country.as_deref(), Some("NO"));
    let found = &page.findings;
    let company = found.company.as_ref().unwrap();
    assert_eq!(company.value, "LYS IMPORT AS");
    assert_eq!(
        company.evidence.url(),
        "https://data.brreg.no/enhetsregisteret/api/enheter/911111111"
    );
    assert!(company.evidence.words().contains("Import av, lamper"));
    let written = serde_json::to_value(&company.evidence).unwrap();
    assert!(written["licence"].as_str().unwrap().starts_with("NLOD"));
    assert_eq!(found.emails[0].value, "post@lysimport.no");
    assert_eq!(
        (found.phones[0].e164.as_str(), found.phones[0].kind),
        ("+4722334455", PhoneKind::Phone)
    );
    assert_eq!(found.addresses[0].street.as_deref(), Some("Storgata 1"));
    assert_eq!(found.roles[0].value, "wholesaler");
    assert!(
        !register
            .read_answer(ANSWER.as_bytes(), 1, at())
            .unwrap()
            .more
    );
    assert!(register.read_answer(b"<html>", 0, at()).is_none());
    assert!(register.read_answer(b"{\"status\":500}", 0, at()).is_none());
}

#[test]
fn a_file_in_the_countrys_own_letters_is_read_by_class() {
    let text = "id,clee,nom_estab,raz_social,codigo_act,nombre_act,per_ocu,tipo_vial,nom_vial,numero_ext,cod_postal,entidad,municipio,telefono,correoelec,www\n\
        1,C1,LUZ MEXICO,LUZ DE MÉXICO SA DE CV,434226,Comercio al por mayor de artículos,11 a 30 personas,CALLE,JUÁREZ,12,64000,NUEVO LEÓN,MONTERREY,8183001234,VENTAS@LUZ.COM.MX,WWW.LUZ.COM.MX\n\
        2,C2,ABARROTES,,431110,Comercio al por mayor de abarrotes,0 a 5 personas,CALLE,A,1,01000,CDMX,X,,,\n";
    let bytes: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("denue_inegi_43_.csv");
    std::fs::write(&path, bytes).unwrap();
    let register = register("mx-denue").unwrap();
    let rows = register
        .read_file(&path, &["434".to_owned()], at())
        .unwrap();
    assert_eq!((rows.pages.len(), rows.left_out), (1, 1));
    let page = &rows.pages[0];
    let found = &page.findings;
    assert_eq!(
        found.company.as_ref().unwrap().value,
        "LUZ DE MÉXICO SA DE CV"
    );
    assert_eq!(page.url, "http://www.luz.com.mx/");
    assert_eq!(found.emails[0].value, "ventas@luz.com.mx");
    assert_eq!(found.phones[0].e164, "+528183001234");
    assert_eq!(
        found.addresses[0].street.as_deref(),
        Some("CALLE JUÁREZ 12")
    );
    std::fs::write(&path, "a,b\n1,2\n").unwrap();
    assert!(
        register
            .read_file(&path, &["434".to_owned()], at())
            .is_err()
    );
}

#[test]
fn a_file_is_read_packed_as_it_was_downloaded() {
    use std::io::Write;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("denue_00_43_csv.zip");
    let mut archive = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let plain = zip::write::SimpleFileOptions::default();
    let table =
        "id,clee,nom_estab,raz_social,codigo_act,www\n1,C1,LUZ,LUZ SA,434226,WWW.LUZ.COM.MX\n";
    for (name, text) in [
        ("diccionario/d.csv", "a,b\n"),
        ("conjunto_de_datos/denue.csv", table),
        (
            "leeme.pdf",
            "no table, and longer than both of the others are together: a licence, a description of every column",
        ),
    ] {
        archive.start_file(name, plain).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
    let register = register("mx-denue").unwrap();
    let rows = register
        .read_file(&path, &["434".to_owned()], at())
        .unwrap();
    assert_eq!(rows.pages[0].url, "http://www.luz.com.mx/");

    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let fault = register
        .read_file(&path, &[], at())
        .unwrap_err()
        .to_string();
    assert!(
        fault.contains("denue_00_43_csv.zip") && fault.contains("unpack"),
        "{fault}"
    );
}

#[test]
fn a_source_that_is_none_or_lacks_something_is_named_where_it_stands() {
    let read = |text: &str| {
        let whole = format!("[product]\nname = \"x1\"\n{text}");
        chosen_registers(&Campaign::parse(&whole, "c.toml", std::path::Path::new("")).unwrap())
    };
    let fault = read("hs = [\"9405\"]\n[search]\nsources = [\"no-registr\"]\n").unwrap_err();
    assert_eq!(fault.line, Some(5), "{fault}");
    assert!(fault.hint.unwrap().contains("no-register"));
    let fault = read("[search]\nsources = [\"no-register\"]\n").unwrap_err();
    assert!(fault.hint.unwrap().contains("hs ="));
    let fault = read("hs = [\"9405\"]\n[search]\nsources = [\"mx-denue\"]\n").unwrap_err();
    assert!(fault.hint.unwrap().contains("denue_00_43_csv.zip"));
    let chosen = read(
        "hs = [\"9405\"]\n[search]\nsources = [\"no-register=http://127.0.0.1:9/api\", \"mx-denue=f.csv\"]\n",
    )
    .unwrap();
    let request = chosen[0].register.request(&chosen[0].codes, 1).unwrap();
    assert!(
        request
            .url
            .as_str()
            .starts_with("http://127.0.0.1:9/api/enheter?naeringskode=46.")
    );
    assert!(request.url.as_str().ends_with("&page=1&size=100"));
    assert!(chosen[1].file.is_some());
}
