//! The whole site: which files there are, and what each is made of. Nothing of it is on disk yet, and nothing is made
//! before it is asked for: a site is larger than what it is made from.

use super::{Diagnostic, Place};
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

pub use bytes::Bytes;

/// A site, by the position of each file in order of path.
pub trait Output: Send + Sync {
    fn len(&self) -> usize;
    /// Relative, `/` between parts, no `..`. A position past the end is our bug and panics, here and in `make`.
    fn path(&self, at: usize) -> &str;
    fn find(&self, path: &str) -> Option<usize>;
    /// The file's bytes: the same each time, so they need not be kept.
    fn make(&self, at: usize) -> Made;

    /// Begins, on another thread, with what many files share and takes long. Whoever makes all files asks for it first, and
    /// makes others meanwhile.
    fn prepare(&self) {}

    /// A hash of all that a file is made from, so that equal keys mean equal bytes. None where making the file is as
    /// quick as finding out.
    fn key(&self, _at: usize) -> Option<Key> {
        None
    }

    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes of a file by its path.
    fn get(&self, path: &str) -> Option<Made> {
        Some(self.make(self.find(path)?))
    }

    fn paths(&self) -> Box<dyn ExactSizeIterator<Item = &str> + '_> {
        Box::new((0..self.len()).map(|at| self.path(at)))
    }
}

pub type Key = [u8; 16];

/// Bytes, or what is wrong with the template that should have made them.
pub type Made = Result<Bytes, Box<Diagnostic>>;

/// Files in order of path, each with what it is made of.
#[derive(Debug)]
pub struct Files<R>(Vec<(String, R)>);

/// A file on its way into a site.
pub struct Entry<R> {
    /// Relative, `/` between parts, no `..`.
    pub path: String,
    pub recipe: R,
    /// Where what it is about was written, for findings.
    pub origin: Option<Place>,
}

/// Two files that would be one on some disk, or a file where another needs a folder. The one that came later.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Collision {
    pub path: String,
    pub origin: Option<Place>,
    pub with: String,
    /// Where what the other one is about was written.
    pub with_origin: Option<Place>,
}

impl<R: Send> Files<R> {
    /// Of some files in any order. Those that collide with an earlier one are left out and told. An unclean path is our
    /// bug and panics.
    pub fn new(entries: Vec<Entry<R>>) -> (Files<R>, Vec<Collision>) {
        let mut folded: Vec<(String, Entry<R>)> =
            entries.into_par_iter().map(|entry| (fold(&entry.path), entry)).collect();
        // Stable, so that of two that collide the earlier one stays.
        folded.par_sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut files: Vec<(String, R)> = Vec::with_capacity(folded.len());
        let mut collisions = Vec::new();
        let mut last: Option<String> = None;
        let mut with_origin = None;
        for (key, entry) in folded {
            let Entry { path, recipe, origin } = entry;
            // What a file stands in the way of comes right after it in this order.
            let rest = last.as_deref().and_then(|last| key.strip_prefix(last));
            if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(PART)) {
                let with = files.last().map(|(path, _)| path.clone()).unwrap_or_default();
                collisions.push(Collision { path, origin, with, with_origin });
                continue;
            }
            last = Some(key);
            with_origin = origin;
            files.push((path, recipe));
        }
        files.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        (Files(files), collisions)
    }
}

impl<R> Files<R> {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn path(&self, at: usize) -> &str {
        &self.0[at].0
    }

    pub fn recipe(&self, at: usize) -> &R {
        &self.0[at].1
    }

    pub fn find(&self, path: &str) -> Option<usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(path)).ok()
    }
}

/// A site whose bytes are there.
impl Output for Files<Bytes> {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn path(&self, at: usize) -> &str {
        self.path(at)
    }

    fn find(&self, path: &str) -> Option<usize> {
        self.find(path)
    }

    fn make(&self, at: usize) -> Made {
        Ok(self.recipe(at).clone())
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
        // By way of capitals, which some letters share: `ß` and `ss`, the two forms of a small sigma.
        false => path.nfc().collect::<String>().to_uppercase().to_lowercase().nfc().collect(),
    };
    folded.replace('/', "\0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_some_disk_would_merge_collide() {
        let entry = |path: &str| Entry { path: path.to_owned(), recipe: Bytes::from(path.to_owned()), origin: None };
        let paths = ["a/B.png", "a-b", "a/b.png", "A", "a/b.PNG/c", "a/b.pngx", "caf\u{e9}", "cafe\u{301}", "a.b"];
        let (output, collisions) = Files::new(paths.into_iter().map(entry).collect());
        let told: Vec<(&str, &str)> = collisions.iter().map(|it| (it.path.as_str(), it.with.as_str())).collect();
        assert_eq!(
            told,
            [("a/B.png", "A"), ("a/b.png", "A"), ("a/b.PNG/c", "A"), ("a/b.pngx", "A"), ("cafe\u{301}", "caf\u{e9}")]
        );
        let kept: Vec<&str> = output.paths().collect();
        assert_eq!(kept, ["A", "a-b", "a.b", "caf\u{e9}"]);
        let (_, collisions) =
            Files::new(["stra\u{df}e", "STRASSE", "\u{3c3}\u{3c2}", "\u{3a3}\u{3a3}"].into_iter().map(entry).collect());
        assert_eq!(collisions.len(), 2);
        let (output, collisions) = Files::new(["a/B.png", "a/b.png", "a/b.png/c"].into_iter().map(entry).collect());
        assert_eq!(collisions.len(), 2);
        assert_eq!(output.get("a/B.png").unwrap().unwrap(), "a/B.png");
        assert!(output.get("a/b.png").is_none());
    }
}
