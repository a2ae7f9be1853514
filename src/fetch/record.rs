//! The recorder: every exchange goes into an archive, without its secrets, and every failure with its reason, so that a
//! replay gives the same answers and the same failures.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Position;

use super::answer::{Answer, Failure, Headers, Location, Outcome};
use super::head;
use super::key::bare;
use super::notice::{Notice, Notices};
use super::request::Request;
use super::secret::Redaction;
use super::settings::{Clock, Settings};
use super::warc::{ArchiveError, Draft, Packing, Writer, response_block, sha1_base32};
use super::{Fetch, Fetching};
use crate::document::decode_content;

/// Bodies from this size on are packed on a thread of their own, bytes.
const LARGE: usize = 64 << 10;

/// Most of a compressed body that is opened to look for secrets, bytes.
const OPENED: usize = 16 << 20;

/// What a metadata record about a failure holds.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Failed {
    /// Why there is no answer.
    pub(super) failure: Failure,
}

/// An archive being written.
pub(super) struct Archive {
    writer: Mutex<Option<Writer>>,
    packing: Packing,
    file: Arc<std::path::PathBuf>,
    user_agent: String,
    clock: Clock,
    notices: Arc<Notices>,
    /// Numbers the records, so that two about the same thing at the same time have two ids.
    written: AtomicU64,
}

impl Archive {
    /// Opens an archive and says who writes it.
    pub(super) fn open(path: &Path, settings: &Settings, notices: &Arc<Notices>) -> Result<Arc<Self>, ArchiveError> {
        let (writer, lost) = Writer::open(path)?;
        if lost > 0 {
            notices.say(Notice::ArchiveMended { lost });
        }
        let archive = Self {
            written: AtomicU64::new(writer.length()),
            packing: writer.packing(),
            file: Arc::clone(writer.path()),
            writer: Mutex::new(Some(writer)),
            user_agent: settings.user_agent.clone(),
            clock: settings.clock.clone(),
            notices: Arc::clone(notices),
        };
        archive.append(&[archive.info(path)]);
        Ok(Arc::new(archive))
    }

    /// The file.
    pub(super) fn file(&self) -> &Path {
        &self.file
    }

    /// Writes an exchange; gives the answer back as it was written, and where.
    pub(super) async fn keep(self: &Arc<Self>, request: &Request, answer: Answer) -> Answer {
        let redaction = Redaction::of(&request.secrets);
        let answer = if redaction.is_empty() { answer } else { without_secrets(answer, &redaction) };
        let drafts = self.exchange(request, &answer, &redaction);
        let digest = sha1_base32(&[&answer.body]);
        let large = answer.body.len() >= LARGE;
        let archived = if large { self.append_aside(drafts).await } else { self.append(&drafts) };
        let location = |(offset, length)| Location { file: Arc::clone(&self.file), offset, length, digest };
        Answer { archived: archived.map(location), ..answer }
    }

    /// Writes down why there is no answer.
    pub(super) fn keep_failure(&self, request: &Request, failure: &Failure) {
        let redaction = Redaction::of(&request.secrets);
        let date = self.clock.now();
        let failed = serde_json::to_string(&Failed { failure: failure.clone() }).expect("a failure is plain");
        let asked = self.request_draft(request, date, &redaction);
        let about = Draft {
            kind: "metadata",
            number: self.number(),
            url: Some(redaction.text(bare(&request.url))),
            date,
            content_type: "application/json",
            fields: vec![("WARC-Concurrent-To", asked.id())],
            block: redaction.text(&failed).into_bytes(),
            payload: None,
        };
        self.append(&[asked, about]);
    }

    fn info(&self, path: &Path) -> Draft {
        let block = format!("software: {}\r\nformat: WARC File Format 1.1\r\n", self.user_agent);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Draft {
            kind: "warcinfo",
            number: self.number(),
            url: None,
            date: self.clock.now(),
            content_type: "application/warc-fields",
            fields: vec![("WARC-Filename", name)],
            block: block.into_bytes(),
            payload: None,
        }
    }

    fn number(&self) -> u64 {
        self.written.fetch_add(1, Ordering::Relaxed)
    }

    fn exchange(&self, request: &Request, answer: &Answer, redaction: &Redaction) -> Vec<Draft> {
        let asked = self.request_draft(request, answer.fetched_at, redaction);
        let (block, payload) = response_block(answer, &answer.body);
        let mut fields = vec![("WARC-Concurrent-To", asked.id())];
        if answer.truncated {
            fields.push(("WARC-Truncated", "length".into()));
        }
        let came = Draft {
            kind: "response",
            number: self.number(),
            url: asked.url.clone(),
            date: answer.fetched_at,
            content_type: "application/http; msgtype=response",
            fields,
            block,
            payload: Some(payload),
        };
        vec![asked, came]
    }

