//! `gradus watch` as a process: whatever happens to it, the folder of the site holds one whole site, old or new.

use crate::author::{Save, save};
use crate::run::{Project, tree};
use crate::running::{Running, same, wait_until, when};
use gradus::cli::Exit;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};
use tempfile::TempDir;

const PAGE: &str = "content/pages/about.md";
const MANIFEST: &str = ".gradus-manifest";
/// Stands in a site that is not complete.
const MARK: &str = ".gradus-incomplete";

type Site = Vec<(String, Vec<u8>)>;

fn page(text: &str) -> String {
    format!("---\ntitle: \"About\"\n---\n{text}\n")
}

fn start(project: &Project) -> Running {
    let run = Running::start(project.path(), &["watch"]);
    run.line("Watching for changes", 0);
    run
}

/// What a build writes elsewhere.
fn fresh(project: &Project) -> Site {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let target = folder.path().join("site");
    let ran = project.gradus(&["build", "-o", target.to_str().expect("a plain path")]);
    assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
    tree(&target)
}

fn public(project: &Project) -> PathBuf {
    project.path().join("public")
}

fn holds(folder: &Path, site: &Site) -> Result<(), String> {
    let names = |site: &Site| -> BTreeSet<String> { site.iter().map(|(path, _)| path.clone()).collect() };
    // While it is exchanged, files may vanish under the hands of whoever looks.
    let found = std::panic::catch_unwind(|| tree(folder)).map_err(|_| "files vanish".to_owned())?;
    same(names(&found), names(site))?;
    match found.iter().zip(site).find(|(found, wanted)| found != wanted) {
        Some((found, _)) => Err(format!("{} differs", found.0)),
        None => Ok(()),
    }
}

/// What a run leaves beside the site that is not the site.
fn beside(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("readable").map(|entry| entry.expect("entry").file_name());
    names.map(|name| name.to_string_lossy().into_owned()).filter(|name| name.contains(".gradus-")).collect()
}

/// Which file the manifest is, and since when: another one after every writing.
fn stamp(folder: &Path) -> (u64, SystemTime) {
    let found = fs::metadata(folder.join(MANIFEST)).expect("a manifest");
    (found.ino(), found.modified().expect("a time"))
}

/// Whether a folder holds exactly what its own manifest lists, byte for byte.
fn is_whole(folder: &Path) -> Result<(), String> {
    let files = tree(folder);
    let manifest = files.iter().find(|(path, _)| path == MANIFEST).ok_or("no manifest")?;
    let lines: BTreeSet<&str> = std::str::from_utf8(&manifest.1)
        .expect("text")
        .lines()
        .skip(1)
        .filter(|line| !line.starts_with("inputs "))
        .collect();
    let list = |(path, bytes): &(String, Vec<u8>)| format!("{} {path}", bytes.len());
    let found: Vec<String> = files.iter().filter(|(path, _)| path != MANIFEST).map(list).collect();
    same(found.iter().map(String::as_str).collect(), lines)
}

#[test]
fn the_site_is_written_at_the_start_and_after_each_change() {
    let project = Project::base();
    let run = start(&project);
    assert_eq!(holds(&public(&project), &fresh(&project)), Ok(()));
    for (at, way) in [Save::Renamed, Save::InPlace, Save::Vim, Save::Halves].into_iter().enumerate() {
        save(&project.path().join(PAGE), page(&format!("Edit {at}.")).as_bytes(), way);
        let site = fresh(&project);
        wait_until("the new site", || holds(&public(&project), &site));
    }
    let (_, line) = run.line("Built ", 1);
    assert!(line.ends_with(", after a change of content/pages/about.md"), "{line}");
    wait_until("a tidy folder", || same(beside(project.path()), Vec::new()));
}

#[test]
fn an_error_leaves_the_site_and_its_end_writes_a_new_one() {
    let project = Project::base();
    let run = start(&project);
    let (before, manifest) = (tree(&public(&project)), stamp(&public(&project)));
    for (broken, text) in [("---\ntitle: [\n---\n", "Once."), ("", "Twice.")] {
        let lines = run.said().len();
        save(&project.path().join(PAGE), broken.as_bytes(), Save::Renamed);
        run.line("1 error: nothing was written", lines);
        // Another change while there is an error says the error again, and writes nothing either.
        let lines = run.said().len();
        project.write("content/levels/2.md", format!("---\ntitle: \"Able\"\n---\n{text}\n"));
        run.line("1 error: nothing was written", lines);
        if text == "Once." {
            assert_eq!(holds(&public(&project), &before), Ok(()));
            assert_eq!(stamp(&public(&project)), manifest);
        }
        save(&project.path().join(PAGE), page(text).as_bytes(), Save::Renamed);
        let site = fresh(&project);
        wait_until("the site that was mended", || holds(&public(&project), &site));
    }
}

