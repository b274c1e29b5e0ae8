//! The steps from one whole site to the next, as a list: a run can be killed after any of them, and tests do that.
//!
//! A staging folder is marked from its first moment; the mark is taken away when all of it is safe on disk. From then
//! on it is a site like the target, so that after the exchange, when it is the old one, nothing about it is special.

use super::Progress;
use super::error::EmitError;
use super::folder::MARKER;
use super::held::Held;
use super::manifest::{self, Inputs, MANIFEST, Manifest};
use super::places::Places;
use super::recover;
use crate::base::{Bytes, Output};
use rayon::prelude::*;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// How a new site takes the place of an old one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// In one stroke, where the disk can; otherwise by two renames.
    Exchange,
    /// Always by two renames. A reader in between finds no site; a kill in between is undone at the next start.
    #[cfg_attr(not(test), expect(dead_code, reason = "the way back of `Exchange`, for tests to take"))]
    TwoRenames,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Makes the staging folder and marks it.
    Open,
    /// Puts all files there.
    Fill,
    /// Lists them.
    List,
    /// Waits until the disk has them.
    Sync,
    /// Takes the mark away.
    Unmark,
    /// Exchanges staging folder and target.
    Exchange,
    /// Moves the target aside, the first of two renames.
    SetAside,
    /// Moves the staging folder to the target.
    Place,
    /// Moves the old site to where an exchange would have put it.
    Turn,
    /// Brings over what is not ours, and removes the old site.
    Finish,
}

/// The steps of a run; `replaces` is whether the target holds a site.
pub fn steps(way: Way, replaces: bool) -> Vec<Step> {
    let swap: &[Step] = match (way, replaces) {
        (_, false) => &[Step::Place],
        (Way::Exchange, true) => &[Step::Exchange, Step::Finish],
        (Way::TwoRenames, true) => &[Step::SetAside, Step::Place, Step::Turn, Step::Finish],
    };
    let build = [Step::Open, Step::Fill, Step::List, Step::Sync, Step::Unmark];
    [&build, swap].concat()
}

/// What is known of a file of the output before it is written.
#[derive(Clone)]
pub enum Known {
    Nothing,
    /// The target has it, byte for byte; so many they are.
    Same(u64),
    /// The target does not have it; these are its bytes.
    New(Bytes),
}

/// What the steps of one run work on.
pub struct Work<'a> {
    places: &'a Places,
    output: &'a dyn Output,
    /// For each file of the output.
    known: &'a [Known],
    /// Of the site that is replaced, if there is one.
    old: Option<&'a Manifest>,
    progress: &'a dyn Progress,
    /// What the new site is made from.
    pub inputs: Option<Inputs>,
    /// Of the new site, once the files are there.
    pub manifest: Manifest,
    pub kept: Option<PathBuf>,
}

