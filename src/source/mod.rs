//! The only reader of disk: a project folder becomes `Sources`, everything read once and in one order.
//!
//! What is read is not trusted: names, kinds and encodings are checked here, so that no later stage meets a link out of
//! the folder, a device, a file of another encoding or one without end.

#![allow(clippy::disallowed_methods, reason = "this is the edge that reads disk")]

mod encoding;
mod reader;
mod repository;
mod revision;
mod stamp;
mod walk;

use crate::base::{Bytes, Diagnostics, FileId, SourcePath};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use reader::{Reader, read};
pub use repository::{Repository, repository};
pub use revision::{NoRevision, revision};
pub use walk::is_passed_over;

/// The settings file that makes a folder a project.
pub const SETTINGS: &str = "gradus.yml";

/// The folders whose files a project is made from: what it says, how that looks, and the letters of its PDFs.
pub const FOLDERS: [&str; 3] = ["content", "themes", FONTS];

/// The folder of fonts. Nothing else that stands in it is read.
pub const FONTS: &str = "fonts";

/// The files of a project: `gradus.yml`, everything below `content/`, every theme's files below `themes/`, and the
/// fonts below `fonts/`.
#[derive(Clone, Default, Debug)]
pub struct Sources {
    /// By id. A file that has gone leaves a gap, so that the others keep their ids from one reading to the next.
    files: Vec<Option<Arc<SourceFile>>>,
    /// In order of path.
    order: Vec<FileId>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceFile {
    pub path: SourcePath,
    pub content: Content,
}

/// What a file holds: text (UTF-8, LF line ends, no byte order mark, composed Unicode) or bytes as they are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Content {
    Text(String),
    Bytes(Bytes),
    /// Could not be read or is not allowed; there is a finding that says so.
    Faulty,
}

impl Sources {
    /// From files in memory, in any order. Used by tests.
    pub fn new(files: impl IntoIterator<Item = SourceFile>) -> Sources {
        Sources::default().followed_by(files.into_iter().map(Arc::new).collect())
    }

    /// The sources after these: a file that is in both keeps its id, and, where it did not change, is the same one.
    /// Of two files with one path the first counts.
    pub(super) fn followed_by(&self, mut files: Vec<Arc<SourceFile>>) -> Sources {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|later, first| later.path == first.path);
        let mut next = Sources { files: vec![None; self.files.len()], order: Vec::with_capacity(files.len()) };
        let mut free: Vec<usize> = (0..self.files.len()).filter(|at| self.files[*at].is_none()).rev().collect();
        let mut before = self.order.iter().peekable();
        for file in files {
            while before.next_if(|id| self.path(**id) < &file.path).is_some() {}
            let same = before.next_if(|id| *self.path(**id) == file.path);
            let (at, file) = match same {
                Some(id) => {
                    let old = self.file(*id);
                    (id.0 as usize, if **old == *file { Arc::clone(old) } else { file })
                }
                None => {
                    let at = free.pop().unwrap_or_else(|| {
                        next.files.push(None);
                        next.files.len() - 1
                    });
                    (at, file)
                }
            };
            next.files[at] = Some(file);
            next.order.push(FileId(at as u32));
        }
        next
    }

    /// The same, but that these files have other texts. Nothing is read, and ids stay.
    pub fn with_texts(&self, texts: impl IntoIterator<Item = (FileId, String)>) -> Sources {
        let mut sources = self.clone();
        for (id, text) in texts {
            let path = self.path(id).clone();
            sources.files[id.0 as usize] = Some(Arc::new(SourceFile { path, content: Content::Text(text) }));
        }
        sources
    }

    /// Files that are new, other or gone since `before`, in order of path.
    pub fn changed_since(&self, before: &Sources) -> Vec<SourcePath> {
        let new = self.iter().filter(|(_, file)| match before.find(file.path.as_str()) {
            Some(id) => !Arc::ptr_eq(before.file(id), file) && before.file(id) != *file,
            None => true,
        });
        let gone = before.iter().filter(|(_, file)| self.find(file.path.as_str()).is_none());
        let mut changed: Vec<SourcePath> = new.chain(gone).map(|(_, file)| file.path.clone()).collect();
        changed.sort();
        changed
    }

    /// Whether both hold the same files.
    pub fn same(&self, other: &Sources) -> bool {
        self.len() == other.len()
            && self.order.iter().zip(&other.order).all(|(a, b)| {
                let (a, b) = (self.file(*a), other.file(*b));
                Arc::ptr_eq(a, b) || a == b
            })
    }

    /// The position of each file among all, for sorting.
    pub fn ranks(&self) -> impl Fn(FileId) -> usize + use<> {
        let mut ranks = vec![0; self.files.len()];
        for (rank, id) in self.order.iter().enumerate() {
            ranks[id.0 as usize] = rank;
        }
        move |id| ranks.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// In order of path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (FileId, &Arc<SourceFile>)> {
        self.order.iter().map(|id| (*id, self.file(*id)))
    }

    pub fn len(&self) -> usize {
        self.order.len()
    }

    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    pub fn find(&self, path: &str) -> Option<FileId> {
        let at = self.order.binary_search_by(|id| self.path(*id).as_str().cmp(path)).ok()?;
        Some(self.order[at])
    }

    /// Asking for the id of another reading's file is our bug, and panics.
    fn file(&self, id: FileId) -> &Arc<SourceFile> {
        self.files[id.0 as usize].as_ref().expect("an id is asked for while its file is there")
    }

    pub fn path(&self, id: FileId) -> &SourcePath {
        &self.file(id).path
    }

    pub fn content(&self, id: FileId) -> &Content {
        &self.file(id).content
    }

    /// The file's text; empty for a file of bytes.
    pub fn text(&self, id: FileId) -> &str {
        match &self.file(id).content {
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