#[test]
fn a_template_that_fails_on_one_page_leaves_the_site() {
    let project = Project::base();
    project.write("gradus.yml", "framework: { id: x, title: X, version: \"1\" }\nsite: { theme: mine }\n");
    let template = |bad: &str| {
        let text = format!(
            "{{% extends \"default/capability.html\" %}}{{% block main %}}{bad}{{{{ super() }}}}{{% endblock main %}}"
        );
        save(&project.path().join("themes/mine/templates/capability.html"), text.as_bytes(), Save::Renamed);
    };
    template("");
    let run = start(&project);
    let before = tree(&public(&project));
    let lines = run.said().len();
    // That of the last capability: a check looks at the first.
    template("{% if content.id == \"AI-041\" %}{{ content.nope }}{% endif %}");
    run.line("1 error: nothing was written", lines);
    assert_eq!(holds(&public(&project), &before), Ok(()));
    wait_until("a tidy folder", || same(beside(project.path()), Vec::new()));
    template("<p>Mended.</p>");
    let site = fresh(&project);
    wait_until("the mended site", || holds(&public(&project), &site));
}

#[test]
fn an_error_at_the_start_is_waited_out() {
    let project = Project::base();
    project.write(PAGE, "---\ntitle: [\n---\n");
    let run = start(&project);
    assert!(!public(&project).exists());
    save(&project.path().join(PAGE), page("Mended.").as_bytes(), Save::Renamed);
    run.line("Built ", 0);
    assert_eq!(holds(&public(&project), &fresh(&project)), Ok(()));
}

#[test]
fn a_touch_writes_nothing_and_says_nothing() {
    let project = Project::base();
    let run = start(&project);
    let (manifest, lines) = (stamp(&public(&project)), run.said().len());
    for path in [PAGE, "gradus.yml", "content/levels/1.md"] {
        let file = fs::File::options().append(true).open(project.path().join(path)).unwrap();
        file.set_modified(SystemTime::now()).unwrap();
        // The same bytes in another file.
        save(&project.path().join(path), project.read(path).as_bytes(), Save::Renamed);
        thread::sleep(Duration::from_millis(400));
    }
    project.write("content/pages/.about.md.swp", "an editor's own");
    project.write("notes.txt", "not a part of the framework");
    thread::sleep(Duration::from_millis(400));
    assert_eq!(run.said()[lines..], [""; 0]);
    assert_eq!(stamp(&public(&project)), manifest);
}

#[test]
fn it_ends_in_a_second_and_leaves_a_whole_site() {
    for signal in ["INT", "TERM"] {
        let project = Project::base();
        let run = start(&project);
        let since = Instant::now();
        run.signal(signal);
        let (status, said) = run.end();
        assert!(since.elapsed() < Duration::from_secs(1), "{signal} took {:?}", since.elapsed());
        assert_eq!(status.code(), Some(130), "{said:#?}");
        assert_eq!(holds(&public(&project), &fresh(&project)), Ok(()));
        assert_eq!(beside(project.path()), [""; 0]);
    }
}

#[test]
fn a_place_that_is_not_ours_ends_it_at_once() {
    let project = Project::base();
    project.write("public/thesis.doc", "years of work");
    let (status, said) = Running::start(project.path(), &["watch"]).end();
    assert_eq!(status.code(), Some(2), "{said:#?}");
    assert_eq!(project.read("public/thesis.doc"), "years of work");
}

#[test]
fn another_build_into_the_same_folder_does_not_mix_with_it() {
    let project = Project::base();
    let run = start(&project);
    for n in 0..8 {
        save(&project.path().join(PAGE), page(&format!("Edit {n}.")).as_bytes(), Save::Renamed);
        let ran = project.gradus(&["build"]);
        assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
    }
    let site = fresh(&project);
    wait_until("the site of the last edit", || holds(&public(&project), &site));
    wait_until("a tidy folder", || same(beside(project.path()), Vec::new()));
    assert!(!run.said().iter().any(|line| line.contains("error")), "{:#?}", run.said());
}

/// A framework whose building takes long enough to be killed in.
fn big() -> Project {
    let project = Project::base();
    for n in 0..200 {
        let text = format!("---\nid: X-{n}\nlevel: 1\narchetypes: [creator]\n---\nI can do thing {n}.\n");
        project.write(&format!("content/domains/ai/X-{n}.md"), text);
    }
    project
}

fn title(project: &Project, title: &str) {
    // Every page has it, so every page is new.
    let text = format!("framework: {{ id: test, title: \"{title}\", version: \"1.0\" }}\n");
    save(&project.path().join("gradus.yml"), text.as_bytes(), Save::Renamed);
}

