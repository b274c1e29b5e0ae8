//! A version of a framework, as somebody names it at the terminal: a folder, a file, a release, a revision of git.

use super::{Env, report};
use crate::base::plural;
use crate::diff::Snapshot;
use crate::look::Wrong;
use crate::pipeline::{self, Known, Options};
use crate::source::{self, SETTINGS};
use std::fs;
use std::path::Path;

/// A version, and how to speak of it.
pub struct Version {
    pub name: String,
    pub snapshot: Snapshot,
}

/// The framework in a folder, as it stands there now.
pub fn now(env: &mut Env, project: &Path) -> Result<Version, Wrong> {
    let read = source::read(project)
        .map_err(|error| Wrong::new(format!("could not read `{}`: {error}", project.display())))?;
    from_sources(env, read, "the framework as it is now")
}

/// What `named` stands for: a folder with a framework, a file with the data of one, a release of the project, or a
/// revision of its git repository; the first of these that there is.
pub fn find(env: &mut Env, project: Option<&Path>, named: &str) -> Result<Version, Wrong> {
    let path = env.dir.join(named);
    // Nothing at all would be this folder.
    let is_named = !named.trim().is_empty();
    if is_named && path.join(SETTINGS).is_file() {
        let version = now(env, &path)?;
        return Ok(Version { name: format!("`{named}`"), ..version });
    }
    if path.is_file() {
        return from_file(&path, named, format!("`{named}`"));
    }
    let Some(project) = project else {
        let message = format!("`{named}` is no folder with a framework, and no file with the data of one");
        let help = "to name a release or a revision of git, go to the folder that holds the framework";
        return Err(Wrong::new(message).help(help));
    };
    let release = |name: &str| project.join("content/releases").join(format!("{name}.json"));
    let is_name = !named.contains(['/', '\\']);
    for version in [named, named.strip_prefix('v').unwrap_or(named)].into_iter().filter(|_| is_name) {
        if release(version).is_file() {
            return from_file(&release(version), named, format!("release {version}"));
        }
    }
    let read = source::revision(project, named)
        .map_err(|error| Wrong::new(error.message).help(format!("{}{}", error.help, releases(project))))?;
    from_sources(env, read, &format!("`{named}`"))
}

/// The releases that could have been named.
fn releases(project: &Path) -> String {
    let files = fs::read_dir(project.join("content/releases")).into_iter().flatten().flatten();
    let names = files.filter_map(|file| Some(file.file_name().to_str()?.strip_suffix(".json")?.to_owned()));
    let mut names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    names.sort();
    names.truncate(12);
    if names.is_empty() { String::new() } else { format!("; kept releases: {}", names.join(", ")) }
}

fn from_file(path: &Path, named: &str, name: String) -> Result<Version, Wrong> {
    let text = fs::read_to_string(path).map_err(|error| Wrong::new(format!("could not read `{named}`: {error}")))?;
    let snapshot = Snapshot::from_json(&text).map_err(|why| {
        let help = "the data of a framework is `data/framework.json` of its site, or a file in `content/releases/`";
        Wrong::new(format!("`{named}`: {why}")).help(help)
    })?;
    Ok(Version { name, snapshot })
}

fn from_sources(env: &mut Env, read: source::Read, name: &str) -> Result<Version, Wrong> {
    let known = pipeline::framework(read, &Options::default());
    let Known { framework, settings, findings, sources } = &known;
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    let Some(settings) = settings else {
        report::print(env, findings, sources);
        let wrong = Wrong::new(format!("the settings of {name} cannot be read"));
        return Err(wrong.help("`gradus.yml` has to name the framework"));
    };
    if errors > 0 {
        let errors = plural(errors, "error");
        env.say(&format!("note: {name} has {errors}; what they concern is left out, and may look removed"));
    }
    Ok(Version { name: name.to_owned(), snapshot: Snapshot::of(framework, settings, sources) })
}
