//! Reads the pages named in a manifest and prints what was found, or the time it took.
//!
//! `cargo bench --bench extract -- MANIFEST [--time N]`: the manifest has one JSON object a line with `file`, `url`,
//! `region` and, where wanted, `type` (the content type). Without `--time` one page record a line is printed;
//! with it every page is read N times and the milliseconds of CPU a page are printed.

use std::io::Write as _;
use std::time::Instant;

use buyerscout::document::Document;
use buyerscout::extract::{Context, Deobfuscate, extract};
use buyerscout::finding::{Page, write_record};
use serde_json::Value;
use url::Url;

struct Given {
    file: String,
    url: Url,
    region: Option<String>,
    content_type: Option<String>,
    bytes: Vec<u8>,
}

fn given(line: &str) -> Option<Given> {
    let value: Value = serde_json::from_str(line).ok()?;
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let file = text("file")?;
    let url = Url::parse(&text("url").unwrap_or_default())
        .or_else(|_| Url::parse("http://localhost/"))
        .ok()?;
    let bytes = std::fs::read(&file).ok()?;
    Some(Given {
        file,
        url,
        region: text("region"),
        content_type: text("type"),
        bytes,
    })
}

fn read(page: &Given) -> Page {
    let document = Document::parse(&page.bytes, page.content_type.as_deref(), &page.url);
    let context = Context {
        source: &page.file,
        fetched_at: jiff::Timestamp::UNIX_EPOCH,
        status: 200,
        region: page.region.as_deref(),
        deobfuscate: Deobfuscate::Yes,
    };
    extract(&document, &context)
}

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let Some(manifest) = arguments
        .first()
        .and_then(|path| std::fs::read_to_string(path).ok())
    else {
        return;
    };
    let pages: Vec<Given> = manifest.lines().filter_map(given).collect();
    let mut out = std::io::stdout().lock();
    if let Some(times) = arguments
        .iter()
        .position(|a| a == "--time")
        .and_then(|at| arguments.get(at + 1)?.parse::<u32>().ok())
    {
        for page in &pages {
            drop(read(page));
        }
        let start = Instant::now();
        for _ in 0..times {
            for page in &pages {
                drop(Document::parse(
                    &page.bytes,
                    page.content_type.as_deref(),
                    &page.url,
                ));
            }
        }
        let parsed = start.elapsed();
        let start = Instant::now();
        for _ in 0..times {
            for page in &pages {
                drop(read(page));
            }
        }
        let count = f64::from(times) * f64::from(u32::try_from(pages.len()).unwrap_or(u32::MAX));
        let bytes: usize = pages.iter().map(|p| p.bytes.len()).sum();
        let milliseconds = |d: std::time::Duration| d.as_secs_f64() * 1000.0 / count;
        let _ = writeln!(
            out,
            "pages {} mean bytes {} parse {:.3} ms parse+extract {:.3} ms",
            pages.len(),
            bytes / pages.len().max(1),
            milliseconds(parsed),
            milliseconds(start.elapsed())
        );
        return;
    }
    for page in &pages {
        let _ = write_record(&mut out, &read(page));
    }
}
