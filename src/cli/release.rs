//! `gradus release`

use super::report::{self, visible};
use super::{Env, Exit, Global, change, dates};
use crate::base::Severity;
use crate::edit::Change;
use crate::edit::release::{Asked, release};
use crate::pipeline::{self, Options};
use jiff::civil::Date;

#[derive(clap::Args)]
pub struct ReleaseArgs {
    /// The version's number, such as 1.1.0
    version: String,
    /// The day of the release; today, if left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// What is new, in one sentence; what changed is counted, if left out
    #[arg(long, value_name = "TEXT")]
    summary: Option<String>,
    /// Take a number that is a smaller step than the changes ask for
    #[arg(long)]
    any_version: bool,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub fn run(env: &mut Env, global: &Global, args: &ReleaseArgs) -> Exit {
    let Some(project) = env.project(global) else { return Exit::Failed };
    let Some(read) = env.read(&project) else { return Exit::Failed };
    let today = match dates::today(&env.variables) {
        Ok(today) => today,
        Err(wrong) => return change::fail(env, &wrong),
    };
    let options = Options { overrides: env.overrides(), rules: true, today: Some(today), ..Options::default() };
    let built = pipeline::check(read, &options, None, &mut |_, _| ());
    let wrong = built.findings.iter().any(|finding| finding.severity != Severity::Note);
    let (Some(site), Some(settings), false) = (&built.site, &built.settings, wrong) else {
        report::print(env, &built.findings, &built.sources);
        report::summary(
            env,
            &built.findings,
            "nothing was released; a release keeps what it says for ever, so mend this first",
        );
        return if built.settings_failed { Exit::Failed } else { Exit::Findings };
    };
    let asked = Asked {
        version: &args.version,
        date: args.date.unwrap_or(today),
        summary: args.summary.as_deref(),
        any_version: args.any_version,
    };
    let texts = |path: &str| change::raw(&project, path);
    let plan = match release(&site.plan.framework, settings, &built.sources, &texts, &asked) {
        Ok(plan) => plan,
        Err(wrong) => return change::fail(env, &wrong),
    };
    if let Err(exit) = change::make(env, &project, &built.sources, &plan, args.dry_run) {
        return exit;
    }
    if global.quiet {
        return Exit::Fine;
    }
    // A patch would show all that the framework says; which files there are is what somebody wants to see.
    let wrote = if args.dry_run { "would write" } else { "wrote" };
    for path in plan.changes.iter().map(Change::path) {
        env.say(&visible(&format!("{wrote} {path}")));
    }
    env.say(&visible(&plan.done));
    if !args.dry_run {
        env.say(&visible(&format!("Next: {}.", plan.next)));
    }
    Exit::Fine
}
