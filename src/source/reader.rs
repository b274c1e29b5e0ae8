//! Reading a project, once or again and again: a file that shows no sign of change is not read again.

use super::stamp::Stamp;
use super::walk::{self, Fault};
use super::{Content, Read, SourceFile, Sources};
use crate::base::{Diagnostic, Diagnostics, Place, SourcePath, Span};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// Reads a project folder. `Err` only if the folder itself cannot be read; everything else is a finding.
pub fn read(project: &Path) -> io::Result<Read> {
    Reader::new(project).read()
}

/// Reads one project, and remembers what it read.
pub struct Reader {
    /// Absolute.
    project: PathBuf,
    seen: BTreeMap<SourcePath, Seen>,
    /// Files that could not be read, and why.
    faults: BTreeMap<SourcePath, Fault>,
    last: Sources,
}

/// A file as it was read.
struct Seen {
    stamp: Stamp,
    /// When the reading began.
    read: SystemTime,
    file: Arc<SourceFile>,
}

impl Reader {
    pub fn new(project: &Path) -> Reader {
        let project = std::path::absolute(project).unwrap_or_else(|_| project.to_owned());
        Reader { project, seen: BTreeMap::new(), faults: BTreeMap::new(), last: Sources::default() }
    }

    /// Looks at everything, and reads what may have changed.
    pub fn read(&mut self) -> io::Result<Read> {
        let (found, faults) = walk::find(&self.project)?;
        let before = std::mem::take(&mut self.seen);
        self.faults.clear();
        self.take_in(found, faults, &before);
        Ok(self.sources())
    }

    /// Looks at some files and folders only, given by absolute path. What else changed is seen at the next `read`.
    pub fn look_at(&mut self, paths: &[PathBuf]) -> Read {
        for path in paths {
            let Some(start) = walk::source_path(&self.project, path) else { continue };
            let below = |path: &SourcePath| path.is_within(&start);
            self.seen.retain(|path, _| !below(path));
            self.faults.retain(|path, _| !below(path));
            let (found, faults) = walk::find_below(&self.project, &start);
            self.take_in(found, faults, &BTreeMap::new());
        }
        self.sources()
    }

    /// Reads the files that were found, but for those that are as they were `before`.
    fn take_in(&mut self, found: Vec<SourcePath>, faults: Vec<Fault>, before: &BTreeMap<SourcePath, Seen>) {
        self.faults.extend(faults.into_iter().map(|fault| (fault.path.clone(), fault)));
        let look = |path: SourcePath| {
            let seen = self.one(&path, before);
            (path, seen)
        };
        let looked: Vec<(SourcePath, Result<Seen, Fault>)> = found.into_par_iter().map(look).collect();
        let mut seen = Vec::with_capacity(looked.len());
        for (path, result) in looked {
            match result {
                Ok(one) => seen.push((path, one)),
                Err(fault) => drop(self.faults.insert(path, fault)),
            }
        }
        self.seen.extend(seen);
    }

    fn sources(&mut self) -> Read {
        // A file with a fault still stands among the sources, so that its finding can name it like any other.
        let faulty = |path: &SourcePath| Arc::new(SourceFile { path: path.clone(), content: Content::Faulty });
        let files = self.seen.values().map(|seen| Arc::clone(&seen.file)).chain(self.faults.keys().map(faulty));
        let sources = self.last.followed_by(files.collect());
        self.last = sources.clone();
        let mut findings = Diagnostics::new();
        for (path, fault) in &self.faults {
            let place = Place { file: sources.find(path.as_str()).unwrap_or_default(), span: Span::default() };
            let finding = Diagnostic::new(fault.code, place, fault.message.clone());
            findings.push(finding.maybe_help(fault.help.clone()));
        }
        Read { sources, findings }
    }

