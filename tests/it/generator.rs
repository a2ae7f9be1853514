//! The quickstart's archive and gold are what their generator makes.

use std::path::Path;
use std::str::FromStr;

use rlibphonenumber::PhoneNumber;

use crate::quickstart;

#[test]
fn the_generator_makes_the_very_bytes_of_the_quickstart() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/quickstart");
    let made = quickstart::make(&folder);
    let hint =
        "run `cargo run --example make_quickstart` after a change of sites, tactics or dialects";
    assert!(
        std::fs::read_to_string(folder.join("gold.ndjson")).expect("the gold is there")
            == made.gold,
        "gold.ndjson: {hint}"
    );
    assert!(
        std::fs::read(folder.join("web.warc.gz")).expect("the archive is there") == made.archive,
        "web.warc.gz: {hint}"
    );
}

#[test]
fn every_number_of_the_gold_is_one_that_its_country_could_give_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/quickstart");
    let gold = std::fs::read_to_string(folder.join("gold.ndjson")).expect("the gold is there");
    let mut seen = 0;
    for line in gold.lines() {
        let company: serde_json::Value = serde_json::from_str(line).expect("a line is an object");
        for contact in company["contacts"].as_array().expect("contacts are a list") {
            let value = contact["value"].as_str().expect("a value is a text");
            if value.starts_with('+') {
                let number = PhoneNumber::from_str(value).expect("a number");
                assert!(number.is_valid(), "{}: {value}", company["name"]);
                seen += 1;
            }
        }
    }
    assert!(seen > 80, "{seen}");
}
