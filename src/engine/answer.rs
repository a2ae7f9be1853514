//! An engine's answer becomes a page of results, or the reason why it is none.

use std::time::Duration;

use url::Url;

use super::description::{Engine, Mark, Rest};
use super::generic::{self, Sureness};
use super::html::{self, Found};
use super::page::ResultPage;
use super::recognise::nowhere;
use super::table::shared_marks;
use super::{PageKind, address, json};
use crate::document::{Document, decode_content};
use crate::fetch::Answer;

/// A result page is never larger.
const LARGEST: usize = 8 * 1024 * 1024;
/// A contingent that is used up is asked again after a day.
const QUOTA_REST: Duration = Duration::from_hours(24);

/// What a mark is looked for in.
struct Seen<'a> {
    status: u16,
    address: &'a str,
    body: &'a str,
    page: Option<&'a Document>,
}

/// Where bytes came from.
#[derive(Clone, Copy)]
struct Received<'a> {
    status: u16,
    content_type: Option<&'a str>,
    url: &'a Url,
}

/// Whether a mark is believed before or after what looks like results.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strength {
    Sure,
    Weak,
}

/// Results that were found without a layout.
fn changed(found: Found) -> ResultPage {
    let why = format!(
        "no known layout fits; {} blocks look like results",
        found.hits.len()
    );
    ResultPage {
        hits: found.hits,
        ads: found.ads,
        next: found.next,
        ..ResultPage::of(PageKind::Changed, why)
    }
}

impl Engine {
    /// Reads an answer. Never fails: what cannot be read is a kind of page.
    pub fn read_answer(&self, answer: &Answer) -> ResultPage {
        let body = decode_content(
            &answer.body,
            answer.headers.get("content-encoding"),
            LARGEST,
        )
        .bytes;
        let text = String::from_utf8_lossy(&body);
        let content_type = answer.headers.get("content-type");
        let mut page = self.read_bytes(
            &body,
            &text,
            Received {
                status: answer.status,
                content_type,
                url: &answer.url,
            },
        );
        if answer.status >= 400
            && page.hits.is_empty()
            && matches!(
                page.kind,
                PageKind::Unknown | PageKind::Empty | PageKind::BadAnswer
            )
        {
            let why = page
                .why
                .take()
                .map(|w| format!(": {w}"))
                .unwrap_or_default();
            page = ResultPage::of(
                self.kind_of_status(answer.status),
                format!("HTTP {}{why}", answer.status),
            );
        }
        page.rest = page.rest.or_else(|| self.rest_after(page.kind, answer));
        if page.rest == Some(Duration::ZERO) {
            page.rest = None;
        }
        page
    }

    /// Reads a page that was saved from a browser.
    pub fn parse_html(&self, page: &Document) -> ResultPage {
        self.read_page(page, 200, || page.html().html())
    }

    /// Reads the bytes of a saved page or answer, HTML or JSON; `url` is the page's own address, or [`Engine::home`].
    pub fn parse_saved(&self, bytes: &[u8], content_type: Option<&str>, url: &Url) -> ResultPage {
        let text = String::from_utf8_lossy(bytes);
        self.read_bytes(
            bytes,
            &text,
            Received {
                status: 200,
                content_type,
                url,
            },
        )
    }

    fn read_bytes(&self, body: &[u8], text: &str, from: Received<'_>) -> ResultPage {
        let xml = self
            .answer
            .json
            .as_ref()
            .and_then(|form| json::xml_in(form, body));
        if let Some(xml) = xml {
            let page = Document::parse(&xml, Some("text/html; charset=utf-8"), from.url);
            return self.read_page(&page, from.status, || {
                String::from_utf8_lossy(&xml).into_owned()
            });
        }
        if let Some(page) = self
            .answer
            .json
            .as_ref()
            .and_then(|form| json::read(self, form, body, from.url))
        {
            let seen = Seen {
                status: from.status,
                address: from.url.as_str(),
                body: text,
                page: None,
            };
            return if page.hits.is_empty() {
                self.marked(&seen, Strength::Sure)
                    .or_else(|| self.marked(&seen, Strength::Weak))
                    .unwrap_or(page)
            } else {
                page
            };
        }
        let page = Document::parse(body, from.content_type, from.url);
        self.read_page(&page, from.status, || text.to_owned())
    }

