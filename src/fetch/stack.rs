//! The stack: the only place that knows the order of the layers.

use std::sync::Arc;

use thiserror::Error;

use super::answer::Failure;
use super::cache::Cache;
use super::forgetful::Forgetful;
use super::guard::Guard;
use super::http::{Http, NoClient};
use super::memory::Memory;
use super::notice::{Notice, Notices};
use super::polite::Polite;
use super::record::{Archive, Recorder};
use super::redirect::Redirect;
use super::replay::Replay;
use super::request::Request;
use super::retry::Retry;
use super::robots::{Parts, Robots};
use super::settings::{Settings, Source};
use super::warc::ArchiveError;
use super::{Fetch, Fetching};

/// Why there is no door.
#[derive(Debug, Error)]
pub enum NoDoor {
    /// The web cannot be asked.
    #[error(transparent)]
    Client(#[from] NoClient),
    /// An archive cannot be read or written.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

/// The one door to the web, or to an archive in its place.
pub struct Door {
    top: Redirect,
    notices: Arc<Notices>,
}

impl Door {
    /// What the user should be told, each once; grows while the door is used.
    pub fn notices(&self) -> Vec<Notice> {
        self.notices.said()
    }
}

impl Fetch for Door {
    fn fetch<'a>(&'a self, request: &'a Request) -> Fetching<'a> {
        self.top.fetch(request)
    }
}

/// Answers nothing.
struct Offline;

impl Fetch for Offline {
    fn fetch<'a>(&'a self, _: &'a Request) -> Fetching<'a> {
        Box::pin(async { Err(Failure::Offline) })
    }
}

/// Puts the layers together, outermost first: redirect ▸ robots ▸ cache | replay ▸ record ▸ retry ▸ polite ▸ guard ▸ http.
///
/// A replay stands in the place of everything below robots, with a memory of its own, so that nothing learnt on the web
/// changes what an archive says.
pub fn stack(settings: &Settings, memory: Arc<dyn Memory>) -> Result<Door, NoDoor> {
    let notices = Arc::new(Notices::default());
    let archive = match &settings.record {
        Some(recording) => Some(Archive::open(&recording.file, settings, &notices)?),
        None => None,
    };
    let (answers, memory) = match &settings.source {
        Source::Live => (live(settings, &memory, &notices)?, memory),
        Source::Offline => (Arc::new(Offline) as Arc<dyn Fetch>, memory),
        Source::Replay { file, delay } => {
            let replay = Replay::open(file)?.delayed(*delay);
            if let Some(at) = replay.cut() {
                notices.say(Notice::ArchiveCut { at });
            }
            (Arc::new(replay) as Arc<dyn Fetch>, Arc::new(Forgetful::default()) as Arc<dyn Memory>)
        }
    };
    let answers = recorded(answers, archive.as_ref());
    let answers = if matches!(settings.source, Source::Replay { .. }) { answers } else { cached(answers, settings, &memory, archive.as_ref()) };
    let top = Redirect::new(Arc::new(obeying(answers, settings, memory, archive)));
    Ok(Door { top, notices })
}

fn live(settings: &Settings, memory: &Arc<dyn Memory>, notices: &Arc<Notices>) -> Result<Arc<dyn Fetch>, NoDoor> {
    let http = Arc::new(Http::new(settings, notices)?);
    let guard = Arc::new(Guard::new(http));
    let polite = Polite::new(guard, Arc::clone(memory), settings.gap, settings.clock.clone());
    Ok(Arc::new(Retry::new(Arc::new(polite))))
}

fn recorded(below: Arc<dyn Fetch>, archive: Option<&Arc<Archive>>) -> Arc<dyn Fetch> {
    match archive {
        Some(archive) => Arc::new(Recorder::new(below, Arc::clone(archive))),
        None => below,
    }
}

fn cached(below: Arc<dyn Fetch>, settings: &Settings, memory: &Arc<dyn Memory>, archive: Option<&Arc<Archive>>) -> Arc<dyn Fetch> {
    let cache = Cache::new(below, Arc::clone(memory), settings.clock.clone());
    match (archive, &settings.record) {
        (Some(archive), Some(recording)) => Arc::new(cache.copying(archive, recording.cached)),
        _ => Arc::new(cache),
    }
}

fn obeying(below: Arc<dyn Fetch>, settings: &Settings, memory: Arc<dyn Memory>, archive: Option<Arc<Archive>>) -> Robots {
    let refused = move |request: &Request| {
        if let Some(archive) = &archive {
            archive.keep_failure(request, &Failure::Robots);
        }
    };
    let parts = Parts { memory, gap: settings.gap, clock: settings.clock.clone(), refused: Box::new(refused) };
    Robots::new(below, parts)
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::time::Duration;

    use super::*;
    use crate::document::decode_content;
    use crate::fetch::loopback::{Loopback, Play, door, failure, missing, named, page, response, whole};
    use crate::fetch::settings::{Cached, Recording};
    use crate::fetch::{Answer, Outcome};

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(bytes).unwrap();
        gzip.finish().unwrap()
    }

    /// A small web behind a proxy.
    async fn web() -> Loopback {
        Loopback::play(|seen| match seen.asked() {
            "muster.example/robots.txt" => response(200, "", "User-agent: *\nDisallow: /secret\n"),
            "muster.example/" => response(200, "content-encoding: gzip\r\ncontent-type: text/html\r\netag: \"1\"\r\n", gzip(b"<h1>home</h1>")),
            "muster.example/old" => response(301, "location: http://www.andere.example/new\r\n", ""),
            "www.andere.example/new" => response(200, "content-encoding: br\r\n", b"\x0b\x02\x80new\x03"),
            "muster.example/bait" => response(302, "location: http://127.0.0.1:1/\r\n", ""),
            "muster.example/to-secret" => response(302, "location: /secret\r\n", ""),
            "muster.example/round" => response(302, "set-cookie: a=1\r\nlocation: /round\r\n", ""),
            "muster.example/hang" => Play::Hang,
            "muster.example/cut" => Play::Cut(whole(200, "", "a whole page")[..45].to_vec()),
            "closed.example/robots.txt" => response(500, "", ""),
            "andere.example/robots.txt" => Play::Cut(whole(200, "", "a whole page")[..45].to_vec()),
            "bomb.example/" => response(200, "content-encoding: gzip\r\n", gzip(&vec![0; 50 << 20])),
            _ => missing(),
        })
        .await
    }

    const PAGES: &[&str] = &[
        "http://muster.example/",
        "http://muster.example/nothing",
        "http://muster.example/old",
        "http://muster.example/secret/page",
        "http://muster.example/to-secret",
        "http://muster.example/bait",
        "http://muster.example/round",
        "http://muster.example/hang",
        "http://muster.example/cut",
        "http://closed.example/",
        "http://andere.example/",
        "http://10.0.0.1/",
        "http://localhost/",
    ];

    fn told(outcome: Outcome) -> Result<(String, u16, crate::fetch::Headers, bytes::Bytes, String), Failure> {
        outcome.map(|a: Answer| (a.url.to_string(), a.status, a.headers, a.body, a.fetched_at.to_string()))
    }

    async fn ask_all(door: &Door) -> Vec<Result<(String, u16, crate::fetch::Headers, bytes::Bytes, String), Failure>> {
        let mut all = Vec::new();
        for url in PAGES {
            all.push(told(door.fetch(&page(url)).await));
        }
        all
    }

    #[tokio::test]
    async fn a_replay_of_a_record_gives_the_same_answers_and_the_same_failures() {
        let (web, folder) = (web().await, tempfile::tempdir().unwrap());
        let file = folder.path().join("web.warc.gz");
        let record = Some(Recording { file: file.clone(), cached: Cached::Left });
        let live = ask_all(&door(&Settings { record, timeout: Duration::from_millis(400), ..web.as_proxy() })).await;
        let asked = web.asked();
        let replay = Settings { source: Source::Replay { file, delay: Duration::ZERO }, ..Settings::default() };
        assert_eq!(ask_all(&door(&replay)).await, live);
        assert_eq!(web.asked(), asked, "a replay opens no connection");
        let brief: Vec<String> = live.iter().map(|told| told.as_ref().map_or_else(ToString::to_string, |a| format!("{} {}", a.1, a.0))).collect();
        let broken = brief[8].clone();
        assert!(broken.starts_with("unreachable: ") && brief[10].starts_with("unreachable: "));
        assert_eq!(
            [&brief[..8], &brief[9..10], &brief[11..]].concat(),
            [
                "200 http://muster.example/",
                "404 http://muster.example/nothing",
                "200 http://www.andere.example/new",
                "robots.txt forbids it",
                "robots.txt forbids it",
                "the address is not on the public network",
                "redirects without end",
                "no answer in time",
                "robots.txt forbids it",
                "the address is not on the public network",
                "the address is not on the public network",
            ]
        );
        assert!(!asked.iter().any(|url| url.contains("secret") && !url.contains("to-secret")), "what robots.txt forbids was asked for");
        assert!(!asked.iter().any(|url| url.starts_with("127.") || url.starts_with("10.") || url.starts_with("localhost")));
    }

    #[tokio::test]
    async fn robots_txt_comes_before_the_first_page_of_every_origin() {
        let web = web().await;
        let door = door(&web.as_proxy());
        door.fetch(&page("http://muster.example/old")).await.unwrap();
        assert_eq!(
            web.asked(),
            ["muster.example/robots.txt", "muster.example/old", "www.andere.example/robots.txt", "www.andere.example/new"]
        );
    }

    #[tokio::test]
    async fn redirects_and_robots_txt_wait_their_turn_too() {
        let web = Loopback::play(|seen| match seen.asked() {
            "muster.example/" => response(301, "location: http://www.muster.example/\r\n", ""),
            _ => missing(),
        })
        .await;
        let gap = Duration::from_millis(50);
        let door = door(&Settings { gap, ..web.as_proxy() });
        door.fetch(&page("http://muster.example/")).await.unwrap();
        let seen = web.seen.lock().unwrap().clone();
        assert_eq!(seen.len(), 4);
        for pair in seen.windows(2) {
            // The server's end is a moment before the client's.
            assert!(pair[1].began >= pair[0].ended.unwrap() + gap);
        }
    }

    #[tokio::test]
    async fn a_bomb_is_small_on_the_wire_and_stays_small_unpacked() {
        let web = web().await;
        let answer = door(&web.as_proxy()).fetch(&page("http://bomb.example/")).await.unwrap();
        assert!(answer.body.len() < 100_000);
        let unpacked = decode_content(&answer.body, answer.headers.get("content-encoding"), 1 << 20);
        assert!(unpacked.truncated && unpacked.bytes.len() <= 1 << 20);
    }

    #[tokio::test]
    async fn a_second_run_reads_what_the_first_one_kept() {
        let (web, folder, memory) = (web().await, tempfile::tempdir().unwrap(), Arc::new(Forgetful::default()));
        let run = |name: &str, source: Source| {
            let record = Some(Recording { file: folder.path().join(name), cached: Cached::Left });
            stack(&Settings { record, source, ..web.as_proxy() }, Arc::clone(&memory) as Arc<dyn Memory>).unwrap()
        };
        run("1.warc.gz", Source::Live).fetch(&page("http://muster.example/old")).await.unwrap();
        let asked = web.asked();
        let again = run("2.warc.gz", Source::Live).fetch(&page("http://muster.example/old")).await.unwrap();
        assert_eq!((again.url.as_str(), again.replayed), ("http://www.andere.example/new", true));
        assert_eq!(web.asked(), asked);
        let offline = run("3.warc.gz", Source::Offline);
        offline.fetch(&page("http://muster.example/old")).await.unwrap();
        assert_eq!(failure(offline.fetch(&page("http://muster.example/")).await), Failure::Offline);
    }

    #[tokio::test]
    async fn without_an_archive_nothing_is_kept() {
        let web = web().await;
        let door = door(&web.as_proxy());
        for _ in 0..2 {
            assert!(!door.fetch(&page("http://muster.example/")).await.unwrap().replayed);
        }
        assert_eq!(web.asked().len(), 3);
    }

    #[tokio::test]
    async fn what_the_user_named_may_be_on_his_own_network() {
        let site = Loopback::play(|seen| match seen.asked() {
            "/robots.txt" => response(200, "", "User-agent: *\nDisallow: /no"),
            "/" => response(302, "location: /search\r\n", ""),
            _ => response(200, "", "results"),
        })
        .await;
        let door = door(&Settings { gap: Duration::ZERO, ..Settings::default() });
        let engine = |path: &str| Request { purpose: crate::fetch::Purpose::Engine, ..named(site.url(path)) };
        assert_eq!(door.fetch(&engine("/")).await.unwrap().body, "results");
        assert_eq!(door.fetch(&engine("/no")).await.unwrap().body, "results");
        assert_eq!(failure(door.fetch(&named(site.url("/no"))).await), Failure::Robots);
        assert_eq!(failure(door.fetch(&Request::page(site.url("/"))).await), Failure::Guarded);
        assert_eq!(site.asked(), ["/", "/search", "/no", "/robots.txt"]);
    }
}
