//! Archives: WARC 1.0 and 1.1, compressed record by record or plain, as wget, browsers' savers and Common Crawl write them.

mod digest;
mod message;
mod pack;
mod reader;
mod record;
mod writer;

pub use reader::{Reader, read, read_at};
pub use record::{Kind, Record};

#[cfg(test)]
pub(super) use digest::sha1_base32;
pub(super) use message::of_the_connection;
pub(super) use writer::{Draft, Packing, Payload, Writer, response_head};

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why an archive cannot be read or written.
#[derive(Debug, Error)]
pub enum ArchiveError {
    /// It cannot be opened, read or written.
    #[error("{}: {source}", file.display())]
    File {
        /// The archive.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is something else.
    #[error("{} is not a WARC archive", file.display())]
    NotWarc {
        /// The file.
        file: PathBuf,
    },
    /// It ends inside a record, or is damaged there: what comes before can be used.
    #[error("{} is cut or damaged after byte {at}; everything before can be read", file.display())]
    Cut {
        /// The archive.
        file: PathBuf,
        /// End of the last whole record, bytes.
        at: u64,
    },
    /// Several records lie in one compressed piece, so none can be found by its place.
    #[error("{} is compressed as a whole, not record by record (`warcio recompress` mends it)", file.display())]
    NotByRecord {
        /// The archive.
        file: PathBuf,
    },
}
