//! Result pages saved from the user's own browser: a folder's new files become hits.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use url::Url;

use super::SourceCount;
use crate::engine::{Engine, Hit, PageKind, SavedPage, read_saved_page};
use crate::fetch::{Keep, Kept, Memory, warc};
use crate::finding::Origin;

/// Folders within folders at most.
const DEEPEST: usize = 8;
/// A file that is larger is no saved page.
const LARGEST: u64 = 64 * 1024 * 1024;
/// A file that was read counts as read for so long.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(10 * 365 * 24);

/// What saved pages gave.
#[derive(Debug, Default)]
pub struct Saved {
    /// Their hits.
    pub hits: Vec<Hit>,
    /// Pages read, and what they were.
    pub count: SourceCount,
    /// Files that were read in an earlier run.
    pub known: usize,
    /// Those that were read and understood now: key of the content, name.
    read: Vec<(String, PathBuf)>,
}

/// Reads the saved pages below a folder, or one file; with a memory only those whose content is new to it. Nothing is
/// remembered yet: see [`Saved::remember`]. A file that cannot be read is counted, and the others are read.
///
/// # Errors
/// The folder cannot be read.
pub fn read_folder(
    path: &Path,
    engines: &[Engine],
    memory: Option<&dyn Memory>,
) -> std::io::Result<Saved> {
    let mut out = Saved::default();
    for file in files(path)? {
        let bytes = match std::fs::read(&file) {
            Ok(bytes) => bytes,
            Err(why) => {
                out.fault(&format!("{} cannot be read: {why}", file.display()));
                continue;
            }
        };
        let key = URL_SAFE_NO_PAD.encode(Sha256::digest(&bytes));
        if memory.is_some_and(|memory| memory.get(Keep::Saved, &key).is_some()) {
            out.known += 1;
            continue;
        }
        let failed = out.count.failed;
        out.take_file(&file, &bytes, engines);
        if out.count.failed == failed {
            out.read.push((key, file));
        }
    }
    Ok(out)
}

/// The files of saved pages in order of their names; what belongs to a page (`…_files`) is no page.
fn files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut out = Vec::new();
    collect(path, 0, &mut out)?;
    out.sort();
    Ok(out)
}

fn collect(folder: &Path, depth: usize, out: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_lowercase();
        let kind = entry.metadata()?;
        if kind.is_dir() {
            if depth < DEEPEST && !is_parts_of_a_page(&name) {
                collect(&entry.path(), depth + 1, out)?;
            }
        } else if is_page(&name) && kind.len() <= LARGEST {
            out.push(entry.path());
        }
    }
    Ok(())
}

/// `page_files`, and what browsers call it in other languages.
fn is_parts_of_a_page(name: &str) -> bool {
    const ENDS: [&str; 10] = [
        "_files",
        "-files",
        ".files",
        "_dateien",
        "-dateien",
        "_fichiers",
        "_archivos",
        "_ficheiros",
        "_file",
        "_bestanden",
    ];
    name.starts_with('.') || ENDS.iter().any(|end| name.ends_with(end))
}

fn is_page(name: &str) -> bool {
    const ENDS: [&str; 9] = [
        ".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".mht", ".json", ".warc", ".warc.gz",
    ];
    ENDS.iter().any(|end| name.ends_with(end))
}

impl Saved {
    /// Remembers what was read, so that the next run passes it over: to be called when its hits are kept. What was not
    /// understood is not remembered; it is tried again.
    pub fn remember(&self, memory: &dyn Memory) {
        for (key, file) in &self.read {
            let kept = Kept {
                value: file.to_string_lossy().into_owned().into_bytes(),
                expires: Timestamp::now() + REMEMBERED,
            };
            memory.put(Keep::Saved, key, kept);
        }
    }

    fn take_file(&mut self, file: &Path, bytes: &[u8], engines: &[Engine]) {
        let name = file.to_string_lossy().to_lowercase();
        if [".warc", ".warc.gz"].iter().any(|end| name.ends_with(end)) {
            self.take_archive(file, engines);
        } else {
            self.take_page(bytes, None, engines);
        }
    }

