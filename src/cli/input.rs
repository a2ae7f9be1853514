//! What a stage reads: lines of records or plain values, from files or from standard input.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::path::{Path, PathBuf};

use super::failure::{Failure, Result};

/// A line with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// File, or `standard input`.
    pub source: String,
    /// Number, from 1.
    pub number: usize,
    /// The line, trimmed.
    pub text: String,
}

impl Line {
    /// The failure that names this line.
    pub fn failure(&self, what: impl std::fmt::Display) -> Failure {
        Failure::usage(format_args!("{}:{}: {what}", self.source, self.number))
    }

    /// Reads the line as a record.
    ///
    /// # Errors
    /// Names the place where it is none of that type.
    pub fn record<T: serde::de::DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_str(&self.text).map_err(|why| {
            self.failure(format_args!("not a readable record: {why}"))
                .hint("each line is one JSON object as the stage before prints it")
        })
    }
}

/// The lines of the named files (`-` is standard input), or of standard input where none is named and it is piped.
/// Blank lines and those that begin with `#` are left out.
///
/// # Errors
/// A file that cannot be read; nothing named and nothing piped.
pub fn lines(files: &[PathBuf]) -> Result<Vec<Line>> {
    let mut out = Vec::new();
    for file in sources(files)? {
        read_lines(&file, &mut out)?;
    }
    Ok(out)
}

/// The files to read; standard input where none is named.
///
/// # Errors
/// Nothing named, and standard input is a terminal.
pub fn sources(files: &[PathBuf]) -> Result<Vec<PathBuf>> {
    if !files.is_empty() {
        return Ok(files.to_vec());
    }
    if io::stdin().is_terminal() {
        return Err(Failure::usage("nothing to read")
            .hint("name a file, or pipe the stage before into this one; --help shows both"));
    }
    Ok(vec![PathBuf::from("-")])
}

/// The bytes of a file or of standard input.
///
/// # Errors
/// It cannot be read.
pub fn bytes(file: &Path) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    open(file)?
        .read_to_end(&mut all)
        .map_err(|why| Failure::unreadable(file, &why))?;
    Ok(all)
}

fn open(file: &Path) -> Result<Box<dyn BufRead>> {
    if file == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let opened = File::open(file).map_err(|why| Failure::unreadable(file, &why))?;
    Ok(Box::new(BufReader::new(opened)))
}

fn read_lines(file: &Path, out: &mut Vec<Line>) -> Result<()> {
    let source = if file == Path::new("-") {
        "standard input".to_owned()
    } else {
        file.display().to_string()
    };
    let text = decoded(&bytes(file)?);
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if !line.is_empty() && !line.starts_with('#') {
            out.push(Line {
                source: source.clone(),
                number: at + 1,
                text: line.to_owned(),
            });
        }
    }
    Ok(())
}

/// UTF-8 with or without BOM, UTF-16 by its BOM (PowerShell writes it), else GBK.
fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::GBK.decode(bytes).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_from_any_editor_are_read() {
        assert_eq!(decoded(b"\xef\xbb\xbfa.de"), "a.de");
        assert_eq!(decoded(b"\xff\xfea\0.\0d\0e\0"), "a.de");
        assert_eq!(decoded(b"\xd6\xd0\xb9\xfa"), "中国");
    }
}
