//! What a file system says of a file, from which one can tell that it did not change without reading it.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Where the system has it: the file's number and when anything about it changed, which no program can set back.
    inode: (u64, i64, i64),
}

impl Stamp {
    pub fn of(found: &Metadata) -> Stamp {
        Stamp { length: found.len(), modified: found.modified().ok(), inode: inode(found) }
    }

    /// Whether a change after the reading that began at `read` would show. Clocks of file systems are coarse, some by
    /// two seconds: what was written just before could be written again with the same times.
    pub fn is_settled(&self, read: SystemTime) -> bool {
        let (_, seconds, _) = self.inode;
        let changed = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds.max(0) as u64 + 1));
        let limit = read.checked_sub(Duration::from_secs(2));
        match (self.modified.max(changed), limit) {
            (Some(latest), Some(limit)) => latest < limit,
            _ => false,
        }
    }
}

#[cfg(unix)]
fn inode(found: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (found.ino(), found.ctime(), found.ctime_nsec())
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}
