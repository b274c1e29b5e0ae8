//! The program under `strace`: which system calls it makes, and what becomes of it when one of them fails or is its last.
//!
//! `strace` counts calls by thread. So that "the k-th call" means one thing, the program is refused threads, and does all
//! its work in the one it has. `tests/run` installs `strace`; where it is not allowed to look at processes, tests that
//! need it say so and are skipped.

use super::bench::clean;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// System calls that change files, make a lock, or wait for the disk.
pub const CHANGES: &[&str] = &[
    "openat",
    "mkdir",
    "mkdirat",
    "write",
    "link",
    "linkat",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "rmdir",
    "syncfs",
    "fsync",
    "flock",
    "ftruncate",
    "symlink",
    "chmod",
    "fchmod",
    "copy_file_range",
];

/// The `count`-th call of this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    pub call: String,
    pub count: usize,
}

/// Whether `strace` is there and may trace. Says so where it is not.
pub fn is_possible() -> bool {
    let tried = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
    let possible = tried.is_ok_and(|output| output.status.success());
    if !possible {
        eprintln!("skipped: strace is missing, or may not look at processes here");
    }
    possible
}

/// What `strace` noted, and how the program ended.
pub struct Traced {
    pub output: Output,
    pub lines: Vec<String>,
}

/// Runs a command with these options of `strace`.
pub fn trace(options: &[String], command: &Command) -> Traced {
    let folder = TempDir::new().expect("a temporary folder");
    let notes = folder.path().join("notes");
    let mut strace = clean("strace");
    strace.args(["-qq", "-s", "4096", "-o"]).arg(&notes).args(options).arg(command.get_program());
    strace.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => strace.env(name, value),
            None => strace.env_remove(name),
        };
    }
    let output = strace.output().expect("strace runs");
    let lines =
        String::from_utf8_lossy(&std::fs::read(&notes).unwrap_or_default()).lines().map(str::to_owned).collect();
    Traced { output, lines }
}

/// The program in one thread, with faults put into its calls: `rename:error=EIO:when=2`.
pub fn with_faults(faults: &[String], command: &Command) -> Traced {
    let mut options = vec!["-e".to_owned(), "trace=clone,clone3,".to_owned() + &CHANGES.join(",")];
    options.extend(["-e".to_owned(), "inject=clone,clone3:error=ENOSYS".to_owned()]);
    for fault in faults {
        options.extend(["-e".to_owned(), format!("inject={fault}")]);
    }
    trace(&options, command)
}

/// Every call of a run that changes something, in order.
pub fn points(faults: &[String], command: &Command) -> Vec<Point> {
    let traced = with_faults(faults, command);
    assert!(traced.output.status.success(), "{}", super::bench::said(&traced.output));
    points_of(&traced)
}

/// The same of a run that was seen.
pub fn points_of(traced: &Traced) -> Vec<Point> {
    let mut seen: Vec<Point> = Vec::new();
    let mut found = Vec::new();
    for line in &traced.lines {
        let Some((call, rest)) = line.split_once('(') else { continue };
        let at = seen.iter().position(|point| point.call == call).unwrap_or_else(|| {
            seen.push(Point { call: call.to_owned(), count: 0 });
            seen.len() - 1
        });
        seen[at].count += 1;
        // Opening a file to read it changes nothing.
        let reads = call == "openat" && !["O_CREAT", "O_WRONLY", "O_RDWR"].iter().any(|flag| rest.contains(flag));
        if !reads && CHANGES.contains(&call) {
            found.push(seen[at].clone());
        }
    }
    assert!(found.iter().any(|point| point.call == "rename" || point.call == "renameat2"), "{:#?}", traced.lines);
    found
}

/// A few points of each call: the first, the last, and some between. All of them where there is time.
pub fn sample(points: Vec<Point>, of_each: usize) -> Vec<Point> {
    if crate::run::is_long() {
        return points;
    }
    let mut sample: Vec<Point> = Vec::new();
    for call in CHANGES {
        let such: Vec<&Point> = points.iter().filter(|point| point.call == *call).collect();
        let last = such.len().saturating_sub(1);
        let chosen = (0..of_each).map(|n| n * last / (of_each - 1).max(1));
        let mut chosen: Vec<usize> = chosen.filter(|at| *at < such.len()).collect();
        chosen.dedup();
        sample.extend(chosen.into_iter().map(|at| such[at].clone()));
    }
    sample
}

/// Folders on the disks of this machine: the one for temporary files, and one in memory.
pub fn disks() -> Vec<PathBuf> {
    let mut disks = vec![std::env::temp_dir()];
    disks.extend(Some(PathBuf::from("/dev/shm")).filter(|memory| is_writable(memory)));
    disks
}

fn is_writable(folder: &Path) -> bool {
    tempfile::tempdir_in(folder).is_ok()
}
