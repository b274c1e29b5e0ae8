//! A reference from something current to a capability that is retired.

use super::{Context, Rule};
use crate::base::{Diagnostic, Located, Place, codes};
use crate::markdown::LinkKind;
use crate::model::Capability;
use crate::parse::{Document, Front};
use std::collections::HashMap;

pub static RULE: Rule = Rule { code: &codes::REFERS_TO_RETIRED, check };

fn check(context: &Context) -> Vec<Diagnostic> {
    let capabilities = context.framework.capabilities().map(|(_, it)| it);
    let retired: HashMap<&str, &Capability> =
        capabilities.filter(|it| it.retired.is_some()).map(|it| (it.id.as_str(), it)).collect();
    if retired.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for document in context.documents() {
        let names = named(document).into_iter().chain(linked(context, document, &retired));
        for (name, place) in names {
            let Some(it) = retired.get(name) else { continue };
            let front = context.capability(&it.about).and_then(|front| front.id.as_ref());
            let finding = Diagnostic::new(RULE.code, place, format!("`{name}` is retired")).help(help(context, it));
            findings.push(match front {
                Some(id) => finding.related(id.place, "retired here"),
                None => finding,
            });
        }
    }
    findings
}

/// What the keys of a current document name.
fn named(document: &Document) -> Vec<(&str, Place)> {
    let names: Vec<&Located<String>> = match &document.front {
        Some(Front::Capability(front)) if front.retired.is_none() => {
            front.related.iter().chain(&front.requires).collect()
        }
        Some(Front::Resource(front)) => front.capabilities.iter().collect(),
        Some(Front::Profile(front)) => front.targets.iter().map(|(target, _)| target).collect(),
        Some(Front::Mapping(front)) => front.rows.iter().filter_map(|row| row.from.as_ref()).collect(),
        _ => Vec::new(),
    };
    names.into_iter().map(|name| (name.value.as_str(), name.place)).collect()
}

/// What the text of a current capability or group links to. Pages and releases may tell of the past, and whatever takes
/// the place of a retired capability may say so.
fn linked<'a>(
    context: &Context,
    document: &'a Document,
    retired: &HashMap<&str, &Capability>,
) -> Vec<(&'a str, Place)> {
    let own = match &document.front {
        Some(Front::Capability(front)) => front.id.as_ref().map(|id| id.value.as_str()),
        _ => None,
    };
    let replaces = |target: &str| {
        let replaced_by = retired.get(target).and_then(|it| it.retired.as_ref()).map(|it| &it.replaced_by);
        replaced_by.into_iter().flatten().any(|by| Some(context.framework[*by].id.as_str()) == own)
    };
    let is_current = match &document.front {
        Some(Front::Capability(front)) => front.retired.is_none(),
        Some(Front::Group(_)) => true,
        _ => false,
    };
    if !is_current {
        return Vec::new();
    }
    let lead = document.body.lead.iter().flat_map(|lead| lead.prose.links());
    let links = lead.chain(document.body.rest.links()).filter(|link| link.kind == LinkKind::Reference);
    let places = links.map(|link| {
        let target = link.target.split('#').next().unwrap_or_default().trim();
        (target, Place { file: document.file, span: link.span })
    });
    places.filter(|(target, _)| !replaces(target)).collect()
}

/// What to name instead: what took its place, as far as that is current.
fn help(context: &Context, retired: &Capability) -> String {
    let framework = context.framework;
    let by = retired.retired.iter().flat_map(|retired| &retired.replaced_by).map(|by| &framework[*by]);
    let by: Vec<String> = by.filter(|by| by.retired.is_none()).map(|by| format!("`{}`", by.id)).collect();
    match by.is_empty() {
        true => "take it out: nothing current has taken its place".to_owned(),
        false => format!("name {} instead, which took its place", by.join(" or ")),
    }
}
