//! A folder that is held open, so that the system looks for each file from there, and not from the top of the disk.

#[cfg(unix)]
use rustix::fs::{AtFlags, FileType, Mode, OFlags, statat};
use std::io::{self, Write};
use std::path::Path;
use std::time::SystemTime;

#[cfg(unix)]
pub struct Held(std::fs::File);

/// Paths are below the folder.
#[cfg(unix)]
impl Held {
    pub fn open(folder: &Path) -> io::Result<Held> {
        std::fs::File::open(folder).map(Held)
    }

    /// Of a plain file in it, the length and when it was last written.
    pub fn file(&self, path: &str) -> Option<(u64, SystemTime)> {
        let found = statat(&self.0, path, AtFlags::SYMLINK_NOFOLLOW).ok()?;
        let is_file = FileType::from_raw_mode(found.st_mode).is_file();
        let written = std::time::Duration::new(found.st_mtime.try_into().ok()?, found.st_mtime_nsec.try_into().ok()?);
        is_file.then_some((found.st_size.try_into().ok()?, SystemTime::UNIX_EPOCH + written))
    }

    /// Makes a folder that is not there yet.
    pub fn make_folder(&self, path: &str) -> io::Result<()> {
        rustix::fs::mkdirat(&self.0, path, Mode::from(0o777)).map_err(io::Error::from)
    }

    /// Writes a file that must not be there yet: whatever could be, even a link, would not be ours.
    pub fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        let open = || rustix::fs::openat(&self.0, path, flags, Mode::from(0o666));
        let mut file = std::fs::File::from(rustix::io::retry_on_intr(open)?);
        file.write_all(bytes)
    }

    /// Puts a file of another folder here, under the same path, as the same file.
    pub fn link(&self, from: &Held, path: &str) -> io::Result<()> {
        rustix::fs::linkat(&from.0, path, &self.0, path, AtFlags::empty()).map_err(io::Error::from)
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

    pub fn make_folder(&self, path: &str) -> io::Result<()> {
        std::fs::create_dir(self.0.join(path))
    }

    pub fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(self.0.join(path))?;
        file.write_all(bytes)
    }

    pub fn link(&self, from: &Held, path: &str) -> io::Result<()> {
        std::fs::hard_link(from.0.join(path), self.0.join(path))
    }
}
