//! A project as it was at a revision of its git repository, read without touching the working tree.
//!
//! The user's own `git` is asked: it knows worktrees, packs and partial clones. It is only asked for names and contents, for
//! which it runs no filter, hook or helper, and it is told neither to lock, nor to fetch, nor to ask.

use super::walk::{self, file_limit};
use super::{Content, Read, SETTINGS, SourceFile, Sources};
use crate::base::{Diagnostic, Diagnostics, Place, SourcePath, Span};
use std::io::{self, BufRead, BufReader, Read as _, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Why a revision could not be read, and what to do.
#[derive(Debug)]
pub struct NoRevision {
    pub message: String,
    pub help: String,
}

impl NoRevision {
    fn new(message: impl Into<String>, help: impl Into<String>) -> NoRevision {
        NoRevision { message: message.into(), help: help.into() }
    }
}

/// The settings and the content as they were at a revision: a branch, a tag, a commit, `HEAD~1`. Images are there, and
/// empty: who asks what a framework said has no need of them. Themes are left out.
pub fn revision(project: &Path, revision: &str) -> Result<Read, NoRevision> {
    let commit = commit(project, revision)?;
    let prefix = asked(project, &["rev-parse", "--show-prefix"])?;
    let prefix = String::from_utf8_lossy(&prefix.stdout).trim_end_matches(['\n', '/']).to_owned();
    let tree = format!("{commit}:{prefix}");
    let listed = asked(project, &["ls-tree", "--full-tree", "-r", "-z", "-l", &tree])?;
    let entries: Vec<Entry> = listed.stdout.split(|byte| *byte == 0).filter_map(Entry::read).collect();
    if !listed.status.success() || !entries.iter().any(|entry| entry.path.as_str() == SETTINGS) {
        let message = format!("at `{revision}`, there was no framework in this folder");
        return Err(NoRevision::new(message, "take a revision at which `gradus.yml` stood here"));
    }
    let (texts, others): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(Entry::is_read);
    let mut faults = Vec::new();
    let mut files = contents(project, texts, &mut faults)
        .map_err(|error| NoRevision::new(format!("git could not read `{revision}`: {error}"), "try it again"))?;
    files.extend(
        others.into_iter().map(|entry| SourceFile { path: entry.path, content: Content::Bytes(Vec::new().into()) }),
    );
    let sources = Sources::new(files);
    let mut findings = Diagnostics::new();
    for fault in faults {
        let place = Place { file: sources.find(fault.path.as_str()).unwrap_or_default(), span: Span::default() };
        findings.push(Diagnostic::new(fault.code, place, fault.message).maybe_help(fault.help));
    }
    Ok(Read { sources, findings })
}

/// The full name of the commit that a revision is.
fn commit(project: &Path, revision: &str) -> Result<String, NoRevision> {
    let name = format!("{revision}^{{commit}}");
    let found = asked(project, &["rev-parse", "--verify", "--quiet", "--end-of-options", &name])?;
    if found.status.success() {
        return Ok(String::from_utf8_lossy(&found.stdout).trim().to_owned());
    }
    if !asked(project, &["rev-parse", "--git-dir"])?.status.success() {
        let message = format!("`{revision}` cannot be looked up: this folder is in no git repository");
        return Err(NoRevision::new(
            message,
            "name a folder or a release instead, or run this in a clone of the repository",
        ));
    }
    let message = format!("git knows no revision `{revision}`");
    let help = "name a branch, a tag or a commit; `git fetch` brings what only the server has";
    Err(NoRevision::new(message, help))
}

fn asked(project: &Path, args: &[&str]) -> Result<Output, NoRevision> {
    git(project).args(args).stdin(Stdio::null()).output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            NoRevision::new("`git` is not on this computer, or not on the path", "install it: https://git-scm.com")
        }
        _ => NoRevision::new(format!("`git` could not be run: {error}"), "try `git status` in this folder"),
    })
}

#[allow(clippy::disallowed_methods, reason = "a build runs no program; this is asked for by whoever names a revision")]
fn git(project: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(project).stderr(Stdio::null());
    git.envs([("GIT_OPTIONAL_LOCKS", "0"), ("GIT_NO_LAZY_FETCH", "1"), ("GIT_TERMINAL_PROMPT", "0"), ("LC_ALL", "C")]);
    git
}

/// A file of a revision.
struct Entry {
    object: String,
    size: u64,
    /// Not a link or another repository.
    is_file: bool,
    path: SourcePath,
}

impl Entry {
    /// From a line of `git ls-tree`: mode, kind, object, size, a tab, path. Nothing for a file that is no source.
    fn read(line: &[u8]) -> Option<Entry> {
        let (about, path) = std::str::from_utf8(line).ok()?.split_once('\t')?;
        let [mode, _, object, size] = about.split_whitespace().collect::<Vec<_>>()[..] else { return None };
        let path = SourcePath::new(path).filter(walk::is_source)?;
        let is_file = mode.starts_with("100");
        Some(Entry { object: object.to_owned(), size: size.parse().unwrap_or_default(), is_file, path })
    }

    fn is_read(&self) -> bool {
        self.is_file && walk::is_text(&self.path) && self.size <= file_limit(&self.path)
    }
}

/// The contents of files, by one process for all.
fn contents(project: &Path, entries: Vec<Entry>, faults: &mut Vec<walk::Fault>) -> io::Result<Vec<SourceFile>> {
    let mut git = git(project);
    let mut child = git.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut asks = child.stdin.take().expect("it is piped");
    let wanted: String = entries.iter().map(|entry| format!("{}\n", entry.object)).collect();
    // Apart, because git answers while it is still being asked, and would wait for us as we for it.
    let asking = std::thread::spawn(move || asks.write_all(wanted.as_bytes()));
    let mut answers = BufReader::new(child.stdout.take().expect("it is piped"));
    let files = entries.into_iter().map(|entry| {
        let mut head = String::new();
        answers.read_line(&mut head)?;
        let size = head.trim_end().rsplit_once(' ').and_then(|(_, size)| size.parse::<usize>().ok());
        let size = size.ok_or_else(|| io::Error::other(format!("`{}` is not in this clone", entry.path)))?;
        let mut bytes = vec![0; size + 1];
        answers.read_exact(&mut bytes)?;
        bytes.pop();
        Ok(walk::decoded(&entry.path, bytes).unwrap_or_else(|fault| {
            faults.push(fault);
            SourceFile { path: entry.path, content: Content::Faulty }
        }))
    });
    let files = files.collect::<io::Result<Vec<SourceFile>>>();
    if files.is_err() {
        let _ = child.kill();
    }
    let _ = child.wait();
    let _ = asking.join();
    files
}
