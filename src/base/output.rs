//! The whole site in memory: which files there are, and how each is made. Nothing of it is on disk yet, and nothing is
//! made before it is asked for: a site is larger than what it is made from.

use super::{Diagnostic, Place};
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

pub use bytes::Bytes;

/// Files in order of path.
#[derive(Default)]
pub struct Output {
    files: Vec<(String, File)>,
}

/// A file's bytes, or how they are made: the same each time, so they need not be kept.
pub enum File {
    Ready(Bytes),
    Made(Box<dyn Fn() -> Made + Send + Sync>),
}

/// Bytes, or what is wrong with the template that should have made them.
pub type Made = Result<Bytes, Box<Diagnostic>>;

/// A file on its way into an output.
pub struct Entry {
    /// Relative, `/` between parts, no `..`.
    pub path: String,
    pub file: File,
    /// Where what it is about was written, for findings.
    pub origin: Option<Place>,
}

/// Two files that would be one on some disk, or a file where another needs a folder. The one that came later.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Collision {
    pub path: String,
    pub origin: Option<Place>,
    pub with: String,
}

impl File {
    pub fn made(make: impl Fn() -> Made + Send + Sync + 'static) -> File {
        File::Made(Box::new(make))
    }

    pub fn bytes(&self) -> Made {
        match self {
            File::Ready(bytes) => Ok(bytes.clone()),
            File::Made(make) => make(),
        }
    }
}

impl<B: Into<Bytes>> From<B> for File {
    fn from(bytes: B) -> File {
        File::Ready(bytes.into())
    }
}

impl Output {
    /// Of some files in any order. Those that collide with an earlier one are left out and told. An unclean path is our
    /// bug and panics.
    pub fn new(entries: Vec<Entry>) -> (Output, Vec<Collision>) {
        let mut folded: Vec<(String, Entry)> =
            entries.into_par_iter().map(|entry| (fold(&entry.path), entry)).collect();
        // Stable, so that of two that collide the earlier one stays.
        folded.par_sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut files: Vec<(String, File)> = Vec::with_capacity(folded.len());
        let mut collisions = Vec::new();
        let mut last: Option<String> = None;
        for (key, entry) in folded {
            let Entry { path, file, origin } = entry;
            // What a file stands in the way of comes right after it in this order.
            let clash = last
                .as_deref()
                .filter(|last| key.strip_prefix(last).is_some_and(|rest| rest.is_empty() || rest.starts_with(PART)));
            if clash.is_some() {
                let with = files.last().map(|(path, _)| path.clone()).unwrap_or_default();
                collisions.push(Collision { path, origin, with });
                continue;
            }
            last = Some(key);
            files.push((path, file));
        }
        files.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        (Output { files }, collisions)
    }

    pub fn get(&self, path: &str) -> Option<&File> {
        let at = self.files.binary_search_by(|(known, _)| known.as_str().cmp(path)).ok()?;
        Some(&self.files[at].1)
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &File)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// Stands for `/` in a folded path: before every character that a path may have, so that a folder's files follow the
/// folder's name at once.
const PART: char = '\0';

/// A path as a file system without letter case or with other Unicode forms sees it.
fn fold(path: &str) -> String {
    let clean = path.split('/').all(|part| !matches!(part, "" | "." | "..")) && !path.contains(['\\', PART]);
    assert!(clean, "an output path is clean: {path:?}");
    let folded = match path.is_ascii() {
        true => path.to_ascii_lowercase(),
        false => path.nfc().collect::<String>().to_lowercase().nfc().collect(),
    };
    folded.replace('/', "\0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_some_disk_would_merge_collide() {
        let entry = |path: &str| Entry { path: path.to_owned(), file: File::from(path.to_owned()), origin: None };
        let paths = ["a/B.png", "a-b", "a/b.png", "A", "a/b.PNG/c", "a/b.pngx", "caf\u{e9}", "cafe\u{301}", "a.b"];
        let (output, collisions) = Output::new(paths.into_iter().map(entry).collect());
        let told: Vec<(&str, &str)> = collisions.iter().map(|it| (it.path.as_str(), it.with.as_str())).collect();
        assert_eq!(
            told,
            [("a/B.png", "A"), ("a/b.png", "A"), ("a/b.PNG/c", "A"), ("a/b.pngx", "A"), ("cafe\u{301}", "caf\u{e9}")]
        );
        let kept: Vec<&str> = output.iter().map(|(path, _)| path).collect();
        assert_eq!(kept, ["A", "a-b", "a.b", "caf\u{e9}"]);
        let (output, collisions) = Output::new(["a/B.png", "a/b.png", "a/b.png/c"].into_iter().map(entry).collect());
        assert_eq!(collisions.len(), 2);
        assert_eq!(output.get("a/B.png").unwrap().bytes().unwrap(), "a/B.png");
        assert!(output.get("a/b.png").is_none());
    }
}
