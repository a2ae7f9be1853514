//! Times as rows hold them: microseconds since 1970.

use jiff::Timestamp;

pub(super) fn write(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// A time outside what a calendar can hold, which only a damaged row has, is the beginning of time.
pub(super) fn read(microseconds: i64) -> Timestamp {
    Timestamp::from_microsecond(microseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
