//! The source that answers from an archive and opens no connection: the same request gets the same answer or the same
//! failure as when it was recorded, at the archive's time.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sha1::{Digest, Sha1};

use super::answer::{Failure, Location, Outcome};
use super::key::{Key, bare};
use super::record::Failed;
use super::request::{Method, Request};
use super::warc::{self, ArchiveError, Kind, Record};
use super::{Fetch, Fetching};

/// An archive and where its answers lie.
pub struct Replay {
    file: Arc<PathBuf>,
    found: HashMap<[u8; 16], Found>,
    cut: Option<u64>,
    delay: Duration,
}

enum Found {
    At { offset: u64, length: u64 },
    Failed(Box<Failure>),
}

impl Replay {
    /// Reads where everything lies in an archive; one that is cut is read up to its last whole record.
    pub fn open(file: &Path) -> Result<Self, ArchiveError> {
        let mut reader = warc::read(file)?;
        let mut index = Index::default();
        let mut cut = None;
        for record in &mut reader {
            match record {
                Ok(record) if record.length == 0 => return Err(ArchiveError::NotByRecord { file: file.to_owned() }),
                Ok(record) => index.add(&record),
                Err(ArchiveError::Cut { at, .. }) => cut = Some(at),
                Err(other) => return Err(other),
            }
        }
        Ok(Self { file: Arc::clone(reader.file()), found: index.resolve(), cut, delay: Duration::ZERO })
    }

    /// Waits before each answer.
    #[must_use]
    pub fn delayed(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// End of the last whole record, where the archive is cut after it.
    pub fn cut(&self) -> Option<u64> {
        self.cut
    }

    async fn ask(&self, request: &Request) -> Outcome {
        if !self.delay.is_zero() {
            tokio::time::sleep(self.delay).await;
        }
        let (offset, length) = match self.found.get(&Key::of(request).short()) {
            None => return Err(Failure::NotRecorded),
            Some(Found::Failed(failure)) => return Err((**failure).clone()),
            Some(Found::At { offset, length }) => (*offset, *length),
        };
        let location = Location { file: Arc::clone(&self.file), offset, length, digest: String::new() };
        let read = tokio::task::spawn_blocking(move || warc::read_at(&location)).await;
        match read {
            Ok(Ok(mut answer)) => {
                answer.url = request.url.clone();
                answer.url.set_fragment(None);
                Ok(answer)
            }
            Ok(Err(error)) => Err(Failure::Malformed { why: error.to_string() }),
            Err(_) => Err(Failure::Malformed { why: "the archive could not be read".into() }),
        }
    }
}

impl Fetch for Replay {
    fn fetch<'a>(&'a self, request: &'a Request) -> Fetching<'a> {
        Box::pin(self.ask(request))
    }
}

/// What the records say, until each answer has found its request: the two may come in any order.
#[derive(Default)]
struct Index {
    came: Vec<Came>,
    /// Method and body of the requests that are no plain GET, by their id and the ids they name.
    asked: HashMap<String, (Method, Option<[u8; 20]>)>,
}

struct Came {
    url: String,
    ids: Vec<String>,
    found: Found,
}

impl Index {
    fn add(&mut self, record: &Record) {
        match record.kind() {
            Kind::Request => self.add_request(record),
            // What has not changed is no answer by itself.
            Kind::Response if record.block.get(9..12) == Some(b"304".as_slice()) => {}
            Kind::Response | Kind::Resource => {
                self.add_found(record, Found::At { offset: record.offset, length: record.length });
            }
            Kind::Metadata => {
                if let Ok(Failed { failure }) = serde_json::from_slice(&record.block) {
                    self.add_found(record, Found::Failed(Box::new(failure)));
                }
            }
            Kind::Info | Kind::Other => {}
        }
    }

    fn add_found(&mut self, record: &Record, found: Found) {
        if let Some(url) = record.url() {
            self.came.push(Came { url: bare(&url).to_owned(), ids: ids(record), found });
        }
    }

    fn add_request(&mut self, record: &Record) {
        if record.block.starts_with(b"POST ") {
            let body = body_of(&record.block);
            let digest = (!body.is_empty()).then(|| Sha1::digest(body).into());
            for id in ids(record) {
                self.asked.insert(id, (Method::Post, digest));
            }
        }
    }

    /// The last answer of a key counts; a failure only where there is no answer.
    fn resolve(self) -> HashMap<[u8; 16], Found> {
        let mut all = HashMap::with_capacity(self.came.len());
        for Came { url, ids, found } in self.came {
            let (method, body) = ids.iter().find_map(|id| self.asked.get(id)).copied().unwrap_or_default();
            let key = Key { method, url, body }.short();
            let answered = matches!(all.get(&key), Some(Found::At { .. }));
            if !(answered && matches!(found, Found::Failed(_))) {
                all.insert(key, found);
            }
        }
        all
    }
}

fn ids(record: &Record) -> Vec<String> {
    let of = |name: &str| record.field(name).map(str::to_owned);
    of("WARC-Concurrent-To").into_iter().chain(of("WARC-Record-ID")).collect()
}

fn body_of(block: &[u8]) -> &[u8] {
    let end = block.windows(4).position(|w| w == b"\r\n\r\n");
    end.map_or(&[], |end| &block[end + 4..])
}
