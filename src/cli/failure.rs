//! What went wrong, for the user: one line that names the value, one that says what to do, and an exit code.

use std::fmt::Display;
use std::io;

/// Exit codes of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// Done; a budget reached is done.
    Done = 0,
    /// The store or the disk failed.
    Failed = 1,
    /// Bad usage or bad input.
    Usage = 2,
    /// Finished, but something is missing: an engine refused, a deadline ran out, an archive was cut.
    Incomplete = 3,
    /// Every source refused or was unreachable.
    Refused = 4,
    /// Interrupted; the same command goes on.
    Interrupted = 130,
}

/// A failure as the user reads it.
#[derive(Debug)]
pub struct Failure {
    /// What went wrong, with the value.
    pub what: String,
    /// What to do next.
    pub hint: Option<String>,
    /// Exit code.
    pub code: Code,
    /// Whoever reads our output has closed it: nothing to say.
    pub silent: bool,
}

impl Failure {
    /// Bad usage or input.
    pub fn usage(what: impl Display) -> Self {
        Self {
            what: what.to_string(),
            hint: None,
            code: Code::Usage,
            silent: false,
        }
    }

    /// The store, the disk or the machine failed.
    pub fn failed(what: impl Display) -> Self {
        Self {
            what: what.to_string(),
            hint: None,
            code: Code::Failed,
            silent: false,
        }
    }

    /// The same with what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Display) -> Self {
        self.hint = Some(hint.to_string());
        self
    }

    /// A file that could not be read.
    pub fn unreadable(path: &std::path::Path, why: &io::Error) -> Self {
        let hint = match why.kind() {
            io::ErrorKind::NotFound => "check the name and the folder; `-` reads standard input",
            io::ErrorKind::PermissionDenied => "the file may not be read by this user",
            _ => "check that it is a file that can be opened",
        };
        Self::usage(format_args!("cannot read {}: {why}", path.display())).hint(hint)
    }
}

impl From<io::Error> for Failure {
    fn from(why: io::Error) -> Self {
        let mut failure = Self::failed(format_args!("cannot write: {why}"));
        failure.silent = why.kind() == io::ErrorKind::BrokenPipe;
        if failure.silent {
            failure.code = Code::Done;
        }
        failure
    }
}

/// What a command gives.
pub type Result<T = Code> = std::result::Result<T, Failure>;
