//! A preview that runs all day: nothing may grow with the number of changes.

#![cfg(target_os = "linux")]

use super::super::{Watch, Woken};
use super::write;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

const CYCLES: usize = 300;

/// How many watches this process has on a folder.
fn watches_on(folder: &Path) -> usize {
    let inode = format!(" ino:{:x} ", fs::metadata(folder).unwrap().ino());
    let handles = fs::read_dir("/proc/self/fdinfo").unwrap().flatten();
    let texts = handles.filter_map(|handle| fs::read_to_string(handle.path()).ok());
    texts.map(|text| text.lines().filter(|line| line.starts_with("inotify") && line.contains(&inode)).count()).sum()
}

fn count(folder: &str) -> usize {
    fs::read_dir(folder).unwrap().count()
}

#[test]
fn nothing_grows_with_the_number_of_changes() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path();
    let (content, away, nested) = (project.join("content"), project.join("away"), project.join("content/a"));
    let file = nested.join("f.md");
    write(&file, "old\n");
    let mut watch = Watch::start(project, None);
    let (threads, handles) = (count("/proc/self/task"), count("/proc/self/fd"));
    for n in 0..CYCLES {
        match n / (CYCLES / 3) {
            0 => fs::write(&file, "new\n").unwrap(),
            1 => {
                fs::rename(&content, &away).unwrap();
                fs::rename(&away, &content).unwrap();
            }
            _ => {
                fs::remove_dir_all(&nested).unwrap();
                write(&file, "again\n");
            }
        }
        assert_ne!(watch.wait(), Woken::Stopped);
    }
    while watch.wait() != Woken::Unsure {}
    // Other tests run beside this one, so the counts of the whole process are only held against what would be a leak.
    assert!(count("/proc/self/task") < threads + CYCLES / 2);
    assert!(count("/proc/self/fd") < handles + CYCLES / 2);
    for watched in [project, &content, &nested] {
        assert_eq!(watches_on(watched), 1, "{}", watched.display());
    }
    drop(watch);
    let end = std::time::Instant::now() + super::LONG;
    while watches_on(&content) > 0 {
        assert!(std::time::Instant::now() < end, "a watch that was dropped still watches");
        std::thread::yield_now();
    }
}
