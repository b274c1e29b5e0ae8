//! The list of the files that are ours, kept in the output as `.gradus-manifest`: only what it lists is ever removed.
//!
//! ```text
//! gradus manifest 1
//! 0c3f…9a 5120 capabilities/ai-041/index.html
//! ```
//!
//! A line a file, sorted by path: the first 32 hex digits of its BLAKE3 hash, its length in bytes, its path. A line
//! break in a path is `\n`; a backslash stands in no path.

use super::steps::Known;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::path::{Component, Path};

/// The manifest's name in the output.
pub const MANIFEST: &str = ".gradus-manifest";

const FIRST_LINE: &str = "gradus manifest 1";

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Manifest(BTreeMap<String, Entry>);

/// What the list says of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The first half of the file's BLAKE3 hash.
    hash: [u8; 16],
    length: u64,
}

impl Entry {
    pub fn of(bytes: &[u8]) -> Entry {
        let hash = blake3::hash(bytes);
        let (half, _) = hash.as_bytes().split_first_chunk().expect("a hash has 32 bytes");
        Entry { hash: *half, length: bytes.len() as u64 }
    }
}

impl Manifest {
    /// Of the files of an output, in its order.
    pub fn of<'a>(files: impl Iterator<Item = (&'a str, Entry)>) -> Manifest {
        Manifest(files.map(|(path, entry)| (path.to_owned(), entry)).collect())
    }

    /// Reads a manifest. It is not trusted: anyone can put one into a folder, so a list with a path that leaves that
    /// folder is no manifest. The error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Manifest, String> {
        let Some(lines) = text.strip_prefix(FIRST_LINE).and_then(|rest| rest.strip_prefix('\n')) else {
            return Err(format!("its first line is not `{FIRST_LINE}`"));
        };
        if !lines.is_empty() && !lines.ends_with('\n') {
            return Err("its last line is cut off".to_owned());
        }
        let mut files: Vec<(String, Entry)> = Vec::new();
        for (at, line) in lines.split_terminator('\n').enumerate() {
            let file = parse_line(line).filter(|(path, _)| files.last().is_none_or(|last| last.0 < *path));
            files.push(file.ok_or_else(|| format!("its line {} is not one of ours", at + 2))?);
        }
        Ok(Manifest(files.into_iter().collect()))
    }

    pub fn text(&self) -> String {
        let mut text = format!("{FIRST_LINE}\n");
        for (path, Entry { hash, length }) in &self.0 {
            let hash = hash.iter().fold(String::with_capacity(32), |hash, byte| hash + &format!("{byte:02x}"));
            text.push_str(&format!("{hash} {length} {}\n", path.replace('\n', "\\n")));
        }
        text
    }

    /// Whether it lists exactly these files.
    pub fn is<'a>(&self, files: impl ExactSizeIterator<Item = (&'a str, &'a Known)>) -> bool {
        files.len() == self.0.len()
            && files.zip(&self.0).all(|((path, known), (own, entry))| {
                path == own && matches!(known, Known::Same(known) if known == entry)
            })
    }

    pub fn length(&self, path: &str) -> Option<u64> {
        self.0.get(path).map(|entry| entry.length)
    }

    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub fn has_file(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    pub fn has_folder(&self, path: &str) -> bool {
        self.first_below(path).is_some()
    }

    /// A listed file that is, or lies below, `path`.
    pub fn covers(&self, path: &str) -> Option<&str> {
        self.covers_file(path).or_else(|| self.first_below(path))
    }

    pub fn covers_file(&self, path: &str) -> Option<&str> {
        self.0.get_key_value(path).map(|(path, _)| path.as_str())
    }

    fn first_below(&self, path: &str) -> Option<&str> {
        let below = format!("{path}/");
        let range = (Bound::Excluded(below.as_str()), Bound::Unbounded);
        let (first, _) = self.0.range::<str, _>(range).next()?;
        first.starts_with(&below).then_some(first)
    }
}

/// The folders that the paths stand in, each once, a folder before those in it. The top itself is not among them.
pub fn folders<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut folders = BTreeSet::new();
    for path in paths {
        let mut folder = parent(path);
        while !folder.is_empty() && folders.insert(folder) {
            folder = parent(folder);
        }
    }
    folders.into_iter().collect()
}

