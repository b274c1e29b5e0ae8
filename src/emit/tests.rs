//! Whole runs on a real disk, and runs stopped after each step.

use super::*;
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
        emit_by(way, &output(files), &self.target(), &self.project(), &mut || ())
    }

    fn places(&self) -> Places {
        Places::of(&self.target(), &self.project(), None).unwrap()
    }

    /// Does the first `count` steps of a run and then nothing more, as a killed run does. Says whether there were more.
    fn killed(&self, way: Way, files: &[(&str, &str)], count: usize) -> bool {
        let (places, output) = (self.places(), output(files));
        let new = Manifest::of(&output);
        let replaces = matches!(folder::look(&places.target).unwrap(), Folder::Ours(_));
        let same = if replaces { same(&output, &places.target) } else { vec![false; output.len()] };
        let steps = steps::steps(way, replaces);
        let mut work = Work::new(&places, &output, &new, &same);
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

fn output(files: &[(&str, &str)]) -> Output {
    let mut output = Output::new();
    for (path, text) in files {
        output.insert(path, text.to_string()).unwrap();
    }
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

#[test]
fn a_first_run_writes_everything_and_makes_the_folders_above() {
    for target in ["project/public", "far/away/from/here"] {
        let bench = Bench::new();
        let target = bench.dir.path().join(target);
        let report = emit(&output(NEW), &target, &bench.project(), &mut || panic!()).unwrap();
        assert_eq!((report.written, report.unchanged, report.removed), (6, 0, 0));
        assert_eq!(report.bytes_written, NEW.iter().map(|(_, text)| text.len() as u64).sum::<u64>());
        let mut found = tree(&target);
        assert_eq!(found.remove(MANIFEST).unwrap(), Manifest::of(&output(NEW)).text());
        assert_eq!(found, expected(&[NEW]));
        bench.assert_tidy();
        assert_eq!(fs::read_dir(target.parent().unwrap()).unwrap().count(), 1 + usize::from(target == bench.target()));
    }
}

#[test]
fn an_empty_folder_becomes_the_site() {
    let bench = Bench::new();
    fs::create_dir(bench.target()).unwrap();
    bench.emit(NEW).unwrap();
    assert_eq!(bench.tree(), expected(&[NEW]));
    bench.assert_tidy();
}

#[test]
#[cfg(unix)]
fn a_second_run_writes_nothing() {
    use std::os::unix::fs::MetadataExt;
    let state = |bench: &Bench| -> Vec<(u64, SystemTime, i64)> {
        let entries = walkdir::WalkDir::new(bench.target()).sort_by_file_name();
        let entries = entries.into_iter().map(|entry| entry.unwrap().metadata().unwrap());
        entries.map(|found| (found.ino(), found.modified().unwrap(), found.ctime_nsec())).collect()
    };
    let bench = old_site_with_foreign_files();
    let before = state(&bench);
    let report = bench.emit(OLD).unwrap();
    assert_eq!((report.written, report.unchanged, report.removed, report.bytes_written), (0, 6, 0, 0));
    assert_eq!(state(&bench), before);
    bench.assert_tidy();
}

#[test]
#[cfg(unix)]
fn only_what_changed_is_written() {
    use std::os::unix::fs::MetadataExt;
    for way in WAYS {
        let bench = Bench::new();
        bench.emit_by(way, &[("a.html", "1"), ("b/c.html", "2"), ("d.html", "3")]).unwrap();
        let inode = |path: &str| fs::metadata(bench.at(path)).unwrap().ino();
        let before = [inode("a.html"), inode("b/c.html")];
        let report = bench.emit_by(way, &[("a.html", "1"), ("b/c.html", "two")]).unwrap();
        let want = Report { written: 1, unchanged: 1, removed: 1, bytes_written: 3, kept: None };
        assert_eq!(report, want);
        assert_eq!(before[0], inode("a.html"), "linked, not written again");
        assert_ne!(before[1], inode("b/c.html"), "a new file, not an old one written over");
        assert_eq!(fs::metadata(bench.at("a.html")).unwrap().nlink(), 1);
        assert_eq!(bench.tree(), expected(&[&[("a.html", "1"), ("b/c.html", "two")]]));
        bench.assert_tidy();
    }
}

#[test]
fn files_of_others_stay_through_every_change() {
    for way in WAYS {
        let bench = old_site_with_foreign_files();
        bench.emit_by(way, NEW).unwrap();
        assert_eq!(bench.tree(), expected(&[NEW, FOREIGN]));
        bench.emit_by(way, OLD).unwrap();
        assert_eq!(bench.tree(), expected(&[OLD, FOREIGN]));
        bench.emit_by(way, &[]).unwrap();
        assert_eq!(bench.tree(), expected(&[FOREIGN]));
        bench.assert_tidy();
    }
}

#[test]
fn an_edited_or_deleted_file_is_restored() {
    let bench = Bench::new();
    bench.emit(OLD).unwrap();
    bench.put("style.css", "OLD");
    bench.put("index.html", "same, but longer");
    fs::remove_dir_all(bench.at("gone")).unwrap();
    let report = bench.emit(OLD).unwrap();
    assert_eq!((report.written, report.unchanged, report.removed), (4, 2, 0));
    assert_eq!(bench.tree(), expected(&[OLD]));
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_left_alone() {
    for (name, text) in [
        ("index.html", "mine"),
        (MANIFEST, "gradus manifest 2\n"),
        (MANIFEST, "gradus manifest 1\n00000000000000000000000000000000 4 ../content\n"),
        (MANIFEST, "\u{0}"),
        (MARKER, ""),
    ] {
        let bench = Bench::new();
        bench.put(name, text);
        let message = refusal(bench.emit(NEW));
        assert!(message.contains("public`: ") && message.contains("empty it yourself"), "{message}");
        assert_eq!(tree(&bench.target()), expected(&[&[(name, text)]]));
        bench.assert_tidy();
    }
}

#[test]
fn a_file_of_others_where_the_site_needs_its_place_is_refused_before_anything_is_written() {
    for (theirs, ours) in [
        ("style.css", "style.css"),
        ("style.css", "style.css/a.html"),
        ("a/b/c.txt", "a/b"),
        ("a/b/c.txt", "a/b/c.txt/d"),
        ("gone/notes.txt", "gone"),
        ("gone/notes.txt", "gone/notes.txt"),
    ] {
        let bench = Bench::new();
        bench.emit(&[("index.html", "old"), ("gone/x.html", "")]).unwrap();
        bench.put(theirs, "theirs");
        let before = tree(&bench.target());
        let message = refusal(bench.emit(&[("index.html", "new"), (ours, "ours")]));
        assert!(message.contains(&format!("`{ours}`")), "{message}");
        assert!(message.contains(theirs.split('/').next().unwrap()), "{message}");
        assert_eq!(tree(&bench.target()), before);
        bench.assert_tidy();
    }
}

#[test]
#[cfg(unix)]
fn nothing_is_written_removed_or_believed_through_a_link() {
    use std::os::unix::fs::symlink;
    let bench = Bench::new();
    let outside = bench.dir.path().join("outside");
    put(&outside, "x.html", "1");
    let (site, other) = ([("a/x.html", "1"), ("b.html", "2")], [("b.html", "2")]);
    bench.emit(&site).unwrap();
    fs::remove_dir_all(bench.at("a")).unwrap();
    symlink(&outside, bench.at("a")).unwrap();
    assert!(refusal(bench.emit(&site)).contains("`a/x.html`"));
    bench.emit(&other).unwrap();
    assert_eq!(fs::read_link(bench.at("a")).unwrap(), outside, "the link is theirs and stays");
    symlink(outside.join("x.html"), bench.at("c.html")).unwrap();
    assert!(refusal(bench.emit(&[("c.html", "3")])).contains("c.html"));
    assert_eq!(tree(&outside), expected(&[&[("x.html", "1")]]));
    bench.assert_tidy();
}

#[test]
fn after_a_kill_at_any_step_the_site_is_whole_and_nothing_of_others_is_lost() {
    for way in WAYS {
        let (mut count, mut more) = (0, true);
        while more {
            let bench = old_site_with_foreign_files();
            more = bench.killed(way, NEW, count);
            let says = format!("{way:?}, killed after {count} steps");
            let exchanged = bench.at("more").exists();
            assert!(exchanged || !bench.target().exists() || bench.tree() == expected(&[OLD, FOREIGN]), "{says}");
            recover(&bench.target(), &bench.project()).unwrap();
            let want = if exchanged { NEW } else { OLD };
            assert_eq!(bench.tree(), expected(&[want, FOREIGN]), "{says}");
            bench.assert_tidy();

            let bench = old_site_with_foreign_files();
            bench.killed(way, NEW, count);
            bench.emit(OLD).unwrap();
            assert_eq!(bench.tree(), expected(&[OLD, FOREIGN]), "{says}");
            bench.assert_tidy();
            count += 1;
        }
        assert_eq!(count, if way == Way::Exchange { 8 } else { 10 });
    }
}

#[test]
fn a_first_run_killed_at_any_step_leaves_the_whole_site_or_none() {
    let (mut count, mut more) = (0, true);
    while more {
        let bench = Bench::new();
        more = bench.killed(Way::Exchange, NEW, count);
        recover(&bench.target(), &bench.project()).unwrap();
        assert!(!bench.target().exists() || bench.tree() == expected(&[NEW]), "{count}");
        bench.assert_tidy();
        count += 1;
    }
    assert_eq!(count, 8);
}

#[test]
fn recovering_can_itself_be_killed() {
    let swapped = || {
        let bench = old_site_with_foreign_files();
        assert!(bench.killed(Way::Exchange, NEW, 6));
        bench
    };
    let staging = |bench: &Bench, path: &str| bench.places().staging.join(path);
    // While what is not ours was brought over.
    let bench = swapped();
    fs::rename(staging(&bench, "CNAME"), bench.at("CNAME")).unwrap();
    fs::create_dir(bench.at("gone")).unwrap();
    fs::rename(staging(&bench, "gone/notes.txt"), bench.at("gone/notes.txt")).unwrap();
    bench.emit(NEW).unwrap();
    assert_eq!(bench.tree(), expected(&[NEW, FOREIGN]));
    bench.assert_tidy();
    // While the old site was removed.
    let bench = swapped();
    for (path, _) in FOREIGN {
        put(&bench.target(), path, "");
        fs::rename(staging(&bench, path), bench.at(path)).unwrap();
    }
    for path in [".git/objects/ab", ".git/objects", ".git", "photos", "gone/deep/notes"] {
        fs::remove_dir(staging(&bench, path)).unwrap();
    }
    fs::remove_file(staging(&bench, "gone/deep/er.html")).unwrap();
    fs::remove_dir(staging(&bench, "gone/deep")).unwrap();
    bench.emit(NEW).unwrap();
    assert_eq!(bench.tree(), expected(&[NEW, FOREIGN]));
    bench.assert_tidy();
    // Between the removal of the last file and of the folder, and between making the folder and marking it.
    let bench = old_site_with_foreign_files();
    fs::create_dir(bench.places().staging).unwrap();
    bench.emit(NEW).unwrap();
    assert_eq!(bench.tree(), expected(&[NEW, FOREIGN]));
    bench.assert_tidy();
}

#[test]
fn a_place_that_was_taken_after_a_kill_costs_nobody_a_file() {
    let bench = old_site_with_foreign_files();
    assert!(bench.killed(Way::Exchange, NEW, 6));
    bench.put("CNAME", "another");
    bench.put(".git/HEAD", "another repository");
    let report = bench.emit(NEW).unwrap();
    let kept = report.kept.unwrap();
    assert_eq!(kept.file_name().unwrap(), "public.gradus-kept");
    let aside = [("CNAME", "example.org"), (".git/HEAD", "ref"), (".git/objects/ab/c", "object")];
    assert_eq!(tree(&kept), expected(&[&aside]));
    assert_eq!(bench.tree()["CNAME"], "another");
    assert_eq!(bench.tree()[".git/HEAD"], "another repository");
    assert_eq!(bench.tree()["gone/notes.txt"], "kept");
    assert_eq!(bench.emit(NEW).unwrap().kept, None);
}

#[test]
fn a_target_removed_by_hand_after_a_kill_costs_nobody_a_file() {
    for (way, count) in [(Way::Exchange, 6), (Way::TwoRenames, 6), (Way::TwoRenames, 7), (Way::TwoRenames, 8)] {
        let bench = old_site_with_foreign_files();
        assert!(bench.killed(way, NEW, count));
        let _ = fs::remove_dir_all(bench.target());
        recover(&bench.target(), &bench.project()).unwrap();
        assert_eq!(bench.tree(), expected(&[OLD, FOREIGN]), "{way:?} {count}");
        bench.assert_tidy();
    }
}

#[test]
fn staging_of_a_killed_run_is_removed_and_that_of_anyone_else_refused() {
    let bench = Bench::new();
    bench.emit(OLD).unwrap();
    assert!(bench.killed(Way::Exchange, NEW, 2));
    bench.emit(NEW).unwrap();
    assert_eq!(bench.tree(), expected(&[NEW]));
    bench.assert_tidy();
    for place in [bench.places().staging, bench.places().old] {
        put(&place, "mine.txt", "mine");
        let message = refusal(bench.emit(OLD));
        assert!(message.contains(place.to_str().unwrap()), "{message}");
        assert_eq!(tree(&place), expected(&[&[("mine.txt", "mine")]]));
        assert_eq!(bench.tree(), expected(&[NEW]));
        fs::remove_dir_all(place).unwrap();
    }
}

#[test]
fn two_runs_at_once_queue_and_both_are_whole() {
    let bench = old_site_with_foreign_files();
    let waits = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for files in [OLD, NEW, OLD, NEW] {
            let (bench, waits) = (&bench, &waits);
            scope.spawn(move || {
                for _ in 0..10 {
                    let mut told = 0;
                    emit(&output(files), &bench.target(), &bench.project(), &mut || told += 1).unwrap();
                    assert!(told <= 1);
                    waits.fetch_add(told, std::sync::atomic::Ordering::Relaxed);
                }
            });
        }
    });
    assert!(waits.into_inner() > 0);
    let found = bench.tree();
    assert!(found == expected(&[OLD, FOREIGN]) || found == expected(&[NEW, FOREIGN]));
    bench.assert_tidy();
}

#[test]
fn runs_that_make_the_same_folders_do_not_get_in_each_others_way() {
    let bench = Bench::new();
    let target = bench.dir.path().join("a/b/c/site");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| emit(&output(NEW), &target, &bench.project(), &mut || ()).unwrap());
        }
    });
    assert_eq!(tree(&target).len(), expected(&[NEW]).len() + 1);
}

