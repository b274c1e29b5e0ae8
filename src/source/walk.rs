//! Walking a project's folders (the only user of walkdir).

use super::stamp::Stamp;
use super::{Content, FOLDERS, FONTS, SETTINGS, SourceFile, encoding};
use crate::base::{Code, SourcePath, codes, file_fault};
use rayon::prelude::*;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A text longer than this is no page that a person reads; 2 MiB.
const LONGEST_TEXT: u64 = 2 << 20;
/// A frozen release has all texts of a framework in it; 128 MiB.
const LARGEST_RELEASE: u64 = 128 << 20;
/// An image heavier than this would stop a phone, and a font needs no more; 20 MiB.
const HEAVIEST_FILE: u64 = 20 << 20;

/// The files of a project, and what is wrong with others. `Err` only if the folder itself cannot be read.
pub fn find(project: &Path) -> io::Result<(Vec<SourcePath>, Vec<Fault>)> {
    fs::read_dir(project)?;
    let mut found = Vec::new();
    let mut faults = Vec::new();
    if project.join(SETTINGS).symlink_metadata().is_ok() {
        look(project, Path::new(SETTINGS), &mut found, &mut faults);
    }
    for folder in FOLDERS {
        look(project, Path::new(folder), &mut found, &mut faults);
    }
    Ok((found, faults))
}

/// The same of one file, or of a folder and all below it. Nothing where such a file would not be read.
pub fn find_below(project: &Path, start: &SourcePath) -> (Vec<SourcePath>, Vec<Fault>) {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    let path = Path::new(start.as_str());
    let read = start.as_str() == SETTINGS || FOLDERS.iter().any(|folder| path.starts_with(folder));
    let above = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    let real = above.clone().all(|folder| project.join(folder).symlink_metadata().is_ok_and(|found| found.is_dir()));
    let named = above.filter_map(Path::file_name).all(|name| {
        let name = name.to_string_lossy();
        !is_passed_over(&name) && (file_fault(&name).is_none() || !path.starts_with("content"))
    });
    if read && real && named {
        look(project, path, &mut found, &mut faults);
    }
    (found, faults)
}

/// What is wrong with one file before anything of it was understood.
pub struct Fault {
    pub code: &'static Code,
    pub path: SourcePath,
    pub message: String,
    pub help: Option<String>,
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

/// So many folders down, each folder is walked for itself, by many threads: `content/domains/one`.
const APART: usize = 2;

/// Finds the files at or below `start`; hidden ones and editors' leavings are passed over. In no order.
fn look(project: &Path, start: &Path, found: &mut Vec<SourcePath>, faults: &mut Vec<Fault>) {
    let folders = look_to(APART, project, start, found, faults);
    let look = |folder: &PathBuf| {
        let (mut found, mut faults) = (Vec::new(), Vec::new());
        look_to(usize::MAX, project, folder, &mut found, &mut faults);
        (found, faults)
    };
    for (more, faulty) in folders.par_iter().map(look).collect::<Vec<_>>() {
        found.extend(more);
        faults.extend(faulty);
    }
}

/// The same, but for the folders at this depth, which are given back.
fn look_to(
    depth: usize,
    project: &Path,
    start: &Path,
    found: &mut Vec<SourcePath>,
    faults: &mut Vec<Fault>,
) -> Vec<PathBuf> {
    let mut apart = Vec::new();
    let top = project.join(start);
    if top.symlink_metadata().is_err() {
        return apart;
    }
    let mut walk = WalkDir::new(&top).follow_root_links(false).into_iter();
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
        if is_passed_over(&name) {
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
            found.extend(Some(path).filter(|path| !is_beside_fonts(path)));
        } else if entry.depth() == depth {
            apart.push(entry.into_path());
            walk.skip_current_dir();
        }
    }
    apart
}

/// Hidden files, and what editors leave.
pub fn is_passed_over(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'))
}

/// Whether a file lies among the fonts and is none: most come with a licence, and web pages want other forms of them.
fn is_beside_fonts(path: &SourcePath) -> bool {
    path.as_str().split('/').next() == Some(FONTS) && !is_font(path)
}

/// Whether a file's name says that it is a font of a kind that PDFs take.
pub fn is_font(path: &SourcePath) -> bool {
    let ending = path.name().rsplit_once('.').map_or("", |(_, ending)| ending);
    ["ttf", "otf"].iter().any(|font| ending.eq_ignore_ascii_case(font))
}

/// The path of a file below the project; `None` for any other.
pub fn source_path(project: &Path, path: &Path) -> Option<SourcePath> {
    let relative = path.strip_prefix(project).ok()?;
    let mut text = String::with_capacity(relative.as_os_str().len());
    for part in relative {
        text.push_str(if text.is_empty() { "" } else { "/" });
        text.push_str(&part.to_string_lossy());
    }
    SourcePath::new(&text)
}

/// Reads one file. The sign of change is taken before the content: what changes in between looks old, and is read once
/// too often.
pub fn load(project: &Path, path: &SourcePath) -> Result<(SourceFile, Stamp), Fault> {
    let unreadable =
        |error: io::Error| Fault::new(&codes::UNREADABLE, path, format!("`{path}` could not be read: {error}"));
    let file = fs::File::open(project.join(path.as_str())).map_err(unreadable)?;
    let found = file.metadata().map_err(unreadable)?;
    let limit = file_limit(path);
    if found.len() > limit {
        return Err(too_big(path, found.len()));
    }
    let mut bytes = Vec::with_capacity(found.len() as usize + 1);
    file.take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(too_big(path, bytes.len() as u64));
    }
    Ok((decoded(path, bytes)?, Stamp::of(&found)))
}

fn too_big(path: &SourcePath, length: u64) -> Fault {
    let (length, limit) = (length >> 10, file_limit(path) >> 10);
    let message = format!("the file has {length} KiB; {limit} KiB is the most");
    let help = if is_font(path) {
        "take a font that has only the scripts that you need"
    } else {
        "split it, or make the image smaller"
    };
    Fault::new(&codes::TOO_BIG, path, message).help(help)
}

/// How many bytes a file may have.
pub fn file_limit(path: &SourcePath) -> u64 {
    match is_text(path) {
        true if path.name().ends_with(".json") => LARGEST_RELEASE,
        true => LONGEST_TEXT,
        false => HEAVIEST_FILE,
    }
}

/// A file from its bytes.
pub fn decoded(path: &SourcePath, bytes: Vec<u8>) -> Result<SourceFile, Fault> {
    let content = if is_text(path) {
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

/// Whether a path is one that a walk would find, of the settings or the content.
pub fn is_source(path: &SourcePath) -> bool {
    let mut names = path.as_str().split('/');
    path.as_str() == SETTINGS
        || (names.next() == Some("content") && names.all(|name| !is_passed_over(name) && file_fault(name).is_none()))
}

/// Files that Gradus itself reads as text; everything else is carried as it is.
pub fn is_text(path: &SourcePath) -> bool {
    let name = path.name();
    [".md", ".yml", ".yaml", ".html", ".css", ".js", ".txt", ".json"].iter().any(|end| name.ends_with(end))
}
