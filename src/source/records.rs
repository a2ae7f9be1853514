//! NDJSON: records of earlier stages, or plain objects whose keys are headings.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::shape::Cells;
use crate::finding::{Findings, Origin, Page, record_type};

/// A line of NDJSON.
pub(super) enum Line {
    /// A page or a lead, whole.
    Page(Box<Page>),
    /// An object of the caller's own.
    Object(Map<String, Value>),
    /// A record of another kind, which is no company.
    Other,
    /// No JSON object.
    Broken,
}

#[derive(Deserialize)]
struct LeadLine {
    id: String,
    #[serde(default)]
    website: Option<String>,
    #[serde(default)]
    country: Option<String>,
    #[serde(default)]
    titles: Vec<String>,
    #[serde(default)]
    origins: Vec<Origin>,
    #[serde(default)]
    first_seen: Option<jiff::Timestamp>,
    #[serde(flatten)]
    findings: Findings,
}

/// Does a text begin with a JSON object?
pub(super) fn looks_like_records(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// Reads one line that stands at a place.
pub(super) fn read_line(line: &str, place: &Arc<str>, at: jiff::Timestamp) -> Line {
    match record_type(line).as_deref() {
        Some("page") => {
            serde_json::from_str(line).map_or(Line::Broken, |page| Line::Page(Box::new(page)))
        }
        Some("lead") => serde_json::from_str(line).map_or(Line::Broken, |lead| {
            Line::Page(Box::new(page_of(lead, place, at)))
        }),
        Some("row") | None => match serde_json::from_str(line) {
            Ok(Value::Object(object)) => Line::Object(object),
            _ => Line::Broken,
        },
        Some(_) => Line::Other,
    }
}

fn page_of(lead: LeadLine, place: &Arc<str>, at: jiff::Timestamp) -> Page {
    Page {
        source: place.to_string(),
        url: lead.website.unwrap_or_else(|| format!("lead#{}", lead.id)),
        fetched_at: lead.first_seen.unwrap_or(at),
        status: 200,
        title: lead.titles.into_iter().next().unwrap_or_default(),
        language: None,
        country: lead.country,
        origins: lead.origins,
        findings: lead.findings,
    }
}

/// An object's keys and values as headings and cells.
pub(super) fn cells_of(object: Map<String, Value>) -> (Vec<String>, Cells) {
    object
        .into_iter()
        .map(|(key, value)| (key, text_of(value)))
        .unzip()
}

fn text_of(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text,
        Value::Array(list) => list
            .into_iter()
            .map(text_of)
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join("; "),
        Value::Object(mut object) => ["e164", "value", "name", "text", "url"]
            .iter()
            .find_map(|k| object.remove(*k))
            .map(text_of)
            .unwrap_or_default(),
        other => other.to_string(),
    }
}
