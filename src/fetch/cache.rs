//! The cache: what was answered not long ago is read from its archive, without a connection and without a turn; what is
//! older is asked for anew, on the condition that it changed (RFC 9111 §4.3).

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::answer::{Answer, Location, Outcome};
use super::key::Key;
use super::memory::{Keep, Kept, Memory};
use super::record::Archive;
use super::request::Request;
use super::settings::{Cached, Clock};
use super::warc;
use super::{Fetch, Fetching};

/// The layer. Without an archive below it there is nothing to read from, and it keeps nothing.
pub(super) struct Cache {
    below: Arc<dyn Fetch>,
    memory: Arc<dyn Memory>,
    clock: Clock,
    /// An archive into which cached answers are copied.
    copies: Option<Arc<Archive>>,
}

/// What is remembered of an answer.
#[derive(Debug, Serialize, Deserialize)]
struct Remembered {
    /// When it came, or was last found unchanged.
    at: Timestamp,
    /// Where it lies.
    location: Location,
}

impl Cache {
    /// A layer over those that answer.
    pub(super) fn new(below: Arc<dyn Fetch>, memory: Arc<dyn Memory>, clock: Clock) -> Self {
        Self { below, memory, clock, copies: None }
    }

    /// Copies what is answered from other archives into this one.
    #[must_use]
    pub(super) fn copying(mut self, archive: &Arc<Archive>, cached: Cached) -> Self {
        self.copies = (cached == Cached::Copied).then(|| Arc::clone(archive));
        self
    }

    async fn ask(&self, request: &Request) -> Outcome {
        let key = Key::of(request).line();
        let Some((remembered, answer)) = self.recall(&key, request).await else { return self.ask_anew(&key, request).await };
        if self.age(remembered.at) < SignedDuration::try_from(request.fresh_for).unwrap_or(SignedDuration::MAX) {
            return Ok(self.copy(&key, request, answer).await);
        }
        let Some(conditional) = conditional(request, &answer) else { return self.ask_anew(&key, request).await };
        match self.below.fetch(&conditional).await? {
            unchanged if unchanged.status == 304 => {
                let at = unchanged.fetched_at;
                self.remember(&key, request, Remembered { at, location: remembered.location });
                let answer = Answer { fetched_at: at, replayed: false, ..answer };
                Ok(self.copy(&key, request, answer).await)
            }
            changed => Ok(self.remember_answer(&key, request, changed)),
        }
    }

    async fn ask_anew(&self, key: &str, request: &Request) -> Outcome {
        let answer = self.below.fetch(request).await?;
        Ok(self.remember_answer(key, request, answer))
    }

    fn remember_answer(&self, key: &str, request: &Request, answer: Answer) -> Answer {
        if let Some(location) = answer.archived.clone().filter(|_| lasts(answer.status)) {
            self.remember(key, request, Remembered { at: answer.fetched_at, location });
        }
        answer
    }

    fn remember(&self, key: &str, request: &Request, remembered: Remembered) {
        let fresh = SignedDuration::try_from(request.fresh_for).unwrap_or(SignedDuration::MAX);
        let expires = remembered.at.checked_add(fresh).unwrap_or(Timestamp::MAX);
        if let Ok(value) = serde_json::to_vec(&remembered) {
            self.memory.put(Keep::Answer, key, Kept { value, expires });
        }
    }

    /// The remembered answer; `None` also where its archive is gone.
    async fn recall(&self, key: &str, request: &Request) -> Option<(Remembered, Answer)> {
        let kept = self.memory.get(Keep::Answer, key)?;
        let remembered: Remembered = serde_json::from_slice(&kept.value).ok()?;
        let location = remembered.location.clone();
        let mut answer = tokio::task::spawn_blocking(move || warc::read_at(&location)).await.ok()?.ok()?;
        answer.url = request.url.clone();
        answer.url.set_fragment(None);
        answer.fetched_at = remembered.at;
        Some((remembered, answer))
    }

    async fn copy(&self, key: &str, request: &Request, answer: Answer) -> Answer {
        let elsewhere = |archive: &&Arc<Archive>| answer.archived.as_ref().is_none_or(|at| at.file.as_path() != archive.file());
        let Some(archive) = self.copies.as_ref().filter(elsewhere) else { return answer };
        let answer = archive.keep(request, answer).await;
        self.remember_answer(key, request, answer)
    }

    fn age(&self, at: Timestamp) -> SignedDuration {
        self.clock.now().duration_since(at)
    }
}

/// Whether an answer says something lasting about its address.
fn lasts(status: u16) -> bool {
    matches!(status, 200..=299 | 300..=303 | 305..=399 | 403 | 404 | 410)
}

/// The request that asks only for what changed; `None` where the old answer gives nothing to go by.
fn conditional(request: &Request, old: &Answer) -> Option<Request> {
    let mut headers = request.headers.clone();
    for (from, to) in [("etag", "if-none-match"), ("last-modified", "if-modified-since")] {
        headers.extend(old.headers.get(from).map(|value| (to.to_owned(), value.to_owned())));
    }
    (headers.len() > request.headers.len()).then(|| Request { headers, ..request.clone() })
}

