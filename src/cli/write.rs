//! Writing a built site, and saying so: what `build` and `watch` share.

use super::bar::Bar;
use super::report;
use super::timings::Timings;
use super::{Env, Exit, Global};
use crate::base::{Output, Severity};
use crate::emit::{self, EmitError, Inputs};
use crate::pipeline::{Built, Options};
use std::path::{Path, PathBuf};

/// Which site is written, and where.
#[derive(clap::Args)]
pub struct SiteArgs {
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

impl SiteArgs {
    fn target(&self, env: &Env, project: &Path) -> PathBuf {
        match &self.output_dir {
            Some(folder) => env.dir.join(folder),
            None => project.join("public"),
        }
    }

    pub fn options(&self, env: &Env) -> Options {
        let mut overrides = env.overrides();
        overrides.extend(self.base_url.iter().map(|url| ("site__base_url".to_owned(), url.clone())));
        Options { drafts: self.drafts, offline: self.offline, overrides, ..Options::default() }
    }
}

/// What came of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Written,
    /// Something in the content or the theme is wrong.
    Findings,
    /// The settings are wrong.
    Settings,
    /// The site could not be put there.
    Refused,
}

impl From<Outcome> for Exit {
    fn from(outcome: Outcome) -> Exit {
        match outcome {
            Outcome::Written => Exit::Fine,
            Outcome::Findings => Exit::Findings,
            Outcome::Settings | Outcome::Refused => Exit::Failed,
        }
    }
}

/// Whether the site that these sources make is there already; says so.
pub fn is_there(
    env: &mut Env,
    global: &Global,
    project: &Path,
    args: &SiteArgs,
    inputs: [u8; 16],
    timings: &mut Timings,
) -> bool {
    let target = args.target(env, project);
    let Some(inputs) = emit::is_current(inputs, &target, project) else { return false };
    timings.lap("compare", 0);
    if !global.quiet {
        let (seconds, shown) = (timings.seconds(), shown(&target, env));
        env.say(&format!("Built {} pages in {seconds:.2} s -> {shown}, where nothing changed", inputs.pages));
    }
    if args.timings {
        timings.tell(env);
    }
    true
}

/// Writes the site, or says why there is none. `inputs` are what it is made from; `cause` ends the line that says so. Whoever writes
/// again and again gives a memory.
#[allow(clippy::too_many_arguments, reason = "two calls, and each is another kind of thing")]
pub fn write(
    env: &mut Env,
    global: &Global,
    project: &Path,
    args: &SiteArgs,
    built: &Built,
    inputs: Option<[u8; 16]>,
    mut timings: Timings,
    cause: &str,
    memory: Option<&mut emit::Memory>,
) -> Outcome {
    report::print(env, &built.findings, &built.sources);
    let warnings = built.findings.iter().any(|finding| finding.severity == Severity::Warning);
    let Some(site) = built.site.as_ref().filter(|_| !(args.strict && warnings)) else {
        report::summary(env, &built.findings, "nothing was written");
        return if built.settings_failed { Outcome::Settings } else { Outcome::Findings };
    };
    let target = args.target(env, project);
    let shown = shown(&target, env);
    let bar = Bar::new(env.terminal && !global.quiet);
    // A site with a finding is made again each time, so that the finding is told again.
    let inputs = inputs.filter(|_| built.findings.is_empty()).map(|hash| Inputs { hash, pages: built.pages });
    let report = match memory {
        Some(memory) => emit::emit_again(site, inputs, &target, project, &bar, memory),
        None => emit::emit(site, inputs, &target, project, &bar),
    };
    bar.end();
    timings.lap("write", site.len());
    let report = match report {
        Ok(report) => report,
        Err(EmitError::Faulty(mistakes)) => {
            report::print(env, &mistakes, &built.sources);
            report::summary(env, &mistakes, "nothing was written");
            return Outcome::Findings;
        }
        Err(EmitError::Refused { path, why, help }) => {
            env.fail(&format!("nothing was written because of `{}`: {why}", path.display()), Some(&help));
            return Outcome::Refused;
        }
        Err(error) => {
            env.fail(&error.to_string(), None);
            return Outcome::Refused;
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
        env.say(&format!("Built {} pages in {seconds:.2} s -> {shown}{waited}{cause}", built.pages));
        if cause.is_empty() && built.settings.as_ref().is_some_and(|settings| settings.site.base_url.is_none()) {
            env.say("note: without `base_url` there are no canonical links and no sitemap; set it under `site:` once you know it");
        }
        if global.verbose > 0 {
            env.say(&format!(
                "{} files: {} written, {} unchanged, {} removed",
                site.len(),
                report.written,
                report.unchanged,
                report.removed
            ));
        }
    }
    if args.timings {
        timings.tell(env);
    }
    Outcome::Written
}

/// The folder as the person at the terminal would type it.
fn shown(target: &Path, env: &Env) -> String {
    let short = target.strip_prefix(&env.dir).unwrap_or(target);
    report::visible(&format!("{}/", short.display()).replace("//", "/"))
}
