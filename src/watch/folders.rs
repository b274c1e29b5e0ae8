//! The folders under watch, and whether they are still the ones that were put under watch.

use super::silent::silent_disk;
use notify::{ErrorKind, RecursiveMode, Watcher};
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// How often to try again when folders vanish while their watches are being set.
const TRIES: usize = 5;

pub struct Folders {
    watcher: Box<dyn Watcher + Send>,
    folders: [Folder; 4],
}

struct Folder {
    path: PathBuf,
    depth: RecursiveMode,
    /// How findings name it.
    name: &'static str,
    /// Which folder is under watch; none if it was not there.
    watched: Option<Identity>,
}

/// A folder as such, whatever its name: device and inode.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Identity(u64, u64);

impl Folders {
    /// Puts what is there under watch. `Err` says in plain words why that cannot be done.
    pub fn new(project: &Path, watcher: Box<dyn Watcher + Send>) -> Result<Folders, String> {
        let folder = |path, depth, name| Folder { path, depth, name, watched: None };
        let folders = [
            folder(project.to_owned(), RecursiveMode::NonRecursive, "the folder"),
            folder(project.join("content"), RecursiveMode::Recursive, "`content`"),
            folder(project.join("themes"), RecursiveMode::Recursive, "`themes`"),
            folder(project.join("fonts"), RecursiveMode::Recursive, "`fonts`"),
        ];
        let mut folders = Folders { watcher, folders };
        folders.renew(false)?;
        Ok(folders)
    }

    /// Whether each is still the folder that is under watch, or still missing.
    pub fn are_the_same(&self) -> bool {
        self.folders.iter().all(Folder::is_the_same)
    }

    /// Sets the watches of those folders anew that are no longer the same; of all, if `all`, for a folder that went
    /// away and came back is the same and yet without a watch.
    pub fn renew(&mut self, all: bool) -> Result<(), String> {
        for folder in &mut self.folders {
            if all || !folder.is_the_same() {
                folder.set(self.watcher.as_mut())?;
            }
        }
        Ok(())
    }

    /// Sets those watches that may be missing below `content/`, `themes/` and `fonts/`. On Linux each folder has a watch
    /// of its own, and notify leaves out the rest of a new tree if one folder vanishes while it sets them. What has a
    /// watch keeps it. Elsewhere the system itself watches the whole tree.
    pub fn fill_in(&mut self) -> Result<(), String> {
        if !cfg!(any(target_os = "linux", target_os = "android")) {
            return Ok(());
        }
        for folder in &mut self.folders {
            if folder.depth == RecursiveMode::Recursive && folder.watched.is_some() {
                folder.watch(self.watcher.as_mut())?;
            }
        }
        Ok(())
    }
}

impl Folder {
    fn now(&self) -> Option<Identity> {
        // The way to the project may lead over symbolic links; `content`, `themes` and `fonts` may not be one, and a
        // link that stands there is passed over by whoever reads them.
        let data = match self.depth {
            RecursiveMode::NonRecursive => fs::metadata(&self.path),
            RecursiveMode::Recursive => fs::symlink_metadata(&self.path),
        };
        data.ok().filter(Metadata::is_dir).map(|data| identity(&data))
    }

    fn is_the_same(&self) -> bool {
        self.now() == self.watched
    }

    fn set(&mut self, watcher: &mut dyn Watcher) -> Result<(), String> {
        // Fails where there is no watch, which is as good.
        let _ = watcher.unwatch(&self.path);
        self.watched = None;
        if self.now().is_some() { self.watch(watcher) } else { Ok(()) }
    }

    /// Sets its watch, without ending the one it may have. A folder that keeps vanishing under our hands stays without;
    /// the next heartbeat finds that out.
    fn watch(&mut self, watcher: &mut dyn Watcher) -> Result<(), String> {
        for _ in 0..TRIES {
            self.watched = None;
            let Some(before) = self.now() else { return Ok(()) };
            if let Some(disk) = silent_disk(&self.path) {
                return Err(format!("{} is on {disk}, which sends no change events", self.name));
            }
            match watcher.watch(&self.path, self.depth) {
                Ok(()) if self.now() == Some(before) => {
                    self.watched = Some(before);
                    return Ok(());
                }
                Ok(()) => {
                    let _ = watcher.unwatch(&self.path);
                }
                Err(error) if vanished(&error) || self.now() != Some(before) => {}
                Err(error) => return Err(plainly(error)),
            }
        }
        Ok(())
    }
}

#[cfg(unix)]
fn identity(data: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    Identity(data.dev(), data.ino())
}

/// Without inodes the time of making has to do.
#[cfg(not(unix))]
fn identity(data: &Metadata) -> Identity {
    let made = data.created().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    Identity(0, made.map_or(0, |since| since.as_nanos() as u64))
}

/// Whether an error only says that a file or folder is no longer there.
pub fn vanished(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound => true,
        ErrorKind::Io(error) => matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
        _ => false,
    }
}

/// An error that ends watching, as one line for the person.
pub fn plainly(error: notify::Error) -> String {
    let reason = match &error.kind {
        ErrorKind::MaxFilesWatch => {
            return "the system's limit of watched folders is reached (`fs.inotify.max_user_watches`)".to_owned();
        }
        ErrorKind::Io(error) if is_out_of_handles(error) => {
            return "the system's limit of open files or watchers is reached (`fs.inotify.max_user_instances`)"
                .to_owned();
        }
        ErrorKind::Io(error) => error.to_string(),
        ErrorKind::Generic(reason) => reason.clone(),
        other => format!("{other:?}"),
    };
    match error.paths.first() {
        Some(path) => format!("`{}` cannot be watched: {reason}", path.display()),
        None => format!("the folder cannot be watched: {reason}"),
    }
}

#[cfg(unix)]
fn is_out_of_handles(error: &io::Error) -> bool {
    use rustix::io::Errno;
    [Errno::MFILE, Errno::NFILE].iter().any(|errno| error.raw_os_error() == Some(errno.raw_os_error()))
}

#[cfg(not(unix))]
fn is_out_of_handles(_: &io::Error) -> bool {
    false
}
