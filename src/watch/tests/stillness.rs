//! When nobody is woken: for what we do ourselves, for what is not content, and when nothing happens.

use super::{Bench, Watch, Woken, read, write};
use std::fs;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

const FILES: [&str; 4] = ["gradus.yml", "content/a/f.md", "content/g.md", "themes/plain/style.css"];

#[test]
fn our_own_reading_is_not_heard() {
    let bench = Bench::new(&FILES);
    assert_eq!(read(&bench.path("")).len(), FILES.len());
    bench.hears_only("content/g.md");
    bench.settle();
    read(&bench.path(""));
    bench.hears_only("gradus.yml");
}

#[test]
fn our_own_writing_is_not_heard() {
    let bench = Bench::new(&FILES);
    for _ in 0..3 {
        write(&bench.path(".public.gradus-lock"), "");
        write(&bench.path(".public.gradus-new/index.html"), "new\n");
        write(&bench.path("public/a/index.html"), "old\n");
        fs::rename(bench.path("public"), bench.path(".public.gradus-old")).unwrap();
        fs::rename(bench.path(".public.gradus-new"), bench.path("public")).unwrap();
        fs::remove_dir_all(bench.path(".public.gradus-old")).unwrap();
        fs::remove_file(bench.path(".public.gradus-lock")).unwrap();
    }
    bench.hears_only("content/g.md");
}

#[test]
fn what_editors_leave_is_not_heard() {
    let bench = Bench::new(&FILES);
    for name in [".f.md.swp", "f.md~", "#f.md#", ".#f.md", "4913", ".obsidian/workspace.json"] {
        write(&bench.path("content/a").join(name), "left\n");
    }
    write(&bench.path(".gradus.yml.swp"), "left\n");
    write(&bench.path("notes.txt"), "not content\n");
    bench.hears_only("content/g.md");
}

#[test]
fn a_wake_is_followed_by_one_more_and_then_by_none() {
    let bench = Bench::new(&FILES);
    bench.hears_only("content/g.md");
    assert_eq!(bench.next().woken, Woken::Unsure);
    // Long enough for a third, were there one, and for a heartbeat or two.
    thread::sleep(Duration::from_millis(2500));
    bench.hears_only("content/a/f.md");
    assert_eq!(bench.next().woken, Woken::Unsure);
}

#[test]
fn a_stop_ends_the_wait_and_every_later_one() {
    let folder = tempfile::tempdir().unwrap();
    for poll in [None, Some(Duration::from_secs(3600))] {
        let mut watch = Watch::start(folder.path(), poll);
        let stopper = watch.stopper();
        let (send, ended) = channel();
        let waiter = thread::spawn(move || {
            send.send(Woken::Unsure).unwrap();
            send.send(watch.wait()).unwrap();
            send.send(watch.wait()).unwrap();
        });
        ended.recv().unwrap();
        stopper.clone().stop();
        for _ in 0..2 {
            assert_eq!(ended.recv_timeout(super::LONG).unwrap(), Woken::Stopped);
        }
        waiter.join().unwrap();
        // The watch is gone; its stopper may stay.
        stopper.stop();
    }
}
