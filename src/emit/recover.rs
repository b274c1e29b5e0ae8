//! What to do with what a run left, told from the names and marks alone. It may itself be killed anywhere.
//!
//! | target | old | staging | what happened | what to do |
//! |---|---|---|---|---|
//! | – | a site | any | killed between the two renames | put the old site back |
//! | a site | a site | – | killed after the second rename | the old one goes to staging, as after an exchange |
//! | any | – | empty or marked | killed while building | remove staging |
//! | any | – | a site | built, but not placed; or replaced by the target | bring over what is not ours, remove the rest |

use super::error::EmitError;
use super::folder::{self, Census, Folder, MARKER};
use super::manifest::{MANIFEST, Manifest};
use super::places::{self, Places};
use rayon::prelude::*;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Makes the target a whole site, or nothing, with nothing beside it. Where files of others have no place in the target,
/// says where they are now. Call it under the lock.
pub fn recover(places: &Places) -> Result<Option<PathBuf>, EmitError> {
    let Places { target, staging, old, .. } = places;
    // Before anything is touched: a folder that only looks like one of ours stops it all.
    let mut site = look_at_target(target)?;
    let aside = look_beside(old)?;
    look_beside(staging)?;
    let mut kept = None;
    match (aside, &site) {
        (Folder::Ours(_), None) => {
            fs::rename(old, target).map_err(EmitError::at("put back", target))?;
            site = look_at_target(target)?;
        }
        (Folder::Ours(_), Some(_)) => {
            kept = clear_staging(places, site.as_ref())?;
            fs::rename(old, staging).map_err(EmitError::at("rename", old))?;
        }
        (Folder::Marked, _) => remove_marked(old)?,
        (Folder::Empty, _) => remove_folder(old)?,
        (Folder::Missing | Folder::Foreign(_), _) => {}
    }
    Ok(clear_staging(places, site.as_ref())?.or(kept))
}

/// The target's manifest; `None` if there is no target, or an empty one.
fn look_at_target(target: &Path) -> Result<Option<Manifest>, EmitError> {
    match folder::look(target)? {
        Folder::Missing | Folder::Empty => Ok(None),
        Folder::Ours(manifest) => Ok(Some(manifest)),
        found => Err(places::not_ours(target, found)),
    }
}

/// What stands at one of our names beside the target, unless someone else put it there.
fn look_beside(path: &Path) -> Result<Folder, EmitError> {
    match folder::look(path)? {
        Folder::Foreign(why) => Err(EmitError::Refused {
            path: path.to_owned(),
            why: format!("gradus needs that name for its work, and {why}"),
            help: "move it elsewhere, or remove it yourself".to_owned(),
        }),
        found => Ok(found),
    }
}

fn clear_staging(places: &Places, site: Option<&Manifest>) -> Result<Option<PathBuf>, EmitError> {
    let Places { target, staging, .. } = places;
    match look_beside(staging)? {
        Folder::Missing | Folder::Foreign(_) => Ok(None),
        Folder::Empty => remove_folder(staging).map(|()| None),
        Folder::Marked => remove_marked(staging).map(|()| None),
        Folder::Ours(ours) => {
            let Some(site) = site else {
                let census = folder::census(staging, &ours, &ours)?;
                if census.foreign.is_empty() {
                    return remove_ours(staging, census).map(|()| None);
                }
                // The site that replaced this one was removed by hand. What is not ours stands only here, so nothing
                // of ours is gone from here either: it is the last whole site.
                fs::rename(staging, target).map_err(EmitError::at("put back", target))?;
                return Ok(None);
            };
            let census = folder::census(staging, &ours, site)?;
            let mut left = false;
            for path in &census.foreign {
                left |= !bring_over(staging, target, path)?;
            }
            if !left {
                return remove_ours(staging, census).map(|()| None);
            }
            // First away from the name that the next run needs, so that a kill now costs only tidiness.
            let kept = free_name(&places.kept);
            fs::rename(staging, &kept).map_err(EmitError::at("rename", staging))?;
            remove_ours(&kept, census)?;
            Ok(Some(kept))
        }
    }
}

/// Moves what is not ours from the old site to the same place in the new one; `false` if that place is taken.
fn bring_over(from: &Path, to: &Path, path: &Path) -> Result<bool, EmitError> {
    let mut folder = to.to_owned();
    for part in path.parent().into_iter().flat_map(Path::iter) {
        folder.push(part);
        match fs::symlink_metadata(&folder) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Ok(false),
            Err(_) => fs::create_dir(&folder).map_err(EmitError::at("create the folder", &folder))?,
        }
    }
    let (from, to) = (from.join(path), to.join(path));
    match rename_to_free(&from, &to) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(EmitError::at("move", &from)(error)),
    }
}

/// A rename that replaces nothing.
fn rename_to_free(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {}
            result => return Ok(result?),
        }
    }
    // Where the system cannot do both in one, a look and a rename are the next best.
    match fs::symlink_metadata(to) {
        Ok(_) => Err(ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to),
    }
}

/// Removes the files of ours, then what folders are empty, then the list, without which nothing would be known as ours.
fn remove_ours(root: &Path, census: Census) -> Result<(), EmitError> {
    census.files.par_iter().try_for_each(|path| remove_file(&root.join(path)))?;
    let mut folders = census.folders;
    let depth = |folder: &PathBuf| folder.components().count();
    folders.sort_by_key(|folder| std::cmp::Reverse(depth(folder)));
    for level in folders.chunk_by(|a, b| depth(a) == depth(b)) {
        level.par_iter().try_for_each(|folder| remove_if_empty(&root.join(folder)))?;
    }
    remove_file(&root.join(MANIFEST))?;
    remove_if_empty(root)
}

/// Removes an incomplete site, the mark last.
fn remove_marked(staging: &Path) -> Result<(), EmitError> {
    let entries = fs::read_dir(staging).map_err(EmitError::at("read the folder", staging))?;
    for entry in entries {
        let entry = entry.map_err(EmitError::at("read the folder", staging))?;
        let path = entry.path();
        if entry.file_name() == MARKER {
            continue;
        }
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            fs::remove_dir_all(&path).map_err(EmitError::at("remove", &path))?;
        } else {
            remove_file(&path)?;
        }
    }
    remove_file(&staging.join(MARKER))?;
    remove_folder(staging)
}

fn remove_file(path: &Path) -> Result<(), EmitError> {
    fs::remove_file(path).map_err(EmitError::at("remove", path))
}

fn remove_folder(path: &Path) -> Result<(), EmitError> {
    fs::remove_dir(path).map_err(EmitError::at("remove", path))
}

fn remove_if_empty(path: &Path) -> Result<(), EmitError> {
    match fs::remove_dir(path) {
        Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => Ok(()),
        result => result.map_err(EmitError::at("remove", path)),
    }
}

/// The first of `site.gradus-kept`, `site.gradus-kept-2`, … that is free.
fn free_name(first: &Path) -> PathBuf {
    let mut name = first.to_owned();
    for number in 2.. {
        if fs::symlink_metadata(&name).is_err() {
            break;
        }
        let mut text = first.as_os_str().to_owned();
        text.push(format!("-{number}"));
        name = PathBuf::from(text);
    }
    name
}
