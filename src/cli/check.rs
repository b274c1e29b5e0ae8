//! `gradus check`

use super::report::{self, Format};
use super::{Env, Exit, Global, dates};
use crate::base::Severity;
use crate::pipeline::{self, Options};
use crate::settings;

#[derive(clap::Args)]
pub struct CheckArgs {
    /// Show only what is in these files and folders; everything is checked all the same
    #[arg(value_name = "PATH")]
    paths: Vec<std::path::PathBuf>,
    /// How to show the findings
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Fail on warnings, too
    #[arg(long)]
    strict: bool,
    /// Check what is marked as a draft, too
    #[arg(short = 'D', long)]
    drafts: bool,
}

pub fn run(env: &mut Env, global: &Global, args: &CheckArgs) -> Exit {
    let Some(project) = env.project(global) else { return Exit::Failed };
    let Some(read) = env.read(&project) else { return Exit::Failed };
    let overrides = settings::overrides(env.variables.iter().cloned());
    let today = dates::today(&env.variables).ok();
    let options = Options { drafts: args.drafts, overrides, rules: true, today, ..Options::default() };
    let checked = pipeline::check(read, &options, None, &mut |_, _| ());
    let mut wanted = Vec::new();
    for path in &args.paths {
        let full = env.dir.join(path);
        let inside = full
            .canonicalize()
            .ok()
            .zip(project.canonicalize().ok())
            .and_then(|(full, project)| Some(full.strip_prefix(project).ok()?.to_path_buf()));
        match inside {
            Some(path) => wanted.push(path),
            None => {
                env.fail(&format!("`{}` is no file or folder of this framework", path.display()), None);
                return Exit::Failed;
            }
        }
    }
    let mut findings = checked.findings;
    if !wanted.is_empty() {
        findings.retain(|finding| {
            finding.place.is_none_or(|place| {
                wanted
                    .iter()
                    .any(|path| std::path::Path::new(checked.sources.path(place.file).as_str()).starts_with(path))
            })
        });
    }
    report::print(env, &findings, &checked.sources, args.format);
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let failed = count(Severity::Error) > 0 || (args.strict && count(Severity::Warning) > 0);
    let outcome = match (count(Severity::Error) > 0, failed) {
        (true, _) => "mend the errors and check again",
        (false, true) => "with --strict, warnings are errors",
        (false, false) => "no errors",
    };
    if args.format == Format::Human && !global.quiet {
        if findings.is_empty() {
            env.say("Nothing is wrong.");
        } else {
            report::summary(env, &findings, outcome);
        }
    }
    match (failed, checked.settings_failed) {
        (true, true) => Exit::Failed,
        (true, false) => Exit::Findings,
        (false, _) => Exit::Fine,
    }
}
