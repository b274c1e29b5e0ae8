//! `gradus mv`

use super::{Env, Exit, Global, change};
use crate::edit::{Plan, Wrong, relocate};
use crate::look::find;
use crate::pipeline::Known;

#[derive(clap::Args)]
pub struct MvArgs {
    /// A capability's id, or a group's folder
    #[arg(value_name = "ID|GROUP")]
    what: String,
    /// The group to put it into; `/` for the top
    #[arg(value_name = "GROUP")]
    target: String,
    /// Another name for the group's folder
    #[arg(long = "as", value_name = "NAME")]
    name: Option<String>,
    /// Show what would change without changing it
    #[arg(long)]
    dry_run: bool,
}

pub fn run(env: &mut Env, global: &Global, args: &MvArgs) -> Exit {
    let Some(project) = env.project(global) else { return Exit::Failed };
    let Some(known) = change::known(env, &project) else { return Exit::Failed };
    match plan(&known, args, &|path| change::raw(&project, path)) {
        Ok(plan) => change::carry_out(env, global, &project, &known, &plan, args.dry_run),
        Err(wrong) => change::fail(env, &wrong),
    }
}

fn plan(known: &Known, args: &MvArgs, texts: crate::edit::Texts) -> Result<Plan, Wrong> {
    let framework = &known.framework;
    let to = match args.target.trim() {
        "/" => None,
        target => Some(find::group(framework, target)?),
    };
    if let Ok(at) = find::capability(framework, &args.what) {
        if args.name.is_some() {
            let help = "a capability's file keeps its name, and an id never changes: leave `--as` out";
            return Err(Wrong::new("`--as` is for groups").help(help));
        }
        let to =
            to.ok_or_else(|| Wrong::new("a capability cannot stand at the top").help("name a group to put it into"))?;
        return relocate::capability(known, texts, at, to);
    }
    match find::group(framework, &args.what) {
        Ok(at) => relocate::group(known, texts, at, to, args.name.as_deref()),
        Err(of_group) => Err(find::neither(framework, &args.what, of_group)),
    }
}
