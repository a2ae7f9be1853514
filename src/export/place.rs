//! Where a file goes: written beside its name first, then given the name; a name that cannot be had gets a number.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The file that holds the list now.
    pub path: PathBuf,
    /// Why it is not the file that was asked for (open in another program, a folder, write-protected).
    pub instead_because: Option<String>,
}

/// Numbers tried after a name before giving up.
const MOST_NAMES: u32 = 99;

/// Writes a file whole or not at all; what is no file (`/dev/null`, a named pipe) as it comes.
pub(super) fn put<E: From<io::Error>>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<Written, E> {
    let path = &real_place(path);
    if is_stream(path) {
        let mut stream = BufWriter::new(File::options().write(true).open(path)?);
        write(&mut stream)?;
        stream.flush()?;
        return Ok(Written {
            path: path.clone(),
            instead_because: None,
        });
    }
    let beside = beside(path);
    let done = write_whole(&beside, write).and_then(|()| give_name(&beside, path).map_err(E::from));
    if done.is_err() {
        // Nothing to say: the error that matters is the one that is returned.
        let _ = fs::remove_file(&beside);
    }
    done
}

/// Gives a file new content whole or not at all; it keeps its name.
///
/// # Errors
/// What the system says; the file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = &real_place(path);
    let beside = beside(path);
    let done =
        write_whole(&beside, |file| file.write_all(bytes)).and_then(|()| fs::rename(&beside, path));
    if done.is_err() {
        // Nothing to say: the error that matters is the one that is returned.
        let _ = fs::remove_file(&beside);
    }
    done
}

/// Is it a device or a pipe? A file renamed to its name would take its place.
pub fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir())
}

/// Where a link leads, so that the link stays one; anything else as it is.
pub fn real_place(path: &Path) -> PathBuf {
    let is_link = fs::symlink_metadata(path).is_ok_and(|there| there.is_symlink());
    let real = is_link.then(|| fs::canonicalize(path).ok()).flatten();
    real.unwrap_or_else(|| path.to_owned())
}

fn write_whole<E: From<io::Error>>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    let mut file = BufWriter::new(File::create(path)?);
    write(&mut file)?;
    file.flush()?;
    file.into_inner()
        .map_err(io::IntoInnerError::into_error)?
        .sync_all()?;
    Ok(())
}

/// A hidden name in the same folder, so that the last step is a rename within one file system.
fn beside(path: &Path) -> PathBuf {
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    path.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

fn give_name(from: &Path, to: &Path) -> io::Result<Written> {
    let reason = match obstacle(to) {
        Some(reason) => reason,
        None => match fs::rename(from, to) {
            Ok(()) => {
                return Ok(Written {
                    path: to.to_owned(),
                    instead_because: None,
                });
            }
            Err(error) => error.to_string(),
        },
    };
    for number in 2..=MOST_NAMES {
        let other = numbered(to, number);
        if other.exists() {
            continue;
        }
        fs::rename(from, &other)?;
        return Ok(Written {
            path: other,
            instead_because: Some(reason),
        });
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, reason))
}

/// What a rename would run over although the user would not want it.
fn obstacle(path: &Path) -> Option<String> {
    let there = fs::metadata(path).ok()?;
    if there.is_dir() {
        Some("a folder has this name".to_owned())
    } else if there.permissions().readonly() {
        Some("the file is write-protected".to_owned())
    } else {
        None
    }
}

/// `leads (2).csv`
fn numbered(path: &Path, number: u32) -> PathBuf {
    let stem = path
        .file_stem()
        .map(|s| s.to_string_lossy().into_owned())
        .unwrap_or_default();
    let name = match path.extension() {
        Some(extension) => format!("{stem} ({number}).{}", extension.to_string_lossy()),
        None => format!("{stem} ({number})"),
    };
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put_text(path: &Path, text: &str) -> io::Result<Written> {
        put(path, |to| to.write_all(text.as_bytes()))
    }

    #[test]
    fn a_file_replaces_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("leads.csv");
        put_text(&path, "one").unwrap();
        assert_eq!(
            put_text(&path, "two").unwrap(),
            Written {
                path: path.clone(),
                instead_because: None
            }
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_a_device_is_written_to_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real.csv"), folder.path().join("l.csv"));
        fs::write(&real, "old").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        put_text(&link, "new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");
        replace(&link, b"newer").unwrap();
        assert_eq!(fs::read_to_string(&real).unwrap(), "newer");
        assert!(is_stream(Path::new("/dev/null")) && !is_stream(&real));
    }

    #[test]
    fn a_name_that_cannot_be_had_gets_a_second_one_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("leads.csv");
        fs::create_dir(&path).unwrap();
        let written = put_text(&path, "x").unwrap();
        assert_eq!(written.path, folder.path().join("leads (2).csv"));
        assert!(written.instead_because.is_some());
        let locked = folder.path().join("locked.csv");
        fs::write(&locked, "mine").unwrap();
        let mut rights = fs::metadata(&locked).unwrap().permissions();
        rights.set_readonly(true);
        fs::set_permissions(&locked, rights).unwrap();
        assert_eq!(
            put_text(&locked, "x").unwrap().path,
            folder.path().join("locked (2).csv")
        );
        assert_eq!(fs::read_to_string(&locked).unwrap(), "mine");
    }

    #[test]
    fn an_error_while_writing_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("leads.csv");
        fs::write(&path, "old").unwrap();
        let failed = put(&path, |_| Err(io::Error::other("broken")));
        assert!(failed.is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
