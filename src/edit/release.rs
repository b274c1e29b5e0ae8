//! A release: what the framework says is kept as a version, with notes, and the settings name that version from then on.

use super::{Change, Plan, Texts, Wrong};
use crate::base::{file_fault, is_slug, plural, slug};
use crate::diff::{self, Diff, Snapshot};
use crate::fix::on_disk;
use crate::model::Framework;
use crate::settings::Settings;
use crate::source::{SETTINGS, Sources};
use jiff::civil::Date;

/// What was asked for.
pub struct Asked<'a> {
    pub version: &'a str,
    pub date: Date,
    /// In one sentence; what changed is counted, if there is none.
    pub summary: Option<&'a str>,
    /// Whether a number will do that is a smaller step than the changes ask for.
    pub any_version: bool,
}

/// More ids in a row nobody reads; the site lists every change in full.
const MOST_NAMED: usize = 40;

pub fn release(
    framework: &Framework,
    settings: &Settings,
    sources: &Sources,
    texts: Texts,
    asked: &Asked,
) -> Result<Plan, Wrong> {
    let version = asked.version;
    if !can_be_called(version) {
        let better = slug(version);
        let or = if better.is_empty() { String::new() } else { format!(", or `{better}`") };
        let help = format!("write numbers with points, such as `1.1.0`{or}");
        return Err(Wrong::new(format!("`{version}` cannot be the name of a version")).help(help));
    }
    let path = |ending: &str| format!("content/releases/{version}.{ending}");
    let (notes, kept) = (path("md"), path("json"));
    if sources.find(&kept).is_some() {
        let help = "what was released is never changed: take the next number";
        return Err(Wrong::new(format!("version {version} was released already")).help(help));
    }
    let mut snapshot = Snapshot::of(framework, settings, sources);
    version.clone_into(&mut snapshot.version);
    let before = framework.releases().find_map(|(_, release)| release.frozen.as_ref());
    let diff = before.map(|frozen| diff::compare(&frozen.snapshot, &snapshot));
    if let Some(diff) = diff.as_ref().filter(|_| !asked.any_version) {
        fits(diff, version)?;
    }
    let mut changes = vec![Change::Create { path: kept, text: snapshot.to_json() + "\n" }];
    if sources.find(&notes).is_none() {
        changes.push(Change::Create { path: notes, text: note(asked, diff.as_ref(), &snapshot) });
    }
    changes.extend(renumbered(version, settings, sources, texts)?);
    let what = diff.as_ref().map_or_else(|| "the first release".to_owned(), Diff::counted);
    Ok(Plan {
        changes,
        done: format!("Version {version}: {what}"),
        next: "read the notes, then commit these files together and give the commit the version as a tag".to_owned(),
        ..Plan::default()
    })
}

/// Whether a version can name its files and its address.
pub fn can_be_called(version: &str) -> bool {
    is_slug(&version.replace('.', "-")) && file_fault(version).is_none()
}

/// Whether a version is new, and as large a step as the changes ask for.
fn fits(diff: &Diff, version: &str) -> Result<(), Wrong> {
    let before = &diff.old.version;
    if diff.changes.is_empty() {
        let help = "there is nothing to release; `--any-version` releases it all the same";
        return Err(Wrong::new(format!("nothing changed since version {before}")).help(help));
    }
    if diff.next.enough == Some(false) {
        let message = format!("version {version} is too small a step from {before}: {}", diff.next.because);
        let next = diff.next.version.as_deref().unwrap_or_default();
        let size = diff.next.size.name();
        let help = format!("take {next}, since these changes are {size}; `--any-version` takes the number as it is");
        return Err(Wrong::new(message).help(help));
    }
    Ok(())
}

/// The notes of a release, for its author to go on with.
fn note(asked: &Asked, diff: Option<&Diff>, snapshot: &Snapshot) -> String {
    let current = snapshot.capabilities.iter().filter(|it| it.retired.is_none());
    let statements: usize = current.map(|it| it.statements.len()).sum();
    let counted = match diff {
        Some(diff) => format!("Since version {}: {}.", diff.old.version, diff.counted()),
        None => format!("The first release, with {}.", plural(statements, "statement")),
    };
    // A JSON string is a YAML string, whatever stands in it.
    let quoted = |text: &str| serde_json::to_string(text).expect("a text becomes JSON");
    let (version, date, summary) = (quoted(asked.version), asked.date, quoted(asked.summary.unwrap_or(&counted)));
    let mut out = format!("---\nversion: {version}\ndate: {date}\nsummary: {summary}\n---\n");
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
fn renumbered(version: &str, settings: &Settings, sources: &Sources, texts: Texts) -> Result<Option<Change>, Wrong> {
    let own = &settings.framework;
    if own.version == version {
        return Ok(None);
    }
    let by_hand = || {
        Wrong::new(format!("`{SETTINGS}` says version {}, and its text could not be changed safely", own.version))
            .help(format!("write `version: \"{version}\"` there yourself, and release it again"))
    };
    let place = own.version_place;
    let text = sources.text(place.file);
    let said = text.get(place.span.range()).filter(|_| sources.find(SETTINGS) == Some(place.file));
    if said.is_none_or(|said| said.trim_matches(['"', '\'']) != own.version) {
        return Err(by_hand());
    }
    let mut new = text.to_owned();
    new.replace_range(place.span.range(), &format!("\"{version}\""));
    let before = texts(SETTINGS)?;
    let after = on_disk(&before, text, &new).ok_or_else(by_hand)?;
    Ok(Some(Change::Replace { path: SETTINGS.to_owned(), before, after }))
}
