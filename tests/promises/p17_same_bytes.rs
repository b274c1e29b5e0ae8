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

/// The clock of the system, as a library tells it to every program that asks.
#[cfg(target_os = "linux")]
#[test]
fn same_bytes_whatever_the_systems_clock_says() {
    let at = |day: &str, program: &str| {
        let mut command = super::bench::clean("faketime");
        command.env_remove("SOURCE_DATE_EPOCH").args([day, program]);
        command
    };
    let days = ["1999-12-31 23:59:58", "2044-02-29 12:00:00"];
    for day in days {
        match at(day, "date").arg("+%Y").output() {
            Ok(output)
                if day.starts_with(String::from_utf8_lossy(&output.stdout).trim()) && !output.stdout.is_empty() => {}
            _ => return eprintln!("skipped: faketime is missing, or the clock does not follow it"),
        }
    }
    let wanted = {
        let project = made_in_order(&std::env::temp_dir(), false);
        site(program().env_remove("SOURCE_DATE_EPOCH"), project.path())
    };
    let mut told = Vec::new();
    for day in days {
        let project = made_in_order(&std::env::temp_dir(), false);
        project.write("content/pages/due.md", "---\ntitle: Due\nnext_review: 2030-01-01\n---\nText.\n");
        let stats = at(day, env!("CARGO_BIN_EXE_gradus")).arg("-C").arg(project.path()).arg("stats").output();
        told.push(said(&stats.expect("it runs")));
        project.remove("content/pages/due.md");
        assert!(wanted == site(&mut at(day, env!("CARGO_BIN_EXE_gradus")), project.path()), "on {day}");
    }
    assert_ne!(told[0], told[1], "the program saw no other day");
}

/// A disk that gives the names in a folder in another order each time, by disorderfs, which was made to find what hangs on it.
#[cfg(target_os = "linux")]
#[test]
fn same_bytes_whatever_the_order_in_which_a_disk_lists_a_folder() {
    use super::mounts::Mounted;
    let project = made_in_order(&std::env::temp_dir(), false);
    let wanted = site(&mut program(), project.path());
    // With findings that come of the walk itself, which have an order, too.
    let faulty = made_in_order(&std::env::temp_dir(), false);
    for name in ["one", "two", "three", "four"] {
        for folder in ["pages", "domains", "domains/ai", "glossary"] {
            let link = faulty.path().join(format!("content/{folder}/{name}.md"));
            std::os::unix::fs::symlink("/etc/passwd", link).expect("a link");
        }
    }
    let check = |folder: &Path| {
        let mut command = program();
        command.arg("-C").arg(folder).args(["check", "--format", "json"]);
        command
    };
    let found = said(&check(faulty.path()).output().expect("it runs"));
    assert_eq!(found.matches("is a symbolic link").count(), 16, "{found}");
    let mut orders = std::collections::BTreeSet::new();
    for order in ["--shuffle-dirents=yes", "--shuffle-dirents=yes", "--reverse-dirents=yes", "--sort-dirents=yes"] {
        let folders = [(); 3].map(|()| tempfile::tempdir().expect("a temporary folder"));
        let [sound, wrong, output] = folders.each_ref().map(tempfile::TempDir::path);
        let line = format!("disorderfs --quiet {order} \"$1\" \"$2\" && disorderfs --quiet {order} \"$3\" \"$4\"");
        let Some(mounted) = Mounted::new(&line, &[project.path(), sound, faulty.path(), wrong]) else { return };
        let mut list = super::bench::clean("sh");
        list.args(["-c", "cd \"$0\" && ls -U -R"]).arg(sound.join("content"));
        orders.insert(said(&mounted.enter(&list).output().expect("it runs")));
        let mut build = program();
        build
            .arg("-C")
            .arg(sound)
            .args(["build", "--base-url", "https://a.example/b/", "-o"])
            .arg(output.join("public"));
        let built = mounted.enter(&build).output().expect("it runs");
        assert!(built.status.success() && tree(&output.join("public")) == wanted, "{order}: {}", said(&built));
        let told = said(&mounted.enter(&check(wrong)).output().expect("it runs"));
        assert!(told == found, "{order}: {told}");
    }
    assert!(orders.len() > 1, "the orders are all one: {orders:?}");
}
