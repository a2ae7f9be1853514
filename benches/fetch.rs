//! Measures the door: robots.txt, home and contact page of many hosts through a proxy, with the whole stack.
//!
//! `cargo bench --bench fetch -- --proxy http://127.0.0.1:8070 < hosts`, where each line of `hosts` is a home page and,
//! after a space, a contact page. `--at-once 256`, `--gap-ms 0`, `--record FILE`. Prints one JSON object.
#![expect(clippy::print_stdout, reason = "a program of its own")]

use std::collections::VecDeque;
use std::io::Read;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use buyerscout::document::decode_content;
use buyerscout::fetch::{Cached, Failure, Fetch, Forgetful, Recording, Request, Settings, stack};
use serde_json::{Value, json};
use url::Url;

/// Ticks of `/proc/self/stat` a second.
const TICKS: f64 = 100.0;

#[derive(Default)]
struct Sum {
    pages: u64,
    bytes: u64,
    failed: std::collections::BTreeMap<String, u64>,
}

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let option = |name: &str| args.iter().position(|a| a == name).and_then(|at| args.get(at + 1)).cloned();
    let Some(proxy) = option("--proxy") else {
        println!("{}", json!({"skipped": "no --proxy given"}));
        return Ok(());
    };
    let at_once: usize = option("--at-once").map_or(Ok(256), |n| n.parse())?;
    let gap = Duration::from_millis(option("--gap-ms").map_or(Ok(0), |n| n.parse())?);
    let record = option("--record").map(|file| Recording { file: PathBuf::from(file), cached: Cached::Left });
    let settings = Settings { proxy: Some(proxy.parse()?), gap, record, ..Settings::default() };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let measured = runtime.block_on(measure(settings, read_hosts()?, at_once))?;
    println!("{measured}");
    Ok(())
}

fn read_hosts() -> Result<VecDeque<Vec<Url>>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let read = |line: &str| line.split_whitespace().map(|url| Url::parse(url).with_context(|| url.to_owned())).collect();
    text.lines().filter(|line| !line.trim().is_empty()).map(read).collect()
}

async fn measure(settings: Settings, hosts: VecDeque<Vec<Url>>, at_once: usize) -> Result<Value> {
    let door = Arc::new(stack(&settings, Arc::new(Forgetful::default()))?);
    let (count, hosts, sum) = (hosts.len(), Arc::new(Mutex::new(hosts)), Arc::new(Mutex::new(Sum::default())));
    let (began, used) = (Instant::now(), cpu_seconds());
    let workers: Vec<_> = (0..at_once)
        .map(|_| {
            let (door, hosts, sum) = (Arc::clone(&door), Arc::clone(&hosts), Arc::clone(&sum));
            tokio::spawn(async move {
                while let Some(pages) = next(&hosts) {
                    for url in pages {
                        count_page(&*door, url, &sum).await;
                    }
                }
            })
        })
        .collect();
    for worker in workers {
        worker.await?;
    }
    let (wall, used) = (began.elapsed().as_secs_f64(), cpu_seconds() - used);
    let sum = sum.lock().unwrap_or_else(PoisonError::into_inner);
    let pages = u32::try_from(sum.pages).unwrap_or(u32::MAX).max(1);
    Ok(json!({
        "hosts": count, "pages": sum.pages, "bytes": sum.bytes, "failed": sum.failed, "wall_s": wall, "cpu_s": used,
        "cpu_s_per_1000_pages": used / f64::from(pages) * 1000.0, "pages_per_s": f64::from(pages) / wall, "peak_rss_mb": peak_mb(),
        "notices": door.notices(),
    }))
}

fn next(hosts: &Mutex<VecDeque<Vec<Url>>>) -> Option<Vec<Url>> {
    hosts.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
}

/// Fetches and unpacks a page, as whoever reads it would.
async fn count_page(door: &dyn Fetch, url: Url, sum: &Mutex<Sum>) {
    let outcome = door.fetch(&Request::page(url)).await;
    let read = outcome.map(|answer| decode_content(&answer.body, answer.headers.get("content-encoding"), 8 << 20).bytes.len());
    let mut sum = sum.lock().unwrap_or_else(PoisonError::into_inner);
    match read {
        Ok(bytes) => {
            sum.pages += 1;
            sum.bytes += bytes as u64;
        }
        Err(failure) => *sum.failed.entry(name(&failure)).or_default() += 1,
    }
}

fn name(failure: &Failure) -> String {
    failure.to_string()
}

fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = after_name.split_whitespace().skip(11).take(2).filter_map(|t| t.parse::<f64>().ok()).sum();
    ticks / TICKS
}

fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().split(' ').next()?.parse::<f64>().ok());
    peak.unwrap_or_default() / 1024.0
}
