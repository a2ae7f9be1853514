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