#[test]
fn a_target_that_covers_what_people_write_is_refused() {
    let bench = Bench::new();
    let root = fs::canonicalize(bench.dir.path()).unwrap();
    let (project, home) = (root.join("project"), root.join("users/me"));
    fs::create_dir_all(&home).unwrap();
    fs::write(project.join("gradus.yml"), "").unwrap();
    let before = tree(&root);
    for target in [
        "project",
        "project/",
        "project/.",
        "project/content/..",
        "",
        "..",
        "project/content",
        "project/content/public",
        "project/themes",
        "project/themes/default",
        "project/.git/x",
        "users",
        "users/me",
        "project/gradus.yml/x",
        "project/nothing/../x",
        "project/.public.gradus-new",
    ] {
        let found = Places::of(&root.join(target), &project, Some(&home));
        assert!(matches!(found, Err(EmitError::Refused { .. })), "{target}: {found:?}");
    }
    assert!(Places::of(Path::new("/"), &project, None).is_err());
    for target in ["project/public", "project/content-site", "users/me/site", "project/public/../out/"] {
        fs::create_dir_all(project.join("public")).unwrap();
        Places::of(&root.join(target), &project, Some(&home)).unwrap();
    }
    fs::remove_dir(project.join("public")).unwrap();
    assert_eq!(tree(&root), before, "asking changes nothing");
    let file = emit(&output(NEW), &project.join("gradus.yml"), &project, &mut || ());
    assert!(refusal(file).contains("it is a file"));
}

