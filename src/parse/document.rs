//! One file, read: its kind by its folder, its language by its name, its front matter and its body.

use super::fields::Fields;
use super::frozen::{self, Frozen};
use super::kind::*;
use super::{Language, yaml};
use crate::base::{Diagnostic, Diagnostics, FileId, Place, SourcePath, Span, codes, is_slug, slug, suggest};
use crate::markdown;
use crate::source::{Content, SourceFile, Sources};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// The front matter of each kind.
#[derive(Clone, PartialEq, Debug)]
pub enum Front {
    Archetype(archetype::ArchetypeFront),
    Capability(capability::CapabilityFront),
    Group(group::GroupFront),
    Level(level::LevelFront),
    Mapping(mapping::MappingFront),
    Page(page::PageFront),
    Process(process::ProcessFront),
    Profile(profile::ProfileFront),
    Release(release::ReleaseFront),
    Resource(resource::ResourceFront),
    Term(term::TermFront),
}

impl Front {
    pub fn common(&self) -> &common::Common {
        match self {
            Front::Archetype(front) => &front.common,
            Front::Capability(front) => &front.common,
            Front::Group(front) => &front.common,
            Front::Level(front) => &front.common,
            Front::Mapping(front) => &front.common,
            Front::Page(front) => &front.common,
            Front::Process(front) => &front.common,
            Front::Profile(front) => &front.common,
            Front::Release(front) => &front.common,
            Front::Resource(front) => &front.common,
            Front::Term(front) => &front.common,
        }
    }
}

/// A content file as its author wrote it; nothing in it is looked up yet.
#[derive(Clone, Debug)]
pub struct Document {
    pub file: FileId,
    pub path: SourcePath,
    pub kind: &'static Kind,
    /// The language of a translation (`user.cy.md`); `None` for the entity itself.
    pub language: Option<Language>,
    /// The file's name without language and ending; a group's is its folder's.
    pub stem: String,
    /// The folders between the kind's own and the file.
    pub folders: Vec<String>,
    /// `None` if it could not be read: a finding says so, and what refers to this document need not be blamed.
    pub front: Option<Front>,
    /// The id that an unreadable capability seems to have.
    pub salvaged_id: Option<String>,
    pub body: markdown::Reading,
    /// The body's text.
    pub body_place: Place,
}

impl Document {
    /// Whether the two say the same of the same thing, but for the words below the front matter; and whether those have
    /// the same headings, which are places that links lead to.
    pub fn differs_in_words_only(&self, other: &Document) -> bool {
        let headings = |of: &Document| -> Vec<String> {
            let lead = of.body.lead.iter().flat_map(|lead| lead.prose.headings());
            lead.chain(of.body.rest.headings()).map(|heading| heading.id.clone()).collect()
        };
        self.file == other.file
            && self.path == other.path
            && std::ptr::eq(self.kind, other.kind)
            && (&self.language, &self.stem, &self.folders) == (&other.language, &other.stem, &other.folders)
            && self.front.is_some()
            && self.front == other.front
            && self.body.lead.is_some() == other.body.lead.is_some()
            && headings(self) == headings(other)
    }
}

/// The kind of `content/_index.md` and what it is called.
pub const INDEX: &str = "_index";

/// Everything that parsing gives.
#[derive(Default)]
pub struct Parsed {
    pub documents: Vec<Arc<Document>>,
    /// Images, to be carried as they are: file, and path below `content/`.
    pub images: Vec<(FileId, String)>,
    pub frozen: Vec<FrozenFile>,
    pub findings: Diagnostics,
}

/// What a frozen release says, and which file it is.
#[derive(Clone)]
pub struct FrozenFile {
    pub file: FileId,
    /// The file's name without its ending, by which a release finds it.
    pub stem: String,
    pub frozen: Arc<Frozen>,
}

/// What was parsed last time, for whoever parses again and again.
#[derive(Default)]
pub struct Memory(HashMap<FileId, Known>);

#[derive(Clone)]
struct Known {
    /// As it was then; its place in memory tells it from any other, and from the same file with other content.
    file: Arc<SourceFile>,
    outcome: Outcome,
    findings: Vec<Diagnostic>,
}

