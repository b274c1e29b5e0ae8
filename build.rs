//! Gives the program a name of its own, `GRADUS_PROGRAM`: a hash of all that it is made from. A site that another
//! program made is made again, even where nothing but a template inside the program changed. And puts the default
//! theme's scripts into the form in which readers load them.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "this runs while the program is compiled")]

#[path = "src/render/bare.rs"]
mod bare;

use std::collections::BTreeSet;
use std::fs;
use std::io;
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
    scripts(&Path::new(&std::env::var_os("OUT_DIR").expect("cargo names the folder")).join("scripts"))
        .expect("scripts can be read and written");
}

fn scripts(into: &Path) -> io::Result<()> {
    // One that was renamed must not stay.
    let _ = fs::remove_dir_all(into);
    fs::create_dir_all(into)?;
    for entry in fs::read_dir("themes/default/assets")? {
        let path = entry?.path();
        if let (Some(name), true) = (path.file_name(), path.extension().is_some_and(|ending| ending == "js")) {
            fs::write(into.join(name), bare::without_comments(&fs::read_to_string(&path)?))?;
        }
    }
    Ok(())
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
