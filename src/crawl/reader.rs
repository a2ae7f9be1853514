//! The reader: answers become pages on a few worker threads, so that no parsing holds up the network.

use std::sync::Arc;

use tokio::sync::Semaphore;
use url::Url;

use super::{Interest, interest};
use crate::document::{Document, Format, Link, Unread, decode_content};
use crate::extract::{self, Context, Deobfuscate};
use crate::fetch::Answer;
use crate::finding::{Origin, Page};

/// Bytes from which a page is read alone.
const LARGE: usize = 512 << 10;

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
#[derive(Debug, Clone)]
pub struct Reader {
    seats: Arc<Semaphore>,
    settings: Arc<ReaderSettings>,
}

impl Reader {
    /// A reader with its limits.
    pub fn new(settings: ReaderSettings) -> Self {
        Self {
            seats: Arc::new(Semaphore::new(settings.threads.max(1))),
            settings: Arc::new(settings),
        }
    }

    /// How many seats an answer takes: a large one all of them, since the tree of a page of some MiB takes ten times
    /// its size and two of them at once would be the peak of a whole run.
    fn seats_of(&self, answer: &Answer) -> u32 {
        let coded = answer.headers.get("content-encoding").is_some();
        let large = answer.body.len() > if coded { LARGE / 8 } else { LARGE };
        let all = u32::try_from(self.settings.threads.max(1)).unwrap_or(1);
        if large { all } else { 1 }
    }

    /// Reads an answer.
    pub async fn read(&self, answer: Answer, origins: &[Origin]) -> Read {
        let seat = Arc::clone(&self.seats)
            .acquire_many_owned(self.seats_of(&answer))
            .await
            .expect("the semaphore is never closed");
        let settings = Arc::clone(&self.settings);
        let origins = origins.to_vec();
        let work = tokio::task::spawn_blocking(move || {
            let read = read_now(&answer, origins, &settings);
            drop(seat);
            read
        });
        work.await.unwrap_or(Read::Lost)
    }
}

fn read_now(answer: &Answer, origins: Vec<Origin>, settings: &ReaderSettings) -> Read {
    let decoded = decode_content(
        &answer.body,
        answer.headers.get("content-encoding"),
        settings.max_page,
    );
    let content_type = answer.headers.get("content-type");
    if !is_text(content_type, &decoded.bytes) {
        return Read::NotText;
    }
    let document = Document::parse(&decoded.bytes, content_type, &answer.url);
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
    fn a_large_page_is_read_alone() {
        let reader = Reader::new(ReaderSettings {
            threads: 3,
            max_page: 4 << 20,
            region: None,
            deobfuscate: Deobfuscate::Yes,
        });
        assert_eq!(reader.seats_of(&answer(20_000, None)), 1);
        assert_eq!(reader.seats_of(&answer(LARGE + 1, None)), 3);
        assert_eq!(reader.seats_of(&answer(LARGE / 4, None)), 1);
        assert_eq!(reader.seats_of(&answer(LARGE / 4, Some("gzip"))), 3);
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
        assert!(matches!(
            read(b"\xD0\xCF\x11\xE0 a letter of 1999"),
            Read::NotText
        ));
    }
}
