//! An archetype for which a domain has no statement: its checklist has a blank where readers expect something.

use super::{Context, Rule};
use crate::base::{Diagnostic, codes};
use crate::model::ArchetypeRef;
use std::collections::BTreeSet;

pub static RULE: Rule = Rule { code: &codes::ARCHETYPE_WITHOUT_STATEMENT, check };

/// A domain with fewer statements than so many for each archetype is not meant for all of them.
const AN_ARCHETYPE: usize = 2;

fn check(context: &Context) -> Vec<Diagnostic> {
    let framework = context.framework;
    let enough = AN_ARCHETYPE * framework.archetypes().len();
    let used: BTreeSet<ArchetypeRef> =
        framework.statements().flat_map(|(_, it)| it.archetypes.iter().copied()).collect();
    let mut findings = Vec::new();
    if framework.statements().len() < enough {
        return findings;
    }
    for (_, it) in framework.archetypes().filter(|(handle, _)| !used.contains(handle)) {
        let message = format!("no statement is for `{}`", it.slug);
        let finding = Diagnostic::new(RULE.code, context.title_place(&it.about), message);
        findings.push(
            finding.help(format!("name `{}` under `archetypes` where it is meant, or take the archetype out", it.slug)),
        );
    }
    for (group, it) in framework.top_groups() {
        let statements = framework.statements_below(group);
        if statements.len() < enough {
            continue;
        }
        let seen: BTreeSet<ArchetypeRef> = statements.flat_map(|(_, it)| it.archetypes.iter().copied()).collect();
        let lacking = framework.archetypes().filter(|(handle, _)| used.contains(handle) && !seen.contains(handle));
        let lacking: Vec<String> = lacking.map(|(_, it)| format!("`{}`", it.slug)).collect();
        if lacking.is_empty() {
            continue;
        }
        let message = format!("`{}` has no statement for {}", it.about.title(), lacking.join(" or "));
        let finding = Diagnostic::new(RULE.code, context.title_place(&it.about), message);
        findings.push(finding.help(
            "write one, or name the archetype where a statement is meant for it, too; leave it, if the gap is meant",
        ));
    }
    findings
}