/// Reads all content files, in parallel; the order is that of the sources. A file that `memory` knows is not read
/// again. Without a memory nothing is kept.
pub fn parse(sources: &Sources, memory: Option<&mut Memory>) -> Parsed {
    let files: Vec<_> = sources.iter().filter(|(_, file)| file.path.as_str().starts_with("content/")).collect();
    let known = |id: &FileId, file: &Arc<SourceFile>| {
        let known = memory.as_ref()?.0.get(id)?;
        Arc::ptr_eq(&known.file, file).then(|| known.clone())
    };
    let results: Vec<Known> =
        files.par_iter().map(|(id, file)| known(id, file).unwrap_or_else(|| read(*id, file))).collect();
    let mut parsed = Parsed::default();
    let keep = memory.is_some();
    let mut kept = HashMap::with_capacity(if keep { files.len() } else { 0 });
    for ((id, _), result) in files.iter().zip(results) {
        if keep {
            kept.insert(*id, result.clone());
        }
        parsed.findings.extend(result.findings);
        match result.outcome {
            Outcome::Document(document) => parsed.documents.push(document),
            Outcome::Image(file, path) => parsed.images.push((file, path)),
            Outcome::Frozen(frozen) => parsed.frozen.push(frozen),
            Outcome::Nothing => {}
        }
    }
    if let Some(memory) = memory {
        memory.0 = kept;
    }
    parsed
}

fn read(id: FileId, file: &Arc<SourceFile>) -> Known {
    let mut findings = Vec::new();
    let outcome = match &file.content {
        Content::Text(text) if file.path.name().ends_with(".md") => one(id, &file.path, text, &mut findings),
        Content::Text(text) if is_frozen(&file.path) => match frozen::read(id, text) {
            Ok(read) => {
                let stem = file.path.name().strip_suffix(FROZEN).unwrap_or_default().to_owned();
                Outcome::Frozen(FrozenFile { file: id, stem, frozen: Arc::new(read) })
            }
            Err(fault) => {
                findings.push(*fault);
                Outcome::Nothing
            }
        },
        Content::Faulty => faulty(id, &file.path),
        _ => other(id, &file.path, &mut findings),
    };
    Known { file: Arc::clone(file), outcome, findings }
}

#[derive(Clone)]
enum Outcome {
    Document(Arc<Document>),
    Image(FileId, String),
    Frozen(FrozenFile),
    Nothing,
}

/// Where frozen releases stand, and how their names end.
const RELEASES: &str = "content/releases/";
const FROZEN: &str = ".json";

fn is_frozen(path: &SourcePath) -> bool {
    path.as_str().strip_prefix(RELEASES).is_some_and(|name| !name.contains('/') && name.ends_with(FROZEN))
}

/// Image formats that cannot carry script. SVG can.
static IMAGES: &[&str] = &["avif", "gif", "jpeg", "jpg", "png", "webp"];

/// A file that is neither Markdown nor a frozen release: an image, or a stranger.
fn other(file: FileId, path: &SourcePath, findings: &mut Vec<Diagnostic>) -> Outcome {
    let below = path.as_str().strip_prefix("content/").unwrap_or_default();
    let ending = path.name().rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if IMAGES.contains(&ending.as_str()) {
        return Outcome::Image(file, below.to_owned());
    }
    let help = if ending == "svg" {
        "SVG images can carry scripts: export it as PNG or WebP"
    } else if path.as_str().starts_with(RELEASES) && path.name().ends_with(FROZEN) {
        "files of `content/releases/` stand in the folder itself"
    } else {
        "content is Markdown (`.md`) and images (`.png`, `.jpg`, `.webp`, `.avif`, `.gif`)"
    };
    let place = Place { file, span: Span::default() };
    let message = format!("`{}` is not used", path.name());
    findings.push(Diagnostic::new(&codes::NOT_CONTENT, place, message).help(help));
    Outcome::Nothing
}

/// A file that has its finding already: only its name counts, so that references to it are not blamed.
fn faulty(file: FileId, path: &SourcePath) -> Outcome {
    let role =
        Some(path).filter(|path| path.name().ends_with(".md")).and_then(|path| role(file, path, &mut Vec::new()));
    role.map_or(Outcome::Nothing, |role| absent(file, path, role))
}

