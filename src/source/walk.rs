//! Walking a project's folders (the only user of walkdir).

use super::{Content, Read, SETTINGS, SourceFile, Sources, encoding};
use crate::base::{Code, Diagnostic, Diagnostics, Place, SourcePath, Span, codes, file_fault};
use rayon::prelude::*;
use std::fs;
use std::io;
use std::path::Path;
use walkdir::WalkDir;

/// A text longer than this is no page that a person reads; 2 MiB.
const LONGEST_TEXT: u64 = 2 << 20;
/// An image heavier than this would stop a phone; 20 MiB.
const HEAVIEST_FILE: u64 = 20 << 20;

/// Reads a project folder. `Err` only if the folder itself cannot be read; everything else is a finding.
pub fn read(project: &Path) -> io::Result<Read> {
    fs::read_dir(project)?;
    let mut found = Vec::new();
    let mut faults = Vec::new();
    if project.join(SETTINGS).symlink_metadata().is_ok() {
        look(project, Path::new(SETTINGS), &mut found, &mut faults);
    }
    for folder in ["content", "themes"] {
        look(project, Path::new(folder), &mut found, &mut faults);
    }
    let loaded: Vec<Result<SourceFile, Fault>> = found.par_iter().map(|path| load(project, path)).collect();
    let mut files = Vec::new();
    for result in loaded {
        match result {
            Ok(file) => files.push(file),
            Err(fault) => faults.push(fault),
        }
    }
    // A file with a fault still stands among the sources, so that its finding can name it like any other.
    for fault in &faults {
        let path = fault.path.clone();
        let content = Content::Faulty;
        files.push(SourceFile { path, content });
    }
    let sources = Sources::new(files);
    let mut findings = Diagnostics::new();
    for fault in faults {
        let file = sources.find(fault.path.as_str()).unwrap_or_default();
        let place = Place { file, span: Span::default() };
        findings.push(Diagnostic::new(fault.code, place, fault.message).maybe_help(fault.help));
    }
    Ok(Read { sources, findings })
}

/// What is wrong with one file before anything of it was understood.
struct Fault {
    code: &'static Code,
    path: SourcePath,
    message: String,
    help: Option<String>,
}

impl Fault {
    fn new(code: &'static Code, path: &SourcePath, message: impl Into<String>) -> Fault {
        let (path, message) = (path.clone(), message.into());
        Fault { code, path, message, help: None }
    }

    fn help(self, help: impl Into<String>) -> Fault {
        Fault { help: Some(help.into()), ..self }
    }
}

/// Finds the files at or below `start`; hidden ones and editors' leavings are passed over.
fn look(project: &Path, start: &Path, found: &mut Vec<SourcePath>, faults: &mut Vec<Fault>) {
    let top = project.join(start);
    if top.symlink_metadata().is_err() {
        return;
    }
    let mut walk = WalkDir::new(&top).follow_root_links(false).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(&top);
                let reason = error.io_error().map_or("it cannot be read".to_owned(), io::Error::to_string);
                if let Some(path) = source_path(project, path) {
                    let message = format!("`{path}` could not be read: {reason}");
                    faults.push(Fault::new(&codes::UNREADABLE, &path, message));
                }
                continue;
            }
        };
        let name = entry.file_name().to_string_lossy();
        let kind = entry.file_type();
        if name.starts_with('.') || name.ends_with('~') || (name.starts_with('#') && name.ends_with('#')) {
            if kind.is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        let Some(path) = source_path(project, entry.path()) else {
            continue;
        };
        if kind.is_symlink() || !(kind.is_file() || kind.is_dir()) {
            let what = if kind.is_symlink() { "a symbolic link" } else { "not a regular file" };
            faults.push(
                Fault::new(&codes::NOT_A_FILE, &path, format!("`{name}` is {what}"))
                    .help("put the file itself here: links could lead outside the project"),
            );
        } else if entry.file_name().to_str().is_none() {
            faults.push(Fault::new(&codes::BAD_NAME, &path, format!("the name `{name}` is not UTF-8")));
        } else if let Some(why) = file_fault(&name).filter(|_| path.as_str().starts_with("content/")) {
            faults.push(
                Fault::new(&codes::BAD_NAME, &path, format!("`{name}` cannot be used as a name: {why}"))
                    .help("rename it with small letters, digits and hyphens"),
            );
            if kind.is_dir() {
                walk.skip_current_dir();
            }
        } else if kind.is_file() {
            found.push(path);
        }
    }
}

fn source_path(project: &Path, path: &Path) -> Option<SourcePath> {
    let relative = path.strip_prefix(project).ok()?;
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    SourcePath::new(&parts.join("/"))
}

fn load(project: &Path, path: &SourcePath) -> Result<SourceFile, Fault> {
    let full = project.join(path.as_str());
    let unreadable =
        |error: io::Error| Fault::new(&codes::UNREADABLE, path, format!("`{path}` could not be read: {error}"));
    let is_text = is_text(path);
    let limit = if is_text { LONGEST_TEXT } else { HEAVIEST_FILE };
    let length = fs::symlink_metadata(&full).map_err(unreadable)?.len();
    if length > limit {
        let (length, limit) = (length >> 10, limit >> 10);
        let message = format!("the file has {length} KiB; {limit} KiB is the most");
        return Err(Fault::new(&codes::TOO_BIG, path, message).help("split it, or make the image smaller"));
    }
    let bytes = fs::read(&full).map_err(unreadable)?;
    let content = if is_text {
        let text = encoding::text(&bytes).map_err(|fault| {
            let message = format!("{} (byte {})", fault.message, fault.offset + 1);
            Fault::new(&codes::NOT_TEXT, path, message).help(fault.help)
        })?;
        Content::Text(text)
    } else {
        Content::Bytes(bytes.into())
    };
    Ok(SourceFile { path: path.clone(), content })
}

/// Files that Gradus itself reads as text; everything else is carried as it is.
fn is_text(path: &SourcePath) -> bool {
    let name = path.name();
    [".md", ".yml", ".yaml", ".html", ".css", ".js", ".txt", ".json"].iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(read.findings.sorted()[0].code.id, "G002");
        assert_eq!(read.sources.text(FileId0), "");
    }

    #[allow(non_upper_case_globals)]
    const FileId0: crate::base::FileId = crate::base::FileId(0);
}
