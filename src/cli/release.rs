//! `gradus release`

use super::versions::NoVersion;
use super::whole_file::put;
use super::{Env, Exit, Global, dates, report};
use crate::base::{Severity, slug};
use crate::diff::{self, Diff, Snapshot};
use crate::pipeline::{self, Options};
use crate::settings::{self, Settings};
use crate::source::{SETTINGS, Sources};
use jiff::civil::Date;
use std::fs;
use std::path::{Path, PathBuf};

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

/// A file to write, and what it will hold.
struct Change {
    path: PathBuf,
    text: String,
}

pub fn run(env: &mut Env, global: &Global, args: &ReleaseArgs) -> Exit {
    let Some(project) = env.project(global) else { return Exit::Failed };
    let Some(read) = env.read(&project) else { return Exit::Failed };
    let overrides = settings::overrides(env.variables.iter().cloned());
    let today = dates::today(&env.variables).ok();
    let built =
        pipeline::check(read, &Options { overrides, rules: true, today, ..Options::default() }, None, &mut |_, _| ());
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
    let framework = &site.plan.framework;
    let mut snapshot = Snapshot::of(framework, settings, &built.sources);
    snapshot.version.clone_from(&args.version);
    let kept = framework.releases().find_map(|(_, release)| release.frozen.as_ref());
    let before = kept.and_then(|frozen| Snapshot::from_json(built.sources.text(frozen.file)).ok());
    match released(env, &project, args, &built.sources, settings, before, snapshot) {
        Ok(()) => Exit::Fine,
        Err(NoVersion { message, help }) => {
            env.fail(&message, help.as_deref());
            Exit::Failed
        }
    }
}

fn released(
    env: &mut Env,
    project: &Path,
    args: &ReleaseArgs,
    sources: &Sources,
    settings: &Settings,
    before: Option<Snapshot>,
    snapshot: Snapshot,
) -> Result<(), NoVersion> {
    let version = &args.version;
    if !version.starts_with(|c: char| c.is_ascii_alphanumeric())
        || !version.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte))
    {
        let better = slug(version);
        let help = Some(format!(
            "write numbers with points, such as `1.1.0`{}",
            if better.is_empty() { String::new() } else { format!(", or `{better}`") }
        ));
        return Err(NoVersion { message: format!("`{version}` cannot be the name of a version"), help });
    }
    let folder = project.join("content/releases");
    let (notes, frozen) = (folder.join(format!("{version}.md")), folder.join(format!("{version}.json")));
    if frozen.exists() {
        let message = format!("version {version} was released already");
        return Err(NoVersion {
            message,
            help: Some("what was released is never changed: take the next number".to_owned()),
        });
    }
    let diff = before.map(|before| diff::compare(&before, &snapshot));
    if let Some(diff) = &diff {
        fits(diff, version, args.any_version)?;
    }
    let mut changes = vec![Change { path: frozen, text: snapshot.to_json() + "\n" }];
    if !notes.exists() {
        let today =
            || dates::today(&env.variables).map_err(|wrong| NoVersion { message: wrong.message, help: wrong.help });
        let date = args.date.map_or_else(today, Ok)?;
        let text = note(version, date, args.summary.as_deref(), diff.as_ref(), &snapshot);
        changes.push(Change { path: notes, text });
    }
    changes.extend(renumbered(project, version, settings, sources)?);
    for change in &changes {
        let path = change.path.strip_prefix(project).unwrap_or(&change.path).display().to_string();
        if args.dry_run {
            env.say(&format!("would write {}", report::visible(&path)));
            continue;
        }
        let wrong = |error| NoVersion { message: format!("could not write `{path}`: {error}"), help: None };
        fs::create_dir_all(&folder).map_err(wrong)?;
        put(&change.path, change.text.as_bytes()).map_err(wrong)?;
        env.say(&format!("wrote {}", report::visible(&path)));
    }
    let what = diff.as_ref().map_or_else(|| "the first release".to_owned(), Diff::counted);
    env.say(&format!("Version {version}: {}", report::visible(&what)));
    if !args.dry_run {
        env.say("Next: read the notes, then commit these files together and give the commit the version as a tag.");
    }
    Ok(())
}