impl Fetch for Cache {
    fn fetch<'a>(&'a self, request: &'a Request) -> Fetching<'a> {
        Box::pin(self.ask(request))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Mutex;
    use std::time::Duration;

    use super::*;
    use crate::fetch::forgetful::Forgetful;
    use crate::fetch::loopback::{Scripted, answer, page};
    use crate::fetch::record::Recorder;
    use crate::fetch::settings::Settings;

    /// A cache over a recorder, and the clock it goes by.
    struct Bench {
        folder: tempfile::TempDir,
        memory: Arc<Forgetful>,
        time: Arc<Mutex<Timestamp>>,
    }

    impl Bench {
        fn new() -> Self {
            let time = Arc::new(Mutex::new(Timestamp::now()));
            Self { folder: tempfile::tempdir().unwrap(), memory: Arc::default(), time }
        }

        fn cache(&self, below: &Arc<Scripted>, file: &str) -> Cache {
            let time = Arc::clone(&self.time);
            let clock = Clock::new(move || *time.lock().unwrap());
            let archive = Archive::open(&self.file(file), &Settings::default(), &Arc::default()).unwrap();
            let recorder = Recorder::new(Arc::clone(below) as Arc<dyn Fetch>, Arc::clone(&archive));
            let cache = Cache::new(Arc::new(recorder), Arc::clone(&self.memory) as Arc<dyn Memory>, clock);
            cache.copying(&archive, if file.contains("copy") { Cached::Copied } else { Cached::Left })
        }

        fn file(&self, name: &str) -> std::path::PathBuf {
            self.folder.path().join(name)
        }

        fn pass(&self, days: i64) {
            let mut time = self.time.lock().unwrap();
            *time = time.checked_add(SignedDuration::from_hours(24 * days)).unwrap();
        }
    }

    fn size(file: &Path) -> u64 {
        std::fs::metadata(file).unwrap().len()
    }

    #[tokio::test]
    async fn what_is_young_enough_is_not_asked_for_again() {
        let bench = Bench::new();
        let below = Scripted::new(Duration::ZERO, |request| Ok(answer(request, 200, &[("content-type", "text/html")], "page")));
        let request = page("http://muster.de/");
        let first = bench.cache(&below, "a.warc.gz").fetch(&request).await.unwrap();
        bench.pass(29);
        let again = bench.cache(&below, "b.warc.gz").fetch(&request).await.unwrap();
        assert_eq!((again.body, again.headers, again.archived, again.replayed), (first.body, first.headers, first.archived, true));
        assert_eq!(below.urls().len(), 1);
        let now = Request { fresh_for: Duration::ZERO, ..request };
        assert!(!bench.cache(&below, "b.warc.gz").fetch(&now).await.unwrap().replayed);
        assert_eq!(below.urls().len(), 2);
    }

    #[tokio::test]
    async fn what_is_old_is_asked_for_only_if_it_changed() {
        let bench = Bench::new();
        let below = Scripted::new(Duration::ZERO, |request| {
            let old = request.headers.contains(&("if-none-match".into(), "\"1\"".into()));
            Ok(if old { answer(request, 304, &[], "") } else { answer(request, 200, &[("etag", "\"1\"")], "page") })
        });
        let request = page("http://muster.de/");
        bench.cache(&below, "a.warc.gz").fetch(&request).await.unwrap();
        bench.pass(31);
        let cache = bench.cache(&below, "b.warc.gz");
        let again = cache.fetch(&request).await.unwrap();
        assert_eq!((again.status, again.body.as_ref(), below.urls().len()), (200, b"page".as_slice(), 2));
    }

    #[tokio::test]
    async fn refusals_of_the_moment_are_not_kept_and_lost_archives_not_missed() {
        let bench = Bench::new();
        let below = Scripted::new(Duration::ZERO, |request| Ok(answer(request, request.url.path()[1..].parse().unwrap(), &[], "")));
        let cache = bench.cache(&below, "a.warc.gz");
        for (status, asked) in [(200, 1), (404, 1), (403, 1), (301, 1), (410, 1), (429, 2), (500, 2), (503, 2)] {
            let request = page(&format!("http://muster.de/{status}"));
            for _ in 0..2 {
                cache.fetch(&request).await.unwrap();
            }
            assert_eq!(below.urls().iter().filter(|url| **url == request.url.as_str()).count(), asked, "{status}");
        }
        std::fs::remove_file(bench.file("a.warc.gz")).unwrap();
        assert!(!bench.cache(&below, "b.warc.gz").fetch(&page("http://muster.de/200")).await.unwrap().replayed);
    }

    #[tokio::test]
    async fn an_archive_asked_for_by_name_gets_copies() {
        let bench = Bench::new();
        let below = Scripted::new(Duration::ZERO, |request| Ok(answer(request, 200, &[], "page")));
        let request = page("http://muster.de/");
        bench.cache(&below, "a.warc.gz").fetch(&request).await.unwrap();
        let cache = bench.cache(&below, "copy.warc.gz");
        let empty = size(&bench.file("copy.warc.gz"));
        for _ in 0..2 {
            let copied = cache.fetch(&request).await.unwrap();
            assert_eq!(*copied.archived.unwrap().file, bench.file("copy.warc.gz"));
        }
        let replay = crate::fetch::Replay::open(&bench.file("copy.warc.gz")).unwrap();
        assert_eq!(replay.fetch(&request).await.unwrap().body, "page");
        assert!(size(&bench.file("copy.warc.gz")) < empty + 1500, "copied once");
        assert_eq!(below.urls().len(), 1);
    }
}
