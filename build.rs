//! Gives the program a name of its own, `GRADUS_PROGRAM`: a hash of all that it is made from. A site that another
//! program made is made again, even where nothing but a template inside the program changed. And puts the default
//! theme's scripts into the form in which readers load them.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "this runs while the program is compiled")]

#[path = "src/render/bare.rs"]
mod bare;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let mut files = BTreeSet::new();
    for root in ["src", "themes", "docs/content.md", "build.rs", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={root}");
        gather(Path::new(root), &mut files);
    }
    let mut hash = Fnv::new();
    for file in &files {
        hash.add(file.to_string_lossy().replace('\\', "/").as_bytes());
        hash.add(&fs::read(file).unwrap_or_default());
    }
    println!("cargo::rustc-env=GRADUS_PROGRAM={:016x}", hash.0);
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names the folder"));
    scripts(Path::new("themes/default/assets"), &out.join("scripts"));
}

/// Bares the scripts of a folder into another one.
fn scripts(from: &Path, into: &Path) {
    // One that was renamed must not stay.
    if into.exists() {
        fs::remove_dir_all(into).unwrap_or_else(|error| panic!("{}: {error}", into.display()));
    }
    let mut files = BTreeSet::new();
    gather(from, &mut files);
    for path in files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "js")) {
        let bared = fs::read_to_string(path).map(|script| bare::without_comments(&script));
        let bare = into.join(path.strip_prefix(from).expect("it was found there"));
        let folder = fs::create_dir_all(bare.parent().expect("a file stands in a folder"));
        let written = folder.and(bared).and_then(|script| fs::write(bare, script));
        written.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}

fn gather(path: &Path, files: &mut BTreeSet<PathBuf>) {
    let Ok(entries) = fs::read_dir(path) else {
        files.extend(path.is_file().then(|| path.to_owned()));
        return;
    };
    for entry in entries.flatten() {
        gather(&entry.path(), files);
    }
}

/// FNV-1a of 64 bits, with each part's length before it: enough to tell one state of our own files from another.
struct Fnv(u64);

impl Fnv {
    fn new() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, part: &[u8]) {
        for byte in part.len().to_le_bytes().iter().chain(part) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}
