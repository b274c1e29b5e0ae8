//! A folder that is held open, so that the system looks for each file from there, and not from the top of the disk.

use std::io;
use std::path::Path;
use std::time::SystemTime;

#[cfg(unix)]
pub struct Held(std::fs::File);

#[cfg(unix)]
impl Held {
    pub fn open(folder: &Path) -> io::Result<Held> {
        std::fs::File::open(folder).map(Held)
    }

    /// Of a plain file in it, the length and when it was last written.
    pub fn file(&self, path: &str) -> Option<(u64, SystemTime)> {
        use rustix::fs::{AtFlags, FileType, statat};
        let found = statat(&self.0, path, AtFlags::SYMLINK_NOFOLLOW).ok()?;
        let is_file = FileType::from_raw_mode(found.st_mode).is_file();
        let written = std::time::Duration::new(found.st_mtime.try_into().ok()?, found.st_mtime_nsec.try_into().ok()?);
        is_file.then_some((found.st_size.try_into().ok()?, SystemTime::UNIX_EPOCH + written))
    }
}

/// Elsewhere a folder cannot be held.
#[cfg(not(unix))]
pub struct Held(std::path::PathBuf);

#[cfg(not(unix))]
impl Held {
    pub fn open(folder: &Path) -> io::Result<Held> {
        Ok(Held(folder.to_owned()))
    }

    pub fn file(&self, path: &str) -> Option<(u64, SystemTime)> {
        let found = std::fs::symlink_metadata(self.0.join(path)).ok().filter(|found| found.is_file())?;
        Some((found.len(), found.modified().ok()?))
    }
}
