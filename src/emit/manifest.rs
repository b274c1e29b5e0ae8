//! The list of the files that are ours, kept in the output as `.gradus-manifest`: only what it lists is ever removed.
//!
//! ```text
//! gradus manifest 2
//! inputs 77d0…31 1023
//! 5120 capabilities/ai-041/index.html
//! ```
//!
//! The line `inputs`, if there is one, tells what the site was made from (`Inputs`). Then a line a file, sorted by path:
//! its length in bytes, its path. A line break in a path is `\n`; a backslash stands in no path. In a list of the first
//! kind, a hash stands before each length.

use super::steps::Known;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::path::{Component, Path};

/// The manifest's name in the output.
pub const MANIFEST: &str = ".gradus-manifest";

const FIRST_LINE: &str = "gradus manifest 2";
const FIRST_LINE_WITH_HASHES: &str = "gradus manifest 1";

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Manifest {
    /// The length of each, in bytes.
    files: BTreeMap<String, u64>,
    pub inputs: Option<Inputs>,
}

/// What a site was made from, told only of one that nothing was found wrong with: from the same it would be made again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Inputs {
    /// Of everything that the bytes of the site depend on.
    pub hash: [u8; 16],
    /// How many pages the site has, for whoever wants to say so.
    pub pages: usize,
}

