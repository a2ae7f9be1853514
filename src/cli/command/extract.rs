//! `extract`: pages from files, archives, standard input or addresses become findings. No store, no home folder.

use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use url::Url;

use crate::cli::failure::{Code, Failure, Result};
use crate::cli::input;
use crate::cli::options::{Global, Streams, Web};
use crate::cli::output::{Sink, talk};
use crate::cli::{stage, web};
use crate::crawl::{Read, Reader, ReaderSettings, body_of};
use crate::document::{Document, Format, own_address, unpack_mhtml};
use crate::extract::{self, Context, Deobfuscate};
use crate::fetch::{Answer, Fetch, Forgetful, NamedBy, Request, warc};
use crate::finding::Page;
use crate::text::printable;
use crate::web::parse_absolute;

/// Reads pages (HTML, MHTML, text, PDF, Word, Excel and PowerPoint files, vCard, WARC archives, addresses) and prints what they show
#[derive(Debug, Args)]
pub struct Extract {
    #[command(flatten)]
    streams: Streams,
    /// Address of the page, for files that do not say it
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Country whose numbers are written without a code
    #[arg(long, value_name = "COUNTRY")]
    region: Option<String>,
    /// Read the files as WARC archives (those that end in .warc or .warc.gz are anyway)
    #[arg(long)]
    warc: bool,
    /// Pages read at one time
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Do not decode addresses that a page hides from machines
    #[arg(long)]
    no_deobfuscate: bool,
    #[command(flatten)]
    web: Web,
}

/// Runs it.
///
/// # Errors
/// A file that cannot be read, an address that gives nothing.
pub fn run(args: &Extract, global: &Global) -> Result {
    let settings = settings(args)?;
    let mut sink = stage::records(&args.streams.out, "extract")?;
    let mut code = Code::Done;
    let url = page_address(args);
    for source in input::sources(&args.streams.all())? {
        let worse = one(&source, url.as_ref(), args, (global, &settings), &mut sink)?;
        if worse != Code::Done {
            code = worse;
        }
    }
    sink.close()?;
    Ok(code)
}

fn settings(args: &Extract) -> Result<ReaderSettings> {
    let region = args
        .region
        .as_deref()
        .filter(|name| !name.trim().is_empty())
        .map(crate::cli::command::country_code)
        .transpose()?;
    let threads = args
        .jobs
        .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let deobfuscate = if args.no_deobfuscate {
        Deobfuscate::No
    } else {
        Deobfuscate::Yes
    };
    Ok(ReaderSettings {
        threads,
        max_page: 8 << 20,
        region,
        deobfuscate,
    })
}

fn one(
    source: &Path,
    page: Option<&Url>,
    args: &Extract,
    (global, settings): (&Global, &ReaderSettings),
    sink: &mut Sink,
) -> Result {
    let name = source.to_string_lossy();
    // Only a full address is one here: a bare `muster.de` may be a file.
    if let Some(url) = parse_absolute(&name) {
        let page = fetched(&url, args, global, settings)?;
        sink.record(&page)?;
        return Ok(Code::Done);
    }
    if args.warc || name.ends_with(".warc") || name.ends_with(".warc.gz") {
        return archive(source, settings, sink);
    }
    let bytes = input::bytes(source)?;
    let Some(page) = file(source, &bytes, page, settings) else {
        return Ok(Code::Incomplete);
    };
    sink.record(&page)?;
    Ok(Code::Done)
}

/// The address the page is said to have. What is none is said and left out: the page can be read all the same.
fn page_address(args: &Extract) -> Option<Url> {
    let given = args
        .url
        .as_deref()
        .map(str::trim)
        .filter(|g| !g.is_empty())?;
    let url = crate::web::parse_given(given);
    if url.is_none() {
        talk(&format!(
            "--url {given} is no address; the page is read without one"
        ));
    }
    url
}

fn file(path: &Path, bytes: &[u8], url: Option<&Url>, settings: &ReaderSettings) -> Option<Page> {
    let unknown = std::path::absolute(path)
        .ok()
        .and_then(|path| Url::from_file_path(path).ok())
        .unwrap_or_else(|| Url::parse("file:///").expect("it is an address"));
    let modified = std::fs::metadata(path).and_then(|m| m.modified()).ok();
    let context = Context {
        source: &path.to_string_lossy(),
        fetched_at: modified
            .and_then(|t| Timestamp::try_from(t).ok())
            .unwrap_or_else(Timestamp::now),
        status: 200,
        region: settings.region.as_deref(),
        deobfuscate: settings.deobfuscate,
    };
    say_unlike(path, bytes);
    let saved = unpack_mhtml(bytes);
    let (bytes, content_type) = match &saved {
        Some(saved) => (saved.html.as_slice(), saved.content_type.as_deref()),
        None => (bytes, by_ending(path)),
    };
    let given = url.or_else(|| saved.as_ref()?.url.as_ref());
    let parse = || {
        let page = Document::parse(bytes, content_type, given.unwrap_or(&unknown));
        match own_address(bytes, &page).filter(|_| given.is_none()) {
            Some(own) => Document::parse(bytes, content_type, &own),
            None => page,
        }
    };
    let mut page = page_of(parse, &context)?;
    if page.url == unknown.as_str() {
        page.url.clone_from(&page.source);
    }
    Some(page)
}

