//! The only writer of disk: makes a folder hold exactly the site, all of it or nothing of it.
//!
//! A site is built in a staging folder beside the target and then exchanged with it. Whatever a run was doing when it
//! was killed, the names and marks that it leaves say what to do (`recover`), and the next run does that first. There is
//! no cleaning up that only a run with luck reaches: a run that fails, and a run that succeeds, end by recovering too.
//!
//! ```text
//! public                  the site, with `.gradus-manifest`: what is ours in there
//! .public.gradus-lock     held during a run; empty, and removed at the end
//! .public.gradus-new      before the exchange the new site, marked while incomplete; after it the old one
//! .public.gradus-old      the old site between the two renames, where a disk cannot exchange
//! public.gradus-kept      files of others that no longer had a place; never ours, so never removed
//! ```
//!
//! Knows nothing of pages: it sees paths and bytes.

#![allow(clippy::disallowed_methods, reason = "this is the edge that writes disk")]

mod current;
mod error;
mod folder;
mod held;
mod lock;
mod manifest;
mod memory;
mod places;
mod recover;
mod steps;
#[cfg(test)]
mod tests;

pub use current::is_current;
pub use error::EmitError;
pub use manifest::Inputs;
pub use memory::Memory;

use crate::base::Output;
use folder::Folder;
use lock::Lock;
use manifest::Manifest;
use memory::Keyed;
use places::Places;
use rayon::prelude::*;
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use steps::{Known, Way, Work};

/// What a run did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// Files whose content is new.
    pub written: usize,
    /// Files that were there already.
    pub unchanged: usize,
    /// Files of the last site that this one does not have.
    pub removed: usize,
    /// The bytes of the written files.
    pub bytes_written: u64,
    /// Where files that are not ours were put, if their place in the target was taken while a run was under way or
    /// after it was killed. Worth telling: nothing else points there.
    pub kept: Option<PathBuf>,
}

/// Hears how a run goes on.
pub trait Progress: Sync {
    /// Another run is writing the same target; this one waits for it. Said once.
    fn waits(&self) {}
    /// One more file stands in the new site, of so many in all. Said by many threads.
    fn wrote(&self, _of: usize) {}
}

/// For those who do not want to know.
impl Progress for () {}

/// Makes `target` hold exactly `output`, besides files that are not ours, which stay. On an error the target is as it
/// was, or, if the error came while the last site was being removed, it is the new site and the next run removes the
/// rest. `project` is the folder with the content, which the target must not cover. If another run is writing the same
/// target, waits for it.
///
/// Where nothing changed, nothing is written. A relative path is taken from the current folder.
///
/// `inputs`, if they are given, are what `is_current` will be asked about.
pub fn emit(
    output: &dyn Output,
    inputs: Option<Inputs>,
    target: &Path,
    project: &Path,
    progress: &dyn Progress,
) -> Result<Report, EmitError> {
    emit_by(Way::Exchange, output, inputs, target, project, progress, None)
}

/// The same for whoever writes a site again and again: what is made from the same as last time, and stands there
/// untouched, is neither made nor read.
pub fn emit_again(
    output: &dyn Output,
    inputs: Option<Inputs>,
    target: &Path,
    project: &Path,
    progress: &dyn Progress,
    memory: &mut Memory,
) -> Result<Report, EmitError> {
    emit_by(Way::Exchange, &Keyed::new(output), inputs, target, project, progress, Some(memory))
}

/// Completes or undoes what a killed run left beside `target`, so that the target is a whole site again. `emit` does it
/// by itself; this is for those who only read. Does nothing, and takes no lock, where nothing was left.
pub fn recover(target: &Path, project: &Path) -> Result<(), EmitError> {
    let places = Places::of(target, project, home().as_deref())?;
    if !places.staging.exists() && !places.old.exists() {
        return Ok(());
    }
    let _lock = Lock::take(&places.lock, &mut || ())?;
    recover::recover(&places).map(drop)
}

fn emit_by(
    way: Way,
    output: &dyn Output,
    inputs: Option<Inputs>,
    target: &Path,
    project: &Path,
    progress: &dyn Progress,
    memory: Option<&mut Memory>,
) -> Result<Report, EmitError> {
    let places = Places::of(target, project, home().as_deref())?;
    places::reserved(output, &places)?;
    let (made, lock) = enter(&places, &mut || progress.waits())?;
    let result = emit_locked(way, output, inputs, &places, progress, memory);
    drop(lock);
    if result.is_err() {
        leave(&made);
    }
    result
}

fn home() -> Option<PathBuf> {
    std::env::home_dir().filter(|home| home.is_absolute())
}

/// Makes the folders above the target that are missing, and takes the lock there. Another run that fails may remove
/// those folders just then, so it tries again.
fn enter(places: &Places, on_wait: &mut dyn FnMut()) -> Result<(Vec<PathBuf>, Lock), EmitError> {
    let mut attempts = 0..5;
    let mut made = Vec::new();
    loop {
        made.extend(places::make_parents(places)?);
        match Lock::take(&places.lock, on_wait) {
            Ok(lock) => return Ok((made, lock)),
            Err(error) if error.is_missing() && attempts.next().is_some() => {}
            Err(error) => {
                leave(&made);
                return Err(error);
            }
        }
    }
}

/// Removes the folders that we made, unless someone else uses them by now.
fn leave(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}

