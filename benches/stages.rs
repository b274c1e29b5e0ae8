//! How long each stage takes, on a framework in the folder that `GRADUS_BENCH` names (this repository's own without it):
//! `GRADUS_BENCH=/tmp/framework cargo bench --bench stages`.

#![allow(clippy::disallowed_methods, reason = "a measure is told from outside what to work on")]

use divan::Bencher;
use gradus::base::Output;
use gradus::pipeline::{self, Memory, Options};
use gradus::source::{Read, Reader};
use gradus::{emit, parse};
use std::path::PathBuf;

fn main() {
    divan::main();
}

fn project() -> PathBuf {
    std::env::var_os("GRADUS_BENCH").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
}

fn sources() -> Read {
    Reader::new(&project()).read().expect("the folder can be read")
}

#[divan::bench]
fn read(bencher: Bencher) {
    bencher.bench(sources);
}

/// Where no file changed.
#[divan::bench]
fn read_again(bencher: Bencher) {
    let mut reader = Reader::new(&project());
    reader.read().expect("the folder can be read");
    bencher.bench_local(|| reader.read().expect("the folder can be read"));
}

#[divan::bench]
fn parse_all(bencher: Bencher) {
    let read = sources();
    bencher.bench(|| parse::parse(&read.sources, None));
}

/// From sources to a site of which no page is made yet.
#[divan::bench]
fn build(bencher: Bencher) {
    bencher.with_inputs(sources).bench_values(|read| pipeline::build(read, &Options::default(), None, &mut |_, _| ()));
}

/// The same where nothing but words may have changed, and nothing did.
#[divan::bench]
fn build_again(bencher: Bencher) {
    let mut reader = Reader::new(&project());
    let mut memory = Memory::default();
    let mut again = |read: Read| pipeline::build(read, &Options::default(), Some(&mut memory), &mut |_, _| ()).pages;
    again(reader.read().expect("the folder can be read"));
    bencher.bench_local(|| again(reader.read().expect("the folder can be read")));
}

/// Every file of the site, one after the other, in memory.
#[divan::bench]
fn make_all(bencher: Bencher) {
    let built = pipeline::build(sources(), &Options::default(), None, &mut |_, _| ());
    let site = built.site.expect("a framework without errors");
    bencher.bench(|| (0..site.len()).map(|at| site.make(at).expect("sound templates").len()).sum::<usize>());
}

/// All files made and written to a new folder, on all cores.
#[divan::bench]
fn write(bencher: Bencher) {
    let built = pipeline::build(sources(), &Options::default(), None, &mut |_, _| ());
    let site = built.site.expect("a framework without errors");
    let new = || tempfile::tempdir().expect("a folder for a while");
    bencher.with_inputs(new).bench_values(|folder| {
        let target = folder.path().join("public");
        emit::emit(&site, None, &target, &project(), &()).expect("room on the disk");
        folder
    });
}