/// Says where a file is empty, or is not what its ending says.
fn say_unlike(path: &Path, bytes: &[u8]) {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    let name = printable(&path.to_string_lossy());
    if bytes.is_empty() {
        talk(&format!("{name}: the file is empty"));
    } else if let Some(ending) = ending.filter(|e| e != "vcf" && Format::is_read(e))
        && Format::of(bytes).is_none()
    {
        talk(&format!(
            "{name}: this is no {ending} file; it is read as text"
        ));
    }
}

/// What a document shows. A fault of ours in reading it is said and loses this one, not those after it.
fn page_of(parse: impl FnOnce() -> Document, context: &Context<'_>) -> Option<Page> {
    let read = || {
        let document = parse();
        (document.unread(), extract::extract(&document, context))
    };
    let Ok((unread, page)) = std::panic::catch_unwind(AssertUnwindSafe(read)) else {
        talk(&format!(
            "{} could not be read by a fault of this program; it is left out",
            printable(context.source)
        ));
        return None;
    };
    if let Some(why) = unread {
        talk(&format!("{}: {why}", printable(context.source)));
    }
    Some(page)
}

fn by_ending(path: &Path) -> Option<&'static str> {
    path.extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("txt"))
        .then_some("text/plain")
}

fn fetched(url: &Url, args: &Extract, global: &Global, settings: &ReaderSettings) -> Result<Page> {
    let door = web::door(
        &web::settings(&args.web, global)?,
        std::sync::Arc::new(Forgetful::default()),
    )?;
    let mut request = Request::page(url.clone());
    request.named_by = NamedBy::User;
    let read = crate::cli::command::wait_for(async {
        let answer: Answer = door.fetch(&request).await.map_err(|why| Failure {
            code: Code::Refused,
            ..Failure::failed(format_args!("{url}: {why}"))
        })?;
        Ok::<_, Failure>(Reader::new(settings.clone()).read(answer, &[]).await)
    })??;
    match read {
        Read::Page(mut page, _) => {
            page.source = url.to_string();
            Ok(*page)
        }
        Read::NotText => Err(Failure::usage(format_args!("{url} is no text"))),
        Read::Lost => Err(Failure::failed(format_args!(
            "{url} could not be read by a fault of this program"
        ))),
    }
}

fn archive(path: &Path, settings: &ReaderSettings, sink: &mut Sink) -> Result {
    let unreadable = |why| {
        Failure::usage(format_args!("{}: {why}", path.display())).hint("a WARC archive is needed")
    };
    let mut reader = warc::read(path).map_err(unreadable)?;
    let file = std::sync::Arc::new(PathBuf::from(path));
    let mut code = Code::Done;
    for record in &mut reader {
        match record {
            Ok(record) => {
                let answer = record.answer(&file).filter(is_page);
                match answer.map(|answer| archived(&answer, settings)) {
                    Some(Some(page)) => sink.record(&page)?,
                    Some(None) => code = Code::Incomplete,
                    None => {}
                }
            }
            Err(why) => {
                talk(&format!(
                    "{}: {why}; read to the last whole record",
                    path.display()
                ));
                code = Code::Incomplete;
                break;
            }
        }
    }
    Ok(code)
}

fn is_page(answer: &Answer) -> bool {
    let kind = answer.headers.get("content-type").unwrap_or_default();
    (200..300).contains(&answer.status)
        && (kind.is_empty() || kind.contains("html") || Format::is_declared(kind))
        && !answer.url.path().ends_with("/robots.txt")
}

fn archived(answer: &Answer, settings: &ReaderSettings) -> Option<Page> {
    let bytes = body_of(answer, settings.max_page);
    let parse = || Document::parse(&bytes, answer.headers.get("content-type"), &answer.url);
    let context = Context {
        source: answer.url.as_str(),
        fetched_at: answer.fetched_at,
        status: answer.status,
        region: settings.region.as_deref(),
        deobfuscate: settings.deobfuscate,
    };
    page_of(parse, &context)
}
