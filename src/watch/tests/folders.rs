//! Files and folders that come, go and move, among them those that are watched themselves.

use super::super::REST;
use super::{Bench, Watch, Woken, read, write};
use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

const FILES: [&str; 4] = ["gradus.yml", "content/a/f.md", "content/a/b/g.md", "themes/plain/style.css"];

fn names(woken: &Woken, path: &Path) -> bool {
    matches!(woken, Woken::Changed(paths) if paths.iter().any(|named| named == path))
}

#[test]
fn a_file_is_deleted_and_another_renamed() {
    let bench = Bench::new(&FILES);
    let (file, from, to) = (bench.path("content/a/f.md"), bench.path("content/a/b/g.md"), bench.path("content/h.md"));
    let wakes = bench.follows(|| fs::remove_file(&file).unwrap());
    assert!(names(&wakes[0].woken, &file));
    let wakes = bench.follows(|| fs::rename(&from, &to).unwrap());
    assert!(wakes.iter().any(|wake| names(&wake.woken, &to)));
    bench.hears_only("content/h.md");
}

#[test]
fn a_folder_is_renamed_and_its_files_are_heard_under_the_new_name() {
    let bench = Bench::new(&FILES);
    bench.follows(|| fs::rename(bench.path("content/a"), bench.path("content/z")).unwrap());
    bench.hears_only("content/z/b/g.md");
    bench.settle();
    bench.follows(|| fs::rename(bench.path("content/z"), bench.path("content/a")).unwrap());
    bench.hears_only("content/a/b/g.md");
}

#[test]
fn two_folders_change_places() {
    let bench = Bench::new(&["content/a/f.md", "content/b/f.md"]);
    bench.follows(|| {
        fs::rename(bench.path("content/a"), bench.path("content/c")).unwrap();
        fs::rename(bench.path("content/b"), bench.path("content/a")).unwrap();
        fs::rename(bench.path("content/c"), bench.path("content/b")).unwrap();
    });
    bench.hears("content/a/f.md");
    bench.hears("content/b/f.md");
}

#[test]
fn a_folder_is_moved_out_and_in() {
    let bench = Bench::new(&FILES);
    let (inside, outside) = (bench.path("content/a"), bench.outside("a"));
    bench.follows(|| fs::rename(&inside, &outside).unwrap());
    // What is outside is no longer ours.
    write(&outside.join("f.md"), "elsewhere\n");
    bench.hears_only("gradus.yml");
    bench.settle();
    bench.follows(|| fs::rename(&outside, &inside).unwrap());
    bench.hears_only("content/a/b/g.md");
}

#[test]
fn nested_folders_are_made_at_once_with_a_file_inside() {
    let bench = Bench::new(&FILES);
    bench.follows(|| write(&bench.path("content/x/y/z/f.md"), "deep\n"));
    bench.hears("content/x/y/z/f.md");
    bench.hears("content/x/y/h.md");
}

#[test]
fn a_tree_is_removed_and_made_again_at_once() {
    let bench = Bench::new(&FILES);
    bench.follows(|| {
        for _ in 0..20 {
            fs::remove_dir_all(bench.path("content/a")).unwrap();
            write(&bench.path("content/a/b/g.md"), "again\n");
        }
    });
    bench.hears("content/a/b/g.md");
}

#[test]
fn content_is_renamed_away_and_back() {
    let bench = Bench::new(&FILES);
    let (here, away) = (bench.path("content"), bench.path("content-away"));
    bench.follows(|| fs::rename(&here, &away).unwrap());
    write(&away.join("a/f.md"), "away\n");
    bench.hears_only("themes/plain/style.css");
    bench.settle();
    bench.follows(|| fs::rename(&away, &here).unwrap());
    bench.hears("content/a/b/g.md");
    // So fast that it is one burst.
    bench.follows(|| {
        fs::rename(&here, &away).unwrap();
        fs::rename(&away, &here).unwrap();
    });
    bench.hears("content/a/b/g.md");
}

#[test]
fn content_is_replaced_by_another_folder() {
    let bench = Bench::new(&FILES);
    let (here, away, other) = (bench.path("content"), bench.path("content-old"), bench.path("content-new"));
    write(&other.join("n.md"), "new\n");
    bench.follows(|| {
        fs::rename(&here, &away).unwrap();
        fs::rename(&other, &here).unwrap();
    });
    bench.hears("content/n.md");
    bench.follows(|| {
        // Often the new folder gets the inode of the old one.
        fs::remove_dir_all(&here).unwrap();
        write(&here.join("a/n.md"), "newer\n");
    });
    bench.hears("content/a/n.md");
}

