//! Retired capabilities that replace each other in a circle: whoever follows an old id never arrives.

use super::{Context, Rule};
use crate::base::{Diagnostic, codes};
use crate::model::CapabilityRef;
use std::collections::BTreeSet;

pub static RULE: Rule = Rule { code: &codes::REPLACED_IN_A_CIRCLE, check };

fn check(context: &Context) -> Vec<Diagnostic> {
    let framework = context.framework;
    let next = |of: CapabilityRef| framework[of].retired.iter().flat_map(|it| it.replaced_by.iter().copied());
    let reached = |from: CapabilityRef| {
        let mut seen = BTreeSet::new();
        let mut open: Vec<CapabilityRef> = next(from).collect();
        while let Some(at) = open.pop() {
            if seen.insert(at) {
                open.extend(next(at));
            }
        }
        seen
    };
    let mut told: BTreeSet<CapabilityRef> = BTreeSet::new();
    let mut findings = Vec::new();
    for (handle, it) in framework.capabilities().filter(|(_, it)| it.retired.is_some()) {
        let after = reached(handle);
        if !after.contains(&handle) || told.contains(&handle) {
            continue;
        }
        // All of one circle reach each other; one finding tells of it.
        let circle: Vec<CapabilityRef> =
            after.iter().copied().filter(|other| reached(*other).contains(&handle)).collect();
        told.extend(&circle);
        let ids: Vec<String> = circle.iter().map(|other| format!("`{}`", framework[*other].id)).collect();
        let message = format!("{} are retired and replace each other", ids.join(" and "));
        let place = context.key_place(it.about.place.file, "retired");
        findings.push(
            Diagnostic::new(RULE.code, place, message).label("whoever follows this comes back here").help(
                "name a current capability under `replaced_by`, or leave the key out where nothing took its place",
            ),
        );
    }
    findings
}
