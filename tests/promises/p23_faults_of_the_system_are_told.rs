//! A full disk, missing rights and files that vanish are told with the path and the system's reason, and leave nothing.

use super::bench::{Bench, clean, said};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

/// Runs the program as somebody with no rights; `None` where that is not possible.
fn as_nobody(args: &[&str], project: &Path) -> Option<Output> {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
    let run = |program: &str| {
        let mut command = if is_root {
            let mut command = clean("setpriv");
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups", "--", program]);
            command
        } else {
            clean(program)
        };
        command.current_dir("/").env("HOME", "/nowhere");
        command
    };
    let possible = run("/bin/true").status().is_ok_and(|status| status.success())
        && run(env!("CARGO_BIN_EXE_gradus")).arg("--version").output().is_ok_and(|output| output.status.success());
    if !possible {
        eprintln!("skipped: nobody may run the program here");
        return None;
    }
    Some(run(env!("CARGO_BIN_EXE_gradus")).arg("-C").arg(project).args(args).output().expect("it runs"))
}

#[test]
fn faults_of_rights_are_told_and_leave_the_site_as_it_was() {
    let bench = Bench::new(&std::env::temp_dir());
    let project = bench.project.path();
    fs::set_permissions(project, fs::Permissions::from_mode(0o555)).expect("set");
    bench.turn_over();
    let Some(output) = as_nobody(&["build"], project) else { return };
    let said = said(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("Permission denied") && said.contains(".public.gradus-lock"), "{said}");
    assert!(said.contains("not allowed"), "{said}");
    fs::set_permissions(project, fs::Permissions::from_mode(0o755)).expect("set");
    assert_eq!(bench.variant(), Ok(0));
    assert_eq!(bench.beside(), [""; 0]);
    // A folder of somebody else, and a file that may not be read.
    let file = project.join("content/pages/about.md");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).expect("set");
    let output = as_nobody(&["check"], project).expect("it ran before");
    let told = super::bench::said(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("G006") && told.contains("about.md") && told.contains("Permission denied"), "{told}");
    assert_eq!(told.matches("error[").count(), 1, "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn faults_while_content_is_read_are_told_for_that_file() {
    use super::traced;
    if !traced::is_possible() {
        return;
    }
    let bench = Bench::new(&std::env::temp_dir());
    bench.turn_over();
    let command = bench.command();
    let opened = traced::with_faults(&[], &command);
    let opens = opened.lines.iter().filter(|line| line.starts_with("openat("));
    let read: Vec<(usize, &String)> =
        opens.enumerate().filter(|(_, line)| line.contains("/content/") && line.contains(".md\"")).collect();
    assert!(read.len() > 8, "{:#?}", opened.lines);
    bench.turn_over();
    bench.build();
    bench.turn_over();
    let step = if crate::run::is_long() { 1 } else { 4 };
    for (at, line) in read.iter().step_by(step) {
        let path = line.split('"').nth(1).expect("a path");
        let name = path.rsplit('/').next().expect("a name");
        for (error, reason) in
            [("ENOENT", "No such file"), ("EIO", "Input/output error"), ("EACCES", "Permission denied")]
        {
            let fault = format!("openat:error={error}:when={}", at + 1);
            let ended = traced::with_faults(&[fault], &command).output;
            let told = said(&ended);
            assert_eq!(ended.status.code(), Some(1), "{error} at {name}: {told}");
            assert!(told.contains("G006") && told.contains(name) && told.contains(reason), "{error} at {name}: {told}");
            assert_eq!(bench.variant(), Ok(0), "{error} at {name}");
            assert_eq!(bench.beside(), [""; 0]);
        }
    }
}

/// A small disk in memory, gone when dropped.
#[cfg(target_os = "linux")]
struct Disk(tempfile::TempDir);

#[cfg(target_os = "linux")]
impl Disk {
    fn mount(kilobytes: usize) -> Option<Disk> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let size = format!("size={kilobytes}k");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "gradus-test"]).arg(folder.path()).stderr(std::process::Stdio::null());
        let mounted = mount.status().is_ok_and(|status| status.success());
        if !mounted {
            eprintln!("skipped: no disk can be mounted here");
        }
        mounted.then_some(Disk(folder))
    }
}

#[cfg(target_os = "linux")]
impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn faults_of_a_full_disk_are_told_at_any_size_and_leave_the_old_site() {
    let bench = Bench::new(&std::env::temp_dir());
    let blocks: usize = bench.site().iter().map(|(_, bytes)| bytes.len().div_ceil(4096) * 4).sum();
    // From hardly more than the old site needs to nearly what both need: each ends at another step.
    let (mut failed, mut built) = (0, 0);
    let parts: &[usize] = if crate::run::is_long() { &[2, 5, 10, 15, 20, 30, 40, 60, 80, 120] } else { &[2, 20, 60] };
    for &parts in parts {
        let Some(disk) = Disk::mount(blocks + blocks * parts / 100 + 64) else { return };
        let target = disk.0.path().join("site");
        bench.turn(0);
        let build = || bench.command().arg("-o").arg(&target).output().expect("it runs");
        let first = build();
        assert!(first.status.success(), "{}", said(&first));
        let old = crate::run::tree(&target);
        bench.turn(1);
        // Every page has it, so every page is new.
        bench.project.write(
            "gradus.yml",
            format!("framework: {{ id: test, title: \"Test {}\", version: \"1.0.0\" }}\n", "long ".repeat(parts)),
        );
        let ended = build();
        let told = said(&ended);
        if ended.status.success() {
            built += 1;
        } else {
            failed += 1;
            assert_eq!(ended.status.code(), Some(2), "{told}");
            assert!(told.contains("the disk is full") && told.contains("site"), "{told}");
            assert!(crate::run::tree(&target) == old, "{told}");
        }
        let left: Vec<_> =
            fs::read_dir(disk.0.path()).expect("readable").map(|entry| entry.expect("an entry").file_name()).collect();
        assert_eq!(left, ["site"], "{told}");
        bench
            .project
            .write("gradus.yml", "framework:\n  id: test\n  title: \"Test framework\"\n  version: \"1.0.0\"\n");
    }
    assert!(failed >= 2, "{failed} failed, {built} were built");
}