/// A document of which nothing but its name is known.
fn absent(file: FileId, path: &SourcePath, role: Role) -> Outcome {
    let Role { kind, language, stem, folders, .. } = role;
    Outcome::Document(Arc::new(Document {
        file,
        path: path.clone(),
        kind,
        language,
        salvaged_id: Some(stem.clone()),
        stem,
        folders,
        front: None,
        body: markdown::Reading::default(),
        body_place: Place { file, span: Span::default() },
    }))
}

/// Where a Markdown file belongs, from its path alone.
struct Role {
    /// Its name has a finding; it is read no further.
    is_refused: bool,
    kind: &'static Kind,
    language: Option<Language>,
    stem: String,
    folders: Vec<String>,
}

fn one(file: FileId, path: &SourcePath, text: &str, findings: &mut Vec<Diagnostic>) -> Outcome {
    let Some(role) = role(file, path, findings) else {
        return Outcome::Nothing;
    };
    if role.is_refused {
        return absent(file, path, role);
    }
    let Role { kind, language, stem, folders, .. } = role;
    let split = split(text);
    let (node, broken) = match split.front {
        Some(span) => {
            let (tree, problems) = yaml::read(&text[span.range()], span.start as usize);
            let broken = tree.is_none() && !problems.is_empty();
            findings.extend(problems.into_iter().map(|problem| problem.into_finding(file)));
            (tree, broken)
        }
        None => {
            findings.push(no_front_matter(file, text, kind));
            (None, true)
        }
    };
    let front = (!broken).then(|| {
        // An empty front matter is a mapping without keys: its missing keys are told at the file's first line.
        let mut fields = Fields::of(node, kind.name, file, findings);
        let front = (kind.read)(&mut fields);
        fields.finish();
        front
    });
    if language.is_some() {
        // A translation says what differs; what its original has to say is not missing here.
        findings.retain(|finding| !std::ptr::eq(finding.code, &codes::MISSING_KEY));
    }
    let salvaged_id = front.is_none().then(|| salvage_id(text, &stem));
    let body = markdown::read(&text[split.body.range()], split.body.start as usize);
    for finding in &body.findings {
        let place = Place { file, span: finding.span };
        let told = Diagnostic::new(finding.code, place, finding.message.clone());
        findings.push(told.label(finding.label.clone()).maybe_help(finding.help.clone()));
    }
    Outcome::Document(Arc::new(Document {
        file,
        path: path.clone(),
        kind,
        language,
        stem,
        folders,
        front,
        salvaged_id,
        body,
        body_place: Place { file, span: split.body },
    }))
}

fn role(file: FileId, path: &SourcePath, findings: &mut Vec<Diagnostic>) -> Option<Role> {
    let place = Place { file, span: Span::default() };
    let mut parts: Vec<&str> = path.as_str().split('/').skip(1).collect();
    let name = parts.pop()?;
    let name = name.strip_suffix(".md").unwrap_or(name);
    let (stem, language) = match name.rsplit_once('.').map(|(stem, tag)| (stem, Language::new(tag))) {
        Some((stem, Some(language))) => (stem, Some(language)),
        _ => (name, None),
    };
    let mut unused = |help: String| {
        let message = format!("`{path}` is not used");
        findings.push(Diagnostic::new(&codes::NOT_CONTENT, place, message).help(help));
        None
    };
    let Some((folder, folders)) = parts.split_first() else {
        if stem == INDEX {
            return Some(Role {
                is_refused: false,
                kind: &page::KIND,
                language,
                stem: stem.to_owned(),
                folders: Vec::new(),
            });
        }
        return unused("pages live in `content/pages/`; only `_index.md`, the home page, stands in `content/`".into());
    };
    let Some(kind) = KINDS.iter().copied().find(|kind| kind.folder == *folder) else {
        let names = KINDS.iter().map(|kind| kind.folder);
        let near = suggest::help(folder, names).unwrap_or_default();
        return unused(format!("`content/{folder}/` is no folder of a framework; {near}"));
    };
    let is_index = stem == INDEX;
    let kind = if kind.folder == "domains" && is_index && !folders.is_empty() { &group::KIND } else { kind };
    if is_index && !std::ptr::eq(kind, &group::KIND) {
        return unused(format!(
            "lists make themselves; an introduction belongs in `content/pages/` or in the {} themselves",
            kind.folder
        ));
    }
    if !kind.nested && !folders.is_empty() {
        return unused(format!("files of `content/{}/` stand in the folder itself", kind.folder));
    }
    let mut folders: Vec<String> = folders.iter().map(|part| (*part).to_owned()).collect();
    let stem = if is_index { folders.pop().unwrap_or_default() } else { stem.to_owned() };
    // A capability's address is its id and a level's is its number; every other name becomes part of an address.
    let is_free = std::ptr::eq(kind, &capability::KIND) || std::ptr::eq(kind, &level::KIND);
    // A release's file is named by its version, which has dots.
    let words = if std::ptr::eq(kind, &release::KIND) { stem.replace('.', "-") } else { stem.clone() };
    let mut is_refused = false;
    let bad_folder = folders.iter().find(|folder| std::ptr::eq(kind, &page::KIND) && !is_slug(folder));
    if let Some(folder) = bad_folder {
        let message = format!("the folder name `{folder}` cannot become an address");
        let help = format!("rename it to `{}`", slug(folder));
        findings.push(Diagnostic::new(&codes::BAD_NAME, place, message).help(help));
        is_refused = true;
    }
    if stem == "index" && kind.folder == "domains" {
        let message = "`index.md` is not the introduction of a group";
        findings.push(Diagnostic::new(&codes::BAD_NAME, place, message).help("rename it to `_index.md`"));
        is_refused = true;
    } else if !is_free && !is_slug(&words) {
        let better = slug(&stem);
        let what = if is_index { "folder" } else { "file" };
        let message = format!("the {what} name `{stem}` cannot become an address");
        let help = if better.is_empty() {
            "use small letters, digits and hyphens".to_owned()
        } else {
            format!("rename it to `{better}`")
        };
        findings.push(Diagnostic::new(&codes::BAD_NAME, place, message).help(help));
        is_refused = true;
    }
    Some(Role { is_refused, kind, language, stem, folders })
}