#[test]
fn killed_at_any_moment_it_leaves_the_old_site_or_the_new_one() {
    let project = big();
    let sites = ["Title 0", "Title 1"].map(|text| {
        title(&project, text);
        fresh(&project)
    });
    assert_eq!(project.gradus(&["build"]).exit, Exit::Fine);
    let public = public(&project);
    let staging = project.path().join(".public.gradus-new");
    let inode = || fs::metadata(public.join(MANIFEST)).map(|found| found.ino()).ok();
    let first = Cell::new(inode());
    // From the first reading to the removing of the old site.
    let moments: [(&str, &dyn Fn() -> bool); 7] = [
        ("at the start", &|| true),
        ("as it takes the lock", &|| project.path().join(".public.gradus-lock").exists()),
        ("as it begins to write", &|| staging.exists()),
        ("as it writes", &|| staging.join("domains/ai/index.html").exists()),
        ("as it lists", &|| staging.join(MANIFEST).exists()),
        ("as it exchanges", &|| staging.join(MANIFEST).exists() && !staging.join(MARK).exists()),
        ("as it tidies", &|| inode() != first.get() && staging.exists()),
    ];
    let mut kept = 0;
    for (at, (moment, is_now)) in moments.iter().enumerate() {
        // The site that is there, and the one that will be.
        let (old, new) = (&sites[(at + 1) % 2], &sites[at % 2]);
        first.set(inode());
        title(&project, &format!("Title {}", at % 2));
        let run = Running::start(project.path(), &["watch"]);
        // Some moments pass too quickly to be seen; then it is killed with its work done.
        let is_done = || run.count("Watching") > 0;
        while !is_now() && !is_done() {
            thread::sleep(Duration::from_micros(100));
        }
        run.signal("KILL");
        run.end();
        assert_eq!(is_whole(&public), Ok(()), "killed {moment}");
        let is_old = holds(&public, old);
        when(is_old.is_ok() || holds(&public, new).is_ok(), || format!("killed {moment}: {is_old:?}")).unwrap();
        kept += usize::from(is_old.is_ok());
        let ran = project.gradus(&["build"]);
        assert_eq!(ran.exit, Exit::Fine, "after it was killed {moment}: {}", ran.err);
        assert_eq!(holds(&public, new), Ok(()), "after it was killed {moment}");
        assert_eq!(beside(project.path()), [""; 0], "after it was killed {moment}");
    }
    assert!(kept >= 2, "it was killed in the middle of its work {kept} times only");
}

#[test]
fn ctrl_c_in_the_middle_of_a_build_leaves_a_whole_site() {
    let project = big();
    title(&project, "Title 0");
    let run = start(&project);
    let old = tree(&public(&project));
    title(&project, "Title 1");
    let staging = project.path().join(".public.gradus-new");
    wait_until("the staging folder", || when(staging.exists(), || "not there".to_owned()));
    let since = Instant::now();
    run.signal("INT");
    let (status, _) = run.end();
    assert!(since.elapsed() < Duration::from_millis(1500), "{:?}", since.elapsed());
    assert_eq!(status.code(), Some(130));
    let new = fresh(&project);
    let is_old = holds(&public(&project), &old);
    assert!(is_old.is_ok() || holds(&public(&project), &new).is_ok(), "{is_old:?}");
    assert_eq!(project.gradus(&["build"]).exit, Exit::Fine);
    assert_eq!(beside(project.path()), [""; 0]);
}

/// A small disk in memory, unmounted when dropped.
#[cfg(target_os = "linux")]
struct Disk(TempDir);

#[cfg(target_os = "linux")]
impl Disk {
    /// None where that is not allowed.
    fn mount(megabytes: usize) -> Option<Disk> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let size = format!("size={megabytes}m");
        let mut mount = std::process::Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "gradus-test"]).arg(folder.path());
        mount.stderr(std::process::Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then_some(Disk(folder))
    }
}

#[cfg(target_os = "linux")]
impl Disk {
    fn site(&self) -> PathBuf {
        self.0.path().join("site")
    }

    /// What takes all of its room.
    fn rest(&self) -> PathBuf {
        self.0.path().join("rest")
    }
}

#[cfg(target_os = "linux")]
impl Drop for Disk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

/// A project that is watched into a disk that got full, and what its site was before.
#[cfg(target_os = "linux")]
fn full() -> Option<(Project, Running, Disk, Site)> {
    let Some(disk) = Disk::mount(2) else {
        eprintln!("skipped: no disk can be mounted here");
        return None;
    };
    let project = Project::base();
    title(&project, "Title 0");
    let target = disk.site();
    let run = Running::start(project.path(), &["watch", "-o", target.to_str().expect("a plain path")]);
    run.line("Watching for changes", 0);
    let old = tree(&target);
    // Writes what there is room for, and then says that there is no more.
    assert!(fs::write(disk.rest(), vec![0; 4 << 20]).is_err());
    let lines = run.said().len();
    title(&project, "Title 1");
    let (_, line) = run.line("error: ", lines);
    assert!(line.contains("the disk is full"), "{line}");
    Some((project, run, disk, old))
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_the_old_site_stays() {
    let Some((project, _run, disk, old)) = full() else { return };
    assert_eq!(holds(&disk.site(), &old), Ok(()));
    wait_until("a tidy disk", || same(beside(disk.0.path()), Vec::new()));
    fs::remove_file(disk.rest()).unwrap();
    title(&project, "Title 2");
    let new = fresh(&project);
    wait_until("the site once there is room", || holds(&disk.site(), &new));
}

#[cfg(target_os = "linux")]
#[test]
fn once_a_full_disk_has_room_saving_again_is_enough() {
    let Some((project, _run, disk, _)) = full() else { return };
    fs::remove_file(disk.rest()).unwrap();
    title(&project, "Title 1");
    let new = fresh(&project);
    wait_until("the site once there is room", || holds(&disk.site(), &new));
}
