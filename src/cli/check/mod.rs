//! `gradus check`

mod choice;
mod mend;
mod since;
mod talk;

use super::report::{self, FORMATS, Format, Report};
use super::{Env, Exit, Global, dates, whole_file};
use crate::base::{Diagnostic, Severity};
use crate::pipeline::{self, Options};
use crate::source::{Read, Sources, repository};
use choice::Choice;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::io::Write;
use std::path::Path;
use talk::Counts;

#[derive(clap::Args)]
pub struct CheckArgs {
    /// Show only what is in these files and folders; everything is checked all the same
    #[arg(value_name = "PATH")]
    paths: Vec<std::path::PathBuf>,
    /// How to show the findings
    #[arg(long, value_name = "FORMAT", default_value = FORMATS[0].name, value_parser = format())]
    format: &'static Format,
    /// Look only at what changed since this revision of git, such as `main` or `HEAD~1`
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,
    /// Look only at findings with these codes, or codes that begin so: `G4,G102`
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    select: Vec<String>,
    /// Look at no findings with these codes, or codes that begin so
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Mend what needs no judgement: slips in names, and entries that stand twice
    #[arg(long)]
    fix: bool,
    /// With `--fix`: put the keys at the top of each file into their usual order, too
    #[arg(long, requires = "fix")]
    order_keys: bool,
    /// With `--fix`: show what would be written, and write nothing
    #[arg(long, requires = "fix", conflicts_with = "format")]
    dry_run: bool,
    /// Fail on warnings, too
    #[arg(long)]
    strict: bool,
    /// Check what is marked as a draft, too
    #[arg(short = 'D', long)]
    drafts: bool,
}

fn format() -> impl TypedValueParser<Value = &'static Format> {
    let names = FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about));
    PossibleValuesParser::new(names)
        .map(|name| FORMATS.iter().find(|format| format.name == name).expect("it is one of these"))
}

pub fn run(env: &mut Env, global: &Global, args: &CheckArgs) -> Exit {
    check(env, global, args).unwrap_or_else(|exit| exit)
}

/// `Err` where there was nothing to check.
fn check(env: &mut Env, global: &Global, args: &CheckArgs) -> Result<Exit, Exit> {
    let project = env.project(global).ok_or(Exit::Failed)?;
    let read = env.read(&project).ok_or(Exit::Failed)?;
    let today = dates::today(&env.variables).ok();
    let options = Options { drafts: args.drafts, overrides: env.overrides(), rules: true, today, ..Options::default() };
    let again = |sources: Sources| Read { sources, findings: read.findings.clone() };
    let look = |sources: Sources| pipeline::check(again(sources), &options, None, &mut |_, _| ());
    let mut choice = Choice::new(env, &project, args)?;
    let mut checked = look(read.sources.clone());
    if let Some(revision) = &args.since {
        choice.since = Some(since::since(env, &project, revision, &checked, &options)?);
    }
    let failed = |findings: &[Diagnostic]| {
        findings.iter().any(|it| it.severity == Severity::Error || (args.strict && it.severity == Severity::Warning))
    };
    let mut refused = Vec::new();
    let mut done = None;
    if args.fix {
        let wanted = |finding: &Diagnostic, sources: &Sources| choice.takes(finding, sources);
        let in_order = |path: &str| args.order_keys && choice.takes_file(path);
        let mended = mend::mend(&project, checked, &look, &wanted, &in_order);
        let counts = Counts { mended: mended.count, ordered: mended.ordered, files: mended.files.len() };
        if args.dry_run {
            let (left, _) = choice.apply(mended.built.findings, &mended.built.sources, mended.built.settings_failed);
            talk::show(env, &mended.files);
            mended.refused.iter().for_each(|why| env.say(&report::visible(why)));
            if !global.quiet {
                env.say(&talk::would(&counts, left.len()));
            }
            let (findings, _) = choice.apply(mended.before, &read.sources, mended.settings_failed);
            return Ok(exit(failed(&findings), mended.settings_failed));
        }
        for file in &mended.files {
            if let Err(error) = whole_file::replace(&project.join(file.path.as_str()), &file.raw, &file.raw_after) {
                env.fail(&format!("could not write `{}`: {error}", file.path), None);
                return Err(Exit::Failed);
            }
        }
        (checked, refused, done) = (mended.built, mended.refused, Some(counts));
        // What is left is for people, whatever was hoped for.
        checked.findings.iter_mut().for_each(|finding| finding.fix = None);
    }
    let (findings, left_out) = choice.apply(checked.findings, &checked.sources, checked.settings_failed);
    let below = below(&project);
    let report = Report {
        findings: &findings,
        sources: &checked.sources,
        below: &below,
        strict: args.strict,
        left_out: &left_out,
    };
    match args.format.write {
        Some(form) => report::write(env, form, &report),
        None => report::print(env, &findings, &checked.sources),
    }
    if args.format.name == "github" {
        add_to_summary(env, &report);
    }
    refused.iter().for_each(|why| env.say(&report::visible(why)));
    if let Some(counts) = done.filter(|_| !global.quiet) {
        env.say(&talk::mended(&counts));
    }
    let failed = failed(&findings);
    if !global.quiet {
        talk::conclude(env, args, &findings, failed, &left_out);
    }
    // The process ends here, and the system takes its memory back quicker than it could be given back piece by piece.
    std::mem::forget((read, checked.site, checked.sources));
    Ok(exit(failed, checked.settings_failed))
}

fn exit(failed: bool, settings_failed: bool) -> Exit {
    match (failed, settings_failed) {
        (_, true) => Exit::Failed,
        (true, false) => Exit::Findings,
        (false, false) => Exit::Fine,
    }
}

/// The way from the top of the git repository to the project, as services that show findings beside the code want it.
fn below(project: &Path) -> String {
    let project = project.canonicalize().unwrap_or_else(|_| project.to_path_buf());
    let repository = repository(&project);
    let way = repository.as_ref().and_then(|it| project.strip_prefix(&it.top).ok());
    let parts = way.into_iter().flat_map(|way| way.iter()).map(|part| format!("{}/", part.to_string_lossy()));
    parts.collect()
}

/// GitHub shows ten marks of each kind in a step, and all of this file.
fn add_to_summary(env: &mut Env, report: &Report) {
    let named = env.variables.iter().find(|(name, _)| name == "GITHUB_STEP_SUMMARY");
    let Some(path) = named.map(|(_, path)| path.clone()).filter(|path| !path.is_empty()) else { return };
    let text = report::long_markdown(report);
    let file = std::fs::OpenOptions::new().create(true).append(true).open(env.dir.join(&path));
    if let Err(error) = file.and_then(|mut file| file.write_all(text.as_bytes())) {
        env.say(&report::visible(&format!("the summary could not be written to `{path}`: {error}")));
    }
}
