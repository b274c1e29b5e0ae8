//! `gradus init`: starts a framework, and lays files around one for those who work with it.

mod extras;

use super::{Env, Exit, Global, report, whole_file};
use crate::source;
use extras::{EXTRAS, Extra};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct InitArgs {
    /// The folder to start in; made if it is not there
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// How much to start with
    #[arg(long, value_name = "TEMPLATE", default_value = "example")]
    template: Template,
    /// Add what works with it, also to a framework that is there already; what is there is left as it is
    #[arg(long, value_name = "SET", value_delimiter = ',', value_parser = sets())]
    with: Vec<String>,
}

fn sets() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(EXTRAS.iter().map(|extra| extra.id))
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Template {
    /// The least that builds
    Minimal,
    /// Something of every kind, to change into your own
    Example,
}

/// Path and text of each file of a new framework.
type Files = &'static [(&'static str, &'static str)];

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("init/", $path)))),*]
    };
}

static MINIMAL: Files = files![
    "gradus.yml",
    "content/_index.md",
    "content/levels/1.md",
    "content/levels/2.md",
    "content/archetypes/helper.md",
    "content/domains/first-aid/_index.md",
    "content/domains/first-aid/FA-001.md",
];

static MORE: Files = files![
    "content/levels/3.md",
    "content/archetypes/trainer.md",
    "content/taxonomy/understand.md",
    "content/taxonomy/apply.md",
    "content/domains/first-aid/FA-002.md",
    "content/domains/first-aid/FA-003.md",
    "content/domains/first-aid/equipment/_index.md",
    "content/domains/first-aid/equipment/EQ-001.md",
    "content/profiles/shop-assistant.md",
    "content/glossary/aed.md",
    "content/pages/about.md",
];

pub fn run(env: &mut Env, global: &Global, args: &InitArgs) -> Exit {
    let start = global.directory.as_ref().map_or(env.dir.clone(), |folder| env.dir.join(folder));
    let folder = if args.folder == Path::new(".") { start } else { start.join(&args.folder) };
    let extras: Vec<&Extra> = EXTRAS.iter().filter(|extra| args.with.iter().any(|id| id == extra.id)).collect();
    let there = if extras.is_empty() { None } else { framework_at(&folder, args) };
    let done = match &there {
        Some(project) => extras.iter().try_for_each(|extra| add(env, global, project, extra)),
        None => begin(env, global, &folder, args.template)
            .and_then(|()| extras.iter().try_for_each(|extra| add(env, global, &folder, extra))),
    };
    match done {
        Ok(()) if global.quiet => Exit::Fine,
        Ok(()) => {
            if there.is_none() {
                say_next(env, &folder);
            }
            Exit::Fine
        }
        Err(Refused(message, help)) => {
            env.fail(&message, help);
            Exit::Failed
        }
    }
}

