//! Reads saved result pages over and over on one core and prints how many a second.
//!
//! `cargo bench --bench serp -- FOLDER [SECONDS]`: every `.html` below the folder, first with the engine named by its
//! folder, then with the engine to be recognised.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use buyerscout::engine::{Engine, engine, engines, read_saved_page};

fn pages(folder: &Path, out: &mut Vec<(Option<&'static Engine>, Vec<u8>)>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            pages(&path, out)?;
        } else if path.extension().is_some_and(|e| e == "html") {
            let name = folder.file_name().unwrap_or_default().to_string_lossy();
            out.push((engine(&name), std::fs::read(&path)?));
        }
    }
    Ok(())
}

fn main() -> std::io::Result<()> {
    let mut given = std::env::args().skip(1).filter(|a| a != "--bench");
    let Some(folder) = given.next().map(PathBuf::from) else {
        return Ok(());
    };
    let seconds = given.next().and_then(|s| s.parse().ok()).unwrap_or(10);
    let mut all = Vec::new();
    pages(&folder, &mut all)?;
    let bytes: usize = all.iter().map(|(_, page)| page.len()).sum();
    let mut out = std::io::stdout();
    writeln!(
        out,
        "{} pages, {} KiB on average",
        all.len(),
        bytes / 1024 / all.len().max(1)
    )?;
    for named in [true, false] {
        let begun = Instant::now();
        let (mut read, mut hits) = (0_u32, 0);
        'time: loop {
            for (engine, page) in &all {
                let candidates = match engine {
                    Some(engine) if named => std::slice::from_ref(*engine),
                    _ => engines(),
                };
                hits += read_saved_page(page, None, candidates).page.hits.len();
                read += 1;
                if begun.elapsed() > Duration::from_secs(seconds) {
                    break 'time;
                }
            }
        }
        let rate = f64::from(read) / begun.elapsed().as_secs_f64();
        let how = if named { "named" } else { "auto" };
        writeln!(
            out,
            "{how}: {rate:.0} pages a second on one core ({hits} hits)"
        )?;
    }
    Ok(())
}
