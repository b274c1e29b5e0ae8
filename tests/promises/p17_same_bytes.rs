//! The same input gives the same bytes: on any machine, in any time zone, locale, folder and order, with any number of
//! threads. `tests/run` builds this repository's site twice, too.

use super::bench::{Site, program, said};
use crate::run::{Project, tree};
use std::path::Path;
use std::process::Command;

fn site(command: &mut Command, project: &Path) -> Site {
    let output =
        command.arg("-C").arg(project).args(["build", "--base-url", "https://a.example/b/"]).output().expect("it runs");
    assert!(output.status.success(), "{}", said(&output));
    tree(&project.join("public"))
}

/// A project whose files were made in this order: some disks list them so.
fn made_in_order(folder: &Path, reversed: bool) -> Project {
    let project = Project::empty_in(folder);
    let mut files = tree(&crate::run::cases_folder().join("base"));
    files.extend(["zebra", "apple", "Ampere"].map(|word| {
        let text = format!("---\ntitle: {word} \u{e9}\nreviewed: 2026-01-0{}\n---\nText.\n", word.len() % 7 + 1);
        (format!("content/glossary/{}.md", word.to_lowercase()), text.into_bytes())
    }));
    files.push((
        "content/domains/ai/IB-10.md".into(),
        b"---\nid: IB-10\nlevel: 2\narchetypes: [creator]\n---\nI can istanbul.\n".to_vec(),
    ));
    files.push((
        "content/domains/ai/ib-9.md".into(),
        b"---\nid: ib-9\nlevel: 2\narchetypes: [creator]\n---\nI can I.\n".to_vec(),
    ));
    if reversed {
        files.reverse();
    }
    for (path, bytes) in files {
        project.write(&path, bytes);
    }
    project
}

#[test]
fn same_bytes_whatever_the_machine() {
    let plain = made_in_order(&std::env::temp_dir(), false);
    let wanted = site(&mut program(), plain.path());
    assert!(wanted.len() > 50, "{}", wanted.len());
    let variables: [&[(&str, &str)]; 8] = [
        &[("TZ", "Pacific/Kiritimati"), ("LC_ALL", "C"), ("LANG", "C")],
        &[("TZ", "America/Adak"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")],
        &[("RAYON_NUM_THREADS", "1")],
        &[("RAYON_NUM_THREADS", "13")],
        &[("HOME", "/nowhere"), ("USER", "somebody"), ("TMPDIR", "/nowhere"), ("PATH", ""), ("CI", "true")],
        &[("TZ", "Europe/London"), ("LANG", "de_DE.UTF-8")],
        &[("COLUMNS", "40"), ("TERM", "dumb"), ("NO_COLOR", "1")],
        &[("RAYON_NUM_THREADS", "2")],
    ];
    let most = if crate::run::is_long() { variables.len() } else { 5 };
    for variables in variables.into_iter().take(most) {
        let project = made_in_order(&std::env::temp_dir(), false);
        assert!(wanted == site(program().envs(variables.iter().copied()), project.path()), "{variables:?}");
    }
    // Another folder, with other letters in its path; another order; another disk.
    let folder = tempfile::tempdir().expect("a temporary folder");
    let odd = folder.path().join("a b \u{e9}'\"&<");
    std::fs::create_dir(&odd).expect("made");
    let project = made_in_order(&odd, true);
    assert!(wanted == site(&mut program(), project.path()), "in another folder, made in another order");
    if let Ok(memory) = tempfile::tempdir_in("/dev/shm") {
        let project = made_in_order(memory.path(), true);
        assert!(wanted == site(&mut program(), project.path()), "on another disk");
    }
}

#[test]
fn same_bytes_whatever_the_umask_and_the_clock() {
    let shell = |before: &str| {
        let project = made_in_order(&std::env::temp_dir(), false);
        let mut command = super::bench::clean("sh");
        let line = format!("{before}\nexec \"$0\" \"$@\"");
        let site = site(command.arg("-c").arg(line).arg(env!("CARGO_BIN_EXE_gradus")), project.path());
        (site, project)
    };
    let (wanted, _) = shell("");
    for umask in ["000", "077"] {
        assert!(wanted == shell(&format!("umask {umask}")).0, "{umask}");
    }
    // A file's age is no part of a site.
    let project = made_in_order(&std::env::temp_dir(), false);
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(86_400 * 365 * 20);
    for (path, _) in tree(project.path()) {
        std::fs::File::options()
            .write(true)
            .open(project.path().join(path))
            .expect("there")
            .set_modified(old)
            .expect("set");
    }
    assert!(wanted == site(&mut program(), project.path()), "files of another age");
    // Nor is the day: what is due is told by `check`, and the site says dates, not how far away they are.
    for day in ["946684800", "2524608000"] {
        let project = made_in_order(&std::env::temp_dir(), false);
        assert!(wanted == site(program().env("SOURCE_DATE_EPOCH", day), project.path()), "{day}");
    }
}
