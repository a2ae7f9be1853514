//! A JSON answer of an engine, read by the paths of its file.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::description::{Engine, Json};
use super::page::{Next, PageHit, ResultPage};
use super::{PageKind, unwrap::unwrap};
use crate::text::squeeze;

/// Reads an answer; `None` where it is no JSON or has not the list of results.
pub fn read(engine: &Engine, form: &Json, body: &[u8], url: &url::Url) -> Option<ResultPage> {
    let answer: Value = serde_json::from_slice(body).ok()?;
    let error = form
        .error
        .as_deref()
        .and_then(|path| at(&answer, path))
        .map(words_of)
        .filter(|e| !e.is_empty() && !form.fine.contains(e));
    let list = at(&answer, &form.results).and_then(Value::as_array);
    if list.is_none() && error.is_none() && !answer.is_object() {
        return None;
    }
    let mut page = ResultPage {
        kind: PageKind::Results,
        why: error,
        ..ResultPage::default()
    };
    page.hits = hits(engine, form, list.map_or(&[], Vec::as_slice), url);
    let ads = form
        .ads
        .as_deref()
        .and_then(|path| at(&answer, path))
        .and_then(Value::as_array);
    page.ads = hits(engine, form, ads.map_or(&[], Vec::as_slice), url);
    if form
        .more
        .as_deref()
        .and_then(|path| at(&answer, path))
        .is_some_and(|more| !matches!(more, Value::Null | Value::Bool(false)))
    {
        page.next = Some(Next::More);
    }
    page.kind = kind(form, &answer, &mut page, list.is_some());
    Some(page)
}

fn kind(form: &Json, answer: &Value, page: &mut ResultPage, has_list: bool) -> PageKind {
    let refused: Vec<String> = form
        .refused
        .as_deref()
        .and_then(|p| at(answer, p))
        .map(reasons)
        .unwrap_or_default();
    if !refused.is_empty() {
        page.why = Some(refused.join("; "));
    }
    let passing = |reason: &String| {
        form.passing
            .iter()
            .any(|word| reason.to_lowercase().contains(&word.to_lowercase()))
    };
    match (page.hits.is_empty(), refused.is_empty()) {
        (false, true) => PageKind::Results,
        (false, false) => PageKind::Partial,
        (true, false) if refused.iter().all(passing) => PageKind::TimedOut,
        (true, false) => PageKind::Blocked,
        // Some interfaces leave the list out where nothing was found.
        (true, true) if page.why.is_none() && has_list => PageKind::Empty,
        (true, true) if page.why.is_none() => PageKind::Unknown,
        (true, true) => PageKind::BadAnswer,
    }
}

fn hits(engine: &Engine, form: &Json, list: &[Value], base: &url::Url) -> Vec<PageHit> {
    let text = |item: &Value, path: &str| at(item, path).map(words_of).unwrap_or_default();
    let mut out = Vec::new();
    for item in list {
        let Some(url) = url::Url::parse(text(item, &form.url).trim())
            .ok()
            .filter(|u| matches!(u.scheme(), "http" | "https"))
        else {
            continue;
        };
        let url = unwrap(engine, base, url);
        let rank = u32::try_from(out.len() + 1).unwrap_or(u32::MAX);
        out.push(PageHit {
            url: url.into(),
            title: text(item, &form.title),
            snippet: text(item, &form.snippet),
            rank,
        });
    }
    out
}

/// The XML that an answer holds in base64, where it does.
pub fn xml_in(form: &Json, body: &[u8]) -> Option<Vec<u8>> {
    let answer: Value = serde_json::from_slice(body).ok()?;
    let held = at(&answer, form.xml.as_deref()?)?.as_str()?;
    let xml = String::from_utf8(STANDARD.decode(held.trim()).ok()?).ok()?;
    // HTML gives `title` a meaning of its own.
    let xml = xml
        .replace("<title>", "<x-title>")
        .replace("</title>", "</x-title>");
    Some(xml.into_bytes())
}

/// The value at a dotted path; numbers go into lists.
fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.')
        .filter(|p| !p.is_empty())
        .try_fold(value, |value, part| match value {
            Value::Array(list) => list.get(part.parse::<usize>().ok()?),
            _ => value.get(part),
        })
}

/// Words without the marks-up that some interfaces put around what was searched.
fn words_of(value: &Value) -> String {
    match value {
        Value::String(text) if text.contains('<') => {
            let parsed = scraper::Html::parse_fragment(text);
            let words = parsed
                .tree
                .nodes()
                .filter_map(|node| node.value().as_text());
            squeeze(&words.map(|w| &**w).collect::<String>())
        }
        Value::String(text) => squeeze(text),
        Value::Null => String::new(),
        Value::Object(map) => map
            .get("message")
            .map_or_else(|| value.to_string(), words_of),
        other => other.to_string(),
    }
}

fn reasons(value: &Value) -> Vec<String> {
    let one = |entry: &Value| match entry {
        Value::Array(parts) => parts.iter().map(words_of).collect::<Vec<_>>().join(": "),
        other => words_of(other),
    };
    value
        .as_array()
        .map(|list| list.iter().map(one).collect())
        .unwrap_or_default()
}
