//! What stands in a folder: whether it is ours, and which of its files are. Follows no symbolic link.

use super::error::EmitError;
use super::manifest::{MANIFEST, Manifest};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Stands in a staging folder from its first moment until it is complete: everything there is ours and worth nothing.
pub const MARKER: &str = ".gradus-incomplete";

/// What stands at a path where a site could be.
#[derive(Debug)]
pub enum Folder {
    Missing,
    Empty,
    /// An incomplete site of ours.
    Marked,
    /// A whole site of ours, and what of it is ours.
    Ours(Manifest),
    /// Anything else; the text continues a sentence about it.
    Foreign(String),
}

pub fn look(path: &Path) -> Result<Folder, EmitError> {
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Folder::Missing),
        Err(error) => return Err(EmitError::at("look at", path)(error)),
    };
    if !found.is_dir() {
        let what = if found.is_symlink() { "a symbolic link" } else { "a file" };
        return Ok(Folder::Foreign(format!("it is {what}, not a folder")));
    }
    if is_plain_file(&path.join(MARKER)) {
        return Ok(Folder::Marked);
    }
    let manifest = path.join(MANIFEST);
    if is_plain_file(&manifest) {
        let bytes = fs::read(&manifest).map_err(EmitError::at("read", &manifest))?;
        let parsed = str::from_utf8(&bytes).map_err(|_| "it is not text".to_owned()).and_then(Manifest::parse);
        return Ok(match parsed {
            Ok(manifest) => Folder::Ours(manifest),
            Err(why) => Folder::Foreign(format!("its list of what gradus made, `{MANIFEST}`, cannot be used: {why}")),
        });
    }
    let mut entries = fs::read_dir(path).map_err(EmitError::at("read the folder", path))?;
    Ok(match entries.next() {
        None => Folder::Empty,
        Some(_) => Folder::Foreign("gradus did not make what is in there".to_owned()),
    })
}

pub fn is_plain_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file())
}

/// The entries of a site on disk by whose they are; paths from its top, sorted. The manifest itself is left out.
#[derive(Debug, Default)]
pub struct Census {
    /// Plain files that `ours` lists.
    pub files: Vec<PathBuf>,
    /// Folders that `ours` or `theirs` has files in, a folder before those in it.
    pub folders: Vec<PathBuf>,
    /// Everything else, a folder as one.
    pub foreign: Vec<PathBuf>,
}

/// Looks through `root`, where `ours` was written. A folder that only `other`, a second site, has files in is looked
/// through too, so that what stands in it can go into that site's folder one by one.
pub fn census(root: &Path, ours: &Manifest, other: &Manifest) -> Result<Census, EmitError> {
    let mut census = Census::default();
    let mut entries = WalkDir::new(root).min_depth(1).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(root).to_owned();
            let source = error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of folders"));
            EmitError::at("read", &path)(source)
        })?;
        let path = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_owned();
        if path == Path::new(MANIFEST) {
            continue;
        }
        let text = slashed(&path);
        let is = |test: &dyn Fn(&str) -> bool| text.as_deref().is_some_and(test);
        if entry.file_type().is_dir() {
            if is(&|text| ours.has_folder(text) || other.has_folder(text)) {
                census.folders.push(path);
            } else {
                entries.skip_current_dir();
                census.foreign.push(path);
            }
        } else if entry.file_type().is_file() && is(&|text| ours.has_file(text)) {
            census.files.push(path);
        } else {
            census.foreign.push(path);
        }
    }
    Ok(census)
}

/// A path on disk as the manifest writes it; `None` if it is not text, and so cannot be ours.
pub fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}