    fn one(&self, path: &SourcePath, before: &BTreeMap<SourcePath, Seen>) -> Result<Seen, Fault> {
        let now = || fs::symlink_metadata(self.project.join(path.as_str())).ok().map(|found| Stamp::of(&found));
        let same = |seen: &&Seen| now() == Some(seen.stamp) && seen.stamp.is_settled(seen.read);
        if let Some(seen) = before.get(path).filter(same) {
            return Ok(Seen { file: Arc::clone(&seen.file), ..*seen });
        }
        let read = SystemTime::now();
        let (file, stamp) = walk::load(&self.project, path)?;
        Ok(Seen { stamp, read, file: Arc::new(file) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FileId;

    #[test]
    fn a_project_is_read_in_order_without_hidden_files() {
        let project = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = project.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("gradus.yml", "framework: {}");
        write("content/b.md", "b");
        write("content/a/z.md", "z");
        write("content/.git/config", "no");
        write("content/b.md~", "no");
        write("other/x.md", "no");
        let read = read(project.path()).unwrap();
        let paths: Vec<_> = read.sources.iter().map(|(_, f)| f.path.as_str()).collect();
        assert_eq!(paths, ["content/a/z.md", "content/b.md", "gradus.yml"]);
        assert!(read.findings.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_project_is_a_finding_and_is_not_followed() {
        let project = tempfile::tempdir().unwrap();
        fs::create_dir(project.path().join("content")).unwrap();
        std::os::unix::fs::symlink("/etc", project.path().join("content/etc")).unwrap();
        let read = read(project.path()).unwrap();
        assert_eq!(read.findings.into_iter().next().unwrap().code.id, "G002");
        assert_eq!(read.sources.text(FileId(0)), "");
    }

    #[test]
    fn a_file_keeps_its_id_while_others_come_and_go_and_is_the_same_where_it_did_not_change() {
        let project = tempfile::tempdir().unwrap();
        let folder = project.path().join("content");
        fs::create_dir(&folder).unwrap();
        for name in ["b.md", "d.md"] {
            fs::write(folder.join(name), name).unwrap();
        }
        let mut reader = Reader::new(project.path());
        let first = reader.read().unwrap().sources;
        fs::write(folder.join("a.md"), "a").unwrap();
        fs::write(folder.join("d.md"), "D").unwrap();
        let second = reader.read().unwrap().sources;
        let id = |sources: &Sources, name: &str| sources.find(&format!("content/{name}.md")).unwrap();
        assert_eq!(id(&first, "b"), id(&second, "b"));
        assert_eq!(id(&first, "d"), id(&second, "d"));
        assert!(Arc::ptr_eq(first.file(id(&first, "b")), second.file(id(&second, "b"))));
        assert_eq!(second.text(id(&second, "d")), "D");
        let paths: Vec<_> = second.iter().map(|(_, file)| file.path.as_str()).collect();
        assert_eq!(paths, ["content/a.md", "content/b.md", "content/d.md"]);
        fs::remove_file(folder.join("b.md")).unwrap();
        let third = reader.read().unwrap().sources;
        assert_eq!((third.len(), third.find("content/b.md")), (2, None));
        fs::write(folder.join("c.md"), "c").unwrap();
        let fourth = reader.read().unwrap().sources;
        assert_eq!(id(&fourth, "c"), id(&first, "b"), "the gap is used again");
        assert!(fourth.same(&reader.read().unwrap().sources) && !fourth.same(&third));
    }

    #[test]
    fn a_look_at_a_path_finds_what_came_changed_or_went_there() {
        let project = tempfile::tempdir().unwrap();
        let at = |path: &str| project.path().join(path);
        fs::create_dir_all(at("content/levels")).unwrap();
        fs::write(at("content/levels/1.md"), "one").unwrap();
        fs::write(at("content/_index.md"), "home").unwrap();
        let mut reader = Reader::new(project.path());
        let paths = |read: Read| -> Vec<String> {
            read.sources.iter().map(|(id, file)| format!("{} {}", file.path, read.sources.text(id))).collect()
        };
        reader.read().unwrap();
        fs::rename(at("content/levels"), at("content/pages")).unwrap();
        fs::write(at("content/pages/.hidden.md"), "no").unwrap();
        fs::write(at("content/_index.md"), "Home").unwrap();
        let told = [at("content/levels"), at("content/pages"), at("elsewhere"), at("content/pages/.hidden.md")];
        assert_eq!(paths(reader.look_at(&told)), ["content/_index.md home", "content/pages/1.md one"]);
        assert_eq!(paths(reader.look_at(&[at("content/_index.md")]))[0], "content/_index.md Home");
        fs::remove_file(at("content/pages/1.md")).unwrap();
        assert_eq!(paths(reader.look_at(&[at("content/pages/1.md")])), ["content/_index.md Home"]);
        fs::create_dir(at("content/pages/1.md")).unwrap();
        fs::write(at("content/pages/1.md/x.md"), "x").unwrap();
        assert_eq!(paths(reader.look_at(&[at("content")])), paths(reader.read().unwrap()));
    }

    #[test]
    fn an_edit_of_the_same_length_and_time_is_seen() {
        let project = tempfile::tempdir().unwrap();
        let file = project.path().join("gradus.yml");
        fs::write(&file, "one").unwrap();
        let time = fs::metadata(&file).unwrap().modified().unwrap();
        let mut reader = Reader::new(project.path());
        for text in ["two", "six", "ten"] {
            reader.read().unwrap();
            fs::write(&file, text).unwrap();
            fs::File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
            let sources = reader.read().unwrap().sources;
            assert_eq!(sources.text(sources.find("gradus.yml").unwrap()), text);
        }
    }
}