    fn read_page(&self, page: &Document, status: u16, body: impl Fn() -> String) -> ResultPage {
        let home = self.home();
        let is_saved = *page.url() == home || *page.url() == nowhere();
        let saved = is_saved.then(|| address::of_saved(self, page).unwrap_or(home));
        let base = saved.as_ref().unwrap_or(page.url());
        let mut found = html::read(self, page, base);
        let unknown = generic::Unknown {
            engine: self,
            page,
            base,
        };
        if !found.hits.is_empty() && found.ads.is_empty() {
            found.ads = generic::ads_beside(unknown, &found.hits);
        }
        if !found.hits.is_empty() {
            return ResultPage {
                kind: PageKind::Results,
                next: found.next.or_else(|| generic::next_page(page, base)),
                hits: found.hits,
                ads: found.ads,
                ..ResultPage::default()
            };
        }
        let seen = Seen {
            status,
            address: base.as_str(),
            body: &body(),
            page: Some(page),
        };
        let mut read = self.without_layout(&seen, unknown);
        if read.ads.is_empty() {
            read.ads = found.ads;
        }
        read
    }

    /// A page that no layout finds anything on: what it says of itself, else what looks like results.
    fn without_layout(&self, seen: &Seen<'_>, unknown: generic::Unknown<'_>) -> ResultPage {
        if let Some(marked) = self.marked(seen, Strength::Sure) {
            return marked;
        }
        let guess = (seen.status < 400)
            .then(|| generic::read(unknown))
            .flatten();
        let found = match guess {
            Some((found, Sureness::Sure)) => return changed(found),
            Some((found, Sureness::Likely)) => Some(found),
            None => None,
        };
        if let Some(marked) = self.marked(seen, Strength::Weak) {
            return marked;
        }
        if self.answer.json.is_some() && self.answer.layout.is_empty() {
            return ResultPage::of(
                PageKind::BadAnswer,
                "the answer is not the JSON this engine gives",
            );
        }
        let nothing = || {
            ResultPage::of(
                PageKind::Unknown,
                "no known layout fits, and nothing looks like results",
            )
        };
        found.map_or_else(nothing, changed)
    }

    /// The page of the first mark that is there, the engine's own marks before those that all share.
    fn marked(&self, seen: &Seen<'_>, strength: Strength) -> Option<ResultPage> {
        let own = self.answer.mark.iter();
        let mark = match strength {
            Strength::Sure => own.filter(|mark| !mark.weak).find(|m| is_there(m, seen)),
            Strength::Weak => own
                .filter(|mark| mark.weak)
                .chain(shared_marks())
                .find(|m| is_there(m, seen)),
        }?;
        let mut page = ResultPage::of(mark.kind, mark.why.clone());
        page.hint.clone_from(&mark.hint);
        if mark.rest == Rest::No {
            page.rest = Some(Duration::ZERO);
        }
        Some(page)
    }

    fn kind_of_status(&self, status: u16) -> PageKind {
        match status {
            402 => PageKind::Quota,
            401 | 403 if self.key_variable().is_some() => PageKind::KeyWrong,
            401 | 403 => PageKind::Blocked,
            429 => PageKind::RateLimited,
            408 | 504 => PageKind::TimedOut,
            _ => PageKind::HttpError,
        }
    }

    /// How long the engine is left alone: as it says itself, else as its file says.
    fn rest_after(&self, kind: PageKind, answer: &Answer) -> Option<Duration> {
        let usual = Duration::try_from_secs_f64(self.pace.rest_hours * 3600.0).unwrap_or_default();
        match kind {
            PageKind::Quota => Some(QUOTA_REST.max(usual)),
            PageKind::RateLimited => Some(retry_after(answer).unwrap_or(usual)),
            PageKind::Blocked | PageKind::Consent => Some(usual),
            _ => None,
        }
    }
}

fn retry_after(answer: &Answer) -> Option<Duration> {
    answer
        .headers
        .get("retry-after")?
        .trim()
        .parse()
        .ok()
        .map(Duration::from_secs)
}

fn is_there(mark: &Mark, seen: &Seen<'_>) -> bool {
    let any = |wanted: &[String], held: &str| {
        let held = held.to_lowercase();
        wanted.is_empty() || wanted.iter().any(|w| held.contains(&w.to_lowercase()))
    };
    (mark.status.is_empty() || mark.status.contains(&seen.status))
        && any(&mark.address, seen.address)
        && (mark.title.is_empty() || seen.page.is_some_and(|page| any(&mark.title, page.title())))
        && mark
            .css
            .as_ref()
            .is_none_or(|css| seen.page.is_some_and(|page| css.on(page.html())))
        && any(&mark.text, seen.body)
        && mark.larger_than.is_none_or(|most| seen.body.len() > most)
        && mark.shorter_than.is_none_or(|least| {
            seen.page
                .is_some_and(|page| visible(page).chars().count() < least)
        })
        && (mark.says.is_empty()
            || seen
                .page
                .is_some_and(|page| any(&mark.says, &visible(page))))
}

/// What a visitor reads, as far as a notice may stand from the top.
fn visible(page: &Document) -> String {
    const ENOUGH: usize = 20_000;
    let mut text = String::new();
    for block in page.blocks() {
        text.push_str(&block.text);
        text.push('\n');
        if text.len() > ENOUGH {
            break;
        }
    }
    text
}
