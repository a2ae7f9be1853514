//! Reading an archive from its beginning, or one record by its place.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::bufread::GzDecoder;

use super::ArchiveError;
use super::record::Record;
use crate::fetch::answer::{Answer, Location};

/// Most of a block that is kept, bytes.
const BLOCK: u64 = 64 << 20;

/// Longest line and most fields of a record's head.
const LINE: u64 = 64 << 10;
const FIELDS: usize = 200;

/// The records of an archive in order. After an error there are no more.
pub struct Reader {
    file: Arc<PathBuf>,
    place: Place,
    /// End of the last whole record.
    whole: u64,
}

/// Where the reader stands.
enum Place {
    /// Before a record of a plain archive, or a compressed piece.
    Between(Counted),
    /// Inside a compressed piece, which began here.
    Inside(Box<BufReader<GzDecoder<Counted>>>, u64),
    /// At the end.
    End,
}

/// Counts what was taken from a file.
struct Counted {
    file: BufReader<File>,
    at: u64,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.file.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount as u64;
        self.file.consume(amount);
    }
}

/// Opens an archive. Whether it is one is seen at its first record.
///
/// # Errors
/// When the file cannot be opened.
pub fn read(path: &Path) -> Result<Reader, ArchiveError> {
    Reader::open(path, 0)
}

/// The answer at a place in an archive.
///
/// # Errors
/// When the file is gone, or no response lies there.
pub fn read_at(location: &Location) -> Result<Answer, ArchiveError> {
    let file = &location.file;
    let record = Reader::open(file, location.offset)?.next();
    let record = record.ok_or_else(|| ArchiveError::Cut {
        file: file.to_path_buf(),
        at: location.offset,
    })??;
    record.answer(file).ok_or_else(|| ArchiveError::NotWarc {
        file: file.to_path_buf(),
    })
}

impl Reader {
    fn open(path: &Path, offset: u64) -> Result<Self, ArchiveError> {
        let failed = |source| ArchiveError::File {
            file: path.to_owned(),
            source,
        };
        let mut file = File::open(path).map_err(failed)?;
        file.seek(SeekFrom::Start(offset)).map_err(failed)?;
        let counted = Counted {
            file: BufReader::with_capacity(64 << 10, file),
            at: offset,
        };
        Ok(Self {
            file: Arc::new(path.to_owned()),
            place: Place::Between(counted),
            whole: offset,
        })
    }

    /// The archive being read.
    pub fn file(&self) -> &Arc<PathBuf> {
        &self.file
    }

    /// End of the last whole record read, bytes.
    pub fn whole(&self) -> u64 {
        self.whole
    }

    fn step(&mut self) -> io::Result<Option<Record>> {
        match mem::replace(&mut self.place, Place::End) {
            Place::End => Ok(None),
            Place::Inside(piece, began) => self.read_inside(piece, began).map(Some),
            Place::Between(mut counted) => match counted.fill_buf()? {
                [] => Ok(None),
                [0x1f, ..] => {
                    let began = counted.at;
                    let piece =
                        Box::new(BufReader::with_capacity(16 << 10, GzDecoder::new(counted)));
                    self.read_inside(piece, began).map(Some)
                }
                _ => self.read_plain(counted),
            },
        }
    }

    fn read_plain(&mut self, mut counted: Counted) -> io::Result<Option<Record>> {
        let offset = counted.at;
        let Some(mut record) = parse(&mut counted)? else {
            return Ok(None);
        };
        record.offset = offset;
        record.length = counted.at - offset;
        self.whole = counted.at;
        self.place = Place::Between(counted);
        Ok(Some(record))
    }

    fn read_inside(
        &mut self,
        mut piece: Box<BufReader<GzDecoder<Counted>>>,
        began: u64,
    ) -> io::Result<Record> {
        let mut record = parse(&mut *piece)?.ok_or(io::ErrorKind::InvalidData)?;
        record.offset = began;
        // Only the end of the piece tells that it is whole: its check sum stands there.
        if piece.fill_buf()?.is_empty() {
            let counted = piece.into_inner().into_inner();
            record.length = counted.at - began;
            self.whole = counted.at;
            self.place = Place::Between(counted);
        } else {
            self.place = Place::Inside(piece, began);
        }
        Ok(record)
    }

    fn explain(&self, error: io::Error) -> ArchiveError {
        let file = self.file.to_path_buf();
        match error.kind() {
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::InvalidData
            | io::ErrorKind::InvalidInput => {
                if self.whole == 0 {
                    ArchiveError::NotWarc { file }
                } else {
                    ArchiveError::Cut {
                        file,
                        at: self.whole,
                    }
                }
            }
            _ => ArchiveError::File {
                file,
                source: error,
            },
        }
    }
}

impl Iterator for Reader {
    type Item = Result<Record, ArchiveError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.step().map_err(|error| self.explain(error)).transpose()
    }
}

/// A record; `None` at the end of the stream.
fn parse(from: &mut impl BufRead) -> io::Result<Option<Record>> {
    let version = loop {
        match line(from)? {
            None => return Ok(None),
            Some(blank) if blank.is_empty() => {}
            Some(version) => break version,
        }
    };
    if !version.starts_with("WARC/") {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let fields = read_fields(from)?;
    let length = fields
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length: u64 = length
        .and_then(|(_, value)| value.parse().ok())
        .ok_or(io::ErrorKind::InvalidData)?;
    let block = read_block(from, length)?;
    for _ in 0..2 {
        line(from)?
            .filter(String::is_empty)
            .ok_or(io::ErrorKind::UnexpectedEof)?;
    }
    Ok(Some(Record {
        fields,
        cut: block.len() as u64 != length,
        block,
        offset: 0,
        length: 0,
    }))
}

fn read_fields(from: &mut impl BufRead) -> io::Result<Vec<(String, String)>> {
    let mut fields: Vec<(String, String)> = Vec::new();
    loop {
        let line = line(from)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        if line.is_empty() {
            return Ok(fields);
        }
        if fields.len() >= FIELDS {
            return Err(io::ErrorKind::InvalidData.into());
        }
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
}

fn read_block(from: &mut impl BufRead, length: u64) -> io::Result<Vec<u8>> {
    let mut block = Vec::new();
    from.by_ref()
        .take(length.min(BLOCK))
        .read_to_end(&mut block)?;
    let skipped = io::copy(
        &mut from.by_ref().take(length.saturating_sub(BLOCK)),
        &mut io::sink(),
    )?;
    if block.len() as u64 + skipped < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(block)
}

/// A line without its end; `None` at the end of the stream.
fn line(from: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    from.by_ref().take(LINE).read_until(b'\n', &mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    if bytes.pop() != Some(b'\n') {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    if bytes.last() == Some(&b'\r') {
        bytes.pop();
    }
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}
