//! Whether git is in the middle of changing the tree. A build in between would show a mixture of two branches.

use crate::source::repository;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// A lock older than this was left behind by a git that was killed, or its work takes longer than anyone would wait.
const FRESH: Duration = Duration::from_secs(10);

/// Whether a git operation runs in the repository that holds the project.
pub fn is_busy(project: &Path) -> bool {
    repository(project).is_some_and(|it| is_fresh(&it.git.join("index.lock")))
}

fn is_fresh(lock: &Path) -> bool {
    let modified = fs::metadata(lock).and_then(|data| data.modified());
    modified.ok().and_then(|at| at.elapsed().ok()).is_some_and(|age| age < FRESH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;
    use std::time::SystemTime;

    #[test]
    fn a_lock_above_the_project_is_seen_while_it_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("docs/framework");
        fs::create_dir_all(&project).unwrap();
        assert!(!is_busy(&project));
        fs::create_dir(folder.path().join(".git")).unwrap();
        assert!(!is_busy(&project));
        let lock = folder.path().join(".git/index.lock");
        fs::write(&lock, "").unwrap();
        assert!(is_busy(&project));
        fs::remove_file(&lock).unwrap();
        assert!(!is_busy(&project));
    }

    #[test]
    fn a_work_tree_leads_to_its_own_lock() {
        let folder = tempfile::tempdir().unwrap();
        let (project, git) = (folder.path().join("tree"), folder.path().join("main/.git/worktrees/tree"));
        fs::create_dir_all(&project).unwrap();
        fs::create_dir_all(&git).unwrap();
        fs::write(project.join(".git"), "gitdir: ../main/.git/worktrees/tree\n").unwrap();
        assert!(!is_busy(&project));
        fs::write(git.join("index.lock"), "").unwrap();
        assert!(is_busy(&project));
    }

    #[test]
    fn a_lock_that_was_left_behind_does_not_hold_up_every_save() {
        let project = tempfile::tempdir().unwrap();
        fs::create_dir(project.path().join(".git")).unwrap();
        let lock = File::create(project.path().join(".git/index.lock")).unwrap();
        lock.set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
        assert!(!is_busy(project.path()));
    }
}