/// Whether a version is new, and as large a step as the changes ask for.
fn fits(diff: &Diff, version: &str, any: bool) -> Result<(), NoVersion> {
    let before = &diff.old.version;
    if diff.changes.is_empty() && !any {
        let message = format!("nothing changed since version {before}");
        let help = "there is nothing to release; `--any-version` releases it all the same".to_owned();
        return Err(NoVersion { message, help: Some(help) });
    }
    if diff.next.enough == Some(false) && !any {
        let message = format!("version {version} is too small a step from {before}: {}", diff.next.because);
        let next = diff.next.version.as_deref().unwrap_or_default();
        let size = diff.next.size.name();
        let help = format!("take {next}, since these changes are {size}; `--any-version` takes the number as it is");
        return Err(NoVersion { message, help: Some(help) });
    }
    Ok(())
}

/// More ids in a row nobody reads; the site lists every change in full.
const MOST_NAMED: usize = 40;

/// The notes of a release, for its author to go on with.
fn note(version: &str, date: Date, summary: Option<&str>, diff: Option<&Diff>, snapshot: &Snapshot) -> String {
    let statements: usize =
        snapshot.capabilities.iter().filter(|it| it.retired.is_none()).map(|it| it.statements.len()).sum();
    let counted = match diff {
        Some(diff) => format!("Since version {}: {}.", diff.old.version, diff.counted()),
        None => format!("The first release, with {statements} statement{}.", if statements == 1 { "" } else { "s" }),
    };
    // A JSON string is a YAML string, whatever stands in it.
    let quoted = |text: &str| serde_json::to_string(text).expect("a text becomes JSON");
    let summary = quoted(summary.unwrap_or(&counted));
    let mut out = format!("---\nversion: {}\ndate: {date}\nsummary: {summary}\n---\n", quoted(version));
    let Some(diff) = diff else { return out };
    out.push_str("## In short\n\n");
    // What stands in the place of others is said where those are retired.
    for (class, _) in diff.counts().into_iter().filter(|(class, _)| class.id != "replaces") {
        let ids: Vec<&str> =
            diff.changes.iter().filter(|change| change.class.id == class.id).map(|change| change.id.as_str()).collect();
        let more = ids.len().saturating_sub(MOST_NAMED);
        let named = ids[..ids.len() - more].iter().map(|id| format!("`{}`", id.replace('`', "'"))).collect::<Vec<_>>();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        out.push_str(&format!("- {}: {}{more}\n", class.heading, named.join(", ")));
    }
    out
}

/// `gradus.yml` with the new version, where it has another one.
fn renumbered(
    project: &Path,
    version: &str,
    settings: &Settings,
    sources: &Sources,
) -> Result<Option<Change>, NoVersion> {
    if settings.framework.version == version {
        return Ok(None);
    }
    let by_hand = || NoVersion {
        message: format!(
            "`{SETTINGS}` says version {}, and its text could not be changed safely",
            settings.framework.version
        ),
        help: Some(format!("write `version: \"{version}\"` there yourself, and release it again")),
    };
    let path = project.join(SETTINGS);
    let text = fs::read_to_string(&path).map_err(|_| by_hand())?;
    let place = settings.framework.version_place;
    let range = place.span.start as usize..place.span.end as usize;
    let is_same = sources.find(SETTINGS) == Some(place.file) && sources.text(place.file) == text;
    let said = text.get(range.clone()).filter(|_| is_same).ok_or_else(by_hand)?;
    if said.trim_matches(['"', '\'']) != settings.framework.version {
        return Err(by_hand());
    }
    let text = format!("{}\"{version}\"{}", &text[..range.start], &text[range.end..]);
    Ok(Some(Change { path, text }))
}
