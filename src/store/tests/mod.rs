//! Claims about the store that no single file of it can make, and the records they are made with.

mod crash;
mod failing;
mod kept;
mod observed;
mod said;

use jiff::Timestamp;

use super::{SeenPage, Store};
use crate::finding::{Email, EmailKind, Evidence, Findings, Origin, Page};
use crate::web::Site;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

fn page(url: &str, second: i64) -> Page {
    let evidence = Evidence::new(url.into(), at(second), "E-Mail: info@muster.de".into()).unwrap();
    let email = Email {
        value: "info@muster.de".into(),
        kind: EmailKind::Role,
        obfuscated: false,
        evidence,
    };
    Page {
        source: url.into(),
        url: url.into(),
        fetched_at: at(second),
        status: 200,
        title: format!("Kontakt {second}"),
        language: Some("de".into()),
        country: Some("DE".into()),
        origins: vec![origin("importers", 3)],
        findings: Findings {
            emails: vec![email],
            ..Findings::default()
        },
    }
}

fn seen(site: &str, path: &str, second: i64) -> SeenPage {
    let page = page(&format!("https://{site}/{path}"), second);
    SeenPage {
        campaign: "lamps".into(),
        site: Site::of_host(site).unwrap(),
        page,
        archived: None,
    }
}

fn origin(tactic: &str, rank: u32) -> Origin {
    Origin {
        tactic: tactic.into(),
        engine: "e".into(),
        rank: Some(rank),
        ..Origin::default()
    }
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn pages(store: &Store) -> Vec<SeenPage> {
    store.pages("lamps").unwrap().map(Result::unwrap).collect()
}
