//! Files that a command writes beside the site: whole, or as they were.

use std::fs;
use std::io;
use std::path::Path;

/// Writes a file beside its place and then puts it there in one stroke.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.new"));
    let done = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if done.is_err() {
        let _ = fs::remove_file(&beside);
    }
    done
}
