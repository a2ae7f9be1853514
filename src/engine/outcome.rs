//! What became of asking an engine. Ids are stable: they stand in stores and summaries.

use serde::{Deserialize, Serialize};

use crate::fetch::Failure;

/// What a page of an engine is.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum PageKind {
    /// Results.
    Results,
    /// The engine says that there are none.
    Empty,
    /// Results, but some of the engine's own sources failed.
    Partial,
    /// A captcha, a bot wall, or every source refused.
    Blocked,
    /// Too many requests.
    RateLimited,
    /// The contingent is used up.
    Quota,
    /// A consent wall: shown to the user, never clicked away.
    Consent,
    /// The key is missing or wrong.
    KeyWrong,
    /// No selector found anything, but blocks that look like results were there: the layout changed.
    Changed,
    /// Nothing found: the layout changed, or it is no result page.
    #[default]
    Unknown,
    /// A status that says nothing more.
    HttpError,
    /// A passing failure of the engine's own sources.
    TimedOut,
    /// Not what the engine's file describes.
    BadAnswer,
}

impl PageKind {
    /// The kind of a saved page, as records say it: `results`, `empty`, `blocked`, `consent` or `unknown`.
    pub fn of_saved_page(self) -> &'static str {
        match self {
            Self::Results | Self::Partial | Self::Changed => "results",
            Self::Empty => "empty",
            Self::Blocked | Self::RateLimited | Self::Quota | Self::KeyWrong => "blocked",
            Self::Consent => "consent",
            Self::Unknown | Self::HttpError | Self::TimedOut | Self::BadAnswer => "unknown",
        }
    }

    /// Must the engine be left alone for the rest of the run?
    pub fn ends_engine(self) -> bool {
        matches!(
            self,
            Self::Blocked | Self::RateLimited | Self::Quota | Self::Consent | Self::KeyWrong
        )
    }
}

/// What became of one request to an engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SearchOutcome {
    /// Results.
    Ok,
    /// No results, and the engine said so.
    Empty,
    /// Results, some sources failed.
    Partial,
    /// Asked too often.
    RateLimited,
    /// The contingent is used up.
    Quota,
    /// The key is missing or wrong.
    KeyWrong,
    /// Captcha, bot wall, consent wall.
    Blocked,
    /// No connection.
    Unreachable,
    /// Nothing could be read: the layout changed.
    LayoutChanged,
    /// A status that says nothing more.
    HttpError,
    /// No answer in time.
    TimedOut,
    /// Not what the engine's file describes.
    BadAnswer,
    /// The archive does not have it.
    NotRecorded,
    /// Not asked: no connection was to be opened.
    Offline,
}

impl SearchOutcome {
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Empty => "empty",
            Self::Partial => "partial",
            Self::RateLimited => "rate_limited",
            Self::Quota => "quota",
            Self::KeyWrong => "key_wrong",
            Self::Blocked => "blocked",
            Self::Unreachable => "unreachable",
            Self::LayoutChanged => "layout_changed",
            Self::HttpError => "http_error",
            Self::TimedOut => "timed_out",
            Self::BadAnswer => "bad_answer",
            Self::NotRecorded => "not_recorded",
            Self::Offline => "offline",
        }
    }
}

impl From<PageKind> for SearchOutcome {
    fn from(kind: PageKind) -> Self {
        match kind {
            PageKind::Results => Self::Ok,
            PageKind::Empty => Self::Empty,
            PageKind::Partial => Self::Partial,
            PageKind::Blocked | PageKind::Consent => Self::Blocked,
            PageKind::RateLimited => Self::RateLimited,
            PageKind::Quota => Self::Quota,
            PageKind::KeyWrong => Self::KeyWrong,
            PageKind::Unknown | PageKind::Changed => Self::LayoutChanged,
            PageKind::HttpError => Self::HttpError,
            PageKind::TimedOut => Self::TimedOut,
            PageKind::BadAnswer => Self::BadAnswer,
        }
    }
}

impl From<&Failure> for SearchOutcome {
    fn from(failure: &Failure) -> Self {
        match failure {
            Failure::TimedOut | Failure::Deadline => Self::TimedOut,
            Failure::NotRecorded => Self::NotRecorded,
            Failure::Offline => Self::Offline,
            Failure::Malformed { .. } | Failure::Redirects => Self::BadAnswer,
            _ => Self::Unreachable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_what_records_carry() {
        for outcome in [
            SearchOutcome::Ok,
            SearchOutcome::KeyWrong,
            SearchOutcome::LayoutChanged,
            SearchOutcome::NotRecorded,
            SearchOutcome::Offline,
        ] {
            assert_eq!(serde_json::to_value(outcome).unwrap(), outcome.id());
        }
    }
}
