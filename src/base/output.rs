//! The whole site in memory: path to bytes, in order of path. Nothing of it is on disk yet.

use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

pub use bytes::Bytes;

#[derive(Clone, Default, Debug)]
pub struct Output {
    files: BTreeMap<String, Bytes>,
    /// Path as a file system without letter case or with other Unicode forms sees it, to the path as given.
    folded: BTreeMap<String, String>,
}

/// Two files that would be one on some disk, or a file where another needs a folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Collision {
    pub path: String,
    pub with: String,
}

impl Output {
    pub fn new() -> Output {
        Output::default()
    }

    /// Adds a file. `path` is relative, `/` between parts, no `..`; a breach of that is our bug and panics.
    pub fn insert(&mut self, path: &str, bytes: impl Into<Bytes>) -> Result<(), Collision> {
        assert!(
            path.split('/').all(|part| !matches!(part, "" | "." | "..")) && !path.contains('\\'),
            "an output path is clean: {path:?}"
        );
        let key = fold(path);
        let clash = self.folded.get(&key).or_else(|| {
            let below = format!("{key}/");
            let under = self.folded.range(below.clone()..).next();
            let under = under.filter(|(k, _)| k.starts_with(&below)).map(|(_, v)| v);
            let mut parents = key.match_indices('/').map(|(at, _)| &key[..at]);
            under.or_else(|| parents.find_map(|parent| self.folded.get(parent)))
        });
        if let Some(with) = clash {
            let (path, with) = (path.to_owned(), with.clone());
            return Err(Collision { path, with });
        }
        self.folded.insert(key, path.to_owned());
        self.files.insert(path.to_owned(), bytes.into());
        Ok(())
    }

    pub fn get(&self, path: &str) -> Option<&Bytes> {
        self.files.get(path)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Bytes)> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes))
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

fn fold(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    path.nfc().collect::<String>().to_lowercase().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_some_disk_would_merge_collide() {
        let mut output = Output::new();
        output.insert("a/B.png", "1").unwrap();
        for path in ["a/b.png", "a", "A/B.PNG/c"] {
            let clash = output.insert(path, "2").unwrap_err();
            assert_eq!(clash.with, "a/B.png", "{path}");
        }
        output.insert("a/b.pngx", "3").unwrap();
        output.insert("caf\u{e9}", "4").unwrap();
        assert!(output.insert("cafe\u{301}", "5").is_err());
        assert_eq!(output.len(), 3);
    }
}
