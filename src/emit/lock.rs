//! Two runs into one target queue. The lock is the system's, on an open file, so it ends with whoever holds it; the file
//! is only there to be locked, and goes with the last holder.

use super::error::EmitError;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Held until dropped.
#[derive(Debug)]
pub struct Lock {
    /// Held for the lock on it.
    _file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock, waiting for whoever has it after calling `on_wait` once.
    pub fn take(path: &Path, on_wait: &mut dyn FnMut()) -> Result<Lock, EmitError> {
        let mut told = false;
        loop {
            let file = open(path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    if !told {
                        on_wait();
                        told = true;
                    }
                    wait(&file).map_err(EmitError::at("lock", path))?;
                }
                // Some network disks know no locks. A site there is better than none.
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(EmitError::at("lock", path)(error)),
            }
            // Its holder removed the file, and perhaps a third one made another and locked that: then this lock is on
            // a file that nobody else will find.
            if stands_at(&file, path) {
                let path = path.to_owned();
                return Ok(Lock { _file: file, path });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is held: once it is not, the file may be another's.
        let _ = fs::remove_file(&self.path);
    }
}

fn open(path: &Path) -> Result<File, EmitError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(rustix::fs::OFlags::NOFOLLOW.bits() as i32);
    }
    let file = options.open(path).map_err(EmitError::at("create", path))?;
    let found = file.metadata().map_err(EmitError::at("look at", path))?;
    if !found.is_file() || found.len() > 0 {
        return Err(EmitError::Refused {
            path: path.to_owned(),
            why: "gradus needs that name to keep two builds apart, and did not make it".to_owned(),
            help: "move it elsewhere".to_owned(),
        });
    }
    Ok(file)
}

fn wait(file: &File) -> io::Result<()> {
    loop {
        match file.lock() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

#[cfg(unix)]
fn stands_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(open), Ok(there)) = (file.metadata(), fs::symlink_metadata(path)) else {
        return false;
    };
    (open.dev(), open.ino()) == (there.dev(), there.ino())
}

/// Elsewhere an open file's name cannot be given to another file.
#[cfg(not(unix))]
fn stands_at(_: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_lock_is_held_by_one_at_a_time_and_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lock");
        let (inside, waits) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let mut told = 0;
                        let lock = Lock::take(&path, &mut || told += 1).unwrap();
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        std::thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                        drop(lock);
                        assert!(told <= 1);
                        waits.fetch_add(told, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!(waits.into_inner() > 0);
        assert!(!path.exists());
    }

    #[test]
    fn a_lock_file_left_by_a_killed_run_stops_nobody() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lock");
        fs::write(&path, "").unwrap();
        drop(Lock::take(&path, &mut || panic!("nobody holds it")).unwrap());
        assert!(!path.exists());
    }

    #[test]
    fn a_file_that_is_no_lock_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lock");
        fs::write(&path, "mine").unwrap();
        assert!(matches!(Lock::take(&path, &mut || ()), Err(EmitError::Refused { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"mine");
    }
}