/// The folder of a path, empty for one at the top.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn parse_line(line: &str) -> Option<(String, Entry)> {
    let (hash, rest) = line.split_once(' ')?;
    let (length, path) = rest.split_once(' ')?;
    let path = path.replace("\\n", "\n");
    let hex = hash.len() == 32 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let number = !length.is_empty() && length.bytes().all(|b| b.is_ascii_digit());
    if !hex || !number || !is_clean(&path) {
        return None;
    }
    let (hash, length) = (u128::from_str_radix(hash, 16).ok()?.to_be_bytes(), length.parse().ok()?);
    Some((path, Entry { hash, length }))
}

fn is_clean(path: &str) -> bool {
    let parts = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    // `C:` is a part like any other but for Windows, which knows better.
    let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    parts && inside && !path.contains(['\\', '\0']) && !is_reserved(path)
}

/// Whether a path begins with a name that we keep for ourselves.
pub fn is_reserved(path: &str) -> bool {
    let start = path.as_bytes().get(..8);
    start.is_some_and(|start| start.eq_ignore_ascii_case(b".gradus-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Manifest {
        let paths = ["index.html", "a/b/c.html", "a/b.html", "a-b.css", "odd\nname", "wide  space "];
        Manifest::of(paths.into_iter().map(|path| (path, Entry::of(path.as_bytes()))))
    }

    #[test]
    fn a_manifest_survives_being_written_down() {
        let text = sample().text();
        assert_eq!(Manifest::parse(&text).unwrap(), sample());
        assert_eq!(text.lines().count(), 7);
        let hash = &blake3::hash(b"index.html").to_hex()[..32];
        assert!(text.contains(&format!("\n{hash} 10 index.html\n")), "{text}");
        assert_eq!(Manifest::parse(&Manifest::default().text()).unwrap(), Manifest::default());
    }

    #[test]
    fn a_manifest_that_points_outside_or_is_damaged_is_none() {
        let hash = "0".repeat(32);
        for path in ["/etc/passwd", "../x", "a/../../x", "a//b", ".", "", "a/", "a\\b", "a\0b", ".gradus-manifest"] {
            assert!(Manifest::parse(&format!("{FIRST_LINE}\n{hash} 1 {path}\n")).is_err(), "{path:?}");
        }
        let good = format!("{FIRST_LINE}\n{hash} 1 a\n");
        assert!(Manifest::parse(&good).is_ok());
        for bad in [
            String::new(),
            FIRST_LINE.to_owned(),
            good.replace("manifest 1", "manifest 2"),
            good.trim_end().to_owned(),
            good.replace(" 1 ", " -1 "),
            good.replace(" 1 ", " 99999999999999999999 "),
            good.replacen('0', "g", 1),
            format!("{good}{hash} 1 a\n"),
            format!("{good}{hash} 1 A\n"),
        ] {
            assert!(Manifest::parse(&bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn no_damage_to_a_manifest_makes_reading_panic_or_leave_the_folder() {
        let text = sample().text();
        let mut seed = 0x2545_f491_4f6c_dd1d_u64;
        for _ in 0..20_000 {
            let mut bytes = text.clone().into_bytes();
            for _ in 0..3 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let at = (seed >> 33) as usize % bytes.len();
                bytes[at] = b"./\\\n 0aZ\0\xff"[(seed >> 20) as usize % 10];
            }
            let Ok(manifest) = Manifest::parse(&String::from_utf8_lossy(&bytes)) else {
                continue;
            };
            for path in manifest.paths() {
                assert!(!path.starts_with('/') && !path.split('/').any(|part| part == ".."), "{path:?}");
            }
        }
    }

    #[test]
    fn a_folder_is_told_from_a_name_that_begins_alike() {
        let manifest = sample();
        assert!(manifest.has_folder("a") && manifest.has_folder("a/b"));
        assert!(!manifest.has_folder("a-b") && !manifest.has_folder("a/b.html") && !manifest.has_folder("inde"));
        assert!(manifest.has_file("a/b.html") && !manifest.has_file("a"));
        assert_eq!(manifest.covers("a"), Some("a/b.html"));
        assert_eq!(folders(manifest.paths()), ["a", "a/b"]);
    }
}
