//! Whether a site is there already: then there is nothing to make.

use super::folder::{self, Folder};
use super::held::Held;
use super::manifest::{Inputs, MANIFEST};
use super::places::Places;
use rayon::prelude::*;
use std::path::Path;

/// Whether the target is the whole site that was made from inputs with this hash, and nobody has touched it since; then,
/// what they were. Reads no file but the list: one that was changed has another length or is younger than the list,
/// which is written after all others. Who sets a file's time back on purpose is not found out.
pub fn is_current(hash: [u8; 16], target: &Path, project: &Path) -> Option<Inputs> {
    let places = Places::of(target, project, super::home().as_deref()).ok()?;
    // Another run is at work, or was killed: even where it left nothing but its lock, somebody has to clear that away.
    if [&places.staging, &places.old, &places.lock].iter().any(|left| left.symlink_metadata().is_ok()) {
        return None;
    }
    let target = Held::open(&places.target).ok()?;
    let (_, listed) = target.file(MANIFEST)?;
    let Folder::Ours(manifest) = folder::look(&places.target).ok()? else { return None };
    let inputs = manifest.inputs.filter(|inputs| inputs.hash == hash)?;
    let files: Vec<(&str, u64)> = manifest.lengths().collect();
    let untouched = files
        .par_iter()
        .all(|(path, length)| target.file(path).is_some_and(|(found, written)| found == *length && written <= listed));
    untouched.then_some(inputs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Bytes, Entry, Files};
    use std::fs;
    use std::time::{Duration, SystemTime};

    #[test]
    fn a_site_is_current_until_anything_about_it_changes() {
        let project = tempfile::tempdir().unwrap();
        let target = project.path().join("public");
        let entry = |path: &str| Entry { path: path.to_owned(), recipe: Bytes::from(path.to_owned()), origin: None };
        let (site, _) = Files::new(["index.html", "a/index.html"].map(entry).into());
        let inputs = Inputs { hash: [7; 16], pages: 2 };
        let emit = |inputs| super::super::emit(&site, inputs, &target, project.path(), &()).unwrap();
        let current = |hash| is_current(hash, &target, project.path());
        assert_eq!(current([7; 16]), None, "there is none yet");
        emit(Some(inputs));
        assert_eq!(current([7; 16]), Some(inputs));
        assert_eq!(current([8; 16]), None);
        let page = target.join("a/index.html");
        let later = SystemTime::now() + Duration::from_secs(5);
        fs::write(&page, "b/index.html").unwrap();
        fs::File::options().write(true).open(&page).unwrap().set_modified(later).unwrap();
        assert_eq!(current([7; 16]), None, "an edit of the same length");
        emit(Some(inputs));
        assert_eq!(current([7; 16]), Some(inputs));
        fs::write(target.join("theirs.txt"), "not ours").unwrap();
        assert_eq!(current([7; 16]), Some(inputs));
        fs::remove_file(&page).unwrap();
        assert_eq!(current([7; 16]), None, "a file that is gone");
        emit(None);
        assert_eq!(current([7; 16]), None, "a site that had findings");
        emit(Some(inputs));
        fs::create_dir(project.path().join(".public.gradus-new")).unwrap();
        assert_eq!(current([7; 16]), None, "a run that was killed");
        fs::remove_dir(project.path().join(".public.gradus-new")).unwrap();
        assert_eq!(current([7; 16]), Some(inputs));
        fs::write(project.path().join(".public.gradus-lock"), "").unwrap();
        assert_eq!(current([7; 16]), None, "a run that was killed as it ended");
    }
}
