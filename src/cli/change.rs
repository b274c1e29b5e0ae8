//! Carrying out a plan: tried in memory first, so that no command makes an error that was not there; then shown, or
//! written. A new file is never written over another one, and a file that changed meanwhile is left alone.

use super::report::{self, visible};
use super::{Env, Exit, Global, whole_file};
use crate::base::{Diagnostic, Diagnostics, codes};
use crate::edit::{Change, Plan, Wrong};
use crate::pipeline::{self, Known, Options};
use crate::source::{Read, Sources};
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A project as a command that changes it sees it: drafts belong to it.
pub fn known(env: &mut Env, project: &Path) -> Option<Known> {
    let read = env.read(project)?;
    let known = pipeline::framework(read, &Options { drafts: true, overrides: env.overrides(), ..Options::default() });
    if known.settings.is_none() {
        report::print(env, &known.findings, &known.sources);
        report::summary(env, &known.findings, "nothing was changed");
        return None;
    }
    Some(known)
}

/// The text of a file as it is on the disk: line ends and all.
pub fn raw(project: &Path, path: &str) -> Result<String, Wrong> {
    fs::read_to_string(project.join(path)).map_err(|error| Wrong::new(format!("could not read `{path}`: {error}")))
}

/// Says what is wrong.
pub fn fail(env: &mut Env, wrong: &Wrong) -> Exit {
    env.fail(&wrong.message, wrong.help.as_deref());
    Exit::Failed
}

/// Makes the changes, or, in a dry run, sees whether they could be made. `Err` where they were not, which is said.
pub fn make(env: &mut Env, project: &Path, sources: &Sources, plan: &Plan, dry_run: bool) -> Result<(), Exit> {
    let after = plan.after(sources);
    let new = new_errors(env, sources, &after);
    if !new.is_empty() {
        report::print(env, &new, &after);
        env.fail("nothing was changed, as this would bring the errors above", help_for(&new));
        return Err(Exit::Findings);
    }
    if dry_run {
        return Ok(());
    }
    write(project, &plan.changes).map_err(|message| {
        env.fail(&message, None);
        Exit::Failed
    })
}

/// Makes the changes and says so; in a dry run, shows them.
pub fn carry_out(env: &mut Env, global: &Global, project: &Path, known: &Known, plan: &Plan, dry_run: bool) -> Exit {
    if let Err(exit) = make(env, project, &known.sources, plan, dry_run) {
        return exit;
    }
    if dry_run {
        let patch = plan.patch();
        let lines = patch.lines().map(|line| visible(line) + "\n");
        let _ = env.out.write_all(lines.collect::<String>().as_bytes());
        if !global.quiet {
            notes(env, plan);
            env.say("Nothing was changed, because of --dry-run.");
        }
        return Exit::Fine;
    }
    if !global.quiet {
        notes(env, plan);
        let count = plan.changes.iter().filter(|change| matches!(change, Change::Replace { .. })).count();
        let also = match (plan.changes.len(), count) {
            (1, _) | (_, 0) => String::new(),
            (_, 1) => ", and changed 1 file that refers to it".to_owned(),
            (_, count) => format!(", and changed {count} files"),
        };
        env.say(&visible(&format!("{}{also}", plan.done)));
        env.say(&visible(&format!("Next: {}.", plan.next)));
    }
    Exit::Fine
}

fn notes(env: &mut Env, plan: &Plan) {
    for note in &plan.notes {
        env.say(&visible(&format!("note: {note}")));
    }
}

fn help_for(findings: &[Diagnostic]) -> Option<&'static str> {
    let has = |code| findings.iter().any(|finding| std::ptr::eq(finding.code, code));
    if has(&codes::ID_PATTERN) {
        return Some("give an id that follows the pattern with `--id`, or another `code` to the group");
    }
    has(&codes::SAME_ORDER).then_some("change the number, code or order of one of the two first")
}

/// The errors that `after` has and `before` has not, by what they say.
fn new_errors(env: &Env, before: &Sources, after: &Sources) -> Vec<Diagnostic> {
    let errors = |sources: &Sources| -> Vec<Diagnostic> {
        let read = Read { sources: sources.clone(), findings: Diagnostics::new() };
        let options = Options { drafts: true, overrides: env.overrides(), ..Options::default() };
        let checked = pipeline::build(read, &options, None, &mut |_, _| ());
        checked.findings.into_iter().filter(Diagnostic::is_error).collect()
    };
    let mut known: HashMap<(&str, String), usize> = HashMap::new();
    for error in errors(before) {
        *known.entry((error.code.id, error.message)).or_default() += 1;
    }
    let is_new = |error: &Diagnostic| match known.get_mut(&(error.code.id, error.message.clone())) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    errors(after).into_iter().filter(is_new).collect()
}

/// All changes or none, as far as the disk allows: what was done is undone where a later step fails.
fn write(project: &Path, changes: &[Change]) -> Result<(), String> {
    for change in changes {
        if let Change::Replace { .. } = change {
            continue;
        }
        let free = change.path();
        if project.join(free).symlink_metadata().is_ok() {
            return Err(format!("nothing was changed: there is something called `{free}` already"));
        }
    }
    let missing = missing_folders(project, changes);
    let mut done: Vec<&Change> = Vec::new();
    for change in changes {
        if let Err(error) = one(project, change) {
            let undone = done.iter().rev().all(|change| undo(project, change).is_ok());
            // Those that were not made, or that somebody else uses by now, cannot be removed.
            missing.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
            let end = if undone {
                "nothing was changed"
            } else {
                "and some files are changed already; `git status` shows which"
            };
            return Err(format!("could not write `{}`: {error}; {end}", change.path()));
        }
        done.push(change);
    }
    Ok(())
}

/// The folders that changes need and that are not there, each after the one that it stands in.
fn missing_folders(project: &Path, changes: &[Change]) -> BTreeSet<PathBuf> {
    let needed = changes.iter().filter_map(|change| match change {
        Change::Move { to, .. } => Some(to),
        Change::Create { path, .. } => Some(path),
        Change::Replace { .. } => None,
    });
    let above = needed.flat_map(|path| Path::new(path).ancestors().skip(1)).map(|folder| project.join(folder));
    above.filter(|folder| folder.symlink_metadata().is_err()).collect()
}

fn one(project: &Path, change: &Change) -> io::Result<()> {
    match change {
        Change::Move { from, to } => rename(project, from, to),
        Change::Replace { path, before, after } => whole_file::replace(&project.join(path), before, after),
        Change::Create { path, text } => whole_file::create(&project.join(path), text.as_bytes()),
    }
}

fn undo(project: &Path, change: &Change) -> io::Result<()> {
    match change {
        Change::Move { from, to } => rename(project, to, from),
        Change::Replace { path, before, .. } => whole_file::put(&project.join(path), before.as_bytes()),
        Change::Create { path, .. } => fs::remove_file(project.join(path)),
    }
}

fn rename(project: &Path, from: &str, to: &str) -> io::Result<()> {
    let to = project.join(to);
    fs::create_dir_all(to.parent().unwrap_or(project))?;
    fs::rename(project.join(from), to)
}
