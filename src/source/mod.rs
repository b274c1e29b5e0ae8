//! The only reader of disk: a project folder becomes `Sources`, everything read once and in one order.
//!
//! What is read is not trusted: names, kinds and encodings are checked here, so that no later stage meets a link out of
//! the folder, a device, a file of another encoding or one without end.

#![allow(clippy::disallowed_methods, reason = "this is the edge that reads disk")]

mod encoding;
mod walk;

use crate::base::{Bytes, Diagnostics, FileId, SourcePath};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use walk::read;

/// The settings file that makes a folder a project.
pub const SETTINGS: &str = "gradus.yml";

/// The files of a project: `gradus.yml`, everything below `content/`, and every theme's files below `themes/`.
#[derive(Clone, Default, Debug)]
pub struct Sources {
    files: Vec<SourceFile>,
    by_path: BTreeMap<SourcePath, FileId>,
}

#[derive(Clone, Debug)]
pub struct SourceFile {
    pub path: SourcePath,
    pub content: Content,
}

/// What a file holds: text (UTF-8, LF line ends, no byte order mark, composed Unicode) or bytes as they are.
#[derive(Clone, Debug)]
pub enum Content {
    Text(String),
    Bytes(Bytes),
    /// Could not be read or is not allowed; there is a finding that says so.
    Faulty,
}

impl Sources {
    /// From files in memory, in any order. Used by reading and by tests.
    pub fn new(files: impl IntoIterator<Item = SourceFile>) -> Sources {
        let mut files: Vec<SourceFile> = files.into_iter().collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|a, b| a.path == b.path);
        let paths = files.iter().map(|file| file.path.clone());
        let by_path = paths.zip((0..).map(FileId)).collect();
        Sources { files, by_path }
    }

    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(&self.files)
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    pub fn find(&self, path: &str) -> Option<FileId> {
        self.by_path.get(&SourcePath::new(path)?).copied()
    }

    pub fn path(&self, id: FileId) -> &SourcePath {
        &self.files[id.0 as usize].path
    }

    pub fn content(&self, id: FileId) -> &Content {
        &self.files[id.0 as usize].content
    }

    /// The file's text; empty for a file of bytes.
    pub fn text(&self, id: FileId) -> &str {
        match &self.files[id.0 as usize].content {
            Content::Text(text) => text,
            Content::Bytes(_) | Content::Faulty => "",
        }
    }
}

impl SourceFile {
    /// A text file, its line ends and Unicode form made one; `None` if the path is not one inside the project.
    pub fn text(path: &str, text: &str) -> Option<SourceFile> {
        let path = SourcePath::new(path)?;
        let content = Content::Text(encoding::normal(text));
        Some(SourceFile { path, content })
    }
}

/// The nearest folder at or above `start` that holds the settings file.
pub fn find_project(start: &Path) -> Option<PathBuf> {
    let found = start.ancestors().find(|folder| folder.join(SETTINGS).is_file());
    found.map(Path::to_path_buf)
}

/// What reading a project gives: the sources, and what was wrong with single files.
pub struct Read {
    pub sources: Sources,
    pub findings: Diagnostics,
}