fn emit_locked(
    way: Way,
    output: &dyn Output,
    inputs: Option<Inputs>,
    places: &Places,
    progress: &dyn Progress,
    memory: Option<&mut Memory>,
) -> Result<Report, EmitError> {
    let kept = recover::recover(places)?;
    let found = folder::look(&places.target)?;
    let replaces = matches!(found, Folder::Ours(_));
    let (old, known) = match found {
        Folder::Ours(old) => (old, compare(output, &places.target, memory.as_deref())?),
        Folder::Missing | Folder::Empty => (Manifest::default(), vec![Known::Nothing; output.len()]),
        Folder::Marked | Folder::Foreign(_) => return Err(places::not_ours(&places.target, found)),
    };
    let mut report = Report {
        unchanged: known.iter().filter(|known| matches!(known, Known::Same(_))).count(),
        removed: old.paths().filter(|path| output.find(path).is_none()).count(),
        kept,
        ..Report::default()
    };
    report.written = output.len() - report.unchanged;
    if replaces && report.written == 0 && old.inputs == inputs && old.is(output.paths().zip(&known)) {
        remember(memory, output, &old, &places.target);
        return Ok(report);
    }
    let mut work = Work::new(places, output, &known, replaces.then_some(&old), progress);
    work.inputs = inputs;
    let steps = steps::steps(way, replaces);
    let done = steps.iter().try_for_each(|step| work.perform(*step));
    if let Err(error) = done {
        // What went wrong is worth more than what then went wrong while tidying.
        let _ = recover::recover(places);
        return Err(error);
    }
    let written = output.paths().zip(&known).filter(|(_, known)| !matches!(known, Known::Same(_)));
    report.bytes_written = written.filter_map(|(path, _)| work.manifest.length(path)).sum();
    report.kept = work.kept.or(report.kept);
    remember(memory, output, &work.manifest, &places.target);
    Ok(report)
}

fn remember(memory: Option<&mut Memory>, output: &dyn Output, manifest: &Manifest, target: &Path) {
    if let Some(memory) = memory {
        *memory = Memory::of(output, manifest, target);
    }
}

/// The most bytes of changed files that are kept between comparing and writing; what is beyond them is made twice.
const KEPT: usize = 64 << 20;

/// For each file of the output, whether the target has it, byte for byte. The bytes are read: a size and a time can be
/// the same after an edit.
fn compare(output: &dyn Output, target: &Path, memory: Option<&Memory>) -> Result<Vec<Known>, EmitError> {
    let folders = manifest::folders(output.paths());
    let real: Vec<bool> = folders
        .par_iter()
        .map(|folder| fs::symlink_metadata(target.join(folder)).is_ok_and(|found| found.is_dir()))
        .collect();
    // In order, so that a folder is asked after the one that it stands in: what lies behind a link is not ours.
    let mut within = HashSet::from([""]);
    for (folder, _) in folders.iter().zip(real).filter(|(_, real)| *real) {
        if within.contains(manifest::parent(folder)) {
            within.insert(folder);
        }
    }
    let kept = AtomicUsize::new(0);
    let look = |buffer: &mut Vec<u8>, at: usize| {
        let path = output.path(at);
        if within.contains(manifest::parent(path))
            && let Some(length) = memory.and_then(|memory| memory.same(output, at, target))
        {
            return Ok(Known::Same(length));
        }
        let bytes = output.make(at).map_err(|mistake| EmitError::faulty(*mistake))?;
        let same = within.contains(manifest::parent(path)) && holds(&target.join(path), &bytes, buffer);
        Ok(if same {
            Known::Same(bytes.len() as u64)
        } else if kept.fetch_add(bytes.len(), Ordering::Relaxed) < KEPT {
            Known::New(bytes)
        } else {
            Known::Nothing
        })
    };
    let all = || EmitError::all((0..output.len()).into_par_iter().map_init(|| vec![0; 64 * 1024], look).collect());
    output.prepare();
    all()
}

/// Whether a file is a plain one with exactly these bytes. One that cannot be read is not: it will be made anew.
fn holds(path: &Path, mut bytes: &[u8], buffer: &mut [u8]) -> bool {
    let plain = fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64);
    // Only then opened: opening a pipe would wait for a writer.
    let Some(mut file) = plain.then(|| File::open(path).ok()).flatten() else {
        return false;
    };
    while !bytes.is_empty() {
        let part = buffer.len().min(bytes.len());
        if file.read_exact(&mut buffer[..part]).is_err() || buffer[..part] != bytes[..part] {
            return false;
        }
        bytes = &bytes[part..];
    }
    true
}

/// Refuses an output that needs a place where a file stands which is not ours.
fn refuse_conflicts(target: &Path, old: &Manifest, new: &Manifest) -> Result<(), EmitError> {
    let census = folder::census(target, old, new)?;
    for foreign in &census.foreign {
        // The file or folder itself, or a file where one of its folders is.
        let mut above = foreign.ancestors().skip(1).filter_map(folder::slashed);
        let wanted = folder::slashed(foreign)
            .and_then(|path| new.covers(&path))
            .or_else(|| above.find_map(|path| new.covers_file(&path)));
        if let Some(wanted) = wanted {
            return Err(EmitError::Refused {
                path: target.join(foreign),
                why: format!("gradus did not make it, and the site has its `{wanted}` there"),
                help: "move it elsewhere, or remove it yourself".to_owned(),
            });
        }
    }
    Ok(())
}