    fn request_draft(&self, request: &Request, date: Timestamp, redaction: &Redaction) -> Draft {
        let url = &request.url;
        let mut block = format!("{} {} HTTP/1.1\r\n", request.method.as_str(), redaction.text(&url[Position::BeforePath..Position::AfterQuery]));
        let host = ("host".to_owned(), url[Position::BeforeHost..Position::AfterPort].to_owned());
        for (name, value) in std::iter::once(host).chain(head::headers(request, &self.user_agent)) {
            block.push_str(&format_header(&name, &redaction.text(&value)));
        }
        let body = redaction.bytes(request.body.as_deref().unwrap_or_default());
        if !body.is_empty() {
            block.push_str(&format_header("content-length", &body.len().to_string()));
        }
        block.push_str("\r\n");
        let payload = block.len();
        Draft {
            kind: "request",
            number: self.number(),
            url: Some(redaction.text(bare(url))),
            date,
            content_type: "application/http; msgtype=request",
            fields: Vec::new(),
            block: [block.into_bytes(), body].concat(),
            payload: Some(payload),
        }
    }

    async fn append_aside(self: &Arc<Self>, drafts: Vec<Draft>) -> Option<(u64, u64)> {
        let archive = Arc::clone(self);
        tokio::task::spawn_blocking(move || archive.append(&drafts)).await.ok().flatten()
    }

    /// Appends records; gives where the last one lies. An archive that cannot be written any more is closed, and said.
    fn append(&self, drafts: &[Draft]) -> Option<(u64, u64)> {
        match self.try_append(drafts) {
            Ok(place) => place,
            Err(error) => {
                *self.writer.lock().unwrap_or_else(PoisonError::into_inner) = None;
                self.notices.say(Notice::ArchiveFull { why: error.to_string() });
                None
            }
        }
    }

    fn try_append(&self, drafts: &[Draft]) -> std::io::Result<Option<(u64, u64)>> {
        let packed: Vec<Vec<u8>> = drafts.iter().map(|draft| draft.pack(self.packing)).collect::<Result<_, _>>()?;
        let last = packed.last().map_or(0, Vec::len) as u64;
        let all = packed.concat();
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(writer) = writer.as_mut() else { return Ok(None) };
        let began = writer.append(&all)?;
        Ok(Some((began + all.len() as u64 - last, last)))
    }
}

fn format_header(name: &str, value: &str) -> String {
    format!("{name}: {value}\r\n")
}

/// An answer with no secret in its headers or its body, in clear or under a content coding.
fn without_secrets(mut answer: Answer, redaction: &Redaction) -> Answer {
    if answer.headers.get("location").is_none() {
        let clean = answer.headers.0.iter().map(|(name, value)| (name.clone(), redaction.text(value)));
        answer.headers = Headers(clean.collect());
    }
    let coding = answer.headers.get("content-encoding").map(str::to_owned);
    let clear = decode_content(&answer.body, coding.as_deref(), OPENED);
    let clean = redaction.bytes(&clear.bytes);
    if clean != clear.bytes {
        answer.headers.0.retain(|(name, _)| name != "content-encoding");
        answer.body = Bytes::from(clean);
    }
    answer
}

/// The layer.
pub(super) struct Recorder {
    below: Arc<dyn Fetch>,
    archive: Arc<Archive>,
}

impl Recorder {
    /// Records what the layers below answer.
    pub(super) fn new(below: Arc<dyn Fetch>, archive: Arc<Archive>) -> Self {
        Self { below, archive }
    }

    async fn ask(&self, request: &Request) -> Outcome {
        match self.below.fetch(request).await {
            Ok(answer) => Ok(self.archive.keep(request, answer).await),
            Err(failure) => {
                self.archive.keep_failure(request, &failure);
                Err(failure)
            }
        }
    }
}

