//! What the store costs: `cargo bench --bench store [PAGES]`. Prints microseconds of wall clock and of processor time
//! (all threads, Linux only) for each kind of work, and bytes a page.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]
#![expect(clippy::cast_precision_loss, reason = "figures for people")]
#![expect(clippy::unwrap_used, reason = "a benchmark may stop")]

use std::path::Path;
use std::time::Instant;

use buyerscout::fetch::{Keep, Kept, Location, Memory};
use buyerscout::finding::{
    Address, Company, Email, EmailKind, Evidence, Findings, Origin, Page, Phone, PhoneKind,
};
use buyerscout::store::{SeenPage, Store};
use buyerscout::web::Site;
use jiff::Timestamp;

fn main() {
    let pages: u64 = std::env::args()
        .find_map(|a| a.parse().ok())
        .unwrap_or(100_000);
    let folder = std::env::temp_dir().join(format!("buyerscout-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("bench.db");
    memory(&path, pages);
    harvest(&path, pages);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Ticks of 10 ms that all threads have used.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let ticks = |at: usize| {
        fields
            .get(at)
            .and_then(|f| f.parse::<f64>().ok())
            .unwrap_or(0.0)
    };
    (ticks(11) + ticks(12)) / 100.0
}

fn measure(what: &str, times: u64, work: impl FnOnce()) {
    let (wall, processor) = (Instant::now(), processor_seconds());
    work();
    let each = |seconds: f64| seconds * 1e6 / times as f64;
    let (wall, processor) = (
        each(wall.elapsed().as_secs_f64()),
        each(processor_seconds() - processor),
    );
    println!("{what:<44} {wall:8.2} µs wall {processor:8.2} µs processor");
}

/// Spread over the numbers below `of`, the same every time.
fn spread(n: u64, of: u64) -> u64 {
    n.wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .rotate_left(31)
        .wrapping_mul(0xBF58_476D_1CE4_E5B9)
        % of
}

fn key(n: u64) -> String {
    format!(
        "GET https://www.firm{:06}.de/products/lamps-{n}.html",
        spread(n / 8, 1_000_000)
    )
}

fn memory(path: &Path, times: u64) {
    let store = Store::open(path).unwrap();
    let value = br#"{"file":"runs/2026-11-24.warc.gz","offset":123456789,"length":12345,"digest":"sha1:JFKBNQNLSWUUJBUAFNHDMX3H3FWSXOQR","status":200,"headers":[["content-type","text/html; charset=utf-8"],["etag","\"5f3c-61e2\""],["last-modified","Tue, 24 Nov 2026 10:00:00 GMT"]]}"#;
    let kept = || Kept {
        value: value.to_vec(),
        expires: Timestamp::UNIX_EPOCH,
    };
    measure("memory put, committed", times, || {
        (0..times).for_each(|n| store.put(Keep::Answer, &key(n), kept()));
        store.flush().unwrap();
    });
    let know = |n: u64| assert!(store.get(Keep::Answer, &key(spread(n, times))).is_some());
    measure("memory get, known", times, || (0..times).for_each(know));
    measure("memory get, unknown", times, || {
        (0..times).for_each(|n| assert!(store.get(Keep::Answer, &key(times + 8 + n)).is_none()));
    });
    measure("memory get, known, 4 threads", times * 4, || {
        std::thread::scope(|scope| {
            for thread in 0..4 {
                scope.spawn(move || (thread..times + thread).for_each(know));
            }
        });
    });
}

fn harvest(path: &Path, pages: u64) {
    let before = std::fs::metadata(path).unwrap().len();
    let store = Store::open(path).unwrap();
    let all: Vec<SeenPage> = (0..1000).map(page).collect();
    let json: usize = all
        .iter()
        .map(|p| serde_json::to_vec(&p.page).unwrap().len())
        .sum();
    measure("page put, committed", pages, || {
        for n in 0..pages {
            let mut seen = all[usize::try_from(n % 1000).unwrap()].clone();
            let site = format!("firm{:06}.de", spread(n / 8, 1_000_000));
            seen.page.url = format!("https://www.{site}/{n}");
            seen.site = Site::of_host(&site).unwrap();
            store.put_page(&seen).unwrap();
        }
        store.flush().unwrap();
    });
    measure("page read, in order", pages, || {
        let read = store.pages("bench").unwrap().map(Result::unwrap).count();
        assert_eq!(read as u64, pages);
    });
    drop(store);
    let size = (std::fs::metadata(path).unwrap().len() - before) / pages;
    println!("{size} bytes a page in the file, {} as JSON", json / 1000);
}

fn page(n: u64) -> SeenPage {
    let site = format!("firm{n:06}.de");
    let url = format!("https://www.{site}/kontakt");
    let at = Timestamp::from_second(1_790_000_000 + i64::try_from(n).unwrap()).unwrap();
    let says = |words: String| Evidence::new(url.as_str().into(), at, words).unwrap();
    let number = spread(n, 90_000_000) + 10_000_000;
    let email = |name: &str| Email {
        value: format!("{name}@{site}"),
        kind: EmailKind::Role,
        obfuscated: false,
        evidence: says(format!(
            "Schreiben Sie uns: {name}@{site} oder rufen Sie an"
        )),
    };
    let phone = |kind, last: u64| Phone {
        value: format!("+49 (0)30 / {number}-{last}"),
        e164: format!("+4930{number}{last}"),
        kind,
        extension: None,
        evidence: says(format!(
            "Telefon +49 (0)30 / {number}-{last} montags bis freitags"
        )),
    };
    let address = Address {
        value: format!("Lange Straße {n}, {:05} Stadt {n}", number % 90_000),
        street: Some(format!("Lange Straße {n}")),
        city: Some(format!("Stadt {n}")),
        region: None,
        postal_code: Some(format!("{:05}", number % 90_000)),
        country: Some("DE".into()),
        phones: Vec::new(),
        evidence: says(format!(
            "Firma {n} GmbH Lange Straße {n} {:05} Stadt {n}",
            number % 90_000
        )),
    };
    let findings = Findings {
        company: Some(Company {
            value: format!("Leuchten {number} GmbH"),
            alternate_name: None,
            evidence: says(format!("© Leuchten {number} GmbH")),
        }),
        emails: vec![email("info"), email("einkauf")],
        phones: vec![phone(PhoneKind::Phone, 0), phone(PhoneKind::Fax, 9)],
        addresses: vec![address],
        ..Findings::default()
    };
    let origin = Origin {
        tactic: "importers".into(),
        query: "led lamp importer Germany".into(),
        engine: "searxng".into(),
        rank: Some(3),
        ..Origin::default()
    };
    let page = Page {
        source: url.clone(),
        url: url.clone(),
        fetched_at: at,
        status: 200,
        title: format!("Kontakt - Leuchten {number}"),
        language: Some("de".into()),
        country: Some("DE".into()),
        origins: vec![origin],
        findings,
    };
    let archived = Location {
        file: std::env::temp_dir().join("bench.warc.gz").into(),
        offset: n * 9000,
        length: 9000,
        digest: format!("sha1:JFKBNQNLSWUUJBUAFNHDMX3H{n:08}"),
    };
    SeenPage {
        campaign: "bench".into(),
        site: Site::of_host(&site).unwrap(),
        page,
        archived: Some(archived),
    }
}
