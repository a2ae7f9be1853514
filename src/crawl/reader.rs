//! The reader: answers become pages on a few worker threads of its own, so that no parsing holds up the network.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::{ThreadPool, ThreadPoolBuilder};
use tokio::sync::oneshot;
use url::Url;

use super::{Interest, interest};
use crate::document::{Document, Format, Link, Unread, decode_content};
use crate::extract::{self, Context, Deobfuscate};
use crate::fetch::Answer;
use crate::finding::{Origin, Page};

/// Bytes from which a page is large.
const LARGE: usize = 512 << 10;
/// Most bytes of a file after its content codings are taken off.
const LARGEST_FILE: usize = 64 << 20;

/// How pages are read.
#[derive(Debug, Clone)]
pub struct ReaderSettings {
    /// Most threads that parse at one time.
    pub threads: usize,
    /// Most bytes of a page after its content codings are taken off.
    pub max_page: usize,
    /// Country whose numbers are written without a code, where the user said it.
    pub region: Option<String>,
    /// Are addresses read that a page hides from machines?
    pub deobfuscate: Deobfuscate,
}

/// A link of a page with what it promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLink {
    /// Where it leads.
    pub url: Url,
    /// What it promises.
    pub interest: Interest,
}

/// What reading an answer gave.
#[derive(Debug)]
pub enum Read {
    /// A page and its links.
    Page(Box<Page>, Vec<PageLink>),
    /// The answer is no text (an image, an archive).
    NotText,
    /// Reading it failed by a fault of ours; the page is lost, the crawl is not.
    Lost,
}

/// Parses and extracts on worker threads; answers wait in line when all are busy.
///
/// Large pages have a thread to themselves: the tree of a page of some MiB takes ten times its size and more, two of them
/// at once would be the peak of a whole run, and memory that a thread once needed stays with that thread.
#[derive(Debug, Clone)]
pub struct Reader {
    pages: Arc<ThreadPool>,
    large: Arc<ThreadPool>,
    settings: Arc<ReaderSettings>,
}

impl Reader {
    /// A reader with its limits.
    pub fn new(settings: ReaderSettings) -> Self {
        Self {
            pages: Arc::new(threads("pages", settings.threads.max(1))),
            large: Arc::new(threads("large-pages", 1)),
            settings: Arc::new(settings),
        }
    }

    /// Reads an answer.
    pub async fn read(&self, answer: Answer, origins: &[Origin]) -> Read {
        let pool = if is_large(&answer) {
            &self.large
        } else {
            &self.pages
        };
        let settings = Arc::clone(&self.settings);
        let origins = origins.to_vec();
        let (done, waiting) = oneshot::channel();
        pool.spawn(move || {
            let read = || read_now(&answer, origins, &settings);
            let read = catch_unwind(AssertUnwindSafe(read)).unwrap_or(Read::Lost);
            // Whoever wanted it may have run out of time.
            let _ = done.send(read);
        });
        waiting.await.unwrap_or(Read::Lost)
    }
}

fn threads(name: &'static str, count: usize) -> ThreadPool {
    ThreadPoolBuilder::new()
        .num_threads(count)
        .thread_name(move |at| format!("{name}-{at}"))
        .build()
        .expect("a system that runs the program can start a thread")
}

/// A body that is coded may be eight times as long as it looks.
fn is_large(answer: &Answer) -> bool {
    let coded = answer.headers.get("content-encoding").is_some();
    answer.body.len() > if coded { LARGE / 8 } else { LARGE }
}

/// The body of an answer, its content codings taken off. A file is worth nothing in part and is given whole.
pub fn body_of(answer: &Answer, max_page: usize) -> Vec<u8> {
    let content_type = answer.headers.get("content-type");
    let limit = if Format::is_expected(content_type, &answer.url) {
        max_page.max(LARGEST_FILE)
    } else {
        max_page
    };
    let coding = answer.headers.get("content-encoding");
    decode_content(&answer.body, coding, limit).bytes
}