#[test]
fn settings_are_replaced() {
    let bench = Bench::new(&FILES);
    let (settings, new) = (bench.path("gradus.yml"), bench.path("gradus.yml.tmp"));
    let wakes = bench.follows(|| {
        fs::write(&new, "new\n").unwrap();
        fs::rename(&new, &settings).unwrap();
    });
    assert!(names(&wakes[0].woken, &settings));
    bench.follows(|| fs::remove_file(&settings).unwrap());
    bench.hears_only("gradus.yml");
}

#[test]
fn content_and_themes_come_later() {
    let bench = Bench::new(&["gradus.yml"]);
    bench.follows(|| write(&bench.path("themes/plain/style.css"), "new\n"));
    bench.hears("themes/plain/style.css");
    bench.follows(|| write(&bench.path("content/a/f.md"), "new\n"));
    bench.hears("content/a/f.md");
}

#[test]
fn the_project_comes_later_goes_away_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let bench = Bench::on(folder, |project| Watch::start(project, None));
    let (here, away) = (bench.path(""), bench.outside("away"));
    bench.follows(|| write(&bench.path("content/a/f.md"), "new\n"));
    bench.hears("content/a/f.md");
    bench.follows(|| fs::rename(&here, &away).unwrap());
    bench.follows(|| fs::rename(&away, &here).unwrap());
    bench.hears("content/a/f.md");
}

#[test]
fn another_project_is_put_in_its_place_by_a_rename_above_it() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("one/project"), folder.path().join("two/project"));
    write(&one.join("content/f.md"), "one\n");
    write(&two.join("content/f.md"), "two\n");
    let (base, other) = (folder.path().join("one"), folder.path().join("two"));
    let bench = Bench::on(folder, |_| Watch::start(&one, None));
    fs::rename(&base, base.with_file_name("away")).unwrap();
    fs::rename(&other, &base).unwrap();
    assert_eq!(bench.next().woken, Woken::Unsure);
    bench.settle();
    fs::write(one.join("content/f.md"), "three\n").unwrap();
    assert_eq!(bench.next().woken, Woken::Changed(vec![one.join("content/f.md")]));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_their_coming_and_going_is_heard() {
    let bench = Bench::new(&["gradus.yml", "content/f.md"]);
    let outside = bench.outside("outside");
    write(&outside.join("x/y.md"), "out\n");
    bench.follows(|| std::os::unix::fs::symlink(&outside, bench.path("content/link")).unwrap());
    bench.follows(|| std::os::unix::fs::symlink(&outside, bench.path("themes")).unwrap());
    write(&outside.join("x/y.md"), "changed\n");
    bench.hears_only("content/f.md");
}

#[test]
fn three_thousand_files_are_one_wake() {
    let mut counts = Vec::new();
    for _ in 0..6 {
        let bench = Bench::new(&FILES);
        let mut longest_pause = Duration::ZERO;
        let wakes = bench.follows(|| {
            for n in 0..3000 {
                let before = Instant::now();
                write(&bench.path(&format!("content/{}/{n}.md", n % 7)), "text\n");
                longest_pause = longest_pause.max(before.elapsed());
            }
        });
        assert_eq!(read(&bench.path("")).len(), 3000 + FILES.len());
        assert!(wakes.iter().any(|wake| wake.woken == Woken::Unsure));
        counts.push(wakes.len());
        // On a machine that is too busy to write without pauses, there may be some wakes, of growing patience.
        if wakes.len() <= 2 || longest_pause > REST {
            assert!(wakes.len() <= 20, "{counts:?}");
            return bench.hears("content/3/3.md");
        }
    }
    panic!("never less than {counts:?} wakes");
}

#[test]
fn nothing_is_said_in_the_middle_of_a_checkout() {
    let bench = Bench::new(&FILES);
    let lock = bench.outside(".git/index.lock");
    write(&lock, "");
    let mut done = None;
    let wakes = bench.follows(|| {
        for n in 0..10 {
            write(&bench.path(&format!("content/{n}.md")), "other branch\n");
            // Long enough for any save to have come to rest.
            thread::sleep(Duration::from_millis(40));
        }
        done = Some(Instant::now());
        fs::remove_file(&lock).unwrap();
    });
    assert!(wakes[0].at > done.unwrap());
    assert_eq!(wakes.len(), 2);
    assert_eq!(wakes[0].files.len(), 10 + FILES.len());
}
