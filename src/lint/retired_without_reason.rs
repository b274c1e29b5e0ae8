//! A capability that is retired and does not say why: its page stays, and whoever has it on a sheet asks.

use super::{Context, Rule};
use crate::base::{Diagnostic, codes};

pub static RULE: Rule = Rule { code: &codes::RETIRED_WITHOUT_REASON, check };

fn check(context: &Context) -> Vec<Diagnostic> {
    let silent = context.framework.capabilities().filter(|(_, it)| {
        it.retired
            .as_ref()
            .is_some_and(|retired| retired.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()))
    });
    let finding = |(_, it): (_, &crate::model::Capability)| {
        let place = context.key_place(it.about.place.file, "retired");
        Diagnostic::new(RULE.code, place, format!("`{}` is retired without a reason", it.id))
            .label("its page cannot say why")
            .help("add the reason as a sentence: `retired: { since: \"2.0.0\", reason: \"Covered by two newer statements.\" }`")
    };
    silent.map(finding).collect()
}