#[test]
#[cfg(unix)]
fn a_target_that_is_a_link_or_content_behind_one_is_refused() {
    use std::os::unix::fs::symlink;
    let bench = Bench::new();
    let elsewhere = bench.dir.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, bench.target()).unwrap();
    for target in [bench.target(), bench.at(""), bench.at(".")] {
        assert!(refusal(emit(&output(NEW), &target, &bench.project(), &mut || ())).contains("symbolic link"));
    }
    symlink(&elsewhere, bench.project().join("themes")).unwrap();
    let target = elsewhere.join("site");
    assert!(refusal(emit(&output(NEW), &target, &bench.project(), &mut || ())).contains("`themes`"));
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
}

#[test]
fn names_that_we_keep_for_ourselves_are_refused() {
    let bench = Bench::new();
    for path in [MANIFEST, ".GRADUS-manifest", ".gradus-incomplete/x"] {
        assert!(refusal(bench.emit(&[(path, "")])).contains("another name"), "{path}");
    }
    bench.emit(&[("a/.gradus-manifest", ""), (".gradus", "")]).unwrap();
}

#[test]
fn a_run_that_fails_names_the_path_and_the_reason_and_leaves_nothing() {
    let bench = Bench::new();
    put(&bench.project(), "file", "");
    let target = bench.project().join("file/public");
    assert!(refusal(emit(&output(NEW), &target, &bench.project(), &mut || ())).contains("it is a file"));
    // Longer than any disk allows: the folders above are made, the file cannot be.
    let long = "x".repeat(300);
    let bench = old_site_with_foreign_files();
    let far = bench.dir.path().join("far/away/site");
    for target in [&bench.target(), &far] {
        let error = emit(&output(&[("a.html", "a"), (&long, "")]), target, &bench.project(), &mut || ()).unwrap_err();
        let message = error.to_string();
        assert!(message.starts_with("could not write `") && message.contains(&long), "{message}");
        assert!(message.contains("File name too long") || !cfg!(target_os = "linux"), "{message}");
    }
    assert!(!bench.dir.path().join("far").exists());
    assert_eq!(bench.tree(), expected(&[OLD, FOREIGN]));
    bench.assert_tidy();
}

