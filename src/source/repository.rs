//! The git repository that holds a project, found without git. In a work tree or a submodule `.git` is a file that leads on.

use std::fs;
use std::path::{Path, PathBuf};

/// A `.git` file holds one path.
const LONGEST_LINK: u64 = 8 << 10;

pub struct Repository {
    /// The top folder of its files.
    pub top: PathBuf,
    /// git's own folder for these files: its index, its locks.
    pub git: PathBuf,
}

/// The nearest repository at or above a folder.
pub fn repository(folder: &Path) -> Option<Repository> {
    folder.ancestors().find_map(|top| {
        let git = top.join(".git");
        let git = if git.is_dir() { git } else { top.join(link(&git)?.strip_prefix("gitdir:")?.trim()) };
        Some(Repository { top: top.to_owned(), git })
    })
}

impl Repository {
    /// The text of its settings, which all work trees share.
    pub fn config(&self) -> Option<String> {
        let shared = link(&self.git.join("commondir")).map(|way| self.git.join(way.trim()));
        fs::read_to_string(shared.as_ref().unwrap_or(&self.git).join("config")).ok()
    }
}

/// The text of a file that does nothing but lead elsewhere.
fn link(path: &Path) -> Option<String> {
    let data = fs::metadata(path).ok()?;
    let is_one = data.is_file() && data.len() <= LONGEST_LINK;
    is_one.then(|| fs::read_to_string(path).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_work_tree_has_its_own_folder_and_shares_settings() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        assert!(repository(&at("tree")).is_none());
        fs::create_dir_all(at("tree/docs/framework")).unwrap();
        fs::create_dir_all(at("main/.git/worktrees/tree")).unwrap();
        fs::write(at("tree/.git"), "gitdir: ../main/.git/worktrees/tree\n").unwrap();
        fs::write(at("main/.git/worktrees/tree/commondir"), "../..\n").unwrap();
        fs::write(at("main/.git/config"), "[core]\n").unwrap();
        for (inside, top) in [("tree/docs/framework", "tree"), ("main", "main")] {
            let found = repository(&at(inside)).unwrap();
            assert_eq!((found.top.clone(), found.config().as_deref()), (at(top), Some("[core]\n")));
        }
    }
}