fn read_now(answer: &Answer, origins: Vec<Origin>, settings: &ReaderSettings) -> Read {
    let bytes = body_of(answer, settings.max_page);
    let content_type = answer.headers.get("content-type");
    if !is_text(content_type, &bytes) {
        return Read::NotText;
    }
    let document = Document::parse(&bytes, content_type, &answer.url);
    if document.unread() == Some(Unread::Foreign) {
        return Read::NotText;
    }
    let context = Context {
        source: answer.url.as_str(),
        fetched_at: answer.fetched_at,
        status: answer.status,
        region: settings.region.as_deref(),
        deobfuscate: settings.deobfuscate,
    };
    let mut page = extract::extract(&document, &context);
    page.origins = origins;
    let links = document
        .links()
        .iter()
        .filter_map(|link| {
            Some(PageLink {
                interest: interest(link).or_else(|| interest_in_file(link))?,
                url: link.url.clone(),
            })
        })
        .collect();
    Read::Page(Box::new(page), links)
}

/// How much a file promises whose text is read: a contact card people, anything else what its name says.
fn interest_in_file(link: &Link) -> Option<Interest> {
    let (path, ending) = link.url.path().rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    if !Format::is_read(&ending) {
        return None;
    }
    if ending == "vcf" {
        return Some(Interest::Team);
    }
    let mut link = link.clone();
    let path = path.to_owned();
    link.url.set_path(&path);
    interest(&link)
}

/// Is it text by its declared type, or, where none is declared, by its first bytes? A file that carries text counts.
fn is_text(content_type: Option<&str>, bytes: &[u8]) -> bool {
    if Format::of(bytes).is_some() {
        return true;
    }
    let declared = content_type.unwrap_or_default().to_ascii_lowercase();
    let looks_binary = bytes.iter().take(512).any(|b| *b == 0)
        && !bytes.starts_with(&[0xFF, 0xFE])
        && !bytes.starts_with(&[0xFE, 0xFF]);
    let binary_type = [
        "image/",
        "audio/",
        "video/",
        "font/",
        "application/pdf",
        "application/zip",
        "application/octet-stream",
    ];
    !looks_binary && !binary_type.iter().any(|t| declared.starts_with(t))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::Headers;

    fn answer(bytes: usize, coding: Option<&str>) -> Answer {
        let headers = coding.map(|c| ("content-encoding".to_owned(), c.to_owned()));
        Answer {
            url: Url::parse("http://muster.example/").unwrap(),
            status: 200,
            headers: Headers(headers.into_iter().collect()),
            body: vec![b' '; bytes].into(),
            truncated: false,
            fetched_at: jiff::Timestamp::UNIX_EPOCH,
            archived: None,
            replayed: false,
        }
    }

    #[test]
    fn a_page_is_large_by_what_it_may_become() {
        assert!(!is_large(&answer(20_000, None)));
        assert!(is_large(&answer(LARGE + 1, None)));
        assert!(!is_large(&answer(LARGE / 4, None)));
        assert!(is_large(&answer(LARGE / 4, Some("gzip"))));
    }

    #[tokio::test]
    async fn large_and_small_pages_are_all_read() {
        let reader = Reader::new(ReaderSettings {
            threads: 3,
            max_page: 4 << 20,
            region: None,
            deobfuscate: Deobfuscate::Yes,
        });
        for bytes in [100, LARGE + 1, 20_000] {
            let read = reader.read(answer(bytes, None), &[]).await;
            assert!(matches!(read, Read::Page(..)), "{bytes}: {read:?}");
        }
    }

    #[test]
    fn files_whose_text_is_read_promise_what_their_names_say() {
        let home = Url::parse("http://muster.example/").unwrap();
        let page = "<a href=/Kontakt.PDF>x</a><a href=/anna.vcf>x</a><a href=/katalog.pdf>x</a><a href=/bild.jpg>x</a>";
        let document = Document::parse(page.as_bytes(), Some("text/html"), &home);
        let all: Vec<_> = document.links().iter().map(interest_in_file).collect();
        assert_eq!(
            all,
            [
                Some(Interest::Contact),
                Some(Interest::Team),
                Some(Interest::Other),
                None
            ]
        );
    }

    #[test]
    fn a_file_is_a_page_and_an_archive_is_none() {
        let settings = ReaderSettings {
            threads: 1,
            max_page: 4 << 20,
            region: None,
            deobfuscate: Deobfuscate::Yes,
        };
        let read = |body: &'static [u8]| {
            let mut answer = answer(0, None);
            answer.headers = Headers(vec![("content-type".into(), "application/pdf".into())]);
            answer.body = body.into();
            read_now(&answer, Vec::new(), &settings)
        };
        let cut = read(b"%PDF-1.4 cut off");
        assert!(matches!(cut, Read::Page(page, _) if page.findings.emails.is_empty()));
        assert!(matches!(read(b"PK\x05\x06 an archive"), Read::NotText));
    }
}