impl Manifest {
    /// Of the files of an output, in its order.
    pub fn of<'a>(files: impl Iterator<Item = (&'a str, u64)>) -> Manifest {
        Manifest { files: files.map(|(path, length)| (path.to_owned(), length)).collect(), inputs: None }
    }

    /// Reads a manifest. It is not trusted: anyone can put one into a folder, so a list with a path that leaves that
    /// folder is no manifest. The error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Manifest, String> {
        let (lines, hashes) = match text.split_once('\n') {
            Some((FIRST_LINE, rest)) => (rest, false),
            Some((FIRST_LINE_WITH_HASHES, rest)) => (rest, true),
            _ => return Err(format!("its first line is not `{FIRST_LINE}`")),
        };
        if !lines.is_empty() && !lines.ends_with('\n') {
            return Err("its last line is cut off".to_owned());
        }
        let (inputs, lines) = match lines.strip_prefix("inputs ").and_then(|rest| rest.split_once('\n')) {
            Some((line, rest)) => (Some(parse_inputs(line).ok_or("its line 2 is not one of ours")?), rest),
            None => (None, lines),
        };
        let first = if inputs.is_some() { 3 } else { 2 };
        let mut files: Vec<(String, u64)> = Vec::new();
        for (at, line) in lines.split_terminator('\n').enumerate() {
            let file = parse_line(line, hashes).filter(|(path, _)| files.last().is_none_or(|last| last.0 < *path));
            files.push(file.ok_or_else(|| format!("its line {} is not one of ours", at + first))?);
        }
        Ok(Manifest { files: files.into_iter().collect(), inputs })
    }

    pub fn text(&self) -> String {
        let mut text = format!("{FIRST_LINE}\n");
        if let Some(Inputs { hash, pages }) = self.inputs {
            text.push_str(&format!("inputs {:032x} {pages}\n", u128::from_be_bytes(hash)));
        }
        for (path, length) in &self.files {
            text.push_str(&format!("{length} {}\n", path.replace('\n', "\\n")));
        }
        text
    }

    /// Whether it lists exactly these files.
    pub fn is<'a>(&self, files: impl ExactSizeIterator<Item = (&'a str, &'a Known)>) -> bool {
        files.len() == self.files.len()
            && files.zip(&self.files).all(|((path, known), (own, length))| {
                path == own && matches!(known, Known::Same(known) if known == length)
            })
    }

    pub fn length(&self, path: &str) -> Option<u64> {
        self.files.get(path).copied()
    }

    pub fn lengths(&self) -> impl Iterator<Item = (&str, u64)> {
        self.files.iter().map(|(path, length)| (path.as_str(), *length))
    }

    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    pub fn has_file(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    pub fn has_folder(&self, path: &str) -> bool {
        self.first_below(path).is_some()
    }

    /// A listed file that is, or lies below, `path`.
    pub fn covers(&self, path: &str) -> Option<&str> {
        self.covers_file(path).or_else(|| self.first_below(path))
    }

    pub fn covers_file(&self, path: &str) -> Option<&str> {
        self.files.get_key_value(path).map(|(path, _)| path.as_str())
    }

    fn first_below(&self, path: &str) -> Option<&str> {
        let below = format!("{path}/");
        let range = (Bound::Excluded(below.as_str()), Bound::Unbounded);
        let (first, _) = self.files.range::<str, _>(range).next()?;
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

fn parse_inputs(line: &str) -> Option<Inputs> {
    let (hash, pages) = line.split_once(' ')?;
    Some(Inputs { hash: parse_hash(hash)?, pages: parse_number(pages)? as usize })
}

fn parse_line(line: &str, hashes: bool) -> Option<(String, u64)> {
    let line = match hashes {
        true => line.split_once(' ').filter(|(hash, _)| parse_hash(hash).is_some())?.1,
        false => line,
    };
    let (length, path) = line.split_once(' ')?;
    let path = path.replace("\\n", "\n");
    let length = parse_number(length)?;
    is_clean(&path).then_some((path, length))
}

fn parse_hash(text: &str) -> Option<[u8; 16]> {
    let hex = text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    hex.then(|| u128::from_str_radix(text, 16).ok().map(u128::to_be_bytes)).flatten()
}

fn parse_number(text: &str) -> Option<u64> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
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
        let inputs = Some(Inputs { hash: *b"0123456789abcdef", pages: 4 });
        let paths = ["index.html", "a/b/c.html", "a/b.html", "a-b.css", "odd\nname", "wide  space "];
        Manifest { inputs, ..Manifest::of(paths.into_iter().map(|path| (path, path.len() as u64))) }
    }

    #[test]
    fn a_manifest_survives_being_written_down() {
        let text = sample().text();
        assert_eq!(Manifest::parse(&text).unwrap(), sample());
        assert_eq!(text.lines().count(), 8);
        let without = Manifest { inputs: None, ..sample() };
        assert_eq!(Manifest::parse(&without.text()).unwrap(), without);
        assert!(text.contains("\n10 index.html\n"), "{text}");
        assert_eq!(Manifest::parse(&Manifest::default().text()).unwrap(), Manifest::default());
    }

    #[test]
    fn a_manifest_with_hashes_lists_the_same() {
        let hash = "0f".repeat(16);
        let inputs = "30313233343536373839616263646566";
        let text = format!("gradus manifest 1\ninputs {inputs} 4\n{hash} 7 a-b.css\n{hash} 10 index.html\n");
        let inputs = Some(Inputs { hash: *b"0123456789abcdef", pages: 4 });
        let want = Manifest { inputs, ..Manifest::of([("a-b.css", 7), ("index.html", 10)].into_iter()) };
        assert_eq!(Manifest::parse(&text).unwrap(), want);
        assert!(Manifest::parse(&text.replace(&hash, "0g")).is_err());
        assert!(Manifest::parse(&text.replace("manifest 1", "manifest 2")).is_err());
    }

    #[test]
    fn a_manifest_that_points_outside_or_is_damaged_is_none() {
        for path in ["/etc/passwd", "../x", "a/../../x", "a//b", ".", "", "a/", "a\\b", "a\0b", ".gradus-manifest"] {
            assert!(Manifest::parse(&format!("{FIRST_LINE}\n1 {path}\n")).is_err(), "{path:?}");
        }
        let hash = "0".repeat(32);
        let good = format!("{FIRST_LINE}\n1 a\n");
        assert!(Manifest::parse(&good).is_ok());
        for bad in [
            String::new(),
            FIRST_LINE.to_owned(),
            good.replace("manifest 2", "manifest 3"),
            good.trim_end().to_owned(),
            good.replace("1 a", "-1 a"),
            good.replace("1 a", "99999999999999999999 a"),
            good.replace("1 a", "x a"),
            format!("{good}1 a\n"),
            format!("{good}1 A\n"),
            good.replace("1 a", &format!("inputs {hash} x\n1 a")),
            good.replace("1 a", &format!("inputs {hash}\n1 a")),
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
