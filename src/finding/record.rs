//! The envelope of every record line: `type` first, then the version, then the record's own keys.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

/// Version of the record contract.
pub const VERSION: u8 = 1;

/// A record that has a name on the line.
pub trait Record: Serialize {
    /// The value of `type`.
    const TYPE: &'static str;
}

impl Record for super::Page {
    const TYPE: &'static str = "page";
}

#[derive(Serialize)]
struct Envelope<'a, T> {
    r#type: &'static str,
    v: u8,
    #[serde(flatten)]
    body: &'a T,
}

#[derive(Deserialize)]
struct Peek<'a> {
    #[serde(borrow)]
    r#type: std::borrow::Cow<'a, str>,
}

/// Writes one record as one line of NDJSON.
///
/// # Errors
/// What the writer gives.
pub fn write_record<T: Record>(mut to: impl Write, body: &T) -> io::Result<()> {
    serde_json::to_writer(
        &mut to,
        &Envelope {
            r#type: T::TYPE,
            v: VERSION,
            body,
        },
    )?;
    to.write_all(b"\n")
}

/// The `type` of a record line; `None` where the line is no record.
pub fn record_type(line: &str) -> Option<String> {
    if !line.starts_with('{') {
        return None;
    }
    serde_json::from_str::<Peek>(line)
        .ok()
        .map(|p| p.r#type.into_owned())
}
