//! How editors save, step by step as they do it. A save is one rebuild, at most two, and one look more.

use super::{Bench, Woken};
use Step::*;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// As long as the old text, so that only its content tells it apart.
const NEW: &str = "new text\n";

/// A system call or two, on files in one folder.
#[derive(Debug)]
enum Step {
    /// Open, make or truncate, write, close.
    Write(&'static str),
    /// The same, in as many pieces as there are words, then to disk before closing.
    WriteSlowly(&'static str),
    Rename(&'static str, &'static str),
    Remove(&'static str),
    /// A link to nowhere, as emacs locks files.
    Lock(&'static str),
    Copy(&'static str, &'static str),
    Mode(&'static str),
    /// Puts the time of the last change back to what it was before all this.
    OldTime(&'static str),
    NewTime(&'static str),
}

impl Step {
    fn run(&self, folder: &Path, old_time: SystemTime) {
        let at = |name: &str| folder.join(name);
        let time = |name, time| OpenOptions::new().append(true).open(at(name)).unwrap().set_modified(time).unwrap();
        match self {
            Write(name) => fs::write(at(name), NEW).unwrap(),
            WriteSlowly(name) => {
                let mut file = File::create(at(name)).unwrap();
                NEW.split_inclusive(' ').for_each(|piece| file.write_all(piece.as_bytes()).unwrap());
                file.sync_all().unwrap();
            }
            Rename(from, to) => fs::rename(at(from), at(to)).unwrap(),
            Remove(name) => fs::remove_file(at(name)).unwrap(),
            #[cfg(unix)]
            Lock(name) => std::os::unix::fs::symlink("me@here.1234:1700000000", at(name)).unwrap(),
            #[cfg(not(unix))]
            Lock(name) => fs::write(at(name), "").unwrap(),
            Copy(from, to) => drop(fs::copy(at(from), at(to)).unwrap()),
            Mode(name) => {
                let mode = fs::metadata(at(name)).unwrap().permissions();
                fs::set_permissions(at(name), mode).unwrap();
            }
            OldTime(name) => time(name, old_time),
            NewTime(name) => time(name, SystemTime::now() + Duration::from_secs(1)),
        }
    }
}

fn save(editor: &str, steps: &[Step]) {
    // How many wakes there are depends on pauses, and a busy machine makes pauses; that one try in six is without
    // them can be expected of any. Everything else must hold each time.
    let mut counts = Vec::new();
    for _ in 0..6 {
        let bench = Bench::new(&["gradus.yml", "content/a/f.md", "content/a/g.md"]);
        let file = bench.path("content/a/f.md");
        let old_time = fs::metadata(&file).unwrap().modified().unwrap();
        let folder = file.parent().unwrap();
        let wakes = bench.follows(|| steps.iter().for_each(|step| step.run(folder, old_time)));
        let (last, before) = wakes.split_last().unwrap();
        let names = |woken: &Woken| matches!(woken, Woken::Changed(paths) if paths.contains(&file));
        assert!(before.iter().any(|wake| names(&wake.woken) || wake.woken == Woken::Unsure), "{editor}");
        assert!(last.files.contains_key(&file), "{editor}");
        counts.push(before.len());
        if before.len() <= 2 && last.woken == Woken::Unsure {
            bench.hears_only("content/a/g.md");
            return;
        }
    }
    panic!("{editor}: never less than {counts:?} wakes for one save");
}

#[test]
fn vim_with_a_backup_renamed_away() {
    let steps = [
        Write(".f.md.swp"),
        Write("4913"),
        Mode("4913"),
        Remove("4913"),
        Rename("f.md", "f.md~"),
        WriteSlowly("f.md"),
        Mode("f.md"),
        Remove("f.md~"),
        Remove(".f.md.swp"),
    ];
    save("vim", &steps);
}

#[test]
fn vim_with_a_backup_copied() {
    save("vim, backupcopy=yes", &[Copy("f.md", "f.md~"), WriteSlowly("f.md"), Mode("f.md"), Remove("f.md~")]);
}

#[test]
fn emacs() {
    let steps = [
        Lock(".#f.md"),
        Write("#f.md#"),
        Rename("f.md", "f.md~"),
        WriteSlowly("f.md"),
        Mode("f.md"),
        Remove("#f.md#"),
        Remove(".#f.md"),
    ];
    save("emacs", &steps);
}

#[test]
fn vs_code_in_place() {
    save("VS Code", &[WriteSlowly("f.md")]);
}

#[test]
fn vs_code_atomically() {
    save("VS Code, atomic", &[Write("f.md.vsctmp"), Mode("f.md.vsctmp"), Rename("f.md.vsctmp", "f.md")]);
}

#[test]
fn jetbrains() {
    let steps = [
        Write("f.md___jb_tmp___"),
        Rename("f.md", "f.md___jb_old___"),
        Rename("f.md___jb_tmp___", "f.md"),
        Remove("f.md___jb_old___"),
    ];
    save("JetBrains", &steps);
}

#[test]
fn sed_in_place() {
    save("sed -i", &[Write("sedu4TrX2"), Mode("sedu4TrX2"), Rename("sedu4TrX2", "f.md")]);
}

#[test]
fn gedit() {
    save("gedit", &[WriteSlowly(".goutputstream-1XB4A2"), Rename(".goutputstream-1XB4A2", "f.md")]);
}

#[test]
fn kate() {
    let steps = [
        Write(".f.md.kate-swp"),
        WriteSlowly("f.md.TcXwqe"),
        Mode("f.md.TcXwqe"),
        Rename("f.md.TcXwqe", "f.md"),
        Remove(".f.md.kate-swp"),
    ];
    save("kate", &steps);
}

#[test]
fn nano() {
    save("nano", &[Write(".f.md.swp"), Write("f.md"), Remove(".f.md.swp")]);
}

#[test]
fn git_restores_one_file() {
    save("git restore", &[Remove("f.md"), Write("f.md")]);
}

#[test]
fn a_copy_of_the_same_size_and_time_is_put_back() {
    save("cp -p", &[Write("f.md"), OldTime("f.md")]);
}

#[test]
fn a_file_is_touched() {
    save("touch", &[NewTime("f.md")]);
}