impl<'a> Work<'a> {
    pub fn new(
        places: &'a Places,
        output: &'a dyn Output,
        known: &'a [Known],
        old: Option<&'a Manifest>,
        progress: &'a dyn Progress,
    ) -> Work<'a> {
        Work { places, output, known, old, progress, inputs: None, manifest: Manifest::default(), kept: None }
    }

    pub fn perform(&mut self, step: Step) -> Result<(), EmitError> {
        let Places { target, staging, old, .. } = self.places;
        let marker = staging.join(MARKER);
        match step {
            Step::Open => {
                fs::create_dir(staging).map_err(EmitError::at("create the folder", staging))?;
                write(&held(staging)?, staging, MARKER, b"").map(drop)
            }
            Step::Fill => {
                self.manifest = self.fill()?;
                self.manifest.inputs = self.inputs;
                self.old.map_or(Ok(()), |old| super::refuse_conflicts(target, old, &self.manifest))
            }
            Step::List => write(&held(staging)?, staging, MANIFEST, self.manifest.text().as_bytes()).map(drop),
            Step::Sync => sync(staging).map_err(EmitError::at("save", staging)),
            Step::Unmark => fs::remove_file(&marker).map_err(EmitError::at("remove", &marker)),
            Step::Exchange => match exchange(staging, target) {
                Ok(()) => Ok(()),
                Err(error) if cannot_exchange(&error) => {
                    let renames = [Step::SetAside, Step::Place, Step::Turn];
                    renames.into_iter().try_for_each(|step| self.perform(step))
                }
                Err(error) => Err(not_movable(target, error)),
            },
            Step::SetAside => fs::rename(target, old).map_err(|error| not_movable(target, error)),
            Step::Place => {
                // Elsewhere than on Unix a rename does not replace an empty folder.
                if cfg!(not(unix)) {
                    let _ = fs::remove_dir(target);
                }
                fs::rename(staging, target).map_err(|error| not_movable(target, error))
            }
            Step::Turn => fs::rename(old, staging).map_err(EmitError::at("rename", old)),
            Step::Finish => {
                self.kept = recover::recover(self.places)?;
                Ok(())
            }
        }
    }

    /// Makes and writes all files, and says what they were.
    fn fill(&self) -> Result<Manifest, EmitError> {
        let Places { target, staging, .. } = self.places;
        let into = held(staging)?;
        // There is none before the first build.
        let before = Held::open(target).ok();
        // By depth, because a folder's own folder has to be there first.
        let mut folders = manifest::folders(self.output.paths());
        let depth = |folder: &str| folder.matches('/').count();
        folders.sort_by_key(|folder| depth(folder));
        for level in folders.chunk_by(|a, b| depth(a) == depth(b)) {
            let make = |folder: &&str| {
                into.make_folder(folder)
                    .map_err(|error| EmitError::at("create the folder", &staging.join(folder))(error))
            };
            level.par_iter().try_for_each(make)?;
        }
        // Once the disk fails there is no sense in making more; a template's mistakes are all worth telling.
        let failed = AtomicBool::new(false);
        let put = |(at, known): (usize, &Known)| -> Result<Option<u64>, EmitError> {
            if failed.load(Ordering::Relaxed) {
                return Ok(None);
            }
            let path = self.output.path(at);
            let is_linked = || before.as_ref().is_some_and(|before| into.link(before, path).is_ok());
            let done = match known {
                // Where a disk has no links, or no more for this file, the bytes do as well.
                Known::Same(length) if is_linked() => Ok(*length),
                Known::New(bytes) => write(&into, staging, path, bytes),
                _ => {
                    let made = self.output.make(at).map_err(|mistake| EmitError::faulty(*mistake));
                    made.and_then(|bytes| write(&into, staging, path, &bytes))
                }
            };
            self.progress.wrote(self.known.len());
            failed.fetch_or(matches!(done, Err(EmitError::Io { .. })), Ordering::Relaxed);
            done.map(Some)
        };
        // By few, so that at the end no thread has many left that another one could take.
        let all = || EmitError::all(self.known.par_iter().enumerate().with_max_len(8).map(put).collect());
        self.output.prepare();
        let lengths = all()?;
        Ok(Manifest::of(self.output.paths().zip(lengths).filter_map(|(path, length)| Some((path, length?)))))
    }
}

fn held(folder: &Path) -> Result<Held, EmitError> {
    Held::open(folder).map_err(EmitError::at("open the folder", folder))
}

/// Writes a new file into a folder, and says its length.
fn write(folder: &Held, at: &Path, path: &str, bytes: &[u8]) -> Result<u64, EmitError> {
    folder.write(path, bytes).map_err(|error| EmitError::at("write", &at.join(path))(error))?;
    Ok(bytes.len() as u64)
}

/// Waits until everything written in the folder is on disk. One call for the whole disk is far quicker than one a file.
#[cfg(target_os = "linux")]
fn sync(folder: &Path) -> io::Result<()> {
    let folder = File::open(folder)?;
    match rustix::fs::syncfs(&folder) {
        Err(rustix::io::Errno::NOSYS) => folder.sync_all(),
        result => Ok(result?),
    }
}

/// Elsewhere there is no such call, and one a file takes minutes: a site that loses power there is built again.
#[cfg(all(unix, not(target_os = "linux")))]
fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows opens no folder as a file.
#[cfg(not(unix))]
fn sync(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Whether the disk, or the system, does not know how to exchange; `EXDEV` is what overlayfs says in containers.
fn cannot_exchange(error: &io::Error) -> bool {
    use ErrorKind::{CrossesDevices, InvalidInput, Unsupported};
    // `ENOSYS` and `EOPNOTSUPP` are both `Unsupported`, `EINVAL` is `InvalidInput`.
    matches!(error.kind(), CrossesDevices | InvalidInput | Unsupported)
}

/// Where neither way is open, nothing is touched: to empty a folder that cannot be moved would leave a part of a site.
fn not_movable(target: &Path, error: io::Error) -> EmitError {
    let (is, mend) = match error.kind() {
        // A folder of a lower layer of overlayfs.
        ErrorKind::CrossesDevices => ("came with the image of a container", "remove it and build again, or "),
        ErrorKind::ResourceBusy => ("is a disk of its own", ""),
        _ => return EmitError::at("put the new site at", target)(error),
    };
    EmitError::Refused {
        path: target.to_owned(),
        why: format!("it {is}, and cannot be exchanged ({error})"),
        help: format!("{mend}choose a folder inside it for the site"),
    }
}