/// Why nothing more was done, and how to go on.
struct Refused(String, Option<&'static str>);

/// The framework that is there already: in the named folder; where none is named, here or above.
fn framework_at(folder: &Path, args: &InitArgs) -> Option<PathBuf> {
    if folder.join(crate::source::SETTINGS).is_file() {
        return Some(folder.to_path_buf());
    }
    if args.folder == Path::new(".") { crate::source::find_project(folder) } else { None }
}

/// Writes a new framework.
fn begin(env: &mut Env, global: &Global, folder: &Path, template: Template) -> Result<(), Refused> {
    let chosen: Vec<(&str, &str)> = match template {
        Template::Minimal => MINIMAL.to_vec(),
        Template::Example => MINIMAL.iter().chain(MORE).copied().collect(),
    };
    let there = chosen
        .iter()
        .map(|(path, _)| *path)
        .chain(["content"])
        .find(|path| folder.join(path).symlink_metadata().is_ok());
    if let Some(path) = there {
        let message = format!("`{}` is there already, and nothing was changed", folder.join(path).display());
        return Err(Refused(message, Some("name a new folder: `gradus init my-framework`")));
    }
    for (path, text) in &chosen {
        put(folder, path, text)?;
    }
    if !global.quiet {
        env.say(&format!("Started a framework in {} with {} files.", shown(env, folder), chosen.len()));
    }
    Ok(())
}

/// Adds the files of a set that are not there yet, and says which.
fn add(env: &mut Env, global: &Global, folder: &Path, extra: &Extra) -> Result<(), Refused> {
    let (mut added, mut kept) = (Vec::new(), Vec::new());
    for (path, text) in (extra.files)() {
        let list = if put(folder, path, &text)? { &mut added } else { &mut kept };
        list.push(path);
    }
    if global.quiet {
        return Ok(());
    }
    for (what, paths) in [("Added", &added), ("There already, and left as it is", &kept)] {
        if !paths.is_empty() {
            env.say(&format!("{what}, for {}:", extra.id));
            paths.iter().for_each(|path| env.say(&format!("  {path}")));
        }
    }
    if added.is_empty() {
        return Ok(());
    }
    // `../other` is not in the repository that one stands in.
    let folder = &folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let top = source::repository(folder).map(|it| it.top);
    if extra.id == "github" && top.is_some_and(|top| top != *folder) {
        env.say(
            "note: GitHub looks for `.github` in the top folder of the repository, which is further up; move it there",
        );
    }
    let repository = repository(folder).unwrap_or_else(|| UNKNOWN_REPOSITORY.to_owned());
    env.say("To do by hand:");
    for line in extra.next {
        env.say(&format!("  {}", line.replace("{repository}", &repository)));
    }
    Ok(())
}

/// Stands where the repository on GitHub is not known.
pub const UNKNOWN_REPOSITORY: &str = "OWNER/REPOSITORY";

/// The repository on GitHub that a project is sent to: owner and name.
pub fn repository(project: &Path) -> Option<String> {
    extras::repository(&source::repository(project)?.config()?)
}

/// Writes a file that is not there yet; says whether it did. Nothing that is there is written over, or through.
fn put(folder: &Path, path: &str, text: &str) -> Result<bool, Refused> {
    let full = folder.join(path);
    let parents = Path::new(path).ancestors().skip(1).filter(|parent| !parent.as_os_str().is_empty());
    let link = parents.map(|parent| folder.join(parent)).find(|parent| parent.is_symlink());
    if let Some(link) = link {
        let message = format!("`{}` is a link to somewhere else, and nothing was written there", link.display());
        return Err(Refused(message, Some("put a folder in its place, and try again")));
    }
    match whole_file::create(&full, text.as_bytes()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists && full.symlink_metadata().is_ok() => Ok(false),
        Err(error) => Err(Refused(format!("could not write `{}`: {error}", full.display()), None)),
    }
}

/// A folder as a person here would name it.
fn shown(env: &Env, folder: &Path) -> String {
    let near = folder.strip_prefix(&env.dir).unwrap_or(folder);
    let shown = report::visible(&near.display().to_string());
    if shown.is_empty() { ".".to_owned() } else { shown }
}

fn say_next(env: &mut Env, folder: &Path) {
    let shown = shown(env, folder);
    let go = if shown == "." { String::new() } else { format!("cd {} && ", quoted(&shown)) };
    env.say("Next, to see the site in a browser, which then follows every change:");
    env.say(&format!("  {go}gradus serve --open"));
}

/// As a shell takes it for one word.
fn quoted(folder: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    if folder.chars().all(is_plain) { folder.to_owned() } else { format!("'{}'", folder.replace('\'', r"'\''")) }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_folder_is_one_word_to_a_shell() {
        for (folder, shown) in [("a/b-1", "a/b-1"), ("a b", "'a b'"), ("it's", r"'it'\''s'"), ("$(x)", "'$(x)'")] {
            assert_eq!(quoted(folder), shown);
        }
    }

    #[test]
    fn nothing_is_written_over_or_through_a_link() {
        let (project, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(elsewhere.path(), project.path().join(".github")).unwrap();
        assert!(put(project.path(), ".github/workflows/check.yml", "x").is_err());
        std::os::unix::fs::symlink(elsewhere.path().join("new"), project.path().join(".gitignore")).unwrap();
        assert!(matches!(put(project.path(), ".gitignore", "x"), Ok(false)));
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
        assert!(matches!(put(project.path(), "a/b", "x"), Ok(true)));
        assert!(matches!(put(project.path(), "a/b", "y"), Ok(false)));
        assert_eq!(fs::read_to_string(project.path().join("a/b")).unwrap(), "x");
    }
}
