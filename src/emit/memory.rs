//! What a program that writes the same site again and again remembers, so as to make and read only what changed.

use super::manifest::Manifest;
use crate::base::{Key, Made, Output};
use rayon::prelude::*;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

/// Of the last site that was written: what each file was made from, and how the disk showed it afterwards.
#[derive(Default)]
pub struct Memory {
    target: PathBuf,
    files: HashMap<String, Remembered>,
}

struct Remembered {
    key: Key,
    sign: Sign,
}

/// What tells that nobody wrote a file since: its length, its time, its number on the disk.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Sign {
    length: u64,
    modified: SystemTime,
    number: u64,
}

impl Memory {
    /// A file's length, if it was made from the same and nobody touched it.
    pub(super) fn same(&self, output: &dyn Output, at: usize, target: &Path) -> Option<u64> {
        let remembered = self.files.get(output.path(at)).filter(|_| self.target == target)?;
        let unchanged = output.key(at)? == remembered.key && sign(&target.join(output.path(at)))? == remembered.sign;
        unchanged.then_some(remembered.sign.length)
    }

    /// Of a site that has just been written.
    pub(super) fn of(output: &dyn Output, manifest: &Manifest, target: &Path) -> Memory {
        let remember = |at: usize| {
            let path = output.path(at);
            let length = manifest.length(path)?;
            let sign = sign(&target.join(path)).filter(|sign| sign.length == length)?;
            Some((path.to_owned(), Remembered { key: output.key(at)?, sign }))
        };
        let files = (0..output.len()).into_par_iter().filter_map(remember).collect();
        Memory { target: target.to_owned(), files }
    }
}

/// An output whose keys are found out once: before it is written, to see what changed, and kept for afterwards.
pub(super) struct Keyed<'a> {
    output: &'a dyn Output,
    keys: Vec<OnceLock<Option<Key>>>,
}

impl<'a> Keyed<'a> {
    pub fn new(output: &'a dyn Output) -> Keyed<'a> {
        Keyed { output, keys: (0..output.len()).map(|_| OnceLock::new()).collect() }
    }
}

impl Output for Keyed<'_> {
    fn len(&self) -> usize {
        self.output.len()
    }

    fn path(&self, at: usize) -> &str {
        self.output.path(at)
    }

    fn find(&self, path: &str) -> Option<usize> {
        self.output.find(path)
    }

    fn make(&self, at: usize) -> Made {
        self.output.make(at)
    }

    fn prepare(&self) {
        self.output.prepare();
    }

    fn key(&self, at: usize) -> Option<Key> {
        *self.keys[at].get_or_init(|| self.output.key(at))
    }
}

fn sign(path: &Path) -> Option<Sign> {
    let found = fs::symlink_metadata(path).ok().filter(|found| found.is_file())?;
    Some(Sign { length: found.len(), modified: found.modified().ok()?, number: number(&found) })
}

#[cfg(unix)]
fn number(found: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(found)
}

#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::super::emit_again;
    use super::*;
    use crate::base::Bytes;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Two files, made from their texts.
    struct Site {
        texts: [&'static str; 2],
        made: AtomicUsize,
        asked: AtomicUsize,
    }

    impl Output for Site {
        fn len(&self) -> usize {
            2
        }

        fn path(&self, at: usize) -> &str {
            ["a.html", "b.html"][at]
        }

        fn find(&self, path: &str) -> Option<usize> {
            ["a.html", "b.html"].iter().position(|known| *known == path)
        }

        fn make(&self, at: usize) -> Made {
            self.made.fetch_add(1, Ordering::Relaxed);
            Ok(Bytes::from_static(self.texts[at].as_bytes()))
        }

        fn key(&self, at: usize) -> Option<Key> {
            self.asked.fetch_add(1, Ordering::Relaxed);
            Some(*blake3::hash(self.texts[at].as_bytes()).as_bytes().first_chunk().unwrap())
        }
    }

    #[test]
    fn only_what_changed_is_made_again() {
        let project = tempfile::tempdir().unwrap();
        let target = project.path().join("public");
        let mut memory = Memory::default();
        let mut emit = |texts: [&'static str; 2]| {
            let site = Site { texts, made: AtomicUsize::new(0), asked: AtomicUsize::new(0) };
            let report = emit_again(&site, None, &target, project.path(), &(), &mut memory).unwrap();
            let found = ["a.html", "b.html"].map(|path| fs::read_to_string(target.join(path)).unwrap());
            assert_eq!(found, texts);
            assert_eq!(site.asked.into_inner(), 2, "each key is found out once");
            (site.made.into_inner(), report.written)
        };
        assert_eq!(emit(["one", "two"]), (2, 2));
        assert_eq!(emit(["one", "two"]), (0, 0));
        assert_eq!(emit(["one", "new"]), (1, 1));
        assert_eq!(emit(["one", "new"]), (0, 0));
        fs::write(target.join("a.html"), "someone else's").unwrap();
        assert_eq!(emit(["one", "new"]), (1, 1), "a file that somebody wrote is put right");
        fs::remove_file(target.join("b.html")).unwrap();
        assert_eq!(emit(["one", "new"]), (1, 1), "a file that is gone is there again");
        fs::remove_dir_all(&target).unwrap();
        assert_eq!(emit(["one", "new"]), (2, 2));
    }
}
