//! Running the program in this process, on a project in a temporary folder.

use gradus::cli::{self, Env, Exit};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// 22 November 2026, the day on which all runs take place, so that none of them ages.
const NOON: &str = "1795348800";

/// What a run came to: data, talk, exit code.
pub struct Ran {
    pub out: String,
    pub err: String,
    pub exit: Exit,
}

pub fn gradus(dir: &Path, args: &[&str]) -> Ran {
    gradus_with(dir, args, &[])
}

/// The same with variables of the environment.
pub fn gradus_with(dir: &Path, args: &[&str], variables: &[(String, String)]) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = std::iter::once("gradus").chain(args.iter().copied()).map(Into::into).collect();
    let dir = dir.to_path_buf();
    let env = Env {
        args,
        dir,
        variables: [&[("SOURCE_DATE_EPOCH".to_owned(), NOON.to_owned())], variables].concat(),
        out: &mut out,
        err: &mut err,
        color: false,
        terminal: false,
        out_width: None,
        width: 120,
    };
    let exit = cli::run(env);
    let text = |bytes| String::from_utf8(bytes).expect("the program speaks UTF-8");
    Ran { out: text(out), err: text(err), exit }
}

/// Whether there is time for more of the same.
pub fn is_long() -> bool {
    std::env::var_os("GRADUS_LONG").is_some()
}

/// A project in a temporary folder.
pub struct Project {
    folder: TempDir,
}

impl Project {
    pub fn empty() -> Project {
        Project::empty_in(&std::env::temp_dir())
    }

    /// On the disk that this folder is on.
    pub fn empty_in(folder: &Path) -> Project {
        Project { folder: tempfile::tempdir_in(folder).expect("a temporary folder") }
    }

    /// The small framework that cases build on: `tests/cases/base/`.
    pub fn base() -> Project {
        Project::base_in(&std::env::temp_dir())
    }

    pub fn base_in(folder: &Path) -> Project {
        let project = Project::empty_in(folder);
        copy(&cases_folder().join("base"), project.path());
        project
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let full = self.path().join(path);
        fs::create_dir_all(full.parent().expect("a file has a folder")).expect("folder");
        fs::write(full, text).expect("file");
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path().join(path)).expect("the case removes a file of the base");
    }

    pub fn gradus(&self, args: &[&str]) -> Ran {
        gradus(self.path(), args)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

pub fn cases_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

pub fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("readable");
        let target = to.join(entry.path().strip_prefix(from).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("folder");
        } else {
            fs::copy(entry.path(), target).expect("copy");
        }
    }
}

/// Every file below a folder: path and bytes, sorted.
pub fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.expect("readable");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
            files.push((path, fs::read(entry.path()).expect("readable")));
        }
    }
    files
}
