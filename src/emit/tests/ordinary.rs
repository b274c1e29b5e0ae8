//! What a run does when nothing goes wrong.

use super::*;

struct NeverWaits;

impl Progress for NeverWaits {
    fn waits(&self) {
        panic!("nobody else writes here");
    }
}

#[test]
fn a_first_run_writes_everything_and_makes_the_folders_above() {
    for target in ["project/public", "far/away/from/here"] {
        let bench = Bench::new();
        let target = bench.dir.path().join(target);
        let report = emit(&output(NEW), None, &target, &bench.project(), &NeverWaits).unwrap();
        assert_eq!((report.written, report.unchanged, report.removed), (6, 0, 0));
        assert_eq!(report.bytes_written, NEW.iter().map(|(_, text)| text.len() as u64).sum::<u64>());
        let mut found = tree(&target);
        let listed = Manifest::of(NEW.iter().map(|(path, text)| (*path, text.len() as u64)));
        assert_eq!(found.remove(MANIFEST).unwrap(), listed.text());
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
fn two_runs_at_once_queue_and_both_are_whole() {
    let bench = old_site_with_foreign_files();
    #[derive(Default)]
    struct Told(AtomicUsize);
    impl Progress for Told {
        fn waits(&self) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
    let waits = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for files in [OLD, NEW, OLD, NEW] {
            let (bench, waits) = (&bench, &waits);
            scope.spawn(move || {
                for _ in 0..10 {
                    let told = Told::default();
                    emit(&output(files), None, &bench.target(), &bench.project(), &told).unwrap();
                    let told = told.0.into_inner();
                    assert!(told <= 1);
                    waits.fetch_add(told, Ordering::Relaxed);
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
            scope.spawn(|| emit(&output(NEW), None, &target, &bench.project(), &()).unwrap());
        }
    });
    assert_eq!(tree(&target).len(), expected(&[NEW]).len() + 1);
}
