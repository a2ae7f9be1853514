//! The lock of whoever fetches into a store: one at a time. It dies with its process, however that ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::open::Store;

/// Held while fetching; let go when dropped.
#[derive(Debug)]
#[must_use = "dropping it lets the lock go"]
pub struct FetchLock {
    file: File,
}

impl Store {
    /// Takes the lock `PATH.lock`. The file stays behind, empty; removing it while another process opens it would
    /// give two processes a lock each.
    ///
    /// # Errors
    /// `Busy` with the holder's process id, or what opening the file gives.
    pub fn lock_for_fetching(&self) -> Result<FetchLock, StoreError> {
        let told = |e: std::io::Error| StoreError::io(self.path(), &e);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(beside(self.path()))
            .map_err(told)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::Busy {
                    path: self.path().to_owned(),
                    holder: holder(&mut file),
                });
            }
            Err(TryLockError::Error(e)) => return Err(told(e)),
        }
        sign(&mut file).map_err(told)?;
        Ok(FetchLock { file })
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    name.into()
}

fn sign(file: &mut File) -> std::io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    write!(file, "{}", std::process::id())
}

/// On Windows a locked file cannot be read by others: then nobody is named.
fn holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

impl Drop for FetchLock {
    fn drop(&mut self) {
        // Closing the file lets the lock go; an empty file names nobody.
        let _ = self.file.set_len(0);
    }
}
