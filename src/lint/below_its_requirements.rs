//! A capability at a lower level than something it requires: nobody could reach it in the order of the levels.

use super::{Context, Rule};
use crate::base::{Diagnostic, codes};
use crate::model::{Capability, LevelRef};

pub static RULE: Rule = Rule { code: &codes::BELOW_ITS_REQUIREMENTS, check };

fn check(context: &Context) -> Vec<Diagnostic> {
    let framework = context.framework;
    // A capability begins with its lowest statement.
    let begins = |of: &Capability| -> Option<LevelRef> { of.statements.first().map(|first| framework[*first].level) };
    let mut findings = Vec::new();
    for (_, capability) in framework.capabilities().filter(|(_, it)| it.retired.is_none()) {
        let (Some(own), Some(front)) = (begins(capability), context.capability(&capability.about)) else { continue };
        for required in capability.requires.iter().map(|required| &framework[*required]) {
            let Some(theirs) = begins(required).filter(|theirs| *theirs > own) else { continue };
            let Some(named) = front.requires.iter().find(|name| name.value == required.id) else { continue };
            let (own, theirs) = (framework[own].number, framework[theirs].number);
            let message = format!(
                "`{}` stands at level {own} and requires `{}`, which stands at level {theirs}",
                capability.id, required.id
            );
            let finding = Diagnostic::new(RULE.code, named.place, message)
                .label(format!("at level {theirs}"))
                .help("raise the level of the one, lower that of the other, or write `related` instead of `requires`");
            findings.push(finding.related(required.about.place, "required"));
        }
    }
    findings
}
