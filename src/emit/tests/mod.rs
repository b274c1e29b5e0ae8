//! Whole runs on a real disk, and runs stopped after each step.

mod faults;
mod ordinary;
mod refusals;

use super::*;
use crate::base::{Bytes, Files};
use folder::MARKER;
use manifest::MANIFEST;
use std::collections::BTreeMap;
use std::time::SystemTime;
use steps::Step;
use tempfile::TempDir;

const WAYS: [Way; 2] = [Way::Exchange, Way::TwoRenames];

/// A project and a place for its site, gone with the value.
struct Bench {
    dir: TempDir,
}

/// What stands in a folder: path to content, a folder's path ends in `/`.
type Tree = BTreeMap<String, String>;

impl Bench {
    fn new() -> Bench {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("project/content")).unwrap();
        Bench { dir }
    }

    fn target(&self) -> PathBuf {
        self.dir.path().join("project/public")
    }

    fn project(&self) -> PathBuf {
        self.dir.path().join("project")
    }

    fn at(&self, path: &str) -> PathBuf {
        self.target().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        put(&self.target(), path, text);
    }

    fn emit(&self, files: &[(&str, &str)]) -> Result<Report, EmitError> {
        self.emit_by(Way::Exchange, files)
    }

    fn emit_by(&self, way: Way, files: &[(&str, &str)]) -> Result<Report, EmitError> {
        emit_by(way, &output(files), None, &self.target(), &self.project(), &(), None)
    }

    fn places(&self) -> Places {
        Places::of(&self.target(), &self.project(), None).unwrap()
    }

    /// Does the first `count` steps of a run and then nothing more, as a killed run does. Says whether there were more.
    fn killed(&self, way: Way, files: &[(&str, &str)], count: usize) -> bool {
        let (places, output) = (self.places(), output(files));
        let (replaces, old) = match folder::look(&places.target).unwrap() {
            Folder::Ours(old) => (true, old),
            _ => (false, Manifest::default()),
        };
        let known =
            if replaces { compare(&output, &places.target, None).unwrap() } else { vec![Known::Nothing; output.len()] };
        let steps = steps::steps(way, replaces);
        let mut work = Work::new(&places, &output, &known, replaces.then_some(&old), &());
        for step in steps.iter().take(count) {
            work.perform(*step).unwrap();
        }
        count < steps.len()
    }

    /// What stands in the target, without the manifest.
    fn tree(&self) -> Tree {
        let mut tree = tree(&self.target());
        tree.remove(MANIFEST);
        tree
    }

    /// Fails if anything but the project's own stands beside the target.
    fn assert_tidy(&self) {
        let entries = fs::read_dir(self.project()).unwrap();
        let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| name != "content" && name != "public");
        assert!(names.is_empty(), "left behind: {names:?}");
    }
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn output(files: &[(&str, &str)]) -> Files<Bytes> {
    let entry = |(path, text): &(&str, &str)| crate::base::Entry {
        path: path.to_string(),
        recipe: text.to_string().into(),
        origin: None,
    };
    let (output, collisions) = Files::new(files.iter().map(entry).collect());
    assert_eq!(collisions, []);
    output
}

fn tree(root: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(root).min_depth(1).into_iter().map(Result::unwrap);
    entries
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            match entry.file_type() {
                kind if kind.is_dir() => (format!("{path}/"), String::new()),
                kind if kind.is_file() => (path, fs::read_to_string(entry.path()).unwrap()),
                _ => (path, format!("-> {}", fs::read_link(entry.path()).unwrap().display())),
            }
        })
        .collect()
}

/// The tree that holds these files.
fn expected(files: &[&[(&str, &str)]]) -> Tree {
    let files: Vec<_> = files.concat();
    let folders = manifest::folders(files.iter().map(|(path, _)| *path));
    let folders = folders.iter().map(|folder| (format!("{folder}/"), String::new()));
    folders.chain(files.iter().map(|(path, text)| (path.to_string(), text.to_string()))).collect()
}

fn refusal(result: Result<Report, EmitError>) -> String {
    match result {
        Err(error @ EmitError::Refused { .. }) => error.to_string(),
        other => panic!("not refused: {other:?}"),
    }
}

const OLD: &[(&str, &str)] = &[
    ("index.html", "same"),
    ("style.css", "old"),
    ("gone/index.html", "gone"),
    ("gone/deep/er.html", "gone too"),
    ("turns/file.html", "into a file"),
    ("folder", "into a folder"),
];
const NEW: &[(&str, &str)] = &[
    ("index.html", "same"),
    ("style.css", "new"),
    ("turns", "a file now"),
    ("folder/inside.html", "a folder now"),
    ("more/page/index.html", "more"),
    ("photos/ours.html", "beside theirs"),
];
/// What others put into the target: at the top, in folders of ours old and new, and in folders of their own.
const FOREIGN: &[(&str, &str)] = &[
    ("CNAME", "example.org"),
    (".git/HEAD", "ref"),
    (".git/objects/ab/c", "object"),
    ("gone/notes.txt", "kept"),
    ("gone/deep/notes/a.txt", "kept as well"),
    ("photos/theirs.jpg", "jpg"),
];

fn old_site_with_foreign_files() -> Bench {
    let bench = Bench::new();
    bench.emit(OLD).unwrap();
    for (path, text) in FOREIGN {
        bench.put(path, text);
    }
    bench
}
