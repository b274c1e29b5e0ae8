//! `gradus diff`

use super::versions;
use super::whole_file::put;
use super::{Env, Exit, Global, change};
use crate::base::plural;
use crate::diff::{self, FORMATS};
use crate::look::Wrong;
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
    compared(env, global, args).unwrap_or_else(|wrong| change::fail(env, &wrong))
}

fn compared(env: &mut Env, global: &Global, args: &DiffArgs) -> Result<Exit, Wrong> {
    let ending = args.output.as_deref().and_then(|path| path.extension()?.to_str());
    let wanted = args.format.as_deref().unwrap_or(match ending {
        Some("md") => "markdown",
        Some("json") => "json",
        Some("html" | "htm") => "html",
        _ => "human",
    });
    let format = FORMATS.iter().find(|format| format.name == wanted).ok_or_else(|| {
        Wrong::new(format!("there is no format `{wanted}`")).near(wanted, FORMATS.iter().map(|format| format.name))
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
            let wrong = Wrong::new(format!("there is nothing to compare `{}` with", args.old));
            return Err(wrong.help("name two versions, or go to the folder that holds the framework"));
        }
    };
    let diff = diff::compare(&old.snapshot, &new.snapshot);
    let text = (format.write)(&diff);
    match args.output.as_ref().filter(|path| path.as_os_str() != "-") {
        Some(path) => put(&env.dir.join(path), text.as_bytes())
            .map_err(|error| Wrong::new(format!("could not write `{}`: {error}", path.display())))?,
        None => drop(env.out.write_all(text.as_bytes())),
    }
    if args.output.is_some() && !global.quiet {
        env.say(&format!("{} from {} to {}", plural(diff.changes.len(), "change"), old.name, new.name));
    }
    Ok(match args.fail_on {
        Some(FailOn::Breaking) if !diff.breaking().is_empty() => Exit::Findings,
        Some(FailOn::Any) if !diff.is_empty() => Exit::Findings,
        _ => Exit::Fine,
    })
}
