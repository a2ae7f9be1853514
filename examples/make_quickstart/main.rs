//! Writes the quickstart's archive and its gold into `examples/quickstart/`: `cargo run --example make_quickstart`.

use std::path::Path;

use anyhow::{Context, Result};

#[path = "quickstart.rs"]
mod quickstart;

fn main() -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/quickstart");
    let made = quickstart::make(&folder);
    std::fs::create_dir_all(&folder).context("making the folder")?;
    std::fs::write(folder.join("web.warc.gz"), made.archive).context("writing web.warc.gz")?;
    std::fs::write(folder.join("gold.ndjson"), made.gold).context("writing gold.ndjson")
}