    fn take_archive(&mut self, file: &Path, engines: &[Engine]) {
        let Ok(reader) = warc::read(file) else {
            self.fault("an archive that cannot be read");
            return;
        };
        let shared = std::sync::Arc::new(file.to_owned());
        for record in reader {
            let Ok(record) = record else {
                self.fault("an archive that is cut");
                return;
            };
            if let Some(answer) = record.answer(&shared) {
                let coding = answer.headers.get("content-encoding");
                let body = crate::document::decode_content(&answer.body, coding, 8 << 20).bytes;
                self.take_page(&body, Some(&answer.url), engines);
            }
        }
    }

    /// Reads one saved page.
    pub fn take_page(&mut self, bytes: &[u8], url: Option<&Url>, engines: &[Engine]) {
        self.count.asked += 1;
        let SavedPage {
            engine,
            query,
            page,
        } = read_saved_page(bytes, url, engines);
        match page.kind {
            PageKind::Results | PageKind::Partial | PageKind::Changed => self.count.ok += 1,
            PageKind::Empty => self.count.empty += 1,
            kind if kind.ends_engine() => self.count.blocked += 1,
            _ => self.count.failed += 1,
        }
        if let Some(why) = &page.why {
            *self.count.why.entry(why.clone()).or_default() += 1;
        }
        let origin = Origin {
            query: query.unwrap_or_default(),
            engine: engine.map_or_else(|| "saved".to_owned(), |engine| engine.id.clone()),
            ..Origin::default()
        };
        let hits = page.into_hits(&origin, 1, 0);
        self.hits
            .extend(hits.into_iter().filter(|hit| !hit.url.is_empty()));
    }

    fn fault(&mut self, why: &str) {
        self.count.asked += 1;
        self.count.failed += 1;
        *self.count.why.entry(why.to_owned()).or_default() += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::engines;
    use crate::fetch::Forgetful;

    const PAGE: &str = "<form id=\"sb_form\"><input name=\"q\" value=\"led\"></form><ol id=\"b_results\"><li class=\"b_algo\"><h2><a href=\"https://lux.example/\">Lux</a></h2></li></ol>";

    #[test]
    fn new_files_of_a_folder_are_read_once_whatever_they_are_called() {
        let folder = tempfile::tempdir().unwrap();
        let parts = folder.path().join("搜索 结果_files");
        std::fs::create_dir(&parts).unwrap();
        std::fs::write(parts.join("frame.html"), PAGE).unwrap();
        std::fs::write(folder.path().join("搜索 结果.html"), PAGE).unwrap();
        let mhtml = format!(
            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"B\"\n\n--B\nContent-Type: text/html\nContent-Location: https://www.bing.com/search?q=lamp\n\n{PAGE}\n--B--\n"
        );
        std::fs::write(folder.path().join("b.mhtml"), mhtml).unwrap();
        std::fs::write(folder.path().join("notes.txt"), PAGE).unwrap();
        let memory = Forgetful::default();
        let first = read_folder(folder.path(), engines(), Some(&memory)).unwrap();
        assert_eq!((first.count.ok, first.known, first.hits.len()), (2, 0, 2));
        let queries: Vec<&str> = first
            .hits
            .iter()
            .map(|h| h.origins[0].query.as_str())
            .collect();
        assert_eq!(queries, ["lamp", "led"]);
        assert_eq!(first.hits[0].origins[0].engine, "bing");
        let once_more = read_folder(folder.path(), engines(), Some(&memory)).unwrap();
        assert_eq!(once_more.known, 0, "hits that nobody kept are not lost");
        first.remember(&memory);
        std::fs::rename(folder.path().join("b.mhtml"), folder.path().join("c.mht")).unwrap();
        let again = read_folder(folder.path(), engines(), Some(&memory)).unwrap();
        assert_eq!((again.count.asked, again.known), (0, 2));
        assert!(read_folder(Path::new("/nowhere/at/all"), engines(), None).is_err());
    }

    #[test]
    fn a_page_that_is_not_understood_is_tried_again() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.html"), "<p>notes of mine</p>").unwrap();
        std::fs::write(folder.path().join("b.html"), PAGE).unwrap();
        let memory = Forgetful::default();
        let first = read_folder(folder.path(), engines(), Some(&memory)).unwrap();
        assert_eq!((first.count.ok, first.count.failed), (1, 1));
        first.remember(&memory);
        let again = read_folder(folder.path(), engines(), Some(&memory)).unwrap();
        assert_eq!((again.known, again.count.failed), (1, 1));
    }
}
