//! `gradus serve` as a process: how it begins, ends, fails to begin, and lasts; and that a save is one rebuild.

use crate::author::{Save, save};
use crate::run::Project;
use crate::running::{Preview, Running, is_long, same, wait_until, when};
use std::fs;
use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

const PAGE: &str = "content/pages/about.md";

fn page(text: &str) -> String {
    format!("---\ntitle: \"About\"\n---\n{text}\n")
}

fn shows(preview: &Preview, text: &str) {
    wait_until(text, || when(preview.get("/about/").text().contains(text), || "another text is shown".to_owned()));
}

#[test]
fn ctrl_c_ends_it_in_a_second_while_a_page_listens() {
    for signal in ["INT", "TERM"] {
        let project = Project::base();
        let preview = Preview::start(project.path(), &[]);
        let _open = preview.events();
        let since = Instant::now();
        preview.run.signal(signal);
        let (status, said) = preview.run.end();
        assert!(since.elapsed() < Duration::from_secs(1), "{signal} took {:?}", since.elapsed());
        assert_eq!(status.code(), Some(130), "{signal}: {said:#?}");
        assert!(said.last().unwrap().starts_with("Preview at "), "it says nothing as it ends: {said:#?}");
    }
}

#[test]
fn ctrl_c_ends_it_in_a_second_in_the_middle_of_a_build() {
    let project = Project::base();
    for n in 0..1500 {
        let text = format!("---\nid: X-{n}\nlevel: 1\narchetypes: [creator]\n---\nI can do thing {n}.\n");
        project.write(&format!("content/domains/ai/X-{n}.md"), text);
    }
    let run = Running::start(project.path(), &["serve", "--port", "0"]);
    wait_until("the handler of signals", || handles_interrupts(run.id()));
    let since = Instant::now();
    run.signal("INT");
    let (status, said) = run.end();
    assert!(since.elapsed() < Duration::from_millis(1500), "{:?}", since.elapsed());
    assert_eq!(status.code(), Some(130), "{said:#?}");
}

/// Whether a process has a handler of SIGINT by now.
fn handles_interrupts(id: u32) -> Result<(), String> {
    let Ok(status) = fs::read_to_string(format!("/proc/{id}/status")) else {
        thread::sleep(Duration::from_millis(300));
        return Ok(());
    };
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap_or_default().trim().to_owned();
    let caught = u64::from_str_radix(&caught, 16).unwrap_or_default();
    when(caught & 2 != 0, || "there is none".to_owned())
}

#[test]
fn a_port_in_use_is_told_in_one_line() {
    let project = Project::base();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = other.local_addr().unwrap().port().to_string();
    let (status, said) = Running::start(project.path(), &["serve", "--port", &port]).end();
    assert_eq!(status.code(), Some(2));
    assert_eq!(said.len(), 2, "{said:#?}");
    assert_eq!(said[0], format!("error: port {port} is in use by another program"));
    assert!(said[1].starts_with("  help: "), "{said:#?}");
}

#[test]
fn without_a_port_it_takes_the_next_one_that_is_free() {
    // Taken here, or by somebody else.
    let _first = TcpListener::bind("127.0.0.1:1111");
    let project = Project::base();
    let preview = Preview::of(Running::start(project.path(), &["serve"]));
    assert_ne!(preview.port, 1111);
    assert_eq!(preview.get("/").status, 200);
    let second = Preview::of(Running::start(project.path(), &["serve"]));
    assert_ne!(second.port, preview.port);
}

#[test]
fn an_interface_that_is_not_there_is_told_in_one_line() {
    let project = Project::base();
    let begin = |interface| {
        let (status, said) = Running::start(project.path(), &["serve", "--port", "0", "-i", interface]).end();
        assert_eq!(status.code(), Some(2), "{said:#?}");
        said
    };
    // Kept for examples, so no machine has it.
    let said = begin("192.0.2.1");
    assert_eq!(said[0], "error: this machine does not have the address 192.0.2.1");
    assert_eq!(said.len(), 2, "{said:#?}");
    let said = begin("localhorst");
    assert!(said[0].contains("localhorst") && said[0].contains("--interface"), "{said:#?}");
}

