//! `gradus build`

use super::bar::Bar;
use super::report::{self, Format};
use super::timings::Timings;
use super::{Env, Exit, Global};
use crate::base::Severity;
use crate::emit::{self, EmitError};
use crate::pipeline::{self, Options};
use crate::settings;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct BuildArgs {
    /// Where the site goes
    #[arg(short, long, value_name = "DIR")]
    output_dir: Option<PathBuf>,
    /// The address that the site will have, for what must be absolute
    #[arg(short = 'u', long, value_name = "URL")]
    base_url: Option<String>,
    /// Build what is marked as a draft, too
    #[arg(short = 'D', long)]
    drafts: bool,
    /// Write nothing if there is any warning
    #[arg(long)]
    strict: bool,
    /// Make links that work from a folder on disk, without a server
    #[arg(long)]
    offline: bool,
    /// Say where the time went
    #[arg(long)]
    timings: bool,
}

pub fn run(env: &mut Env, global: &Global, args: &BuildArgs) -> Exit {
    let Some(project) = env.project(global) else { return Exit::Failed };
    let target = match &args.output_dir {
        Some(folder) => env.dir.join(folder),
        None => project.join("public"),
    };
    let mut timings = Timings::start();
    let Some(read) = env.read(&project) else { return Exit::Failed };
    timings.lap("read", read.sources.len());
    let mut overrides = settings::overrides(env.variables.iter().cloned());
    overrides.extend(args.base_url.iter().map(|url| ("site__base_url".to_owned(), url.clone())));
    let options = Options { drafts: args.drafts, offline: args.offline, overrides };
    let built = pipeline::build(read, &options, &mut |stage, count| timings.lap(stage, count));
    report::print(env, &built.findings, &built.sources, Format::Human);
    let warnings = built.findings.iter().any(|finding| finding.severity == Severity::Warning);
    let Some(output) = built.output.filter(|_| !(args.strict && warnings)) else {
        report::summary(env, &built.findings, "nothing was written");
        return if built.settings_failed { Exit::Failed } else { Exit::Findings };
    };
    let shown = shown(&target, env);
    let bar = Bar::new(env.terminal && !global.quiet);
    let report = emit::emit(&output, &target, &project, &bar);
    bar.end();
    timings.lap("write", output.len());
    let report = match report {
        Ok(report) => report,
        Err(EmitError::Faulty(mistakes)) => {
            report::print(env, &mistakes, &built.sources, Format::Human);
            report::summary(env, &mistakes, "nothing was written");
            return Exit::Findings;
        }
        Err(EmitError::Refused { path, why, help }) => {
            env.fail(&format!("nothing was written because of `{}`: {why}", path.display()), Some(&help));
            return Exit::Failed;
        }
        Err(error) => {
            env.fail(&error.to_string(), None);
            return Exit::Failed;
        }
    };
    if let Some(kept) = report.kept {
        env.say(&format!(
            "note: files that were not ours were kept in {}",
            report::visible(&kept.display().to_string())
        ));
    }
    if !global.quiet {
        if !built.findings.is_empty() {
            report::summary(env, &built.findings, "the site was built");
        }
        let waited = if bar.waited() { ", after waiting for another build" } else { "" };
        let seconds = timings.seconds();
        env.say(&format!("Built {} pages in {seconds:.2} s -> {shown}{waited}", built.pages));
        if built.settings.is_some_and(|settings| settings.site.base_url.is_none()) {
            env.say("note: without `base_url` there are no canonical links and no sitemap; set it under `site:` once you know it");
        }
        if global.verbose > 0 {
            env.say(&format!(
                "{} files: {} written, {} unchanged, {} removed",
                output.len(),
                report.written,
                report.unchanged,
                report.removed
            ));
        }
    }
    if args.timings {
        timings.tell(env);
    }
    Exit::Fine
}

/// The folder as the person at the terminal would type it.
fn shown(target: &std::path::Path, env: &Env) -> String {
    let short = target.strip_prefix(&env.dir).unwrap_or(target);
    report::visible(&format!("{}/", short.display()).replace("//", "/"))
}
