//! Retiring a capability: its file says since when and why, and it keeps its id for ever.

use super::{Change, Plan, Texts, front_matter, quote};
use crate::look::referrers::referrers;
use crate::look::{Wrong, find};
use crate::model::CapabilityRef;
use crate::pipeline::Known;

/// What was asked for.
pub struct Asked<'a> {
    pub reason: &'a str,
    pub since: Option<&'a str>,
    pub replaced_by: &'a [String],
}

pub fn retire(known: &Known, texts: Texts, at: CapabilityRef, asked: &Asked) -> Result<Plan, Wrong> {
    let framework = &known.framework;
    let capability = &framework[at];
    let path = known.sources.path(capability.about.place.file).to_string();
    if capability.retired.is_some() {
        let help = format!("to change the reason or what replaces it, edit `retired` in `{path}`");
        return Err(Wrong::new(format!("`{}` is retired already", capability.id)).help(help));
    }
    if asked.reason.trim().is_empty() {
        return Err(
            Wrong::new("the reason is empty").help("say in a sentence why it goes: `--reason \"Covered by AI-052.\"`")
        );
    }
    let mut notes = Vec::new();
    let mut instead = Vec::new();
    for typed in asked.replaced_by {
        let other = find::capability(framework, typed)?;
        if other == at {
            return Err(Wrong::new(format!("`{typed}` cannot be replaced by itself")));
        }
        if framework[other].retired.is_some() {
            notes.push(format!("`{}`, which replaces it, is retired itself", framework[other].id));
        }
        instead.push(framework[other].id.as_str());
    }
    let mut keys = Vec::new();
    keys.extend(asked.since.map(|since| format!("since: {}", quote::quoted(since))));
    keys.push(format!("reason: {}", quote::quoted(asked.reason)));
    if !instead.is_empty() {
        keys.push(format!("replaced_by: {}", quote::list(instead.iter().copied())));
    }
    let before = texts(&path)?;
    let after = front_matter::add(&before, "retired", &format!("{{ {} }}", keys.join(", ")))
        .map_err(|left| Wrong::new(format!("`{path}` {}", left.0)))?;
    for referrer in referrers(framework, at) {
        let file = known.sources.path(referrer.thing.about(framework).place.file);
        notes.push(format!("`{}` {} ({file})", referrer.thing.name(framework), referrer.how));
    }
    if asked.since.is_none() {
        notes.push("it does not say since which version; `--since VERSION` does".to_owned());
    }
    Ok(Plan {
        changes: vec![Change::Replace { path: path.clone(), before, after }],
        notes,
        done: format!("Retired {} in {path}", capability.id),
        next: "`gradus check` looks at everything once more; keep the file, so that old links and sheets still find it"
            .to_owned(),
    })
}
