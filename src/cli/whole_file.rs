//! Files that commands write beside the site: whoever looks sees the old one or the new one, and never half of one.

use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::Path;

/// Writes a file, over the one that is there, whose rights it keeps. The folder has to be there: a slip in the name of one
/// should not make another. A link leads on to its file, and what is no file, such as a pipe, is written into.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match path.metadata() {
        Ok(about) if about.is_file() => put_beside(&path.canonicalize()?, bytes, Some(about.permissions())),
        Err(_) if !path.is_symlink() => put_beside(path, bytes, None),
        // A pipe or a device, or a link to a file that is not there yet.
        about => OpenOptions::new().write(true).create(about.is_err()).open(path)?.write_all(bytes),
    }
}

/// Writes a hidden file beside the one that is meant, and gives it that one's name when it is whole.
fn put_beside(path: &Path, bytes: &[u8], rights: Option<Permissions>) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // A hidden file is no content, should it ever be left behind.
    let beside = path.with_file_name(format!(".{name}.{}.gradus", std::process::id()));
    new(&beside, bytes)?;
    let rights = rights.map_or(Ok(()), |rights| fs::set_permissions(&beside, rights));
    let done = rights.and_then(|()| fs::rename(&beside, path));
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

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};

    #[test]
    fn a_link_stays_and_its_file_is_written_with_the_rights_it_had() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("there")).expect("folder");
        for name in ["there/old", "there/new"] {
            let link = at(&name.replace("there/", ""));
            symlink(name, &link).expect("link");
            if name.ends_with("old") {
                fs::write(at(name), "old").expect("file");
                fs::set_permissions(at(name), Permissions::from_mode(0o640)).expect("rights");
            }
            put(&link, b"text").expect("written");
            assert!(link.is_symlink(), "{name}");
            assert_eq!(fs::read_to_string(at(name)).expect("file"), "text");
        }
        assert_eq!(at("there/old").metadata().expect("file").permissions().mode() & 0o777, 0o640);
        assert_eq!(fs::read_dir(at("there")).expect("folder").count(), 2);
    }

    #[test]
    fn a_pipe_stays_a_pipe_and_gets_the_text() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
        assert!(made.success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read(pipe).expect("read")
        });
        put(&pipe, b"text").expect("written");
        assert!(pipe.metadata().expect("there").file_type().is_fifo());
        assert_eq!(reader.join().expect("no panic"), b"text");
    }
}
