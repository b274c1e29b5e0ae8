//! `gradus retire`

use super::{Env, Exit, Global, change};
use crate::edit::retire::{Asked, retire};
use crate::look::find;

#[derive(clap::Args)]
pub struct RetireArgs {
    /// The capability's id
    #[arg(value_name = "ID")]
    id: String,
    /// Why it goes, as a sentence that readers will see
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// What to use instead, with commas between
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    replaced_by: Vec<String>,
    /// The version from which on it is retired
    #[arg(long, value_name = "VERSION")]
    since: Option<String>,
    /// Show what would change without changing it
    #[arg(long)]
    dry_run: bool,
}

pub fn run(env: &mut Env, global: &Global, args: &RetireArgs) -> Exit {
    let Some(project) = env.project(global) else { return Exit::Failed };
    let Some(known) = change::known(env, &project) else { return Exit::Failed };
    let asked = Asked { reason: &args.reason, since: args.since.as_deref(), replaced_by: &args.replaced_by };
    let texts = |path: &str| change::raw(&project, path);
    let plan = find::capability(&known.framework, &args.id).and_then(|at| retire(&known, &texts, at, &asked));
    match plan {
        Ok(plan) => change::carry_out(env, global, &project, &known, &plan, args.dry_run),
        Err(wrong) => change::fail(env, &wrong),
    }
}