#[test]
fn a_rename_that_fails_half_way_is_taken_back() {
    let bench = old_site_with_foreign_files();
    let (places, output) = (bench.places(), output(NEW));
    let new = Manifest::of(&output);
    let same = vec![false; NEW.len()];
    let mut work = Work::new(&places, &output, &new, &same);
    work.perform(Step::SetAside).unwrap();
    // Without a staging folder the second rename fails.
    assert!(work.perform(Step::Place).is_err());
    recover::recover(&places).unwrap();
    assert_eq!(bench.tree(), expected(&[OLD, FOREIGN]));
    bench.assert_tidy();
}

#[test]
fn random_sequences_of_sites_edits_and_kills_end_in_the_last_site() {
    let mut seed = 7_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let bench = Bench::new();
    bench.emit(&[]).unwrap();
    bench.put("theirs/x", "theirs");
    for _ in 0..60 {
        let mut files = Vec::new();
        for name in ["a", "b/c", "b/d/e", "f/g", "h"] {
            if random(3) > 0 {
                files.push((name, ["one", "two", "three"][random(3)]));
            }
        }
        let way = WAYS[random(2)];
        match random(3) {
            0 => drop(bench.killed(way, &files, random(11))),
            1 if bench.at("a").exists() => bench.put("a", "edited"),
            _ => {}
        }
        bench.emit_by(way, &files).unwrap();
        assert_eq!(bench.tree(), expected(&[&files, &[("theirs/x", "theirs")]]));
        bench.assert_tidy();
    }
}
