//! The quickstart's archive and gold are what their generator makes.

use std::path::Path;

#[path = "../examples/make_quickstart/quickstart.rs"]
mod quickstart;

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
