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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::loopback::{answer, failure, page};
    use crate::fetch::record::Archive;
    use crate::fetch::{Answer, Settings};

    fn archive(file: &Path) -> Arc<Archive> {
        Archive::open(file, &Settings::default(), &Arc::default()).unwrap()
    }

    #[tokio::test]
    async fn a_replay_says_what_was_said_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.warc.gz");
        let written = archive(&file);
        let posted = |body: &str| Request { method: Method::Post, body: Some(body.as_bytes().to_vec()), ..page("http://engine.de/") };
        let said = answer(&page("http://muster.de/"), 200, &[("etag", "x")], "old");
        written.keep(&page("http://muster.de/"), said.clone()).await;
        let said = written.keep(&page("http://muster.de/"), Answer { body: "new".into(), truncated: true, ..said }).await;
        written.keep_failure(&page("http://muster.de/"), &Failure::TimedOut);
        written.keep_failure(&page("http://dead.de/"), &Failure::Unreachable { why: "reset".into() });
        for body in ["q=a", "q=b"] {
            written.keep(&posted(body), answer(&posted(body), 200, &[], body)).await;
        }
        let replay = Replay::open(&file).unwrap();
        let again = replay.fetch(&page("http://muster.de/#top")).await.unwrap();
        assert_eq!((again.status, &again.headers, &again.body, again.fetched_at), (200, &said.headers, &said.body, said.fetched_at));
        assert_eq!((again.archived, again.replayed, again.truncated, again.url), (said.archived, true, true, said.url));
        assert_eq!(failure(replay.fetch(&page("http://dead.de/")).await), Failure::Unreachable { why: "reset".into() });
        assert_eq!(failure(replay.fetch(&page("http://other.de/")).await), Failure::NotRecorded);
        assert_eq!(replay.fetch(&posted("q=b")).await.unwrap().body, "q=b");
        assert_eq!(replay.fetch(&posted("q=a")).await.unwrap().body, "q=a");
        assert_eq!(failure(replay.fetch(&posted("q=c")).await), Failure::NotRecorded);
        assert_eq!(failure(replay.fetch(&page("http://engine.de/")).await), Failure::NotRecorded);
    }

    #[tokio::test]
    async fn an_archive_cut_anywhere_is_read_to_its_last_whole_record() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.warc.gz");
        let written = archive(&file);
        let mut ends = vec![std::fs::metadata(&file).unwrap().len()];
        for n in 0..3 {
            let request = page(&format!("http://muster.de/{n}"));
            written.keep(&request, answer(&request, 200, &[], "page")).await;
            ends.push(std::fs::metadata(&file).unwrap().len());
        }
        let whole = std::fs::read(&file).unwrap();
        for length in usize::try_from(ends[0]).unwrap()..whole.len() {
            std::fs::write(&file, &whole[..length]).unwrap();
            let replay = Replay::open(&file).unwrap();
            let pages = ends[1..].iter().filter(|end| **end <= length as u64).count();
            assert_eq!(replay.found.len(), pages, "at {length}");
            assert!(replay.cut().is_none_or(|at| at < length as u64));
            assert_eq!(replay.cut().is_none(), replay.found.len() == pages && is_whole(&whole[..length]));
        }
        std::fs::write(&file, "no archive").unwrap();
        assert!(matches!(Replay::open(&file), Err(ArchiveError::NotWarc { .. })));
        assert!(matches!(Replay::open(&folder.path().join("none")), Err(ArchiveError::File { .. })));
    }

    /// Whether bytes are whole gzip members.
    fn is_whole(bytes: &[u8]) -> bool {
        std::io::copy(&mut flate2::read::MultiGzDecoder::new(bytes), &mut std::io::sink()).is_ok()
    }

    #[tokio::test]
    async fn archives_of_other_tools_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("wget.warc");
        let http = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n4\r\npage\r\n0\r\n\r\n";
        let record = |kind: &str, fields: &str, block: &str| {
            format!("WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2020-01-02T03:04:05Z\r\n{fields}Content-Length: {}\r\n\r\n{block}\r\n\r\n", block.len())
        };
        let text = record("warcinfo", "", "software: wget") + &record("response", "WARC-Target-URI: <http://Muster.de>\r\n", http);
        let text = text + &record("resource", "WARC-Target-URI: http://muster.de/list.csv\r\nContent-Type: text/csv\r\n", "a;b");
        std::fs::write(&file, &text).unwrap();
        let replay = Replay::open(&file).unwrap();
        let page_of = replay.fetch(&page("http://muster.de/")).await.unwrap();
        assert_eq!((page_of.body.as_ref(), page_of.fetched_at.to_string().as_str()), (b"page".as_slice(), "2020-01-02T03:04:05Z"));
        assert_eq!(replay.fetch(&page("http://muster.de/list.csv")).await.unwrap().headers.get("content-type"), Some("text/csv"));
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        std::io::Write::write_all(&mut gzip, text.as_bytes()).unwrap();
        std::fs::write(&file, gzip.finish().unwrap()).unwrap();
        assert!(matches!(Replay::open(&file), Err(ArchiveError::NotByRecord { .. })));
        assert_eq!(warc::read(&file).unwrap().filter(Result::is_ok).count(), 3);
    }
}
