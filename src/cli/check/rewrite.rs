//! A file, written again as a whole: beside it first, and then in its place. Whoever looks sees the old one or the new one.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Puts `text` into the place of a file that still holds `before`, with the rights that it has.
pub fn replace(path: &Path, before: &str, text: &str) -> io::Result<()> {
    let about = path.symlink_metadata()?;
    if !about.is_file() || fs::read(path)? != before.as_bytes() {
        return Err(io::Error::other("it has just changed; check again"));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // A hidden file is no content, should it ever be left behind.
    let beside = path.with_file_name(format!(".{name}.{}.gradus", std::process::id()));
    let mut file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let written = (|| {
        file.write_all(text.as_bytes())?;
        file.set_permissions(about.permissions())?;
        file.sync_all()?;
        fs::rename(&beside, path)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}
