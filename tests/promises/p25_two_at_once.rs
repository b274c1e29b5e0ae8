//! Builds into one output at one time queue, and each site is whole. Build while serving, and signals, are in
//! `tests/it/watch.rs` and `tests/it/serve.rs`.

use super::bench::{Bench, said};
use crate::run::is_long;
use crate::run::tree;
use std::process::Stdio;

fn rounds() -> usize {
    if is_long() { 40 } else { 2 }
}

#[test]
fn two_at_once_leave_a_whole_site() {
    let bench = Bench::new(&std::env::temp_dir());
    for round in 0..rounds() {
        bench.turn_over();
        let start = || bench.command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        let started = [start(), start(), start()];
        for child in started {
            let output = child.wait_with_output().expect("it ends");
            assert!(output.status.success(), "{}", said(&output));
        }
        assert_eq!(bench.variant(), Ok(1 - round % 2));
        assert_eq!(bench.beside(), [""; 0]);
    }
}

#[test]
fn two_at_once_of_two_projects_leave_the_site_of_one() {
    let (one, other) = (Bench::new(&std::env::temp_dir()), Bench::new(&std::env::temp_dir()));
    other.turn(1);
    other.build();
    let (site_of_one, site_of_other) = (one.site(), other.site());
    let folder = tempfile::tempdir().expect("a temporary folder");
    let target = folder.path().join("site");
    for _ in 0..rounds() {
        let start =
            |bench: &Bench| bench.command().arg("-o").arg(&target).stderr(Stdio::piped()).spawn().expect("it runs");
        for child in [start(&one), start(&other), start(&one)] {
            let output = child.wait_with_output().expect("it ends");
            assert!(output.status.success(), "{}", said(&output));
        }
        let site = tree(&target);
        assert!(site == site_of_one || site == site_of_other);
        assert_eq!(std::fs::read_dir(folder.path()).expect("readable").count(), 1);
    }
}

#[test]
fn two_at_once_and_one_of_them_killed_leave_a_whole_site() {
    let bench = Bench::new(&std::env::temp_dir());
    for round in 0..rounds() {
        bench.turn_over();
        let mut killed = bench.command().stderr(Stdio::null()).spawn().expect("it runs");
        let other = bench.command().stderr(Stdio::piped()).spawn().expect("it runs");
        killed.kill().expect("killed");
        killed.wait().expect("it ends");
        let output = other.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!(bench.variant(), Ok(1 - round % 2));
        assert_eq!(bench.beside(), [""; 0]);
    }
}
