//! How long a site asks to be left alone: `Retry-After`, as seconds or as an HTTP date (RFC 9110 §10.2.3).

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;

use super::answer::Answer;

/// Longest wait that is honoured; what asks for more is given up.
pub(super) const LONGEST: Duration = Duration::from_mins(1);

/// The pause an answer asks for; `None` where it names none or one that cannot be read.
pub(super) fn asked_for(answer: &Answer) -> Option<Duration> {
    read(answer.headers.get("retry-after")?, answer.fetched_at)
}

impl Answer {
    /// How long it asks to be left alone (`Retry-After`); `None` where it names no time or one that cannot be read.
    pub fn asks_to_wait(&self) -> Option<Duration> {
        asked_for(self)
    }
}

fn read(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let then = rfc2822::DateTimeParser::new().parse_timestamp(value).ok()?;
    Some(Duration::try_from(then.duration_since(now)).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates_are_read_and_the_past_is_now() {
        let now: Timestamp = "2026-11-24T10:00:00Z".parse().unwrap();
        assert_eq!(read(" 30 ", now), Some(Duration::from_secs(30)));
        assert_eq!(
            read("Tue, 24 Nov 2026 10:00:45 GMT", now),
            Some(Duration::from_secs(45))
        );
        assert_eq!(
            read("Tue, 24 Nov 2026 09:00:45 GMT", now),
            Some(Duration::ZERO)
        );
        assert_eq!(read("soon", now), None);
        assert_eq!(read("-3", now), None);
    }
}
