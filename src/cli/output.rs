//! Where things are printed: data to standard output or a file, talk to standard error.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::failure::{Code, Failure, Result};
use crate::export::{is_stream, real_place};
use crate::finding::{Record, write_record};

/// A line of talk.
#[expect(clippy::print_stderr, reason = "the one place that talks")]
pub fn talk(line: &str) {
    eprintln!("{line}");
}

/// Says what went wrong and gives the exit code.
pub fn report(failure: &Failure) -> Code {
    if !failure.silent {
        talk(&format!("error: {}", crate::text::printable(&failure.what)));
        if let Some(hint) = &failure.hint {
            talk(&format!("hint: {hint}"));
        }
    }
    failure.code
}

/// An open place for data: standard output, or a file that appears under its name only when it is whole.
pub struct Sink {
    to: Box<dyn Write + Send>,
    finish: Option<(PathBuf, PathBuf)>,
}

impl Sink {
    /// Standard output.
    pub fn stdout() -> Self {
        Self {
            to: Box::new(BufWriter::with_capacity(64 * 1024, io::stdout())),
            finish: None,
        }
    }

    /// Opens the file named, or standard output.
    ///
    /// # Errors
    /// The file cannot be made.
    pub fn open(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path.filter(|p| *p != Path::new("-")) else {
            return Ok(Self::stdout());
        };
        let path = real_place(path);
        let cannot = |why: io::Error| unwritable(&path, &why);
        if is_stream(&path) {
            let stream = File::options().write(true).open(&path).map_err(cannot)?;
            return Ok(Self {
                to: Box::new(BufWriter::new(stream)),
                finish: None,
            });
        }
        let part = path.with_extension("part");
        let file = File::create(&part).map_err(cannot)?;
        Ok(Self {
            to: Box::new(BufWriter::new(file)),
            finish: Some((part, path)),
        })
    }

    /// Writes one record.
    ///
    /// # Errors
    /// The reader is gone, the disk is full.
    pub fn record<T: Record>(&mut self, body: &T) -> Result<()> {
        Ok(write_record(&mut self.to, body)?)
    }

    /// Writes one line.
    ///
    /// # Errors
    /// The reader is gone, the disk is full.
    pub fn line(&mut self, line: &str) -> Result<()> {
        self.to.write_all(line.as_bytes())?;
        Ok(self.to.write_all(b"\n")?)
    }

    /// Writes text as it is.
    ///
    /// # Errors
    /// The reader is gone, the disk is full.
    pub fn text(&mut self, text: &str) -> Result<()> {
        Ok(self.to.write_all(text.as_bytes())?)
    }

    /// Makes what was written visible at once, for whoever reads the pipe.
    ///
    /// # Errors
    /// The reader is gone.
    pub fn flush(&mut self) -> Result<()> {
        Ok(self.to.flush()?)
    }

    /// Everything is written: gives the file its name.
    ///
    /// # Errors
    /// The file cannot be replaced.
    pub fn close(mut self) -> Result<()> {
        self.to.flush()?;
        drop(self.to);
        if let Some((part, path)) = self.finish {
            std::fs::rename(&part, &path).map_err(|why| unwritable(&path, &why))?;
        }
        Ok(())
    }

    /// The writer itself.
    pub fn writer(&mut self) -> &mut dyn Write {
        &mut *self.to
    }
}

/// The failure of a file that cannot be written.
pub fn unwritable(path: &Path, why: &io::Error) -> Failure {
    Failure::failed(format_args!("cannot write {}: {why}", path.display()))
        .hint("check the folder, the space on the disk, and that no other program holds the file")
}
