//! `gradus diff`

use super::versions::{self, NoVersion};
use super::whole_file::put;
use super::{Env, Exit, Global};
use crate::base::suggest;
use crate::diff::{self, FORMATS};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct DiffArgs {
    /// The version before: a revision of git (main, HEAD~1, a tag), a release (1.0.0), a folder, or a framework.json
    old: String,
    /// The version after; without it, the framework as it is now
    new: Option<String>,
    /// human, markdown (for a comment on a pull request), json or html
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// The file to write; without it, the terminal
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// End with 1 if there is a change of this kind
    #[arg(long, value_name = "KIND")]
    fail_on: Option<FailOn>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum FailOn {
    /// An id removed or renumbered, or a statement at another level
    Breaking,
    /// Any change
    Any,
}

pub fn run(env: &mut Env, global: &Global, args: &DiffArgs) -> Exit {
    match compared(env, global, args) {
        Ok(exit) => exit,
        Err(NoVersion { message, help }) => {
            env.fail(&message, help.as_deref());
            Exit::Failed
        }
    }
}

fn compared(env: &mut Env, global: &Global, args: &DiffArgs) -> Result<Exit, NoVersion> {
    let ending = args.output.as_deref().and_then(|path| path.extension()?.to_str());
    let wanted = args.format.as_deref().unwrap_or(match ending {
        Some("md") => "markdown",
        Some("json") => "json",
        Some("html" | "htm") => "html",
        _ => "human",
    });
    let format = FORMATS.iter().find(|format| format.name == wanted).ok_or_else(|| NoVersion {
        message: format!("there is no format `{wanted}`"),
        help: suggest::help(wanted, FORMATS.iter().map(|format| format.name)),
    })?;
    let here = env.dir.clone();
    // Two folders or files can be compared from anywhere.
    let project = match &global.directory {
        Some(folder) => Some(env.dir.join(folder)),
        None => crate::source::find_project(&here),
    };
    let old = versions::find(env, project.as_deref(), &args.old)?;
    let new = match (&args.new, &project) {
        (Some(named), project) => versions::find(env, project.as_deref(), named)?,
        (None, Some(project)) => versions::now(env, project)?,
        (None, None) => {
            return Err(NoVersion {
                message: format!("there is nothing to compare `{}` with", args.old),
                help: Some("name two versions, or go to the folder that holds the framework".to_owned()),
            });
        }
    };
    let diff = diff::compare(&old.snapshot, &new.snapshot);
    let text = (format.write)(&diff);
    match args.output.as_ref().filter(|path| path.as_os_str() != "-") {
        Some(path) => put(&env.dir.join(path), text.as_bytes()).map_err(|error| NoVersion {
            message: format!("could not write `{}`: {error}", path.display()),
            help: None,
        })?,
        None => drop(env.out.write_all(text.as_bytes())),
    }
    if args.output.is_some() && !global.quiet {
        let count = diff.changes.len();
        env.say(&format!("{count} change{} from {} to {}", if count == 1 { "" } else { "s" }, old.name, new.name));
    }
    Ok(match args.fail_on {
        Some(FailOn::Breaking) if !diff.breaking().is_empty() => Exit::Findings,
        Some(FailOn::Any) if !diff.is_empty() => Exit::Findings,
        _ => Exit::Fine,
    })
}