impl Fetch for Recorder {
    fn fetch<'a>(&'a self, request: &'a Request) -> Fetching<'a> {
        Box::pin(self.ask(request))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::fetch::loopback::{Scripted, answer, page};
    use crate::fetch::request::Method;
    use crate::fetch::warc::{self, Kind, Record, read_at};

    fn archive(file: &Path) -> Arc<Archive> {
        Archive::open(file, &Settings::default(), &Arc::default()).unwrap()
    }

    fn records(file: &Path) -> Vec<Record> {
        warc::read(file).unwrap().map(Result::unwrap).collect()
    }

    fn packed(text: &str) -> Vec<u8> {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(text.as_bytes()).unwrap();
        gzip.finish().unwrap()
    }

    #[tokio::test]
    async fn an_answer_is_found_again_where_it_was_put() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.warc.gz", "a.warc"] {
            let archive = archive(&folder.path().join(name));
            let request = page("http://muster.de/a?b=c");
            for body in [packed("x"), packed(&"lorem ipsum ".repeat(30_000)), b"plain".to_vec(), Vec::new(), vec![7; 200_000]] {
                let given = Answer { body: body.clone().into(), ..answer(&request, 200, &[("content-type", "text/html"), ("x", "ü")], "") };
                let kept = archive.keep(&request, given.clone()).await;
                let read = read_at(kept.archived.as_ref().unwrap()).unwrap();
                assert_eq!((&read.body, &read.headers, read.fetched_at, &read.archived), (&given.body, &given.headers, given.fetched_at, &kept.archived));
            }
        }
    }

    #[tokio::test]
    async fn an_archive_holds_who_asked_what_was_asked_and_what_came() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.warc.gz");
        let archive = archive(&file);
        let request = page("http://muster.de/a");
        archive.keep(&request, answer(&request, 200, &[], "page")).await;
        archive.keep_failure(&request, &Failure::TimedOut);
        let records = records(&file);
        let kinds: Vec<Kind> = records.iter().map(Record::kind).collect();
        assert_eq!(kinds, [Kind::Info, Kind::Request, Kind::Response, Kind::Request, Kind::Metadata]);
        let came = &records[2];
        assert!(came.block.ends_with(b"content-length: 4\r\n\r\npage"));
        assert_eq!(came.field("warc-payload-digest"), Some(sha1_base32(&[b"page"]).as_str()));
        assert_eq!(came.field("warc-block-digest"), Some(sha1_base32(&[&came.block]).as_str()));
        assert_eq!(came.field("warc-concurrent-to"), records[1].field("warc-record-id"));
        assert!(String::from_utf8_lossy(&records[1].block).starts_with("GET /a HTTP/1.1\r\nhost: muster.de\r\nuser-agent: buyerscout/"));
        assert_eq!(records[4].block, br#"{"failure":{"id":"timed_out"}}"#);
        let ids: std::collections::BTreeSet<_> = records.iter().map(|r| r.field("warc-record-id").unwrap().to_owned()).collect();
        assert_eq!(ids.len(), records.len());
    }

    #[tokio::test]
    async fn no_secret_is_ever_written_down() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.warc");
        let below = Scripted::new(std::time::Duration::ZERO, |request| {
            let echo = format!("you sent {} to {}", String::from_utf8_lossy(request.body.as_deref().unwrap_or_default()), request.url);
            let plain = answer(request, 200, &[("x-echo", "k3y/s+t")], &echo);
            let mut coded = answer(request, 200, &[("content-encoding", "gzip")], "");
            coded.body = packed(&echo).into();
            Ok(if request.url.path() == "/coded" { coded } else { plain })
        });
        let recorder = Recorder::new(below, archive(&file));
        for path in ["plain", "coded"] {
            let request = Request {
                method: Method::Post,
                headers: vec![("x-api-key".into(), "k3y/s+t".into())],
                body: Some(br#"{"key":"k3y/s+t","q":"a"}"#.to_vec()),
                secrets: vec!["k3y/s+t".into()],
                ..page(&format!("http://api.de/{path}?key=k3y%2Fs%2Bt&q=a"))
            };
            let answer = recorder.fetch(&request).await.unwrap();
            let read = read_at(answer.archived.as_ref().unwrap()).unwrap();
            assert_eq!((read.body, read.headers), (answer.body, answer.headers), "what was said is what was written");
        }
        let written = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
        assert!(written.contains("key=REDACTED&q=a") && written.contains(r#"{"key":"REDACTED","q":"a"}"#));
        assert!(!written.contains("k3y"), "{written}");
    }

    #[tokio::test]
    async fn appending_goes_on_after_the_last_whole_record() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.warc.gz");
        let request = page("http://muster.de/");
        let first = archive(&file).keep(&request, answer(&request, 200, &[], "first")).await;
        let whole = std::fs::read(&file).unwrap();
        for cut in [1, 10, 100] {
            std::fs::write(&file, [&whole[..], &whole[..cut]].concat()).unwrap();
            let notices = Arc::new(Notices::default());
            let archive = Archive::open(&file, &Settings::default(), &notices).unwrap();
            assert_eq!(notices.said(), [Notice::ArchiveMended { lost: cut as u64 }]);
            let second = archive.keep(&request, answer(&request, 200, &[], "second")).await;
            assert_eq!(read_at(first.archived.as_ref().unwrap()).unwrap().body, "first");
            assert_eq!(read_at(second.archived.as_ref().unwrap()).unwrap().body, "second");
            assert_eq!(records(&file).len(), 6);
        }
    }

    #[test]
    fn what_is_no_archive_is_not_appended_to() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("notes.warc.gz");
        std::fs::write(&file, "my only notes").unwrap();
        assert!(matches!(Archive::open(&file, &Settings::default(), &Arc::default()), Err(ArchiveError::NotWarc { .. })));
        assert_eq!(std::fs::read(&file).unwrap(), b"my only notes");
    }
}