// Elsewhere the system's own way to open a browser is always found.
#[cfg(target_os = "linux")]
#[test]
fn a_browser_that_is_missing_is_a_note_and_the_preview_is_there() {
    let project = Project::base();
    // No program of this name is found where there is none.
    let run = Running::start_with(
        project.path(),
        &["serve", "--port", "0", "--open"],
        &[("PATH", "/nowhere"), ("BROWSER", "")],
    );
    let preview = Preview::of(run);
    preview.run.line("note: no browser could be opened", 0);
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn polling_is_said_and_finds_changes() {
    let project = Project::base();
    let preview = Preview::start(project.path(), &["--poll=50"]);
    assert!(preview.run.said().iter().any(|line| line == "note: looking for changes every 50 ms"));
    for text in ["Once.", "More."] {
        project.write(PAGE, page(text));
        shows(&preview, text);
    }
    assert_eq!(preview.run.count("note: looking"), 1);
}

/// What a process holds; none where the system does not tell.
struct Held {
    threads: usize,
    files: usize,
    kilobytes: usize,
}

fn held(id: u32) -> Option<Held> {
    let count = |folder: &str| fs::read_dir(format!("/proc/{id}/{folder}")).ok().map(Iterator::count);
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes = memory.trim().trim_end_matches(" kB").parse().ok()?;
    Some(Held { threads: count("task")?, files: count("fd")?, kilobytes })
}

#[test]
fn nothing_grows_with_the_number_of_edits() {
    let project = Project::base();
    let preview = Preview::start(project.path(), &[]);
    let events = preview.events();
    let id = preview.run.id();
    let (mut early, mut memory) = (None, None);
    let edits = if is_long() { 1000 } else { 300 };
    for n in 0..edits {
        let text = format!("Edit {n}.");
        save(&project.path().join(PAGE), page(&text).as_bytes(), Save::Renamed);
        shows(&preview, &text);
        match n {
            50 => early = held(id),
            100 => memory = held(id),
            _ => {}
        }
    }
    assert!(events.version() > edits, "{} versions of {edits} edits", events.version());
    let (Some(early), Some(memory)) = (early, memory) else {
        return eprintln!("skipped: this system does not tell what a process holds");
    };
    wait_until("what was taken to be given back", || {
        let now = held(id).expect("it runs");
        when(now.threads <= early.threads + 2, || format!("{} threads, early {}", now.threads, early.threads))?;
        when(now.files <= early.files + 2, || format!("{} files, early {}", now.files, early.files))
    });
    let now = held(id).expect("it runs").kilobytes;
    assert!(now * 10 <= memory.kilobytes * 12, "{now} kB after {edits} edits, {} kB after 100", memory.kilobytes);
}

/// How many rebuilds are said after some work.
fn rebuilds(preview: &Preview, work: impl FnOnce()) -> usize {
    let before = preview.run.count("Built again") + preview.run.count("the preview shows");
    let lines = preview.run.said().len();
    work();
    preview.run.line("Built again", lines);
    // What would come without being waited for comes within the second look.
    thread::sleep(Duration::from_millis(600));
    preview.run.count("Built again") + preview.run.count("the preview shows") - before
}

/// A machine under load may stop an editor in the middle of a save, for so long that this is two changes.
fn mostly_one(what: &str, preview: &Preview, mut work: impl FnMut(usize)) {
    let mut counts: Vec<usize> = (0..5).map(|n| rebuilds(preview, || work(n))).collect();
    counts.sort_unstable();
    assert!(counts[2] == 1, "{what}: {counts:?}: {:#?}", preview.run.said());
}

#[test]
fn a_save_is_one_rebuild_with_any_editor() {
    let project = Project::base();
    let preview = Preview::start(project.path(), &[]);
    for way in [Save::InPlace, Save::Renamed, Save::Vim, Save::Halves] {
        let write = |n| save(&project.path().join(PAGE), page(&format!("{way:?} {n}.")).as_bytes(), way);
        mostly_one(&format!("{way:?}"), &preview, write);
    }
}

#[test]
fn sed_is_one_rebuild() {
    let project = Project::base();
    project.write(PAGE, page("Number 0."));
    let preview = Preview::start(project.path(), &[]);
    mostly_one("sed -i", &preview, |n| {
        let edit = format!("s/Number .*/Number 1{n}./");
        let done = std::process::Command::new("sed").arg("-i.bak~").arg(edit).arg(project.path().join(PAGE)).status();
        assert!(done.expect("sed").success());
    });
    shows(&preview, "Number 14.");
}

#[test]
fn five_hundred_files_at_once_are_one_rebuild_or_two() {
    let project = Project::base();
    let write = |round: usize| {
        for n in 0..500 {
            let text =
                format!("---\nid: X-{n}\nlevel: 1\narchetypes: [creator]\n---\nI can do {round} of thing {n}.\n");
            project.write(&format!("content/domains/ai/X-{n}.md"), text);
        }
    };
    write(0);
    let preview = Preview::start(project.path(), &[]);
    let counts: Vec<usize> = (1..4).map(|round| rebuilds(&preview, || write(round))).collect();
    assert!(counts.iter().min() <= Some(&2), "{counts:?}: {:#?}", preview.run.said());
    wait_until("the last of them", || {
        same(preview.get("/capabilities/x-499/").text().contains("do 3 of thing 499"), true)
    });
}

#[test]
fn a_project_that_goes_away_and_comes_back_is_shown_again() {
    let project = Project::base();
    let preview = Preview::start(project.path(), &[]);
    let at = |path: &str| project.path().join(path);
    for path in ["content", "gradus.yml"] {
        let lines = preview.run.said().len();
        fs::rename(at(path), at(".away")).unwrap();
        preview.run.line("the preview shows the last good version", lines);
        assert_eq!(preview.get("/about/").status, 200);
        let lines = preview.run.said().len();
        fs::rename(at(".away"), at(path)).unwrap();
        preview.run.line("Built again", lines);
    }
    project.write(PAGE, page("Back."));
    shows(&preview, "Back.");
}