/// The two parts of a content file.
struct Split {
    front: Option<Span>,
    body: Span,
}

/// Where a content file's front matter stands, without the lines of hyphens around it.
pub fn front_matter(text: &str) -> Option<Span> {
    split(text).front
}

/// Front matter stands between two lines of three hyphens, at the very top.
fn split(text: &str) -> Split {
    let whole = Split { front: None, body: Span::new(0, text.len()) };
    let Some(first_end) = text.find('\n').filter(|end| text[..*end].trim_end() == "---") else {
        return whole;
    };
    let start = first_end + 1;
    let mut at = start;
    while at <= text.len() {
        let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
        if text[at..end].trim_end() == "---" {
            let body = (end + 1).min(text.len());
            return Split { front: Some(Span::new(start, at)), body: Span::new(body, text.len()) };
        }
        at = end + 1;
    }
    whole
}

fn no_front_matter(file: FileId, text: &str, kind: &Kind) -> Diagnostic {
    let end = text.find('\n').unwrap_or(text.len());
    let place = Place { file, span: Span::new(0, end) };
    if text[..end].trim_end() == "---" {
        return Diagnostic::new(&codes::NO_FRONT_MATTER, place, "the front matter does not end")
            .label("it begins here")
            .help("put a line of three hyphens (`---`) after its last key");
    }
    Diagnostic::new(&codes::NO_FRONT_MATTER, place, format!("{} needs front matter", kind.name))
        .label("the file begins without it")
        .help("begin the file with a line of three hyphens (`---`), the keys, and again three hyphens")
}

/// The id that a capability's unreadable front matter seems to give, so that references to it are not blamed.
fn salvage_id(text: &str, stem: &str) -> String {
    let line = text.lines().take(60).find_map(|line| line.strip_prefix("id:"));
    let id = line.map(|id| id.trim().trim_matches(['"', '\'']).to_owned());
    id.filter(|id| !id.is_empty()).unwrap_or_else(|| stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_ends_at_its_own_line_only() {
        let text = "---\ntitle: a --- b\n---\nBody\n---\n";
        let parts = split(text);
        assert_eq!(&text[parts.front.unwrap().range()], "title: a --- b\n");
        assert_eq!(&text[parts.body.range()], "Body\n---\n");
        assert!(split("---\ntitle: x\n").front.is_none());
        assert!(split("Text").front.is_none());
        assert_eq!(&text[split("---\n---").front.unwrap().range()], "");
    }
}
