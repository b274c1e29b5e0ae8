//! Where a site may be written, and the names beside it that a run uses.

use super::error::EmitError;
use super::folder::Folder;
use super::manifest;
use crate::base::Output;
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Folders of a project that people write in, or that git does.
const INPUTS: [&str; 4] = ["content", "themes", "fonts", ".git"];

/// Absolute paths, all in one folder, so that a rename between them crosses no disk.
#[derive(Clone, Debug)]
pub struct Places {
    pub target: PathBuf,
    pub parent: PathBuf,
    pub staging: PathBuf,
    pub old: PathBuf,
    pub lock: PathBuf,
    /// The name to which a number may have to be added.
    pub kept: PathBuf,
}

impl Places {
    /// The places of a target, if it is one that may be written. Reads the disk only to resolve links.
    pub fn of(target: &Path, project: &Path, home: Option<&Path>) -> Result<Places, EmitError> {
        let target = resolve(target)?;
        refuse(&target, project, home)?;
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
            return Err(refused(&target, "it is the top of the disk"));
        };
        let beside = |before: &str, after: &str| {
            let mut beside = OsString::from(before);
            beside.push(name);
            beside.push(after);
            parent.join(beside)
        };
        if name.to_string_lossy().contains(".gradus-") {
            return Err(refused(&target, "gradus keeps such names for its own work"));
        }
        Ok(Places {
            parent: parent.to_owned(),
            staging: beside(".", ".gradus-new"),
            old: beside(".", ".gradus-old"),
            lock: beside(".", ".gradus-lock"),
            kept: beside("", ".gradus-kept"),
            target,
        })
    }
}

/// Refuses an output that has one of the names that we keep for ourselves.
pub fn reserved(output: &dyn Output, places: &Places) -> Result<(), EmitError> {
    match output.paths().find(|path| manifest::is_reserved(path)) {
        None => Ok(()),
        Some(path) => Err(EmitError::Refused {
            path: places.target.join(path),
            why: "gradus keeps names that begin with `.gradus-` for itself".to_owned(),
            help: "give that file of the content or theme another name".to_owned(),
        }),
    }
}

/// The refusal of a folder that a site cannot be written to.
pub fn not_ours(path: &Path, found: Folder) -> EmitError {
    match found {
        Folder::Foreign(why) => refused(path, &why),
        Folder::Marked => refused(path, "it is an incomplete site, which a build left and something moved there"),
        Folder::Missing | Folder::Empty | Folder::Ours(_) => refused(path, "something changed it during the build"),
    }
}

/// Makes the folders above the target, and says which it made, outermost first.
pub fn make_parents(places: &Places) -> Result<Vec<PathBuf>, EmitError> {
    let missing: Vec<&Path> = places.parent.ancestors().take_while(|folder| !folder.exists()).collect();
    let mut made = Vec::new();
    for folder in missing.into_iter().rev() {
        match fs::create_dir(folder) {
            Ok(()) => made.push(folder.to_owned()),
            // Another run was quicker.
            Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => {}
            Err(error) => {
                super::leave(&made);
                return Err(EmitError::at("create the folder", folder)(error));
            }
        }
    }
    Ok(made)
}

/// The target without links and `..`, also where it does not exist yet.
fn resolve(target: &Path) -> Result<PathBuf, EmitError> {
    let given = std::path::absolute(target).map_err(EmitError::at("find", target))?;
    // Without a slash at the end, which would name what a link leads to.
    let given: PathBuf = given.components().collect();
    if fs::symlink_metadata(&given).is_ok_and(|found| found.is_symlink()) {
        return Err(EmitError::Refused {
            path: given,
            why: "it is a symbolic link".to_owned(),
            help: "name the folder that it leads to".to_owned(),
        });
    }
    let mut missing = Vec::new();
    let mut head = given.as_path();
    let found = loop {
        match fs::canonicalize(head) {
            Ok(found) => break found,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
            Err(error) => return Err(EmitError::at("find", head)(error)),
        }
        let (Some(name), Some(above)) = (head.file_name(), head.parent()) else {
            return Err(refused(&given, "it leads through a folder that does not exist"));
        };
        missing.push(name);
        head = above;
    };
    if !missing.is_empty() && !found.is_dir() {
        return Err(refused(&found, "it is a file, not a folder"));
    }
    Ok(missing.iter().rev().fold(found, |path, name| path.join(name)))
}

fn refuse(target: &Path, project: &Path, home: Option<&Path>) -> Result<(), EmitError> {
    let project = fs::canonicalize(project).map_err(EmitError::at("find the project", project))?;
    if target.parent().is_none() {
        return Err(refused(target, "it is the top of the disk"));
    }
    if project == target {
        return Err(refused(target, "it is the project itself"));
    }
    if project.starts_with(target) {
        return Err(refused(target, "the project is in there"));
    }
    let home = home.map(|home| fs::canonicalize(home).unwrap_or_else(|_| home.to_owned()));
    if home.is_some_and(|home| home.starts_with(target)) {
        return Err(refused(target, "it is your home folder, or above it"));
    }
    for input in INPUTS {
        let plain = project.join(input);
        let real = fs::canonicalize(&plain).unwrap_or_else(|_| plain.clone());
        for folder in [plain, real] {
            if folder.starts_with(target) || target.starts_with(&folder) {
                return Err(refused(target, &format!("it is, or is in, the project's `{input}`")));
            }
        }
    }
    Ok(())
}

fn refused(path: &Path, why: &str) -> EmitError {
    EmitError::Refused {
        path: path.to_owned(),
        why: why.to_owned(),
        help: "choose another folder for the site, or empty it yourself".to_owned(),
    }
}
