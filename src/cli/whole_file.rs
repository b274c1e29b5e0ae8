//! Files that commands write beside the site: whoever looks sees the old one or the new one, and never half of one.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Writes a file, over the one that is there, whose rights it keeps. The folder has to be there: a slip in the name of one
/// should not make another.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // A hidden file is no content, should it ever be left behind.
    let beside = path.with_file_name(format!(".{name}.{}.gradus", std::process::id()));
    let done = new(&beside, bytes).and_then(|()| {
        if let Ok(about) = path.metadata() {
            fs::set_permissions(&beside, about.permissions())?;
        }
        fs::rename(&beside, path)
    });
    if done.is_err() {
        let _ = fs::remove_file(&beside);
    }
    done
}

/// Puts `after` into the place of a file that still holds `before`.
pub fn replace(path: &Path, before: &str, after: &str) -> io::Result<()> {
    if !path.symlink_metadata()?.is_file() || fs::read(path)? != before.as_bytes() {
        return Err(io::Error::other("it has just changed; try again"));
    }
    put(path, after.as_bytes())
}

/// Writes a file that is not there yet; nothing is written over, or through a link. Folders above it are made.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    new(path, bytes)
}

fn new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let done = file.write_all(bytes).and_then(|()| file.sync_all());
    if done.is_err() {
        let _ = fs::remove_file(path);
    }
    done
}
