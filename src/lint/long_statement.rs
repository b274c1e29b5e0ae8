//! A statement that does not fit a row of a checklist.

use super::{Context, Rule};
use crate::base::{Diagnostic, codes};

pub static RULE: Rule = Rule { code: &codes::LONG_STATEMENT, check };

/// Three lines of a row on A4.
const LONGEST: usize = 200;

fn check(context: &Context) -> Vec<Diagnostic> {
    let long = context.wordings.iter().filter_map(|wording| {
        let length = wording.plain.chars().count();
        (length > LONGEST).then_some((wording, length))
    });
    let finding = |(wording, length): (&super::wording::Wording, usize)| {
        let message = format!("this statement has {length} characters; a row of a checklist holds {LONGEST}");
        Diagnostic::new(RULE.code, wording.place, message)
            .help("say the ability in one sentence; conditions and examples can stand below it as guidance")
    };
    long.map(finding).collect()
}
